//! What is wrong with a template, and where.

use serde::{Deserialize, Serialize};
use typst::diag::SourceDiagnostic;
use typst::syntax::FileId;
use typst::{World, WorldExt};

/// A template that can't be printed: the pack's fault, or that of who gave it data of another shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}")]
pub struct Fault {
    /// The file by its path among the packs; empty where it can't be told.
    pub file: String,
    /// Its line, from 1; 0 where it can't be told.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong, as Typst says it, in English.
    pub what: String,
    /// What Typst proposes.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault of the whole sheet.
    pub(crate) fn general(what: impl ToString) -> Self {
        Self { file: String::new(), line: 0, column: 0, what: what.to_string(), hint: None }
    }

    /// A fault of a sheet's main file that has no line.
    pub(crate) fn whole(file: &str, what: impl ToString) -> Self {
        Self { file: file.to_owned(), line: 1, column: 1, ..Self::general(what) }
    }
}

/// The first of what Typst found. Where it lies in the common texts, the call in the main text is named
/// beside it.
pub(crate) fn of(world: &dyn World, found: &[SourceDiagnostic]) -> Fault {
    let Some(first) = found.first() else { return Fault::general("nothing was printed") };
    let own = world.main();
    let at = place(world, first.span.id(), world.range(first.span));
    let called = first.trace.iter().find(|call| call.span.id() == Some(own));
    let caller = called.and_then(|call| place(world, call.span.id(), world.range(call.span)));
    let in_own = first.span.id() == Some(own);
    let (mut what, hint) = (first.message.to_string(), first.hints.first().map(|h| h.v.to_string()));
    let at = match (at, caller) {
        (Some(there), Some(here)) if !in_own => {
            what = format!("{what} ({}:{}:{})", there.0, there.1, there.2);
            Some(here)
        }
        (there, _) => there,
    };
    let main = || (own.vpath().get_without_slash().to_owned(), 1, 1);
    let (file, line, column) = at.unwrap_or_else(main);
    Fault { file, line, column, what, hint }
}

fn place(
    world: &dyn World,
    file: Option<FileId>,
    range: Option<std::ops::Range<usize>>,
) -> Option<(String, usize, usize)> {
    let (id, range) = (file?, range?);
    let source = world.source(id).ok()?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    Some((id.vpath().get_without_slash().to_owned(), line + 1, column + 1))
}
