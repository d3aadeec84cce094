//! What providers say later, and what they must keep between requests.

use super::Heard;
use crate::{App, AppError};
use store::{Beside, Loaded, Outcome, Reads, Telling, Writes};

/// Most receipts in one request.
const MOST: usize = 1_000;

/// Why a provider's request isn't heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unheard {
    /// There is no such provider, or the secret isn't its own: the answer is the same.
    Forged,
    /// It says nothing that anybody understands.
    Unreadable,
}

impl App {
    /// Keeps what a provider says of a message. Hearing it again changes nothing.
    pub async fn notice_heard(&self, heard: Vec<Heard>) -> Result<(), AppError> {
        let at = self.now();
        let kept = heard.into_iter().take(MOST).map(|Heard { provider, provider_id, state }| {
            Beside::Telling(Box::new(Telling::Heard { provider, provider_id, state, at }))
        });
        let kept: Vec<Beside> = kept.collect();
        if kept.is_empty() {
            return Ok(());
        }
        Ok(self.inner.store.put_beside(self.settings().province.clone(), kept).await?)
    }

    /// A provider's request with receipts in it.
    pub async fn notice_receipt(&self, provider: &str, secret: &str, body: &[u8]) -> Result<(), AppError> {
        let transport = self.transport().ok_or(AppError::NotFound)?;
        match transport.receipts(provider, secret, body) {
            Ok(heard) => self.notice_heard(heard).await,
            Err(Unheard::Forged) => Err(AppError::NotFound),
            Err(Unheard::Unreadable) => {
                tracing::warn!(provider, "a receipt that nobody can read");
                Err(AppError::invalid("body", "problem-receipt-unreadable"))
            }
        }
    }

    /// A setting that all processes of this database share.
    pub async fn shared_setting(&self, name: &str) -> Result<Option<String>, AppError> {
        let (name, unit) = (name.to_owned(), self.settings().province.clone());
        Ok(self.inner.store.read(move |r| r.setting(&unit, &name)).await?)
    }

    /// Replaces it, if `old` is still what is kept; says whether it did. Then it is on disk.
    pub async fn shared_setting_replace(
        &self,
        name: &str,
        old: Option<&str>,
        new: &str,
    ) -> Result<bool, AppError> {
        let (name, old, new) = (name.to_owned(), old.map(str::to_owned), new.to_owned());
        let reads = Reads { setting: Some(name.clone()), ..Reads::of(self.settings().province.clone()) };
        let decide = move |loaded: &Loaded| {
            if loaded.setting != old {
                return Err(());
            }
            let kept = Beside::Meta { key: name.clone(), value: new.clone() };
            Ok(Writes { beside: vec![kept], ..Writes::default() })
        };
        let outcome = self.inner.store.submit(reads, decide).await?;
        Ok(matches!(outcome, Outcome::Done { .. }))
    }
}
