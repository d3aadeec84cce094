//! Drafts: begun, looked at, changed step by step, taken over by who signs in, dropped.

use super::{Body, Draft, Owner};
use crate::error::Problem;
use crate::{App, AppError};
use domain::dossier::{Attachment, DRAFT_DAYS};
use domain::packs::Form;
use domain::words::ProcedureCode;
use store::{Beside, Loaded, Outcome, Reads, StoreError, Writes};
use uuid::Uuid;

/// Most drafts of one owner.
pub const DRAFTS: usize = 20;
/// Most bytes of what is typed into one.
const BYTES: usize = 256 * 1024;
/// Most files of one, and most bytes of all of them.
const FILES: usize = 40;
const FILE_BYTES: u64 = 60 * 1024 * 1024;

/// What became of a change.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The draft as it is kept now.
    pub draft: Draft,
    /// Whether what was typed is in it; not so where the same step was changed in another window since.
    pub fits: bool,
}

/// Why a change isn't kept.
enum Unkept {
    Gone,
    Large,
    Unreadable(serde_json::Error),
}

impl From<Unkept> for AppError {
    fn from(unkept: Unkept) -> Self {
        match unkept {
            Unkept::Gone => Self::NotFound,
            Unkept::Large => Self::invalid("", "problem-draft-large"),
            Unkept::Unreadable(error) => Self::fault(error),
        }
    }
}

fn read(row: &store::Draft) -> Result<Draft, serde_json::Error> {
    Ok(Draft {
        // An id that isn't ours opens nothing.
        id: row.id.parse().unwrap_or_default(),
        procedure: row.procedure.clone(),
        version: row.version,
        body: serde_json::from_str(&row.body)?,
        updated: row.updated,
        expires: row.expires,
    })
}

fn is_one(owners: &[Owner], row: &store::Draft) -> bool {
    owners.iter().any(|owner| owner.to_string() == row.owner)
}

fn too_many() -> AppError {
    AppError::Invalid(vec![Problem::new("", "problem-drafts").with("most", DRAFTS)])
}

/// The text of what is filled in, unless it is too much.
fn text(body: &Body) -> Result<String, Unkept> {
    let files = || body.files.values().flatten();
    let bytes: u64 = files().map(|file| file.size_bytes).sum();
    let text = serde_json::to_string(body).map_err(Unkept::Unreadable)?;
    let fits = text.len() <= BYTES && files().count() <= FILES && bytes <= FILE_BYTES;
    if fits { Ok(text) } else { Err(Unkept::Large) }
}

impl Body {
    /// Whether a draft may hold as much: asked before any file is kept.
    pub fn fits(&self) -> Result<(), AppError> {
        text(self)?;
        Ok(())
    }
}

impl App {
    /// Begins a draft of a procedure that is offered online.
    pub async fn draft_begin(&self, owner: &Owner, procedure: &str, body: Body) -> Result<Draft, AppError> {
        let catalogue = self.catalogue();
        let running = catalogue.find(procedure).filter(|running| running.is_public());
        let procedure = running.ok_or(AppError::NotFound)?.definition.code().clone();
        if self.drafts(std::slice::from_ref(owner)).await?.len() >= DRAFTS {
            return Err(too_many());
        }
        self.draft_new(owner, procedure, body, &[]).await
    }

    /// Holds what somebody typed for a draft while nobody was signed in, so that it is there after signing
    /// in. Nothing of the draft itself is shown or changed.
    pub async fn draft_hold(
        &self,
        owner: &Owner,
        id: Uuid,
        step: &str,
        mut body: Body,
    ) -> Result<(), AppError> {
        let (unit, now, name) = (self.province(), self.now(), id.to_string());
        let row = self.inner.store.read(move |r| r.draft(&unit, &name, now)).await?;
        let row = row.ok_or(AppError::NotFound)?;
        body.held = Some((id.to_string(), step.to_owned()));
        let mut held = self.drafts_of(std::slice::from_ref(owner)).await?;
        held.retain(|draft| draft.body.held.is_some());
        // What is typed again for the step takes its place.
        let (before, others): (Vec<_>, Vec<_>) =
            held.into_iter().partition(|draft| draft.body.held == body.held);
        if others.len() >= DRAFTS {
            return Err(too_many());
        }
        self.draft_new(owner, row.procedure, body, &before).await.map(|_| ())
    }

    /// What is held for a step of a draft, of a browser.
    pub async fn drafts_held(&self, owner: &Owner, id: Uuid, step: &str) -> Result<Vec<Draft>, AppError> {
        let mut all = self.drafts_of(std::slice::from_ref(owner)).await?;
        let of = Some((id.to_string(), step.to_owned()));
        all.retain(|draft| draft.body.held == of);
        Ok(all)
    }

    /// A new draft, in the place of others.
    async fn draft_new(
        &self,
        owner: &Owner,
        procedure: ProcedureCode,
        body: Body,
        instead: &[Draft],
    ) -> Result<Draft, AppError> {
        let now = self.now();
        let id = self.uuid(now);
        let expires = now.plus_minutes(DRAFT_DAYS * 24 * 60);
        let row = store::Draft {
            id: id.to_string(),
            owner: owner.to_string(),
            procedure,
            version: 1,
            body: text(&body)?,
            updated: now,
            expires,
        };
        let gone = instead.iter().map(|draft| Beside::DraftGone(draft.id.to_string()));
        let beside = gone.chain([Beside::DraftKept(row.clone())]).collect();
        self.inner.store.put_beside(self.province(), beside).await?;
        read(&row).map_err(AppError::fault)
    }

    /// What the owners are filling in, the newest first.
    pub async fn drafts(&self, owners: &[Owner]) -> Result<Vec<Draft>, AppError> {
        let mut all = self.drafts_of(owners).await?;
        all.retain(|draft| draft.body.held.is_none());
        all.sort_by_key(|draft| std::cmp::Reverse(draft.updated));
        Ok(all)
    }

    async fn drafts_of(&self, owners: &[Owner]) -> Result<Vec<Draft>, AppError> {
        let (unit, now) = (self.province(), self.now());
        let owners: Vec<String> = owners.iter().map(Owner::to_string).collect();
        let rows = self.inner.store.read(move |r| -> Result<_, StoreError> {
            let mut all = Vec::new();
            for owner in owners {
                all.extend(r.drafts(&unit, &owner, now)?);
            }
            Ok(all)
        });
        rows.await?.iter().map(read).collect::<Result<_, _>>().map_err(AppError::fault)
    }

    /// A draft of one of the owners; anybody else's is not found.
    pub async fn draft(&self, owners: &[Owner], id: Uuid) -> Result<Draft, AppError> {
        let (unit, now, name) = (self.province(), self.now(), id.to_string());
        let row = self.inner.store.read(move |r| r.draft(&unit, &name, now)).await?;
        let row = row.filter(|row| is_one(owners, row)).ok_or(AppError::NotFound)?;
        read(&row).map_err(AppError::fault)
    }

    /// Whether a draft is somebody's who must sign in to go on with it.
    pub async fn draft_waits(&self, id: Uuid) -> Result<bool, AppError> {
        let (unit, now, name) = (self.province(), self.now(), id.to_string());
        let row = self.inner.store.read(move |r| r.draft(&unit, &name, now)).await?;
        Ok(row.is_some_and(|row| row.owner.starts_with("citizen:")))
    }

    /// The form that a draft fills in, for holding what is typed for it.
    pub async fn draft_form(&self, id: Uuid) -> Result<Form, AppError> {
        let (unit, now, name) = (self.province(), self.now(), id.to_string());
        let row = self.inner.store.read(move |r| r.draft(&unit, &name, now)).await?;
        let row = row.ok_or(AppError::NotFound)?;
        let catalogue = self.catalogue();
        let form = catalogue.get(&row.procedure).and_then(|running| running.form.as_ref());
        Ok(form.map(|form| form.form().clone()).unwrap_or_default())
    }

    /// Changes a step of a draft that was seen at a version. `change` is told whether what was typed fits:
    /// where the same step was changed elsewhere since, it must leave that as it is and only add files. The
    /// first owner has it from now on.
    pub async fn draft_change(
        &self,
        owners: &[Owner],
        id: Uuid,
        (step, seen): (&str, u32),
        change: impl Fn(&mut Body, bool) + Send + 'static,
    ) -> Result<Changed, AppError> {
        let (mine, owners) = (owners.to_vec(), owners.to_vec());
        let (step, now) = (step.to_owned(), self.now());
        let reads = Reads { draft: Some(id.to_string()), ..Reads::of(self.province()) };
        let decide = move |loaded: &Loaded| -> Result<Writes, Unkept> {
            let row = loaded.draft.as_ref().filter(|row| row.expires > now && is_one(&owners, row));
            let (row, owner) = row.zip(owners.first()).ok_or(Unkept::Gone)?;
            let mut body: Body = serde_json::from_str(&row.body).map_err(Unkept::Unreadable)?;
            let fits = body.changed.get(&step).is_none_or(|at| *at <= seen);
            change(&mut body, fits);
            let version = row.version.saturating_add(1);
            if fits {
                body.changed.insert(step.clone(), version);
            }
            let kept = store::Draft {
                owner: owner.to_string(),
                version,
                body: text(&body)?,
                updated: now,
                expires: now.plus_minutes(DRAFT_DAYS * 24 * 60),
                ..row.clone()
            };
            let answer = if fits { "fits" } else { "elsewhere" }.to_owned();
            Ok(Writes { beside: vec![Beside::DraftKept(kept)], answer, ..Writes::default() })
        };
        let fits = match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, .. } => answer == "fits",
            Outcome::Refused(unkept) => return Err(unkept.into()),
        };
        Ok(Changed { draft: self.draft(&mine, id).await?, fits })
    }

    /// What a browser began is the citizen's who signed in with it. What is held stays the browser's: it may
    /// be for a draft of somebody else.
    pub async fn drafts_take(&self, from: &Owner, to: &Owner) -> Result<(), AppError> {
        let begun = self.drafts(std::slice::from_ref(from)).await?;
        let taken = |draft: &Draft| Beside::DraftTaken {
            id: draft.id.to_string(),
            from: from.to_string(),
            to: to.to_string(),
        };
        let taken: Vec<Beside> = begun.iter().map(taken).collect();
        if taken.is_empty() {
            return Ok(());
        }
        Ok(self.inner.store.put_beside(self.province(), taken).await?)
    }

    /// Drops a draft.
    pub async fn draft_drop(&self, owners: &[Owner], id: Uuid) -> Result<(), AppError> {
        self.draft(owners, id).await?;
        Ok(self.inner.store.put_beside(self.province(), vec![Beside::DraftGone(id.to_string())]).await?)
    }

    /// The bytes of a file that was brought for a draft.
    pub async fn draft_bytes(&self, file: &Attachment) -> Result<Vec<u8>, AppError> {
        self.inner.store.blob_get(file.blob.clone()).await?.ok_or(AppError::NotFound)
    }
}
