//! The published on-time rates: the province, and every unit of it, as a page and as a file.

use super::home::{gauge, total};
use super::{Month, say};
use crate::components::{
    Button, Cell, Column, ColumnKind, Empty, Field, Gauge, Link, Order, Row, Sort, Table, TableUse,
};
use crate::frame::{Area, Fail, Fields, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::show;
use app::UnitRate;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::indicators::Rate;
use domain::words::{UnitId, fold};
use lang::Words;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Most characters of a name that is looked for.
const NAME: usize = 60;

/// A unit's line: its name and its numbers.
struct Line {
    name: String,
    rate: UnitRate,
}

#[derive(Template)]
#[template(path = "portal/rates.html")]
struct Rates {
    layout: Layout,
    month: Field,
    month_key: String,
    name: Field,
    found: String,
    sort: String,
    sentence: String,
    gauge: Gauge,
    cutoff: String,
    csv: String,
    table: Table,
}

/// `GET /rates?month=&sort=&name=`: the sums are the whole province's, whichever names are looked for.
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, asked) = (visit.words, visit.asked());
    let today = web.app.now().day();
    let month = Month::asked(asked.get("month"), today);
    let mut lines = lines(&web, words, month).await?;
    let sort = Sorting::asked(&asked);
    sort.put(&mut lines);
    let units: Vec<UnitRate> = lines.iter().map(|l| l.rate.clone()).collect();
    let rate = total(&units, web.app.figures_cutoff(month.to));
    let mut layout =
        web.layout(&visit, words.say_one("portal-rates-title", "month", month.said()), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let wanted: String = asked.get("name").trim().chars().take(NAME).collect();
    // From the beginning of any word of the name.
    let folded = format!(" {}", fold(&wanted));
    lines.retain(|l| format!(" {}", fold(&l.name)).contains(&folded));
    let found = [("count", lines.len().into()), ("text", wanted.as_str().into())];
    let found = words.say_with("portal-rates-found", &found);
    let province = web.app.world().unit_name(&web.app.settings().province);
    let gauge =
        Gauge { href: None, ..gauge(words, words.say_one("portal-on-time-of", "unit", province), rate) };
    Ok(html(&Rates {
        layout,
        month: Field::select(words, "month", words.say("portal-choose-month"), month.choices(words, today)),
        month_key: month.key(),
        name: Field::search(words, "name", words.say("portal-rates-name")).value(wanted.as_str()),
        found: if wanted.is_empty() { String::new() } else { found },
        sort: asked.get("sort").to_owned(),
        sentence: sentence(words, &units),
        gauge,
        cutoff: show::moment(words, rate.cutoff),
        csv: format!("/rates.csv?month={}", month.key()),
        table: table(words, month, &lines, sort, &wanted),
    }))
}

/// `GET /rates.csv?month=`
pub async fn csv(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let month = Month::asked(visit.asked().get("month"), web.app.now().day());
    let mut lines = lines(&web, visit.words, month).await?;
    Sorting { by: By::Name, down: false }.put(&mut lines);
    // The mark at the front makes spreadsheets read Vietnamese as it is written.
    let head =
        "month,unit,name,received,resolved,on_time,late,overdue,numerator,denominator,rate_percent,cutoff";
    let mut text = format!("\u{feff}{head}\r\n");
    for Line { name, rate: u } in &lines {
        let Rate { numerator, denominator, cutoff } = u.rate;
        let points = u.rate.basis_points();
        let percent = points.map(|p| format!("{}.{:02}", p / 100, p % 100)).unwrap_or_default();
        let (code, name, resolved) = (u.unit.code(), name.replace('"', "\"\""), u.on_time + u.late);
        // Writing to a String can't fail.
        let _ = write!(
            text,
            "{},{code},\"{name}\",{},{resolved},{},{},{},{numerator},{denominator},{percent},{}\r\n",
            month.key(),
            u.received,
            u.on_time,
            u.late,
            u.overdue,
            cutoff.rfc3339()
        );
    }
    let file = format!("attachment; filename=\"rates-{}.csv\"", month.key());
    let kind = "text/csv; charset=utf-8".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, file)], text).into_response())
}

/// Every unit of the province that existed in the month, and every other one that has something to show.
async fn lines(web: &Web, words: &Words, month: Month) -> Result<Vec<Line>, Fail> {
    let world = web.app.world();
    let rates = web.app.rates(month.from, month.to).await?;
    let cutoff = web.app.figures_cutoff(month.to);
    let none = |unit: UnitId| UnitRate {
        unit,
        received: 0,
        received_online: 0,
        on_time: 0,
        late: 0,
        overdue: 0,
        rate: Rate::on_time(0, 0, 0, cutoff),
    };
    let mut units: BTreeMap<UnitId, UnitRate> = BTreeMap::new();
    for unit in world.units.children(&web.app.settings().province) {
        if unit.exists_on(month.to) {
            units.insert(unit.id.clone(), none(unit.id.clone()));
        }
    }
    units.extend(rates.into_iter().map(|r| (r.unit.clone(), r)));
    let name = |unit: &UnitId| {
        let name = world.unit_name(unit);
        // The province's own line is its centre's counter, not the sum of the others.
        if *unit == web.app.settings().province { words.say_one("portal-centre", "unit", name) } else { name }
    };
    Ok(units.into_values().map(|rate| Line { name: name(&rate.unit), rate }).collect())
}

/// By what the units stand in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Name,
    Rate,
    Volume,
}

#[derive(Clone, Copy)]
struct Sorting {
    by: By,
    down: bool,
}

impl Sorting {
    /// `name`, `rate`, `volume`, with `-` in front for the other way round. The busiest first when nothing is
    /// asked.
    fn asked(asked: &Fields) -> Self {
        let text = asked.get("sort");
        let (down, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        match name {
            "name" => Self { by: By::Name, down },
            "rate" => Self { by: By::Rate, down },
            "volume" => Self { by: By::Volume, down },
            _ => Self { by: By::Volume, down: true },
        }
    }

    fn put(self, lines: &mut [Line]) {
        lines.sort_by_cached_key(|l| fold(&l.name));
        match (self.by, self.down) {
            (By::Name, false) => {}
            (By::Name, true) => lines.reverse(),
            (By::Volume, false) => lines.sort_by_key(|l| l.rate.received),
            (By::Volume, true) => lines.sort_by_key(|l| Reverse(l.rate.received)),
            // A unit without a rate comes last, whichever way the others go.
            (By::Rate, false) => lines.sort_by_key(|l| l.rate.rate.basis_points().unwrap_or(u64::MAX)),
            (By::Rate, true) => {
                lines.sort_by_key(|l| Reverse(l.rate.rate.basis_points().map_or(0, |p| p + 1)));
            }
        }
    }

    /// The heading's link: the other way round where it is the order already.
    fn column(self, month: Month, by: By, name: &str, wanted: &str) -> Sort {
        let order = if self.down { Order::Down } else { Order::Up };
        let order = (self.by == by).then_some(order);
        // Names begin with the first, numbers with the largest.
        let down = order.map_or(by != By::Name, |o| o == Order::Up);
        let sign = if down { "-" } else { "" };
        let wanted = if wanted.is_empty() { String::new() } else { format!("&name={}", encode(wanted)) };
        Sort { href: format!("/rates?month={}&sort={sign}{name}{wanted}", month.key()), order }
    }
}

fn table(words: &'static Words, month: Month, lines: &[Line], sort: Sorting, wanted: &str) -> Table {
    let row = |Line { name, rate: u }: &Line| {
        let number = |n| Cell::Text(say::number(words, n));
        let open = Cell::Open {
            href: format!("/rates/{}?month={}", encode(u.unit.code()), month.key()),
            text: name.clone(),
            under: None,
        };
        let cells = vec![
            open,
            rate_cell(words, u.rate),
            number(u.received),
            number(u.on_time + u.late),
            number(u.on_time),
            number(u.late),
            number(u.overdue),
        ];
        Row { id: u.unit.code().to_owned(), name: name.clone(), cells }
    };
    let sorted = |kind, key: &str, by, name: &str| Column {
        sort: Some(sort.column(month, by, name, wanted)),
        ..Column::new(kind, words.say(key))
    };
    let number = |key: &str| Column::new(ColumnKind::Number, words.say(key));
    Table {
        words,
        caption: words.say("portal-each-unit"),
        usage: TableUse::Reading,
        columns: vec![
            sorted(ColumnKind::First, "portal-unit", By::Name, "name"),
            sorted(ColumnKind::Number, "portal-rate", By::Rate, "rate"),
            sorted(ColumnKind::Number, "portal-received", By::Volume, "volume"),
            number("portal-resolved"),
            number("portal-on-time"),
            number("portal-late"),
            number("portal-overdue"),
        ],
        rows: lines.iter().map(row).collect(),
        bulk: None,
        paging: None,
        empty: none(words, month, wanted),
    }
}

/// No unit of that name, or no unit at all.
fn none(words: &Words, month: Month, wanted: &str) -> Empty {
    if wanted.is_empty() {
        return Empty { title: words.say("portal-no-units"), text: String::new(), button: None };
    }
    Empty {
        title: words.say_one("portal-rates-none", "text", wanted),
        text: words.say("portal-rates-none-next"),
        button: Some(
            Button::quiet(words.say("portal-each-unit")).to(format!("/rates?month={}", month.key())),
        ),
    }
}

/// A rate with its two numbers; a dash where nothing counts yet.
pub(super) fn rate_cell(words: &Words, rate: Rate) -> Cell {
    if rate.denominator == 0 {
        return Cell::Text(words.share(0, 0));
    }
    let (part, whole) = (say::count(rate.numerator), say::count(rate.denominator));
    let parts = format!("{}/{}", words.number(part), words.number(whole));
    Cell::Lines(words.share(part, whole), parts)
}

fn sentence(words: &Words, units: &[UnitRate]) -> String {
    let sum = |of: fn(&UnitRate) -> u64| say::number(words, units.iter().map(of).sum());
    let args = [
        ("received", sum(|u| u.received).into()),
        ("resolved", sum(|u| u.on_time + u.late).into()),
        ("late", sum(|u| u.late).into()),
        ("overdue", sum(|u| u.overdue).into()),
    ];
    words.say_with("portal-rates-sentence", &args)
}
