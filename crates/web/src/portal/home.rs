//! The first page: what do you need, where is my dossier, does the office keep its word.

use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct Home {
    layout: Layout,
}

/// `GET /`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let layout = web.layout(&visit, visit.words.say("home"), Area::Public);
    Ok(html(&Home { layout }))
}
