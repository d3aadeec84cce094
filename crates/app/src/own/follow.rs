//! Follow a dossier without signing in, by its code and the telephone that stands on it: more than the code
//! alone tells, and the result. Who had the right pair gets a pass for a while, so that the telephone is sent
//! once and stands in no address.

use super::Course;
use crate::dossier::{FileOut, Pdf};
use crate::{App, AppError};
use domain::dossier::{Dossier, DossierCode};
use domain::words::{Moment, Phone};

/// How long a pass lasts, in minutes.
const PASS_MINUTES: i64 = 30;

/// A pass to one dossier.
#[derive(Clone, Debug)]
pub struct Following {
    /// The dossier's code.
    pub code: DossierCode,
    /// What the browser brings back.
    pub pass: String,
    /// How long it is good for.
    pub seconds: i64,
}

impl App {
    /// Gives a pass for the right pair of code and telephone. A wrong telephone is answered like a code that
    /// nobody has, and costs the same work.
    pub async fn follow_begin(&self, code: &str, phone: &str) -> Result<Following, AppError> {
        let code: DossierCode = code.parse().map_err(|_| AppError::NotFound)?;
        let phone = Phone::parse(phone).map_err(|_| AppError::NotFound)?;
        let found = self.inner.store.read(move |r| r.dossier_by_code_and_phone(&code, &phone)).await?;
        let dossier = found.map(|f| f.dossier).filter(|d| !d.internal).ok_or(AppError::NotFound)?;
        let until = self.now().plus_minutes(PASS_MINUTES);
        let code = dossier.filing.code;
        let check = self.signer().follow_code(code.as_str(), until.millis());
        Ok(Following { pass: format!("{}_{check}", until.millis()), code, seconds: PASS_MINUTES * 60 })
    }

    /// Whether a pass opens this dossier now.
    fn passes(&self, code: &DossierCode, pass: &str) -> bool {
        let Some((until, check)) = pass.split_once('_') else { return false };
        let Ok(until) = until.parse::<i64>() else { return false };
        self.now() < Moment::from_millis(until) && self.signer().follows(code.as_str(), until, check)
    }

    async fn followed(&self, code: &str, pass: &str) -> Result<Dossier, AppError> {
        let code: DossierCode = code.parse().map_err(|_| AppError::NotFound)?;
        if !self.passes(&code, pass) {
            return Err(AppError::NotFound);
        }
        let found = self.inner.store.read(move |r| r.dossier_by_code(&code)).await?;
        found.map(|f| f.dossier).ok_or(AppError::NotFound)
    }

    /// The course of the dossier that a pass opens.
    pub async fn follow_look(&self, code: &str, pass: &str) -> Result<Course, AppError> {
        self.course(self.followed(code, pass).await?).await
    }

    /// A file of the result; what was handed in is for those who sign in.
    pub async fn follow_file(&self, code: &str, pass: &str, blob: &str) -> Result<FileOut, AppError> {
        let dossier = self.followed(code, pass).await?;
        let mut files = dossier.outcome.iter().flat_map(|outcome| &outcome.files);
        let attachment = files.find(|a| a.blob.as_str() == blob).cloned();
        self.file_out(attachment.ok_or(AppError::NotFound)?).await
    }

    /// The result as the pack prints it.
    pub async fn follow_result(&self, code: &str, pass: &str, base_url: &str) -> Result<Pdf, AppError> {
        self.result_pdf(self.followed(code, pass).await?, base_url).await
    }
}
