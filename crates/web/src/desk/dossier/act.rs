//! An act on a page of its own, and what happens when its form is sent: done, refused with the reason, or
//! stale, with everything typed kept in each case.

use super::super::{id_of, keep_files, named_files, status_of};
use super::form;
use super::screen::{self, ActForm, Typed};
use crate::components::{Due, DueSize, ErrorSummary, Link, Notice, NoticeKind, Problem as FieldProblem};
use crate::frame::{Area, Fail, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::dossier::Look;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::packs::{ActDef, ActKind};
use lang::Words;

#[derive(Template)]
#[template(path = "desk/dossier/ask.html")]
struct Ask {
    layout: Layout,
    words: &'static Words,
    errors: ErrorSummary,
    notice: Option<Notice>,
    code: String,
    procedure: String,
    person: String,
    due: Option<Due>,
    act: ActForm,
    back: String,
}

/// `GET /desk/dossiers/{id}/acts/{act}`
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let look = web.app.dossier_look(&visit.actor()?, id_of(&id)?).await?;
    let barred = web.app.dossier_barred(&look);
    if let Some((_, refusal)) = barred.into_iter().find(|(def, _)| def.id.as_str() == act) {
        return Err(Fail(refusal.into()));
    }
    let def = offered(&look, &act).ok_or(Fail(AppError::NotFound))?;
    Ok(html(&page(&web, &visit, &look, def, &Typed { act, ..Typed::default() })))
}

fn offered<'a>(look: &'a Look, act: &str) -> Option<&'a ActDef> {
    look.offered.iter().find(|def| def.id.as_str() == act)
}

/// The act's own page.
fn page(web: &Web, visit: &Visit, look: &Look, def: &ActDef, typed: &Typed) -> Ask {
    let (words, d) = (visit.words, &look.dossier);
    let back = format!("/desk/dossiers/{}", d.id());
    let errors = ErrorSummary { words, problems: typed.problems.clone() };
    let mut layout = web.layout(visit, show::text(words, &def.title), Area::Worklist);
    layout.breadcrumbs = vec![
        Link::new("/desk/worklist", words.say("desk-worklist")),
        Link::new(&back, d.filing.code.as_str()),
    ];
    let warning = match def.kind {
        ActKind::Refuse => Some("desk-warn-refuse"),
        ActKind::Withdraw => Some("desk-warn-withdraw"),
        ActKind::Supplement => Some("desk-warn-supplement"),
        ActKind::Extend => Some("desk-warn-extend"),
        _ => None,
    };
    Ask {
        notice: warning.map(|key| Notice::new(words, NoticeKind::Warning, words.say(key))),
        code: d.filing.code.to_string(),
        procedure: show::procedure(words, &look.definition).to_owned(),
        person: d.filing.applicant.name.clone(),
        due: show::due(words, &web.app.world(), web.app.now(), d, DueSize::Row),
        act: screen::act_form(web, visit, look, def, typed, &errors),
        layout,
        words,
        errors,
        back,
    }
}

/// `POST /desk/dossiers/{id}/acts/{act}`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    mut sent: Sent,
) -> Result<Response, Fail> {
    let (actor, dossier) = (visit.actor()?, id_of(&id)?);
    let once = sent.once();
    let named = named_files(sent.fields.pairs());
    let (kept, wrong) = keep_files(&web, &actor, std::mem::take(&mut sent.files), named).await?;
    let problems = show::problems(visit.words, &wrong, str::to_owned);
    let mut typed = Typed { act, fields: sent.fields, kept, problems };
    if !typed.problems.is_empty() {
        return again(&web, &visit, dossier, typed, status_of(&wrong)).await;
    }
    match web.app.dossier_act(&actor, dossier, &typed.act, form::input(&typed), once).await {
        Ok((_, replayed)) => {
            let said = if replayed { "act-again" } else { "act-done" };
            Ok(Redirect::to(&format!("/desk/dossiers/{id}?said={said}")).into_response())
        }
        Err(AppError::KeyReused) => {
            let message = visit.words.say("desk-problem-act-sent-before");
            typed.problems = vec![FieldProblem { field: String::new(), message }];
            again(&web, &visit, dossier, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => {
            let status = status(&error);
            typed.problems = show::form_error(visit.words, error, form::field)?;
            again(&web, &visit, dossier, typed, status).await
        }
    }
}

/// The page as the dossier stands now, with everything typed. Where the act is no longer offered, the dossier
/// itself says why.
async fn again(
    web: &Web,
    visit: &Visit,
    id: domain::words::DossierId,
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fail> {
    let look = web.app.dossier_look(&visit.actor()?, id).await?;
    let stale = status == StatusCode::CONFLICT;
    let mut response = match offered(&look, &typed.act) {
        Some(def) if !stale => html(&page(web, visit, &look, def, &typed)),
        _ => html(&screen::screen(web, visit, &look, &typed)),
    };
    *response.status_mut() = status;
    Ok(response)
}
