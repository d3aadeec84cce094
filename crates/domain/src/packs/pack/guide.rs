//! `guide/<topic>.md`: what officers read where they work. A head in TOML between two lines of `+++`, then
//! Markdown; HTML inside is refused.

use super::fault::{Fault, FaultCode, Wrong};
use super::source::Source;
use crate::packs::Text;
use crate::words::{PartName, ProcedureCode, StepId};
use serde::{Deserialize, Serialize};

/// A guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// Its name: the file's.
    pub name: PartName,
    /// Where it belongs.
    #[serde(flatten)]
    pub head: GuideHead,
    /// The text, in Markdown.
    pub text: String,
}

/// Where a guide belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideHead {
    /// To which procedure; to all of the pack where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureCode>,
    /// To which step; to all where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepId>,
    /// What kind of text.
    pub kind: GuideKind,
    /// Its heading.
    pub title: Text,
}

/// What kind of text a guide is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuideKind {
    /// How it is done.
    Manual,
    /// What to look at, item by item; ticks are kept.
    Checklist,
    /// A worked example.
    Example,
    /// What usually goes wrong.
    Mistakes,
}

impl Guide {
    /// Reads one.
    pub(super) fn read(name: PartName, file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        let source = Source::new(file, text);
        let head = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
        let Some((front, body)) = head else {
            return Err(vec![source.fault_at(0, Wrong::new("", FaultCode::GuideHead).propose("+++"))]);
        };
        let read = Source::new(file, front).read::<GuideHead>();
        // The head begins on the second line of the file.
        let lower =
            |faults: Vec<Fault>| faults.into_iter().map(|f| Fault { line: f.line + 1, ..f }).collect();
        let head = read.map_err(|faults| -> Vec<Fault> { lower(faults) })?;
        let before = front.matches('\n').count() + 4;
        let html: Vec<Fault> = html_lines(body)
            .map(|line| source.fault_at_line(before + line, Wrong::new("", FaultCode::RawHtml)))
            .collect();
        if html.is_empty() { Ok(Self { name, head, text: body.to_owned() }) } else { Err(html) }
    }

    /// Whether it belongs to a procedure.
    pub fn of(&self, code: &ProcedureCode) -> bool {
        self.head.procedure.as_ref().is_none_or(|p| p == code)
    }
}

/// Lines, from 0, on which HTML begins outside code.
fn html_lines(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(n, line)| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        (!fenced && html_in(line)).then_some(n)
    })
}

fn html_in(line: &str) -> bool {
    // What stands between backticks is code; an address between angle brackets is a link.
    let outside = line.split('`').step_by(2).collect::<String>();
    outside.split('<').skip(1).any(|after| {
        let address = ["http://", "https://", "mailto:"].iter().any(|a| after.starts_with(a));
        !address && after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    })
}

#[cfg(test)]
mod tests {
    use super::html_in;

    #[test]
    fn html_is_found_and_links_code_and_comparisons_are_not() {
        assert!(html_in("a <script>x</script>") && html_in("</div>") && html_in("<!-- x -->"));
        assert!(!html_in("tuổi < 14") && !html_in("<https://dichvucong.gov.vn>") && !html_in("`<b>`"));
    }
}
