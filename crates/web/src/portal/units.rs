//! Every office of the province: found by name, with how long one waits there now.

use super::unit::load_said;
use crate::components::{Button, Empty, Link, SearchBox, SearchSize};
use crate::frame::{Area, Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use lang::Words;

/// A name longer than this is cut before it is looked for.
const TYPED: usize = 80;

/// An office in the list.
struct Office {
    href: String,
    name: String,
    more: String,
}

#[derive(Template)]
#[template(path = "portal/units.html")]
struct Offices {
    layout: Layout,
    search: SearchBox,
    sentence: String,
    found: Vec<Office>,
    empty: Option<Empty>,
}

/// `GET /units?q=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, asked) = (visit.words, visit.asked());
    let typed: String = asked.get("q").trim().chars().take(TYPED).collect();
    let loads = web.app.loads().await?;
    let found = web.app.offices(&typed);
    let office = |unit: &domain::units::Unit| Office {
        href: format!("/units/{}", encode(unit.code.as_str())),
        name: unit.full_name.clone(),
        more: loads.get(&unit.id).map(|load| load_said(words, load)).unwrap_or_default(),
    };
    let mut layout = web.layout(&visit, words.say("places-title"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let args = [("count", found.len().into()), ("text", typed.as_str().into())];
    let key = if typed.is_empty() { "places-lead" } else { "places-found" };
    Ok(html(&Offices {
        layout,
        sentence: words.say_with(key, &args),
        empty: found.is_empty().then(|| none(words, &typed)),
        found: found.iter().map(office).collect(),
        search: SearchBox {
            words,
            action: "/units".to_owned(),
            name: "q".to_owned(),
            label: words.say("places-search"),
            value: typed,
            button: None,
            size: SearchSize::Main,
        },
    }))
}

fn none(words: &Words, typed: &str) -> Empty {
    Empty {
        title: words.say_one("places-none", "text", typed),
        text: words.say("places-none-next"),
        button: Some(Button::quiet(words.say("places-all")).to("/units")),
    }
}
