//! One person: who it is, which roles, and for the administrator what can be changed.

use super::form::{done, person, roles_field, roles_said, state};
use crate::components::{
    Button, ErrorSummary, Field, Link, Notice, NoticeKind, Problem, StateTag, Summary, SummaryRow,
};
use crate::frame::{Area, Fail, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Account, Place, Right, may};
use domain::words::PersonId;
use lang::Words;

#[derive(Template)]
#[template(path = "manage/person.html")]
struct PersonPage {
    layout: Layout,
    errors: ErrorSummary,
    state: StateTag,
    summary: Summary,
    /// What an administrator may change; nobody else sees it.
    change: Option<Change>,
}

struct Change {
    id: String,
    version: u32,
    roles: Field,
    save: Button,
    password: Button,
    keys: Button,
    close: Option<Button>,
    reopen: Option<Button>,
}

/// `GET /manage/people/{id}`
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let account = web.app.person(&visit.actor()?, person(&id)?).await?;
    let chosen: Vec<String> = account.roles.iter().map(|r| r.as_str().to_owned()).collect();
    let mut page = page(&web, &visit, &account, &chosen, Vec::new())?;
    page.layout.notice = done(&visit);
    Ok(html(&page))
}

/// `POST /manage/people/{id}/roles`
pub async fn roles(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let (actor, who) = (visit.actor()?, person(&id)?);
    let chosen: Vec<String> = sent.fields.all("roles").map(str::to_owned).collect();
    // What isn't a number was never on a page of ours: as out of date as can be.
    let seen = sent.fields.get("version").parse().unwrap_or(0);
    let Err(error) = web.app.person_set_roles(&actor, who, seen, &chosen).await else {
        return Ok(Redirect::to(&format!("/manage/people/{who}?said=roles")).into_response());
    };
    let code = status(&error);
    let (problems, chosen, stale) = match error {
        AppError::Invalid(found) => (show::problems(visit.words, &found, str::to_owned), Some(chosen), None),
        // Somebody else changed the account: what stands now is shown, to be judged again.
        AppError::Refused(_) => (Vec::new(), None, Some(visit.words.say("manage-stale"))),
        other => return Err(other.into()),
    };
    let account = web.app.person(&actor, who).await?;
    let standing = || account.roles.iter().map(|r| r.as_str().to_owned()).collect();
    let mut page = page(&web, &visit, &account, &chosen.unwrap_or_else(standing), problems)?;
    page.layout.notice = stale.map(|text| Notice::new(visit.words, NoticeKind::Warning, text));
    let mut response = html(&page);
    *response.status_mut() = code;
    Ok(response)
}

/// Who it is, line by line.
pub(super) fn summary(web: &Web, words: &Words, account: &Account) -> Summary {
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    let rows = vec![
        row("manage-name", account.name.clone()),
        row("manage-title", account.title.clone()),
        row("portal-unit", web.app.world().unit_name(&account.unit)),
        row("sign-in-login", account.login.clone()),
        row("manage-roles", roles_said(words, &account.roles)),
    ];
    Summary { rows }
}

fn page(
    web: &Web,
    visit: &Visit,
    account: &Account,
    chosen: &[String],
    problems: Vec<Problem>,
) -> Result<PersonPage, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let place = Place { unit: account.unit.clone(), province: account.province.clone() };
    let errors = ErrorSummary { words, problems };
    let mut layout = web.layout(visit, account.name.clone(), Area::People);
    layout.breadcrumbs = vec![Link::new("/manage/people", words.say("nav-people"))];
    let to = |what: &str| format!("/manage/people/{}/{what}", account.person);
    let own: PersonId = actor.person;
    let change = may(&actor, Right::PeopleManage, &place).then(|| Change {
        id: account.person.to_string(),
        version: account.version,
        roles: roles_field(words, &actor, chosen, &errors),
        save: Button::primary(words.say("manage-save-roles")),
        password: Button::quiet(words.say("manage-new-password")).to(to("password")),
        keys: Button::quiet(words.say("manage-keys")).to(to("keys")),
        close: (account.open && account.person != own)
            .then(|| Button::late(words.say("manage-close")).to(to("close"))),
        reopen: (!account.open).then(|| Button::quiet(words.say("manage-reopen"))),
    });
    Ok(PersonPage {
        layout,
        errors,
        state: state(words, account),
        summary: summary(web, words, account),
        change,
    })
}
