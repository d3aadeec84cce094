//! Accounts: opened, changed and closed by the unit's administrator, on record. Secrets stand beside the
//! ledger.

mod send;

pub use send::AccountStands;

use crate::delegations::TEXT;
use crate::dossier::text;
use crate::error::Problem;
use crate::session::hex;
use crate::{App, AppError};
use domain::dossier::{Refusal, RefusalCode};
use domain::identity::{Account, Actor, Assignment, Place, Right, Role, may, scope};
use domain::words::{Day, PersonId, UnitId, nfc, unseen};
use store::{AccountChange, Beside, Loaded, Outcome, Reads, Stamp, Writes};

/// Shortest password that is taken.
const PASSWORD_CHARACTERS: usize = 10;

/// A person as typed.
#[derive(Clone, Debug, Default)]
pub struct PersonInput {
    /// The name to sign in with.
    pub login: String,
    /// Family name first.
    pub name: String,
    /// The position.
    pub title: String,
    /// Roles by name.
    pub roles: Vec<String>,
}

/// Roles from a day to a day, as typed.
#[derive(Clone, Debug, Default)]
pub struct AssignmentInput {
    /// Roles by name.
    pub roles: Vec<String>,
    /// The first day.
    pub from: String,
    /// The last day; empty while nobody knows it.
    pub to: String,
    /// The paper that says so.
    pub act: String,
}

fn assignment(input: &AssignmentInput, place: &Place, today: Day) -> Result<Assignment, AppError> {
    let mut problems = Vec::new();
    let act = text("act", &input.act, TEXT, &mut problems);
    let roles: Result<Vec<Role>, _> = input.roles.iter().map(|r| r.parse()).collect();
    let mut day = |field: &str, typed: &str| {
        let day = Day::parse(typed);
        if day.is_none() {
            problems.push(Problem::new(field, "problem-date"));
        }
        day
    };
    let from = day("from", &input.from);
    let to = if input.to.trim().is_empty() { None } else { day("to", &input.to) };
    let made = Assignment { roles: roles.unwrap_or_default(), from: from.unwrap_or(today), to, act };
    let faults = made.faults(place, today);
    problems.extend(faults.into_iter().map(|f| Problem::new(f.field(), f.key())));
    if problems.is_empty() { Ok(made) } else { Err(AppError::Invalid(problems)) }
}

struct Person {
    login: String,
    name: String,
    title: String,
    roles: Vec<Role>,
}

fn check(input: &PersonInput) -> Result<Person, AppError> {
    let mut problems = Vec::new();
    let mut line = |field: &str, raw: &str, key| {
        let text = nfc(raw.trim());
        if text.is_empty() || text.chars().count() > 120 || text.chars().any(unseen) {
            problems.push(Problem::new(field, key));
        }
        text
    };
    let name = line("name", &input.name, "problem-name-missing");
    let title = line("title", &input.title, "problem-title-missing");
    let login = input.login.trim().to_lowercase();
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    if !(3..=60).contains(&login.len()) || !login.chars().all(allowed) {
        problems.push(Problem::new("login", "problem-login"));
    }
    let roles: Result<Vec<Role>, _> = input.roles.iter().map(|r| r.parse()).collect();
    let roles = roles.unwrap_or_default();
    if roles.is_empty() {
        problems.push(Problem::new("roles", "problem-roles"));
    }
    if problems.is_empty() {
        Ok(Person { login, name, title, roles })
    } else {
        Err(AppError::Invalid(problems))
    }
}

impl App {
    /// The people that the actor may see.
    pub async fn people(&self, actor: &Actor) -> Result<Vec<Account>, AppError> {
        let scope = scope(actor, Right::PeopleRead);
        Ok(self.inner.store.read(move |r| r.accounts(&scope)).await?)
    }

    /// One person.
    pub async fn person(&self, actor: &Actor, person: PersonId) -> Result<Account, AppError> {
        let found = self.inner.store.read(move |r| r.account(person)).await?;
        found.filter(|a| may(actor, Right::PeopleRead, &place(a))).ok_or(AppError::NotFound)
    }

    /// Opens an account in the actor's unit; answers with its first password, shown once.
    pub async fn person_open(
        &self,
        actor: &Actor,
        input: &PersonInput,
    ) -> Result<(Account, String), AppError> {
        let place = actor.place();
        if !may(actor, Right::PeopleManage, &place) {
            return Err(AppError::Forbidden);
        }
        let password = hex(&self.random::<8>());
        let stamp = self.stamp(self.now(), actor);
        let account = self.account_put(stamp, &place, input, Some(&password)).await?;
        Ok((account, password))
    }

    /// Opens an account without anybody asking: setting a node up.
    pub async fn account_seed(
        &self,
        unit: &UnitId,
        input: &PersonInput,
        password: Option<&str>,
    ) -> Result<Account, AppError> {
        let place = Place { unit: unit.clone(), province: self.world().province_of(unit) };
        self.account_put(self.system_stamp("setup"), &place, input, password).await
    }

    async fn account_put(
        &self,
        stamp: Stamp,
        place: &Place,
        input: &PersonInput,
        password: Option<&str>,
    ) -> Result<Account, AppError> {
        let person = check(input)?;
        if !person.roles.iter().all(|role| role.fits(place)) {
            return Err(AppError::invalid("roles", "problem-roles"));
        }
        let account = Account {
            person: self.person_id(stamp.at),
            login: person.login,
            name: person.name,
            title: person.title,
            unit: place.unit.clone(),
            province: place.province.clone(),
            roles: person.roles,
            assignments: Vec::new(),
            open: true,
            version: 1,
            moved_to: None,
        };
        let beside = match password {
            Some(password) => vec![self.credential(account.person, password, stamp.at).await?],
            None => Vec::new(),
        };
        let reads = Reads { login: Some(account.login.clone()), ..Reads::of(place.unit.clone()) };
        let after = account.clone();
        let run = move |loaded: &Loaded| {
            if loaded.login_taken {
                return Err(());
            }
            let accounts = vec![AccountChange { stamp: stamp.clone(), after: after.clone() }];
            Ok(Writes { accounts, beside: beside.clone(), ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(account),
            Outcome::Refused(()) => Err(AppError::invalid("login", "problem-login-taken")),
        }
    }

    async fn credential(
        &self,
        person: PersonId,
        password: &str,
        at: domain::words::Moment,
    ) -> Result<Beside, AppError> {
        let password_hash = self.inner.passwords.hash(password.to_owned(), self.random()).await?;
        Ok(Beside::Credential { person, password_hash, at })
    }

    /// Closes or reopens an account; its sessions end. Nobody closes the own account.
    pub async fn person_set_open(&self, actor: &Actor, person: PersonId, open: bool) -> Result<(), AppError> {
        if person == actor.person {
            return Err(AppError::invalid("person", "problem-own-account"));
        }
        if !open {
            return self.person_close(actor, person).await;
        }
        let change = move |account: &mut Account| account.open = true;
        self.account_change(actor, person, None, change, vec![Beside::SessionsEnded(person)]).await
    }

    /// Sets what a person does in the unit. `seen` is the account's version on the page that asks: a page
    /// that is out of date changes nothing.
    pub async fn person_set_roles(
        &self,
        actor: &Actor,
        person: PersonId,
        seen: u32,
        roles: &[String],
    ) -> Result<(), AppError> {
        let parsed: Result<Vec<Role>, _> = roles.iter().map(|r| r.parse()).collect();
        let parsed = parsed.unwrap_or_default();
        let home = actor.place();
        let wrong = parsed.is_empty() || !parsed.iter().all(|role| role.fits(&home));
        if wrong {
            return Err(AppError::invalid("roles", "problem-roles"));
        }
        let change = move |account: &mut Account| account.roles.clone_from(&parsed);
        self.account_change(actor, person, Some(seen), change, Vec::new()).await
    }

    /// Gives a person roles from a day to a day, by a paper.
    pub async fn person_assign(
        &self,
        actor: &Actor,
        person: PersonId,
        seen: u32,
        input: &AssignmentInput,
    ) -> Result<(), AppError> {
        let assignment = assignment(input, &actor.place(), self.now().day())?;
        let change = move |account: &mut Account| account.assignments.push(assignment.clone());
        self.account_change(actor, person, Some(seen), change, Vec::new()).await
    }

    /// Ends an assignment that still lasts: the day before today is its last, and one that would have begun
    /// later never does.
    pub async fn person_assignment_end(
        &self,
        actor: &Actor,
        person: PersonId,
        seen: u32,
        number: usize,
    ) -> Result<(), AppError> {
        let today = self.now().day();
        let change = move |account: &mut Account| {
            if let Some(a) = account.assignments.get_mut(number).filter(|a| a.to.is_none_or(|to| to >= today))
            {
                a.to = Some(today.plus(-1));
            }
        };
        self.account_change(actor, person, Some(seen), change, Vec::new()).await
    }

    /// Gives a person a new password, shown once; sessions end.
    pub async fn person_reset(&self, actor: &Actor, person: PersonId) -> Result<String, AppError> {
        let account = self.managed(actor, person).await?;
        let password = hex(&self.random::<8>());
        let secret = self.credential(person, &password, self.now()).await?;
        self.inner.store.put_beside(account.unit, vec![secret, Beside::SessionsEnded(person)]).await?;
        Ok(password)
    }

    /// Changes the own password.
    pub async fn password_change(&self, actor: &Actor, old: &str, new: &str) -> Result<(), AppError> {
        if new.chars().count() < PASSWORD_CHARACTERS || new.len() > 500 {
            return Err(AppError::invalid("new", "problem-password-short"));
        }
        let account = self.password_again(actor.person, old, "old").await?;
        let secret = self.credential(account.person, new, self.now()).await?;
        Ok(self.inner.store.put_beside(account.unit, vec![secret]).await?)
    }

    pub(crate) async fn managed(&self, actor: &Actor, person: PersonId) -> Result<Account, AppError> {
        let account = self.person(actor, person).await?;
        if !may(actor, Right::PeopleManage, &place(&account)) {
            return Err(AppError::Forbidden);
        }
        // Passwords and keys too are given where the unit works.
        self.must_live_here(&account.unit).await?;
        Ok(account)
    }

    async fn account_change(
        &self,
        actor: &Actor,
        person: PersonId,
        seen: Option<u32>,
        change: impl Fn(&mut Account) + Send + 'static,
        beside: Vec<Beside>,
    ) -> Result<(), AppError> {
        let account = self.managed(actor, person).await?;
        let stamp = self.stamp(self.now(), actor);
        let reads = Reads { account: Some(person), ..Reads::of(account.unit) };
        let run = move |loaded: &Loaded| {
            let mut after = loaded.account.clone().ok_or(AppError::NotFound)?;
            if after.moved_to.is_some() {
                return Err(Refusal::from(RefusalCode::InTransit).into());
            }
            if seen.is_some_and(|seen| seen != after.version) {
                let facts = vec![("version", after.version.to_string())];
                return Err(Refusal::of(RefusalCode::Stale, facts).into());
            }
            let before = after.clone();
            change(&mut after);
            if after == before {
                return Ok(Writes::default());
            }
            after.version += 1;
            let accounts = vec![AccountChange { stamp: stamp.clone(), after }];
            Ok(Writes { accounts, beside: beside.clone(), ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(error),
        }
    }
}

pub(crate) fn place(account: &Account) -> Place {
    Place { unit: account.unit.clone(), province: account.province.clone() }
}
