//! Roles of a person from a day to a day: the list, giving one, ending one.

use super::form::{lists, person, roles_said};
use super::person::refused;
use crate::components::{Button, Choice, ErrorSummary, Field};
use crate::frame::{Fail, Fields, Sent, Visit, Web};
use crate::show;
use app::people::AssignmentInput;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Account, Actor, Assignment, Role};
use domain::words::Day;
use lang::Words;

/// An assignment as a line of a list.
pub struct Line {
    pub(super) number: usize,
    pub(super) what: String,
    pub(super) act: String,
    /// Whether it can be ended.
    pub(super) lasts: bool,
}

/// The form that gives one.
pub struct Form {
    pub(super) fields: Vec<Field>,
    pub(super) save: Button,
}

/// `POST /manage/people/{id}/assignments`
pub async fn give(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let (who, get) = (person(&id)?, |name: &str| sent.fields.get(name).to_owned());
    let input = AssignmentInput {
        roles: lists(&sent.fields, "dated_roles"),
        from: get("from"),
        to: get("to"),
        act: get("act"),
    };
    let seen = sent.fields.get("version").parse().unwrap_or(0);
    match web.app.person_assign(&visit.actor()?, who, seen, &input).await {
        Ok(()) => Ok(Redirect::to(&format!("/manage/people/{who}?said=assigned")).into_response()),
        Err(error) => refused(&web, &visit, who, &sent.fields, error).await,
    }
}

/// `POST /manage/people/{id}/assignments/end`
pub async fn end(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let who = person(&id)?;
    let number = |name: &str| sent.fields.get(name).parse().ok();
    let seen = number("version").unwrap_or(0);
    let seen = u32::try_from(seen).unwrap_or(0);
    let at = number("number").unwrap_or(usize::MAX);
    match web.app.person_assignment_end(&visit.actor()?, who, seen, at).await {
        Ok(()) => Ok(Redirect::to(&format!("/manage/people/{who}?said=assignment-ended")).into_response()),
        Err(error) => refused(&web, &visit, who, &sent.fields, error).await,
    }
}

/// The assignments of a person, the newest first.
pub fn lines(words: &Words, account: &Account, today: Day) -> Vec<Line> {
    let line = |(number, a): (usize, &Assignment)| {
        let from = show::day(words, a.from);
        let days = match a.to {
            Some(to) => {
                let args = [("from", from.into()), ("to", show::day(words, to).into())];
                words.say_with("delegation-days", &args)
            }
            None => words.say_one("assignment-from", "from", from),
        };
        Line {
            number,
            what: format!("{} · {days}", roles_said(words, &a.roles)),
            act: a.act.clone(),
            lasts: a.to.is_none_or(|to| today <= to),
        }
    };
    let never = |a: &Assignment| a.to.is_some_and(|to| to < a.from);
    account.assignments.iter().enumerate().filter(|(_, a)| !never(a)).map(line).rev().collect()
}

/// The form, with what was typed.
pub fn form(words: &'static Words, actor: &Actor, typed: &Fields, errors: &ErrorSummary, today: Day) -> Form {
    let home = actor.place();
    let choice = |role: Role| Choice {
        chosen: typed.all("dated_roles").any(|r| r == role.as_str()),
        ..Choice::new(role.as_str(), words.say(&format!("role-{}", role.as_str())))
    };
    let choices = Role::ALL.into_iter().filter(|role| role.fits(&home)).map(choice).collect();
    let roles = Field::checkboxes(words, "dated_roles", words.say("manage-roles"), choices);
    let from = if typed.has("from") { typed.get("from").to_owned() } else { show::day(words, today) };
    let date = |name: &str, key: &str, value: String| {
        Field::date(words, name, words.say(key)).value(value).error(errors.of(name))
    };
    Form {
        fields: vec![
            roles.error(errors.of("dated_roles")),
            date("from", "delegation-from", from),
            date("to", "delegation-to", typed.get("to").to_owned()).optional(),
            Field::text(words, "act", words.say("assignment-act"))
                .value(typed.get("act"))
                .error(errors.of("act")),
        ],
        save: Button::quiet(words.say("assignment-give")),
    }
}
