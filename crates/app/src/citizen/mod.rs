//! Citizens at the door: signing in through the identity provider, the session that follows, signing out.
//!
//! A citizen is a record of the province, keyed by an id that follows from provider and name there
//! ([`domain::identity::citizen_id`]); an entry is added only when something about them changed. Sessions are
//! those of officers: beside the province's ledger, under the digest of the cookie.

mod identity;
mod waiting;

pub use identity::{Identity, Told};

use crate::session::{NewSession, digest, hex};
use crate::{App, AppError};
use domain::identity::{Citizen, Level};
use domain::records::{Body as _, RecordKind};
use domain::words::{Moment, PersonId};
use signin::Hidden;
use signin::oidc::{Ask, Callback, SignInFault, Standing, What};
use std::sync::Arc;
use store::read::Reader;
use store::{Beside, Loaded, Reads, RecordChange, Session, StoreError, Writes};
use waiting::{Waiting, Waits};

/// How long a citizen's sign-in lasts, in minutes: for one dossier with its papers, on a machine that others
/// may use after.
const SESSION_MINUTES: i64 = 2 * 60;

/// The door: the provider, and who is on the way there.
pub struct Door {
    identity: Arc<dyn Identity>,
    waiting: Waiting,
}

impl Door {
    /// With nobody on the way.
    pub fn of(identity: Arc<dyn Identity>) -> Self {
        Self { identity, waiting: Waiting::default() }
    }

    /// How the provider is.
    pub fn standing(&self, now: Moment) -> Standing {
        self.identity.standing(now)
    }
}

/// Why a citizen isn't signed in.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The sign-in itself.
    #[error(transparent)]
    SignIn(#[from] SignInFault),
    /// Too many people are on the way at once.
    #[error("too many sign-ins at once")]
    Crowded,
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
    /// For signing out at the provider too.
    pub id_token: Hidden,
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
    /// Begins a citizen's sign-in. `to`: a path of this site.
    pub async fn citizen_begin(
        &self,
        door: &Door,
        level: Level,
        language: &str,
        to: &str,
    ) -> Result<Sent, DoorError> {
        let (now, cookie) = (self.now(), hex(&self.random::<32>()));
        let ask = Ask { language: language.to_owned(), ..Ask::of(level) };
        let chance = [self.random(), self.random(), self.random()];
        let begun = door.identity.begin(&ask, chance, now).await?;
        let ends = begun.pending.ends();
        let waits = Waits { pending: begun.pending, browser: digest(&cookie), to: to.to_owned() };
        if !door.waiting.keep(waits, now) {
            return Err(DoorError::Crowded);
        }
        Ok(Sent { url: begun.url, cookie: Hidden::new(cookie), ends })
    }

    /// Finishes it: `query` is what stands in the address, `cookie` what the browser brought. Both open once.
    pub async fn citizen_finish(&self, door: &Door, query: &str, cookie: &str) -> Result<CameIn, DoorError> {
        let (now, answer) = (self.now(), Callback::of(query));
        let state = answer.state.as_deref().unwrap_or_default();
        let waits = door.waiting.take(state, cookie).ok_or(SignInFault::Forged(What::State))?;
        let claims = door.identity.finish(&answer, waits.pending, now).await?;
        self.citizen_note(&claims.citizen()).await?;
        let session = self.citizen_session(claims.person(), now).await?;
        Ok(CameIn { session, to: waits.to, id_token: claims.id_token })
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
        let citizen = record.read().map_err(AppError::fault)?;
        Ok(Some(SignedCitizen { person: session.person, citizen, csrf: session.csrf }))
    }

    /// Ends a citizen's session; where the browser signs out at the provider, if that is possible.
    pub async fn citizen_sign_out(
        &self,
        door: &Door,
        token: &str,
        id_token: Option<&Hidden>,
    ) -> Result<Option<String>, AppError> {
        self.inner.store.put_beside(self.province(), vec![Beside::SessionEnded(digest(token))]).await?;
        Ok(door.identity.sign_out_url(id_token, self.now()).await)
    }

    /// The provider says that somebody signed out there: every session here ends with it.
    pub async fn citizen_logged_out(&self, door: &Door, token: &str) -> Result<(), DoorError> {
        let told = door.identity.logged_out(token, self.now()).await?;
        // Ending what has ended does nothing: a token that comes twice does no harm.
        let subject = told.subject.ok_or(SignInFault::Forged(What::Logout))?;
        let person = domain::identity::citizen_id(&told.issuer, &subject);
        self.inner.store.put_beside(self.province(), vec![Beside::SessionsEnded(person)]).await?;
        Ok(())
    }

    /// A citizen with a session, without a provider: for demonstrations and tests, on machines that let
    /// invented numbers through, and nowhere else.
    pub async fn citizen_seed(&self, citizen: &Citizen) -> Result<NewSession, AppError> {
        if !self.settings().invented_numbers {
            return Err(AppError::Forbidden);
        }
        self.citizen_note(citizen).await?;
        self.citizen_session(citizen.person(), self.now()).await
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

    async fn citizen_session(&self, person: PersonId, now: Moment) -> Result<NewSession, AppError> {
        let token = hex(&self.random::<32>());
        let expires = now.plus_minutes(SESSION_MINUTES);
        let session = Session {
            digest: digest(&token),
            person,
            csrf: hex(&self.random::<16>()),
            created: now,
            seen: now,
            expires,
        };
        self.inner.store.put_beside(self.province(), vec![Beside::SessionOpened(session)]).await?;
        Ok(NewSession { token, expires })
    }
}
