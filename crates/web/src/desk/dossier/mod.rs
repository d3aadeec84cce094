//! One dossier: what it is, where it stands, what happened, what may be done here and why something may not.

mod act;
mod away;
mod children;
mod form;
pub mod passing;
mod screen;
pub mod ticks;
mod track;

pub use act::{ask, send};

use super::{id_of, told};
use crate::frame::{Fail, Fields, Visit, Web, html};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use screen::Typed;

/// `GET /desk/dossiers/{id}`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Fail> {
    let look = web.app.dossier_look(&visit.actor()?, id_of(&id)?).await?;
    let mut screen = screen::screen(&web, &visit, &look, &Typed::default()).await?;
    screen.layout.notice = told(&visit, Fields::of(query).get("said"));
    Ok(html(&screen))
}
