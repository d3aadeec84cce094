//! Citizens at the door: signing in through the identity provider, the session that follows, signing out.
//!
//! A citizen is a record of the province, keyed by an id that follows from provider and name there
//! ([`domain::identity::citizen_id`]); an entry is added only when something about them changed. Sessions are
//! those of officers: beside the province's ledger, under the digest of the cookie.

mod held;
mod identity;

pub use identity::{Identity, Told};
pub use signin::oidc::{Config, Provider, SignInFault, Standing};

use crate::session::{NewSession, digest, hex};
use crate::steps;
use crate::{App, AppError};
use domain::identity::{Citizen, Level};
use domain::records::{Body as _, RecordKind};
use domain::words::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use signin::Hidden;
use signin::oidc::{Ask, Callback, Pending, What};
use std::sync::Arc;
use store::read::Reader;
use store::{Beside, Loaded, Outcome, Reads, RecordChange, Session, StoreError, Writes};

/// How long a citizen's sign-in lasts, in minutes: for one dossier with its papers, on a machine that others
/// may use after.
const SESSION_MINUTES: i64 = 2 * 60;
/// Sign-ins that have begun, ID tokens of those who are in, logout tokens that were used.
const BEGUN: &str = "citizen";
const ID_TOKEN: &str = "id-token";
const LOGGED_OUT: &str = "logged-out";
/// How long a logout token could be taken for a new one, in minutes; with room for clocks.
const LOGOUT_MINUTES: i64 = 30;

/// The door: whom citizens show who they are.
pub struct Door {
    identity: Arc<dyn Identity>,
}

impl Door {
    /// Behind which this provider stands.
    pub fn of(identity: Arc<dyn Identity>) -> Self {
        Self { identity }
    }
}

/// A sign-in that has begun: kept until the browser comes back, found by the state together with the
/// browser's own cookie, opened once.
#[derive(Serialize, Deserialize)]
struct Waits {
    /// What the provider's answer is held against.
    pending: Pending,
    /// Where the person goes then.
    to: String,
}

/// State and cookie: another browser's cookie finds nothing, and takes nothing away.
fn both(state: &str, cookie: &str) -> String {
    format!("{state}\n{cookie}")
}

/// Why a citizen isn't signed in.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The sign-in itself.
    #[error(transparent)]
    SignIn(#[from] SignInFault),
    /// No provider is set up here.
    #[error("citizens don't sign in here")]
    Closed,
    /// Our own side.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for DoorError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Where to send the browser, and the cookie that it must bring back.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The provider's address.
    pub url: String,
    /// The cookie's value: nowhere else.
    pub cookie: Hidden,
    /// When it is of no use any more.
    pub ends: Moment,
}

/// A citizen who came in.
#[derive(Debug)]
pub struct CameIn {
    /// The session.
    pub session: NewSession,
    /// Where the citizen was going.
    pub to: String,
}

/// A citizen who is signed in.
#[derive(Clone, Debug)]
pub struct SignedCitizen {
    /// Who.
    pub person: PersonId,
    /// As the provider named them.
    pub citizen: Citizen,
    /// What forms must carry.
    pub csrf: String,
}

impl App {
    /// Opens the door for citizens. Once: a second one changes nothing, and the answer is no.
    pub fn open_door(&self, door: Door) -> bool {
        self.inner.door.set(door).is_ok()
    }

    /// How the provider is; none where citizens don't sign in.
    pub fn door(&self) -> Option<Standing> {
        self.inner.door.get().map(|door| door.identity.standing(self.now()))
    }

    fn identity(&self) -> Option<&dyn Identity> {
        self.inner.door.get().map(|door| &*door.identity)
    }

    /// Begins a citizen's sign-in. `to`: a path of this site. `browser`: the cookie of one that this browser
    /// began in another window, which goes on beside it.
    pub async fn citizen_begin(
        &self,
        level: Level,
        language: &str,
        to: &str,
        browser: Option<&str>,
    ) -> Result<Sent, DoorError> {
        let identity = self.identity().ok_or(DoorError::Closed)?;
        let begun_before = browser.filter(|cookie| cookie.len() == 64);
        let now = self.now();
        let cookie = begun_before.map_or_else(|| hex(&self.random::<32>()), str::to_owned);
        let ask = Ask { language: language.to_owned(), ..Ask::of(level) };
        let chance = [self.random(), self.random(), self.random()];
        let begun = identity.begin(&ask, chance, now).await?;
        let ends = begun.pending.ends();
        let secret = both(begun.pending.state(), &cookie);
        let waits = Waits { pending: begun.pending, to: to.to_owned() };
        self.step_keep(&self.province(), BEGUN, &secret, ends, &waits).await?;
        Ok(Sent { url: begun.url, cookie: Hidden::new(cookie), ends })
    }

    /// Finishes it: `query` is what stands in the address, `cookie` what the browser brought. Both open once.
    /// Where the person was going is told also when it comes to nothing.
    pub async fn citizen_finish(
        &self,
        query: &str,
        cookie: &str,
    ) -> Result<CameIn, (DoorError, Option<String>)> {
        let away = |error: DoorError| (error, None);
        let identity = self.identity().ok_or(DoorError::Closed).map_err(away)?;
        let (now, answer) = (self.now(), Callback::of(query));
        let state = answer.state.as_deref().unwrap_or_default();
        let waits: Option<Waits> =
            self.step_take(BEGUN, &both(state, cookie)).await.map_err(|e| away(e.into()))?;
        let forged = || away(SignInFault::Forged(What::State).into());
        let Waits { pending, to } = waits.ok_or_else(forged)?;
        let come = async {
            let claims = identity.finish(&answer, pending, now).await?;
            self.citizen_note(&claims.citizen()).await?;
            Ok(self.citizen_session(&claims.citizen(), Some(&claims.id_token), now).await?)
        };
        match come.await {
            Ok(session) => Ok(CameIn { session, to }),
            Err(error) => Err((error, Some(to))),
        }
    }

    /// Who a citizen's cookie stands for.
    pub async fn citizen_by_session(&self, token: &str) -> Result<Option<SignedCitizen>, AppError> {
        let (key, now, province) = (digest(token), self.now(), self.province());
        let read = move |r: &Reader<'_>| -> Result<_, StoreError> {
            let Some(session) = r.session(&key, now)? else { return Ok(None) };
            let record = r.record(&province, RecordKind::Citizen, &session.person.to_string())?;
            Ok(record.map(|record| (session, record)))
        };
        let Some((session, record)) = self.inner.store.read(read).await? else { return Ok(None) };
        let known: Citizen = record.read().map_err(AppError::fault)?;
        let proven = if token.starts_with('2') { Level::Two } else { Level::One };
        let citizen = Citizen { level: proven, ..known };
        Ok(Some(SignedCitizen { person: session.person, citizen, csrf: session.csrf }))
    }

    /// Ends a citizen's session; where the browser signs out at the provider, if that is possible.
    pub async fn citizen_sign_out(&self, token: &str) -> Result<Option<String>, AppError> {
        self.citizen_end(token).await?;
        let Some(identity) = self.identity() else { return Ok(None) };
        let id_token: Option<Hidden> = self.step_take(ID_TOKEN, token).await?;
        Ok(identity.sign_out_url(id_token.as_ref(), self.now()).await)
    }

    /// Ends a citizen's session here, and here alone.
    pub async fn citizen_end(&self, token: &str) -> Result<(), AppError> {
        let ended = vec![Beside::SessionEnded(digest(token))];
        Ok(self.inner.store.put_beside(self.province(), ended).await?)
    }

    /// The provider says that somebody signed out there: every session here ends with it. A token counts
    /// once: brought again later, it would end sessions that began since.
    pub async fn citizen_logged_out(&self, token: &str) -> Result<(), DoorError> {
        let identity = self.identity().ok_or(DoorError::Closed)?;
        let now = self.now();
        let told = identity.logged_out(token, now).await?;
        let subject = told.subject.ok_or(SignInFault::Forged(What::Logout))?;
        let person = domain::identity::citizen_id(&told.issuer, &subject);
        let (unit, ends) = (self.province(), now.plus_minutes(LOGOUT_MINUTES));
        let used = steps::step(&unit, LOGGED_OUT, &told.id, ends, &())?;
        let reads = Reads { step: Some(used.digest), ..Reads::of(unit) };
        let decide = move |loaded: &Loaded| {
            if loaded.step.is_some() {
                return Err(());
            }
            let beside = vec![Beside::SessionsEnded(person), Beside::StepKept(used.clone())];
            Ok(Writes { beside, ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(()) => Err(SignInFault::Replayed.into()),
        }
    }

    /// A citizen with a session, without a provider: for demonstrations and tests, on machines that let
    /// invented numbers through, and nowhere else.
    pub async fn citizen_seed(&self, citizen: &Citizen) -> Result<NewSession, AppError> {
        if !self.settings().invented_numbers {
            return Err(AppError::Forbidden);
        }
        self.citizen_note(citizen).await?;
        self.citizen_session(citizen, None, self.now()).await
    }

    /// Puts on record how the provider names a citizen, where that is new.
    async fn citizen_note(&self, citizen: &Citizen) -> Result<(), AppError> {
        let (kind, key) = (RecordKind::Citizen, citizen.person().to_string());
        let body = citizen.text().map_err(AppError::fault)?;
        let change = RecordChange { stamp: self.system_stamp("sign-in"), kind, key: key.clone(), body };
        let reads = Reads { records: vec![(kind, key.clone())], ..Reads::of(self.province()) };
        let decide = move |loaded: &Loaded| match loaded.record(kind, &key) {
            Some(known) if known.body == change.body => Err(()),
            _ => Ok(Writes { records: vec![change.clone()], ..Writes::default() }),
        };
        self.inner.store.submit(reads, decide).await?;
        Ok(())
    }

    /// A session. How sure the provider was stands in the token, of which only the digest is kept: whoever
    /// changes it has no session.
    async fn citizen_session(
        &self,
        citizen: &Citizen,
        id_token: Option<&Hidden>,
        now: Moment,
    ) -> Result<NewSession, AppError> {
        let (person, unit) = (citizen.person(), self.province());
        let token = format!("{}{}", u8::from(citizen.level), hex(&self.random::<32>()));
        let (expires, csrf) = (now.plus_minutes(SESSION_MINUTES), hex(&self.random::<16>()));
        let session = Session { digest: digest(&token), person, csrf, created: now, seen: now, expires };
        let mut beside = vec![Beside::SessionOpened(session)];
        if let Some(id_token) = id_token {
            beside.push(Beside::StepKept(steps::step(&unit, ID_TOKEN, &token, expires, id_token)?));
        }
        self.inner.store.put_beside(unit, beside).await?;
        Ok(NewSession { token, expires })
    }
}
