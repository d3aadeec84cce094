//! Reorganisations of the province: those on record and how far they are, a file to look at beforehand, and
//! carrying it out.

mod report;

use crate::components::{Button, ErrorSummary, Field, Notice, NoticeKind, Problem, StateTag, Tone};
use crate::frame::{Area, Fail, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::territory::{Report, Standing, Tell};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::units::reorganise::{Fault, Reorganisation};
use lang::Words;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Most faults that a page lists.
const FAULTS: usize = 60;
/// How long a page waits for what is carried out; the rest goes on beside.
const WAIT_MINUTES: i64 = 1;

#[derive(Template)]
#[template(path = "manage/territory/territory.html")]
struct TerritoryPage {
    layout: Layout,
    errors: ErrorSummary,
    more: String,
    file: Field,
    text: Field,
    look: Button,
    lines: Vec<Line>,
}

/// A reorganisation on record.
struct Line {
    act: String,
    sentence: String,
    state: StateTag,
}

/// `GET /manage/territory`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let mut page = page(&web, &visit, "", Vec::new()).await?;
    let asked = visit.asked();
    let said = asked.get("said").to_owned();
    let found = web.app.world().recorded(&said).map(|r| r.act.clone());
    page.layout.notice = found.map(|act| {
        let text = visit.words.say_one("reorganise-said", "act", act);
        Notice::new(visit.words, NoticeKind::Success, text)
    });
    Ok(html(&page))
}

/// `POST /manage/territory/look`: what the file would do. Writes nothing.
pub async fn look(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let Some(text) = text(&sent) else {
        let problem =
            Problem { field: "file".to_owned(), message: visit.words.say("reorganise-problem-text") };
        return refused(&web, &visit, "", vec![problem]).await;
    };
    let report = web.app.territory_dry_run(Some(&visit.actor()?), &text).await?;
    if report.faults.is_empty() {
        return Ok(html(&report::page(&web, &visit, &report, text)));
    }
    refused(&web, &visit, &text, faults(visit.words, &report)).await
}

/// `POST /manage/territory`: puts it on record and carries it out. Sending it again goes on where it stopped.
pub async fn apply(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let text = text(&sent).unwrap_or_default();
    let until = web.app.now().plus_minutes(WAIT_MINUTES);
    let app = web.app.clone();
    let tell: Tell =
        Arc::new(move |_| if app.now() < until { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
    match web.app.territory_apply(Some(&visit.actor()?), &text, tell).await {
        Ok(done) => Ok(Redirect::to(&format!("/manage/territory?said={}", done.key)).into_response()),
        Err(error @ AppError::Invalid(_)) => {
            let code = status(&error);
            let problems = show::form_error(visit.words, error, |_| "text".to_owned())?;
            let mut response = html(&page(&web, &visit, &text, problems).await?);
            *response.status_mut() = code;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// The file that was sent, or what was pasted; none when it is no text.
fn text(sent: &Sent) -> Option<String> {
    let file = sent.files.iter().find(|f| f.field == "file");
    let text = match file {
        Some(file) => std::str::from_utf8(&file.bytes).ok()?,
        None => sent.fields.get("text"),
    };
    Some(Reorganisation::normal(text))
}

async fn refused(web: &Web, visit: &Visit, text: &str, problems: Vec<Problem>) -> Result<Response, Fail> {
    let mut response = html(&page(web, visit, text, problems).await?);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn faults(words: &Words, report: &Report) -> Vec<Problem> {
    let problem = |f: &Fault| {
        let what = words
            .say_with(f.kind.key(), &[("what", f.what.as_str().into()), ("other", f.other.as_str().into())]);
        let args = [("line", f.line.to_string().into()), ("what", what.into())];
        Problem { field: "text".to_owned(), message: words.say_with("reorganise-line", &args) }
    };
    report.faults.iter().map(problem).collect()
}

async fn page(
    web: &Web,
    visit: &Visit,
    typed: &str,
    mut problems: Vec<Problem>,
) -> Result<TerritoryPage, Fail> {
    let words = visit.words;
    let more = problems.len().saturating_sub(FAULTS);
    problems.truncate(FAULTS);
    let standing = web.app.territory_standing(&visit.actor()?).await?;
    let accept = ".csv,.txt,text/csv,text/plain";
    Ok(TerritoryPage {
        layout: web.layout(visit, words.say("nav-territory"), Area::Territory),
        errors: ErrorSummary { words, problems },
        more: if more == 0 { String::new() } else { words.say_one("reorganise-more-faults", "count", more) },
        file: Field::file(words, "file", words.say("reorganise-file"), accept).optional(),
        text: Field::text_area(words, "text", words.say("reorganise-text"), 10).value(typed).optional(),
        look: Button::primary(words.say("reorganise-look")),
        lines: standing.iter().map(|s| line(web, words, s)).collect(),
    })
}

fn line(web: &Web, words: &Words, standing: &Standing) -> Line {
    let recorded = &standing.recorded;
    let (done, of) = (standing.closed.to_string(), standing.here.to_string());
    let waiting = recorded.day > web.app.now().day();
    let (tone, state) = if waiting {
        (Tone::Neutral, words.say("reorganise-waits"))
    } else if standing.finished() {
        (Tone::Done, words.say("reorganise-done"))
    } else {
        let args = [("done", done.as_str().into()), ("of", of.as_str().into())];
        (Tone::Soon, words.say_with("reorganise-under-way", &args))
    };
    let args = [
        ("day", show::day(words, recorded.day).into()),
        ("units", recorded.ending.len().into()),
        ("here", standing.here.into()),
        ("at", show::moment(words, recorded.at).into()),
    ];
    let mut sentence = words.say_with("reorganise-recorded", &args);
    if !waiting && standing.elsewhere > 0 {
        sentence =
            format!("{sentence} {}", words.say_one("reorganise-elsewhere", "count", standing.elsewhere));
    }
    Line { act: recorded.act.clone(), sentence, state: StateTag { tone, text: state } }
}
