//! What a reorganisation would do, as a page that ends with the button that does it.

use crate::components::{Button, Cell, Column, ColumnKind, Empty, Link, Row, Table, TableUse};
use crate::frame::{Area, Visit, Web};
use crate::layout::Layout;
use crate::show;
use app::territory::Report;
use askama::Template;
use domain::identity::Role;
use domain::units::Relation;
use domain::words::UnitId;
use lang::Words;

/// Most rows of a table; the sums count all.
const ROWS: usize = 300;

#[derive(Template)]
#[template(path = "manage/territory/report.html")]
pub struct ReportPage {
    layout: Layout,
    sentence: String,
    due: String,
    checksum: String,
    refusals: Vec<String>,
    remarks: Vec<String>,
    parts: Vec<Part>,
    text: String,
    apply: Option<Button>,
}

struct Part {
    title: String,
    lead: String,
    table: Table,
    more: String,
}

/// Lays the report out.
pub fn page(web: &Web, visit: &Visit, report: &Report, text: String) -> ReportPage {
    let words = visit.words;
    let mut layout =
        web.layout(visit, words.say_one("reorganise-report", "act", &report.act), Area::Territory);
    layout.breadcrumbs = vec![Link::new("/manage/territory", words.say("nav-territory"))];
    let day = report.day.map(|day| show::day(words, day)).unwrap_or_default();
    let args = [
        ("day", day.into()),
        ("units", report.ending.into()),
        ("here", report.ending_here.into()),
        ("moving", number(words, report.moving()).into()),
        ("undecided", number(words, report.undecided()).into()),
        ("people", report.people.len().into()),
    ];
    let after = web.app.territory_after(&text);
    let name =
        |unit: &UnitId| after.get(unit).map_or_else(|| unit.code().to_owned(), |u| u.full_name.clone());
    let refusal = |(unit, count): &(UnitId, u64)| {
        let args = [("unit", name(unit).into()), ("count", number(words, *count).into())];
        words.say_with("problem-decided-since", &args)
    };
    let key = if report.recorded { "reorganise-go-on" } else { "reorganise-apply" };
    ReportPage {
        layout,
        sentence: words.say_with("reorganise-sentence", &args),
        due: words.say_one("reorganise-due", "count", number(words, report.due.count)),
        checksum: report.due.checksum.chars().take(16).collect(),
        refusals: report.decided_since.iter().map(refusal).collect(),
        remarks: remarks(words, report, &name),
        parts: parts(web, words, report, &name),
        text,
        apply: report.applicable().then(|| Button::primary(words.say(key))),
    }
}

fn number(words: &Words, n: u64) -> String {
    words.number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What needs a hand before or after: roles that nobody has, powers that end, notices on their way.
fn remarks(words: &Words, report: &Report, name: &dyn Fn(&UnitId) -> String) -> Vec<String> {
    let mut all: Vec<String> = report
        .missing
        .iter()
        .take(ROWS)
        .map(|m| {
            let key = if m.role == Role::Leader { "reorganise-no-signer" } else { "reorganise-no-role" };
            let args = [("unit", name(&m.unit).into()), ("role", words.say(role_key(m.role)).into())];
            words.say_with(key, &args)
        })
        .collect();
    all.extend(report.lapsing.iter().map(|l| {
        let args = [("unit", name(&l.unit).into()), ("count", number(words, l.delegations).into())];
        words.say_with("reorganise-lapsing", &args)
    }));
    if report.notices_waiting > 0 {
        all.push(words.say_one("reorganise-notices", "count", number(words, report.notices_waiting)));
    }
    all
}

const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Reception => "role-reception",
        Role::Specialist => "role-specialist",
        Role::Leader => "role-leader",
        Role::Administrator => "role-administrator",
        Role::Province => "role-province",
        Role::Intermediary => "role-intermediary",
    }
}

type Named<'a> = &'a dyn Fn(&UnitId) -> String;

fn parts(web: &Web, words: &'static Words, report: &Report, name: Named<'_>) -> Vec<Part> {
    let columns = |first: &str, others: &[(ColumnKind, &str)]| -> Vec<Column> {
        let others = others.iter().map(|(kind, key)| Column::new(*kind, words.say(key)));
        std::iter::once(Column::new(ColumnKind::First, words.say(first))).chain(others).collect()
    };
    let (text, count) = (ColumnKind::Text, ColumnKind::Number);
    let dossiers = (count, "reorganise-dossiers");
    let waits =
        columns("reorganise-unit", &[(text, "reorganise-candidates"), dossiers, (text, "reorganise-first")]);
    let goes = columns("reorganise-from", &[(text, "reorganise-to"), dossiers, (count, "reorganise-late")]);
    let who = columns(
        "reorganise-person",
        &[(text, "reorganise-to"), (text, "reorganise-roles"), (text, "reorganise-dropped")],
    );
    let stands = columns("reorganise-unit", &[(text, "reorganise-step"), dossiers]);
    let numbers = columns("reorganise-unit", &[(text, "reorganise-last"), (text, "reorganise-series")]);
    vec![
        part(words, "reorganise-decisions", waits, decisions(words, report, name)),
        part(words, "reorganise-moves", goes, moves(words, report, name)),
        part(words, "reorganise-people", who, people(words, report, name)),
        part(words, "reorganise-queues", stands, queues(web, words, report, name)),
        part(words, "reorganise-numbers", numbers, series(words, report, name)),
    ]
}

fn decisions(words: &Words, report: &Report, name: Named<'_>) -> Vec<Vec<Cell>> {
    let line = |d: &app::territory::DecisionLine| {
        let candidates: Vec<String> = d.candidates.iter().map(name).collect();
        let first = d.first.map(|at| show::moment(words, at)).unwrap_or_default();
        vec![
            Cell::Text(name(&d.unit)),
            Cell::Text(candidates.join(" · ")),
            Cell::Text(number(words, d.dossiers)),
            Cell::Text(first),
        ]
    };
    report.decisions.iter().map(line).collect()
}

fn moves(words: &Words, report: &Report, name: Named<'_>) -> Vec<Vec<Cell>> {
    let rule = |rule: &str| Relation::parse(rule).map_or_else(String::new, |r| words.say(r.key()));
    let line = |m: &app::territory::MoveLine| {
        vec![
            Cell::Text(name(&m.from)),
            Cell::Lines(name(&m.to), rule(m.rule)),
            Cell::Text(number(words, m.dossiers)),
            Cell::Text(number(words, m.late)),
        ]
    };
    report.moves.iter().map(line).collect()
}

fn people(words: &Words, report: &Report, name: Named<'_>) -> Vec<Vec<Cell>> {
    let roles = |roles: &[Role]| {
        let names: Vec<String> = roles.iter().map(|r| words.say(role_key(*r))).collect();
        names.join(", ")
    };
    let line = |p: &app::territory::PersonLine| {
        let dropped = if p.dropped.is_empty() { Cell::Blank } else { Cell::Text(roles(&p.dropped)) };
        let to = Cell::Lines(name(&p.to), name(&p.from));
        vec![Cell::Text(p.name.clone()), to, Cell::Text(roles(&p.roles)), dropped]
    };
    report.people.iter().map(line).collect()
}

fn queues(web: &Web, words: &Words, report: &Report, name: Named<'_>) -> Vec<Vec<Cell>> {
    let world = web.app.world();
    let line = |q: &app::territory::QueueLine| {
        let step = show::step(words, &world.process, &q.step);
        vec![Cell::Text(name(&q.unit)), Cell::Text(step), Cell::Text(number(words, q.dossiers))]
    };
    report.queues.iter().map(line).collect()
}

fn series(words: &Words, report: &Report, name: Named<'_>) -> Vec<Vec<Cell>> {
    let line = |s: &app::territory::SeriesLine| {
        let last = s.last.map(|(day, n)| format!("{}-{}-{n:04}", s.agency, day.yymmdd()));
        let goes_on = match &s.goes_on {
            Some(unit) => words.say_one("reorganise-series-on", "unit", name(unit)),
            None => words.say("reorganise-series-ends"),
        };
        let last = last.unwrap_or_else(|| s.agency.clone());
        vec![Cell::Text(name(&s.unit)), Cell::Text(last), Cell::Text(goes_on)]
    };
    report.series.iter().map(line).collect()
}

fn part(words: &'static Words, key: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Part {
    let more = rows.len().saturating_sub(ROWS);
    let row = |(at, cells): (usize, Vec<Cell>)| Row { id: at.to_string(), name: String::new(), cells };
    Part {
        title: words.say(key),
        lead: words.say(&format!("{key}-lead")),
        more: if more == 0 { String::new() } else { words.say_one("reorganise-more-rows", "count", more) },
        table: Table {
            words,
            caption: words.say(key),
            usage: TableUse::Reading,
            columns,
            rows: rows.into_iter().take(ROWS).enumerate().map(row).collect(),
            bulk: None,
            paging: None,
            empty: Empty { title: words.say("reorganise-nothing"), text: String::new(), button: None },
        },
    }
}
