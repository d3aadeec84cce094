//! The citizen's dossiers: what waits for the person first, then what the office works on, then the past.

use super::layout;
use crate::components::{
    Button, Cell, Column, ColumnKind, DueSize, Empty, Notice, NoticeKind, Row, Table, TableUse,
};
use crate::frame::{Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::DossierRow;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::dossier::Wanted;
use lang::Words;

#[derive(Template)]
#[template(path = "own/list.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    name: String,
    groups: Vec<Group>,
    empty: Option<Empty>,
    more: Option<Notice>,
    apply: Button,
}

/// Dossiers that have the same to be said of them.
struct Group {
    title: String,
    table: Table,
}

/// `GET /citizen`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, citizen) = (visit.words, visit.citizen()?);
    let list = web.app.own_list(citizen).await?;
    let group = |key: &str, rows: Vec<Row>| {
        let title = words.say(key);
        let table = table(words, title.clone(), rows);
        (!table.rows.is_empty()).then_some(Group { title, table })
    };
    let row = |row: &DossierRow| line(&web, words, row, None);
    let wanted = list.wanted.iter().map(|(wanted, row)| line(&web, words, row, Some(*wanted))).collect();
    let groups = [
        group("own-group-wanted", wanted),
        group("own-group-open", list.open.iter().map(row).collect()),
        group("own-group-ended", list.ended.iter().map(row).collect()),
    ];
    let groups: Vec<Group> = groups.into_iter().flatten().collect();
    let apply = Button::primary(words.say("own-apply")).to("/apply");
    let empty = groups.is_empty().then(|| Empty {
        title: words.say("own-none"),
        text: words.say("own-none-next"),
        button: None,
    });
    let more = list.more.then(|| Notice::new(words, NoticeKind::Info, words.say("own-more")));
    let layout = layout(&web, &visit, words.say("own-dossiers"));
    Ok(html(&Screen { layout, words, name: citizen.citizen.name.clone(), groups, empty, more, apply }))
}

fn line(web: &Web, words: &'static Words, row: &DossierRow, wanted: Option<Wanted>) -> Row {
    let (world, now, catalogue) = (web.app.world(), web.app.now(), web.app.catalogue());
    let title = catalogue.get(&row.procedure);
    let title =
        title.map_or_else(|| row.procedure.to_string(), |r| show::procedure(words, &r.definition).to_owned());
    let sent = || {
        let at = show::near(words, now, row.filed_at);
        Cell::Lines(show::stage_word(words, row.stage), words.say_one("own-sent-at", "at", at))
    };
    let state = match wanted {
        Some(wanted) => Cell::Text(words.say(&format!("own-do-{}", wanted.as_str()))),
        None if row.paid => Cell::State(show::paid(words)),
        None => Cell::State(show::stage(words, row.stage)),
    };
    // Who sends for several people or businesses tells them apart by whom it is for.
    let under = format!("{} · {} · {}", row.code, row.applicant, world.unit_name(&row.unit));
    let cells = vec![
        show::due(words, &world, now, row, DueSize::Row).map_or_else(sent, Cell::Due),
        Cell::Open { href: format!("/citizen/dossiers/{}", row.id), text: title.clone(), under: Some(under) },
        state,
    ];
    Row { id: row.id.to_string(), name: format!("{} {title}", row.code), cells }
}

fn table(words: &'static Words, caption: String, rows: Vec<Row>) -> Table {
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    Table {
        words,
        caption,
        usage: TableUse::Worklist,
        columns: vec![
            column(ColumnKind::First, "desk-due"),
            column(ColumnKind::Text, "own-dossier"),
            column(ColumnKind::Text, "own-state"),
        ],
        rows,
        bulk: None,
        paging: None,
        empty: Empty { title: String::new(), text: String::new(), button: None },
    }
}
