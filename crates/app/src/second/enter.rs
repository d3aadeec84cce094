//! The second step of signing in.

use super::own::{Begun, SetUpCodes, Setting, newer};
use super::set::{Given, Set};
use super::{ASKED, SET_UP, Site, TRIED};
use crate::session::NewSession;
use crate::{App, AppError, steps};
use domain::identity::Account;
use domain::identity::second::{Next, PATIENCE_MINUTES, SecondFactor, WINDOW_MINUTES, may_try};
use domain::records::RecordKind;
use domain::words::{Day, Moment, PersonId};
use serde::{Deserialize, Serialize};
use signin::Hidden;
use store::{Beside, Loaded, Outcome, Reads, Step, Writes};

/// Seconds after which a person may try again.
const RETRY_SECONDS: u32 = 15 * 60;

/// How far somebody came with the right password.
#[derive(Debug)]
pub enum Entered {
    /// In.
    In(NewSession),
    /// In, and to set up a second factor by this day.
    SetUpBy(NewSession, Day),
    /// The second factor is asked for.
    Second(Asked),
    /// A second factor must be set up first.
    SetUp(SetUpCodes),
}

/// A second factor that is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What the form carries: it says that the password was right.
    pub ticket: Hidden,
    /// Whether a code from an authenticator will do.
    pub codes: bool,
    /// For the browser's script, where the person has keys in devices.
    pub options: Option<String>,
}

/// What somebody brings to the second step: a code that was typed, or what the script brought from a device.
#[derive(Clone, Copy)]
pub struct Brought<'a> {
    /// What the form carried.
    pub ticket: &'a str,
    /// A code of an authenticator or one on paper.
    pub code: &'a str,
    /// What the script brought; empty where a code was typed.
    pub answer: &'a str,
    /// For keys in devices, where the address has a name.
    pub site: Option<&'a Site>,
}

/// What is kept between password and second factor.
#[derive(Serialize, Deserialize)]
pub(super) struct Waits {
    pub(super) person: PersonId,
    codes: bool,
    options: Option<String>,
    state: Option<Hidden>,
}

impl Waits {
    pub(super) fn asked(self, ticket: &str) -> Asked {
        Asked { ticket: Hidden::new(ticket), codes: self.codes, options: self.options }
    }
}

/// Why nobody comes in.
enum Not {
    /// The step was taken, or never was.
    Gone,
    /// Too many wrong tries.
    Enough,
    /// Our own side.
    Fault(AppError),
}

impl App {
    /// What comes after the right password.
    pub(crate) async fn after_password(
        &self,
        account: Account,
        site: Option<&Site>,
        now: Moment,
    ) -> Result<Entered, AppError> {
        let rule = self.second_rule().await?;
        let person = account.person;
        let factor = self.inner.store.read(move |r| r.factor(person)).await?;
        let set = Set::of(factor.as_ref())?;
        let today = now.day();
        let since = since(&account, &rule, today);
        match rule.next(&account.roles_on(today), since, set.any(), now) {
            Next::In => Ok(Entered::In(self.session_open(&account, now).await?)),
            Next::SetUpBy(day) => Ok(Entered::SetUpBy(self.session_open(&account, now).await?, day)),
            Next::SetUpNow => Ok(Entered::SetUp(self.codes_begin(&account, Begun::Entering).await?)),
            Next::Second => Ok(Entered::Second(self.second_begin(ASKED, &account, &set, site).await?)),
        }
    }

    async fn session_open(&self, account: &Account, now: Moment) -> Result<NewSession, AppError> {
        let (session, new) = self.session_for(account.person, now);
        let beside = vec![Beside::SessionOpened(session)];
        self.inner.store.put_beside(account.unit.clone(), beside).await?;
        Ok(new)
    }

    /// Begins the second step. `kind`: what it leads to.
    pub(super) async fn second_begin(
        &self,
        kind: &str,
        account: &Account,
        set: &Set,
        site: Option<&Site>,
    ) -> Result<Asked, AppError> {
        let (person, now) = (account.person, self.now());
        let begin = |site: &Site| site.0.begin_sign_in(person, &set.kept_keys(), now).ok();
        // A key that can't be asked for doesn't keep the person from a code.
        let begun = site.filter(|_| !set.keys.is_empty()).and_then(begin);
        let (options, state) = begun.map(|begun| (begun.options, begun.state)).unzip();
        let (ticket, codes) = (self.ticket(), set.codes.is_some() || !set.recovery.is_empty());
        let waits = Waits { person, codes, options, state };
        let ends = now.plus_minutes(PATIENCE_MINUTES);
        self.step_keep(&account.unit, kind, &ticket, ends, &waits).await?;
        Ok(waits.asked(&ticket))
    }

    /// What waits for a second factor; none when its time is over.
    pub(super) async fn second_waits(
        &self,
        kind: &str,
        ticket: &str,
    ) -> Result<Option<(Step, Waits)>, AppError> {
        let Some(step) = self.step_look(kind, ticket).await? else { return Ok(None) };
        let waits = steps::read(&step)?;
        Ok(Some((step, waits)))
    }

    /// What a ticket asks for; none when its time is over.
    pub async fn second_asked(&self, ticket: &str) -> Result<Option<Asked>, AppError> {
        Ok(self.second_waits(ASKED, ticket).await?.map(|(_, waits)| waits.asked(ticket)))
    }

    /// The second step of signing in. `SignedOut`: the first step is too long ago.
    pub async fn second_finish(&self, brought: &Brought<'_>) -> Result<NewSession, AppError> {
        let waits = self.second_waits(ASKED, brought.ticket).await?;
        let (step, waits) = waits.ok_or(AppError::SignedOut)?;
        let (session, new) = self.session_for(waits.person, self.now());
        self.second_opens(step, waits, brought, vec![Beside::SessionOpened(session)]).await?;
        Ok(new)
    }

    /// Whether what was brought opens. That it was used stands in one unit of work with what comes of it.
    pub(super) async fn second_opens(
        &self,
        step: Step,
        waits: Waits,
        brought: &Brought<'_>,
        opened: Vec<Beside>,
    ) -> Result<Account, AppError> {
        let (person, digest, now) = (waits.person, step.digest, self.now());
        let account = self.inner.store.read(move |r| r.account(person)).await?;
        let account = account.filter(Account::may_sign_in).ok_or(AppError::SignedOut)?;
        self.must_live_here(&account.unit).await?;
        let given = Given {
            code: brought.code.chars().take(60).collect(),
            answer: brought.answer.to_owned(),
            state: waits.state,
            site: brought.site.cloned(),
            person,
            now,
        };
        let reads = Reads {
            step: Some(digest),
            factor: Some(person),
            attempts: vec![tries(person, now)],
            ..Reads::of(account.unit.clone())
        };
        let decide = move |loaded: &Loaded| {
            let factor = loaded.factor.as_ref().filter(|_| loaded.step.is_some()).ok_or(Not::Gone)?;
            if loaded.attempts.iter().any(|wrong| !may_try(*wrong)) {
                return Err(Not::Enough);
            }
            let set = Set::of(Some(factor)).map_err(Not::Fault)?;
            let Some((after, last)) = set.open(factor.last_code, &given) else {
                // Counted in the same unit of work: guesses that come all at once find each other's traces.
                return Ok(Writes { beside: vec![tried(person, now)], ..Writes::default() });
            };
            let mut kept = after.factor(person, last, factor.changed).map_err(Not::Fault)?;
            if kept.body != factor.body {
                // What was used up stays so where the factors travel.
                kept.changed = newer(Some(factor.changed), now);
            }
            let forget = Beside::AttemptsForgotten { scope: TRIED.to_owned(), key: person.to_string() };
            let used = [Beside::FactorSet(kept), Beside::StepTaken(digest), forget];
            let beside = used.into_iter().chain(opened.clone()).collect();
            Ok(Writes { beside, answer: "in".to_owned(), ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, .. } if answer == "in" => Ok(account),
            Outcome::Done { .. } => Err(AppError::invalid("code", "problem-code-wrong")),
            Outcome::Refused(Not::Gone) => Err(AppError::SignedOut),
            Outcome::Refused(Not::Enough) => Err(AppError::TooMany { retry_seconds: RETRY_SECONDS }),
            Outcome::Refused(Not::Fault(error)) => Err(error),
        }
    }

    /// What the province asks of whom.
    pub async fn second_rule(&self) -> Result<SecondFactor, AppError> {
        let province = self.province();
        let read =
            move |r: &store::Reader<'_>| r.record(&province, RecordKind::SecondFactor, SecondFactor::KEY);
        match self.inner.store.read(read).await? {
            Some(record) => record.read().map_err(AppError::fault),
            None => Ok(SecondFactor::default()),
        }
    }

    /// Begins to set up codes.
    pub(super) async fn codes_begin(&self, account: &Account, begun: Begun) -> Result<SetUpCodes, AppError> {
        let (ticket, secret) = (self.ticket(), self.random());
        let setting = Setting { person: account.person, secret, begun };
        let ends = self.now().plus_minutes(PATIENCE_MINUTES);
        self.step_keep(&account.unit, SET_UP, &ticket, ends, &setting).await?;
        SetUpCodes::of(&ticket, &secret, account)
    }
}

/// Wrong tries of a person: what is counted.
pub(super) fn tries(person: PersonId, now: Moment) -> (String, String, Moment) {
    (TRIED.to_owned(), person.to_string(), now.plus_minutes(-WINDOW_MINUTES))
}

/// One more of them.
pub(super) fn tried(person: PersonId, now: Moment) -> Beside {
    Beside::Attempt { scope: TRIED.to_owned(), key: person.to_string(), at: now }
}

/// From which day the rule can bind the person: the first day of a role that it names and that was given from
/// a day on; else the rule's own.
fn since(account: &Account, rule: &SecondFactor, today: Day) -> Day {
    let from = rule.from.unwrap_or(today);
    if account.roles.iter().any(|role| rule.roles.contains(role)) {
        return from;
    }
    let named = account.assignments.iter().filter(|a| a.roles.iter().any(|role| rule.roles.contains(role)));
    named.filter(|a| a.holds(today)).map(|a| a.from).min().unwrap_or(from)
}
