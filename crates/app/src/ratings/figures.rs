//! What is told of ratings: sums of batches, never of fewer than five; free words to leaders and to the
//! province alone.

use super::ledgers;
use crate::{App, AppError};
use domain::identity::{Actor, Right, Scope};
use domain::ratings::{Answer, FEWEST, Ratings, Satisfaction, reads_words};
use domain::records::Record;
use domain::words::{Day, Moment, UnitId};
use std::collections::BTreeMap;
use store::StoreError;
use store::read::Reader;

/// A unit's shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSatisfaction {
    /// Which unit.
    pub unit: UnitId,
    /// Its sums; none while they are of too few.
    pub sums: Option<Satisfaction>,
}

/// What a board tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The sums of all that the board is of; none while they are of too few.
    pub sums: Option<Satisfaction>,
    /// Free words with their answers, in no order of time; empty for whom they aren't.
    pub words: Vec<(Answer, String)>,
}

impl App {
    /// What everybody may know of a unit's ratings; none while they are of too few.
    pub async fn satisfaction_of(
        &self,
        unit: &UnitId,
        from: Day,
        to: Day,
    ) -> Result<Option<Satisfaction>, AppError> {
        Ok(Satisfaction::of(&self.batches_of(unit, from, to).await?))
    }

    /// What everybody may know of each unit that was rated, by unit.
    pub async fn satisfactions(&self, from: Day, to: Day) -> Result<Vec<UnitSatisfaction>, AppError> {
        let mut units: BTreeMap<UnitId, Satisfaction> = BTreeMap::new();
        for batch in self.batches(from, to).await? {
            units.entry(batch.unit.clone()).or_default().add(&batch);
        }
        let told = |(unit, sums): (UnitId, Satisfaction)| UnitSatisfaction { unit, sums: sums.told() };
        Ok(units.into_iter().map(told).collect())
    }

    /// What the board tells of what the actor sees, or of one unit in it.
    pub async fn board_ratings(
        &self,
        actor: &Actor,
        unit: &str,
        from: Day,
        to: Day,
    ) -> Result<Heard, AppError> {
        let batches = match self.narrowed(actor, Right::BoardRead, unit)? {
            Scope::Nobody | Scope::Own(_) => return Err(AppError::Forbidden),
            Scope::Unit(unit) => self.batches_of(&unit, from, to).await?,
            Scope::Province(_) => self.batches(from, to).await?,
        };
        let sums = Satisfaction::of(&batches);
        let ratings = batches.iter().flat_map(|b| &b.ratings).filter(|r| !r.words.is_empty());
        let mut words: Vec<(Answer, String)> = ratings.map(|r| (r.answer, r.words.clone())).collect();
        words.sort();
        if sums.is_none() || !reads_words(actor) {
            words.clear();
        }
        Ok(Heard { sums, words })
    }

    /// The smallest group of which anything is told.
    pub const fn ratings_fewest(&self) -> usize {
        FEWEST
    }

    async fn batches_of(&self, unit: &UnitId, from: Day, to: Day) -> Result<Vec<Ratings>, AppError> {
        let (unit, ledgers) = (unit.clone(), ledgers(unit, &self.province()));
        let read = move |r: &Reader<'_>| -> Result<_, StoreError> {
            ledgers.iter().try_fold(Vec::new(), |mut all, ledger| {
                all.extend(r.ratings_of(ledger, &unit, from, to)?);
                Ok(all)
            })
        };
        bodies(&self.inner.store.read(read).await?)
    }

    async fn batches(&self, from: Day, to: Day) -> Result<Vec<Ratings>, AppError> {
        let since = Moment::at(from, 0, 0);
        let records = self.inner.store.read(move |r| r.ratings_since(since)).await?;
        let mut batches = bodies(&records)?;
        batches.retain(|b| (from..=to).contains(&b.until));
        Ok(batches)
    }
}

fn bodies(records: &[Record]) -> Result<Vec<Ratings>, AppError> {
    records.iter().map(|r| r.read().map_err(AppError::fault)).collect()
}
