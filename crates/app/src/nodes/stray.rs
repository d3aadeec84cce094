//! A stray entry as a person looks at it: what was taken in, with the form's questions, and the scans.

use super::view::StrayLine;
use crate::dossier::FileOut;
use crate::{App, AppError};
use domain::dossier::{Attachment, Event, Filing};
use domain::identity::Actor;
use domain::nodes::{Stray, files};
use domain::packs::Definition;
use domain::words::DossierId;
use std::sync::Arc;

/// A stray entry, readable.
#[derive(Clone, Debug)]
pub struct StrayLook {
    /// What it is and of whom.
    pub line: StrayLine,
    /// The dossier here that has its code, where this person may open it.
    pub dossier: Option<DossierId>,
    /// Whether that is another dossier: two machines gave one code.
    pub code_taken: bool,
    /// What was taken in, where the entry takes a dossier in.
    pub filing: Option<Filing>,
    /// How the procedure stood then, where it is known here.
    pub definition: Option<Arc<Definition>>,
    /// The files that it names.
    pub files: Vec<StrayFile>,
}

/// A file that a stray entry names.
#[derive(Clone, Debug)]
pub struct StrayFile {
    /// Which.
    pub attachment: Attachment,
    /// Whether it is here.
    pub here: bool,
    /// Whether it is still on its way; where neither, nobody has it.
    pub coming: bool,
}

impl App {
    /// A stray entry for who manages nodes. Fails with [`AppError::NotFound`] where there is none.
    pub async fn stray(&self, actor: &Actor, key: &str) -> Result<StrayLook, AppError> {
        self.nodes_managed(Some(actor))?;
        let line = self.stray_line(key).await?;
        let dossier = self.dossier_of(actor, &line).await?;
        let code_taken = dossier.is_some_and(|id| id.to_string() != line.stray.entry.subject);
        let filing = filing(&line.stray);
        let definition = match &filing {
            Some(filing) => match self.definition(&filing.procedure, &filing.revision).await {
                Ok(definition) => Some(definition),
                // Only the old machine had that revision: the form's questions are left out.
                Err(AppError::NotFound) => None,
                Err(error) => return Err(error),
            },
            None => None,
        };
        let mut named = Vec::new();
        for attachment in attached(&line.stray) {
            let here = self.inner.store.blob_len(attachment.blob.clone()).await?.is_some();
            let coming = !here && self.file_comes(&attachment.blob).await?;
            named.push(StrayFile { attachment, here, coming });
        }
        Ok(StrayLook { line, dossier, code_taken, filing, definition, files: named })
    }

    async fn dossier_of(&self, actor: &Actor, line: &StrayLine) -> Result<Option<DossierId>, AppError> {
        let Some(code) = &line.code else { return Ok(None) };
        match self.dossier_id_of(actor, code).await {
            Ok(id) => Ok(Some(id)),
            // Only the old machine knew it.
            Err(AppError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A file that a stray entry names.
    pub async fn stray_file(&self, actor: &Actor, key: &str, blob: &str) -> Result<FileOut, AppError> {
        let look = self.stray(actor, key).await?;
        let file = look.files.into_iter().find(|file| file.attachment.blob.as_str() == blob);
        let StrayFile { attachment, coming, .. } = file.ok_or(AppError::NotFound)?;
        match self.inner.store.blob_get(attachment.blob.clone()).await? {
            Some(bytes) => Ok(FileOut { attachment, bytes }),
            None => Err(AppError::FileAway { coming }),
        }
    }
}

fn attached(stray: &Stray) -> Vec<Attachment> {
    stray.entry.body.as_deref().map(files::named).unwrap_or_default()
}

/// What an entry takes in, where it does.
fn filing(stray: &Stray) -> Option<Filing> {
    let entry = &stray.entry;
    if entry.about != "dossier" {
        return None;
    }
    match Event::read(&entry.kind, entry.body_version, entry.body.as_deref()?).ok()?.0 {
        Event::Received(e) => Some(e.filing),
        Event::Submitted(e) => Some(e.filing),
        _ => None,
    }
}
