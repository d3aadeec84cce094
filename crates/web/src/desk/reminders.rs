//! What a person is reminded of: by how pressing it is, newest first, each with what to do next.

use crate::components::{Cell, Column, ColumnKind, DueSize, Empty, Row, Table, TableUse};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::dossier::Reminded;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::identity::{Right, may};
use domain::reminders::Level;
use lang::Words;

#[derive(Template)]
#[template(path = "desk/reminders.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    /// Whether the person may have promises counted anew.
    leads: bool,
    groups: Vec<Group>,
    empty: Empty,
}

/// The reminders of a level.
struct Group {
    title: String,
    next: String,
    table: Table,
}

/// `GET /desk/reminders`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let actor = visit.actor()?;
    let found = web.app.reminders_of(&actor).await?;
    let group = |level: &Level| {
        let rows: Vec<Row> =
            found.iter().filter(|r| r.level == *level).map(|r| line(&web, words, r)).collect();
        let of = |what: &str| words.say(&format!("reminder-{}{what}", level.as_str()));
        (!rows.is_empty()).then(|| Group {
            title: of(""),
            next: of("-next"),
            table: table(words, of(""), rows),
        })
    };
    Ok(html(&Screen {
        leads: may(&actor, Right::DossierRecount, &actor.place()),
        groups: Level::ALL.iter().filter_map(group).collect(),
        empty: Empty {
            title: words.say("reminders-none"),
            text: words.say("reminders-none-next"),
            button: None,
        },
        layout: web.layout(&visit, words.say("reminders"), Area::Worklist),
        words,
    }))
}

fn line(web: &Web, words: &'static Words, reminded: &Reminded) -> Row {
    let (world, now, row) = (web.app.world(), web.app.now(), &reminded.row);
    let catalogue = web.app.catalogue();
    let running = catalogue.get(&row.procedure);
    let title = running
        .map_or_else(|| row.procedure.to_string(), |r| show::procedure(words, &r.definition).to_owned());
    let process = running.map_or(&world.process, |r| &r.definition.process);
    let due = show::due(words, &world, now, row, DueSize::Row);
    let waits = || {
        let by = words.say_one("desk-until", "at", show::near(words, now, row.sort_at));
        Cell::Lines(show::stage_word(words, row.stage), by)
    };
    let cells = vec![
        due.map_or_else(waits, Cell::Due),
        Cell::Open {
            href: format!("/desk/dossiers/{}", row.id),
            text: row.applicant.clone(),
            under: Some(format!("{} · {title}", row.code)),
        },
        Cell::Text(show::step(words, process, &row.step)),
        Cell::Text(words.say_one("reminded-at", "at", show::near(words, now, reminded.at))),
    ];
    Row { id: row.id.to_string(), name: format!("{} {}", row.code, row.applicant), cells }
}

fn table(words: &'static Words, caption: String, rows: Vec<Row>) -> Table {
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    Table {
        words,
        caption,
        usage: TableUse::Worklist,
        columns: vec![
            column(ColumnKind::First, "desk-due"),
            column(ColumnKind::Text, "desk-person"),
            column(ColumnKind::Text, "desk-step"),
            column(ColumnKind::Text, "reminded"),
        ],
        rows,
        bulk: None,
        paging: None,
        empty: Empty { title: String::new(), text: String::new(), button: None },
    }
}
