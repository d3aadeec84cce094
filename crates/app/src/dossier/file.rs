//! Files that people bring: known by their content, typed by their content, never run.

use super::media::media;
use crate::error::Problem;
use crate::{App, AppError};
use domain::dossier::{Attachment, Dossier};
use domain::identity::{Actor, Right, may};
use domain::words::{BlobId, DossierId, PersonId, UnitId, nfc, unseen};
use store::{Beside, Upload, blob_id};

/// A file to send back.
#[derive(Clone, Debug)]
pub struct FileOut {
    /// What it is.
    pub attachment: Attachment,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file of a dossier that is still on its way from another machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileAway {
    /// Which.
    pub blob: BlobId,
    /// Whether its small picture is here.
    pub picture: bool,
}

/// A name without path and characters that nobody sees, at most 120 characters.
fn clean(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let keep = |c: &char| !unseen(*c) && !"<>:\"|?*".contains(*c);
    let name: String = nfc(name).chars().filter(keep).collect();
    let name = name.trim().trim_start_matches('.');
    let chars = name.chars().count();
    let name: String = name.chars().skip(chars.saturating_sub(120)).collect();
    if name.is_empty() { "tep".to_owned() } else { name }
}

/// Who brings files, and beside which unit's ledger that is noted.
#[derive(Clone, Debug)]
pub struct Bringer {
    person: PersonId,
    unit: UnitId,
}

impl Bringer {
    /// A person, beside a unit's ledger.
    pub(crate) const fn new(person: PersonId, unit: UnitId) -> Self {
        Self { person, unit }
    }

    /// An officer who may act on dossiers.
    pub fn of(actor: &Actor) -> Result<Self, AppError> {
        if !may(actor, Right::DossierAct, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        Ok(Self::new(actor.person, actor.unit.clone()))
    }
}

impl App {
    /// Keeps a file for a dossier that is about to be received or acted on.
    pub async fn upload(&self, actor: &Actor, name: &str, bytes: Vec<u8>) -> Result<Attachment, AppError> {
        let bringer = Bringer::of(actor)?;
        let file = self.file_seen(name, &bytes)?;
        self.file_keep(Some(&bringer), &file, bytes).await?;
        Ok(file)
    }

    /// What a file is, by its content, if it is one that is taken. Nothing is kept yet.
    pub fn file_seen(&self, name: &str, bytes: &[u8]) -> Result<Attachment, AppError> {
        let limit_bytes = self.settings().upload_limit_bytes;
        let size_bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size_bytes > limit_bytes {
            return Err(AppError::TooLarge { limit_bytes });
        }
        let media = media(bytes).ok_or(AppError::MediaType)?;
        if !media.is_whole(bytes) {
            return Err(AppError::invalid("file", "problem-file-broken"));
        }
        let media = media.name().to_owned();
        Ok(Attachment { blob: blob_id(bytes)?, name: clean(name), media, size_bytes })
    }

    /// Keeps a file that was looked at. A draft says itself which files are its own; else it is noted who
    /// brought it.
    pub async fn file_keep(
        &self,
        bringer: Option<&Bringer>,
        file: &Attachment,
        bytes: Vec<u8>,
    ) -> Result<(), AppError> {
        self.inner.store.blob_put(bytes).await?;
        let Some(Bringer { person, unit }) = bringer else { return Ok(()) };
        let Attachment { blob, name, media, size_bytes } = file.clone();
        let upload = Upload { blob, person: *person, name, media, size_bytes, at: self.now() };
        Ok(self.inner.store.put_beside(unit.clone(), vec![Beside::Uploaded(upload)]).await?)
    }

    /// The files that a person uploaded before and now names by digest.
    pub async fn uploaded(&self, actor: &Actor, digests: &[String]) -> Result<Vec<Attachment>, AppError> {
        let mut files = Vec::with_capacity(digests.len());
        for text in digests {
            let wrong = || AppError::Invalid(vec![Problem::new("files", "problem-file-unknown")]);
            let blob: BlobId = text.parse().map_err(|_| wrong())?;
            let (unit, wanted) = (actor.unit.clone(), blob.clone());
            let found = self.inner.store.read(move |r| r.uploads(&unit, &wanted)).await?;
            let upload = found.into_iter().next().ok_or_else(wrong)?;
            let Upload { name, media, size_bytes, .. } = upload;
            files.push(Attachment { blob, name, media, size_bytes });
        }
        Ok(files)
    }

    /// A file of a dossier that the actor may see.
    pub async fn file(&self, actor: &Actor, id: DossierId, blob: &str) -> Result<FileOut, AppError> {
        let dossier = self.dossier_seen(actor, id).await?;
        let attachment = attached(&dossier).find(|a| a.blob.as_str() == blob).cloned();
        self.file_out(attachment.ok_or(AppError::NotFound)?).await
    }

    /// The bytes of a file.
    pub(crate) async fn file_out(&self, attachment: Attachment) -> Result<FileOut, AppError> {
        let bytes = self.inner.store.blob_get(attachment.blob.clone()).await?;
        match bytes {
            Some(bytes) => Ok(FileOut { attachment, bytes }),
            None => Err(AppError::FileAway { coming: self.file_comes(&attachment.blob).await? }),
        }
    }

    /// The small picture of a dossier's file that is still on its way, where it came already.
    pub async fn file_picture(&self, actor: &Actor, id: DossierId, blob: &str) -> Result<FileOut, AppError> {
        let dossier = self.dossier_seen(actor, id).await?;
        let attachment = attached(&dossier).find(|a| a.blob.as_str() == blob).cloned();
        let attachment = attachment.ok_or(AppError::NotFound)?;
        let bytes = self.inner.store.thumbnail_get(attachment.blob.clone()).await?;
        let bytes = bytes.ok_or(AppError::NotFound)?;
        let (media, size_bytes) = ("image/jpeg".to_owned(), u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(FileOut { attachment: Attachment { media, size_bytes, ..attachment }, bytes })
    }

    /// Which files of a dossier are still on their way.
    pub(super) async fn files_away(&self, dossier: &Dossier) -> Result<Vec<FileAway>, AppError> {
        let blobs: Vec<BlobId> = attached(dossier).map(|a| a.blob.clone()).collect();
        if blobs.is_empty() {
            return Ok(Vec::new());
        }
        let read = self.inner.store.read(move |r| {
            let mut coming = Vec::new();
            for blob in blobs {
                if r.file_is_wanted(&blob)? {
                    coming.push(blob);
                }
            }
            Ok(coming)
        });
        let (store, mut away) = (&self.inner.store, Vec::new());
        for blob in read.await? {
            // It may be here already, brought another way.
            if store.blob_len(blob.clone()).await?.is_none() {
                let picture = store.has_thumbnail(blob.clone()).await?;
                away.push(FileAway { blob, picture });
            }
        }
        Ok(away)
    }
}

pub(crate) fn attached(dossier: &Dossier) -> impl Iterator<Item = &Attachment> {
    let result = dossier.outcome.iter().flat_map(|o| &o.files);
    dossier.filing.documents.iter().flat_map(|p| &p.files).chain(result)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn names_lose_paths_and_tricks() {
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("C:\\a\\giấy.pdf"), "giấy.pdf");
        assert_eq!(clean("..."), "tep");
        assert_eq!(clean("a\u{202e}fdp.exe"), "afdp.exe");
    }
}
