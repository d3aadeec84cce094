//! At the end of a day what waits becomes a batch in the ledger of the unit that served; in the province's,
//! where that unit's ledger is written elsewhere or was closed. Doing it twice does nothing: what stands in a
//! ledger already is not written again, and goes.

use super::ledgers;
use crate::{App, AppError};
use domain::ratings::{FEWEST, Ratings, Waiting};
use domain::records::{Body as _, RecordKind};
use domain::words::{Day, UnitId};
use store::read::Reader;
use store::{Beside, Loaded, Outcome, Reads, RecordChange, StoreError, Writes};

impl App {
    /// Writes the batches that are ripe; says how many.
    pub async fn ratings_gather(&self) -> Result<usize, AppError> {
        let today = self.now().day();
        let mut written = 0;
        for unit in self.inner.store.read(move |r| r.ratings_ripe(today, FEWEST)).await? {
            written += usize::from(self.ratings_gather_of(&unit, today).await?);
        }
        Ok(written)
    }

    /// Writes a unit's batch, if what waits makes one.
    async fn ratings_gather_of(&self, unit: &UnitId, today: Day) -> Result<bool, AppError> {
        let (of, ledgers) = (unit.clone(), ledgers(unit, &self.province()));
        let read = move |r: &Reader<'_>| -> Result<_, StoreError> {
            let (mut ripe, mut done): (Vec<Waiting>, Vec<String>) = (Vec::new(), Vec::new());
            for waiting in r.ratings_waiting(&of, today)? {
                // The program may have been stopped between writing a batch and dropping what is in it.
                let rated = r.rated_in(&ledgers, &waiting.mark)?;
                if rated { done.push(waiting.mark) } else { ripe.push(waiting) }
            }
            Ok((ripe, done))
        };
        let (ripe, done) = self.inner.store.read(read).await?;
        if !done.is_empty() {
            self.inner.store.put_beside(unit.clone(), vec![Beside::RatingsDone(done)]).await?;
        }
        match Ratings::batch(unit, today, &ripe) {
            Some(batch) => self.ratings_write(batch).await,
            None => Ok(false),
        }
    }

    async fn ratings_write(&self, batch: Ratings) -> Result<bool, AppError> {
        let (unit, key, marks) = (batch.unit.clone(), batch.key(), batch.rated.clone());
        let Some(ledger) = self.ratings_ledger(&unit).await? else { return Ok(false) };
        let body = batch.text().map_err(AppError::fault)?;
        let kind = RecordKind::Rating;
        let change = RecordChange { stamp: self.system_stamp("rating"), kind, key: key.clone(), body };
        let reads = Reads { records: vec![(kind, key.clone())], ..Reads::of(ledger) };
        // A clock that was set back must not put a batch over another: it waits for a later day.
        let decide = move |loaded: &Loaded| match loaded.record(kind, &key) {
            Some(_) => Err(()),
            None => Ok(Writes { records: vec![change.clone()], ..Writes::default() }),
        };
        let done = matches!(self.inner.store.submit(reads, decide).await?, Outcome::Done { .. });
        if done {
            self.inner.store.put_beside(unit, vec![Beside::RatingsDone(marks)]).await?;
        }
        Ok(done)
    }

    /// The ledger in which a unit's batches are written here, if one is.
    async fn ratings_ledger(&self, unit: &UnitId) -> Result<Option<UnitId>, AppError> {
        let (living, today) = (self.living().await?, self.now().day());
        let world = self.world();
        let writes = |u: &UnitId| living.here(u) && world.units.get(u).is_none_or(|k| k.exists_on(today));
        Ok(ledgers(unit, &self.province()).into_iter().find(writes))
    }
}
