//! Who must have a second factor: the centre's administrator says so for the whole province.

use super::form::{done, lists};
use crate::components::{Button, Choice, ErrorSummary, Field, Link, Problem};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::Role;
use domain::identity::second::SecondFactor;
use domain::words::Day;

/// Days to set a factor up that are proposed.
const GRACE_DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "manage/second_rule.html")]
struct RulePage {
    layout: Layout,
    errors: ErrorSummary,
    fields: Vec<Field>,
    save: Button,
}

/// `GET /manage/second`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    if !web.app.rules_second(&visit.actor()?) {
        return Err(AppError::Forbidden.into());
    }
    let rule = web.app.second_rule().await?;
    let mut pairs: Vec<(String, String)> =
        rule.roles.iter().map(|role| ("roles".to_owned(), role.as_str().to_owned())).collect();
    let from = rule.from.map(|day| show::day(visit.words, day)).unwrap_or_default();
    pairs.push(("from".to_owned(), from));
    // Where there is no rule yet people get time: none at all would shut them out at once.
    let grace = if rule.roles.is_empty() { GRACE_DAYS } else { rule.grace_days };
    pairs.push(("grace_days".to_owned(), grace.to_string()));
    let mut page = page(&web, &visit, &Fields::of(pairs), Vec::new());
    page.layout.notice = done(&visit);
    Ok(html(&page))
}

/// `POST /manage/second`
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let error = match rule(&sent.fields) {
        Ok(rule) => web.app.second_rule_set(&visit.actor()?, &rule).await.err(),
        Err(error) if web.app.rules_second(&visit.actor()?) => Some(error),
        Err(_) => Some(AppError::Forbidden),
    };
    match error {
        None => Ok(Redirect::to("/manage/second?said=second-rule").into_response()),
        Some(AppError::Invalid(found)) => {
            let problems = show::problems(visit.words, &found, str::to_owned);
            let mut response = html(&page(&web, &visit, &sent.fields, problems));
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Some(other) => Err(other.into()),
    }
}

/// The setting as typed.
fn rule(fields: &Fields) -> Result<SecondFactor, AppError> {
    let typed = fields.get("from").trim();
    let from = Day::parse(typed);
    if from.is_none() && !typed.is_empty() {
        return Err(AppError::invalid("from", "problem-date"));
    }
    let roles = fields.all("roles").filter_map(|role| role.parse().ok()).collect();
    // What is no number is out of reach, and refused as that.
    let grace_days = fields.get("grace_days").trim().parse().unwrap_or(-1);
    Ok(SecondFactor { roles, from, grace_days })
}

fn page(web: &Web, visit: &Visit, typed: &Fields, problems: Vec<Problem>) -> RulePage {
    let words = visit.words;
    let errors = ErrorSummary { words, problems };
    let chosen = lists(typed, "roles");
    let choice = |role: Role| Choice {
        chosen: chosen.iter().any(|one| one == role.as_str()),
        ..Choice::new(role.as_str(), words.say(&format!("role-{}", role.as_str())))
    };
    let roles = Role::ALL.into_iter().map(choice).collect();
    let mut layout = web.layout(visit, words.say("second-rule"), Area::Own);
    layout.breadcrumbs =
        vec![Link::new("/own", words.say("nav-own")), Link::new("/own/second", words.say("second"))];
    RulePage {
        layout,
        fields: vec![
            Field::checkboxes(words, "roles", words.say("second-rule-roles"), roles)
                .optional()
                .error(errors.of("roles")),
            Field::date(words, "from", words.say("second-rule-from"))
                .optional()
                .value(typed.get("from"))
                .error(errors.of("from")),
            Field::amount(words, "grace_days", words.say("second-rule-grace"), None, false)
                .hint(words.say("second-rule-grace-hint"))
                .value(typed.get("grace_days"))
                .error(errors.of("grace_days")),
        ],
        save: Button::primary(words.say("second-rule-save")),
        errors,
    }
}
