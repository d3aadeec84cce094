//! Who acts for whom: naming a substitute, taking it back, and the list that both see.

use super::form::{done, roles_said};
use crate::components::{
    Button, Choice, ErrorSummary, Field, Link, Notice, NoticeKind, Problem, StateTag, Tone,
};
use crate::desk::new_key;
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::{AppError, DelegationInput, Substitution};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Account, Actor, Role};
use domain::words::Day;
use lang::Words;

/// A substitution as a line of a list.
pub struct Line {
    pub(super) key: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) why: String,
    pub(super) state: StateTag,
    /// Whether it can be taken back here.
    pub(super) back: bool,
}

#[derive(Template)]
#[template(path = "manage/substitutes.html")]
struct Page {
    layout: Layout,
    errors: ErrorSummary,
    key: String,
    /// What is asked of who may name a substitute; nothing of anybody else.
    fields: Vec<Field>,
    save: Button,
    lines: Vec<Line>,
}

/// `GET /own/delegations`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let mut page = page(&web, &visit, &Fields::default(), Vec::new()).await?;
    page.layout.notice = done(&visit);
    Ok(html(&page))
}

/// `POST /own/delegations`
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let get = |name: &str| sent.fields.get(name).to_owned();
    let input = DelegationInput {
        principal: get("principal"),
        substitute: get("substitute"),
        roles: sent.fields.all("roles").map(str::to_owned).collect(),
        from: get("from"),
        to: get("to"),
        reason: get("reason"),
        act: get("act"),
    };
    match web.app.delegation_give(&visit.actor()?, &input, sent.once()).await {
        Ok(_) => Ok(Redirect::to("/own/delegations?said=delegated").into_response()),
        Err(error) => {
            let code = status(&error);
            let problems = show::form_error(visit.words, error, str::to_owned)?;
            let mut response = html(&page(&web, &visit, &sent.fields, problems).await?);
            *response.status_mut() = code;
            Ok(response)
        }
    }
}

/// `POST /own/delegations/{id}/revoke`
pub async fn revoke(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    match web.app.delegation_revoke(&visit.actor()?, &id, sent.fields.get("reason")).await {
        Ok(()) => Ok(Redirect::to("/own/delegations?said=delegation-revoked").into_response()),
        Err(error @ AppError::Invalid(_)) => {
            let code = status(&error);
            let said: Vec<String> = show::form_error(visit.words, error, str::to_owned)?
                .into_iter()
                .map(|problem| problem.message)
                .collect();
            let mut page = page(&web, &visit, &Fields::default(), Vec::new()).await?;
            page.layout.notice = Some(Notice::new(visit.words, NoticeKind::Error, said.join(" ")));
            let mut response = html(&page);
            *response.status_mut() = code;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(web: &Web, visit: &Visit, typed: &Fields, problems: Vec<Problem>) -> Result<Page, Fail> {
    let (words, actor, today) = (visit.words, visit.actor()?, web.app.now().day());
    let errors = ErrorSummary { words, problems };
    let all = web.app.delegations(&actor).await?;
    let mut layout = web.layout(visit, words.say("delegations"), Area::Own);
    layout.breadcrumbs = vec![Link::new("/own", words.say("nav-own"))];
    let people = web.app.delegation_people(&actor).await?;
    Ok(Page {
        fields: fields(words, &actor, &people, typed, &errors, today),
        lines: all.iter().map(|s| line(words, s, today, true)).collect(),
        key: new_key(web),
        save: Button::primary(words.say("delegation-give")),
        errors,
        layout,
    })
}

/// What is asked: who leads may also name substitutes for colleagues.
fn fields(
    words: &'static Words,
    actor: &Actor,
    people: &[Account],
    typed: &Fields,
    errors: &ErrorSummary,
    today: Day,
) -> Vec<Field> {
    let leads = actor.owns(Role::Leader);
    let lendable: Vec<Role> =
        Role::ALL.into_iter().filter(|r| r.lendable() && (leads || actor.owns(*r))).collect();
    if lendable.is_empty() {
        return Vec::new();
    }
    let person = |a: &&Account| Choice {
        hint: None,
        ..Choice::new(a.person.to_string(), format!("{} – {}", a.name, roles_said(words, &a.roles)))
    };
    let choices = |own: bool| -> Vec<Choice> {
        people.iter().filter(|a| own || a.person != actor.person || leads).map(|a| person(&a)).collect()
    };
    let say = |key: &str| words.say(key);
    let fill = |field: Field, known: &str| {
        let name = field.name.clone();
        let value = if typed.has(&name) { typed.get(&name).to_owned() } else { known.to_owned() };
        field.value(value).error(errors.of(&name))
    };
    let ticked = |role: &Role| {
        let chosen = typed.all("roles").any(|r| r == role.as_str());
        // Who is away leaves all that is the own to the substitute, usually.
        let usual = !typed.has("reason") && actor.owns(*role);
        Choice {
            chosen: chosen || usual,
            ..Choice::new(role.as_str(), say(&format!("role-{}", role.as_str())))
        }
    };
    let mut substitutes = choices(false);
    substitutes.insert(0, Choice::new("", say("delegation-choose")));
    let roles = Field::checkboxes(words, "roles", say("manage-roles"), lendable.iter().map(ticked).collect());
    let mut fields = Vec::new();
    if leads {
        let principal = Field::select(words, "principal", say("delegation-principal"), choices(true));
        fields.push(fill(principal, &actor.person.to_string()));
    }
    fields.extend([
        fill(Field::select(words, "substitute", say("delegation-substitute"), substitutes), ""),
        roles.error(errors.of("roles")),
        fill(Field::date(words, "from", say("delegation-from")), &show::day(words, today)),
        fill(Field::date(words, "to", say("delegation-to")), "").hint(say("delegation-to-hint")),
        fill(Field::text(words, "reason", say("delegation-reason")), ""),
        fill(Field::text(words, "act", say("delegation-act")), "")
            .hint(say("delegation-act-hint"))
            .optional(),
    ]);
    fields
}

/// A substitution in words.
pub fn line(words: &Words, s: &Substitution, today: Day, managed: bool) -> Line {
    let d = &s.delegation;
    let names = [("name", s.substitute.as_str().into()), ("principal", s.principal.as_str().into())];
    let days = [("from", show::day(words, d.from).into()), ("to", show::day(words, d.to).into())];
    let state = match (&d.revoked, &s.revoked_by) {
        (Some(revoked), by) => {
            let by = by.clone().unwrap_or_default();
            let args = [("at", show::moment(words, revoked.at).into()), ("name", by.into())];
            StateTag::new(Tone::Neutral, words.say_with("delegation-revoked", &args))
        }
        _ if d.holds(today) => StateTag::new(Tone::Action, words.say("delegation-holds")),
        _ if d.lasts(today) => StateTag::new(Tone::Soon, words.say("delegation-later")),
        _ => StateTag::new(Tone::Neutral, words.say("delegation-over")),
    };
    let back = d.revoked.as_ref().map(|r| r.reason.as_str());
    let why = [Some(d.reason.as_str()), Some(d.act.as_str()), back];
    let why: Vec<&str> = why.into_iter().flatten().filter(|t| !t.is_empty()).collect();
    Line {
        key: s.key.clone(),
        who: words.say_with("person-for", &names),
        what: format!("{} · {}", roles_said(words, &d.roles), words.say_with("delegation-days", &days)),
        why: why.join(" · "),
        state,
        back: managed && d.lasts(today),
    }
}
