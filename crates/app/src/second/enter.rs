//! The second step of signing in.

use super::own::{SetUpCodes, Setting};
use super::set::{Given, Set};
use super::{ASKED, SET_UP, Site, TRIED};
use crate::session::NewSession;
use crate::{App, AppError, steps};
use domain::identity::Account;
use domain::identity::second::{Next, Occasion, PATIENCE_MINUTES, SecondFactor, WINDOW_MINUTES, may_try};
use domain::records::RecordKind;
use domain::words::{Day, Moment, PersonId};
use serde::{Deserialize, Serialize};
use signin::Hidden;
use store::{Beside, Loaded, Outcome, Reads, Writes};

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

/// What is kept between password and second factor.
#[derive(Serialize, Deserialize)]
struct Waits {
    person: PersonId,
    codes: bool,
    options: Option<String>,
    state: Option<Hidden>,
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
        let factors = set.factors(factor.map(|f| f.changed));
        let occasion = Occasion::SignIn { remembered: None };
        match rule.next(&account.roles_on(today), since, &factors, occasion, now) {
            Next::In => Ok(Entered::In(self.session_open(&account, now).await?)),
            Next::SetUpBy(day) => Ok(Entered::SetUpBy(self.session_open(&account, now).await?, day)),
            Next::SetUpNow => Ok(Entered::SetUp(self.codes_begin(&account, true, now).await?)),
            Next::Second => Ok(Entered::Second(self.second_begin(&account, &set, site, now).await?)),
        }
    }

    async fn session_open(&self, account: &Account, now: Moment) -> Result<NewSession, AppError> {
        let (session, new) = self.session_for(account.person, now);
        let beside = vec![Beside::SessionOpened(session)];
        self.inner.store.put_beside(account.unit.clone(), beside).await?;
        Ok(new)
    }

    async fn second_begin(
        &self,
        account: &Account,
        set: &Set,
        site: Option<&Site>,
        now: Moment,
    ) -> Result<Asked, AppError> {
        let begin = |site: &Site| site.0.begin_sign_in(account.person, &set.kept_keys(), now).ok();
        // A key that can't be asked for doesn't keep the person from a code.
        let begun = site.filter(|_| !set.keys.is_empty()).and_then(begin);
        let (options, state) = begun.map(|begun| (begun.options, begun.state)).unzip();
        let (ticket, codes) = (self.ticket(), set.codes.is_some() || !set.recovery.is_empty());
        let waits = Waits { person: account.person, codes, options: options.clone(), state };
        let ends = now.plus_minutes(PATIENCE_MINUTES);
        self.step_keep(&account.unit, ASKED, &ticket, ends, &waits).await?;
        Ok(Asked { ticket: Hidden::new(ticket), codes, options })
    }

    /// What a ticket asks for; none when its time is over.
    pub async fn second_asked(&self, ticket: &str) -> Result<Option<Asked>, AppError> {
        let Some(step) = self.step_look(ASKED, ticket).await? else { return Ok(None) };
        let Waits { codes, options, .. } = steps::read(&step)?;
        Ok(Some(Asked { ticket: Hidden::new(ticket), codes, options }))
    }

    /// The second step: a code that was typed, or what the script brought from a device. `SignedOut`: the
    /// first step is too long ago.
    pub async fn second_finish(
        &self,
        ticket: &str,
        code: &str,
        answer: &str,
        site: Option<&Site>,
    ) -> Result<NewSession, AppError> {
        let now = self.now();
        let step = self.step_look(ASKED, ticket).await?.ok_or(AppError::SignedOut)?;
        let waits: Waits = steps::read(&step)?;
        let (person, digest) = (waits.person, step.digest);
        let account = self.inner.store.read(move |r| r.account(person)).await?;
        let account = account.filter(Account::may_sign_in).ok_or(AppError::SignedOut)?;
        self.must_live_here(&account.unit).await?;
        let (session, new) = self.session_for(person, now);
        let given = Given {
            code: code.chars().take(60).collect(),
            answer: answer.to_owned(),
            state: waits.state,
            site: site.cloned(),
            person,
            now,
        };
        let reads = Reads {
            step: Some(digest),
            factor: Some(person),
            attempts: Some(tries(person, now)),
            ..Reads::of(account.unit)
        };
        let decide = move |loaded: &Loaded| {
            let factor = loaded.factor.as_ref().filter(|_| loaded.step.is_some()).ok_or(Not::Gone)?;
            if !may_try(loaded.attempts) {
                return Err(Not::Enough);
            }
            let set = Set::of(Some(factor)).map_err(Not::Fault)?;
            let Some((after, last)) = set.open(factor.last_code, &given) else {
                // Counted in the same unit of work: guesses that come all at once find each other's traces.
                return Ok(Writes { beside: vec![tried(person, now)], ..Writes::default() });
            };
            let kept = after.factor(person, last, factor.changed).map_err(Not::Fault)?;
            let forget = Beside::AttemptsForgotten { scope: TRIED.to_owned(), key: person.to_string() };
            let opened = Beside::SessionOpened(session.clone());
            let beside = vec![Beside::FactorSet(kept), Beside::StepTaken(digest), forget, opened];
            Ok(Writes { beside, answer: "in".to_owned(), ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, .. } if answer == "in" => Ok(new),
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

    /// Begins to set up codes. `entering`: before the first session.
    pub(super) async fn codes_begin(
        &self,
        account: &Account,
        entering: bool,
        now: Moment,
    ) -> Result<SetUpCodes, AppError> {
        let (ticket, secret) = (self.ticket(), self.random());
        let setting = Setting { person: account.person, secret, entering };
        let ends = now.plus_minutes(PATIENCE_MINUTES);
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
