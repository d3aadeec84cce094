//! The published figures of one unit: its rate, day by day, procedure by procedure.

use super::home::gauge;
use super::opinions::Opinions;
use super::rates::rate_cell;
use super::{Month, say};
use crate::components::{
    Cell, Column, ColumnKind, DayBar, DayBars, Empty, Field, Gauge, Link, Row, Table, TableUse,
};
use crate::frame::{Area, Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::board::Board;
use app::catalogue::Catalogue;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::indicators::Rate;
use lang::Words;

#[derive(Template)]
#[template(path = "portal/rate.html")]
struct UnitPage {
    layout: Layout,
    action: String,
    month: Field,
    sentence: String,
    gauge: Gauge,
    days: DayBars,
    cutoff: String,
    procedures: Table,
    opinions: Opinions,
    opinions_csv: String,
}

/// `GET /rates/{unit}?month=`
pub async fn show(State(web): State<Web>, visit: Visit, Path(code): Path<String>) -> Result<Response, Fail> {
    let (words, world, today) = (visit.words, web.app.world(), web.app.now().day());
    let month = Month::asked(visit.asked().get("month"), today);
    let unit = world.unit_at(&code, month.to).ok_or(AppError::NotFound)?;
    if world.province_of(&unit.id) != web.app.province() {
        return Err(AppError::NotFound.into());
    }
    let board = web.app.figures_of(&unit.id, month.from, month.to).await?;
    let satisfaction = web.app.satisfaction_of(&unit.id, month.from, month.to).await?;
    let mut layout = web.layout(&visit, unit.full_name.clone(), Area::Public);
    let back = format!("/rates?month={}", month.key());
    layout.breadcrumbs = vec![
        Link::new("/", words.say("home")),
        Link::new(back, words.say_one("portal-rates-title", "month", month.said())),
    ];
    let title = words.say_one("portal-on-time-in", "month", month.said());
    Ok(html(&UnitPage {
        layout,
        action: format!("/rates/{}", encode(unit.code.as_str())),
        month: Field::select(words, "month", words.say("portal-choose-month"), month.choices(words, today)),
        sentence: sentence(words, &board),
        gauge: Gauge { href: None, ..gauge(words, title, board.rate) },
        days: day_bars(words, &board),
        cutoff: show::moment(words, board.cutoff),
        procedures: procedures(words, &web.app.catalogue(), &board),
        opinions: Opinions::of(&web, words, satisfaction.as_ref()),
        opinions_csv: format!("/ratings.csv?month={}", month.key()),
    }))
}

fn sentence(words: &Words, board: &Board) -> String {
    let number = |n| say::number(words, n);
    let args = [
        ("received", number(board.total.received).into()),
        ("resolved", number(board.total.resolved()).into()),
        ("late", number(board.total.late).into()),
        ("overdue", number(board.counts.late).into()),
    ];
    words.say_with("portal-rates-sentence", &args)
}

fn day_bars(words: &'static Words, board: &Board) -> DayBars {
    let bar = |(day, sums): &(domain::words::Day, app::board::Sums)| DayBar {
        label: format!("{:02}/{:02}", day.0.day(), day.0.month()),
        value: say::count(sums.received),
        href: None,
    };
    let most = board.days.iter().max_by_key(|(_, sums)| sums.received).filter(|(_, sums)| sums.received > 0);
    let description = most.map_or_else(
        || words.say("portal-days-none"),
        |(day, sums)| {
            let args = [("count", sums.received.into()), ("day", show::day(words, *day).into())];
            words.say_with("portal-days-most", &args)
        },
    );
    DayBars {
        words,
        id: "days".to_owned(),
        title: words.say("portal-received-by-day"),
        description,
        days: board.days.iter().map(bar).collect(),
    }
}

fn procedures(words: &'static Words, catalogue: &Catalogue, board: &Board) -> Table {
    let row = |(code, sums): &(domain::words::ProcedureCode, app::board::Sums)| {
        let running = catalogue.get(code);
        let name =
            running.map_or_else(|| code.to_string(), |r| show::procedure(words, &r.definition).to_owned());
        let text = say::brief(&name);
        let open = match running {
            Some(_) => {
                Cell::Open { href: format!("/procedures/{code}"), text, under: Some(code.to_string()) }
            }
            None => Cell::Text(text),
        };
        let number = |n| Cell::Text(say::number(words, n));
        let rate = Rate::on_time(sums.on_time, sums.late, 0, board.cutoff);
        let cells = vec![
            open,
            number(sums.received),
            number(sums.on_time),
            number(sums.late),
            rate_cell(words, rate),
        ];
        Row { id: code.to_string(), name, cells }
    };
    let number = |key: &str| Column::new(ColumnKind::Number, words.say(key));
    Table {
        words,
        caption: words.say("portal-by-procedure"),
        usage: TableUse::Reading,
        columns: vec![
            Column::new(ColumnKind::First, words.say("portal-procedure")),
            number("portal-received"),
            number("portal-on-time"),
            number("portal-late"),
            number("portal-finished-on-time"),
        ],
        rows: board.procedures.iter().map(row).collect(),
        bulk: None,
        paging: None,
        empty: Empty {
            title: words.say("portal-days-none"),
            text: words.say("portal-choose-other-month"),
            button: None,
        },
    }
}
