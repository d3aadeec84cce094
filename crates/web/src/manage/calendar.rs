//! The calendar of the province: its special days ahead, and publishing one more by its legal act.

use super::hours::ahead::{by, day_said, kind_key, special_name};
use crate::components::{Button, Choice, ErrorSummary, Field, Notice, NoticeKind, Problem};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::hours::{AnnouncementInput, HoursLook};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::{DayStatus, SpecialDay};
use lang::Words;

#[derive(Template)]
#[template(path = "manage/calendar.html")]
struct CalendarPage {
    layout: Layout,
    errors: ErrorSummary,
    version: String,
    days: Vec<Line>,
    published: Vec<Line>,
    key: String,
    fields: Vec<Field>,
    publish: Button,
}

struct Line {
    day: String,
    what: String,
    why: String,
    sure: bool,
}

/// `GET /manage/calendar`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let mut page = page(&web, &visit, &Fields::default(), Vec::new()).await?;
    let words = visit.words;
    let said = visit.asked().get("said") == "published";
    page.layout.notice =
        said.then(|| Notice::new(words, NoticeKind::Success, words.say("calendar-said-published")));
    Ok(html(&page))
}

/// `POST /manage/calendar`
pub async fn publish(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).to_owned();
    let input = AnnouncementInput {
        date: typed("date"),
        kind: typed("kind"),
        make_up: typed("make_up"),
        name_vi: typed("name_vi"),
        name_en: typed("name_en"),
        act: typed("act"),
    };
    let Err(error) = web.app.calendar_publish(&visit.actor()?, &input, sent.once()).await else {
        return Ok(Redirect::to("/manage/calendar?said=published").into_response());
    };
    let code = status(&error);
    let problems = show::form_error(visit.words, error, str::to_owned)?;
    let mut response = html(&page(&web, &visit, &sent.fields, problems).await?);
    *response.status_mut() = code;
    Ok(response)
}

async fn page(
    web: &Web,
    visit: &Visit,
    typed: &Fields,
    problems: Vec<Problem>,
) -> Result<CalendarPage, Fail> {
    let (words, today) = (visit.words, web.app.now().day());
    let look = web.app.hours_look(&visit.actor()?).await?;
    let errors = ErrorSummary { words, problems };
    let with = |field: Field| {
        let (name, error) = (field.name.clone(), errors.of(&field.name));
        let value = typed.get(&name).to_owned();
        if value.is_empty() { field.error(error) } else { field.value(value).error(error) }
    };
    let kind = |value: &str, key: &str| Choice::new(value, words.say(key));
    let kinds = vec![
        kind("holiday", "day-kind-holiday"),
        kind("compensation", "day-kind-compensation"),
        kind("swap", "day-kind-swap-off"),
        kind("ordinary", "day-kind-ordinary"),
    ];
    let chosen = if typed.get("kind").is_empty() { "holiday" } else { typed.get("kind") };
    let text = |name: &str, key: &str| Field::text(words, name, words.say(key));
    let kinds = Field::radios(words, "kind", words.say("calendar-kind"), kinds).value(chosen);
    Ok(CalendarPage {
        layout: web.layout(visit, words.say("nav-calendar"), Area::Calendar),
        version: look.calendar.as_ref().map_or_else(
            || words.say("calendar-version-none"),
            |c| {
                let version = words.say_one("calendar-version", "version", c.version);
                format!("{version} {}", by(words, c))
            },
        ),
        days: look
            .hours
            .calendar()
            .days()
            .iter()
            .filter(|d| d.date >= today)
            .map(|d| line(words, &look, d))
            .collect(),
        published: published(words, &look),
        key: crate::desk::new_key(web),
        fields: vec![
            with(Field::date(words, "date", words.say("hours-day"))),
            kinds.error(errors.of("kind")),
            with(Field::date(words, "make_up", words.say("calendar-make-up"))).optional(),
            with(text("name_vi", "calendar-name-vi")),
            with(text("name_en", "calendar-name-en")).optional(),
            with(text("act", "calendar-act").hint(words.say("calendar-act-hint"))),
        ],
        publish: Button::primary(words.say("calendar-publish")),
        errors,
    })
}

fn line(words: &Words, look: &HoursLook, day: &SpecialDay) -> Line {
    Line {
        day: day_said(words, day.date),
        what: words.say(kind_key(day.kind)),
        why: special_name(words, look.hours.calendar(), day.date),
        sure: day.status == DayStatus::Official,
    }
}

/// What the province itself published, with its acts.
fn published(words: &Words, look: &HoursLook) -> Vec<Line> {
    let lines = look.calendar.iter().flat_map(|c| c.body.lines.iter().rev());
    let line = |l: &domain::calendar::PublishedDay| Line {
        day: day_said(words, l.date),
        what: words.say(l.kind.map_or("day-kind-ordinary", kind_key)),
        why: format!("{} · {}", l.name_vi, l.act),
        sure: true,
    };
    lines.map(line).collect()
}
