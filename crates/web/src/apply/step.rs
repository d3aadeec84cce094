//! One step: shown, and sent. What is sent is kept first; then somebody goes on, back, or hears what is
//! wrong.

use super::filling::{Filling, Step};
use super::merge::Put;
use super::{Here, Room, STEPS, id_of, sent};
use crate::brought::{self, Brought, Kept, status_of};
use crate::components::{Notice, NoticeKind, Problem};
use crate::frame::{Fail, Sent, Visit, Web};
use crate::show;
use app::apply::Draft;
use app::{AppError, Problem as Wrong};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::DossierId;

/// `GET /apply/d/{draft}/{step}`: a step, a file of the draft (`file-…`), or what was sent (`sent`).
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let (here, id) = (Here::of(&web, &visit, &headers)?, id_of(&id)?);
    if name == "sent" {
        return sent::show(&here, id).await;
    }
    let mut draft = match here.draft(id).await {
        Err(AppError::NotFound) => return here.elsewhere(id, &name).await,
        found => found?,
    };
    if let Some(digest) = name.strip_prefix("file-") {
        let file = draft.body.file(digest).ok_or(AppError::NotFound)?;
        let bytes = web.app.draft_bytes(file).await?;
        return Ok(crate::desk::file::sent(&file.media, &file.name, bytes));
    }
    let step = Step::parse(&name).ok_or(AppError::NotFound)?;
    let held = here.lay_held(&mut draft, step).await?;
    let mut page = Page::of(&here, &draft, step);
    if held {
        page.notice = Some(Notice::new(visit.words, NoticeKind::Info, visit.words.say("apply-held")));
    }
    page.answer(StatusCode::OK).await
}

/// `POST /apply/d/{draft}/{step}`: keeps the step, and does what the button says.
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path((id, name)): Path<(String, String)>,
    mut sent: Sent,
) -> Result<Response, Fail> {
    let (here, id) = (Here::of(&web, &visit, &headers)?, id_of(&id)?);
    web.within("apply", &visit.address, STEPS)?;
    if name == "drop" {
        match web.app.draft_drop(&here.owners, id.0).await {
            Err(AppError::NotFound) => return here.elsewhere(id, "who").await,
            dropped => dropped?,
        }
        return Ok(Redirect::to(&format!("{}?said=dropped", here.base())).into_response());
    }
    let step = Step::parse(&name).ok_or(AppError::NotFound)?;
    let draft = match here.draft(id).await {
        Err(AppError::NotFound) => None,
        found => Some(found?),
    };
    if draft.is_none() && (step == Step::Review || !here.waits(id).await?) {
        return here.elsewhere(id, &name).await;
    }
    if let (Some(draft), Step::Review) = (&draft, step) {
        return Box::pin(super::review::send(&here, draft, &sent.fields)).await;
    }
    let form = match &draft {
        Some(draft) => form_of(&here, draft)?,
        None => web.app.draft_form(id.0).await?,
    };
    let stranger = (here.room == Room::Citizens).then_some(visit.address.as_str());
    let (brought, wrong) = brought::look(&web, stranger, std::mem::take(&mut sent.files))?;
    let mut files = Kept::new();
    for Brought { field, file, .. } in &brought {
        brought::add(&mut files, field.clone(), file.clone());
    }
    let put = Put { web: web.clone(), step, form, sent: sent.fields, files };
    match draft {
        Some(draft) => keep_step(&here, draft, put, (brought, wrong)).await,
        None => here.hold(id, put, brought).await,
    }
}

/// Keeps the step. Whether the draft may hold the files is asked before any of them is kept.
async fn keep_step(
    here: &Here<'_>,
    draft: Draft,
    mut put: Put,
    (brought, mut wrong): (Vec<Brought>, Vec<Wrong>),
) -> Result<Response, Fail> {
    let (web, words, step) = (here.web, here.visit.words, put.step);
    let (id, seen) = (draft.dossier(), put.sent.get("version").parse().unwrap_or(0));
    here.with_held(id, &mut put).await?;
    let mut laid = draft.body.clone();
    put.lay(&mut laid, true);
    if let Err(error) = laid.fits() {
        put.files.clear();
        return unkept(here, draft, &put, error).await;
    }
    wrong.extend(put.keep(brought, &laid).await?);
    let (name, change) = (step.name(), put.clone());
    let kept = web.app.draft_change(&here.owners, draft.id, (&name, seen), move |body, fits| {
        change.lay(body, fits);
    });
    let changed = match kept.await {
        Err(error @ (AppError::Invalid(_) | AppError::Away(_) | AppError::Full)) => {
            return unkept(here, draft, &put, error).await;
        }
        kept => kept?,
    };
    if !changed.fits {
        let mut shown = changed.draft;
        put.lay(&mut shown.body, true);
        let mut page = Page::of(here, &shown, step);
        page.notice = Some(Notice::new(words, NoticeKind::Warning, words.say("apply-elsewhere")));
        return page.answer(StatusCode::CONFLICT).await;
    }
    here.let_go(id, step).await?;
    let mut page = Page::of(here, &changed.draft, step);
    page.problems = show::problems(words, &wrong, str::to_owned);
    if !page.problems.is_empty() {
        return page.answer(status_of(&wrong)).await;
    }
    page.go(id, put.sent.get("do")).await
}

/// The page of a step that isn't kept: everything typed stays on it.
async fn unkept(here: &Here<'_>, mut draft: Draft, put: &Put, error: AppError) -> Result<Response, Fail> {
    let status = crate::frame::status(&error);
    put.lay(&mut draft.body, true);
    let mut page = Page::of(here, &draft, put.step);
    page.problems = show::form_error(here.visit.words, error, str::to_owned)?;
    page.answer(status).await
}

fn form_of(here: &Here<'_>, draft: &Draft) -> Result<domain::packs::Form, AppError> {
    let catalogue = here.web.app.catalogue();
    let running = catalogue.get(&draft.procedure).ok_or(AppError::NotFound)?;
    Ok(running.form.as_ref().map(|form| form.form().clone()).unwrap_or_default())
}

/// A step's page, and what there is to say on it.
pub(super) struct Page<'a> {
    pub(super) here: &'a Here<'a>,
    pub(super) draft: &'a Draft,
    pub(super) step: Step,
    pub(super) problems: Vec<Problem>,
    pub(super) notice: Option<Notice>,
}

impl<'a> Page<'a> {
    pub(super) const fn of(here: &'a Here<'a>, draft: &'a Draft, step: Step) -> Self {
        Self { here, draft, step, problems: Vec::new(), notice: None }
    }

    async fn answer(self, status: StatusCode) -> Result<Response, Fail> {
        let catalogue = self.here.web.app.catalogue();
        let running = catalogue.get(&self.draft.procedure).ok_or(AppError::NotFound)?;
        let filling = Filling { here: self.here, running, draft: self.draft };
        let mut response = match self.step {
            Step::Review => super::review::page(&filling, Vec::new(), self.notice),
            _ => super::screen::page(&filling, self).await?,
        };
        *response.status_mut() = status;
        Ok(response)
    }

    /// On, back, or the same step again, as the button says; on only when nothing is wrong here.
    async fn go(mut self, id: DossierId, wish: &str) -> Result<Response, Fail> {
        let (here, step) = (self.here, self.step);
        let catalogue = here.web.app.catalogue();
        let running = catalogue.get(&self.draft.procedure).ok_or(AppError::NotFound)?;
        let filling = Filling { here, running, draft: self.draft };
        let steps = filling.steps();
        let at = steps.iter().position(|s| *s == step).unwrap_or_default();
        let to = match wish {
            "next" => {
                let wrong = filling.problems().into_iter().filter(|(of, _)| *of == step);
                self.problems = wrong.map(|(_, problem)| problem).collect();
                if !self.problems.is_empty() {
                    return self.answer(StatusCode::UNPROCESSABLE_ENTITY).await;
                }
                steps.get(at + 1).copied().unwrap_or(Step::Review)
            }
            "back" => at.checked_sub(1).and_then(|at| steps.get(at)).copied().unwrap_or(Step::Who),
            "save" => {
                return Ok(Redirect::to(&format!("{}?said=saved", here.base())).into_response());
            }
            _ => step,
        };
        Ok(Redirect::to(&here.at(id, &to.name())).into_response())
    }
}
