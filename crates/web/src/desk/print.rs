//! Papers: the receipt, the slips that an entry calls for, the control sheet. The frame stays off the paper.

use super::id_of;
use crate::components::Link;
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use app::dossier::Printed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use lang::Words;

#[derive(Template)]
#[template(path = "desk/print.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    paper: Printed,
    back: String,
}

fn screen(web: &Web, visit: &Visit, id: &str, title: &str, paper: Printed) -> Response {
    let back = format!("/desk/dossiers/{id}");
    let mut layout = web.layout(visit, visit.words.say(title), Area::Worklist);
    layout.breadcrumbs = vec![
        Link::new("/desk/worklist", visit.words.say("desk-worklist")),
        Link::new(&back, visit.words.say("desk-back")),
    ];
    html(&Screen { layout, words: visit.words, paper, back })
}

/// `GET /desk/dossiers/{id}/receipt`
pub async fn receipt(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let (actor, base) = (visit.actor()?, &web.settings.base_url);
    let paper = web.app.print_receipt(&actor, id_of(&id)?, base, visit.words).await?;
    Ok(screen(&web, &visit, &id, "paper-receipt", paper))
}

/// `GET /desk/dossiers/{id}/slips/{version}`
pub async fn slip(
    State(web): State<Web>,
    visit: Visit,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Response, Fail> {
    let paper = web.app.print_slip(&visit.actor()?, id_of(&id)?, version, visit.words).await?;
    Ok(screen(&web, &visit, &id, "desk-slip", paper))
}

/// `GET /desk/dossiers/{id}/control`
pub async fn control(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let paper = web.app.print_control(&visit.actor()?, id_of(&id)?, visit.words).await?;
    Ok(screen(&web, &visit, &id, "paper-control", paper))
}
