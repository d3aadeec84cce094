//! An act on a page of its own, and what happens when its form is sent: done, refused with the reason, or
//! stale, with everything typed kept in each case.

use super::super::{id_of, keep_files};
use super::form::{self, ActForms};
use super::screen::{self, ActForm, Typed};
use crate::brought::{named_files, status_of};
use crate::components::{
    Due, DueSize, ErrorSummary, Guide, Link, Notice, NoticeKind, Problem as FieldProblem,
};
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
    guide: Option<Guide>,
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
    Ok(html(&page(&web, &visit, &look, def, &Typed { act, ..Typed::default() }).await?))
}

fn offered<'a>(look: &'a Look, act: &str) -> Option<&'a ActDef> {
    look.offered.iter().find(|def| def.id.as_str() == act)
}

/// The act's own page.
async fn page(web: &Web, visit: &Visit, look: &Look, def: &ActDef, typed: &Typed) -> Result<Ask, AppError> {
    let (words, d) = (visit.words, &look.dossier);
    let back = format!("/desk/dossiers/{}", d.id());
    let mut errors = ErrorSummary { words, problems: typed.problems.clone() };
    let act = screen::act_form(web, visit, look, def, typed, &errors);
    for form in [&act.form, &act.completes].into_iter().flatten() {
        form.name_in(&mut errors.problems);
    }
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
    let marks = web.app.checklist_marks(d).await?;
    Ok(Ask {
        guide: form::is_long(look, def).then(|| screen::guide(visit, look, &marks)).flatten(),
        notice: warning.map(|key| Notice::new(words, NoticeKind::Warning, words.say(key))),
        code: d.filing.code.to_string(),
        procedure: show::procedure(words, &look.definition).to_owned(),
        person: d.filing.applicant.name.clone(),
        due: show::due(words, &web.app.world(), web.app.now(), d, DueSize::Row),
        act,
        layout,
        words,
        errors,
        back,
    })
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
    let (look, forms) = match forms(&web, &visit, dossier, &mut typed).await? {
        Sure::Act(look, forms) => (look, forms),
        Sure::Again(status) => return again(&web, &visit, dossier, typed, status).await,
    };
    let input = form::input(visit.words, &typed, look.as_deref(), &forms);
    match web.app.dossier_act(&actor, dossier, &typed.act, input, once).await {
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

/// What a sent form is for.
enum Sure {
    /// The act, with the forms of packs in it, and the dossier as it was read for them.
    Act(Option<Box<Look>>, Box<ActForms>),
    /// Another look at the form: rows, or what hangs on an answer; or something is no value.
    Again(StatusCode),
}

/// Reads the forms of packs in an act's form, where it has some.
async fn forms(
    web: &Web,
    visit: &Visit,
    id: domain::words::DossierId,
    typed: &mut Typed,
) -> Result<Sure, Fail> {
    let asks = ["add", "remove"].iter().any(|n| typed.fields.has(n)) || typed.fields.get("do") == "form";
    if asks {
        return Ok(Sure::Again(StatusCode::OK));
    }
    if !typed.fields.has("asked") && !typed.fields.has("completes") {
        return Ok(Sure::Act(None, Box::default()));
    }
    let look = web.app.dossier_look(&visit.actor()?, id).await?;
    let Some(def) = offered(&look, &typed.act) else { return Ok(Sure::Act(None, Box::default())) };
    let forms = ActForms::read(web, &look, def, typed);
    if forms.is_wrong() {
        typed.problems = forms.problems(visit.words);
        return Ok(Sure::Again(StatusCode::UNPROCESSABLE_ENTITY));
    }
    Ok(Sure::Act(Some(Box::new(look)), Box::new(forms)))
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
        Some(def) if !stale => html(&page(web, visit, &look, def, &typed).await?),
        _ => html(&screen::screen(web, visit, &look, &typed).await?),
    };
    *response.status_mut() = status;
    Ok(response)
}
