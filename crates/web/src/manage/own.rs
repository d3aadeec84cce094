//! The own account: who one is here, and the own password.

use super::form::done;
use super::person::summary;
use crate::components::{Button, Control, ErrorSummary, Field, Problem, Summary};
use crate::frame::{Area, Fail, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Right, may};

#[derive(Template)]
#[template(path = "manage/own.html")]
struct Own {
    layout: Layout,
    summary: Summary,
    /// Where who may names a substitute.
    substitutes: Option<Button>,
    second: Button,
    errors: ErrorSummary,
    old: Field,
    new: Field,
    again: Field,
    save: Button,
}

/// `GET /own`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let mut page = page(&web, &visit, Vec::new())?;
    page.layout.notice = done(&visit);
    Ok(html(&page))
}

/// `POST /own/password`
pub async fn password(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let (old, new) = (sent.fields.get("old"), sent.fields.get("new"));
    let changed = if sent.fields.get("again") == new {
        web.app.password_change(&visit.actor()?, old, new).await
    } else {
        Err(AppError::invalid("again", "problem-password-again"))
    };
    match changed {
        Ok(()) => Ok(Redirect::to("/own?said=password").into_response()),
        Err(AppError::Invalid(found)) => {
            // Passwords alone aren't given back: a page must not carry them.
            let problems = show::problems(visit.words, &found, str::to_owned);
            let mut response = html(&page(&web, &visit, problems)?);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

fn page(web: &Web, visit: &Visit, problems: Vec<Problem>) -> Result<Own, Fail> {
    let words = visit.words;
    let signed = visit.signed.as_ref().ok_or(Fail(AppError::SignedOut))?;
    let errors = ErrorSummary { words, problems };
    let field =
        |name: &str, label: &str| Field::password(words, name, words.say(label)).error(errors.of(name));
    Ok(Own {
        layout: web.layout(visit, words.say("nav-own"), Area::Own),
        summary: summary(web, words, &signed.account),
        substitutes: may(&signed.actor, Right::Delegate, &signed.actor.place())
            .then(|| Button::quiet(words.say("delegations")).to("/own/delegations")),
        second: Button::quiet(words.say("second")).to("/own/second"),
        old: field("old", "manage-password-old"),
        new: new_password(field("new", "manage-password-new").hint(words.say("manage-password-hint"))),
        again: new_password(field("again", "manage-password-again")),
        save: Button::primary(words.say("manage-password-change")),
        errors,
    })
}

/// Tells the browser not to fill in the old one.
fn new_password(mut field: Field) -> Field {
    if let Control::Input(input) = &mut field.control {
        input.autocomplete = "new-password";
    }
    field
}
