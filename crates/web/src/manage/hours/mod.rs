//! When the unit is open: the week as a picture, the days ahead that differ, and closing or opening a day.

pub mod ahead;
pub mod week;

use crate::components::{Button, Choice, ErrorSummary, Field, Notice, NoticeKind, Problem, WeekHours};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
pub(crate) use ahead::sessions_said;
use ahead::{Ahead, Past};
use app::AppError;
use app::hours::{ClosureInput, OpeningInput};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Right, may};

#[derive(Template)]
#[template(path = "manage/hours/hours.html")]
struct HoursPage {
    layout: Layout,
    errors: ErrorSummary,
    today: String,
    weeks: Vec<WeekHours>,
    ahead: Vec<Ahead>,
    past: Vec<Past>,
    key: String,
    close: Vec<Field>,
    open: Vec<Field>,
    change: Button,
    info: Button,
    /// Where the leader sees which promises would change.
    recount: Option<Button>,
    close_button: Button,
    open_button: Button,
}

/// `GET /manage/hours`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let mut page = page(&web, &visit, &Fields::default(), Vec::new()).await?;
    page.layout.notice = done(&visit);
    Ok(html(&page))
}

/// `POST /manage/hours/close`
pub async fn close(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).to_owned();
    let input = ClosureInput {
        day: typed("day"),
        until: typed("until"),
        part: typed("part"),
        reason: typed("reason"),
    };
    let closed = web.app.days_close(&visit.actor()?, &input, sent.once()).await;
    answer(&web, &visit, &sent, closed.map(|_| "closed")).await
}

/// `POST /manage/hours/open`
pub async fn open(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).to_owned();
    let (day, sessions, reason) = (typed("open_day"), typed("sessions"), typed("open_reason"));
    let opened =
        web.app.day_open(&visit.actor()?, &OpeningInput { day, sessions, reason }, sent.once()).await;
    answer(&web, &visit, &sent, opened.map(|()| "opened")).await
}

/// `POST /manage/hours/withdraw`
pub async fn withdraw(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let taken = web.app.day_withdraw(&visit.actor()?, sent.fields.get("day"), sent.once()).await;
    answer(&web, &visit, &sent, taken.map(|()| "withdrawn")).await
}

/// Says what was done, or gives the form back as it was typed.
async fn answer(
    web: &Web,
    visit: &Visit,
    sent: &Sent,
    done: Result<&'static str, AppError>,
) -> Result<Response, Fail> {
    let error = match done {
        Ok(said) => return Ok(Redirect::to(&format!("/manage/hours?said={said}")).into_response()),
        Err(error) => error,
    };
    let code = status(&error);
    let problems = show::form_error(visit.words, error, str::to_owned)?;
    let mut response = html(&page(web, visit, &sent.fields, problems).await?);
    *response.status_mut() = code;
    Ok(response)
}

/// What the page before did.
fn done(visit: &Visit) -> Option<Notice> {
    let key = match visit.asked().get("said") {
        "closed" => "hours-said-closed",
        "opened" => "hours-said-opened",
        "withdrawn" => "hours-said-withdrawn",
        "week" => "hours-said-week",
        _ => return None,
    };
    Some(Notice::new(visit.words, NoticeKind::Success, visit.words.say(key)))
}

async fn page(web: &Web, visit: &Visit, typed: &Fields, problems: Vec<Problem>) -> Result<HoursPage, Fail> {
    let (words, now, actor) = (visit.words, web.app.now(), visit.actor()?);
    let look = web.app.hours_look(&actor).await?;
    let errors = ErrorSummary { words, problems };
    let with = |field: Field| {
        let (name, error) = (field.name.clone(), errors.of(&field.name));
        let value = typed.get(&name).to_owned();
        if value.is_empty() { field.error(error) } else { field.value(value).error(error) }
    };
    let part = |value: &str, key: &str| Choice::new(value, words.say(key));
    let parts = vec![
        part("day", "hours-part-day"),
        part("morning", "hours-part-morning"),
        part("afternoon", "hours-part-afternoon"),
    ];
    let chosen = if typed.get("part").is_empty() { "day" } else { typed.get("part") };
    let reason =
        |name| Field::text(words, name, words.say("hours-reason")).hint(words.say("hours-reason-hint"));
    let closing = vec![
        with(Field::date(words, "day", words.say("hours-day"))),
        with(Field::date(words, "until", words.say("hours-until"))).optional(),
        Field::radios(words, "part", words.say("hours-part"), parts).value(chosen).error(errors.of("part")),
        with(reason("reason")),
    ];
    let opening = vec![
        with(Field::date(words, "open_day", words.say("hours-day"))),
        with(
            Field::text(words, "sessions", words.say("hours-sessions"))
                .hint(words.say("hours-sessions-hint")),
        ),
        with(reason("open_reason")),
    ];
    Ok(HoursPage {
        layout: web.layout(visit, words.say("nav-hours"), Area::Hours),
        today: ahead::today(words, &look.hours, now.day()),
        weeks: ahead::weeks(words, &look.hours, now.day()),
        ahead: ahead::ahead(words, &look.hours, now.day()),
        past: ahead::past(words, &look),
        key: crate::desk::new_key(web),
        close: closing,
        open: opening,
        change: Button::quiet(words.say("hours-change-week")).to("/manage/hours/week"),
        info: Button::quiet(words.say("info-title")).to("/manage/info"),
        recount: may(&actor, Right::DossierRecount, &actor.place())
            .then(|| Button::quiet(words.say("recount-see")).to("/desk/recount")),
        close_button: Button::primary(words.say("hours-close")),
        open_button: Button::quiet(words.say("hours-open")),
        errors,
    })
}
