//! The information page of an office: when it is open, how long one waits now, how to reach it, who works
//! there, what can be asked for, the published figures.

use super::home::{gauge, total};
use super::{Month, say};
use crate::components::{Gauge, Link, WeekHours};
use crate::frame::{Area, Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::manage::hours::ahead::{Ahead, ahead, today, weeks};
use crate::show;
use app::places::{Load, Staff};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::packs::catalogue::DecidingTier;
use domain::places::{Announcement, OfficeInfo};
use domain::units::{Tier, Unit};
use domain::words::Day;
use lang::Words;
use std::collections::{BTreeMap, HashMap};

/// How many days that differ are shown, and how many fields of work.
const DAYS: usize = 6;
const FIELDS: usize = 8;

/// Something announced.
pub struct Told {
    /// In a few words.
    pub title: String,
    /// The rest.
    pub text: String,
    /// From when to when.
    pub span: String,
}

/// How it is at the counter.
struct Now {
    said: String,
    seen: String,
    near: Vec<Link>,
}

/// How to reach the office.
struct Reach {
    address: String,
    map: Option<(String, String)>,
    phone: Option<(String, String)>,
    email: String,
    paying: Vec<String>,
}

#[derive(Template)]
#[template(path = "portal/unit.html")]
struct UnitPage {
    layout: Layout,
    under: Option<Link>,
    told: Vec<Told>,
    now: Option<Now>,
    today: String,
    weeks: Vec<WeekHours>,
    ahead: Vec<Ahead>,
    reach: Reach,
    staff: Vec<Staff>,
    services: String,
    fields: Vec<(Link, usize)>,
    gauge: Gauge,
    cutoff: String,
    rates: String,
    api: String,
}

/// `GET /units/{code}`
pub async fn show(State(web): State<Web>, visit: Visit, Path(code): Path<String>) -> Result<Response, Fail> {
    let words = visit.words;
    let unit = web.app.office(&code)?;
    let (info, loads) = (web.app.office_info(&unit.id), web.app.loads().await?);
    let (world, day, month) = (web.app.world(), web.app.now().day(), Month::this(web.app.now().day()));
    let mut layout = web.layout(&visit, unit.full_name.clone(), Area::Public);
    layout.breadcrumbs =
        vec![Link::new("/", words.say("home")), Link::new("/units", words.say("places-title"))];
    let hours = world.hours(&unit.id);
    let province = unit.tier == Tier::Province;
    let rates = web.app.rates(month.from, month.to).await?;
    let own: Vec<_> = rates.into_iter().filter(|r| province || r.unit == unit.id).collect();
    let rate = total(&own, web.app.figures_cutoff(month.to));
    let (services, fields) = services(&web, words, &unit);
    let code = encode(unit.code.as_str());
    let rates = if province { "/rates".to_owned() } else { format!("/rates/{code}") };
    let on_time = if province {
        words.say("portal-on-time-this-month")
    } else {
        words.say_one("portal-on-time-in", "month", month.said())
    };
    Ok(html(&UnitPage {
        layout,
        under: (!province).then(|| centre(&web)),
        told: info.announced_on(day).map(|a| told(words, a)).collect(),
        now: loads.get(&unit.id).map(|load| now(&web, words, &unit, load, &loads)),
        today: today(words, hours, day),
        weeks: weeks(words, hours, day),
        ahead: ahead(words, hours, day).into_iter().take(DAYS).collect(),
        reach: reach(&info),
        staff: web.app.office_staff(&unit.id).await?,
        services,
        fields,
        gauge: Gauge { href: Some(rates.clone()), ..gauge(words, on_time, rate) },
        cutoff: show::moment(words, rate.cutoff),
        rates,
        api: format!("/api/v1/units/{code}"),
    }))
}

fn centre(web: &Web) -> Link {
    let province = web.app.province();
    Link::new(format!("/units/{}", encode(province.code())), web.app.world().unit_name(&province))
}

/// An announcement in the reader's words; its text is the unit's.
pub fn told(words: &Words, a: &Announcement) -> Told {
    let day = |d: Day| show::day(words, d);
    let span = words.say_with("places-span", &[("from", day(a.from).into()), ("until", day(a.until).into())]);
    Told { title: a.title.clone(), text: a.text.clone(), span }
}

/// How long one waits, in a sentence.
pub fn load_said(words: &Words, load: &Load) -> String {
    if load.minutes == 0 {
        return words.say("places-no-wait");
    }
    let args = [("minutes", load.minutes.into()), ("waiting", load.waiting.into())];
    words.say_with("places-wait", &args)
}

fn now(
    web: &Web,
    words: &Words,
    unit: &Unit,
    load: &Load,
    loads: &HashMap<domain::words::UnitId, Load>,
) -> Now {
    let world = web.app.world();
    let near = web.app.nearer(&unit.id, loads).into_iter().map(|near| {
        let (id, load) = near.office;
        let args = [
            ("unit", world.unit_name(&id).into()),
            ("far", far(words, near.metres).into()),
            ("minutes", load.minutes.into()),
        ];
        let key = if load.minutes == 0 { "places-near-free" } else { "places-near" };
        Link::new(format!("/units/{}", encode(id.code())), words.say_with(key, &args))
    });
    Now {
        said: load_said(words, load),
        near: near.collect(),
        seen: words.say_one("places-seen", "time", show::time(words, load.at)),
    }
}

/// A distance as people say it: to the kilometre, below one in metres.
fn far(words: &Words, metres: u32) -> String {
    if metres < 950 {
        return words.say_one("places-metres", "count", metres.div_ceil(50) * 50);
    }
    words.say_one("places-kilometres", "count", (metres + 500) / 1_000)
}

fn reach(info: &OfficeInfo) -> Reach {
    Reach {
        address: info.address.clone(),
        map: info.spot.map(|spot| {
            let (lat, lon) = (spot.lat(), spot.lon());
            (format!("geo:{lat},{lon}"), format!("{lat}, {lon}"))
        }),
        phone: info.phone.as_ref().map(|phone| (format!("tel:+{}", phone.as_str()), phone.dialled())),
        email: info.email.clone(),
        paying: info.paying.lines().map(str::to_owned).collect(),
    }
}

/// How many procedures the office decides, and the largest fields of work among them.
fn services(web: &Web, words: &Words, unit: &Unit) -> (String, Vec<(Link, usize)>) {
    let tier = if unit.tier == Tier::Province { DecidingTier::Province } else { DecidingTier::Commune };
    let catalogue = web.app.catalogue();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for running in catalogue.public().filter(|r| r.definition.facts.tiers.contains(&tier)) {
        *counts.entry(running.definition.facts.field.as_str()).or_default() += 1;
    }
    let args = [("count", counts.values().sum::<usize>().into()), ("fields", counts.len().into())];
    let said = words.say_with("places-services-count", &args);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), domain::words::fold(name)));
    let link = |(name, count): (&str, usize)| {
        (Link::new(format!("/procedures?field={}", encode(name)), say::brief(name)), count)
    };
    (said, counts.into_iter().take(FIELDS).map(link).collect())
}
