//! Where things stand: columns by how far a step lies from the start, lanes by role.

use super::{Drawing, Edge, Labels, Lane, Node, NodeKind};
use crate::identity::Role;
use crate::packs::{ActDef, ActKind, END, Process, Step};
use std::collections::BTreeMap;

const COLUMN: i32 = 330;
const ROW: i32 = 216;
/// From a row's top to its steps: four ways beside each other fit above, each with its words.
const ABOVE: i32 = 72;
const LEFT: i32 = 130;
const TOP: i32 = 56;
const TASK: (i32, i32) = (160, 84);
const CHOICE: i32 = 40;
const EVENT: i32 = 32;

/// Lays a process out.
pub fn layout(process: &Process, labels: &Labels<'_>) -> Drawing {
    let mut drawing = Drawing {
        title: labels.title.clone(),
        width: 0,
        height: 0,
        lanes: Vec::new(),
        nodes: Vec::new(),
        edges: Vec::new(),
        note: note(process, labels),
    };
    let places = places(process, labels, &mut drawing);
    for step in &process.steps {
        nodes_of(step, &places, labels, &mut drawing);
    }
    ends(process, &places, labels, &mut drawing);
    for step in &process.steps {
        edges_of(process, step, labels, &mut drawing);
    }
    let right = drawing.nodes.iter().map(|n| n.x + n.width).max().unwrap_or(0);
    drawing.width = right + 60;
    drawing.height = drawing.lanes.last().map_or(TOP, |l| l.y + l.height) + 44;
    drawing
}

fn note(process: &Process, labels: &Labels<'_>) -> String {
    let acts: Vec<String> = process.anytime.iter().map(|a| (labels.text)(&a.title)).collect();
    if acts.is_empty() { String::new() } else { format!("{} {}", labels.anytime, acts.join(" · ")) }
}

/// Column, lane and row of a step.
#[derive(Clone, Copy)]
struct Place {
    column: i32,
    lane: usize,
    y: i32,
}

/// Steps that come later in the file lie further right than those that lead to them.
fn columns(process: &Process) -> Vec<i32> {
    let at = |id: &str| process.steps.iter().position(|s| s.id.as_str() == id);
    let mut columns = vec![0_i32; process.steps.len()];
    for (n, step) in process.steps.iter().enumerate() {
        let own = columns.get(n).copied().unwrap_or(0);
        for target in step.acts.iter().filter_map(|a| process.target(a)).filter_map(at).filter(|t| *t > n) {
            if let Some(column) = columns.get_mut(target) {
                *column = (*column).max(own + 1);
            }
        }
    }
    columns
}

fn places(process: &Process, labels: &Labels<'_>, drawing: &mut Drawing) -> BTreeMap<String, Place> {
    let columns = columns(process);
    let mut roles: Vec<Role> = process.steps.iter().map(|s| s.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let (mut places, mut y) = (BTreeMap::new(), TOP);
    for (lane, role) in roles.into_iter().enumerate() {
        let mut used: BTreeMap<i32, i32> = BTreeMap::new();
        for (step, column) in process.steps.iter().zip(&columns).filter(|(s, _)| s.role == role) {
            let row = used.entry(*column).or_default();
            places.insert(step.id.to_string(), Place { column: *column, lane, y: y + *row * ROW });
            *row += 1;
        }
        let height = used.values().max().copied().unwrap_or(1).max(1) * ROW;
        drawing.lanes.push(Lane { name: (labels.role)(role), y, height });
        y += height;
    }
    places
}

/// Acts that lead on to another node.
fn leading<'a>(process: &'a Process, step: &'a Step) -> Vec<(&'a ActDef, &'a str)> {
    step.acts.iter().filter_map(|a| Some((a, process.target(a)?))).collect()
}

/// Whether an act ends the dossier other than by its result.
fn stops(act: &ActDef) -> bool {
    matches!(act.kind, ActKind::Refuse | ActKind::Withdraw)
}

fn nodes_of(step: &Step, places: &BTreeMap<String, Place>, labels: &Labels<'_>, drawing: &mut Drawing) {
    let Some(place) = places.get(step.id.as_str()) else { return };
    let (x, y) = (LEFT + place.column * COLUMN + 60, place.y + ABOVE);
    let stays = step.acts.iter().filter(|a| {
        matches!(a.kind, ActKind::Supplement | ActKind::Charge | ActKind::Extend)
            || a.kind == ActKind::Open && a.to.is_none()
    });
    let norm = step.norm_hours.map(|n| (labels.hours)(n));
    let lines = norm.into_iter().chain(stays.map(|a| format!("+ {}", (labels.text)(&a.title)))).collect();
    let (id, label) = (format!("step-{}", step.id), (labels.text)(&step.title));
    let (width, height) = TASK;
    let node = Node { id, kind: NodeKind::Task, lane: place.lane, x, y, width, height, label, lines };
    drawing.nodes.push(node);
    let event = |id: String, kind, x, y, size, label| Node {
        id,
        kind,
        lane: place.lane,
        x,
        y,
        width: size,
        height: size,
        label,
        lines: Vec::new(),
    };
    let choice_x = x + TASK.0 + 24;
    let ways = step.acts.iter().filter(|a| {
        let goes = matches!(a.kind, ActKind::Move | ActKind::Approve | ActKind::Accept | ActKind::Deliver);
        stops(a) || goes || a.kind == ActKind::Open && a.to.is_some()
    });
    if ways.count() > 1 {
        let y = y + (TASK.1 - CHOICE) / 2;
        drawing.nodes.push(event(
            format!("choice-{}", step.id),
            NodeKind::Choice,
            choice_x,
            y,
            CHOICE,
            format!("{}?", (labels.text)(&step.title)),
        ));
    }
    let ends: Vec<String> = step.acts.iter().filter(|a| stops(a)).map(|a| (labels.text)(&a.title)).collect();
    if !ends.is_empty() {
        let (x, y) = (choice_x + (CHOICE - EVENT) / 2, y + TASK.1 + 10);
        drawing.nodes.push(event(format!("stop-{}", step.id), NodeKind::End, x, y, EVENT, ends.join(" / ")));
    }
}

/// Where dossiers begin, and where they end with their result.
fn ends(process: &Process, places: &BTreeMap<String, Place>, labels: &Labels<'_>, drawing: &mut Drawing) {
    let event = |id: &str, kind, place: &Place, x: i32, label: &String| Node {
        id: id.to_owned(),
        kind,
        lane: place.lane,
        x,
        y: place.y + ABOVE + (TASK.1 - EVENT) / 2,
        width: EVENT,
        height: EVENT,
        label: label.clone(),
        lines: Vec::new(),
    };
    if let Some(place) = places.get(process.submitted.as_str()) {
        let x = LEFT + place.column * COLUMN;
        drawing.nodes.push(event("start", NodeKind::Start, place, x, &labels.start));
    }
    let last = process.steps.iter().filter(|s| s.acts.iter().any(|a| a.kind == ActKind::Deliver));
    let last = last.filter_map(|s| places.get(s.id.as_str())).max_by_key(|p| p.column);
    if let Some(place) = last {
        let x = LEFT + (place.column + 1) * COLUMN + 10;
        drawing.nodes.push(event("end", NodeKind::End, place, x, &labels.end));
    }
}

fn edges_of(process: &Process, step: &Step, labels: &Labels<'_>, drawing: &mut Drawing) {
    let task = format!("step-{}", step.id);
    let choice = format!("choice-{}", step.id);
    if step.id == process.submitted {
        connect(drawing, "start", &task, String::new(), None);
    }
    let from = if drawing.node(&choice).is_some() {
        connect(drawing, &task, &choice, String::new(), None);
        choice
    } else {
        task
    };
    let mut stopped = false;
    for (act, target) in leading(process, step) {
        let label = (labels.text)(&act.title);
        let when = act.when.as_ref().map(|w| w.source().to_owned());
        if stops(act) {
            if !stopped {
                connect(drawing, &from, &format!("stop-{}", step.id), String::new(), when);
            }
            stopped = true;
        } else {
            let to = if target == END { "end".to_owned() } else { format!("step-{target}") };
            connect(drawing, &from, &to, label, when);
        }
    }
}

fn connect(drawing: &mut Drawing, from: &str, to: &str, label: String, when: Option<String>) {
    let (Some(a), Some(b)) = (drawing.node(from), drawing.node(to)) else { return };
    let backs = drawing.edges.iter().filter(|e| e.points.len() > 4).count();
    let points = route(a, b, i32::try_from(backs % 4).unwrap_or(0));
    let id = format!("flow-{}", drawing.edges.len() + 1);
    drawing.edges.push(Edge { id, from: from.to_owned(), to: to.to_owned(), label, when, points });
}

/// Straight where it can be, else around corners; ways back and over several columns run beside the steps.
fn route(a: &Node, b: &Node, lane: i32) -> Vec<(i32, i32)> {
    let (ax, ay) = (a.x + a.width, a.y + a.height / 2);
    let (bx, by) = (b.x, b.y + b.height / 2);
    let (a_mid, b_mid) = (a.x + a.width / 2, b.x + b.width / 2);
    if b.id.starts_with("stop-") {
        return vec![(a_mid, a.y + a.height), (b_mid, b.y)];
    }
    if bx > ax && bx - ax <= COLUMN {
        if ay == by {
            return vec![(ax, ay), (bx, by)];
        }
        let mid = bx - 24 - lane * 6;
        return vec![(ax, ay), (mid, ay), (mid, by), (bx, by)];
    }
    if bx > ax {
        // Over the steps between.
        let (above, mid) = (beside(a, b, lane), bx - 24 - lane * 6);
        return vec![(a_mid, a.y), (a_mid, above), (mid, above), (mid, by), (bx, by)];
    }
    let above = beside(a, b, lane);
    vec![
        (a_mid, a.y),
        (a_mid, above),
        (b_mid - 12 * lane, above),
        (b_mid - 12 * lane, b.y - 8),
        (b_mid - 12 * lane, b.y),
    ]
}

/// The height of a way beside the steps: the so-many-th above the higher of two.
fn beside(a: &Node, b: &Node, lane: i32) -> i32 {
    let top = |n: &Node| n.y + n.height / 2 - TASK.1 / 2;
    top(a).min(top(b)) - 12 - lane * 15
}
