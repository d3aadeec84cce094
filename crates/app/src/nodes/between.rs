//! What goes from unit to unit, and is done by the node that the receiving unit lives at: dossiers and people
//! on their way are taken over, what citizens did at the centre is taken up, children are settled. It makes
//! no difference whether the giver's ledger is written here too or came over the line: both are rows here by
//! then. Each step looks at what is there, so doing it again does nothing, and what fails is left for the
//! next look and holds up nothing else.

use super::Living;
use crate::dossier::Settled;
use crate::{App, AppError};
use domain::dossier::{Dossier, HandOverReason, Refusal, hand_over, take_over};
use domain::identity::moving;
use domain::identity::{Account, Place};
use domain::words::{DossierId, Moment, UnitId};
use std::convert::Infallible;
use std::sync::PoisonError;
use store::read::Arriving;
use store::{AccountChange, Act, Beside, Loaded, Outcome, Reads, Stamp, Writes};

/// Rows that are looked through at a time.
const PAGE: u32 = 500;
/// Most that is taken over in one look; what is left comes with the next.
const MOST: usize = 2_000;
/// Most people on their way that are looked at: more than a province has.
const PEOPLE: u32 = 100_000;
/// How far back it is looked for what is on its way, in minutes: node clocks differ, and a line may have been
/// cut over a long holiday. Once an hour everything is looked at.
const BACK_MINUTES: i64 = 10 * 24 * 60;
const WHOLE_MINUTES: i64 = 60;

/// What a look did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// Dossiers that were taken over.
    pub dossiers: usize,
    /// People who came.
    pub people: usize,
    /// Acts of citizens that were taken up.
    pub acts: usize,
    /// What was done between dossiers and their children.
    pub children: Settled,
    /// What couldn't be done now; it is tried again.
    pub failed: usize,
    /// Whether there is more to do than one look does.
    pub more: bool,
}

impl Between {
    /// Whether anything was done.
    pub fn quiet(&self) -> bool {
        let taken = self.dossiers + self.people + self.acts;
        taken == 0 && self.children == Settled::default() && !self.more
    }
}

/// Why a dossier goes, and whether its unit's people go along.
pub(crate) struct Why {
    pub why: HandOverReason,
    pub along: bool,
}

impl App {
    /// Takes over what was handed to units that live here, people and dossiers, takes up what citizens did to
    /// these, and settles children.
    pub async fn between_tick(&self) -> Result<Between, AppError> {
        let mut done = Between::default();
        let living = self.living().await?;
        // People first: a dossier that comes with whoever works on it finds them here.
        self.people_arrive(&living, &mut done).await?;
        let since = self.arriving_since();
        self.dossiers_arrive(&living, since, &mut done).await?;
        // Behind dossiers: what was done to one that comes is taken up where it came to.
        self.acts_arrive(&living, since, &mut done).await?;
        done.children = self.children_tick().await?;
        Ok(done)
    }

    /// Since when what is on its way is looked at now: everything at the first look and once an hour.
    fn arriving_since(&self) -> Moment {
        let now = self.now();
        let mut whole = self.inner.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
        let all = whole.is_none_or(|last| last.plus_minutes(WHOLE_MINUTES) <= now || last > now);
        if all {
            *whole = Some(now);
            return Moment::from_millis(i64::MIN);
        }
        now.plus_minutes(-BACK_MINUTES)
    }

    async fn dossiers_arrive(
        &self,
        living: &Living,
        since: Moment,
        done: &mut Between,
    ) -> Result<(), AppError> {
        let mut after = None;
        loop {
            let from = after.take();
            let page = self.inner.store.read(move |r| r.arriving(since, from, PAGE)).await?;
            after = page.last().map(|a| (a.at, a.id, a.from.clone()));
            let full = page.len() >= usize::try_from(PAGE).unwrap_or(usize::MAX);
            for Arriving { id, from, to, .. } in page {
                if done.dossiers >= MOST {
                    done.more = true;
                    return Ok(());
                }
                if !living.here(&to) {
                    continue;
                }
                match self.take(self.system_stamp("between"), id, from, to).await {
                    Ok(taken) => done.dossiers += usize::from(taken),
                    Err(error) => {
                        tracing::warn!(dossier = %id, %error, "a dossier can't be taken over yet");
                        done.failed += 1;
                    }
                }
            }
            if !full {
                return Ok(());
            }
        }
    }

    async fn people_arrive(&self, living: &Living, done: &mut Between) -> Result<(), AppError> {
        let waiting = self.inner.store.read(|r| r.people_moving(PEOPLE)).await?;
        for account in waiting {
            let Some(to) = account.moved_to.clone().filter(|to| living.here(to)) else { continue };
            if done.people >= MOST {
                done.more = true;
                return Ok(());
            }
            let (person, to) = (account.person, Place { province: self.world().province_of(&to), unit: to });
            match self.person_take(self.system_stamp("between"), &account, &to).await {
                Ok(came) => done.people += usize::from(came),
                Err(error) => {
                    tracing::warn!(%person, %error, "an account can't be taken over yet");
                    done.failed += 1;
                }
            }
        }
        Ok(())
    }

    /// The new unit's half of a person's move, with password and keys; says whether the person came.
    pub(crate) async fn person_take(
        &self,
        stamp: Stamp,
        left: &Account,
        to: &Place,
    ) -> Result<bool, AppError> {
        let person = left.person;
        let Some((after, _)) = moving::taken_over(left, to) else { return Ok(false) };
        let change = AccountChange { stamp, after };
        let reads = Reads { account: Some(person), ..Reads::of(to.unit.clone()) };
        let come = move |loaded: &Loaded| {
            // Another look was faster.
            if loaded.account.is_some() {
                return Ok(Writes::default());
            }
            let (accounts, beside) = (vec![change.clone()], vec![Beside::SecretsTaken(person)]);
            let answer = person.to_string();
            Ok::<_, Infallible>(Writes { accounts, beside, answer, ..Writes::default() })
        };
        match self.inner.store.submit(reads, come).await? {
            Outcome::Done { answer, .. } => Ok(!answer.is_empty()),
            Outcome::Refused(never) => match never {},
        }
    }

    /// The old unit's half of a hand-over. What isn't there any more, or has ended, or is on its way already
    /// is left as it is.
    pub(crate) async fn give(
        &self,
        stamp: Stamp,
        id: DossierId,
        from: UnitId,
        to: Place,
        Why { why, along }: Why,
    ) -> Result<(), AppError> {
        let run = move |loaded: &Loaded| {
            let Some(dossier) = loaded.dossier.as_ref().filter(|d| d.open()) else {
                return Ok(Writes::default());
            };
            let event = hand_over(dossier, to.clone(), why.clone(), along)?;
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok::<_, Refusal>(Writes { acts: vec![act], ..Writes::default() })
        };
        let reads = Reads { dossier: Some(id), ..Reads::of(from) };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }

    /// The new unit's half; says whether it was still to be done. What was taken over meanwhile is left as it
    /// is.
    pub(crate) async fn take(
        &self,
        stamp: Stamp,
        id: DossierId,
        from: UnitId,
        here: UnitId,
    ) -> Result<bool, AppError> {
        let unit = here.clone();
        let run = move |loaded: &Loaded| {
            let waits = |d: &&Dossier| d.moved_to.as_ref().is_some_and(|to| to.unit == unit);
            let Some(dossier) = loaded.dossier.as_ref().filter(waits) else { return Ok(Writes::default()) };
            let event = take_over(&unit, dossier.clone())?;
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok::<_, Refusal>(Writes { acts: vec![act], answer: id.to_string(), ..Writes::default() })
        };
        let reads = Reads { dossier: Some(id), taking_over: Some(from), ..Reads::of(here) };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { answer, .. } => Ok(!answer.is_empty()),
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }
}
