//! Figures: a unit's board, and the rates that everybody may read. Every figure is a sum of tallies, and
//! every rate comes with its two numbers and its cut-off.

mod grouped;
pub(crate) mod sums;

pub use grouped::GroupRate;
pub(crate) use grouped::lineage;

use crate::{App, AppError};
use domain::identity::{Actor, Right, Scope};
use domain::indicators::{Measure, Rate};
use domain::words::{Day, Moment, ProcedureCode, UnitId};
use std::collections::BTreeMap;
use store::read::{Counts, OpenCount, UnitRate};

/// Counts of one day or one procedure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Received.
    pub received: u64,
    /// Of these online.
    pub online: u64,
    /// Finished by the due date.
    pub on_time: u64,
    /// Finished after it.
    pub late: u64,
    /// Taken back by the person.
    pub withdrawn: u64,
    /// Handed over.
    pub delivered: u64,
}

impl Sums {
    fn add(&mut self, measure: Measure, n: u64) {
        match measure {
            Measure::Received => self.received += n,
            Measure::ReceivedOnline => self.online += n,
            Measure::OnTime => self.on_time += n,
            Measure::Late => self.late += n,
            Measure::Withdrawn => self.withdrawn += n,
            Measure::Delivered => self.delivered += n,
            Measure::Submitted => {}
        }
    }

    /// Decided or refused.
    pub const fn resolved(&self) -> u64 {
        self.on_time + self.late
    }
}

/// A board.
#[derive(Clone, Debug)]
pub struct Board {
    /// First day that counts.
    pub from: Day,
    /// Last day that counts.
    pub to: Day,
    /// Up to when.
    pub cutoff: Moment,
    /// Over the whole period.
    pub total: Sums,
    /// Day by day, every day of the period.
    pub days: Vec<(Day, Sums)>,
    /// By procedure, the most received first.
    pub procedures: Vec<(ProcedureCode, Sums)>,
    /// Open, late, due today, as of the cut-off.
    pub counts: Counts,
    /// Where the open ones stand.
    pub open: Vec<OpenCount>,
    /// The on-time rate.
    pub rate: Rate,
}

impl App {
    /// The board of what the actor sees, or of one unit in it.
    pub async fn board(&self, actor: &Actor, unit: &str, from: Day, to: Day) -> Result<Board, AppError> {
        let scope = self.narrowed(actor, Right::BoardRead, unit)?;
        self.figures(scope, from, to).await
    }

    /// The published figures of one unit.
    pub async fn figures_of(&self, unit: &UnitId, from: Day, to: Day) -> Result<Board, AppError> {
        self.figures(Scope::Unit(unit.clone()), from, to).await
    }

    /// The published figures of a province and all its communes together.
    pub async fn figures_of_province(&self, from: Day, to: Day) -> Result<Board, AppError> {
        self.figures(Scope::Province(self.province()), from, to).await
    }

    /// What was received most in the province, the most first.
    pub async fn procedures_received(
        &self,
        from: Day,
        to: Day,
        most: u32,
    ) -> Result<Vec<(ProcedureCode, u64)>, AppError> {
        let (province, store) = (self.province(), &self.inner.store);
        let read = async || Ok(store.read(move |r| r.procedures_received(&province, from, to, most)).await?);
        self.inner.received.get(store, (from, to, most), read).await
    }

    /// Up to when figures of a period count: its end, or now while it lasts. What fell overdue later is a
    /// later period's matter.
    pub fn figures_cutoff(&self, to: Day) -> Moment {
        // By the minute, as it is shown.
        let now = self.now().millis();
        Moment::from_millis(now - now.rem_euclid(60_000)).min(Moment::at(to.plus(1), 0, 0))
    }

    /// The published rate of each unit of the province, and of the provinces that it was made of.
    pub async fn rates(&self, from: Day, to: Day) -> Result<Vec<UnitRate>, AppError> {
        let provinces = lineage(&self.world().units, &self.province());
        let (cutoff, store) = (self.figures_cutoff(to), &self.inner.store);
        let read = async || {
            let read = store.read(move |r| {
                provinces.iter().try_fold(Vec::new(), |mut all, province| {
                    all.extend(r.unit_rates(province, from, to, cutoff)?);
                    Ok(all)
                })
            });
            Ok(read.await?)
        };
        self.inner.rates.get(store, (from, to, cutoff), read).await
    }

    async fn figures(&self, scope: Scope, from: Day, to: Day) -> Result<Board, AppError> {
        let cutoff = self.figures_cutoff(to);
        let days = to.days_since(from);
        if !(0..=400).contains(&days) {
            return Err(AppError::invalid("from", "problem-period"));
        }
        let read = self.inner.store.read(move |r| {
            Ok((
                r.tallies(&scope, from, to)?,
                r.worklist_counts(&scope, cutoff)?,
                r.overdue(&scope, cutoff)?,
                r.open_counts(&scope, cutoff, &[])?,
            ))
        });
        let (tallies, counts, overdue, open) = read.await?;
        let mut by_day: BTreeMap<Day, Sums> = (0..=days).map(|n| (from.plus(n), Sums::default())).collect();
        let mut by_procedure: BTreeMap<ProcedureCode, Sums> = BTreeMap::new();
        let mut total = Sums::default();
        for row in tallies {
            total.add(row.measure, row.n);
            by_day.entry(row.day).or_default().add(row.measure, row.n);
            by_procedure.entry(row.procedure).or_default().add(row.measure, row.n);
        }
        let mut procedures: Vec<_> = by_procedure.into_iter().collect();
        procedures.sort_by(|a, b| b.1.received.cmp(&a.1.received).then_with(|| a.0.cmp(&b.0)));
        let rate = Rate::on_time(total.on_time, total.late, overdue, cutoff);
        Ok(Board {
            from,
            to,
            cutoff,
            total,
            days: by_day.into_iter().collect(),
            procedures,
            counts,
            open,
            rate,
        })
    }
}
