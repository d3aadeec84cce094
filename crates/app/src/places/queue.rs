//! How many wait at a counter, kept with one press beside the ledger, and what everybody is told of it.

use crate::{App, AppError, Once, key_of};
use domain::calendar::Hours;
use domain::identity::{Actor, Right, may};
use domain::places::{Nearer, Press, Queue, nearer};
use domain::words::{Moment, UnitId};
use std::collections::{BTreeMap, HashMap};
use store::read::Reader;
use store::{Beside, Loaded, Outcome, Reads, StoreError, Writes};

/// The setting under which each unit keeps its queue.
const QUEUE: &str = "queue";

/// How it is at a counter now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many wait.
    pub waiting: u32,
    /// About how many minutes somebody waits who comes now.
    pub minutes: u32,
    /// When somebody looked last.
    pub at: Moment,
}

/// Another office at which one waits less.
pub type Near = Nearer<(UnitId, Load)>;

/// Every queue that is kept here, old ones among them.
pub(crate) fn queues(r: &Reader<'_>) -> Result<BTreeMap<UnitId, Queue>, StoreError> {
    let kept = r.settings_of_units(QUEUE)?.into_iter();
    // What can't be read is no number: it is pressed anew.
    Ok(kept.filter_map(|(unit, text)| Some((unit, serde_json::from_str(&text).ok()?))).collect())
}

/// How long a unit has been open today, in minutes.
fn open_minutes(hours: &Hours, now: Moment) -> u32 {
    let minute = now.minute_of_day();
    let of = |s: &domain::calendar::Session| u32::from(minute.min(s.closes()).saturating_sub(s.opens()));
    hours.sessions_on(now.day()).iter().map(of).sum()
}

impl App {
    /// How it is at each counter of the province of which somebody told lately.
    pub async fn loads(&self) -> Result<HashMap<UnitId, Load>, AppError> {
        let now = self.now();
        let mut fresh = self.inner.store.read(queues).await?;
        fresh.retain(|_, queue| queue.fresh(now));
        if fresh.is_empty() {
            return Ok(HashMap::new());
        }
        let rates = self.rates(now.day(), now.day()).await?;
        let at_counter = |unit: &UnitId| {
            let rate = rates.iter().find(|rate| rate.unit == *unit);
            rate.map_or(0, |r| {
                u32::try_from(r.received.saturating_sub(r.received_online)).unwrap_or(u32::MAX)
            })
        };
        let world = self.world();
        let load = |(unit, queue): (UnitId, Queue)| {
            let minutes = queue.minutes(at_counter(&unit), open_minutes(world.hours(&unit), now));
            (unit, Load { waiting: queue.waiting, minutes, at: queue.at })
        };
        Ok(fresh.into_iter().map(load).collect())
    }

    /// The offices nearest to a unit's at which one waits less, of those that said where they are.
    pub fn nearer(&self, unit: &UnitId, loads: &HashMap<UnitId, Load>) -> Vec<Near> {
        let world = self.world();
        let spot = |unit: &UnitId| world.info(unit).and_then(|info| info.spot);
        let (Some(here), Some(load)) = (spot(unit), loads.get(unit)) else { return Vec::new() };
        let others = loads.iter().filter(|(other, _)| *other != unit);
        let others = others.filter_map(|(id, load)| Some(((id.clone(), *load), spot(id)?, load.minutes)));
        nearer(here, load.minutes, others)
    }

    /// The queue of the actor's counter; none where it isn't the actor's to keep.
    pub async fn queue(&self, actor: &Actor) -> Result<Option<Queue>, AppError> {
        if !may(actor, Right::DossierReceive, &actor.place()) {
            return Ok(None);
        }
        let (unit, now) = (actor.unit.clone(), self.now());
        let mut kept = self.inner.store.read(queues).await?;
        let queue = kept.remove(&unit).filter(|queue| queue.at.day() == now.day());
        Ok(Some(queue.unwrap_or_else(|| Queue::nobody(now))))
    }

    /// A press at the actor's counter.
    pub async fn queue_press(&self, actor: &Actor, press: Press, once: Option<Once>) -> Result<(), AppError> {
        if !may(actor, Right::DossierReceive, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        let now = self.now();
        let idempotency = key_of(once, actor, now)?;
        let reads = Reads { setting: Some(QUEUE.to_owned()), idempotency, ..Reads::of(actor.unit.clone()) };
        let run = move |loaded: &Loaded| {
            let kept = loaded.setting.as_deref().and_then(|text| serde_json::from_str(text).ok());
            let before: Queue = kept.unwrap_or_else(|| Queue::nobody(now));
            writes(&before.pressed(press, now))
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(AppError::fault(error)),
        }
    }

    /// Keeps what a box says of a unit's counter, unless something newer is known.
    pub(crate) async fn queue_told(&self, unit: UnitId, told: Queue) -> Result<(), AppError> {
        let reads = Reads { setting: Some(QUEUE.to_owned()), ..Reads::of(unit) };
        let run = move |loaded: &Loaded| {
            let kept = loaded.setting.as_deref().and_then(|text| serde_json::from_str::<Queue>(text).ok());
            match kept {
                Some(kept) if kept.at >= told.at => Ok(Writes::default()),
                _ => writes(&told),
            }
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(AppError::fault(error)),
        }
    }
}

fn writes(queue: &Queue) -> Result<Writes, serde_json::Error> {
    let kept = Beside::Meta { key: QUEUE.to_owned(), value: serde_json::to_string(queue)? };
    Ok(Writes { beside: vec![kept], ..Writes::default() })
}
