//! The worklist.

use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "desk/worklist.html")]
struct Worklist {
    layout: Layout,
}

/// `GET /desk/worklist`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let layout = web.layout(&visit, visit.words.say("nav-worklist"), Area::Worklist);
    Ok(html(&Worklist { layout }))
}
