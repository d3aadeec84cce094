//! Something that was refused, with what to do about it. Whoever dealt with it says so in a sentence.

use super::lists::{happened, settled_by, whose};
use crate::components::{Button, ErrorSummary, Field, Link, Problem, Summary, SummaryRow};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::nodes::FaultLine;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::nodes::Settled;
use domain::words::Moment;
use lang::Words;

/// Where who settled something goes on.
pub(super) const BACK: &str = "/manage/nodes?said=settled";

#[derive(Template)]
#[template(path = "manage/nodes/settle.html")]
struct SettlePage {
    layout: Layout,
    errors: ErrorSummary,
    /// What happened, and what to do about it.
    happened: String,
    to_do: String,
    facts: Summary,
    action: String,
    /// What was done; none once somebody settled it.
    note: Option<(Field, Button)>,
}

/// `GET /manage/nodes/faults/{key}`
pub async fn fault(State(web): State<Web>, visit: Visit, Path(key): Path<String>) -> Result<Response, Fail> {
    let line = fault_of(&web, &visit, &key).await?;
    Ok(html(&fault_page(&web, &visit, &line, &Fields::default(), Vec::new())))
}

/// `POST /manage/nodes/faults/{key}`
pub async fn settle_fault(
    State(web): State<Web>,
    visit: Visit,
    Path(key): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let done = web.app.node_fault_settle(&visit.actor()?, &key, sent.fields.get("note")).await;
    let Err(error) = done else { return Ok(Redirect::to(BACK).into_response()) };
    let (code, problems) = refused(visit.words, error)?;
    let line = fault_of(&web, &visit, &key).await?;
    let mut response = html(&fault_page(&web, &visit, &line, &sent.fields, problems));
    *response.status_mut() = code;
    Ok(response)
}

/// What the form says about an error of its own; any other error has its own page.
pub(super) fn refused(
    words: &Words,
    error: AppError,
) -> Result<(axum::http::StatusCode, Vec<Problem>), Fail> {
    let code = status(&error);
    Ok((code, show::form_error(words, error, str::to_owned)?))
}

async fn fault_of(web: &Web, visit: &Visit, key: &str) -> Result<FaultLine, Fail> {
    let view = web.app.nodes(&visit.actor()?).await?;
    view.faults.into_iter().find(|line| line.key == key).ok_or(Fail(AppError::NotFound))
}

/// What it is, and of whom or of what.
pub(super) fn titled(words: &Words, key: &str, of: &str) -> String {
    format!("{}: {of}", words.say(key))
}

pub(super) fn layout(web: &Web, visit: &Visit, title: &str) -> Layout {
    let mut layout = web.layout(visit, title, Area::Nodes);
    layout.breadcrumbs = vec![Link::new("/manage/nodes", visit.words.say("nodes-title"))];
    layout
}

/// What was done about it: asked once.
pub(super) fn note(
    words: &'static Words,
    typed: &Fields,
    errors: &ErrorSummary,
    settled: Option<&Settled>,
) -> Option<(Field, Button)> {
    let field = Field::text_area(words, "note", words.say("nodes-settle-note"), 2)
        .hint(words.say("nodes-settle-note-hint"))
        .value(typed.get("note"))
        .error(errors.of("note"));
    settled.is_none().then(|| (field, Button::primary(words.say("nodes-settle"))))
}

/// Who dealt with it and when, and what was done, where somebody did.
pub(super) fn settled(words: &Words, settled: Option<&Settled>, by: Option<&String>) -> Vec<SummaryRow> {
    let Some(settled) = settled else { return Vec::new() };
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    vec![
        row("nodes-settled-row", settled_by(words, settled, by)),
        row("nodes-settle-note", settled.note.clone()),
    ]
}

fn fault_page(
    web: &Web,
    visit: &Visit,
    line: &FaultLine,
    typed: &Fields,
    problems: Vec<Problem>,
) -> SettlePage {
    let (words, fault) = (visit.words, &line.fault);
    let errors = ErrorSummary { words, problems };
    let moment = |at: Moment| show::moment(words, at);
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    let mut rows = vec![
        row("nodes-fault-of", whose(words, line)),
        row("nodes-fault-first", moment(fault.first)),
        row("nodes-fault-last", moment(fault.last)),
        row("nodes-fault-times", words.number(fault.times)),
        row("nodes-fault-detail", format!("{} · {}", fault.cause.as_str(), fault.detail)),
    ];
    rows.extend(settled(words, fault.settled.as_ref(), line.settled_by.as_ref()));
    SettlePage {
        layout: layout(web, visit, &titled(words, "nodes-fault-title", &whose(words, line))),
        happened: happened(words, fault.cause),
        to_do: words.say(&format!("node-fault-{}-do", fault.cause.as_str())),
        facts: Summary { rows },
        action: format!("/manage/nodes/faults/{}", super::segment(&line.key)),
        note: note(words, typed, &errors, fault.settled.as_ref()),
        errors,
    }
}
