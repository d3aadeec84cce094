//! An administrator takes away the second factors that somebody lost: asked once more, and on record.

use super::form::person;
use super::person::summary;
use super::second::standing;
use crate::components::{Button, Confirm, Link, Notice, NoticeKind};
use crate::frame::{Area, Fail, Sent, Visit, Web, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "manage/second_reset.html")]
struct Asked {
    layout: Layout,
    confirm: Confirm,
    standing: Vec<String>,
}

/// `GET /manage/people/{id}/second`
pub async fn ask(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let (words, actor, who) = (visit.words, visit.actor()?, person(&id)?);
    let view = web.app.second_of(&actor, who).await?;
    let account = web.app.person(&actor, who).await?;
    let back = format!("/manage/people/{who}");
    let mut layout = web.layout(&visit, words.say("second-reset-ask"), Area::People);
    layout.breadcrumbs = vec![
        Link::new("/manage/people", words.say("nav-people")),
        Link::new(back.clone(), account.name.clone()),
    ];
    let confirm = Confirm {
        words,
        title: words.say("second-reset-ask"),
        notice: Some(Notice::new(words, NoticeKind::Warning, words.say("second-reset-warning"))),
        summary: summary(&web, words, &account),
        fields: Vec::new(),
        action: format!("{back}/second"),
        hidden: vec![("csrf".to_owned(), layout.csrf.clone())],
        button: Button::late(words.say("second-reset")),
        back,
    };
    Ok(html(&Asked { layout, confirm, standing: standing(words, &view) }))
}

/// `POST /manage/people/{id}/second`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    _: Sent,
) -> Result<Response, Fail> {
    let who = person(&id)?;
    web.app.second_reset(&visit.actor()?, who).await?;
    Ok(Redirect::to(&format!("/manage/people/{who}?said=second-reset")).into_response())
}
