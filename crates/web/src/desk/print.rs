//! Papers: the receipt, the slips that an entry calls for, the control sheet, on a page whose frame stays off
//! the paper; and each paper as a file, with those of packs and the book.

use super::file;
use crate::components::Link;
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use app::AppError;
use app::dossier::{BookAsked, PaperName, Pdf, Printed};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use lang::Words;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "desk/print.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    paper: Printed,
    pdf: String,
    back: String,
}

fn screen(web: &Web, visit: &Visit, id: &str, (title, file): (&str, &str), paper: Printed) -> Response {
    let back = format!("/desk/dossiers/{id}");
    let pdf = format!("{back}/papers/{file}.pdf");
    let mut layout = web.layout(visit, visit.words.say(title), Area::Worklist);
    layout.breadcrumbs = vec![
        Link::new("/desk/worklist", visit.words.say("desk-worklist")),
        Link::new(&back, visit.words.say("desk-back")),
    ];
    html(&Screen { layout, words: visit.words, paper, pdf, back })
}

/// `GET /desk/dossiers/{id}/receipt`
pub async fn receipt(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let paper = print(&web, &visit, &id, PaperName::Receipt).await?;
    Ok(screen(&web, &visit, &id, ("paper-receipt", "receipt"), paper))
}

/// `GET /desk/dossiers/{id}/slips/{version}`
pub async fn slip(
    State(web): State<Web>,
    visit: Visit,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Response, Fail> {
    let paper = print(&web, &visit, &id, PaperName::Slip(version)).await?;
    let file = format!("slip-{version}");
    Ok(screen(&web, &visit, &id, ("desk-slip", &file), paper))
}

/// `GET /desk/dossiers/{id}/control`
pub async fn control(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let paper = print(&web, &visit, &id, PaperName::Control).await?;
    Ok(screen(&web, &visit, &id, ("paper-control", "control"), paper))
}

async fn print(web: &Web, visit: &Visit, id: &str, name: PaperName) -> Result<Printed, AppError> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let actor = visit.actor().map_err(|fail| fail.0)?;
    web.app.print(&actor, id, name, &web.settings.papers_url, visit.words).await
}

/// A paper by the name of its file: `receipt.pdf`.
pub(crate) async fn pdf_of(web: &Web, visit: &Visit, id: &str, file: &str) -> Result<Pdf, AppError> {
    let name = file.strip_suffix(".pdf").ok_or(AppError::NotFound)?.parse()?;
    web.app.pdf(print(web, visit, id, name).await?).await
}

/// `GET /desk/dossiers/{id}/papers/{paper}`
pub async fn pdf(
    State(web): State<Web>,
    visit: Visit,
    Path((id, paper)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let pdf = pdf_of(&web, &visit, &id, &paper).await?;
    Ok(file::sent("application/pdf", &pdf.name, pdf.bytes))
}

/// Whose book, and of which days.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Days {
    unit: String,
    from: String,
    to: String,
}

/// `GET /desk/book.pdf`
pub async fn book(State(web): State<Web>, visit: Visit, Query(days): Query<Days>) -> Result<Response, Fail> {
    let asked = BookAsked { unit: days.unit, from: days.from, to: days.to };
    let paper = web.app.print_book(&visit.actor()?, &asked, visit.words).await?;
    let pdf = web.app.pdf(paper).await?;
    Ok(file::sent("application/pdf", &pdf.name, pdf.bytes))
}
