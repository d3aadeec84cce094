//! One machine: how it stands, the ledgers that it keeps, and what can be done about it.

use super::{done, node_of, state_of, unit_typed};
use crate::components::{
    Button, Cell, Column, ColumnKind, Empty, ErrorSummary, Field, Link, Problem, Row, StateTag, Summary,
    SummaryRow, Table, TableUse,
};
use crate::desk::sync::clock;
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::nodes::{NodeLine, NodeState, UnitLine};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::{Moment, NodeId};
use lang::Words;

#[derive(Template)]
#[template(path = "manage/nodes/one.html")]
struct NodePage {
    layout: Layout,
    errors: ErrorSummary,
    id: String,
    state: StateTag,
    facts: Summary,
    ledgers: Table,
    /// Giving it another unit; none once it was cut off.
    give: Option<(Field, Button)>,
    /// What can be done when it is broken, lost or stolen.
    remedies: Vec<Remedy>,
}

/// A way out, and when it is the right one.
struct Remedy {
    when: String,
    button: Button,
}

/// `GET /manage/nodes/{id}`
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let node = node_of(&web, &visit, &id).await?;
    let mut page = page(&web, &visit, &node, &Fields::default(), Vec::new());
    page.layout.notice = done(&visit);
    Ok(html(&page))
}

/// `POST /manage/nodes/{id}/give`. Sent twice it does it once.
pub async fn give(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let node = node_of(&web, &visit, &id).await?;
    match give_to(&web, &visit, node.id, sent.fields.get("unit")).await {
        Ok(()) => Ok(Redirect::to(&format!("/manage/nodes/{}?said=given", node.id)).into_response()),
        Err(error) => {
            let code = status(&error);
            // Whatever is wrong with units is wrong with the one that is typed here.
            let problems = show::form_error(visit.words, error, |_| "unit".to_owned())?;
            let mut response = html(&page(&web, &visit, &node, &sent.fields, problems));
            *response.status_mut() = code;
            Ok(response)
        }
    }
}

async fn give_to(web: &Web, visit: &Visit, node: NodeId, typed: &str) -> Result<(), AppError> {
    let actor = visit.actor().map_err(|Fail(error)| error)?;
    let unit = unit_typed(web, "unit", typed.trim()).map_err(|problem| AppError::Invalid(vec![problem]))?;
    web.app.node_give(Some(&actor), node, &unit).await
}

/// `POST /manage/nodes/{id}/withdraw`: an invitation that nobody used. Sent twice it does it once.
pub async fn withdraw(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    _: Sent,
) -> Result<Response, Fail> {
    let node: NodeId = id.parse().map_err(|_| Fail(AppError::NotFound))?;
    web.app.invitation_withdraw(Some(&visit.actor()?), node).await?;
    Ok(Redirect::to("/manage/nodes?said=withdrawn").into_response())
}

fn page(web: &Web, visit: &Visit, node: &NodeLine, typed: &Fields, problems: Vec<Problem>) -> NodePage {
    let words = visit.words;
    let mut layout = web.layout(visit, node.name.clone(), Area::Nodes);
    layout.breadcrumbs = vec![Link::new("/manage/nodes", words.say("nodes-title"))];
    let errors = ErrorSummary { words, problems };
    let came = node.enrolled.is_some() && node.state != NodeState::Centre;
    let in_force = came && node.revoked.is_none();
    let unit = Field::place(words, "unit", words.say("nodes-give-unit"))
        .hint(words.say("nodes-give-unit-hint"))
        .value(typed.get("unit"))
        .error(errors.of("unit"));
    NodePage {
        layout,
        id: node.id.to_string(),
        state: state_of(words, node),
        facts: facts(words, web.app.now(), node),
        ledgers: ledgers(words, node),
        give: in_force.then(|| (unit, Button::quiet(words.say("nodes-give-do")))),
        remedies: if came { remedies(words, node, in_force) } else { Vec::new() },
        errors,
    }
}

/// Another machine, the centre for the time being, and cutting it off: the mildest first.
fn remedies(words: &Words, node: &NodeLine, in_force: bool) -> Vec<Remedy> {
    let remedy = |key: &str, button: Button| Remedy { when: words.say(key), button };
    let mut all = Vec::new();
    if !node.units.is_empty() {
        let units: Vec<&str> = node.units.iter().map(|line| line.unit.code()).collect();
        let to = format!("/manage/nodes/new?replace=1&units={}", units.join("%0A"));
        all.push(remedy("nodes-replace-when", Button::quiet(words.say("nodes-replace")).to(to)));
    }
    all.extend(node.units.iter().map(|line| {
        let text = format!("{}: {}", words.say("nodes-take-back"), line.name);
        let to = format!("/manage/nodes/{}/take-back?unit={}", node.id, line.unit);
        remedy("nodes-take-back-when", Button::late(text).to(to))
    }));
    if in_force {
        let to = format!("/manage/nodes/{}/revoke", node.id);
        all.push(remedy("nodes-revoke-when", Button::late(words.say("nodes-revoke")).to(to)));
    }
    all
}

fn facts(words: &Words, now: Moment, node: &NodeLine) -> Summary {
    let mut rows = Vec::new();
    let mut row = |key: &str, value: String| rows.push(SummaryRow::new(words.say(key), value));
    let number = |n: u64| words.number(i64::try_from(n).unwrap_or(i64::MAX));
    let contact = node.contact.map(|at| show::near(words, now, at));
    row("nodes-contact", contact.unwrap_or_else(|| words.say("nodes-never")));
    row("nodes-lag", number(node.lag_entries));
    if let Some(at) = node.oldest {
        row("line-oldest", show::near(words, now, at));
    }
    row("nodes-files", number(node.files_missing));
    if node.files_wanted > 0 {
        row("line-fetching", number(node.files_wanted));
    }
    let unknown = || words.say("nodes-unknown");
    row("nodes-clock", node.clock_millis.map_or_else(unknown, |millis| clock(words, millis)));
    row("nodes-version", node.version.clone().unwrap_or_else(unknown));
    row("nodes-invited-at", show::moment(words, node.invited));
    if let Some(at) = node.enrolled {
        row("nodes-enrolled", show::moment(words, at));
    }
    if let Some(revoked) = &node.revoked {
        row("nodes-revoked-at", show::moment(words, revoked.at));
        row("nodes-revoked-why", revoked.reason.clone());
    }
    if let Some(key) = &node.key {
        row("nodes-key", key.clone());
    }
    rows.retain(|row| !row.value.is_empty());
    Summary { rows }
}

fn ledgers(words: &'static Words, node: &NodeLine) -> Table {
    let number = |n: u64| Cell::Text(words.number(i64::try_from(n).unwrap_or(i64::MAX)));
    let row = |line: &UnitLine| Row {
        id: line.unit.to_string(),
        name: line.name.clone(),
        cells: vec![
            Cell::Text(line.name.clone()),
            line.home.as_ref().map_or(Cell::Blank, |home| number(home.epoch.into())),
            number(line.seq),
            line.behind.map_or(Cell::Blank, number),
        ],
    };
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    Table {
        words,
        caption: words.say("nodes-ledgers"),
        usage: TableUse::Reading,
        columns: vec![
            column(ColumnKind::First, "line-ledger"),
            column(ColumnKind::Number, "nodes-epoch"),
            column(ColumnKind::Number, "line-ledger-there"),
            column(ColumnKind::Number, "nodes-lag"),
        ],
        rows: node.units.iter().map(row).collect(),
        bulk: None,
        paging: None,
        empty: Empty {
            title: words.say("nodes-ledgers-none"),
            text: words.say("nodes-ledgers-none-next"),
            button: None,
        },
    }
}
