//! The first page: what do you need, where is my dossier, does the office keep its word.

use super::{Month, say};
use crate::components::{Gauge, Link, SearchBox, SearchSize};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::UnitRate;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::indicators::Rate;
use domain::words::Moment;
use lang::Words;

/// How many procedures are named under the box.
const COMMON: u32 = 6;
/// Over how many days what is asked for most is counted.
const COMMON_DAYS: i64 = 30;
/// What is asked for most before anything has been received: birth, marriage, death, single status, copies,
/// signatures.
const FIRST: [&str; 6] = ["1.001193", "1.000894", "1.000656", "1.004873", "2.000815", "2.000884"];

#[derive(Template)]
#[template(path = "portal/home.html")]
struct Home {
    layout: Layout,
    search: SearchBox,
    track: SearchBox,
    common: Vec<Link>,
    all: String,
    ways: Vec<Link>,
    gauge: Gauge,
    cutoff: String,
}

/// `GET /`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let month = Month::this(web.app.now().day());
    let units = web.app.rates(month.from, month.to).await?;
    let rate = total(&units, web.app.figures_cutoff(month.to));
    let mut layout = web.layout(&visit, words.say("portal-home-title"), Area::Public);
    layout.nav.retain(|item| item.href != "/");
    let search = SearchBox {
        words,
        action: "/procedures".to_owned(),
        name: "q".to_owned(),
        label: words.say("portal-ask"),
        value: String::new(),
        button: None,
        size: SearchSize::Large,
    };
    let track = SearchBox {
        action: "/track".to_owned(),
        name: "code".to_owned(),
        label: words.say("portal-track"),
        button: Some(words.say("show")),
        size: SearchSize::Row,
        ..search.clone()
    };
    Ok(html(&Home {
        layout,
        search,
        track,
        common: common(&web, words).await?,
        all: words.say_one("portal-all-procedures", "count", web.app.catalogue().public().count()),
        ways: ways(&web, &visit).await?,
        gauge: gauge(words, words.say("portal-on-time-this-month"), rate),
        cutoff: show::moment(words, rate.cutoff),
    }))
}

/// Where else one goes from here: what is one's own first.
async fn ways(web: &Web, visit: &Visit) -> Result<Vec<Link>, Fail> {
    let feedback = web.app.feedback_taken().await?;
    let all = [
        (visit.citizen.is_some(), "/citizen", "own-dossiers"),
        (true, "/apply", "own-apply"),
        (true, "/units", "places-find"),
        (feedback, "/feedback", "feedback-title"),
    ];
    let there = all.into_iter().filter(|(there, ..)| *there);
    Ok(there.map(|(_, href, key)| Link::new(href, visit.words.say(key))).collect())
}

/// What was asked for most lately, and then what usually is.
async fn common(web: &Web, words: &Words) -> Result<Vec<Link>, Fail> {
    let today = web.app.now().day();
    let asked = web.app.procedures_received(today.plus(1 - COMMON_DAYS), today, COMMON).await?;
    let catalogue = web.app.catalogue();
    let mut found: Vec<_> = asked.iter().filter_map(|(code, _)| catalogue.get(code)).collect();
    for running in FIRST.iter().filter_map(|code| catalogue.find(code)) {
        if found.len() < FIRST.len() && found.iter().all(|r| r.definition.code() != running.definition.code())
        {
            found.push(running);
        }
    }
    let link = |d: &domain::packs::Definition| {
        Link::new(format!("/procedures/{}", d.code()), say::brief(show::procedure(words, d)))
    };
    Ok(found.into_iter().map(|r| link(&r.definition)).collect())
}

/// The rate of all units together.
pub(super) fn total(units: &[UnitRate], cutoff: Moment) -> Rate {
    let sum = |of: fn(&UnitRate) -> u64| units.iter().map(of).sum();
    Rate::on_time(sum(|u| u.on_time), sum(|u| u.late), sum(|u| u.overdue), cutoff)
}

/// A rate as a picture with its two numbers.
pub(super) fn gauge(words: &'static Words, title: String, rate: Rate) -> Gauge {
    Gauge {
        words,
        id: "rate".to_owned(),
        title,
        part: say::count(rate.numerator),
        whole: say::count(rate.denominator),
        goal: None,
        href: Some("/rates".to_owned()),
    }
}
