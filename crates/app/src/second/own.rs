//! Setting second factors up and taking them away, by the person, who shows each time who it is (`again`).

use super::again::Sure;
use super::set::{Key, SecondView, Set};
use super::{KEY, NAME, SET_UP, Site};
use crate::session::NewSession;
use crate::{App, AppError, steps};
use domain::identity::second::PATIENCE_MINUTES;
use domain::identity::{Account, Actor};
use domain::ledger::Digest;
use domain::words::{Moment, PersonId, UnitId, nfc};
use serde::{Deserialize, Serialize};
use signin::passkey::PasskeyFault;
use signin::{Hidden, recovery, totp};
use store::{Beside, Loaded, Outcome, Reads, Writes};

/// Codes that are being set up: shown until the first one fits.
#[derive(Clone, Debug)]
pub struct SetUpCodes {
    /// What the form carries.
    pub ticket: Hidden,
    /// What the QR code says.
    pub url: Hidden,
    /// The same for those who type.
    pub typed: Hidden,
}

/// What somebody showed who changes factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Begun {
    /// The password, before the first session: the person comes in with the factor.
    Entering,
    /// The password alone, as there was no factor.
    First,
    /// A factor too.
    More,
}

/// What is kept while codes are set up.
#[derive(Serialize, Deserialize)]
pub(super) struct Setting {
    pub(super) person: PersonId,
    pub(super) secret: [u8; totp::SECRET_BYTES],
    pub(super) begun: Begun,
}

/// A key that is being registered.
#[derive(Clone, Debug)]
pub struct KeySetUp {
    /// What the form carries.
    pub ticket: Hidden,
    /// For the browser's script.
    pub options: String,
}

#[derive(Serialize, Deserialize)]
struct Registering {
    person: PersonId,
    label: String,
    state: Hidden,
    begun: Begun,
}

/// A factor that is set up.
#[derive(Debug)]
pub struct Confirmed {
    /// Fresh codes on paper, shown once; none when the person has some.
    pub recovery: Vec<Hidden>,
    /// The session of who came in with it.
    pub session: Option<NewSession>,
}

/// What is taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Off {
    /// Codes from an authenticator.
    Codes,
    /// One key in a device, by its name.
    Key(String),
}

impl SetUpCodes {
    pub(super) fn of(
        ticket: &str,
        secret: &[u8; totp::SECRET_BYTES],
        account: &Account,
    ) -> Result<Self, AppError> {
        let made = totp::set_up(secret, NAME, &account.login).map_err(AppError::fault)?;
        Ok(Self { ticket: Hidden::new(ticket), url: made.url, typed: made.typed })
    }

    /// The QR code, as a picture for the page; `label` is what a screen reader says.
    pub fn picture(&self, label: &str) -> Result<String, AppError> {
        paper::qr_svg(self.url.shown(), label, 45).map_err(AppError::fault)
    }
}

/// What is done to a set of factors.
type Change = Box<dyn Fn(&mut Set) -> Result<(), AppError> + Send>;

impl App {
    /// The own second factors.
    pub async fn second_own(&self, actor: &Actor) -> Result<SecondView, AppError> {
        let person = actor.person;
        let factor = self.inner.store.read(move |r| r.factor(person)).await?;
        Ok(Set::of(factor.as_ref())?.view())
    }

    /// Begins to set up codes from an authenticator.
    pub async fn codes_set_up(&self, sure: &Sure) -> Result<SetUpCodes, AppError> {
        self.codes_begin(&sure.account, sure.begun).await
    }

    /// The page of codes that are being set up once more; none when its time is over.
    pub async fn codes_again(&self, ticket: &str) -> Result<Option<SetUpCodes>, AppError> {
        let Some(step) = self.step_look(SET_UP, ticket).await? else { return Ok(None) };
        let Setting { person, secret, .. } = steps::read(&step)?;
        let account = self.inner.store.read(move |r| r.account(person)).await?;
        account.map(|account| SetUpCodes::of(ticket, &secret, &account)).transpose()
    }

    /// Codes are set up as soon as one fits. `actor`: whose page it is; none while coming in.
    pub async fn codes_confirm(
        &self,
        actor: Option<&Actor>,
        ticket: &str,
        code: &str,
    ) -> Result<Confirmed, AppError> {
        let now = self.now();
        let step = self.step_look(SET_UP, ticket).await?.ok_or(AppError::SignedOut)?;
        let Setting { person, secret, begun } = steps::read(&step)?;
        let entering = begun == Begun::Entering;
        // Without a session only who just gave the password sets something up, and with one only for oneself.
        if actor.map_or(!entering, |actor| actor.person != person) {
            return Err(AppError::SignedOut);
        }
        let last = totp::verify(&secret, code, None, now)
            .ok_or_else(|| AppError::invalid("code", "problem-code-wrong"))?;
        let account = self.inner.store.read(move |r| r.account(person)).await?;
        account.filter(Account::may_sign_in).ok_or(AppError::SignedOut)?;
        let (session, new) = self.session_for(person, now);
        let opened = if entering { vec![Beside::SessionOpened(session)] } else { Vec::new() };
        let change: Change = Box::new(move |set| {
            set.codes = Some(secret.to_vec());
            Ok(())
        });
        let step = (step.unit, Some(step.digest));
        let recovery = self.second_change((person, begun), step, Some(last), opened, change).await?;
        Ok(Confirmed { recovery, session: entering.then_some(new) })
    }

    /// Begins to register a key in a device.
    pub async fn key_set_up(
        &self,
        sure: &Sure,
        label: &str,
        site: Option<&Site>,
    ) -> Result<KeySetUp, AppError> {
        let Sure { account, begun } = sure;
        let label: String = nfc(label.trim()).chars().filter(|c| !c.is_control()).take(60).collect();
        let site = site.ok_or_else(|| wrong(PasskeyFault::Address))?;
        let person = account.person;
        let factor = self.inner.store.read(move |r| r.factor(person)).await?;
        let (keys, now) = (Set::of(factor.as_ref())?.kept_keys(), self.now());
        let made = site.0.begin_registration(person, &account.login, &account.name, &keys, now);
        let made = made.map_err(wrong)?;
        let ticket = self.ticket();
        let kept = Registering { person, label, state: made.state, begun: *begun };
        let ends = now.plus_minutes(PATIENCE_MINUTES);
        self.step_keep(&account.unit, KEY, &ticket, ends, &kept).await?;
        Ok(KeySetUp { ticket: Hidden::new(ticket), options: made.options })
    }

    /// The key is registered with what the script brought.
    pub async fn key_confirm(
        &self,
        actor: &Actor,
        ticket: &str,
        answer: &str,
        site: Option<&Site>,
    ) -> Result<Confirmed, AppError> {
        let now = self.now();
        let step = self.step_look(KEY, ticket).await?.ok_or_else(|| wrong(PasskeyFault::Expired))?;
        let Registering { person, label, state, begun } = steps::read(&step)?;
        if person != actor.person {
            return Err(wrong(PasskeyFault::Expired));
        }
        let site = site.ok_or_else(|| wrong(PasskeyFault::Address))?;
        let made = site.0.finish_registration(person, answer, &state, now).map_err(wrong)?;
        let change: Change = Box::new(move |set| {
            if set.keys.len() >= signin::passkey::MOST || set.keys.iter().any(|key| key.id == made.id) {
                return Err(wrong(PasskeyFault::Enough));
            }
            set.keys.push(Key { id: made.id.clone(), label: label.clone(), kept: made.key.clone(), at: now });
            Ok(())
        });
        let step = (step.unit, Some(step.digest));
        let recovery = self.second_change((person, begun), step, None, Vec::new(), change).await?;
        Ok(Confirmed { recovery, session: None })
    }

    /// Fresh codes on paper; the old ones open nothing any more.
    pub async fn recovery_anew(&self, sure: Sure) -> Result<Vec<Hidden>, AppError> {
        let change: Change = Box::new(|set| {
            if !set.any() {
                return Err(AppError::NotFound);
            }
            set.recovery.clear();
            Ok(())
        });
        let Sure { account, begun } = sure;
        self.second_change((account.person, begun), (account.unit, None), None, Vec::new(), change).await
    }

    /// Takes a factor away. With the last one the codes on paper go too.
    pub async fn second_off(&self, sure: Sure, what: Off) -> Result<(), AppError> {
        let change: Change = Box::new(move |set| {
            match &what {
                Off::Codes => set.codes = None,
                Off::Key(id) => set.keys.retain(|key| key.id != *id),
            }
            Ok(())
        });
        let Sure { account, begun } = sure;
        let whose = (account.person, begun);
        self.second_change(whose, (account.unit, None), None, Vec::new(), change).await.map(drop)
    }

    /// Changes somebody's factors, in one unit of work with the step that led there. Whoever has a factor has
    /// codes on paper: fresh ones are in the answer.
    async fn second_change(
        &self,
        (person, begun): (PersonId, Begun),
        (unit, step): (UnitId, Option<Digest>),
        last: Option<u64>,
        beside: Vec<Beside>,
        change: Change,
    ) -> Result<Vec<Hidden>, AppError> {
        self.must_live_here(&unit).await?;
        let (now, fresh) = (self.now(), recovery::make(&self.random()));
        let (shown, digests) = (fresh.shown, fresh.digests);
        let reads = Reads { step, factor: Some(person), ..Reads::of(unit) };
        let decide = move |loaded: &Loaded| {
            if step.is_some() && loaded.step.is_none() {
                return Err(AppError::SignedOut);
            }
            let before = loaded.factor.as_ref();
            let mut set = Set::of(before)?;
            // Who has a factor by now is asked for it: what began without one begins anew.
            if set.any() && begun != Begun::More {
                return Err(AppError::SignedOut);
            }
            change(&mut set)?;
            let any = set.any();
            let anew = any && set.recovery.is_empty();
            if anew {
                set.recovery.clone_from(&digests);
            } else if !any {
                set.recovery.clear();
            }
            let last = last.unwrap_or_else(|| before.map_or(0, |factor| factor.last_code));
            let mut all = beside.clone();
            all.push(Beside::FactorSet(set.factor(person, last, newer(before.map(|f| f.changed), now))?));
            all.extend(step.map(Beside::StepTaken));
            let answer = if anew { "anew" } else { "" };
            Ok(Writes { beside: all, answer: answer.to_owned(), ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, .. } if answer == "anew" => Ok(shown),
            Outcome::Done { .. } => Ok(Vec::new()),
            Outcome::Refused(error) => Err(error),
        }
    }
}

/// When a change happened: later than the one before, whatever the clock says, so that it wins over it.
pub(super) fn newer(before: Option<Moment>, now: Moment) -> Moment {
    before.map_or(now, |before| now.max(Moment::from_millis(before.millis() + 1)))
}

fn wrong(fault: PasskeyFault) -> AppError {
    AppError::invalid("key", fault.key())
}
