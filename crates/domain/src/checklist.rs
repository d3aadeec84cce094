//! Checklists: what an officer looks at where a dossier stands, line by line, and which lines are ticked. The
//! lines come from the step and from guides of packs; a tick is a record, so that it says who and when, can
//! be taken back, and never stands in the way of an act on the dossier.

use crate::packs::pack::{Guide, GuideKind};
use crate::packs::{Definition, Text};
use crate::records::{Body, RecordKind};
use crate::words::{DossierId, StepId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name: the beginning of the digest of its Vietnamese text, so that a line that isn't changed keeps
    /// its tick under a new version of a pack.
    pub id: String,
    /// What is to be looked at.
    pub text: Text,
}

impl Line {
    fn of(text: Text) -> Self {
        let digest = Sha256::digest(text.vi.as_bytes());
        let id = digest.iter().take(6).fold(String::new(), |mut out, byte| {
            // Writing to a String can't fail.
            let _ = write!(out, "{byte:02x}");
            out
        });
        Self { id, text }
    }
}

/// A tick as it stands: the record under [`Tick::key`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// At which dossier.
    pub dossier: DossierId,
    /// At which step.
    pub step: StepId,
    /// What was looked at, as it read then.
    pub line: String,
    /// Whether it is ticked.
    pub on: bool,
}

impl Tick {
    /// What the keys of a dossier's ticks at a step begin with.
    pub fn keys_of(dossier: DossierId, step: &StepId) -> String {
        format!("{dossier}/{step}/")
    }

    /// Its key.
    pub fn key(dossier: DossierId, step: &StepId, line: &str) -> String {
        format!("{}{line}", Self::keys_of(dossier, step))
    }
}

impl Body for Tick {
    const KIND: RecordKind = RecordKind::Tick;
}

/// The checklist of a step: what the step itself names, then what guides do. Each line once.
pub fn checklist(definition: &Definition, step: &StepId) -> Vec<Line> {
    let own = definition.process.step(step).into_iter().flat_map(|s| &s.checklist).cloned();
    let guided = guides(definition, step).filter(|g| g.head.kind == GuideKind::Checklist);
    let guided =
        guided.flat_map(|g| items(&g.text)).map(|line| Text { vi: line.clone(), en: line.clone(), fr: line });
    let mut lines: Vec<Line> = Vec::new();
    for line in own.chain(guided).map(Line::of) {
        if lines.iter().all(|known| known.id != line.id) {
            lines.push(line);
        }
    }
    lines
}

/// The guides of a step.
pub fn guides<'a>(definition: &'a Definition, step: &'a StepId) -> impl Iterator<Item = &'a Guide> {
    definition.guides.iter().filter(move |g| g.head.step.as_ref().is_none_or(|of| of == step))
}

/// The items of the lists in a Markdown text; a line that goes on belongs to its item.
fn items(markdown: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut inside = false;
    for line in markdown.lines() {
        let text = line.trim();
        if let Some(item) = item(text) {
            items.push(item.to_owned());
            inside = true;
        } else if text.is_empty() || !line.starts_with([' ', '\t']) {
            inside = false;
        } else if let (true, Some(last)) = (inside, items.last_mut()) {
            last.push(' ');
            last.push_str(text);
        }
    }
    items
}

/// The text of a list's item: behind `-`, `*`, `+`, `1.` or `1)`; a box to tick is no text.
fn item(line: &str) -> Option<&str> {
    let bullet = line.strip_prefix(['-', '*', '+']);
    let numbered = || line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')']);
    let begins = |rest: &&str| rest.starts_with(' ') && !rest.trim().is_empty();
    let counted = line.starts_with(|c: char| c.is_ascii_digit());
    let text = bullet.filter(begins).or_else(|| numbered().filter(|_| counted).filter(begins))?.trim();
    Some(text.strip_prefix("[ ] ").unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::{Tick, items};
    use crate::records::Body as _;

    #[test]
    fn a_tick_reads_as_it_was_written_for_ever() {
        let golden = include_str!("../testdata/records/tick/v1.json").trim();
        let tick: Tick = serde_json::from_str(golden).unwrap();
        assert_eq!(tick.text().unwrap(), golden);
        assert_eq!(
            Tick::key(tick.dossier, &tick.step, "0a1b2c3d4e5f"),
            "00000000-0000-0000-0000-00000000000a/check/0a1b2c3d4e5f"
        );
    }

    #[test]
    fn the_items_of_lists_are_lines_and_other_text_is_not() {
        let text = "Trước hết:\n\n- Giấy chứng sinh\n  là bản chính\n* [ ] Tên cha\n1. Một\n2) Hai\n\nHết - thôi.\n-\n";
        assert_eq!(items(text), ["Giấy chứng sinh là bản chính", "Tên cha", "Một", "Hai"]);
    }
}
