//! A procedure's page: which papers, how long, how much, where, who, and on what it rests.

use super::papers::Papers;
use super::say;
use crate::components::{
    Button, Cell, Column, ColumnKind, Empty, Link, Notice, NoticeKind, Row, Summary, SummaryRow,
};
use crate::components::{Table, TableUse};
use crate::frame::{Area, Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::identity::{Right, Scope, scope};
use domain::packs::Definition;
use domain::packs::catalogue::{LimitOrigin, Procedure, Territory};
use domain::words::Channel;
use lang::Words;

#[derive(Template)]
#[template(path = "portal/procedure.html")]
struct ProcedurePage {
    layout: Layout,
    code: String,
    field: Link,
    takes: String,
    costs: String,
    receive: Option<Button>,
    apply: Option<Button>,
    assumed: Option<Notice>,
    terms: Table,
    facts: Summary,
    papers: Papers,
    cases: Option<Table>,
    basis: Summary,
    pack: Option<Link>,
}

/// `GET /procedures/{code}`
pub async fn show(State(web): State<Web>, visit: Visit, Path(code): Path<String>) -> Result<Response, Fail> {
    let catalogue = web.app.catalogue();
    let running = catalogue.find(&code).ok_or(AppError::NotFound)?;
    let (words, definition) = (visit.words, &running.definition);
    let facts = &definition.facts;
    let mut layout = web.layout(&visit, show::procedure(words, definition), Area::Public);
    let field = Link::new(format!("/procedures?field={}", encode(&facts.field)), facts.field.clone());
    layout.breadcrumbs = vec![
        Link::new("/", words.say("home")),
        Link::new("/procedures", words.say("portal-procedures")),
        field.clone(),
    ];
    let receives = visit.actor().is_ok_and(|a| scope(&a, Right::DossierReceive) != Scope::Nobody);
    let receive = receives.then(|| {
        let to = format!("/desk/reception?procedure={}", encode(facts.code.as_str()));
        Button::primary(words.say("portal-receive-this")).to(to)
    });
    let apply = crate::apply::offered(running).then(|| {
        let to = format!("/apply/{}", encode(facts.code.as_str()));
        let text = words.say("apply-online");
        let button = if receives { Button::quiet(text) } else { Button::primary(text) };
        button.to(to)
    });
    let said = say::card(words, running);
    Ok(html(&ProcedurePage {
        takes: said.deadline,
        costs: said.fee,
        code: facts.code.to_string(),
        field,
        receive,
        apply,
        assumed: assumed(words, definition),
        terms: terms(words, definition),
        facts: summary(words, facts),
        papers: Papers::of(words, &facts.documents, Channel::Counter),
        cases: cases(words, definition),
        basis: basis(words, facts),
        pack: pack(&visit, definition),
        layout,
    }))
}

/// The pack that it came with, for officers.
fn pack(visit: &Visit, definition: &Definition) -> Option<Link> {
    visit.signed.as_ref()?;
    let id = &definition.pack.as_ref()?.id;
    Some(Link::new(format!("/packs/{id}"), visit.words.say_one("packs-of", "title", id.as_str())))
}

/// A warning where a limit is a number without a unit. A limit that a pack sets is the law's, and needs none.
fn assumed(words: &'static Words, definition: &Definition) -> Option<Notice> {
    let any = definition.facts.channels.iter().any(|c| c.limit_origin == LimitOrigin::Assumed);
    let warn = any && definition.limit.is_none();
    warn.then(|| Notice::new(words, NoticeKind::Warning, words.say("portal-limit-assumed")))
}

/// How long and how much, channel by channel.
fn terms(words: &'static Words, definition: &Definition) -> Table {
    let row = |channel: Channel| {
        let terms = definition.facts.channel(channel)?;
        let limit = say::limit(words, definition.limit(channel, None)?);
        let limit = match terms.limit_origin {
            _ if definition.limit.is_some() => Cell::Text(limit),
            LimitOrigin::Portal => Cell::Text(limit),
            origin => Cell::Lines(limit, words.say(origin.key())),
        };
        let name = words.say(channel.key());
        let cells = vec![Cell::Text(name.clone()), limit, Cell::Text(say::fees(words, terms))];
        Some(Row { id: String::new(), name, cells })
    };
    let heads = ["channel", "page-takes", "portal-fees"];
    Table {
        words,
        caption: words.say("portal-terms"),
        usage: TableUse::Reading,
        columns: heads.map(|key| Column::new(ColumnKind::Text, words.say(key))).into(),
        rows: Channel::ALL.into_iter().filter_map(row).collect(),
        bulk: None,
        paging: None,
        empty: Empty {
            title: words.say("portal-terms-none"),
            text: words.say("portal-terms-none-next"),
            button: None,
        },
    }
}

fn summary(words: &Words, facts: &Procedure) -> Summary {
    let place = match facts.territory {
        Territory::Any => words.say("portal-where-any"),
        Territory::Bound => words.say("portal-where-bound"),
    };
    let tiers: Vec<String> = facts.tiers.iter().map(|t| say::tier(words, *t)).collect();
    let results: Vec<&str> = facts.results.iter().map(|r| r.name.as_str()).collect();
    let mut rows = vec![
        SummaryRow::new(words.say("portal-where"), place),
        SummaryRow::new(words.say("portal-who-decides"), tiers.join(", ")),
    ];
    if !facts.subjects.is_empty() {
        rows.push(SummaryRow::new(words.say("portal-who-asks"), facts.subjects.join(", ")));
    }
    if !results.is_empty() {
        rows.push(SummaryRow::new(words.say("portal-result"), results.join("; ")));
    }
    Summary { rows }
}

/// The cases, where they say more than the channels do. A limit that a pack sets holds for all of them.
fn cases(words: &'static Words, definition: &Definition) -> Option<Table> {
    let facts = &definition.facts;
    let differ = facts.cases.windows(2).any(|pair| match pair {
        [a, b] => a.name != b.name || a.limit != b.limit,
        _ => false,
    });
    if !differ || definition.limit.is_some() {
        return None;
    }
    let row = |case: &domain::packs::catalogue::CaseTerms| {
        let limit = case.limit.map_or_else(|| words.say("portal-limit-unnamed"), |l| say::limit(words, l));
        let limit = match case.limit_origin {
            LimitOrigin::Assumed => Cell::Lines(limit, words.say("limit-origin-assumed")),
            LimitOrigin::Portal | LimitOrigin::Case => Cell::Text(limit),
        };
        let cells = vec![Cell::Lines(case.name.clone(), case.code.clone()), limit];
        Row { id: String::new(), name: case.name.clone(), cells }
    };
    let heads = ["portal-case", "page-takes"];
    Some(Table {
        words,
        caption: words.say("portal-cases"),
        usage: TableUse::Reading,
        columns: heads.map(|key| Column::new(ColumnKind::Text, words.say(key))).into(),
        rows: facts.cases.iter().map(row).collect(),
        bulk: None,
        paging: None,
        empty: Empty { title: String::new(), text: String::new(), button: None },
    })
}

fn basis(words: &Words, facts: &Procedure) -> Summary {
    let mut rows = Vec::new();
    if !facts.decision.is_empty() {
        let on = facts.decided_on.map(|d| show::day(words, d));
        let decision = match on {
            Some(on) => format!("{} · {on}", facts.decision),
            None => facts.decision.clone(),
        };
        rows.push(SummaryRow::new(words.say("portal-decision"), decision));
    }
    rows.push(SummaryRow::new(words.say("portal-ministry"), facts.ministry.clone()));
    if !facts.legal.is_empty() {
        rows.push(SummaryRow::new(words.say("portal-legal"), facts.legal.join(" · ")));
    }
    Summary { rows }
}
