//! A process as a drawing: steps in lanes by role, from left to right. One layout, two outputs: SVG for
//! people, BPMN 2.0 with its diagram for tools.

mod bpmn;
mod layout;
mod svg;
#[cfg(test)]
mod tests;

pub use bpmn::bpmn;
pub use layout::layout;
pub use svg::svg;

use super::Text;
use crate::identity::Role;

/// The words of a drawing, in one language.
pub struct Labels<'a> {
    /// What is drawn.
    pub title: String,
    /// A word of the pack.
    pub text: &'a dyn Fn(&Text) -> String,
    /// A role.
    pub role: &'a dyn Fn(Role) -> String,
    /// A norm of so many hours.
    pub hours: &'a dyn Fn(u32) -> String,
    /// Where dossiers begin.
    pub start: String,
    /// Where they end.
    pub end: String,
    /// What stands before acts that every step offers.
    pub anytime: String,
}

/// A process, laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// What is drawn.
    pub title: String,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Lanes from top to bottom.
    pub lanes: Vec<Lane>,
    /// What stands in them.
    pub nodes: Vec<Node>,
    /// Ways between.
    pub edges: Vec<Edge>,
    /// What every step offers.
    pub note: String,
}

/// A lane: the steps of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Whose.
    pub name: String,
    /// Its upper edge.
    pub y: i32,
    /// Its height.
    pub height: i32,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Where dossiers begin.
    Start,
    /// A step.
    Task,
    /// A choice between acts.
    Choice,
    /// Where dossiers end.
    End,
}

/// Something in a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name in the drawing.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// In which lane.
    pub lane: usize,
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// What it says.
    pub label: String,
    /// What else it says, a line each: the norm, acts that keep the dossier where it is.
    pub lines: Vec<String>,
}

/// A way from a node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Its name in the drawing.
    pub id: String,
    /// From where.
    pub from: String,
    /// To where.
    pub to: String,
    /// What it says.
    pub label: String,
    /// Under which condition.
    pub when: Option<String>,
    /// Its corners.
    pub points: Vec<(i32, i32)>,
}

impl Drawing {
    /// The node of that name.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|n| n.id == id)
    }
}

/// Text as XML takes it; what XML can't carry is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
