//! A person's bearer keys: what programs act as this person, issuing one, taking one back.

use super::form::{done, person};
use crate::components::{Button, ErrorSummary, Field, Link, Problem};
use crate::frame::{Area, Fail, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::PersonId;

#[derive(Template)]
#[template(path = "manage/keys.html")]
struct KeysPage {
    layout: Layout,
    id: String,
    /// A key that was issued just now, shown this once.
    fresh: Option<String>,
    errors: ErrorSummary,
    keys: Vec<Line>,
    label: Field,
    issue: Button,
}

struct Line {
    label: String,
    since: String,
    revoked: Option<String>,
    digest: String,
}

/// `GET /manage/people/{id}/keys`
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let mut page = page(&web, &visit, person(&id)?, None, Vec::new()).await?;
    page.layout.notice = done(&visit);
    Ok(html(&page))
}

/// `POST /manage/people/{id}/keys`
pub async fn issue(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let who = person(&id)?;
    let label = sent.fields.get("label");
    match web.app.key_issue(&visit.actor()?, who, label).await {
        Ok(key) => Ok(html(&page(&web, &visit, who, Some(key), Vec::new()).await?)),
        Err(AppError::Invalid(found)) => {
            let problems = show::problems(visit.words, &found, str::to_owned);
            let mut page = page(&web, &visit, who, None, problems).await?;
            page.label = page.label.value(label);
            let mut response = html(&page);
            *response.status_mut() = status(&AppError::Invalid(found));
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /manage/people/{id}/keys/revoke`
pub async fn revoke(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let who = person(&id)?;
    web.app.key_revoke(&visit.actor()?, who, sent.fields.get("key")).await?;
    Ok(Redirect::to(&format!("/manage/people/{who}/keys?said=key-revoked")).into_response())
}

async fn page(
    web: &Web,
    visit: &Visit,
    who: PersonId,
    fresh: Option<String>,
    problems: Vec<Problem>,
) -> Result<KeysPage, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let account = web.app.person(&actor, who).await?;
    let keys = web.app.keys(&actor, who).await?;
    let mut layout = web.layout(visit, words.say("manage-keys"), Area::People);
    layout.breadcrumbs = vec![
        Link::new("/manage/people", words.say("nav-people")),
        Link::new(format!("/manage/people/{who}"), account.name),
    ];
    let line = |k: app::keys::Key| Line {
        label: k.label,
        since: words.say_one("manage-key-since", "at", show::moment(words, k.created)),
        revoked: k.revoked.map(|at| words.say_one("manage-key-revoked", "at", show::moment(words, at))),
        digest: k.digest.to_string(),
    };
    let errors = ErrorSummary { words, problems };
    let label = Field::text(words, "label", words.say("manage-key-label"));
    Ok(KeysPage {
        layout,
        id: who.to_string(),
        fresh,
        keys: keys.into_iter().map(line).collect(),
        label: label.hint(words.say("manage-key-hint")).error(errors.of("label")),
        errors,
        issue: Button::primary(words.say("manage-key-issue")),
    })
}
