//! The people: of the unit, or of the whole province for those who watch over it.

use super::form::{done, roles_said, state};
use crate::components::{Button, Cell, Choice, Column, ColumnKind, Empty, Field, Row, Table, TableUse};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::identity::{Account, Right, Scope, scope};
use domain::words::{UnitId, fold};
use lang::Words;
use std::collections::BTreeSet;

/// What the choice of all units sends.
const ALL: &str = "all";
/// Most people of a page: whoever looks for somebody else chooses a unit or types a name.
const MOST: usize = 100;
/// So many can be looked through without a search.
const FEW: usize = 12;
/// Most characters of a name that is looked for.
const NAME: usize = 60;

#[derive(Template)]
#[template(path = "manage/people.html")]
struct People {
    layout: Layout,
    sentence: String,
    open: Option<Button>,
    units: Option<Field>,
    name: Option<Field>,
    shown: String,
    table: Table,
}

/// `GET /manage/people?unit=&name=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let mut accounts = web.app.people(&actor).await?;
    let asked = visit.asked();
    let chosen = if asked.get("unit").is_empty() { actor.unit.code() } else { asked.get("unit") };
    let units: BTreeSet<UnitId> = accounts.iter().map(|a| a.unit.clone()).collect();
    let wide = matches!(scope(&actor, Right::PeopleRead), Scope::Province(_));
    let field = wide.then(|| units_field(&web, words, &units, chosen));
    if chosen != ALL {
        accounts.retain(|a| a.unit.code() == chosen);
    }
    let wanted: String = asked.get("name").trim().chars().take(NAME).collect();
    let folded = fold(&wanted);
    accounts.retain(|a| fold(&a.name).contains(&folded) || a.login.as_str().contains(&folded));
    accounts.sort_by_cached_key(|a| {
        (!a.open, web.app.world().unit_name(&a.unit), fold(given(&a.name)), a.login.clone())
    });
    let open = accounts.iter().filter(|a| a.open).count();
    let args = [("open", open.into()), ("closed", (accounts.len() - open).into())];
    let all = accounts.len();
    accounts.truncate(MOST);
    let cut = [("shown", accounts.len().into()), ("count", all.into())];
    let many = wide || all > FEW || !wanted.is_empty();
    let manages = scope(&actor, Right::PeopleManage) != Scope::Nobody;
    let mut layout = web.layout(&visit, words.say("nav-people"), Area::People);
    layout.notice = done(&visit);
    Ok(html(&People {
        layout,
        sentence: words.say_with("manage-people-sentence", &args),
        open: manages.then(|| Button::primary(words.say("manage-open-account")).to("/manage/people/new")),
        units: field,
        name: many.then(|| Field::search(words, "name", words.say("manage-find")).value(wanted.as_str())),
        shown: if all > MOST { words.say_with("manage-shown", &cut) } else { String::new() },
        table: table(&web, words, &accounts, chosen == ALL, wanted.is_empty()),
    }))
}

/// The given name: Vietnamese lists stand in its order.
fn given(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn units_field(web: &Web, words: &'static Words, units: &BTreeSet<UnitId>, chosen: &str) -> Field {
    let mut choices: Vec<Choice> =
        units.iter().map(|u| Choice::new(u.code(), web.app.world().unit_name(u))).collect();
    choices.sort_by_cached_key(|c| fold(&c.label));
    choices.insert(0, Choice::new(ALL, words.say("manage-all-units")));
    Field::select(words, "unit", words.say("portal-unit"), choices).value(chosen)
}

fn table(web: &Web, words: &'static Words, accounts: &[Account], wide: bool, whole: bool) -> Table {
    let row = |a: &Account| {
        let mut cells = vec![
            Cell::Open {
                href: format!("/manage/people/{}", a.person),
                text: a.name.clone(),
                under: Some(a.title.clone()),
            },
            Cell::Text(a.login.clone()),
            Cell::Text(roles_said(words, &a.roles)),
            Cell::State(state(words, a)),
        ];
        if wide {
            cells.insert(1, Cell::Text(web.app.world().unit_name(&a.unit)));
        }
        Row { id: a.person.to_string(), name: a.name.clone(), cells }
    };
    let none = if whole { "manage-none" } else { "manage-none-found" };
    let text = |key: &str| Column::new(ColumnKind::Text, words.say(key));
    let mut columns = vec![
        Column::new(ColumnKind::First, words.say("manage-name")),
        text("sign-in-login"),
        text("manage-roles"),
        text("manage-state"),
    ];
    if wide {
        columns.insert(1, text("portal-unit"));
    }
    Table {
        words,
        caption: words.say("nav-people"),
        usage: TableUse::Worklist,
        columns,
        rows: accounts.iter().map(row).collect(),
        bulk: None,
        paging: None,
        empty: Empty { title: words.say(none), text: words.say(&format!("{none}-next")), button: None },
    }
}
