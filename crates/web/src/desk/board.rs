//! The board: how things are in one sentence, then the pictures that explain it, then the numbers themselves.

use crate::components::{
    Cell, Chip, Column, ColumnKind, DayBar, DayBars, Empty, FilterChips, Gauge, Part, RankBars, RankRow, Row,
    StackedBar, Table, TableUse, Tone,
};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::portal::Month;
use crate::portal::opinions::Opinions;
use crate::portal::rating::answer_said;
use crate::show;
use app::UnitRate;
use app::board::{Board, Sums};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::dossier::Stage;
use domain::identity::{Right, Role, may};
use domain::words::{Day, ProcedureCode};
use lang::Words;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many procedures the picture names.
const RANKED: usize = 10;
/// Most characters of a name beside its bar.
const LABEL: usize = 70;
/// The periods that one press chooses, in days.
const PERIODS: [i64; 3] = [7, 30, 90];

/// Which figures.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    unit: String,
}

#[derive(Template)]
#[template(path = "desk/board.html")]
struct Screen {
    layout: Layout,
    /// Whether the book of dossiers may be printed.
    book: bool,
    asked: Asked,
    period: String,
    cutoff: String,
    today: Today,
    chips: FilterChips,
    units: Vec<(String, String)>,
    by_day: DayBars,
    finished_by_day: DayBars,
    stages: StackedBar,
    gauge: Gauge,
    ranks: RankBars,
    days: Table,
    procedures: Table,
    communes: Option<Table>,
    opinions: Opinions,
    /// What people wrote, for who may read it.
    said: Vec<(String, String)>,
}

/// How things are right now.
struct Today {
    new: String,
    late: String,
    due: String,
    new_href: String,
    late_href: String,
    due_href: String,
}

/// `GET /desk/board`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, Fail> {
    let actor = visit.actor()?;
    let now = web.app.now();
    let to = Day::parse(&asked.to).unwrap_or(now.day());
    let from = Day::parse(&asked.from).unwrap_or(to.plus(-29));
    let board = web.app.board(&actor, &asked.unit, from, to).await?;
    let province = actor.is(Role::Province);
    let rates = if province { web.app.rates(from, to).await? } else { Vec::new() };
    let today = web.app.board(&actor, &asked.unit, now.day(), now.day()).await?;
    let heard = web.app.board_ratings(&actor, &asked.unit, from, to).await?;
    let words = visit.words;
    let unit = if asked.unit.is_empty() { String::new() } else { format!("&unit={}", asked.unit) };
    let units = if province { units(&web, &rates) } else { Vec::new() };
    let screen = Screen {
        layout: web.layout(&visit, words.say("nav-board"), Area::Board),
        book: may(&actor, Right::DossierRead, &actor.place()),
        period: words.say_with(
            "board-period",
            &[("from", show::day(words, from).into()), ("to", show::day(words, to).into())],
        ),
        cutoff: words.say_one("board-cutoff", "at", show::moment(words, board.cutoff)),
        today: Today {
            new: words.say_one("board-new", "count", today.total.received),
            late: words.say_one("board-late", "count", board.counts.late),
            due: words.say_one("board-due-today", "count", board.counts.due_today),
            new_href: format!("/desk/worklist?show=all&from={}{unit}", now.day()),
            late_href: format!("/desk/worklist?show=late{unit}"),
            due_href: format!("/desk/worklist?show=today{unit}"),
        },
        chips: chips(words, now.day(), (from, to), &unit),
        by_day: bars(words, "received", &board, |s| s.received, Some(&unit)),
        finished_by_day: bars(words, "finished", &board, Sums::resolved, None),
        stages: stages(words, &board, &unit),
        gauge: gauge(words, &board),
        ranks: ranks(&web, words, &board, &unit),
        days: day_table(words, &board, &unit),
        procedures: procedure_table(&web, words, &board, &unit),
        communes: province.then(|| commune_table(&web, words, &rates)),
        opinions: Opinions::of(&web, words, heard.sums.as_ref()),
        said: heard.words.into_iter().map(|(answer, said)| (answer_said(words, answer), said)).collect(),
        units,
        asked: Asked { from: from.to_string(), to: to.to_string(), unit: asked.unit },
    };
    Ok(html(&screen))
}

fn number(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn units(web: &Web, rates: &[UnitRate]) -> Vec<(String, String)> {
    let named = |r: &UnitRate| (r.unit.code().to_owned(), web.app.world().unit_name(&r.unit));
    let mut units: Vec<_> = rates.iter().map(named).collect();
    units.sort_by(|a, b| a.1.cmp(&b.1));
    units
}

fn chips(words: &Words, today: Day, chosen: (Day, Day), unit: &str) -> FilterChips {
    let chip = |text: String, (from, to): (Day, Day)| Chip {
        text,
        count: None,
        href: format!("/desk/board?from={from}&to={to}{unit}"),
        chosen: chosen == (from, to),
        tone: Tone::Neutral,
    };
    let last =
        |days: i64| chip(words.say_one("board-last-days", "count", days), (today.plus(1 - days), today));
    let this = Month::this(today);
    let before = this.before();
    let months = [("board-this-month", this), ("board-last-month", before)];
    let months = months.map(|(key, month)| chip(words.say(key), (month.from, month.to)));
    let chips = PERIODS.into_iter().map(last).chain(months).collect();
    FilterChips { label: words.say("board-periods"), chips }
}

/// Bars by day; with a unit's link part each leads to the dossiers that were received on it.
fn bars(
    words: &'static Words,
    what: &str,
    board: &Board,
    of: fn(&Sums) -> u64,
    received_at: Option<&str>,
) -> DayBars {
    let days = board.days.iter().map(|(day, sums)| DayBar {
        label: show::day(words, *day).get(..5).unwrap_or_default().to_owned(),
        value: number(of(sums)),
        href: received_at
            .filter(|_| of(sums) > 0)
            .map(|unit| format!("/desk/worklist?show=all&from={day}{unit}")),
    });
    let total: u64 = board.days.iter().map(|(_, sums)| of(sums)).sum();
    DayBars {
        words,
        id: what.to_owned(),
        title: words.say(if what == "received" { "board-received-by-day" } else { "board-resolved-by-day" }),
        description: words.say_one("board-in-period", "count", total),
        days: days.collect(),
    }
}

fn stages(words: &'static Words, board: &Board, unit: &str) -> StackedBar {
    let mut sums: BTreeMap<Stage, u64> = BTreeMap::new();
    for open in &board.open {
        *sums.entry(open.stage).or_default() += open.n;
    }
    let part = |(stage, n): (Stage, u64)| Part {
        label: words.say(&format!("stage-{}", stage.as_str())),
        value: number(n),
        href: Some(format!("/desk/worklist?show={}{unit}", stage.as_str())),
    };
    let parts = sums.into_iter().map(part).collect();
    StackedBar { words, id: "stages".to_owned(), title: words.say("board-open-now"), parts }
}

fn gauge(words: &'static Words, board: &Board) -> Gauge {
    Gauge {
        words,
        id: "rate".to_owned(),
        title: words.say("board-on-time"),
        part: number(board.rate.numerator),
        whole: number(board.rate.denominator),
        goal: None,
        href: Some("/help#rates".to_owned()),
    }
}

fn name(web: &Web, words: &Words, code: &ProcedureCode) -> String {
    let catalogue = web.app.catalogue();
    let found = catalogue.get(code).map(|r| show::procedure(words, &r.definition).to_owned());
    found.unwrap_or_else(|| code.to_string())
}

/// The beginning of a long name; the table below says it whole.
fn short(name: &str) -> String {
    if name.chars().count() <= LABEL {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LABEL).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ' ']))
}

/// The dossiers of a procedure that were received in the period.
fn behind(board: &Board, code: &ProcedureCode, unit: &str) -> String {
    format!("/desk/worklist?show=all&procedure={code}&from={}&to={}{unit}", board.from, board.to)
}

fn ranks(web: &Web, words: &'static Words, board: &Board, unit: &str) -> RankBars {
    let row = |(code, sums): &(ProcedureCode, Sums)| RankRow {
        label: short(&name(web, words, code)),
        value: number(sums.received),
        href: Some(behind(board, code, unit)),
    };
    let rows = board.procedures.iter().filter(|(_, s)| s.received > 0).take(RANKED).map(row).collect();
    RankBars { words, title: words.say("board-most-received"), rows }
}

fn columns(words: &Words, first: &str) -> Vec<Column> {
    let number = |key: &str| Column::new(ColumnKind::Number, words.say(key));
    vec![
        Column::new(ColumnKind::First, words.say(first)),
        number("board-received"),
        number("board-resolved"),
        number("board-resolved-on-time"),
        number("board-resolved-late"),
    ]
}

fn cells(words: &Words, first: Cell, sums: &Sums) -> Vec<Cell> {
    let figure = |n: u64| Cell::Text(words.number(number(n)));
    vec![first, figure(sums.received), figure(sums.resolved()), figure(sums.on_time), figure(sums.late)]
}

fn table(words: &'static Words, caption: &str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        words,
        caption: words.say(caption),
        usage: TableUse::Reading,
        columns,
        rows,
        bulk: None,
        paging: None,
        empty: Empty {
            title: words.say("board-nothing"),
            text: words.say("board-nothing-next"),
            button: None,
        },
    }
}

fn day_table(words: &'static Words, board: &Board, unit: &str) -> Table {
    let counted = board.days.iter().rev().filter(|(_, s)| s.received + s.resolved() > 0);
    let row = |(day, sums): &(Day, Sums)| {
        let said = show::day(words, *day);
        let href = format!("/desk/worklist?show=all&from={day}{unit}");
        let first = Cell::Open { href, text: said.clone(), under: None };
        Row { id: day.to_string(), name: said, cells: cells(words, first, sums) }
    };
    table(words, "board-by-day", columns(words, "board-day"), counted.map(row).collect())
}

fn procedure_table(web: &Web, words: &'static Words, board: &Board, unit: &str) -> Table {
    let row = |(code, sums): &(ProcedureCode, Sums)| {
        let name = name(web, words, code);
        let href = behind(board, code, unit);
        let first = Cell::Open { href, text: name.clone(), under: Some(code.to_string()) };
        Row { id: code.to_string(), name, cells: cells(words, first, sums) }
    };
    let rows = board.procedures.iter().map(row).collect();
    table(words, "board-by-procedure", columns(words, "board-procedure"), rows)
}

fn commune_table(web: &Web, words: &'static Words, rates: &[UnitRate]) -> Table {
    let mut sorted: Vec<&UnitRate> = rates.iter().collect();
    sorted.sort_by(|a, b| b.overdue.cmp(&a.overdue).then_with(|| a.unit.cmp(&b.unit)));
    let figure = |n: u64| Cell::Text(words.number(number(n)));
    let row = |r: &&UnitRate| {
        let name = web.app.world().unit_name(&r.unit);
        let open = Cell::Open {
            href: format!("/desk/board?unit={}", r.unit.code()),
            text: name.clone(),
            under: Some(words.share(number(r.rate.numerator), number(r.rate.denominator))),
        };
        let late = format!("/desk/worklist?show=late&unit={}", r.unit.code());
        let overdue = match figure(r.overdue) {
            Cell::Text(text) if r.overdue > 0 => Cell::Open { href: late, text, under: None },
            none => none,
        };
        let cells = vec![
            open,
            overdue,
            figure(r.received),
            figure(r.on_time + r.late),
            figure(r.on_time),
            figure(r.late),
        ];
        Row { id: r.unit.code().to_owned(), name, cells }
    };
    let mut columns = columns(words, "board-unit");
    columns.insert(1, Column::new(ColumnKind::Number, words.say("board-overdue")));
    table(words, "board-by-unit", columns, sorted.iter().map(row).collect())
}
