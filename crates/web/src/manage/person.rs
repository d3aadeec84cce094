//! One person: who it is, which roles, and for the administrator what can be changed.

use super::form::{done, lists, person, roles_field, roles_said, state};
use super::{assignments, substitutes};
use crate::components::{
    Button, ErrorSummary, Field, Link, Notice, NoticeKind, Problem, StateTag, Summary, SummaryRow,
};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::RefusalCode;
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
    /// That nothing can be changed here, and why.
    stays: Option<Notice>,
    /// What the person has in hand, and what was handed over before.
    work: Vec<String>,
    hand_over: Option<Button>,
    lines: Vec<substitutes::Line>,
    assignments: Vec<assignments::Line>,
    /// What an administrator may change; nobody else sees it.
    change: Option<Change>,
}

struct Change {
    id: String,
    version: u32,
    roles: Field,
    save: Button,
    assign: assignments::Form,
    password: Button,
    second: Button,
    keys: Button,
    send: Option<Button>,
    close: Option<Button>,
    reopen: Option<Button>,
}

/// `GET /manage/people/{id}`
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let account = web.app.person(&visit.actor()?, person(&id)?).await?;
    let mut page = page(&web, &visit, &account, &Fields::default(), Vec::new()).await?;
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
    let chosen = lists(&sent.fields, "roles");
    // What isn't a number was never on a page of ours: as out of date as can be.
    let seen = sent.fields.get("version").parse().unwrap_or(0);
    let Err(error) = web.app.person_set_roles(&actor, who, seen, &chosen).await else {
        return Ok(Redirect::to(&format!("/manage/people/{who}?said=roles")).into_response());
    };
    refused(&web, &visit, who, &sent.fields, error).await
}

/// The page again, with what is wrong and what was typed.
pub(super) async fn refused(
    web: &Web,
    visit: &Visit,
    who: PersonId,
    typed: &Fields,
    error: AppError,
) -> Result<Response, Fail> {
    let code = status(&error);
    let (problems, stale) = match error {
        AppError::Invalid(found) => (show::problems(visit.words, &found, str::to_owned), None),
        // Somebody else changed the account: what stands now is shown, to be judged again.
        AppError::Refused(refusal) if refusal.code == RefusalCode::Stale => {
            (Vec::new(), Some(visit.words.say("manage-stale")))
        }
        other => return Err(other.into()),
    };
    let account = web.app.person(&visit.actor()?, who).await?;
    let nothing = Fields::default();
    let typed = if stale.is_some() { &nothing } else { typed };
    let mut page = page(web, visit, &account, typed, problems).await?;
    page.layout.notice = stale.map(|text| Notice::new(visit.words, NoticeKind::Warning, text));
    let mut response = html(&page);
    *response.status_mut() = code;
    Ok(response)
}

/// What the person has in hand, and what was handed over before, in sentences.
async fn work(web: &Web, visit: &Visit, account: &Account) -> Result<Vec<String>, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let (count, before) = web.app.work_of(&actor, account.person).await?;
    let mut lines = vec![words.say_one("hand-over-count", "count", count)];
    for (at, by, record) in before {
        let to: Vec<String> = record.to.iter().map(|s| format!("{} ({})", s.name, s.count)).collect();
        let to = if to.is_empty() { "–".to_owned() } else { to.join(", ") };
        let args = [
            ("at", show::moment(words, at).into()),
            ("count", record.count.into()),
            ("to", to.into()),
            ("name", by.into()),
            ("reason", record.reason.into()),
        ];
        lines.push(words.say_with("hand-over-before", &args));
    }
    Ok(lines)
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

/// That an account is on its way, or looked after on another machine.
fn stays(web: &Web, words: &'static Words, stands: &app::people::AccountStands) -> Option<Notice> {
    let text = match &stands.moving_to {
        Some(unit) => words.say_one("manage-moving", "unit", web.app.world().unit_name(unit)),
        None if stands.elsewhere => words.say("manage-managed-there"),
        None => return None,
    };
    Some(Notice::new(words, NoticeKind::Info, text))
}

async fn page(
    web: &Web,
    visit: &Visit,
    account: &Account,
    typed: &Fields,
    problems: Vec<Problem>,
) -> Result<PersonPage, Fail> {
    let (words, actor, today) = (visit.words, visit.actor()?, web.app.now().day());
    // A form that was about something else says nothing about the roles.
    let standing = || account.roles.iter().map(|r| r.as_str().to_owned()).collect();
    let about_roles = typed.has("version") && !typed.has("act") && !typed.has("number");
    let chosen: Vec<String> = if about_roles { lists(typed, "roles") } else { standing() };
    let substitutions = web.app.delegations_of(&actor, account.person).await?;
    let place = Place { unit: account.unit.clone(), province: account.province.clone() };
    let errors = ErrorSummary { words, problems };
    let mut layout = web.layout(visit, account.name.clone(), Area::People);
    layout.breadcrumbs = vec![Link::new("/manage/people", words.say("nav-people"))];
    let to = |what: &str| format!("/manage/people/{}/{what}", account.person);
    let own: PersonId = actor.person;
    let stands = web.app.person_stands(&actor, account.person).await?;
    let managed = may(&actor, Right::PeopleManage, &place) && !stands.elsewhere && stands.moving_to.is_none();
    let stays = stays(web, words, &stands);
    let change = managed.then(|| Change {
        id: account.person.to_string(),
        version: account.version,
        roles: roles_field(words, &actor, &chosen, &errors),
        assign: assignments::form(words, &actor, typed, &errors, today),
        save: Button::primary(words.say("manage-save-roles")),
        password: Button::quiet(words.say("manage-new-password")).to(to("password")),
        second: Button::quiet(words.say("second-reset")).to(to("second")),
        keys: Button::quiet(words.say("manage-keys")).to(to("keys")),
        send: (account.open && account.person != own && web.app.may_send_people(&actor))
            .then(|| Button::quiet(words.say("manage-send")).to(to("send"))),
        close: (account.open && account.person != own)
            .then(|| Button::late(words.say("manage-close")).to(to("close"))),
        reopen: (!account.open).then(|| Button::quiet(words.say("manage-reopen"))),
    });
    Ok(PersonPage {
        layout,
        errors,
        work: work(web, visit, account).await?,
        hand_over: (may(&actor, Right::WorkHandOver, &place) && account.open)
            .then(|| Button::quiet(words.say("hand-over-button")).to(to("hand-over"))),
        lines: substitutions
            .iter()
            .map(|s| substitutes::line(words, s, today, may(&actor, Right::Delegate, &place)))
            .collect(),
        assignments: assignments::lines(words, account, today),
        stays,
        state: state(words, account),
        summary: summary(web, words, account),
        change,
    })
}
