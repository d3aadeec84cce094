//! One dossier of the citizen: its course, its papers, what may be done about it.

use super::course::{self, CourseView, Places};
use super::{id_of, layout};
use crate::components::{Button, Link, Notice, NoticeKind};
use crate::frame::{Fail, Visit, Web, html};
use crate::layout::Layout;
use app::own::Course;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::dossier::OwnAct;
use lang::Words;

#[derive(Template)]
#[template(path = "own/one.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    course: CourseView,
    applicant: String,
    papers: Vec<Paper>,
    withdraw: Option<Button>,
    /// Where the person says how it went.
    rate: Option<String>,
}

/// A paper of the dossier, with its files.
struct Paper {
    name: String,
    files: Vec<Link>,
}

/// `GET /citizen/dossiers/{id}`
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let words = visit.words;
    let look = web.app.own_look(visit.citizen()?, id_of(&id)?).await?;
    let base = format!("/citizen/dossiers/{}", look.dossier.id());
    let mut layout = layout(&web, &visit, look.dossier.filing.code.as_str());
    layout.breadcrumbs = vec![Link::new("/citizen", words.say("own-dossiers"))];
    layout.notice = said(&visit);
    let withdraw = look.acts.contains(&OwnAct::Withdraw).then(|| {
        Button::link(words.say("own-act-withdraw")).to(format!("{base}/acts/{}", OwnAct::Withdraw.as_str()))
    });
    let places = Places { base: base.clone(), acts: Some(base.clone()) };
    let screen = Screen {
        course: course::view(&web, words, &look, &places),
        applicant: look.dossier.filing.applicant.name.clone(),
        papers: papers(&look, &base),
        withdraw,
        rate: crate::portal::rating::offered(&web, look.dossier.filing.code.as_str()).await?,
        layout,
        words,
    };
    Ok(html(&screen))
}

fn papers(look: &Course, base: &str) -> Vec<Paper> {
    let link = |a: &domain::dossier::Attachment| Link::new(format!("{base}/files/{}", a.blob), &a.name);
    let pieces = look.dossier.filing.documents.iter();
    pieces.map(|p| Paper { name: p.name.clone(), files: p.files.iter().map(link).collect() }).collect()
}

/// What just happened: only sentences of this list are ever shown.
fn said(visit: &Visit) -> Option<Notice> {
    let asked = visit.asked();
    let key = match asked.get("said") {
        "supplement" => "own-said-supplement",
        "pay" => "own-said-pay",
        "withdraw" => "own-said-withdraw",
        "again" => "own-said-again",
        _ => return None,
    };
    Some(Notice::new(visit.words, NoticeKind::Success, visit.words.say(key)))
}
