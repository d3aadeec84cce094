//! The worklist: one list by due date, filters as chips, search; several signed at once by who signs.

use super::{new_key, told};
use crate::components::{
    Bulk, Button, Cell, Chip, Choice, Column, ColumnKind, Due, DueSize, Empty, Field, FilterChips, Paging,
    Row, SearchBox, SearchSize, Table, TableUse, Tone,
};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::DossierRow;
use app::dossier::{ListQuery, Standing};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::dossier::Stage;
use domain::identity::{Actor, Role};
use domain::packs::{ActKind, Process};
use domain::words::{PersonId, StepId};
use lang::Words;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a page.
const ROWS: u32 = 40;
/// Stages in which an officer has something to do.
const OURS: [Stage; 4] = [Stage::Submitted, Stage::Received, Stage::Processing, Stage::Resolved];
/// Stages in which the person has.
const THEIRS: [Stage; 2] = [Stage::AwaitingDocuments, Stage::AwaitingPayment];

/// What a link to the list says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `mine`, `mine-taken`, `mine-free`, `open`, `late`, `today`, `waiting`, `paid`, `ready`, `all`, or a
    /// stage's name; empty for `mine`.
    pub show: String,
    /// A unit's code.
    pub unit: String,
    /// A name, number, telephone or code.
    pub q: String,
    /// A step's name.
    pub step: String,
    /// A procedure's code.
    pub procedure: String,
    /// First and last day of reception.
    pub from: String,
    /// The last of these days.
    pub to: String,
    /// Where the page before ended.
    pub after: String,
    /// What just happened.
    pub said: String,
}

#[derive(Template)]
#[template(path = "desk/worklist.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    sentence: Sentence,
    chips: FilterChips,
    search: SearchBox,
    units: Option<Field>,
    queue: Option<super::queue::Buttons>,
    kept: Vec<(String, String)>,
    narrowed: Option<String>,
    all: String,
    table: Table,
}

/// How things are, with a link behind each figure.
struct Sentence {
    open: String,
    late: Option<String>,
    late_href: String,
    today: Option<String>,
    today_href: String,
}

impl Asked {
    /// The list with another choice of `show`; what else narrows it stays.
    fn link(&self, show: &str) -> String {
        let mut pairs = vec![("show", show)];
        let kept =
            [("unit", &self.unit), ("procedure", &self.procedure), ("from", &self.from), ("to", &self.to)];
        pairs.extend(kept.into_iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| (n, v.as_str())));
        format!("/desk/worklist?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
    }

    /// Which list is meant: without a word, a person's own work; for who has no step, all that is open.
    fn chosen<'a>(&'a self, mine: &BTreeSet<StepId>) -> &'a str {
        match self.show.as_str() {
            "" if !self.q.is_empty() => "all",
            "" if mine.is_empty() => "open",
            "" => "mine",
            show => show,
        }
    }

    /// The list as it is asked of the use case.
    pub fn query(&self, mine: &BTreeSet<StepId>) -> ListQuery {
        let names = |stages: &[Stage]| stages.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(",");
        let mut query = ListQuery {
            unit: self.unit.clone(),
            step: self.step.clone(),
            text: self.q.clone(),
            procedure: self.procedure.clone(),
            received_from: self.from.clone(),
            received_to: self.to.clone(),
            limit: ROWS,
            cursor: self.after.clone(),
            ..ListQuery::default()
        };
        let chosen = self.chosen(mine);
        if chosen.starts_with("mine") {
            query.state = names(&OURS);
            if query.step.is_empty() {
                query.step = mine.iter().map(StepId::as_str).collect::<Vec<_>>().join(",");
            }
        }
        match chosen {
            "mine" => {}
            "mine-taken" => {
                // What I took on stays mine while the person must do something.
                (query.state, query.step) = ("open".to_owned(), self.step.clone());
                "me".clone_into(&mut query.assignee);
            }
            "mine-free" => "none".clone_into(&mut query.assignee),
            "open" => "open".clone_into(&mut query.state),
            "late" | "mine-late" => query.late = true,
            "today" | "mine-today" => query.due_today = true,
            "waiting" => query.state = names(&THEIRS),
            "ready" => query.state = names(&[Stage::Resolved]),
            "paid" => query.paid = true,
            "all" => "newest".clone_into(&mut query.sort),
            stage => stage.clone_into(&mut query.state),
        }
        query
    }
}

/// `GET /desk/worklist`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, Fail> {
    let (actor, words) = (visit.actor()?, visit.words);
    let mine = web.app.steps_of(&actor);
    let query = asked.query(&mine);
    let page = web.app.dossier_list(&actor, &query).await?;
    let standing = web.app.dossier_standing(&actor, &asked.unit).await?;
    let title = if mine.is_empty() { "nav-worklist" } else { "desk-worklist" };
    let mut layout = web.layout(&visit, words.say(title), Area::Worklist);
    layout.notice = told(&visit, &asked.said);
    let chosen = asked.chosen(&mine).to_owned();
    let rows: Vec<Row> = page.rows.iter().map(|row| line(&web, words, &actor, row, &page.names)).collect();
    let signs = page.rows.iter().any(|row| may_sign(&web, &actor, row));
    let bulk = signs.then(|| Bulk {
        action: "/desk/approve".to_owned(),
        hidden: vec![("csrf".to_owned(), visit.csrf().to_owned()), ("key".to_owned(), new_key(&web))],
        buttons: vec![Button::quiet(words.say("desk-approve-picked"))],
    });
    let next = page.next.as_ref().map(|cursor| {
        let pairs = [("show", chosen.as_str()), ("step", &asked.step), ("after", cursor)];
        format!(
            "{}&{}",
            asked.link(&chosen),
            serde_urlencoded::to_string(pairs.get(1..).unwrap_or_default()).unwrap_or_default()
        )
    });
    let previous = (!asked.after.is_empty()).then(|| asked.link(&chosen));
    let shown = words.say_one("desk-shown", "count", rows.len());
    let paging = (next.is_some() || previous.is_some()).then_some(Paging { shown, previous, next });
    let reminded = web.app.reminders_of(&actor).await?.len();
    let screen = Screen {
        sentence: sentence(words, &standing, &mine, &asked),
        chips: chips(words, &standing, &mine, &asked, &chosen, reminded),
        search: SearchBox {
            words,
            action: "/desk/worklist".to_owned(),
            name: "q".to_owned(),
            label: words.say("desk-search"),
            value: asked.q.clone(),
            button: None,
            size: SearchSize::Row,
        },
        units: units(&web, words, &actor, &asked.unit),
        queue: super::queue::Buttons::of(&web, &visit, true).await?,
        kept: vec![("show".to_owned(), chosen.clone())],
        narrowed: narrowed(&web, words, &asked),
        all: format!("/desk/worklist?show={chosen}"),
        table: table(words, rows, bulk, paging, &asked, &actor),
        layout,
        words,
    };
    Ok(html(&screen))
}

/// Mine: where my roles work and an officer has something to do.
fn of_mine<'a>(
    standing: &'a Standing,
    mine: &'a BTreeSet<StepId>,
) -> impl Iterator<Item = &'a app::OpenCount> {
    standing.open.iter().filter(|c| mine.contains(&c.step) && OURS.contains(&c.stage))
}

fn own(standing: &Standing, mine: &BTreeSet<StepId>) -> (u64, u64, u64) {
    of_mine(standing, mine)
        .fold((0, 0, 0), |(n, late, today), c| (n + c.n, late + c.late, today + c.due_today))
}

fn sentence(words: &Words, standing: &Standing, mine: &BTreeSet<StepId>, asked: &Asked) -> Sentence {
    let own = own(standing, mine);
    let counts = standing.counts;
    let (key, (open, late, today)) = if mine.is_empty() {
        ("desk-sentence-open", (counts.open, counts.late, counts.due_today))
    } else {
        ("desk-sentence-mine", own)
    };
    let some = |key: &str, n: u64| (n > 0).then(|| words.say_one(key, "count", n));
    Sentence {
        open: words.say_one(key, "count", open),
        late: some("desk-sentence-late", late),
        late_href: asked.link(if mine.is_empty() { "late" } else { "mine-late" }),
        today: some("desk-sentence-today", today),
        today_href: asked.link(if mine.is_empty() { "today" } else { "mine-today" }),
    }
}

fn chips(
    words: &Words,
    standing: &Standing,
    mine: &BTreeSet<StepId>,
    asked: &Asked,
    chosen: &str,
    reminded: usize,
) -> FilterChips {
    let stages = |stages: &[Stage]| {
        standing.open.iter().filter(|c| stages.contains(&c.stage)).map(|c| c.n).sum::<u64>()
    };
    let counts = standing.counts;
    let taken = standing.open.iter().map(|c| c.taken).sum::<u64>();
    let free = of_mine(standing, mine).map(|c| c.free).sum::<u64>();
    let entries = [
        ("mine", "desk-chip-mine", own(standing, mine).0, Tone::Neutral),
        ("mine-taken", "desk-chip-taken", taken, Tone::Neutral),
        ("mine-free", "desk-chip-free", free, Tone::Neutral),
        (
            "open",
            if mine.is_empty() { "desk-chip-open-all" } else { "desk-chip-open" },
            counts.open,
            Tone::Neutral,
        ),
        ("late", "desk-chip-late", counts.late, Tone::Late),
        ("today", "desk-chip-today", counts.due_today, Tone::Soon),
        ("submitted", "desk-chip-submitted", stages(&[Stage::Submitted]), Tone::Neutral),
        ("waiting", "desk-chip-waiting", stages(&THEIRS), Tone::Neutral),
        ("ready", "desk-chip-ready", stages(&[Stage::Resolved]), Tone::Neutral),
    ];
    let chip = |(show, key, count, tone): (&str, &str, u64, Tone)| Chip {
        text: words.say(key),
        count: u32::try_from(count).ok(),
        href: asked.link(show),
        chosen: chosen == show,
        tone: if count == 0 { Tone::Neutral } else { tone },
    };
    let entries = entries.into_iter().filter(|(show, ..)| !show.starts_with("mine") || !mine.is_empty());
    // Where nobody takes dossiers on by name, nothing is said of it.
    let by_name = taken > 0 || free < own(standing, mine).0 || chosen.starts_with("mine-");
    let entries = entries.filter(|(show, ..)| by_name || !show.starts_with("mine-"));
    let mut chips: Vec<Chip> = entries.map(chip).collect();
    let all = words.say("desk-chip-all");
    chips.push(Chip {
        text: all,
        count: None,
        href: asked.link("all"),
        chosen: chosen == "all",
        tone: Tone::Neutral,
    });
    if counts.paid > 0 {
        chips.insert(0, chip(("paid", "own-chip-paid", counts.paid, Tone::Soon)));
    }
    if reminded > 0 {
        let count = u32::try_from(reminded).ok();
        let (text, href) = (words.say("reminders"), "/desk/reminders".to_owned());
        chips.insert(0, Chip { text, count, href, chosen: false, tone: Tone::Soon });
    }
    FilterChips { label: words.say("desk-chips"), chips }
}

/// What narrows the list besides the chips, in words.
fn narrowed(web: &Web, words: &Words, asked: &Asked) -> Option<String> {
    let mut parts = Vec::new();
    let catalogue = web.app.catalogue();
    if let Some(running) = catalogue.find(&asked.procedure) {
        parts.push(show::procedure(words, &running.definition).to_owned());
    }
    let said = |text: &str| domain::words::Day::parse(text).map(|d| show::day(words, d));
    if let Some(from) = said(&asked.from) {
        let to = said(&asked.to).unwrap_or_else(|| from.clone());
        parts.push(words.say_with("desk-received-between", &[("from", from.into()), ("to", to.into())]));
    }
    if let Some(step) = asked.step.parse().ok().filter(|s: &StepId| web.app.world().process.step(s).is_some())
    {
        parts.push(words.say_one("desk-at-step", "step", show::step(words, &web.app.world().process, &step)));
    }
    if !asked.q.is_empty() {
        parts.push(format!("“{}”", asked.q));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// A province reads the lists of its communes.
pub fn units(web: &Web, words: &'static Words, actor: &Actor, chosen: &str) -> Option<Field> {
    if !actor.is(Role::Province) {
        return None;
    }
    let today = web.app.now().day();
    let world = web.app.world();
    let children = world.units.children(&actor.province);
    let mut units: Vec<Choice> = children
        .into_iter()
        .filter(|u| u.exists_on(today))
        .map(|u| Choice::new(u.code.as_str(), &u.full_name))
        .collect();
    units.sort_by_key(|unit| domain::words::fold(&unit.label));
    units.insert(0, Choice::new("", words.say("desk-units-all")));
    Some(Field::select(words, "unit", words.say("desk-unit"), units).value(chosen))
}

fn process_of(web: &Web, row: &DossierRow) -> Process {
    let catalogue = web.app.catalogue();
    let running = catalogue.get(&row.procedure);
    running.map_or_else(|| web.app.world().process.clone(), |r| r.definition.process.clone())
}

/// Whether the row stands where this person signs.
fn may_sign(web: &Web, actor: &Actor, row: &DossierRow) -> bool {
    let process = process_of(web, row);
    let approves = |a: &&domain::packs::ActDef| a.kind == ActKind::Approve;
    let act = process.acts_at(&row.step).find(approves);
    let roles = act.map(|a| process.roles_of(&row.step, a)).unwrap_or_default();
    row.unit == actor.unit && row.stage.running() && roles.iter().any(|r| actor.is(*r))
}

fn line(
    web: &Web,
    words: &'static Words,
    actor: &Actor,
    row: &DossierRow,
    names: &BTreeMap<PersonId, String>,
) -> Row {
    let (world, now) = (web.app.world(), web.app.now());
    let due: Option<Due> = show::due(words, &world, now, row, DueSize::Row);
    let waits = || {
        let since = words.say_one("desk-filed", "at", show::near(words, now, row.filed_at));
        Cell::Lines(show::stage_word(words, row.stage), since)
    };
    let catalogue = web.app.catalogue();
    let title = catalogue.get(&row.procedure);
    let title =
        title.map_or_else(|| row.procedure.to_string(), |r| show::procedure(words, &r.definition).to_owned());
    let step = show::step(words, &process_of(web, row), &row.step);
    let mut cells = vec![
        due.map_or_else(waits, Cell::Due),
        Cell::Open {
            href: format!("/desk/dossiers/{}", row.id),
            text: row.applicant.clone(),
            under: Some(format!("{} · {title}", row.code)),
        },
    ];
    cells.extend(actor.is(Role::Province).then(|| Cell::Text(world.unit_name(&row.unit))));
    let taken = row.assignee.and_then(|person| names.get(&person));
    let step = match taken {
        // A name stays on one line.
        Some(name) => Cell::Lines(step, name.replace(' ', "\u{a0}")),
        None => Cell::Text(step),
    };
    let state = if row.paid { show::paid(words) } else { show::stage(words, row.stage) };
    cells.extend([step, Cell::State(state)]);
    Row { id: row.id.to_string(), name: format!("{} {}", row.code, row.applicant), cells }
}

fn table(
    words: &'static Words,
    rows: Vec<Row>,
    bulk: Option<Bulk>,
    paging: Option<Paging>,
    asked: &Asked,
    actor: &Actor,
) -> Table {
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    let (empty, next) = if asked.q.is_empty() {
        ("desk-empty", "desk-empty-next")
    } else {
        ("desk-empty-search", "desk-empty-search-next")
    };
    let button =
        actor.is(Role::Reception).then(|| Button::quiet(words.say("desk-reception")).to("/desk/reception"));
    let mut columns = vec![column(ColumnKind::First, "desk-due"), column(ColumnKind::Text, "desk-person")];
    columns.extend(actor.is(Role::Province).then(|| column(ColumnKind::Text, "desk-unit")));
    columns.extend([column(ColumnKind::Text, "desk-step"), column(ColumnKind::Text, "desk-state")]);
    Table {
        words,
        caption: words.say("desk-worklist"),
        usage: TableUse::Worklist,
        columns,
        rows,
        bulk,
        paging,
        empty: Empty { title: words.say(empty), text: words.say(next), button },
    }
}
