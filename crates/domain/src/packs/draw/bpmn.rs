//! The drawing for tools: BPMN 2.0, with the diagram (BPMNDI), so that a tool shows it as it is laid out.

use super::{Drawing, Edge, Node, NodeKind, escaped};
use std::fmt::Write as _;

const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    "\n",
    r#"<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" "#,
    r#"xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" "#,
    r#"xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" "#,
    r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" "#,
    r#"targetNamespace="urn:motcua:process">"#,
    "\n",
);

/// The drawing as BPMN 2.0.
pub fn bpmn(drawing: &Drawing) -> String {
    let mut out = HEAD.to_owned();
    let title = escaped(&drawing.title);
    // Writing to a String can't fail.
    let _ = writeln!(
        out,
        r#"<bpmn:collaboration id="collaboration"><bpmn:participant id="office" name="{title}" processRef="process"/></bpmn:collaboration>"#
    );
    let _ = writeln!(out, r#"<bpmn:process id="process" name="{title}" isExecutable="false">"#);
    if !drawing.note.is_empty() {
        let _ = writeln!(out, "<bpmn:documentation>{}</bpmn:documentation>", escaped(&drawing.note));
    }
    out.push_str("<bpmn:laneSet id=\"lanes\">\n");
    for (n, lane) in drawing.lanes.iter().enumerate() {
        let _ = write!(out, r#"<bpmn:lane id="lane-{n}" name="{}">"#, escaped(&lane.name));
        for node in drawing.nodes.iter().filter(|node| node.lane == n) {
            let _ = write!(out, "<bpmn:flowNodeRef>{}</bpmn:flowNodeRef>", node.id);
        }
        out.push_str("</bpmn:lane>\n");
    }
    out.push_str("</bpmn:laneSet>\n");
    drawing.nodes.iter().for_each(|node| flow_node(drawing, node, &mut out));
    drawing.edges.iter().for_each(|edge| flow(edge, &mut out));
    out.push_str("</bpmn:process>\n");
    diagram(drawing, &mut out);
    out.push_str("</bpmn:definitions>\n");
    out
}

fn flow_node(drawing: &Drawing, node: &Node, out: &mut String) {
    let tag = match node.kind {
        NodeKind::Start => "startEvent",
        NodeKind::Task => "userTask",
        NodeKind::Choice => "exclusiveGateway",
        NodeKind::End => "endEvent",
    };
    let _ = write!(out, r#"<bpmn:{tag} id="{}" name="{}">"#, node.id, escaped(&node.label));
    if !node.lines.is_empty() {
        let _ = write!(out, "<bpmn:documentation>{}</bpmn:documentation>", escaped(&node.lines.join("; ")));
    }
    for edge in drawing.edges.iter().filter(|e| e.to == node.id) {
        let _ = write!(out, "<bpmn:incoming>{}</bpmn:incoming>", edge.id);
    }
    for edge in drawing.edges.iter().filter(|e| e.from == node.id) {
        let _ = write!(out, "<bpmn:outgoing>{}</bpmn:outgoing>", edge.id);
    }
    let _ = writeln!(out, "</bpmn:{tag}>");
}

fn flow(edge: &Edge, out: &mut String) {
    let (id, from, to) = (&edge.id, &edge.from, &edge.to);
    let name =
        if edge.label.is_empty() { String::new() } else { format!(r#" name="{}""#, escaped(&edge.label)) };
    let _ = write!(out, r#"<bpmn:sequenceFlow id="{id}"{name} sourceRef="{from}" targetRef="{to}">"#);
    if let Some(when) = &edge.when {
        let _ = write!(
            out,
            r#"<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="https://cel.dev">{}</bpmn:conditionExpression>"#,
            escaped(when)
        );
    }
    out.push_str("</bpmn:sequenceFlow>\n");
}

fn bounds(x: i32, y: i32, w: i32, h: i32) -> String {
    format!(r#"<dc:Bounds x="{x}" y="{y}" width="{w}" height="{h}"/>"#)
}

fn diagram(drawing: &Drawing, out: &mut String) {
    out.push_str(
        "<bpmndi:BPMNDiagram id=\"diagram\"><bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"collaboration\">\n",
    );
    let (top, bottom) =
        (drawing.lanes.first().map_or(0, |l| l.y), drawing.lanes.last().map_or(0, |l| l.y + l.height));
    let width = drawing.width - 16;
    let _ = writeln!(
        out,
        r#"<bpmndi:BPMNShape id="office-shape" bpmnElement="office" isHorizontal="true">{}</bpmndi:BPMNShape>"#,
        bounds(8, top, width, bottom - top)
    );
    for (n, lane) in drawing.lanes.iter().enumerate() {
        let _ = writeln!(
            out,
            r#"<bpmndi:BPMNShape id="lane-{n}-shape" bpmnElement="lane-{n}" isHorizontal="true">{}</bpmndi:BPMNShape>"#,
            bounds(38, lane.y, width - 30, lane.height)
        );
    }
    for node in &drawing.nodes {
        let _ = writeln!(
            out,
            r#"<bpmndi:BPMNShape id="{0}-shape" bpmnElement="{0}">{1}</bpmndi:BPMNShape>"#,
            node.id,
            bounds(node.x, node.y, node.width, node.height)
        );
    }
    for edge in &drawing.edges {
        let points: Vec<String> =
            edge.points.iter().map(|(x, y)| format!(r#"<di:waypoint x="{x}" y="{y}"/>"#)).collect();
        let _ = writeln!(
            out,
            r#"<bpmndi:BPMNEdge id="{0}-edge" bpmnElement="{0}">{1}</bpmndi:BPMNEdge>"#,
            edge.id,
            points.concat()
        );
    }
    out.push_str("</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n");
}
