//! Who asks: signing in with name and password, sessions of browsers, tokens of programs.

mod passwords;

pub(crate) use passwords::Passwords;

use crate::second::{Entered, Site};
use crate::{App, AppError, delegations};
use domain::identity::{self, Account, Actor};
use domain::ledger::Digest;
use domain::words::{Day, Moment, PersonId};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use store::read::{Bearing, Reader};
use store::{Beside, Session, StoreError};

/// How long a sign-in lasts: a working day with its overtime.
const SESSION_MINUTES: i64 = 12 * 60;
/// Failed tries by one name, and from one address, in the window.
const TRIES_BY_NAME: u64 = 8;
const TRIES_BY_ADDRESS: u64 = 60;
const WINDOW_MINUTES: i64 = 15;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account as it is now.
    pub account: Account,
    /// What the person may do today, and for whom.
    pub actor: Actor,
    /// What forms must carry; empty for tokens.
    pub csrf: String,
}

/// A new session: the cookie's value is nowhere else.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What the cookie carries.
    pub token: String,
    /// When it ends.
    pub expires: Moment,
}

/// The digest under which a secret is kept.
pub(crate) fn digest(token: &str) -> Digest {
    Digest(Sha256::digest(token.as_bytes()).into())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, b| {
        // Writing to a String can't fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}

impl App {
    /// Signs in with a password alone: who has a second factor, or must have one, isn't let in this way.
    pub async fn sign_in(&self, login: &str, password: &str, address: &str) -> Result<NewSession, AppError> {
        match self.enter(login, password, address, None).await? {
            Entered::In(session) | Entered::SetUpBy(session, _) => Ok(session),
            Entered::Second(_) | Entered::SetUp(_) => Err(AppError::SignedOut),
        }
    }

    /// The first step of signing in. `address` is where the request came from. Says nothing about which half
    /// was wrong. `site`: for keys in devices, where the address has a name.
    pub async fn enter(
        &self,
        login: &str,
        password: &str,
        address: &str,
        site: Option<&Site>,
    ) -> Result<Entered, AppError> {
        let now = self.now();
        let (login, address) = (login.trim().to_lowercase(), address.to_owned());
        if login.len() > 100 || password.len() > 500 {
            return Err(AppError::SignedOut);
        }
        let since = now.plus_minutes(-WINDOW_MINUTES);
        // Counted, tried and noted in one turn: guesses that come all at once wait for each other, and find
        // each other's traces.
        let turn = self.inner.passwords.turn().await?;
        let (name, from) = (login.clone(), address.clone());
        let found = self.inner.store.read(move |r| {
            let tries = (r.attempts("login", &name, since)?, r.attempts("address", &from, since)?);
            let account = r.account_by_login(&name)?;
            let secret = account.as_ref().map(|a| r.credential(a.person)).transpose()?.flatten();
            Ok((tries, account, secret))
        });
        let ((by_name, by_address), account, secret) = found.await?;
        if by_name >= TRIES_BY_NAME || by_address >= TRIES_BY_ADDRESS {
            return Err(AppError::TooMany { retry_seconds: 15 * 60 });
        }
        let stored = secret.map(|s| s.password_hash);
        let fits = self.inner.passwords.verify_in_turn(&turn, password.to_owned(), stored).await?;
        let Some(account) = account.filter(|a| fits && a.may_sign_in()) else {
            let unit = self.settings().province.clone();
            let attempt = |scope: &str, key| Beside::Attempt { scope: scope.to_owned(), key, at: now };
            let tries = vec![attempt("login", login), attempt("address", address)];
            self.inner.store.put_beside(unit, tries).await?;
            return Err(AppError::SignedOut);
        };
        // The unit's own machine looks after its people: a password that was changed there is changed.
        self.must_live_here(&account.unit).await?;
        if by_name > 0 {
            // Tries stand beside the province's ledger: an unknown name belongs to no other unit.
            let forget = Beside::AttemptsForgotten { scope: "login".to_owned(), key: login };
            self.inner.store.put_beside(self.settings().province.clone(), vec![forget]).await?;
        }
        self.after_password(account, site, now).await
    }

    /// A session of an officer, to be put beside the ledger of the person's unit.
    pub(crate) fn session_for(&self, person: PersonId, now: Moment) -> (Session, NewSession) {
        let token = hex(&self.random::<32>());
        let expires = now.plus_minutes(SESSION_MINUTES);
        let csrf = hex(&self.random::<16>());
        let session = Session { digest: digest(&token), person, csrf, created: now, seen: now, expires };
        (session, NewSession { token, expires })
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) -> Result<(), AppError> {
        let (key, now) = (digest(token), self.now());
        let found = self.inner.store.read(move |r| {
            let Some(session) = r.session(&key, now)? else { return Ok(None) };
            Ok(r.account(session.person)?.map(|a| a.unit))
        });
        // A session stands beside the ledger of its person's unit.
        match found.await? {
            Some(unit) => Ok(self.inner.store.put_beside(unit, vec![Beside::SessionEnded(key)]).await?),
            None => Ok(()),
        }
    }

    /// Who a cookie stands for.
    pub async fn by_session(&self, token: &str) -> Result<Option<SignedIn>, AppError> {
        let (key, now) = (digest(token), self.now());
        let read = move |r: &Reader<'_>| signed_in(r, r.by_session(&key, now)?, now.day());
        Ok(self.inner.store.read(read).await?.filter(|s| s.account.may_sign_in()))
    }

    /// Who a program's token stands for.
    pub async fn by_bearer(&self, token: &str) -> Result<Option<SignedIn>, AppError> {
        let (key, today) = (digest(token), self.now().day());
        let read = move |r: &Reader<'_>| signed_in(r, r.by_bearer(&key)?, today);
        Ok(self.inner.store.read(read).await?.filter(|s| s.account.may_sign_in()))
    }
}

/// The person with today's roles: asked anew at each request, so that a session that is open feels a change
/// at once.
fn signed_in(r: &Reader<'_>, found: Option<Bearing>, today: Day) -> Result<Option<SignedIn>, StoreError> {
    let Some(Bearing { account, csrf, substitute }) = found else { return Ok(None) };
    // A person's sessions and keys end here when the unit goes to a machine of its own.
    if !r.lives_here(&account.unit)? {
        return Ok(None);
    }
    let (given, people) =
        if substitute { delegations::received(r, &account, today)? } else { Default::default() };
    let actor = identity::actor(&account, &given, &people, today);
    Ok(Some(SignedIn { account, actor, csrf }))
}
