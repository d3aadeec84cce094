//! Bearer keys: with one, a program acts as the person it belongs to. The key is shown once; what is kept
//! is its digest. Issued and taken back by the unit's administrator.

use crate::session::{digest, hex};
use crate::{App, AppError};
use domain::identity::{Account, Actor};
use domain::ledger::Digest;
use domain::words::{Moment, PersonId, nfc};
use store::Beside;

/// Most keys of one person that may be in force.
const MOST: usize = 10;

/// A key, without what makes it one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Names it among the person's keys.
    pub digest: Digest,
    /// What it is for.
    pub label: String,
    /// Since when.
    pub created: Moment,
    /// When it was taken back.
    pub revoked: Option<Moment>,
}

impl App {
    /// The keys of a person whose account the actor manages, the newest first.
    pub async fn keys(&self, actor: &Actor, person: PersonId) -> Result<Vec<Key>, AppError> {
        self.managed(actor, person).await?;
        let found = self.inner.store.read(move |r| r.bearers(person)).await?;
        let key = |b: store::read::Bearer| Key {
            digest: b.digest,
            label: b.label,
            created: b.created,
            revoked: b.revoked,
        };
        Ok(found.into_iter().map(key).collect())
    }

    /// Issues a key; its text is in the answer and nowhere else.
    pub async fn key_issue(&self, actor: &Actor, person: PersonId, label: &str) -> Result<String, AppError> {
        let account = self.managed(actor, person).await?;
        let label = nfc(label.trim());
        if label.is_empty() || label.chars().count() > 80 || label.chars().any(char::is_control) {
            return Err(AppError::invalid("label", "problem-key-label"));
        }
        let in_force = self.keys(actor, person).await?.iter().filter(|k| k.revoked.is_none()).count();
        if in_force >= MOST {
            return Err(AppError::invalid("label", "problem-too-many-keys"));
        }
        self.bearer_seed(&account, &label).await
    }

    /// Takes a key back; the program that has it is turned away from now on.
    pub async fn key_revoke(&self, actor: &Actor, person: PersonId, key: &str) -> Result<(), AppError> {
        let account = self.managed(actor, person).await?;
        let keys = self.keys(actor, person).await?;
        let named = keys.iter().find(|k| k.digest.to_string() == key).ok_or(AppError::NotFound)?;
        if named.revoked.is_none() {
            let revoked = Beside::BearerRevoked { digest: named.digest, at: self.now() };
            self.inner.store.put_beside(account.unit, vec![revoked]).await?;
        }
        Ok(())
    }

    /// Gives out a token for programs that act as this person.
    pub async fn bearer_seed(&self, account: &Account, label: &str) -> Result<String, AppError> {
        let token = format!("mc_{}", hex(&self.random::<24>()));
        let (digest, person, label) = (digest(&token), account.person, label.to_owned());
        let bearer = Beside::Bearer { digest, person, label, at: self.now() };
        self.inner.store.put_beside(account.unit.clone(), vec![bearer]).await?;
        Ok(token)
    }
}
