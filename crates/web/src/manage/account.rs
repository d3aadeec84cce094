//! Close, reopen, give a new password: what matters is asked once more, on a page of its own.

use super::form::person;
use super::person::summary;
use crate::components::{Button, Confirm, Link, Notice, NoticeKind};
use crate::frame::{Area, Fail, Sent, Visit, Web, html};
use crate::layout::Layout;
use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Account, Place, Right, may};

#[derive(Template)]
#[template(source = "{% extends \"layout.html\" %}{% block main %}{{ confirm }}{% endblock %}", ext = "html")]
struct Asked {
    layout: Layout,
    confirm: Confirm,
}

#[derive(Template)]
#[template(path = "manage/password.html")]
struct Password {
    layout: Layout,
    name: String,
    login: String,
    secret: String,
    back: Button,
}

/// What a question is made of.
struct Question {
    title: &'static str,
    warning: &'static str,
    act: &'static str,
    button: &'static str,
}

/// `GET /manage/people/{id}/close`
pub async fn ask_close(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fail> {
    // Who still has work hands it over first; the same page closes the account.
    let who = person(&id)?;
    if !web.app.hand_over_view(&visit.actor()?, who).await?.work.is_empty() {
        return Ok(Redirect::to(&format!("/manage/people/{who}/hand-over")).into_response());
    }
    let question = Question {
        title: "manage-close-ask",
        warning: "manage-close-warning",
        act: "close",
        button: "manage-close",
    };
    ask(&web, &visit, &id, &question).await
}

/// `GET /manage/people/{id}/password`
pub async fn ask_password(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fail> {
    let question = Question {
        title: "manage-password-ask",
        warning: "manage-password-warning",
        act: "password",
        button: "manage-new-password",
    };
    ask(&web, &visit, &id, &question).await
}

async fn ask(web: &Web, visit: &Visit, id: &str, question: &Question) -> Result<Response, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let account = web.app.person(&actor, person(id)?).await?;
    let place = Place { unit: account.unit.clone(), province: account.province.clone() };
    if !may(&actor, Right::PeopleManage, &place) {
        return Err(AppError::Forbidden.into());
    }
    let back = format!("/manage/people/{}", account.person);
    let mut layout = web.layout(visit, words.say(question.title), Area::People);
    layout.breadcrumbs = vec![
        Link::new("/manage/people", words.say("nav-people")),
        Link::new(back.clone(), account.name.clone()),
    ];
    let confirm = Confirm {
        words,
        title: words.say(question.title),
        notice: Some(Notice::new(words, NoticeKind::Warning, words.say(question.warning))),
        summary: summary(web, words, &account),
        fields: Vec::new(),
        action: format!("{back}/{}", question.act),
        hidden: vec![("csrf".to_owned(), layout.csrf.clone())],
        button: Button::late(words.say(question.button)),
        back,
    };
    Ok(html(&Asked { layout, confirm }))
}

/// `POST /manage/people/{id}/close`
pub async fn close(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    _: Sent,
) -> Result<Response, Fail> {
    set_open(&web, &visit, &id, false).await
}

/// `POST /manage/people/{id}/reopen`
pub async fn reopen(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    _: Sent,
) -> Result<Response, Fail> {
    set_open(&web, &visit, &id, true).await
}

async fn set_open(web: &Web, visit: &Visit, id: &str, open: bool) -> Result<Response, Fail> {
    let who = person(id)?;
    web.app.person_set_open(&visit.actor()?, who, open).await?;
    let said = if open { "reopened" } else { "closed" };
    Ok(Redirect::to(&format!("/manage/people/{who}?said={said}")).into_response())
}

/// `POST /manage/people/{id}/password`
pub async fn password(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    _: Sent,
) -> Result<Response, Fail> {
    let (actor, who) = (visit.actor()?, person(&id)?);
    let password = web.app.person_reset(&actor, who).await?;
    let account = web.app.person(&actor, who).await?;
    Ok(password_page(&web, &visit, &account, password))
}

/// The answer with a password. It is a page and no redirect, because the password stands nowhere else.
pub(super) fn password_page(web: &Web, visit: &Visit, account: &Account, password: String) -> Response {
    let words = visit.words;
    let mut layout = web.layout(visit, words.say("manage-password-title"), Area::People);
    layout.breadcrumbs = vec![Link::new("/manage/people", words.say("nav-people"))];
    layout.notice = Some(Notice::new(words, NoticeKind::Warning, words.say("manage-password-once")));
    html(&Password {
        layout,
        name: account.name.clone(),
        login: account.login.clone(),
        secret: password,
        back: Button::primary(words.say("manage-password-noted"))
            .to(format!("/manage/people/{}", account.person)),
    })
}
