//! The drawing for people: SVG with a title and a description, readable without colours.

use super::{Drawing, Edge, Node, NodeKind, escaped};
use std::fmt::Write as _;

/// Letters on a line of a step.
const LINE: usize = 24;

/// The drawing as SVG.
pub fn svg(drawing: &Drawing) -> String {
    let (w, h) = (drawing.width, drawing.height);
    let mut out = String::new();
    // Writing to a String can't fail.
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13">"#
    );
    let _ = writeln!(out, r#"<title id="title">{}</title>"#, escaped(&drawing.title));
    let _ = writeln!(out, r#"<desc id="desc">{}</desc>"#, escaped(&described(drawing)));
    out.push_str(concat!(
        r##"<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" "##,
        r##"orient="auto"><path d="M0 0L10 5L0 10z" fill="#333"/></marker></defs>"##,
        "\n"
    ));
    let _ = writeln!(out, r##"<rect width="{w}" height="{h}" fill="#fff"/>"##);
    let _ = writeln!(
        out,
        r##"<text x="16" y="34" font-size="18" font-weight="bold" fill="#111">{}</text>"##,
        escaped(&drawing.title)
    );
    for lane in &drawing.lanes {
        let (y, lh, mid) = (lane.y, lane.height, lane.y + lane.height / 2);
        let _ = writeln!(
            out,
            r##"<rect x="8" y="{y}" width="{}" height="{lh}" fill="none" stroke="#888"/><rect x="8" y="{y}" width="30" height="{lh}" fill="#eee" stroke="#888"/><text x="28" y="{mid}" text-anchor="middle" transform="rotate(-90 28 {mid})" font-weight="bold" fill="#111">{}</text>"##,
            w - 16,
            escaped(&lane.name)
        );
    }
    drawing.edges.iter().for_each(|edge| draw_edge(edge, &mut out));
    drawing.nodes.iter().for_each(|node| draw_node(node, &mut out));
    let _ = writeln!(out, r##"<text x="16" y="{}" fill="#333">{}</text>"##, h - 16, escaped(&drawing.note));
    out.push_str("</svg>\n");
    out
}

/// The drawing in a sentence a step, for who doesn't see it.
fn described(drawing: &Drawing) -> String {
    let name = |id: &str| {
        let choice = id.strip_prefix("choice-").map(|step| format!("step-{step}"));
        drawing.node(choice.as_deref().unwrap_or(id)).map(|n| n.label.clone()).unwrap_or_default()
    };
    let said = |edge: &Edge| {
        let when = edge.when.as_ref().map(|w| format!(" [{w}]")).unwrap_or_default();
        let label = if edge.label.is_empty() { when } else { format!(" ({}{when})", edge.label) };
        format!("{} → {}{label}.", name(&edge.from), name(&edge.to))
    };
    let told = drawing.edges.iter().filter(|e| !e.to.starts_with("choice-"));
    told.map(said).collect::<Vec<_>>().join(" ")
}

fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn draw_edge(edge: &Edge, out: &mut String) {
    let points: Vec<String> = edge.points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let dash = if edge.when.is_some() { r#" stroke-dasharray="6 3""# } else { "" };
    let _ = writeln!(
        out,
        r##"<polyline points="{}" fill="none" stroke="#333"{dash} marker-end="url(#tip)">{}</polyline>"##,
        points.join(" "),
        // The condition is for who points at the line, and in the description: it would cover what is beside.
        edge.when.as_ref().map(|w| format!("<title>[{}]</title>", escaped(w))).unwrap_or_default()
    );
    if edge.label.is_empty() {
        return;
    }
    let (lines, (x, y), anchor) = match edge.points.as_slice() {
        // A way beside the steps is named where it begins.
        [_, (x, y), (to, _), ..] if edge.points.len() > 4 && to > x => {
            (vec![edge.label.clone()], (x + 4, *y), "start")
        }
        [_, (x, y), ..] if edge.points.len() > 4 => (vec![edge.label.clone()], (x - 4, *y), "end"),
        points => match middle(points) {
            Some(at) => (wrapped(&edge.label, 18), at, "middle"),
            None => return,
        },
    };
    for (n, line) in (0..).zip(&lines) {
        let y = y - 4 - 13 * (i32::try_from(lines.len()).unwrap_or(1) - 1 - n);
        let _ = writeln!(
            out,
            r##"<text x="{x}" y="{y}" font-size="11" text-anchor="{anchor}" fill="#111" stroke="#fff" stroke-width="3" paint-order="stroke">{}</text>"##,
            escaped(line)
        );
    }
}

/// The middle of the longest level stretch.
fn middle(points: &[(i32, i32)]) -> Option<(i32, i32)> {
    let stretches = points.windows(2).filter_map(|pair| match pair {
        [(x1, y1), (x2, y2)] if y1 == y2 => Some(((x2 - x1).abs(), (i32::midpoint(*x1, *x2), *y1))),
        _ => None,
    });
    stretches.max_by_key(|(length, _)| *length).map(|(_, at)| at)
}

fn draw_node(node: &Node, out: &mut String) {
    let (x, y, w, h) = (node.x, node.y, node.width, node.height);
    let (mid_x, mid_y) = (x + w / 2, y + h / 2);
    match node.kind {
        NodeKind::Task => {
            let _ = writeln!(
                out,
                r##"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="8" fill="#f7fbff" stroke="#05386b" stroke-width="1.5"/>"##
            );
            let title = wrapped(&node.label, LINE);
            let mut at = y + 20;
            for line in &title {
                let _ = writeln!(
                    out,
                    r##"<text x="{mid_x}" y="{at}" text-anchor="middle" font-weight="bold" fill="#111">{}</text>"##,
                    escaped(line)
                );
                at += 15;
            }
            for line in node.lines.iter().flat_map(|l| wrapped(l, LINE + 4)) {
                let _ = writeln!(
                    out,
                    r##"<text x="{mid_x}" y="{at}" text-anchor="middle" font-size="10.5" fill="#333">{}</text>"##,
                    escaped(&line)
                );
                at += 12;
            }
        }
        NodeKind::Choice => {
            let _ = writeln!(
                out,
                r##"<path d="M{mid_x} {y}L{} {mid_y}L{mid_x} {}L{x} {mid_y}z" fill="#fff8e1" stroke="#7a5c00"/><path d="M{} {}l12 12m0 -12l-12 12" stroke="#7a5c00" stroke-width="2"/>"##,
                x + w,
                y + h,
                mid_x - 6,
                mid_y - 6
            );
        }
        NodeKind::Start | NodeKind::End => {
            let thick = if node.kind == NodeKind::End { 4 } else { 1 };
            let _ = writeln!(
                out,
                r##"<circle cx="{mid_x}" cy="{mid_y}" r="{}" fill="#fff" stroke="#111" stroke-width="{thick}"/>"##,
                w / 2 - 2
            );
            let aside = node.id.starts_with("stop-");
            let (tx, ty, anchor) =
                if aside { (x - 5, mid_y + 4, "end") } else { (mid_x, y + h + 14, "middle") };
            for (n, line) in (0..).zip(wrapped(&node.label, 18)) {
                let _ = writeln!(
                    out,
                    r##"<text x="{tx}" y="{}" font-size="11" text-anchor="{anchor}" fill="#111">{}</text>"##,
                    ty + n * 13,
                    escaped(&line)
                );
            }
        }
    }
}
