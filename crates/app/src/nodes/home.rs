//! Which units live here. The store refuses whatever would write a ledger that lives elsewhere; who asks
//! before doesn't begin what can't be done, and jobs leave to each node what is its own.

use crate::{App, AppError};
use domain::nodes::{Home, Me};
use domain::words::UnitId;
use std::collections::HashMap;
use store::{Reader, StoreError};

/// Where units live, read once for many questions.
pub(crate) struct Living {
    me: Option<Me>,
    homes: HashMap<UnitId, Home>,
}

impl Living {
    /// Reads it.
    pub(crate) fn read(r: &Reader<'_>) -> Result<Self, StoreError> {
        let me = r.me()?;
        let homes = if me.is_some() { r.homes()?.into_iter().collect() } else { HashMap::new() };
        Ok(Self { me, homes })
    }

    /// Whether this is a unit's own machine, and not the province's.
    pub(crate) fn at_box(&self) -> bool {
        self.me.is_some_and(|me| !me.centre)
    }

    /// Whether a unit's ledger is written here.
    pub(crate) fn here(&self, unit: &UnitId) -> bool {
        Home::lives_at(self.homes.get(unit), self.me.as_ref())
    }
}

impl App {
    /// Where units live.
    pub(crate) async fn living(&self) -> Result<Living, AppError> {
        Ok(self.inner.store.read(Living::read).await?)
    }

    /// Whether a unit's ledger is written here; an office without boxes writes all of them.
    pub async fn lives_here(&self, unit: &UnitId) -> Result<bool, AppError> {
        let unit = unit.clone();
        Ok(self.inner.store.read(move |r| r.lives_here(&unit)).await?)
    }

    /// Refuses, with words that say what to do, where a unit's ledger is written elsewhere.
    pub(crate) async fn must_live_here(&self, unit: &UnitId) -> Result<(), AppError> {
        if self.lives_here(unit).await? {
            Ok(())
        } else {
            Err(AppError::HomeElsewhere { unit: unit.clone() })
        }
    }
}
