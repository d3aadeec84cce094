//! The one box: procedures by what one needs in plain words or by field of work, and under them units,
//! public registers and, for officers, guides.

use super::say;
use super::suggest::{QUESTION, about, asker};
use crate::components::{Button, Empty, Link, ProcedureCard, SearchBox, SearchSize};
use crate::frame::{Area, Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use app::catalogue::{Catalogue, Running};
use app::search::{Found as Answers, Other};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::dossier::DossierCode;
use domain::words::fold;
use lang::Words;
use std::collections::BTreeMap;

/// Most results of a search: whoever needs more asks again with other words.
const MOST: usize = 20;

/// A field of work with how many procedures it has.
struct FieldLink {
    href: String,
    name: String,
    count: usize,
}

#[derive(Template)]
#[template(path = "portal/procedures.html")]
struct Found {
    layout: Layout,
    search: SearchBox,
    meant: Option<Link>,
    others: Others,
    others_first: bool,
    sentence: String,
    cards: Vec<ProcedureCard>,
    empty: Option<Empty>,
    fields_title: String,
    fields: Vec<FieldLink>,
}

/// An answer that is no procedure.
struct OtherLine {
    href: String,
    text: String,
    about: String,
    extra: String,
}

/// What else answers.
#[derive(Template)]
#[template(path = "portal/others.html")]
struct Others {
    title: String,
    lines: Vec<OtherLine>,
}

impl HtmlSafe for Others {}

impl Others {
    fn of(words: &Words, found: Vec<Other>) -> Self {
        let line = |one: Other| OtherLine {
            about: about(words, one.kind),
            href: one.href,
            text: one.title,
            extra: one.extra,
        };
        Self { title: words.say("find-others"), lines: found.into_iter().map(line).collect() }
    }
}

/// `GET /procedures?q=&field=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, asked) = (visit.words, visit.asked());
    let catalogue = web.app.catalogue();
    let question: String = asked.get("q").trim().chars().take(QUESTION).collect();
    // Many type their dossier's code into the first box they see.
    if let Ok(code) = question.parse::<DossierCode>() {
        return Ok(Redirect::to(&format!("/track?code={code}")).into_response());
    }
    let field = asked.get("field").trim();
    let answers = if question.is_empty() {
        Answers::default()
    } else {
        web.app.search(&question, asker(&visit), MOST).await?
    };
    let (sentence, found) = if question.is_empty() && field.is_empty() {
        (words.say_one("portal-procedures-lead", "count", catalogue.public().count()), Vec::new())
    } else if question.is_empty() {
        let found = of_field(&catalogue, field);
        (words.say_one("portal-field-found", "count", found.len()), found)
    } else {
        let found: Vec<&Running> = answers.procedures.iter().filter(|r| r.is_public()).collect();
        let args = [("count", found.len().into()), ("question", question.as_str().into())];
        (words.say_with("portal-found", &args), found)
    };
    let nothing = found.is_empty() && answers.others.is_empty() && !(question.is_empty() && field.is_empty());
    let title = if question.is_empty() && !found.is_empty() {
        field.to_owned()
    } else {
        words.say("portal-procedures")
    };
    let mut layout = web.layout(&visit, title, Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    if !question.is_empty() || !field.is_empty() {
        layout.breadcrumbs.push(Link::new("/procedures", words.say("portal-procedures")));
    }
    // Among a field's or a search's results the list of fields would only be in the way.
    let fields = if found.is_empty() { fields(&catalogue, &question) } else { Vec::new() };
    let said = !nothing && (!found.is_empty() || answers.others.is_empty());
    Ok(html(&Found {
        search: search_box(words, &question),
        meant: answers.meant.map(|text| Link::new(format!("/procedures?q={}", encode(&text)), text)),
        others: Others::of(words, answers.others),
        others_first: answers.others_first,
        cards: found.into_iter().map(|r| say::card(words, r)).collect(),
        empty: nothing.then(|| not_found(words, &question)),
        fields_title: words.say(if nothing { "portal-try-field" } else { "portal-by-field" }),
        sentence: if said { sentence } else { String::new() },
        fields,
        layout,
    }))
}

fn search_box(words: &'static Words, question: &str) -> SearchBox {
    SearchBox {
        words,
        action: "/procedures".to_owned(),
        name: "q".to_owned(),
        label: words.say("portal-ask"),
        value: question.to_owned(),
        button: None,
        size: SearchSize::Main,
    }
}

fn not_found(words: &Words, question: &str) -> Empty {
    Empty {
        title: words.say_one("portal-none-found", "question", question),
        text: words.say("portal-none-found-next"),
        button: Some(Button::quiet(words.say("portal-procedures-all")).to("/procedures")),
    }
}

/// The procedures of a field, by name.
fn of_field<'a>(catalogue: &'a Catalogue, field: &str) -> Vec<&'a Running> {
    let mut found: Vec<&Running> = catalogue.public().filter(|r| r.definition.facts.field == field).collect();
    found.sort_by_cached_key(|r| fold(&r.definition.facts.name));
    found
}

/// The fields of work: those that share a word with the question first, then the largest.
fn fields(catalogue: &Catalogue, question: &str) -> Vec<FieldLink> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for running in catalogue.public() {
        *counts.entry(running.definition.facts.field.as_str()).or_default() += 1;
    }
    let asked = fold(question);
    let shared = |name: &str| {
        let name = fold(name);
        asked.split(' ').filter(|w| !w.is_empty() && name.split(' ').any(|n| n == *w)).count()
    };
    let mut fields: Vec<(usize, FieldLink)> = counts
        .into_iter()
        .map(|(name, count)| {
            let href = format!("/procedures?field={}", encode(name));
            (shared(name), FieldLink { href, name: say::brief(name), count })
        })
        .collect();
    fields.sort_by(|(a, f), (b, g)| {
        b.cmp(a).then(g.count.cmp(&f.count)).then_with(|| fold(&f.name).cmp(&fold(&g.name)))
    });
    fields.into_iter().map(|(_, field)| field).collect()
}
