//! An account goes to another unit: which one, and what that means, on a page of its own.

use super::form::person;
use super::person::summary;
use crate::components::{Button, Choice, Confirm, ErrorSummary, Field, Link, Notice, NoticeKind, Problem};
use crate::desk::new_key;
use crate::frame::{Area, Fail, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Account, Actor};
use domain::words::{PersonId, UnitId};

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

/// `GET /manage/people/{id}/send`
pub async fn ask(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let account = sendable(&web, &visit.actor()?, person(&id)?).await?;
    Ok(html(&page(&web, &visit, &account, "", Vec::new())?))
}

/// `POST /manage/people/{id}/send`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let (actor, who, code) = (visit.actor()?, person(&id)?, sent.fields.get("unit"));
    let account = sendable(&web, &actor, who).await?;
    let done = match unit(&web, code) {
        Some(unit) => web.app.person_send(&actor, who, &unit, sent.once()).await,
        None => Err(AppError::invalid("unit", "problem-send-unit")),
    };
    let Err(error) = done else {
        return Ok(Redirect::to(&format!("/manage/people/{who}?said=sent")).into_response());
    };
    let answer = status(&error);
    let problems = show::form_error(visit.words, error, str::to_owned)?;
    let mut response = html(&page(&web, &visit, &account, code, problems)?);
    *response.status_mut() = answer;
    Ok(response)
}

/// The unit that carries a code today.
pub fn unit(web: &Web, code: &str) -> Option<UnitId> {
    web.app.world().unit_at(code.trim(), web.app.now().day()).map(|u| u.id.clone())
}

/// The account, for who may send it.
async fn sendable(web: &Web, actor: &Actor, who: PersonId) -> Result<Account, Fail> {
    if !web.app.may_send_people(actor) {
        return Err(AppError::Forbidden.into());
    }
    Ok(web.app.person(actor, who).await?)
}

fn page(
    web: &Web,
    visit: &Visit,
    account: &Account,
    chosen: &str,
    problems: Vec<Problem>,
) -> Result<Page, Fail> {
    let words = visit.words;
    let errors = ErrorSummary { words, problems };
    let back = format!("/manage/people/{}", account.person);
    let mut layout = web.layout(visit, words.say("manage-send-ask"), Area::People);
    layout.breadcrumbs = vec![
        Link::new("/manage/people", words.say("nav-people")),
        Link::new(back.clone(), account.name.clone()),
    ];
    let targets = web.app.send_targets(&visit.actor()?);
    // Nobody is sent to the first unit of the alphabet by a quick hand.
    let none = std::iter::once(Choice::new("", words.say("manage-send-choose")));
    let each = targets.iter().map(|(unit, name)| Choice::new(unit.code(), name.as_str()));
    let choices = none.chain(each).collect();
    let unit = Field::select(words, "unit", words.say("manage-send-unit"), choices);
    let unit = unit.value(chosen).hint(words.say("manage-send-unit-hint")).error(errors.of("unit"));
    let confirm = Confirm {
        words,
        title: words.say("manage-send-ask"),
        notice: Some(Notice::new(words, NoticeKind::Warning, words.say("manage-send-warning"))),
        summary: summary(web, words, account),
        fields: vec![unit],
        action: format!("{back}/send"),
        hidden: vec![("csrf".to_owned(), visit.csrf().to_owned()), ("key".to_owned(), new_key(web))],
        button: Button::primary(words.say("manage-send")),
        back,
    };
    Ok(Page { layout, errors, confirm })
}
