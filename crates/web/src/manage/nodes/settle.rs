//! What waits for a person, one page each: something that was refused, with what to do about it; an entry
//! that only an old machine had, as readable as it can be made. Whoever dealt with it says so in a sentence.

use super::lists::{happened, settled_by, what, whose};
use crate::components::{Button, ErrorSummary, Field, Link, Problem, Summary, SummaryRow};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::nodes::{FaultLine, StrayLine};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::nodes::Settled;
use domain::words::Moment;
use lang::Words;

/// Where who settled something goes on.
const BACK: &str = "/manage/nodes?said=settled";
/// Most characters of a body that a page shows.
const BODY: usize = 20_000;

#[derive(Template)]
#[template(path = "manage/nodes/settle.html")]
struct SettlePage {
    layout: Layout,
    errors: ErrorSummary,
    /// What happened, and what to do about it.
    happened: String,
    to_do: String,
    facts: Summary,
    /// The dossier that it is about, where it is here.
    dossier: Option<Link>,
    /// What the entry holds, to be read; none where nothing is shown.
    body: Option<String>,
    unreadable: bool,
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

/// `GET /manage/nodes/strays/{key}`
pub async fn stray(State(web): State<Web>, visit: Visit, Path(key): Path<String>) -> Result<Response, Fail> {
    let line = stray_of(&web, &visit, &key).await?;
    Ok(html(&stray_page(&web, &visit, &line, &Fields::default(), Vec::new()).await?))
}

/// `POST /manage/nodes/strays/{key}`
pub async fn settle_stray(
    State(web): State<Web>,
    visit: Visit,
    Path(key): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let done = web.app.stray_settle(&visit.actor()?, &key, sent.fields.get("note")).await;
    let Err(error) = done else { return Ok(Redirect::to(BACK).into_response()) };
    let (code, problems) = refused(visit.words, error)?;
    let line = stray_of(&web, &visit, &key).await?;
    let mut response = html(&stray_page(&web, &visit, &line, &sent.fields, problems).await?);
    *response.status_mut() = code;
    Ok(response)
}

/// What the form says about an error of its own; any other error has its own page.
fn refused(words: &Words, error: AppError) -> Result<(axum::http::StatusCode, Vec<Problem>), Fail> {
    let code = status(&error);
    Ok((code, show::form_error(words, error, str::to_owned)?))
}

async fn fault_of(web: &Web, visit: &Visit, key: &str) -> Result<FaultLine, Fail> {
    let view = web.app.nodes(&visit.actor()?).await?;
    view.faults.into_iter().find(|line| line.key == key).ok_or(Fail(AppError::NotFound))
}

async fn stray_of(web: &Web, visit: &Visit, key: &str) -> Result<StrayLine, Fail> {
    let view = web.app.nodes(&visit.actor()?).await?;
    view.strays.into_iter().find(|line| line.key == key).ok_or(Fail(AppError::NotFound))
}

/// What it is, and of whom or of what.
fn titled(words: &Words, key: &str, of: &str) -> String {
    format!("{}: {of}", words.say(key))
}

fn layout(web: &Web, visit: &Visit, title: &str) -> Layout {
    let mut layout = web.layout(visit, title, Area::Nodes);
    layout.breadcrumbs = vec![Link::new("/manage/nodes", visit.words.say("nodes-title"))];
    layout
}

/// What was done about it: asked once.
fn note(
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
fn settled(words: &Words, settled: Option<&Settled>, by: Option<&String>) -> Vec<SummaryRow> {
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
        dossier: None,
        body: None,
        unreadable: false,
        action: format!("/manage/nodes/faults/{}", super::segment(&line.key)),
        note: note(words, typed, &errors, fault.settled.as_ref()),
        errors,
    }
}

async fn stray_page(
    web: &Web,
    visit: &Visit,
    line: &StrayLine,
    typed: &Fields,
    problems: Vec<Problem>,
) -> Result<SettlePage, Fail> {
    let (words, stray, entry) = (visit.words, &line.stray, &line.stray.entry);
    let errors = ErrorSummary { words, problems };
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    let code = line.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut rows = vec![
        row("nodes-stray-what", what(words, line)),
        row("nodes-stray-when", show::moment(words, entry.at)),
        row("nodes-stray-who", line.actor.clone()),
        row("nodes-stray-dossier", code),
        row("nodes-stray-from", line.node.clone()),
        row("nodes-stray-unit", line.unit.clone()),
        row("nodes-stray-seq", entry.seq.to_string()),
    ];
    rows.extend(settled(words, stray.settled.as_ref(), line.settled_by.as_ref()));
    rows.retain(|row| !row.value.is_empty());
    let body = readable(entry.body.as_deref());
    Ok(SettlePage {
        layout: layout(web, visit, &titled(words, "nodes-stray-title", &what(words, line))),
        happened: words.say("nodes-strays-lead"),
        to_do: words.say("nodes-stray-how"),
        facts: Summary { rows },
        dossier: dossier(web, visit, line).await?,
        unreadable: body.is_none(),
        body,
        action: format!("/manage/nodes/strays/{}", super::segment(&line.key)),
        note: note(words, typed, &errors, stray.settled.as_ref()),
        errors,
    })
}

/// The dossier, where this person may open it here.
async fn dossier(web: &Web, visit: &Visit, line: &StrayLine) -> Result<Option<Link>, Fail> {
    let Some(code) = &line.code else { return Ok(None) };
    match web.app.dossier_id_of(&visit.actor()?, code).await {
        Ok(id) => Ok(Some(Link::new(format!("/desk/dossiers/{id}"), visit.words.say("nodes-stray-open")))),
        // Only the old machine knew it.
        Err(AppError::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// A body laid out line by line, as far as a page goes; none where it was erased or can't be read.
fn readable(body: Option<&str>) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(body?).ok()?;
    let text = serde_json::to_string_pretty(&value).ok()?;
    Some(text.chars().take(BODY).collect())
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn a_body_is_laid_out_and_rubbish_is_told_apart() {
        assert_eq!(readable(Some(r#"{"a":1}"#)).unwrap(), "{\n  \"a\": 1\n}");
        assert_eq!(readable(Some("{")), None);
        assert_eq!(readable(None), None);
        let long = format!("\"{}\"", "đ".repeat(30_000));
        assert_eq!(readable(Some(&long)).unwrap().chars().count(), super::BODY);
    }
}
