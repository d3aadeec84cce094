//! Open an account in the administrator's own unit; its first password is shown once.

use super::form::roles_field;
use crate::components::{Button, ErrorSummary, Field, Link};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::people::PersonInput;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

#[derive(Template)]
#[template(path = "manage/open.html")]
struct OpenForm {
    layout: Layout,
    errors: ErrorSummary,
    name: Field,
    title: Field,
    login: Field,
    roles: Field,
    save: Button,
    back: Button,
}

/// `GET /manage/people/new`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let errors = ErrorSummary { words: visit.words, problems: Vec::new() };
    Ok(html(&form(&web, &visit, &Fields::default(), errors)?))
}

/// `POST /manage/people`
pub async fn save(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).to_owned();
    let input = PersonInput {
        login: typed("login"),
        name: typed("name"),
        title: typed("title"),
        roles: sent.fields.all("roles").map(str::to_owned).collect(),
    };
    match web.app.person_open(&visit.actor()?, &input).await {
        Ok((account, password)) => Ok(super::account::password_page(&web, &visit, &account, password)),
        Err(AppError::Invalid(found)) => {
            let problems = show::problems(visit.words, &found, str::to_owned);
            let errors = ErrorSummary { words: visit.words, problems };
            let mut response = html(&form(&web, &visit, &sent.fields, errors)?);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

fn form(web: &Web, visit: &Visit, typed: &Fields, errors: ErrorSummary) -> Result<OpenForm, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let mut layout = web.layout(visit, words.say("manage-open-account"), Area::People);
    layout.breadcrumbs = vec![Link::new("/manage/people", words.say("nav-people"))];
    let field = |name: &'static str, label: &str, hint: &str| {
        let field = Field::text(words, name, words.say(label)).hint(words.say(hint));
        field.value(typed.get(name)).error(errors.of(name))
    };
    let chosen: Vec<String> = typed.all("roles").map(str::to_owned).collect();
    let first = |field: Field| if errors.problems.is_empty() { field.first() } else { field };
    Ok(OpenForm {
        layout,
        name: first(field("name", "manage-name", "manage-name-hint")),
        title: field("title", "manage-title", "manage-title-hint"),
        login: field("login", "sign-in-login", "manage-login-hint"),
        roles: roles_field(words, &actor, &chosen, &errors),
        save: Button::primary(words.say("manage-open-account")),
        back: Button::link(words.say("cancel")).to("/manage/people"),
        errors,
    })
}
