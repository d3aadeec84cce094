//! What can't be taken back is asked once more, with what it means: cutting a machine off, bringing a unit's
//! ledger back to the centre.

use super::{node_of, state_of, units_said};
use crate::components::{
    Button, Confirm, ErrorSummary, Field, Link, Notice, NoticeKind, Problem, Summary, SummaryRow,
};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::nodes::{NodeLine, UnitLine};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::UnitId;
use lang::Words;

#[derive(Template)]
#[template(
    source = "{% extends \"layout.html\" %}{% block main %}{{ errors }}{{ confirm }}{% endblock %}",
    ext = "html"
)]
struct Page {
    layout: Layout,
    errors: ErrorSummary,
    confirm: Confirm,
}

/// `GET /manage/nodes/{id}/revoke`
pub async fn ask(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let node = node_of(&web, &visit, &id).await?;
    Ok(html(&revoking(&web, &visit, &node, &Fields::default(), Vec::new())))
}

/// `POST /manage/nodes/{id}/revoke`. Sent twice it does it once.
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let node = node_of(&web, &visit, &id).await?;
    let reason = sent.fields.get("reason");
    match web.app.node_revoke(Some(&visit.actor()?), node.id, reason).await {
        Ok(()) => Ok(Redirect::to(&format!("/manage/nodes/{}?said=revoked", node.id)).into_response()),
        Err(error) => {
            let code = status(&error);
            let problems = show::form_error(visit.words, error, str::to_owned)?;
            let mut response = html(&revoking(&web, &visit, &node, &sent.fields, problems));
            *response.status_mut() = code;
            Ok(response)
        }
    }
}

/// What a person should know before cutting it off, one line each.
fn meaning(words: &Words, node: &NodeLine) -> [SummaryRow; 3] {
    let contact = node.contact.map_or_else(|| words.say("line-never"), |at| show::moment(words, at));
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    [
        row("nodes-revoke-row-lag", words.say_one("nodes-revoke-lag", "at", contact)),
        row("nodes-revoke-row-units", words.say("nodes-revoke-units")),
        row("nodes-revoke-row-receipts", words.say("nodes-revoke-receipts")),
    ]
}

fn revoking(web: &Web, visit: &Visit, node: &NodeLine, typed: &Fields, problems: Vec<Problem>) -> Page {
    let words = visit.words;
    let errors = ErrorSummary { words, problems };
    let back = format!("/manage/nodes/{}", node.id);
    let title = words.say_one("nodes-revoke-title", "name", &node.name);
    let mut layout = web.layout(visit, title.clone(), Area::Nodes);
    layout.breadcrumbs = vec![
        Link::new("/manage/nodes", words.say("nodes-title")),
        Link::new(back.clone(), node.name.clone()),
    ];
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    let reason = Field::text(words, "reason", words.say("nodes-revoke-reason"))
        .hint(words.say("nodes-revoke-reason-hint"))
        .value(typed.get("reason"))
        .error(errors.of("reason"));
    let mut rows = vec![row("nodes-units", units_said(node)), row("nodes-state", state_of(words, node).text)];
    rows.retain(|row| !row.value.is_empty());
    rows.extend(meaning(words, node));
    let confirm = Confirm {
        words,
        title,
        notice: Some(Notice::new(words, NoticeKind::Warning, words.say("nodes-revoke-what"))),
        summary: Summary { rows },
        fields: vec![reason],
        action: format!("{back}/revoke"),
        hidden: vec![("csrf".to_owned(), visit.csrf().to_owned())],
        button: Button::late(words.say("nodes-revoke-do")),
        back,
    };
    Page { layout, errors, confirm }
}

/// The unit that a link names, among those of the machine.
fn unit_of<'a>(node: &'a NodeLine, text: &str) -> Result<&'a UnitLine, Fail> {
    node.units.iter().find(|line| line.unit.as_str() == text).ok_or(Fail(AppError::NotFound))
}

/// `GET /manage/nodes/{id}/take-back?unit=`
pub async fn ask_back(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fail> {
    let words = visit.words;
    let node = node_of(&web, &visit, &id).await?;
    let line = unit_of(&node, visit.asked().get("unit"))?;
    let back = format!("/manage/nodes/{}", node.id);
    let title = words.say_one("nodes-take-back-title", "unit", &line.name);
    let mut layout = web.layout(&visit, title.clone(), Area::Nodes);
    layout.breadcrumbs = vec![
        Link::new("/manage/nodes", words.say("nodes-title")),
        Link::new(back.clone(), node.name.clone()),
    ];
    let contact = node.contact.map_or_else(|| words.say("line-never"), |at| show::moment(words, at));
    let confirm = Confirm {
        words,
        title,
        notice: Some(Notice::new(words, NoticeKind::Warning, words.say("nodes-take-back-what"))),
        summary: Summary {
            rows: vec![
                SummaryRow::new(words.say("nodes-name"), node.name.clone()),
                SummaryRow::new(words.say("nodes-contact"), contact),
            ],
        },
        fields: Vec::new(),
        action: format!("{back}/take-back"),
        hidden: vec![
            ("csrf".to_owned(), visit.csrf().to_owned()),
            ("unit".to_owned(), line.unit.to_string()),
        ],
        button: Button::late(words.say("nodes-take-back-do")),
        back,
    };
    Ok(html(&Page { layout, errors: ErrorSummary { words, problems: Vec::new() }, confirm }))
}

/// `POST /manage/nodes/{id}/take-back`. Sent twice it does it once.
pub async fn take_back(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let node = node_of(&web, &visit, &id).await?;
    let unit: UnitId = sent.fields.get("unit").parse().map_err(|_| Fail(AppError::NotFound))?;
    web.app.node_take_back(Some(&visit.actor()?), &unit).await?;
    let to = format!("/manage/nodes/{}?said=taken-back", node.id);
    Ok(Redirect::to(&to).into_response())
}
