//! What the account pages share: roles as ticks and words, the person a link names, what just happened.

use crate::components::{Choice, ErrorSummary, Field, Notice, NoticeKind, StateTag, Tone};
use crate::frame::{Fail, Fields, Visit};
use app::AppError;
use domain::identity::{Account, Actor, Role};
use domain::words::PersonId;
use lang::Words;

/// All values of a field.
pub fn lists(fields: &Fields, name: &str) -> Vec<String> {
    fields.all(name).map(str::to_owned).collect()
}

/// The person that a link names.
pub fn person(id: &str) -> Result<PersonId, Fail> {
    id.parse().map_err(|_| Fail(AppError::NotFound))
}

/// Roles in words.
pub fn roles_said(words: &Words, roles: &[Role]) -> String {
    let said: Vec<String> = roles.iter().map(|r| words.say(&format!("role-{}", r.as_str()))).collect();
    said.join(", ")
}

/// Whether the account is open.
pub fn state(words: &Words, account: &Account) -> StateTag {
    if account.open {
        StateTag::new(Tone::Done, words.say("manage-open"))
    } else {
        StateTag::new(Tone::Neutral, words.say("manage-closed"))
    }
}

/// The roles that a unit's people can have, as ticks. The province's role exists only at its centre.
pub fn roles_field(words: &'static Words, actor: &Actor, chosen: &[String], errors: &ErrorSummary) -> Field {
    let home = actor.place();
    let offered = Role::ALL.into_iter().filter(|role| role.fits(&home));
    let hint = |role: Role| match role {
        Role::Reception => words.say("portal-help-reception"),
        Role::Specialist => words.say("portal-help-specialist"),
        Role::Leader => words.say("portal-help-leader"),
        Role::Administrator => words.say("portal-help-administrator"),
        Role::Province => words.say("portal-help-province"),
        Role::Intermediary => words.say("portal-help-intermediary"),
    };
    let choice = |role: Role| Choice {
        hint: Some(hint(role)),
        chosen: chosen.iter().any(|c| c == role.as_str()),
        ..Choice::new(role.as_str(), words.say(&format!("role-{}", role.as_str())))
    };
    let field = Field::checkboxes(words, "roles", words.say("manage-roles"), offered.map(choice).collect());
    field.error(errors.of("roles"))
}

/// What the page before did, from the few things that a link may say.
pub fn done(visit: &Visit) -> Option<Notice> {
    let words = visit.words;
    let text = match visit.asked().get("said") {
        "roles" => words.say("manage-said-roles"),
        "closed" => words.say("manage-said-closed"),
        "sent" => words.say("manage-said-sent"),
        "reopened" => words.say("manage-said-reopened"),
        "password" => words.say("manage-said-password"),
        "delegated" => words.say("said-delegated"),
        "delegation-revoked" => words.say("said-delegation-revoked"),
        "handed-over" => words.say("said-handed-over"),
        "assigned" => words.say("said-assigned"),
        "assignment-ended" => words.say("said-assignment-ended"),
        "second-on" => words.say("said-second-on"),
        "second-off" => words.say("said-second-off"),
        "second-reset" => words.say("said-second-reset"),
        "second-rule" => words.say("said-second-rule"),
        "key-revoked" => words.say("manage-said-key-revoked"),
        _ => return None,
    };
    Some(Notice::new(words, NoticeKind::Success, text))
}
