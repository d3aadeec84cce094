//! How what is typed into the box may go on, for the script beside it; and what answers are called.

use crate::frame::{Fail, Visit, Web, encode};
use app::search::{Asker, DocKind};
use axum::Json;
use axum::extract::State;
use lang::Words;
use serde::Serialize;

/// Lines of the list: what fits on a phone above its keyboard.
const MOST: usize = 6;
/// Longer questions are cut before they are searched.
pub(super) const QUESTION: usize = 200;

/// A line of the list.
#[derive(Serialize)]
pub struct Line {
    text: String,
    href: String,
    /// What it is about.
    about: String,
}

/// The list.
#[derive(Serialize)]
pub struct Suggested {
    /// What a screen reader says of it.
    says: String,
    items: Vec<Line>,
}

/// `GET /suggest?q=`: a space at the end says that the last word is finished.
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Json<Suggested>, Fail> {
    let words = visit.words;
    let typed: String = visit.asked().get("q").trim_start().chars().take(QUESTION).collect();
    let found = web.app.suggest(&typed, asker(&visit), MOST).await?;
    let line = |one: app::search::Suggestion| Line {
        href: one.href.unwrap_or_else(|| format!("/procedures?q={}", encode(&one.text))),
        about: one.kind.map(|kind| about(words, kind)).unwrap_or_default(),
        text: one.text,
    };
    let items: Vec<Line> = found.into_iter().map(line).collect();
    let says =
        if items.is_empty() { String::new() } else { words.say_one("find-suggested", "count", items.len()) };
    Ok(Json(Suggested { says, items }))
}

/// Who asks: guides are for officers.
pub(super) fn asker(visit: &Visit) -> Asker {
    if visit.signed.is_some() { Asker::Officer } else { Asker::Anybody }
}

/// What a document of a kind is called.
pub(super) fn about(words: &Words, kind: DocKind) -> String {
    words.say(match kind {
        DocKind::Procedure | DocKind::Internal => "find-procedure",
        DocKind::Guide => "find-guide",
        DocKind::Rate => "find-rate",
        DocKind::Page => "find-page",
        DocKind::Record => "find-record",
    })
}
