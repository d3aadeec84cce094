//! Dossiers of divided units that no rule sends anywhere: the province picks some, says which unit takes them
//! over, by which document and why. What is most urgent stands first; due dates run on meanwhile.

use super::new_key;
use crate::components::{
    Bulk, Button, Cell, Choice, Column, ColumnKind, Confirm, DueSize, Empty, ErrorSummary, Field, Link,
    Notice, NoticeKind, Paging, Row, Summary, SummaryRow, Table, TableUse,
};
use crate::frame::{Area, Fail, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::dossier::Look;
use app::territory::{Decide, Waiting, WaitingQuery};
use app::{AppError, DossierRow, Problem};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::Actor;
use domain::words::UnitId;
use lang::Words;
use std::collections::BTreeSet;

/// Most rows of the page: what one decision may take.
const ROWS: u32 = 200;

#[derive(Template)]
#[template(path = "desk/territory.html")]
struct Page {
    layout: Layout,
    lead: String,
    units: Option<Field>,
    table: Table,
}

#[derive(Template)]
#[template(path = "desk/territory_ask.html")]
struct Asking {
    layout: Layout,
    errors: ErrorSummary,
    confirm: Confirm,
}

/// `GET /desk/territory`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let asked = visit.asked();
    let notice = told(&web, visit.words, asked.get("moved"), asked.get("to"));
    let unit = asked.get("unit").to_owned();
    list(&web, &visit, unit, notice).await
}

async fn list(web: &Web, visit: &Visit, unit: String, notice: Option<Notice>) -> Result<Response, Fail> {
    let query = WaitingQuery { unit, limit: ROWS };
    let waiting = web.app.territory_waiting(&visit.actor()?, &query).await?;
    let words = visit.words;
    let mut layout = web.layout(visit, words.say("territory-title"), Area::Territory);
    layout.breadcrumbs = vec![Link::new("/manage/territory", words.say("nav-territory"))];
    layout.notice = notice;
    let all: u64 = waiting.units.iter().map(|(_, n)| n).sum();
    let lead = if all == 0 { String::new() } else { words.say_one("territory-lead", "count", all) };
    let units = units(web, words, &waiting, &query.unit);
    let table = table(web, visit, &waiting, &query.unit);
    Ok(html(&Page { layout, lead, units, table }))
}

/// What was just decided: a number and a unit that is known, nothing else is ever shown.
fn told(web: &Web, words: &'static Words, moved: &str, to: &str) -> Option<Notice> {
    let (moved, to): (u32, UnitId) = (moved.parse().ok()?, to.parse().ok()?);
    let world = web.app.world();
    let unit = world.units.get(&to)?.full_name.clone();
    let text = words.say_with("territory-said", &[("count", moved.into()), ("unit", unit.into())]);
    Some(Notice::new(words, NoticeKind::Success, text))
}

/// The closed units that still have something open, with how much.
fn units(web: &Web, words: &'static Words, waiting: &Waiting, chosen: &str) -> Option<Field> {
    if waiting.units.is_empty() {
        return None;
    }
    let world = web.app.world();
    let choice = |(unit, n): &(UnitId, u64)| {
        Choice::new(
            unit.as_str(),
            format!("{} ({})", world.unit_name(unit), words.number(i64::try_from(*n).unwrap_or(i64::MAX))),
        )
    };
    let mut choices = vec![Choice::new("", words.say("territory-all"))];
    choices.extend(waiting.units.iter().map(choice));
    Some(Field::select(words, "unit", words.say("territory-old-unit"), choices).value(chosen))
}

fn table(web: &Web, visit: &Visit, waiting: &Waiting, unit: &str) -> Table {
    let words = visit.words;
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    let rows: Vec<Row> = waiting.rows.iter().map(|row| line(web, words, waiting, row)).collect();
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let all: u64 =
        waiting.units.iter().filter(|(u, _)| unit.is_empty() || u.as_str() == unit).map(|(_, n)| n).sum();
    let paging = (shown < all).then(|| Paging {
        shown: words.say_with("territory-shown", &[("shown", shown.into()), ("all", all.into())]),
        ..Paging::default()
    });
    Table {
        words,
        caption: words.say("territory-title"),
        usage: TableUse::Worklist,
        columns: vec![
            column(ColumnKind::First, "desk-due"),
            column(ColumnKind::Text, "desk-person"),
            column(ColumnKind::Text, "desk-address"),
            column(ColumnKind::Text, "territory-old-unit"),
            column(ColumnKind::Text, "territory-candidates"),
        ],
        bulk: (!rows.is_empty()).then(|| Bulk {
            action: "/desk/territory".to_owned(),
            hidden: vec![("csrf".to_owned(), visit.csrf().to_owned())],
            buttons: vec![Button::primary(words.say("territory-choose"))],
        }),
        rows,
        paging,
        empty: Empty {
            title: words.say("territory-empty"),
            text: words.say("territory-empty-next"),
            button: None,
        },
    }
}

fn line(web: &Web, words: &'static Words, waiting: &Waiting, row: &DossierRow) -> Row {
    let (world, now) = (web.app.world(), web.app.now());
    let catalogue = web.app.catalogue();
    let title = catalogue.get(&row.procedure);
    let title =
        title.map_or_else(|| row.procedure.to_string(), |r| show::procedure(words, &r.definition).to_owned());
    let due = show::due(words, &world, now, row, DueSize::Row);
    let names = |units: &Vec<UnitId>| units.iter().map(|u| world.unit_name(u)).collect::<Vec<_>>().join(", ");
    let address = waiting.addresses.get(&row.id).filter(|a| !a.is_empty());
    Row {
        id: row.id.to_string(),
        name: format!("{} {}", row.code, row.applicant),
        cells: vec![
            due.map_or_else(|| Cell::Text(show::stage_word(words, row.stage)), Cell::Due),
            Cell::Open {
                href: format!("/desk/dossiers/{}", row.id),
                text: row.applicant.clone(),
                under: Some(format!("{} · {title}", row.code)),
            },
            address.map_or(Cell::Blank, |a| Cell::Text(a.clone())),
            Cell::Text(world.unit_name(&row.unit)),
            Cell::Text(waiting.candidates.get(&row.unit).map(names).unwrap_or_default()),
        ],
    }
}

/// `POST /desk/territory`: asks which unit first; with `sure` it decides.
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let actor = visit.actor()?;
    let decide = Decide {
        dossiers: sent.fields.all("pick").map(str::to_owned).collect(),
        to: sent.fields.get("to").to_owned(),
        act: sent.fields.get("act").to_owned(),
        reason: sent.fields.get("reason").to_owned(),
    };
    if decide.dossiers.is_empty() {
        let text = visit.words.say_one("problem-none-chosen", "most", ROWS);
        let notice = Notice::new(visit.words, NoticeKind::Error, text);
        let mut page = list(&web, &visit, String::new(), Some(notice)).await?;
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(page);
    }
    if !sent.fields.has("sure") {
        return asking(&web, &visit, &actor, &decide, None).await;
    }
    match web.app.territory_decide(&actor, &decide).await {
        Ok(decided) => {
            let to = format!("/desk/territory?moved={}&to={}", decided.moved, decided.to);
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => asking(&web, &visit, &actor, &decide, Some(error)).await,
    }
}

/// Units that may take over every one of these dossiers.
fn common(web: &Web, looks: &[Look]) -> Vec<UnitId> {
    let units: BTreeSet<UnitId> = looks.iter().map(|look| look.dossier.place().unit).collect();
    let mut all = units.iter().map(|unit| web.app.candidates(unit));
    let first = all.next().unwrap_or_default();
    all.fold(first, |kept, more| kept.into_iter().filter(|u| more.contains(u)).collect())
}

async fn asking(
    web: &Web,
    visit: &Visit,
    actor: &Actor,
    decide: &Decide,
    error: Option<AppError>,
) -> Result<Response, Fail> {
    let words = visit.words;
    let mut looks = Vec::with_capacity(decide.dossiers.len());
    for id in decide.dossiers.iter().take(usize::try_from(ROWS).unwrap_or(usize::MAX)) {
        looks.push(web.app.dossier_look(actor, super::id_of(id)?).await?);
    }
    let candidates = common(web, &looks);
    let code = error.as_ref().map_or(StatusCode::OK, status);
    let problems = match error {
        Some(error) => show::form_error(words, error, str::to_owned)?,
        None if candidates.is_empty() && !looks.is_empty() => {
            show::problems(words, &[Problem::new("", "territory-none-common")], str::to_owned)
        }
        None => Vec::new(),
    };
    let errors = ErrorSummary { words, problems };
    let confirm = confirm(web, visit, decide, &looks, &candidates, &errors);
    let layout = web.layout(visit, confirm.title.clone(), Area::Territory);
    let mut response = html(&Asking { layout, errors, confirm });
    *response.status_mut() = code;
    Ok(response)
}

fn confirm(
    web: &Web,
    visit: &Visit,
    decide: &Decide,
    looks: &[Look],
    candidates: &[UnitId],
    errors: &ErrorSummary,
) -> Confirm {
    let (words, world, now) = (visit.words, web.app.world(), web.app.now());
    let title = words.say_one("territory-ask", "count", looks.len());
    let row = |look: &Look| {
        let filing = &look.dossier.filing;
        let due =
            look.dossier.due().map(|at| words.say_one("desk-promise", "at", show::near(words, now, at)));
        let address = Some(filing.applicant.address.clone()).filter(|a| !a.is_empty());
        let procedure = show::procedure(words, &look.definition).to_owned();
        let parts = [Some(filing.applicant.name.clone()), address, Some(procedure), due];
        SummaryRow::new(filing.code.as_str(), parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    let mut hidden = vec![
        ("csrf".to_owned(), visit.csrf().to_owned()),
        ("key".to_owned(), new_key(web)),
        ("sure".to_owned(), "1".to_owned()),
    ];
    hidden.extend(looks.iter().map(|look| ("pick".to_owned(), look.dossier.id().to_string())));
    let choices = candidates.iter().map(|u| Choice::new(u.as_str(), world.unit_name(u))).collect();
    let field = |field: Field, value: &str| {
        let error = errors.of(&field.name);
        field.value(value).error(error)
    };
    let fields = vec![
        field(Field::radios(words, "to", words.say("territory-to"), choices), &decide.to),
        field(
            Field::text(words, "act", words.say("territory-act")).hint(words.say("territory-act-hint")),
            &decide.act,
        ),
        field(Field::text_area(words, "reason", words.say("territory-reason"), 2), &decide.reason),
    ];
    let none = candidates.is_empty();
    let button = Button::primary(words.say_one("territory-do", "count", looks.len()));
    Confirm {
        words,
        title,
        notice: Some(Notice::new(words, NoticeKind::Info, words.say("territory-unchanged"))),
        summary: Summary { rows: looks.iter().map(row).collect() },
        fields: if none { Vec::new() } else { fields },
        action: "/desk/territory".to_owned(),
        hidden,
        button: if none { Button::quiet(words.say("back")).to("/desk/territory") } else { button },
        back: "/desk/territory".to_owned(),
    }
}
