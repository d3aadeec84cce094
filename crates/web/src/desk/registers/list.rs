//! Which registers there are, and one of them as a list with search.

use crate::components::{
    Cell, Column, ColumnKind, Empty, Field, Link, Paging, Row, SearchBox, SearchSize, Table, TableUse,
};
use crate::desk::worklist::units;
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::RegisterRow;
use app::catalogue::RunningRegister;
use app::registers::RegisterQuery;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use lang::Words;
use serde::Deserialize;

/// Rows of a page.
const ROWS: u32 = 40;

/// What a link to a register says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words to search.
    pub q: String,
    /// A unit's code.
    pub unit: String,
    /// Where the page before ended.
    pub after: String,
}

#[derive(Template)]
#[template(path = "desk/registers/all.html")]
struct All {
    layout: Layout,
    table: Table,
}

#[derive(Template)]
#[template(path = "desk/registers/list.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    path: String,
    search: SearchBox,
    units: Option<Field>,
    narrowed: Option<String>,
    table: Table,
}

/// `GET /desk/registers`
pub async fn all(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let line = |r: &RunningRegister| Row {
        id: r.name.to_string(),
        name: show::text(words, &r.register.title).to_owned(),
        cells: vec![
            Cell::Open {
                href: format!("/desk/registers/{}", r.name),
                text: show::text(words, &r.register.title).to_owned(),
                under: None,
            },
            Cell::Text(r.procedures.len().to_string()),
        ],
    };
    let table = Table {
        words,
        caption: words.say("registers"),
        usage: TableUse::Worklist,
        columns: vec![
            Column::new(ColumnKind::First, words.say("register")),
            Column::new(ColumnKind::Number, words.say("register-procedures")),
        ],
        rows: web.app.registers(&actor).iter().map(|r| line(r)).collect(),
        bulk: None,
        paging: None,
        empty: Empty {
            title: words.say("registers-none"),
            text: words.say("registers-none-next"),
            button: None,
        },
    };
    Ok(html(&All { layout: web.layout(&visit, words.say("registers"), Area::Registers), table }))
}

/// `GET /desk/registers/{register}`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let query = RegisterQuery {
        unit: asked.unit.clone(),
        text: asked.q.clone(),
        limit: ROWS,
        cursor: asked.after.clone(),
        ..RegisterQuery::default()
    };
    let (register, page) = web.app.register_list(&actor, &name, &query).await?;
    let title = show::text(words, &register.register.title).to_owned();
    let mut layout = web.layout(&visit, title.clone(), Area::Registers);
    layout.breadcrumbs = vec![Link::new("/desk/registers", words.say("registers"))];
    let path = format!("/desk/registers/{}", register.name);
    let link = |after: &str| {
        let pairs = [("q", asked.q.as_str()), ("unit", &asked.unit), ("after", after)];
        let said: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("{path}?{}", serde_urlencoded::to_string(said).unwrap_or_default())
    };
    let rows: Vec<Row> = page.rows.iter().map(|row| line(&web, words, &register, row)).collect();
    let next = page.next.as_deref().map(link);
    let previous = (!asked.after.is_empty()).then(|| link(""));
    let shown = words.say_one("desk-shown", "count", rows.len());
    let narrowed = !asked.q.is_empty() || !asked.unit.is_empty();
    let screen = Screen {
        search: SearchBox {
            words,
            action: path.clone(),
            name: "q".to_owned(),
            label: words.say("register-search"),
            value: asked.q.clone(),
            button: None,
            size: SearchSize::Row,
        },
        units: units(&web, words, &actor, &asked.unit),
        narrowed: narrowed.then(|| words.say("register-narrowed")),
        table: Table {
            words,
            caption: title,
            usage: TableUse::Worklist,
            columns: columns(words),
            rows,
            bulk: None,
            paging: (next.is_some() || previous.is_some()).then_some(Paging { shown, previous, next }),
            empty: empty(words, narrowed),
        },
        path,
        layout,
        words,
    };
    Ok(html(&screen))
}

fn empty(words: &Words, narrowed: bool) -> Empty {
    let (title, next) = if narrowed {
        ("register-nothing-found", "register-nothing-found-next")
    } else {
        ("register-empty", "register-empty-next")
    };
    Empty { title: words.say(title), text: words.say(next), button: None }
}

fn columns(words: &Words) -> Vec<Column> {
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    vec![
        column(ColumnKind::First, "register-number"),
        column(ColumnKind::Text, "register-holder"),
        column(ColumnKind::Text, "register-holds"),
        column(ColumnKind::Text, "register-standing"),
    ]
}

fn line(web: &Web, words: &'static Words, register: &RunningRegister, row: &RegisterRow) -> Row {
    let (record, today) = (&row.registered, web.app.now().day());
    let href = super::record::href(&register.name, &record.number, &row.unit);
    let unit = web.app.world().unit_name(&row.kept.unit);
    Row {
        id: record.number.clone(),
        name: format!("{} {}", record.number, record.holder.name),
        cells: vec![
            Cell::Open { href, text: record.number.clone(), under: Some(unit) },
            Cell::Text(record.holder.name.clone()),
            Cell::Text(show::holds(words, record)),
            Cell::State(show::standing(words, record.standing(today))),
        ],
    }
}
