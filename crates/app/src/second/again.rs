//! Showing anew who it is, before the own factors or the own password change.

use super::enter::{Asked, Brought, tried, tries};
use super::own::Begun;
use super::set::Set;
use super::{AGAIN, Site};
use crate::{App, AppError};
use domain::identity::second::may_try;
use domain::identity::{Account, Actor};
use domain::words::PersonId;

/// How far somebody came with the own password.
#[derive(Debug)]
pub enum Shown {
    /// There is no second factor that could be asked for.
    Sure(Sure),
    /// A second factor is asked for too.
    Second(Asked),
}

/// Somebody who showed anew who it is. Nobody changes factors without it.
#[derive(Debug)]
pub struct Sure {
    pub(super) account: Account,
    pub(super) begun: Begun,
}

impl App {
    /// The first step before a change of the own factors: the password.
    pub async fn own_password(
        &self,
        actor: &Actor,
        password: &str,
        site: Option<&Site>,
    ) -> Result<Shown, AppError> {
        let person = actor.person;
        let account = self.password_again(person, password, "password").await?;
        let factor = self.inner.store.read(move |r| r.factor(person)).await?;
        let set = Set::of(factor.as_ref())?;
        if !set.any() {
            return Ok(Shown::Sure(Sure { account, begun: Begun::First }));
        }
        Ok(Shown::Second(self.second_begin(AGAIN, &account, &set, site).await?))
    }

    /// The second step, where there is a factor. `SignedOut`: the first step is too long ago.
    pub async fn own_second(&self, actor: &Actor, brought: &Brought<'_>) -> Result<Sure, AppError> {
        let waits = self.second_waits(AGAIN, brought.ticket).await?;
        let own = waits.filter(|(_, waits)| waits.person == actor.person);
        let (step, waits) = own.ok_or(AppError::SignedOut)?;
        let account = self.second_opens(step, waits, brought, Vec::new()).await?;
        Ok(Sure { account, begun: Begun::More })
    }

    /// What a ticket of the own second step asks for; none when its time is over.
    pub async fn own_asked(&self, actor: &Actor, ticket: &str) -> Result<Option<Asked>, AppError> {
        let waits = self.second_waits(AGAIN, ticket).await?;
        let own = waits.filter(|(_, waits)| waits.person == actor.person);
        Ok(own.map(|(_, waits)| waits.asked(ticket)))
    }

    /// The own account, where the password is right. `field`: where it was typed. Wrong tries count as those
    /// of the second step.
    pub(crate) async fn password_again(
        &self,
        person: PersonId,
        password: &str,
        field: &'static str,
    ) -> Result<Account, AppError> {
        let now = self.now();
        let (scope, key, since) = tries(person, now);
        // Counted, tried and noted in one turn, as when signing in.
        let turn = self.inner.passwords.turn().await?;
        let read = self.inner.store.read(move |r| {
            let stored = r.credential(person)?.map(|c| c.password_hash);
            Ok((r.attempts(&scope, &key, since)?, r.account(person)?, stored))
        });
        let (wrong, account, stored) = read.await?;
        if !may_try(wrong) {
            return Err(AppError::TooMany { retry_seconds: 15 * 60 });
        }
        let account = account.filter(Account::may_sign_in).ok_or(AppError::SignedOut)?;
        self.must_live_here(&account.unit).await?;
        let long = password.len() > 500;
        if long || !self.inner.passwords.verify_in_turn(&turn, password.to_owned(), stored).await? {
            self.inner.store.put_beside(account.unit, vec![tried(person, now)]).await?;
            return Err(AppError::invalid(field, "problem-password-wrong"));
        }
        Ok(account)
    }
}
