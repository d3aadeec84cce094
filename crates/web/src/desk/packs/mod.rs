//! Packs as officers read them: which there are, and one of them with its procedures, drawings, forms,
//! registers, papers and guides.

mod drawing;
mod one;

pub use drawing::show as drawing;
pub use one::show as one;

use crate::components::{Cell, Column, ColumnKind, Empty, Row, Table, TableUse};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::packs::pack::{Manifest, Pack};
use lang::Words;

#[derive(Template)]
#[template(path = "desk/packs/all.html")]
struct All {
    layout: Layout,
    lead: String,
    table: Table,
}

/// `GET /packs`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, packs) = (visit.words, web.app.packs().await?);
    let row = |pack: &Pack| {
        let m = &pack.manifest;
        let title = show::text(words, &m.title).to_owned();
        let said = announced(words, m).unwrap_or_default();
        Row {
            id: m.id.to_string(),
            name: title.clone(),
            cells: vec![
                Cell::Open { href: format!("/packs/{}", m.id), text: title, under: Some(m.id.to_string()) },
                Cell::Text(m.version.to_string()),
                Cell::Text(pack.procedures.len().to_string()),
                Cell::Text(said),
            ],
        }
    };
    let columns = [
        (ColumnKind::First, "packs-pack"),
        (ColumnKind::Number, "packs-version"),
        (ColumnKind::Number, "packs-procedures"),
        (ColumnKind::Text, "packs-decision"),
    ];
    let table = Table {
        rows: packs.packs().iter().map(row).collect(),
        ..table(words, "packs", &columns, TableUse::Worklist)
    };
    let layout = web.layout(&visit, words.say("packs"), Area::Public);
    Ok(html(&All { layout, lead: words.say("packs-lead"), table }))
}

/// A table without rows.
fn table(words: &'static Words, name: &str, columns: &[(ColumnKind, &str)], usage: TableUse) -> Table {
    Table {
        words,
        caption: words.say(name),
        usage,
        columns: columns.iter().map(|(kind, key)| Column::new(*kind, words.say(key))).collect(),
        rows: Vec::new(),
        bulk: None,
        paging: None,
        empty: Empty { title: words.say("packs-none"), text: String::new(), button: None },
    }
}

/// The decision that announced a pack.
fn announced(words: &Words, manifest: &Manifest) -> Option<String> {
    let decision = manifest.decision.as_ref()?;
    let day = show::day(words, decision.day);
    Some(format!("{} · {day} · {}", decision.number, decision.issuer))
}
