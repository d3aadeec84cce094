//! What is drawn is the process: every step once, no step over another, every way with both its ends.

use super::{Drawing, Labels, NodeKind, bpmn, layout, svg};
use crate::dossier::tests::process;

fn drawing() -> Drawing {
    let labels = Labels {
        title: "Một cửa & <thử>".into(),
        text: &|t| t.vi.clone(),
        role: &|r| r.as_str().to_owned(),
        hours: &|n| format!("{n} giờ"),
        start: "Bắt đầu".into(),
        end: "Kết thúc".into(),
        anytime: "Ở mọi bước:".into(),
    };
    layout(&process(), &labels)
}

#[test]
fn every_step_stands_once_in_its_lane_and_none_over_another() {
    let d = drawing();
    let tasks: Vec<_> = d.nodes.iter().filter(|n| n.kind == NodeKind::Task).collect();
    assert_eq!(tasks.len(), process().steps.len());
    assert_eq!(
        d.lanes.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(),
        ["reception", "specialist", "leader"]
    );
    for (n, a) in d.nodes.iter().enumerate() {
        let lane = &d.lanes[a.lane];
        assert!(a.y >= lane.y && a.y + a.height <= lane.y + lane.height, "{}", a.id);
        assert!(a.x >= 0 && a.x + a.width <= d.width);
        for b in &d.nodes[n + 1..] {
            let apart = a.x + a.width <= b.x
                || b.x + b.width <= a.x
                || a.y + a.height <= b.y
                || b.y + b.height <= a.y;
            assert!(apart, "{} over {}", a.id, b.id);
        }
    }
}

#[test]
fn every_way_begins_and_ends_at_a_node() {
    let d = drawing();
    for edge in &d.edges {
        assert!(d.node(&edge.from).is_some() && d.node(&edge.to).is_some() && edge.points.len() >= 2);
    }
    let pair = |from: &str, to: &str| d.edges.iter().any(|e| e.from == from && e.to == to);
    assert!(
        pair("start", "step-accept")
            && pair("choice-check", "step-sign")
            && pair("choice-sign", "step-check")
    );
    assert!(pair("choice-sign", "stop-sign") && pair("step-return", "end"));
}

#[test]
fn both_outputs_carry_every_node_and_escape_what_is_written() {
    let d = drawing();
    let (svg, bpmn) = (svg(&d), bpmn(&d));
    assert!(
        svg.contains("<title id=\"title\">Một cửa &amp; &lt;thử&gt;</title>")
            && svg.contains("Thẩm tra → Ký duyệt")
    );
    for node in &d.nodes {
        assert_eq!(bpmn.matches(&format!("bpmnElement=\"{}\"", node.id)).count(), 1);
        assert!(bpmn.contains(&format!("<bpmn:flowNodeRef>{}</bpmn:flowNodeRef>", node.id)));
    }
    assert_eq!(bpmn.matches("<bpmndi:BPMNEdge").count(), d.edges.len());
    assert!(!svg.contains("<thử>") && !bpmn.contains("<thử>"));
}
