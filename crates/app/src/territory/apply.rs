//! Putting a reorganisation on record, and carrying it out: at once, or on its day; from where it stopped.

use super::each::each;
use super::plan::{Plan, problems};
use super::{Recorded, ending};
use crate::error::Problem;
use crate::nodes::Living;
use crate::session::digest;
use crate::{App, AppError};
use domain::identity::{Actor, Right, may};
use domain::records::Body as _;
use domain::units::Reorganised;
use domain::words::{Day, UnitId};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use store::{Loaded, Reads, RecordChange, Stamp, Writes};

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Units that are closed, of those that end and have a ledger here.
    pub units: u64,
    /// How many there are.
    pub of: u64,
    /// Dossiers taken over by their new unit.
    pub dossiers: u64,
    /// People who went along.
    pub people: u64,
}

/// Is told of every step; may say that it is time to stop.
pub type Tell = Arc<dyn Fn(Progress) -> ControlFlow<()> + Send + Sync>;

/// How many units are worked on side by side, and how many things in each.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Units.
    pub units: usize,
    /// Dossiers or people of one unit.
    pub things: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { units: 64, things: 32 }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The key of its record.
    pub key: String,
    /// Whether its day is still to come: it is carried out then.
    pub scheduled: Option<Day>,
    /// What was done.
    pub done: Progress,
    /// Whether it was told to stop before the end; the rest is done later.
    pub stopped: bool,
}

/// What came of one carrying-out.
struct Carried {
    done: Progress,
    /// Whether it was told to stop.
    stopped: bool,
    /// Whether units that live on other nodes aren't closed yet.
    elsewhere: bool,
}

/// Why carrying out ended early.
pub(super) enum Halt {
    /// It was told to stop.
    Stopped,
    /// Something failed.
    Failed(AppError),
}

impl From<AppError> for Halt {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<store::StoreError> for Halt {
    fn from(error: store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// One carrying-out.
pub(super) struct Run {
    pub app: App,
    pub plan: Plan,
    pub living: Living,
    pub actor: String,
    pub pace: Pace,
    tell: Tell,
    stop: AtomicBool,
    units: AtomicU64,
    dossiers: AtomicU64,
    people: AtomicU64,
}

/// What a step brought to its end.
#[derive(Clone, Copy)]
pub(super) enum Step {
    HandedOver,
    TakenOver,
    PersonLeft,
    PersonCame,
    Closed,
}

impl Run {
    pub(super) fn stamp(&self) -> Stamp {
        Stamp { at: self.app.now(), actor: self.actor.clone(), salt: self.app.random() }
    }

    fn progress(&self) -> Progress {
        let get = |n: &AtomicU64| n.load(Ordering::Relaxed);
        let of = u64::try_from(self.plan.ending.len()).unwrap_or(u64::MAX);
        Progress { units: get(&self.units), of, dossiers: get(&self.dossiers), people: get(&self.people) }
    }

    /// Notes a step, tells of it, and hears whether to go on.
    pub(super) fn done(&self, step: Step) -> Result<(), Halt> {
        let counter = match step {
            Step::TakenOver => Some(&self.dossiers),
            Step::PersonCame => Some(&self.people),
            Step::Closed => Some(&self.units),
            Step::HandedOver | Step::PersonLeft => None,
        };
        if let Some(counter) = counter {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        if (self.tell)(self.progress()).is_break() {
            self.stop.store(true, Ordering::Relaxed);
        }
        if self.stop.load(Ordering::Relaxed) { Err(Halt::Stopped) } else { Ok(()) }
    }
}

/// Whether a person may carry it out: every unit that it empties lies in the person's province, before or
/// after.
pub(super) fn may_carry_out(actor: &Actor, plan: &Plan) -> Result<(), AppError> {
    let home = plan.world.units.keeper(&actor.province, plan.day);
    let inside = |unit: &UnitId| {
        let (before, after) = (plan.world.province_of(unit), plan.keeper(unit).province);
        before == actor.province || after == actor.province || home.as_ref() == Some(&after)
    };
    let right = may(actor, Right::TerritoryManage, &actor.place());
    if right && plan.ending.iter().all(inside) { Ok(()) } else { Err(AppError::Forbidden) }
}

impl App {
    /// Puts a reorganisation on record and, if its day has come, carries it out. Doing it again goes on where
    /// it stopped. `actor` is none for the node's operator.
    pub async fn territory_apply(
        &self,
        actor: Option<&Actor>,
        text: &str,
        tell: Tell,
    ) -> Result<Applied, AppError> {
        let key = digest(text).to_string();
        let day = match self.world().recorded(&key) {
            Some(known) => known.day,
            None => self.territory_record(actor, text, &key).await?,
        };
        if day > self.now().day() {
            return Ok(Applied { key, scheduled: Some(day), done: Progress::default(), stopped: false });
        }
        let (done, stopped) = self.territory_run(Pace::default(), tell).await?;
        Ok(Applied { key, scheduled: None, done, stopped })
    }

    async fn territory_record(&self, actor: Option<&Actor>, text: &str, key: &str) -> Result<Day, AppError> {
        let (file, after) = self.territory_file(text).map_err(|faults| problems(&faults))?;
        let day = file.day;
        let body = Reorganised { day, act: file.act.clone(), file: text.to_owned() };
        let ending = ending(&file, &after.units);
        let plan = self.plan(Arc::new(after), day, file.act, key.to_owned(), ending).await?;
        if let Some(actor) = actor {
            may_carry_out(actor, &plan)?;
        }
        let late = self.decided_since(&plan).await?;
        if !late.is_empty() {
            let problem = |(unit, n): &(UnitId, u64)| {
                let name = plan.world.unit_name(unit);
                Problem::new("day", "problem-decided-since").with("unit", name).with("count", n)
            };
            return Err(AppError::Invalid(late.iter().map(problem).collect()));
        }
        let stamp = actor.map_or_else(
            || self.system_stamp("operator"),
            |a| self.stamp_as(self.now(), a, &Right::TerritoryManage.roles()),
        );
        let body = body.text().map_err(AppError::fault)?;
        let change = RecordChange { stamp, kind: Reorganised::KIND, key: key.to_owned(), body };
        let unit = self.settings().province.clone();
        let wanted = (Reorganised::KIND, key.to_owned());
        let reads = Reads { records: vec![wanted.clone()], ..Reads::of(unit) };
        let run = move |loaded: &Loaded| {
            let known = loaded.record(wanted.0, &wanted.1).is_some();
            let records = if known { Vec::new() } else { vec![change.clone()] };
            Ok::<_, std::convert::Infallible>(Writes { records, ..Writes::default() })
        };
        self.inner.store.submit(reads, run).await?;
        self.reload_world().await?;
        Ok(day)
    }

    /// Units that end and decided something on the day or later, when they were no more.
    pub(super) async fn decided_since(&self, plan: &Plan) -> Result<Vec<(UnitId, u64)>, AppError> {
        let (units, day) = (plan.ending.clone(), plan.day);
        let read = self.inner.store.read(move |r| {
            let mut found = Vec::new();
            for unit in units {
                let n = r.decided_since(&unit, day)?;
                if n > 0 {
                    found.push((unit, n));
                }
            }
            Ok(found)
        });
        Ok(read.await?)
    }

    /// Carries out what is on record, has come to its day and isn't done; tells what was done and whether it
    /// was told to stop. One at a time: who comes second waits, and finds nothing left to do.
    pub async fn territory_run(&self, pace: Pace, tell: Tell) -> Result<(Progress, bool), AppError> {
        let mut finished = self.inner.turn.0.lock().await;
        let (world, today) = (self.world(), self.now().day());
        let mut all = Progress::default();
        for due in world.recorded_all().iter().filter(|r| r.day <= today) {
            if finished.contains(&due.key) {
                continue;
            }
            let Carried { done, stopped, elsewhere } =
                self.territory_carry(due, pace, Arc::clone(&tell)).await?;
            all.units += done.units;
            all.of += done.of;
            all.dossiers += done.dossiers;
            all.people += done.people;
            if stopped {
                return Ok((all, true));
            }
            // What other nodes have to do is theirs; should a unit come to live here before it is done, it is
            // done here.
            if !elsewhere {
                finished.insert(due.key.clone());
            }
        }
        Ok((all, false))
    }

    /// Carries out what is left to do here: a unit is emptied by the node that writes its ledger.
    async fn territory_carry(&self, due: &Recorded, pace: Pace, tell: Tell) -> Result<Carried, AppError> {
        let Recorded { key, act, day, actor, ending, .. } = due.clone();
        let read = self.inner.store.read(move |r| {
            let living = Living::read(r)?;
            let (mut left, mut elsewhere) = (Vec::new(), false);
            for unit in ending {
                let closed = r.closed(&unit)?.is_some();
                if !living.here(&unit) {
                    elsewhere |= !closed;
                    continue;
                }
                // A closed unit has something left while what it gave away wasn't taken over, here.
                if !closed || r.in_transit(&unit)?.iter().any(|(_, to)| living.here(to)) {
                    left.push(unit);
                }
            }
            Ok((left, elsewhere, living))
        });
        let (left, elsewhere, living) = read.await?;
        let plan = self.plan(self.world(), day, act, key, left).await?;
        let units = plan.ending.clone();
        let zero = || AtomicU64::new(0);
        let run = Arc::new(Run {
            app: self.clone(),
            plan,
            living,
            actor,
            pace,
            tell,
            stop: AtomicBool::new(false),
            units: zero(),
            dossiers: zero(),
            people: zero(),
        });
        let broken = |e| Halt::Failed(AppError::fault(e));
        let one = |unit: UnitId| {
            let run = Arc::clone(&run);
            async move { run.unit(unit).await }
        };
        let stopped = match each(units, pace.units, one, broken).await {
            Ok(()) => false,
            Err(Halt::Stopped) => true,
            Err(Halt::Failed(error)) => return Err(error),
        };
        Ok(Carried { done: run.progress(), stopped, elsewhere })
    }
}
