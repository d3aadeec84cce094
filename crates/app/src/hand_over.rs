//! Who leaves hands over: a whole worklist goes to others in one act, substitutions end, the account may be
//! closed with it. All of it is one unit of work: nobody ever sees half.

use crate::dossier::text;
use crate::error::Problem;
use crate::people::place;
use crate::{App, AppError, Once, delegations, key_of};
use domain::dossier::{Colleague, Dossier, Event, Refusal, RefusalCode, spread};
use domain::identity::{Account, Actor, Delegation, Revoked, Right, Share, Who, WorklistHandOver, may};
use domain::packs::Definition;
use domain::records::Body;
use domain::words::{Moment, PersonId, ProcedureCode, StepId};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::read::{Sort, Whose, WorklistFilter};
use store::{AccountChange, Act, Beside, Loaded, Outcome, Reads, RecordChange, Stamp, StoreError, Writes};

/// A hand-over as typed.
#[derive(Clone, Debug, Default)]
pub struct HandOverInput {
    /// Who takes over: persons' ids.
    pub to: Vec<String>,
    /// Why.
    pub reason: String,
    /// Whether the account is closed with it.
    pub close: bool,
}

/// What a hand-over did; kept with the idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOn {
    /// How many dossiers.
    pub count: u32,
    /// Who got how many.
    pub to: Vec<Share>,
    /// Whether the account was closed.
    pub closed: bool,
}

/// What there is to hand over.
#[derive(Clone, Debug)]
pub struct HandOverView {
    /// Who leaves.
    pub account: Account,
    /// How many open dossiers the person took on, by step.
    pub work: Vec<(StepId, u32)>,
    /// Colleagues who work at one of these steps, or at any where there is nothing to hand over.
    pub heirs: Vec<Colleague>,
    /// Substitutions of the person that still last.
    pub delegations: usize,
    /// Whether the actor may close the account with it.
    pub may_close: bool,
}

type Definitions = BTreeMap<(ProcedureCode, String), Arc<Definition>>;

/// A stamp of its own for each entry of one unit of work.
struct Stamps {
    seed: [u8; 16],
    first: Stamp,
}

impl Stamps {
    /// The salt follows from a seed that nobody keeps, so that the decision itself draws no chance.
    fn nth(&self, n: usize) -> Stamp {
        let digest: [u8; 32] = Sha256::digest([&self.seed[..], &n.to_be_bytes()[..]].concat()).into();
        let mut salt = [0; 16];
        salt.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Stamp { salt, ..self.first.clone() }
    }
}

/// The substitutions of a person that still last, as they are when they end now.
fn ended(
    loaded: &Loaded,
    person: PersonId,
    by: PersonId,
    now: Moment,
    reason: &str,
) -> Result<Vec<(String, String)>, AppError> {
    let mut all = delegations::loaded_given(loaded)?;
    all.retain(|(_, d)| [d.principal, d.substitute].contains(&person) && d.lasts(now.day()));
    let end = |(key, mut d): (String, Delegation)| {
        d.revoked = Some(Revoked { at: now, by, reason: reason.to_owned() });
        Ok((key, d.text().map_err(AppError::fault)?))
    };
    all.into_iter().map(end).collect()
}

/// A hand-over that is about to be decided.
struct Attempt {
    actor: PersonId,
    leaver: PersonId,
    to: Vec<PersonId>,
    reason: String,
    close: bool,
    definitions: Definitions,
    key: String,
    now: Moment,
    stamps: Stamps,
}

impl Attempt {
    fn decide(&self, loaded: &Loaded) -> Result<Writes, AppError> {
        let leaver = loaded.people.iter().find(|a| a.person == self.leaver).ok_or(AppError::NotFound)?;
        if leaver.moved_to.is_some() {
            return Err(Refusal::from(RefusalCode::InTransit).into());
        }
        let dealt = self.deal(loaded)?;
        if dealt.is_empty() && !(self.close && leaver.open) {
            return Err(AppError::invalid("to", "problem-hand-over-nothing"));
        }
        let closes = self.close && leaver.open;
        let ended =
            if closes { ended(loaded, self.leaver, self.actor, self.now, &self.reason)? } else { Vec::new() };
        let mut shares: Vec<Share> = Vec::new();
        for (_, event) in &dealt {
            match shares.iter_mut().find(|s| s.person == event.person) {
                Some(share) => share.count += 1,
                None => shares.push(Share { person: event.person, name: event.name.clone(), count: 1 }),
            }
        }
        let count = shares.iter().map(|s| s.count).sum();
        let record = WorklistHandOver {
            leaver: self.leaver,
            name: leaver.name.clone(),
            to: shares.clone(),
            count,
            delegations_ended: u32::try_from(ended.len()).unwrap_or(u32::MAX),
            closed: closes,
            reason: self.reason.clone(),
        };
        let answer = HandedOn { count, to: shares, closed: closes };
        let mut writes =
            Writes { answer: serde_json::to_string(&answer).map_err(AppError::fault)?, ..Writes::default() };
        let mut n = 0..;
        let mut stamp = || self.stamps.nth(n.next().unwrap_or_default());
        for (dossier, event) in dealt {
            let (event, note) = (Event::Assigned(event), self.reason.clone());
            writes.acts.push(Act { stamp: stamp(), dossier, event, note });
        }
        if closes {
            let after = Account { open: false, version: leaver.version + 1, ..leaver.clone() };
            writes.accounts.push(AccountChange { stamp: stamp(), after });
            writes.beside.push(Beside::SessionsEnded(self.leaver));
        }
        let mut set = |kind, key, body| writes.records.push(RecordChange { stamp: stamp(), kind, key, body });
        for (key, body) in ended {
            set(Delegation::KIND, key, body);
        }
        set(WorklistHandOver::KIND, self.key.clone(), record.text().map_err(AppError::fault)?);
        Ok(writes)
    }

    /// Deals the dossiers out as they are now.
    fn deal(
        &self,
        loaded: &Loaded,
    ) -> Result<Vec<(domain::words::DossierId, domain::dossier::Assigned)>, AppError> {
        let unknown = || AppError::invalid("to", "problem-hand-over-to");
        let given: Vec<Delegation> = delegations::loaded_given(loaded)?.into_iter().map(|(_, d)| d).collect();
        let able = delegations::able(&loaded.people, &given, self.now.day());
        let heir = |person: &PersonId| able.iter().find(|c| c.person == *person).cloned();
        let heirs: Option<Vec<Colleague>> = self.to.iter().map(heir).collect();
        let heirs = heirs.filter(|h| h.iter().all(|c| c.person != self.leaver)).ok_or_else(unknown)?;
        if heirs.is_empty() && !loaded.dossiers.is_empty() {
            return Err(unknown());
        }
        let mut work = Vec::with_capacity(loaded.dossiers.len());
        for dossier in &loaded.dossiers {
            // A dossier that came meanwhile: the page is out of date.
            let known = self.definitions.get(&of(dossier));
            let known =
                known.ok_or_else(|| Refusal::with(RefusalCode::Stale, "version", &dossier.version))?;
            work.push((dossier, &known.process));
        }
        Ok(spread(work, &heirs)?)
    }
}

fn of(dossier: &Dossier) -> (ProcedureCode, String) {
    (dossier.filing.procedure.clone(), dossier.filing.revision.clone())
}

impl App {
    async fn leaver(&self, actor: &Actor, person: PersonId) -> Result<Account, AppError> {
        let account = self.person(actor, person).await?;
        if may(actor, Right::WorkHandOver, &place(&account)) { Ok(account) } else { Err(AppError::Forbidden) }
    }

    /// Closes an account: its sessions and substitutions end. Who still has dossiers hands them over first.
    pub(crate) async fn person_close(&self, actor: &Actor, person: PersonId) -> Result<(), AppError> {
        let account = self.managed(actor, person).await?;
        let (now, by) = (self.now(), actor.person);
        let stamps = Stamps { seed: self.random(), first: self.stamp(now, actor) };
        let reads = Reads {
            account: Some(person),
            record_kinds: vec![Delegation::KIND],
            assigned_to: Some(person),
            ..Reads::of(account.unit)
        };
        let run = move |loaded: &Loaded| {
            let before = loaded.account.clone().ok_or(AppError::NotFound)?;
            if before.moved_to.is_some() {
                return Err(Refusal::from(RefusalCode::InTransit).into());
            }
            if !loaded.dossiers.is_empty() {
                let first = Problem::new("person", "problem-hand-over-first");
                return Err(AppError::Invalid(vec![first.with("count", loaded.dossiers.len())]));
            }
            if !before.open {
                return Ok(Writes::default());
            }
            let after = Account { open: false, version: before.version + 1, ..before };
            let accounts = vec![AccountChange { stamp: stamps.nth(0), after }];
            let ended = ended(loaded, person, by, now, "")?.into_iter().enumerate();
            let records = ended.map(|(n, (key, body))| RecordChange {
                stamp: stamps.nth(n + 1),
                kind: Delegation::KIND,
                key,
                body,
            });
            let (records, beside) = (records.collect(), vec![Beside::SessionsEnded(person)]);
            Ok(Writes { accounts, records, beside, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(error),
        }
    }

    /// The open dossiers that a person took on in the unit, with the procedures as they keep them.
    async fn taken(&self, account: &Account) -> Result<(Vec<store::DossierRow>, Definitions), AppError> {
        let (scope, person) = (domain::identity::Scope::Unit(account.unit.clone()), account.person);
        let filter = WorklistFilter { open: true, whose: Whose::Of(vec![person]), ..Default::default() };
        let read = self.inner.store.read(move |r| r.worklist(&scope, &filter, Sort::Due, None, u32::MAX - 1));
        let rows = read.await?.rows;
        let mut definitions = Definitions::new();
        for row in &rows {
            let key = (row.procedure.clone(), row.revision.clone());
            if let std::collections::btree_map::Entry::Vacant(place) = definitions.entry(key) {
                place.insert(self.definition(&row.procedure, &row.revision).await?);
            }
        }
        Ok((rows, definitions))
    }

    /// How many open dossiers a person took on, and what was handed over before: when, by whom, what.
    pub async fn work_of(
        &self,
        actor: &Actor,
        person: PersonId,
    ) -> Result<(u32, Vec<(Moment, String, WorklistHandOver)>), AppError> {
        let account = self.person(actor, person).await?;
        let scope = domain::identity::Scope::Unit(account.unit.clone());
        let found = self.inner.store.read(move |r| {
            let count: u64 =
                r.open_counts(&scope, Moment::from_millis(0), &[person])?.iter().map(|c| c.taken).sum();
            let kept =
                r.records_under(&account.unit, WorklistHandOver::KIND, &WorklistHandOver::keys_of(person))?;
            let mut before = Vec::with_capacity(kept.len());
            for record in kept {
                let body = record.read().map_err(StoreError::unreadable("a hand-over"))?;
                let by = match record.actor.parse() {
                    Ok(Who::Person { person, .. }) => r.account(person)?.map(|a| a.name),
                    _ => None,
                };
                before.push((record.at, by.unwrap_or(record.actor), body));
            }
            Ok((u32::try_from(count).unwrap_or(u32::MAX), before))
        });
        Ok(found.await?)
    }

    /// What there is to hand over, and to whom it can go.
    pub async fn hand_over_view(&self, actor: &Actor, person: PersonId) -> Result<HandOverView, AppError> {
        let account = self.leaver(actor, person).await?;
        let (rows, definitions) = self.taken(&account).await?;
        let mut work: BTreeMap<StepId, u32> = BTreeMap::new();
        let mut roles = Vec::new();
        for row in &rows {
            *work.entry(row.step.clone()).or_default() += 1;
            let known = definitions.get(&(row.procedure.clone(), row.revision.clone()));
            roles.extend(known.and_then(|d| d.process.step(&row.step)).map(|s| s.role));
        }
        let mut heirs = self.colleagues(account.unit.clone()).await?;
        let fits = |c: &Colleague| rows.is_empty() || roles.iter().any(|r| c.roles.contains(r));
        heirs.retain(|c| c.person != person && fits(c));
        let today = self.now().day();
        let lasting = self.delegations_of(actor, person).await?;
        Ok(HandOverView {
            work: work.into_iter().collect(),
            heirs,
            delegations: lasting.iter().filter(|s| s.delegation.lasts(today)).count(),
            may_close: may(actor, Right::PeopleManage, &place(&account)) && person != actor.person,
            account,
        })
    }

    /// Hands a person's whole worklist over. The answer says whether it is an earlier one given again.
    pub async fn worklist_hand_over(
        &self,
        actor: &Actor,
        leaver: PersonId,
        input: &HandOverInput,
        once: Option<Once>,
    ) -> Result<(HandedOn, bool), AppError> {
        let account = self.leaver(actor, leaver).await?;
        if input.close && !may(actor, Right::PeopleManage, &place(&account)) {
            return Err(AppError::Forbidden);
        }
        let mut problems = Vec::new();
        if input.close && leaver == actor.person {
            problems.push(Problem::new("close", "problem-own-account"));
        }
        let to: Result<Vec<PersonId>, _> = input.to.iter().map(|p| p.parse()).collect();
        let to = to.unwrap_or_else(|_| {
            problems.push(Problem::new("to", "problem-hand-over-to"));
            Vec::new()
        });
        let reason = text("reason", &input.reason, delegations::TEXT, &mut problems);
        if reason.chars().count() < 3 {
            problems.push(Problem::new("reason", "problem-hand-over-reason"));
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let now = self.now();
        let (_, definitions) = self.taken(&account).await?;
        let attempt = Attempt {
            actor: actor.person,
            leaver,
            to,
            reason,
            close: input.close,
            definitions,
            key: format!("{}{}", WorklistHandOver::keys_of(leaver), self.uuid(now)),
            now,
            stamps: Stamps {
                seed: self.random(),
                first: self.stamp_as(now, actor, &Right::WorkHandOver.roles()),
            },
        };
        let reads = Reads {
            people: true,
            record_kinds: vec![Delegation::KIND],
            assigned_to: Some(leaver),
            idempotency: key_of(once, actor, now)?,
            ..Reads::of(account.unit)
        };
        match self.inner.store.submit(reads, move |loaded: &Loaded| attempt.decide(loaded)).await? {
            Outcome::Done { answer, replayed } => {
                Ok((serde_json::from_str(&answer).map_err(AppError::fault)?, replayed))
            }
            Outcome::Refused(error) => Err(error),
        }
    }
}
