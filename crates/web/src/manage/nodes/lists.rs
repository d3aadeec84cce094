//! The tables of the page: machines, faults, strays; what waits for a person only where something does.

use super::{segment, state_of, units_said};
use crate::components::{Cell, Column, ColumnKind, Empty, Row, Table, TableUse};
use crate::desk::sync::clock;
use crate::frame::Web;
use crate::show;
use app::nodes::{FaultLine, NodeLine, NodesView, StrayLine};
use domain::nodes::{FaultCause, Settled};
use domain::words::Moment;
use lang::Words;

/// Most things of the past that the page tells.
const SETTLED: usize = 50;

fn table(words: &'static Words, key: &str, columns: &[(ColumnKind, &str)], rows: Vec<Row>) -> Table {
    let column = |(kind, key): &(ColumnKind, &str)| Column::new(*kind, words.say(key));
    Table {
        words,
        caption: words.say(key),
        usage: TableUse::Reading,
        columns: columns.iter().map(column).collect(),
        rows,
        bulk: None,
        paging: None,
        empty: Empty { title: words.say("nodes-none"), text: words.say("nodes-none-next"), button: None },
    }
}

fn number(words: &Words, n: u64) -> Cell {
    Cell::Text(words.number(i64::try_from(n).unwrap_or(i64::MAX)))
}

fn near(words: &Words, now: Moment, at: Option<Moment>) -> String {
    at.map_or_else(|| words.say("nodes-never"), |at| show::near(words, now, at))
}

/// Every machine that is or was in.
pub(super) fn boxes(web: &Web, words: &'static Words, view: &NodesView) -> Table {
    let now = web.app.now();
    let row = |node: &NodeLine| Row {
        id: node.id.to_string(),
        name: node.name.clone(),
        cells: vec![
            Cell::Open {
                href: format!("/manage/nodes/{}", node.id),
                text: node.name.clone(),
                under: Some(units_said(node)),
            },
            Cell::State(state_of(words, node)),
            Cell::Text(near(words, now, node.contact)),
            number(words, node.lag_entries),
            number(words, node.files_missing),
            node.clock_millis.map_or(Cell::Blank, |millis| Cell::Text(clock(words, millis))),
            node.version.clone().map_or(Cell::Blank, Cell::Text),
        ],
    };
    let columns = [
        (ColumnKind::First, "nodes-name"),
        (ColumnKind::Text, "nodes-state"),
        (ColumnKind::Text, "nodes-contact"),
        (ColumnKind::Number, "nodes-lag"),
        (ColumnKind::Number, "nodes-files"),
        (ColumnKind::Text, "nodes-clock"),
        (ColumnKind::Text, "nodes-version"),
    ];
    table(words, "nodes-list", &columns, view.boxes.iter().map(row).collect())
}

/// What happened, as a cause says it.
pub(super) fn happened(words: &Words, cause: FaultCause) -> String {
    words.say(&format!("node-fault-{}", cause.as_str()))
}

/// The machine and the unit that a fault is about.
pub(super) fn whose(words: &Words, line: &FaultLine) -> String {
    let known: Vec<&str> = [&line.node, &line.unit].into_iter().flatten().map(String::as_str).collect();
    if known.is_empty() { words.say("nodes-unknown") } else { known.join(" · ") }
}

/// Faults that nobody settled; none where there is none.
pub(super) fn faults(web: &Web, words: &'static Words, view: &NodesView) -> Option<Table> {
    let now = web.app.now();
    let row = |line: &FaultLine| Row {
        id: line.key.clone(),
        name: happened(words, line.fault.cause),
        cells: vec![
            Cell::Open {
                href: format!("/manage/nodes/faults/{}", segment(&line.key)),
                text: happened(words, line.fault.cause),
                under: None,
            },
            Cell::Text(whose(words, line)),
            Cell::Text(show::near(words, now, line.fault.last)),
            number(words, line.fault.times.into()),
        ],
    };
    let rows: Vec<Row> = view.faults.iter().filter(|f| f.fault.settled.is_none()).map(row).collect();
    let columns = [
        (ColumnKind::First, "nodes-fault-what"),
        (ColumnKind::Text, "nodes-fault-of"),
        (ColumnKind::Text, "nodes-fault-last"),
        (ColumnKind::Number, "nodes-fault-times"),
    ];
    (!rows.is_empty()).then(|| table(words, "nodes-faults", &columns, rows))
}

/// Entries that strayed and wait for somebody; none where there is none.
pub(super) fn strays(words: &'static Words, view: &NodesView) -> Option<Table> {
    let row = |line: &StrayLine| Row {
        id: line.key.clone(),
        name: line.said(words),
        cells: vec![
            Cell::Open {
                href: format!("/manage/nodes/strays/{}", segment(&line.key)),
                text: line.said(words),
                under: Some(line.unit.clone()),
            },
            Cell::Text(show::moment(words, line.stray.entry.at)),
            Cell::Text(line.actor.clone()),
            line.code.as_ref().map_or(Cell::Blank, |code| Cell::Text(code.to_string())),
        ],
    };
    let rows: Vec<Row> = view.strays.iter().filter(|s| s.stray.settled.is_none()).map(row).collect();
    let columns = [
        (ColumnKind::First, "nodes-stray-what"),
        (ColumnKind::Text, "nodes-stray-when"),
        (ColumnKind::Text, "nodes-stray-who"),
        (ColumnKind::Text, "nodes-stray-dossier"),
    ];
    (!rows.is_empty()).then(|| table(words, "nodes-strays", &columns, rows))
}

/// Something that a person dealt with.
pub(super) struct Dealt {
    pub(super) href: String,
    pub(super) what: String,
    pub(super) note: String,
    pub(super) by: String,
}

/// What was dealt with, the latest first, as far as anybody looks back on a page.
pub(super) fn settled(words: &Words, view: &NodesView) -> Vec<Dealt> {
    let faults = view.faults.iter().filter_map(|line| {
        let href = format!("/manage/nodes/faults/{}", segment(&line.key));
        Some((line.fault.settled.as_ref()?, &line.settled_by, href, happened(words, line.fault.cause)))
    });
    let strays = view.strays.iter().filter_map(|line| {
        let href = format!("/manage/nodes/strays/{}", segment(&line.key));
        Some((line.stray.settled.as_ref()?, &line.settled_by, href, line.said(words)))
    });
    let mut all: Vec<_> = faults.chain(strays).collect();
    all.sort_by_key(|(settled, ..)| std::cmp::Reverse(settled.at));
    let dealt = |(settled, by, href, what): (&Settled, &Option<String>, String, String)| Dealt {
        href,
        what,
        note: settled.note.clone(),
        by: settled_by(words, settled, by.as_ref()),
    };
    all.into_iter().take(SETTLED).map(dealt).collect()
}

/// Who dealt with something, and when.
pub(super) fn settled_by(words: &Words, settled: &Settled, by: Option<&String>) -> String {
    let name = by.cloned().unwrap_or_else(|| words.say("by-system"));
    let args = [("name", name.into()), ("at", show::moment(words, settled.at).into())];
    words.say_with("nodes-settled-by", &args)
}
