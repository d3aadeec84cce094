//! Holders are reminded before their records run out.

use crate::{App, AppError};
use domain::identity::Scope;
use domain::records::{Body as _, RecordKind};
use domain::registers::Renewal;
use domain::words::{Moment, UnitId};
use store::read::RegisterFilter;
use store::{Loaded, Outcome, Reads, RecordChange, Writes};

/// Rows that are looked through at a time.
const PAGE: u32 = 200;

impl App {
    /// Makes the reminders of a unit's registers that are due and not made yet; says how many.
    pub(super) async fn renewals(&self, unit: &UnitId, now: Moment) -> Result<usize, AppError> {
        let (catalogue, today, mut made) = (self.catalogue(), now.day(), 0);
        for register in catalogue.registers() {
            let Some(first) = register.register.reminders.iter().max() else { continue };
            let filter = RegisterFilter {
                register: register.name.clone(),
                text: String::new(),
                ends: Some((today, today.plus(i64::from(*first)))),
            };
            let mut after: Option<String> = None;
            loop {
                let (scope, filter, from) = (Scope::Unit(unit.clone()), filter.clone(), after.take());
                let read = move |r: &store::Reader<'_>| r.register(&scope, &filter, from.as_deref(), PAGE);
                let page = self.inner.store.read(read).await?;
                let due = page.rows.iter();
                let due = due.filter_map(|r| Renewal::due(&r.registered, &register.register, unit, today));
                made += self.remind_of(unit, due.collect()).await?;
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        Ok(made)
    }

    /// Makes those reminders that are not made yet.
    async fn remind_of(&self, unit: &UnitId, due: Vec<Renewal>) -> Result<usize, AppError> {
        let keys: Vec<String> = due.iter().map(Renewal::key).collect();
        let of = unit.clone();
        let known = self.inner.store.read(move |r| r.record_keys(&of, RecordKind::Renewal, &keys)).await?;
        let mut made = 0;
        for renewal in due.into_iter().filter(|renewal| !known.contains(&renewal.key())) {
            let (kind, key) = (RecordKind::Renewal, renewal.key());
            let body = renewal.text().map_err(AppError::fault)?;
            let change = RecordChange { stamp: self.system_stamp("clock"), kind, key: key.clone(), body };
            let reads = Reads { records: vec![(kind, key.clone())], ..Reads::of(unit.clone()) };
            let decide = move |loaded: &Loaded| match loaded.record(kind, &key) {
                Some(_) => Err(()),
                None => Ok(Writes { records: vec![change.clone()], ..Writes::default() }),
            };
            let outcome = self.inner.store.submit(reads, decide).await?;
            made += usize::from(matches!(outcome, Outcome::Done { .. }));
        }
        Ok(made)
    }
}
