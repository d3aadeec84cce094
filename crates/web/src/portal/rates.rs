//! The published on-time rates: the province, and every unit of it, as a page and as a file.

mod asked;
mod lines;

use asked::{Asked, By, Sorting};
use lines::{Line, lines};

use super::home::{gauge, total};
use super::{Month, say};
use crate::components::{Button, Cell, Column, ColumnKind, Empty, Field, Gauge, Link, Row, Table, TableUse};
use crate::frame::{Area, Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::show;
use app::UnitRate;
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::indicators::Rate;
use domain::words::fold;
use lang::Words;
use std::fmt::Write as _;

#[derive(Template)]
#[template(path = "portal/rates.html")]
struct Rates {
    layout: Layout,
    month: Field,
    units: Field,
    hidden: Vec<(&'static str, String)>,
    name: Field,
    found: String,
    all: String,
    note: String,
    sort: String,
    sentence: String,
    gauge: Gauge,
    cutoff: String,
    csv: String,
    table: Table,
}

/// `GET /rates?month=&units=&sort=&name=`: the sums are the whole province's, whichever names are looked for.
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, fields) = (visit.words, visit.asked());
    let today = web.app.now().day();
    let asked = Asked::read(&fields, today);
    let month = asked.month;
    let mut lines = lines(&web, words, &asked).await?;
    let sort = Sorting::asked(&fields);
    sort.put(&mut lines);
    let units: Vec<UnitRate> = lines.iter().map(|l| l.rate.clone()).collect();
    let rate = total(&units, web.app.figures_cutoff(month.to));
    let mut layout =
        web.layout(&visit, words.say_one("portal-rates-title", "month", month.said()), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    // From the beginning of any word of the name.
    let folded = format!(" {}", fold(&asked.name));
    lines.retain(|l| format!(" {}", fold(&l.name)).contains(&folded));
    let found = [("count", lines.len().into()), ("text", asked.name.as_str().into())];
    let found = words.say_with("portal-rates-found", &found);
    let province = web.app.world().unit_name(&web.app.province());
    let gauge =
        Gauge { href: None, ..gauge(words, words.say_one("portal-on-time-of", "unit", province), rate) };
    Ok(html(&Rates {
        layout,
        month: Field::select(words, "month", words.say("portal-choose-month"), month.choices(words, today)),
        units: asked.units_field(&web, words),
        hidden: asked.hidden(),
        name: Field::search(words, "name", words.say("portal-rates-name")).value(asked.name.as_str()),
        found: if asked.name.is_empty() { String::new() } else { found },
        all: asked.link("/rates"),
        note: asked.units.map(|_| words.say("portal-rates-grouped")).unwrap_or_default(),
        sort: asked.sort.clone(),
        sentence: sentence(words, &units),
        gauge,
        cutoff: show::moment(words, rate.cutoff),
        csv: asked.link("/rates.csv"),
        table: table(words, &asked, &lines, sort),
    }))
}

/// `GET /rates.csv?month=&units=`
pub async fn csv(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (fields, today) = (visit.asked(), web.app.now().day());
    let month = match Month::of_file(fields.get("month"), today) {
        Ok(month) => month,
        Err(wrong) => return Ok(wrong.answered(StatusCode::BAD_REQUEST, "unreadable")),
    };
    let asked = Asked::read(&fields, today);
    let mut lines = lines(&web, visit.words, &asked).await?;
    Sorting { by: By::Name, down: false }.put(&mut lines);
    // The mark at the front makes spreadsheets read Vietnamese as it is written.
    let head =
        "month,unit,name,received,resolved,on_time,late,overdue,numerator,denominator,rate_percent,cutoff";
    let mut text = format!("\u{feff}{head}\r\n");
    for Line { code, name, rate: u, .. } in &lines {
        let Rate { numerator, denominator, cutoff } = u.rate;
        let points = u.rate.basis_points();
        let percent = points.map(|p| format!("{}.{:02}", p / 100, p % 100)).unwrap_or_default();
        let (name, resolved) = (name.replace('"', "\"\""), u.on_time + u.late);
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
    let units = asked.units.map(|day| format!("-units-{day}")).unwrap_or_default();
    let file = format!("attachment; filename=\"rates-{}{units}.csv\"", month.key());
    let kind = "text/csv; charset=utf-8".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, file)], text).into_response())
}

fn table(words: &'static Words, asked: &Asked, lines: &[Line], sort: Sorting) -> Table {
    let row = |line: &Line| {
        let u = &line.rate;
        let number = |n| Cell::Text(say::number(words, n));
        let open = match (&line.under, line.linked) {
            (under, true) => Cell::Open {
                href: format!("/rates/{}?month={}", encode(u.unit.code()), asked.month.key()),
                text: line.shown.clone(),
                under: under.clone(),
            },
            (Some(under), false) => Cell::Lines(line.shown.clone(), under.clone()),
            (None, false) => Cell::Text(line.shown.clone()),
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
        Row { id: line.code.clone(), name: line.shown.clone(), cells }
    };
    let sorted = |kind, key: &str, by, name: &str| Column {
        sort: Some(sort.column(asked, by, name)),
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
        empty: none(words, asked),
    }
}

/// No unit of that name, or no unit at all.
fn none(words: &Words, asked: &Asked) -> Empty {
    if asked.name.is_empty() {
        return Empty { title: words.say("portal-no-units"), text: String::new(), button: None };
    }
    Empty {
        title: words.say_one("portal-rates-none", "text", asked.name.as_str()),
        text: words.say("portal-rates-none-next"),
        button: Some(Button::quiet(words.say("portal-each-unit")).to(asked.link("/rates"))),
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
