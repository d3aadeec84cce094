//! A session that is over in the middle of typing: what was sent is held for the browser that sent it, and
//! is there after signing in. The draft itself is neither shown nor changed.

use super::filling::{Step, is_paper};
use super::merge::Put;
use super::{BEGINNINGS, Here, Room, browser_cookie, sign_in};
use crate::brought::Brought;
use crate::frame::Fail;
use app::AppError;
use app::apply::{Body, Draft, Owner};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::DossierId;

impl Here<'_> {
    /// Where to go when a draft isn't there for who asks: to what it became, or to sign in first.
    pub(super) async fn elsewhere(&self, id: DossierId, step: &str) -> Result<Response, Fail> {
        if let Some(person) = self.sender()
            && self.web.app.apply_sent(id.0, person).await?.is_some()
        {
            return Ok(Redirect::to(&self.at(id, "sent")).into_response());
        }
        if self.waits(id).await? {
            return Ok(Redirect::to(&sign_in(&self.at(id, step))).into_response());
        }
        Err(Fail(AppError::NotFound))
    }

    /// Whether it is somebody's draft who must sign in to go on with it, and nobody is signed in.
    pub(super) async fn waits(&self, id: DossierId) -> Result<bool, AppError> {
        let nobody = self.room == Room::Citizens && self.visit.citizen.is_none();
        Ok(nobody && self.web.app.draft_waits(id.0).await?)
    }

    /// Holds what was sent for a draft whose owner isn't signed in any more; then signs in.
    pub(super) async fn hold(
        &self,
        id: DossierId,
        mut put: Put,
        brought: Vec<Brought>,
    ) -> Result<Response, Fail> {
        let step = put.step.name();
        if matches!(put.step, Step::Form(at) if at >= put.form.groups.len()) {
            return Err(Fail(AppError::NotFound));
        }
        // It is the beginning of something too, and a browser may forget who it is each time.
        self.web.within("apply-begin", &self.visit.address, BEGINNINGS)?;
        let mut laid = Body::default();
        put.lay(&mut laid, true);
        laid.fits()?;
        put.keep(brought, &laid).await?;
        let mut body = Body::default();
        put.lay(&mut body, true);
        let token = self.token.clone().unwrap_or_else(|| crate::desk::new_key(self.web));
        self.web.app.draft_hold(&Owner::browser(&token), id.0, &step, body).await?;
        let to = Redirect::to(&sign_in(&self.at(id, &step)));
        Ok(([(header::SET_COOKIE, browser_cookie(self.web, &token))], to).into_response())
    }

    /// What is held for a step of a draft.
    async fn held(&self, id: DossierId, step: Step) -> Result<Option<Draft>, AppError> {
        let Some(token) = self.token.as_ref().filter(|_| self.room == Room::Citizens) else {
            return Ok(None);
        };
        let held = self.web.app.drafts_held(&Owner::browser(token), id.0, &step.name()).await?;
        Ok(held.into_iter().next())
    }

    /// Lays what is held for a step over the draft, for the page; says whether there was anything.
    pub(super) async fn lay_held(&self, draft: &mut Draft, step: Step) -> Result<bool, AppError> {
        let Some(held) = self.held(draft.dossier(), step).await? else { return Ok(false) };
        let names: Vec<&String> = held.body.fields.iter().map(|(name, _)| name).collect();
        draft.body.fields.retain(|(name, _)| !names.contains(&name));
        draft.body.fields.extend(held.body.fields.iter().cloned());
        draft.body.files.extend(held.body.files);
        Ok(true)
    }

    /// Puts the files that are held for the step to those that came with it, where the page still names them.
    pub(super) async fn with_held(&self, id: DossierId, put: &mut Put) -> Result<(), AppError> {
        let Some(held) = self.held(id, put.step).await? else { return Ok(()) };
        for (field, files) in held.body.files {
            let kept = format!("{field}-kept");
            let named = |blob: &str| is_paper(&field) || put.sent.all(&kept).any(|digest| digest == blob);
            let files: Vec<_> = files.into_iter().filter(|file| named(file.blob.as_str())).collect();
            if files.is_empty() {
                continue;
            }
            // What came now came later.
            let of_field = put.files.entry(field).or_default();
            let came = std::mem::replace(of_field, files);
            of_field.extend(came);
        }
        Ok(())
    }

    /// What was held for a step is kept now: it isn't held any more.
    pub(super) async fn let_go(&self, id: DossierId, step: Step) -> Result<(), AppError> {
        if let (Some(token), Some(held)) = (&self.token, self.held(id, step).await?) {
            self.web.app.draft_drop(&[Owner::browser(token)], held.id).await?;
        }
        Ok(())
    }
}
