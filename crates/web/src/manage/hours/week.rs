//! New hours and cut-offs from a day on.

use super::ahead::weeks;
use crate::components::{Button, ErrorSummary, Field, Link, Problem, WeekHours};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::hours::OfficeInput;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::{Hours, Minute, Session};
use domain::words::Day;

/// The names of the weekdays' fields, Monday first.
const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

#[derive(Template)]
#[template(path = "manage/hours/week.html")]
struct WeekPage {
    layout: Layout,
    errors: ErrorSummary,
    weeks: Vec<WeekHours>,
    key: String,
    from: Field,
    days: Vec<Field>,
    cutoffs: Vec<Field>,
    reason: Field,
    save: Button,
    back: Button,
}

/// `GET /manage/hours/week`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (hours, today) = (web.app.hours_look(&visit.actor()?).await?.hours, web.app.now().day());
    let typed = standing(&hours, today);
    Ok(html(&page(&web, &visit, &hours, &typed, Vec::new())))
}

/// `POST /manage/hours/week`
pub async fn save(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).to_owned();
    let input = OfficeInput {
        from: typed("from"),
        week: WEEK.map(typed),
        make_up: typed("make_up"),
        same_day: typed("same_day"),
        last_minutes: typed("last_minutes"),
        online_after: typed("online_after"),
        reason: typed("reason"),
    };
    let actor = visit.actor()?;
    let Err(error) = web.app.office_set(&actor, &input, sent.once()).await else {
        return Ok(Redirect::to("/manage/hours?said=week").into_response());
    };
    let code = status(&error);
    let problems = show::form_error(visit.words, error, str::to_owned)?;
    let hours = web.app.hours_look(&actor).await?.hours;
    let mut response = html(&page(&web, &visit, &hours, &sent.fields, problems));
    *response.status_mut() = code;
    Ok(response)
}

/// The form as it stands today, so that only what changes is typed.
fn standing(hours: &Hours, today: Day) -> Fields {
    let office = hours.office_on(today);
    let sessions = |all: &[Session]| all.iter().map(Session::to_string).collect::<Vec<_>>().join(", ");
    let minute = |at: Option<Minute>| at.map(|m| m.to_string()).unwrap_or_default();
    let mut pairs: Vec<(String, String)> = WEEK
        .iter()
        .zip(1..)
        .map(|(name, number)| ((*name).to_owned(), sessions(office.week().sessions(number))))
        .collect();
    let cutoffs = office.cutoffs();
    let last = cutoffs.last_hour_minutes.map(|n| n.to_string()).unwrap_or_default();
    let more = [
        ("make_up", office.own_make_up().map(sessions).unwrap_or_default()),
        ("same_day", minute(cutoffs.same_day)),
        ("last_minutes", last),
        ("online_after", minute(cutoffs.online_after)),
    ];
    pairs.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Fields::of(pairs)
}

fn page(web: &Web, visit: &Visit, hours: &Hours, typed: &Fields, problems: Vec<Problem>) -> WeekPage {
    let (words, today) = (visit.words, web.app.now().day());
    let errors = ErrorSummary { words, problems };
    let with = |field: Field| {
        let name = field.name.clone();
        field.value(typed.get(&name)).error(errors.of(&name))
    };
    let mut layout = web.layout(visit, words.say("hours-change-week"), Area::Hours);
    layout.breadcrumbs = vec![Link::new("/manage/hours", words.say("nav-hours"))];
    let day = |(name, number): (&&str, i32)| {
        with(Field::text(words, name, words.say(&format!("weekday-{number}")))).optional()
    };
    let cutoff = |name: &str, label: &str, hint: &str| {
        with(Field::text(words, name, words.say(label)).hint(words.say(hint))).optional()
    };
    WeekPage {
        weeks: weeks(words, hours, today),
        from: with(Field::date(words, "from", words.say("hours-from"))),
        days: WEEK.iter().zip(1..).map(day).collect(),
        cutoffs: vec![
            cutoff("make_up", "hours-make-up", "hours-make-up-hint"),
            cutoff("same_day", "hours-same-day", "hours-same-day-hint"),
            with(Field::number(
                words,
                "last_minutes",
                words.say("hours-last-minutes"),
                words.say("hours-minutes"),
            ))
            .hint(words.say("hours-last-minutes-hint"))
            .optional(),
            cutoff("online_after", "hours-online-after", "hours-online-after-hint"),
        ],
        reason: with(Field::text(words, "reason", words.say("hours-reason"))),
        key: crate::desk::new_key(web),
        save: Button::primary(words.say("hours-save-week")),
        back: Button::link(words.say("cancel")).to("/manage/hours"),
        layout,
        errors,
    }
}
