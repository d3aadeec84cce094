//! What the unit's information page says: where the office is, how to reach it, what it announces.

use crate::components::{Button, ErrorSummary, Field, Link, Notice, NoticeKind, Problem};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, encode, html, status};
use crate::layout::Layout;
use crate::portal::unit::told;
use crate::show;
use app::AppError;
use app::places::{InfoInput, ToAnnounce};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::places::OfficeInfo;

/// An announcement that stands or will.
struct Line {
    number: u32,
    title: String,
    text: String,
    span: String,
}

#[derive(Template)]
#[template(path = "manage/info.html")]
struct InfoPage {
    layout: Layout,
    errors: ErrorSummary,
    key: String,
    page: Link,
    reach: Vec<Field>,
    save: Button,
    lines: Vec<Line>,
    announcing: Vec<Field>,
    announce: Button,
}

/// `GET /manage/info`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let mut page = page(&web, &visit, None, Vec::new())?;
    let key = match visit.asked().get("said") {
        "saved" => Some("info-said-saved"),
        "announced" => Some("info-said-announced"),
        "withdrawn" => Some("info-said-withdrawn"),
        _ => None,
    };
    page.layout.notice = key.map(|k| Notice::new(visit.words, NoticeKind::Success, visit.words.say(k)));
    Ok(html(&page))
}

/// `POST /manage/info`
pub async fn save(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).to_owned();
    let input = InfoInput {
        address: typed("address"),
        lat: typed("lat"),
        lon: typed("lon"),
        phone: typed("phone"),
        email: typed("email"),
        paying: typed("paying"),
    };
    let saved = web.app.info_set(&visit.actor()?, &input, sent.once()).await;
    answer(&web, &visit, &sent, saved.map(|()| "saved"))
}

/// `POST /manage/info/announce`
pub async fn announce(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).to_owned();
    let (title, text, from, until) = (typed("title"), typed("text"), typed("from"), typed("until"));
    let input = ToAnnounce { title, text, from, until };
    let announced = web.app.announce(&visit.actor()?, &input, sent.once()).await;
    answer(&web, &visit, &sent, announced.map(|()| "announced"))
}

/// `POST /manage/info/withdraw`
pub async fn withdraw(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let number = sent.fields.get("number").parse().map_err(|_| AppError::NotFound)?;
    let taken = web.app.announcement_withdraw(&visit.actor()?, number, sent.once()).await;
    answer(&web, &visit, &sent, taken.map(|()| "withdrawn"))
}

/// Says what was done, or gives the form back as it was typed.
fn answer(
    web: &Web,
    visit: &Visit,
    sent: &Sent,
    done: Result<&'static str, AppError>,
) -> Result<Response, Fail> {
    let error = match done {
        Ok(said) => return Ok(Redirect::to(&format!("/manage/info?said={said}")).into_response()),
        Err(error) => error,
    };
    let code = status(&error);
    let problems = show::form_error(visit.words, error, str::to_owned)?;
    let mut response = html(&page(web, visit, Some(&sent.fields), problems)?);
    *response.status_mut() = code;
    Ok(response)
}

fn page(web: &Web, visit: &Visit, typed: Option<&Fields>, problems: Vec<Problem>) -> Result<InfoPage, Fail> {
    let (words, today, actor) = (visit.words, web.app.now().day(), visit.actor()?);
    let info = web.app.office_info(&actor.unit);
    let errors = ErrorSummary { words, problems };
    let kept = of_record(&info);
    let with = |field: Field| {
        let name = field.name.clone();
        // One of the two forms was sent; the other one says what is on record.
        let sent = typed.filter(|fields| fields.has(&name)).map(|fields| fields.get(&name).to_owned());
        let known = || kept.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default();
        field.value(sent.unwrap_or_else(known)).error(errors.of(&name))
    };
    let line = |name: &str, key: &str| Field::text(words, name, words.say(key));
    let hinted = |name: &str, key: &str, hint: &str| line(name, key).hint(words.say(hint));
    let reach = vec![
        with(hinted("address", "places-address", "info-address-hint")).optional(),
        with(hinted("lat", "info-lat", "info-lat-hint")).optional(),
        with(hinted("lon", "info-lon", "info-lon-hint")).optional(),
        with(Field::phone(words, "phone", words.say("places-phone"))).optional(),
        with(Field::email(words, "email", words.say("places-email"))).optional(),
        with(
            Field::text_area(words, "paying", words.say("info-paying"), 3)
                .hint(words.say("info-paying-hint")),
        )
        .optional(),
    ];
    let announcing = vec![
        with(hinted("title", "info-announcement", "info-announcement-hint")),
        with(Field::text_area(words, "text", words.say("info-text"), 4)).optional(),
        with(Field::date(words, "from", words.say("info-from"))).optional(),
        with(Field::date(words, "until", words.say("info-until"))),
    ];
    let lines = info.announced_from(today).map(|a| {
        let told = told(words, a);
        Line { number: a.number, title: told.title, text: told.text, span: told.span }
    });
    let own = format!("/units/{}", encode(actor.unit.code()));
    Ok(InfoPage {
        layout: web.layout(visit, words.say("info-title"), Area::Hours),
        key: crate::desk::new_key(web),
        page: Link::new(own, words.say("info-see")),
        reach,
        save: Button::primary(words.say("info-save")),
        lines: lines.collect(),
        announcing,
        announce: Button::quiet(words.say("info-announce")),
        errors,
    })
}

/// What is on record, by field.
fn of_record(info: &OfficeInfo) -> [(&'static str, String); 6] {
    [
        ("address", info.address.clone()),
        ("lat", info.spot.map(domain::places::Spot::lat).unwrap_or_default()),
        ("lon", info.spot.map(domain::places::Spot::lon).unwrap_or_default()),
        ("phone", info.phone.as_ref().map(domain::words::Phone::dialled).unwrap_or_default()),
        ("email", info.email.clone()),
        ("paying", info.paying.clone()),
    ]
}
