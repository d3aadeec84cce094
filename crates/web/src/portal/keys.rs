//! The province's public keys: with them anybody checks a receipt without asking a machine.

use crate::components::{Cell, Column, ColumnKind, Empty, Link, Row, Table, TableUse};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lang::Words;

#[derive(Template)]
#[template(path = "portal/keys.html")]
struct KeysPage {
    layout: Layout,
    table: Table,
}

/// `GET /keys`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let rows = web.app.node_keys().await?.into_iter().map(|key| {
        let state = key.revoked.map_or_else(
            || words.say("nodes-keys-in-force"),
            |at| words.say_one("nodes-keys-revoked", "at", show::moment(words, at)),
        );
        let since = Cell::Text(show::moment(words, key.since));
        let cells = vec![Cell::Text(key.name.clone()), Cell::Lines(key.key.clone(), state), since];
        Row { id: key.key, name: key.name, cells }
    });
    let table = table(words, rows.collect());
    let mut layout = web.layout(&visit, words.say("nodes-keys-title"), Area::Public);
    layout.breadcrumbs =
        vec![Link::new("/", words.say("home")), Link::new("/verify", words.say("portal-verify"))];
    Ok(html(&KeysPage { layout, table }))
}

/// `GET /keys.json`: the same for programs, and to be kept for when there is no line.
pub async fn json(State(web): State<Web>) -> Result<Response, Fail> {
    let keys = web.app.node_keys_file().await?;
    let name = (header::CONTENT_DISPOSITION, "inline; filename=\"keys.json\"");
    Ok(([name], Json(keys)).into_response())
}

fn table(words: &'static Words, rows: Vec<Row>) -> Table {
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    Table {
        words,
        caption: words.say("nodes-keys-title"),
        usage: TableUse::Reading,
        columns: vec![
            column(ColumnKind::First, "nodes-keys-name"),
            column(ColumnKind::Text, "nodes-keys-key"),
            column(ColumnKind::Text, "nodes-keys-since"),
        ],
        rows,
        bulk: None,
        paging: None,
        empty: Empty {
            title: words.say("nodes-keys-none"),
            text: words.say("nodes-keys-none-next"),
            button: None,
        },
    }
}
