//! The tablet at the counter: what the officer put on it, or nothing. It is signed in as nobody.

use super::rating::{on_tablet, tablet_query};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use app::ratings::TabletLink;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// Looks of one address in a minute: every tablet of a counter asks every few seconds.
const A_MINUTE: u32 = 240;

#[derive(Template)]
#[template(path = "portal/tablet.html")]
struct Idle {
    layout: Layout,
    said: String,
    next: String,
    again: String,
}

/// `GET /rate-tablet?o=&d=&t=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    web.within("rate-tablet", &visit.address, A_MINUTE)?;
    let asked = visit.asked();
    let text = |name: &str| asked.get(name).to_owned();
    let link = TabletLink { officer: text("o"), day: text("d"), proof: text("t") };
    let now = web.app.tablet_now(&link).await?;
    let thanks = asked.has("thanks");
    if let Some((dossier, proof)) = now.dossier.filter(|_| !thanks) {
        return Ok(on_tablet(&web, &visit, &dossier, proof, link));
    }
    let words = visit.words;
    let nobody = Visit { signed: None, ..visit.clone() };
    let title = if thanks { "rate-thanks" } else { "rate-tablet-title" };
    let mut layout = web.layout(&nobody, words.say(title), Area::Public);
    layout.nav.clear();
    layout.bare = true;
    let said = words.say(if thanks { "rate-done" } else { "rate-tablet-idle" });
    let next = format!("/rate-tablet?{}", tablet_query(&link));
    Ok(html(&Idle { layout, said, next, again: words.say("rate-tablet-look") }))
}
