//! Figures: counts of what happened, and of what is open right now.

use super::Reader;
use super::scope::Where;
use crate::db::{Row, params};
use crate::error::StoreError;
use crate::project::tally::TallyRow;
use domain::dossier::Stage;
use domain::identity::Scope;
use domain::indicators::{Measure, Rate};
use domain::words::{Day, Moment, PersonId, ProcedureCode, StepId, UnitId};
use std::collections::BTreeMap;

/// How many open dossiers stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCount {
    /// At which step.
    pub step: StepId,
    /// In which stage.
    pub stage: Stage,
    /// How many.
    pub n: u64,
    /// Of these late.
    pub late: u64,
    /// Of these due today, not late yet.
    pub due_today: u64,
    /// Of these taken on by the persons asked for.
    pub taken: u64,
    /// Of these taken on by nobody.
    pub free: u64,
}

/// What a unit did in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRate {
    /// Which unit.
    pub unit: UnitId,
    /// Received.
    pub received: u64,
    /// Of these online.
    pub received_online: u64,
    /// Finished by the due date.
    pub on_time: u64,
    /// Finished after it.
    pub late: u64,
    /// Open and late at the cut-off.
    pub overdue: u64,
    /// The on-time rate with its two numbers.
    pub rate: Rate,
}

pub(crate) fn tally(row: &Row<'_>) -> Result<TallyRow, StoreError> {
    let measure = Measure::parse(row.text(4)?).ok_or_else(|| StoreError::corrupt("a tally's measure"))?;
    Ok(TallyRow {
        unit: row.word(0)?,
        province: row.word(1)?,
        day: row.day(2)?,
        procedure: row.word(3)?,
        measure,
        n: row.count(5)?,
    })
}

impl Reader<'_> {
    /// The counts of a period, both days included, by unit, day, procedure and measure.
    pub fn tallies(&self, scope: &Scope, from: Day, to: Day) -> Result<Vec<TallyRow>, StoreError> {
        let Some(mut cond) = Where::inside(scope) else { return Ok(Vec::new()) };
        cond.and("day >= ?", from);
        cond.and("day <= ?", to);
        let sql = format!(
            "select unit, province, day, procedure, measure, n from tally where {} \
             order by unit, day, procedure, measure",
            cond.sql()
        );
        self.db.all(&sql, cond.params(), tally)
    }

    /// What was received most in a province, the most first.
    pub fn procedures_received(
        &self,
        province: &UnitId,
        from: Day,
        to: Day,
        most: u32,
    ) -> Result<Vec<(ProcedureCode, u64)>, StoreError> {
        let sql = "select procedure, cast(sum(n) as bigint) from tally \
                   where province = $1 and day >= $2 and day <= $3 and measure = $4 \
                   group by procedure order by sum(n) desc, procedure limit $5";
        let params = params![province, from, to, Measure::Received.as_str(), most];
        self.db.all(sql, params, |r| Ok((r.word(0)?, r.count(1)?)))
    }

    /// How many are open and late as of `now`, without what only offices ask of each other: published rates
    /// count these.
    pub fn overdue(&self, scope: &Scope, now: Moment) -> Result<u64, StoreError> {
        let Some(mut cond) = Where::dossiers(scope) else { return Ok(0) };
        cond.and("runs_to < ?", now);
        cond.plain("internal = 0");
        let sql = format!("select count(*) from dossier where {}", cond.sql());
        u64::try_from(self.db.number(&sql, cond.params())?).map_err(StoreError::unreadable("a count"))
    }

    /// Where the open dossiers stand.
    pub fn open_counts(
        &self,
        scope: &Scope,
        now: Moment,
        persons: &[PersonId],
    ) -> Result<Vec<OpenCount>, StoreError> {
        let Some(mut cond) = Where::dossiers(scope) else { return Ok(Vec::new()) };
        let places: Vec<String> = persons.iter().map(|p| cond.value(*p)).collect();
        let taken = if places.is_empty() { "1 = 0" } else { &format!("assignee in ({})", places.join(", ")) };
        let (midnight, now) = (cond.value(Moment::at(now.day().plus(1), 0, 0)), cond.value(now));
        let sql = format!(
            "select step, stage, count(*), count(case when runs_to < {now} then 1 end), \
             count(case when runs_to >= {now} and runs_to < {midnight} then 1 end), \
             count(case when {taken} then 1 end), count(case when assignee is null then 1 end) from dossier \
             where {} and open = 1 group by step, stage order by step, stage",
            cond.sql()
        );
        self.db.all(&sql, cond.params(), |r| {
            let stage = Stage::parse(r.text(1)?).ok_or_else(|| StoreError::corrupt("a dossier's stage"))?;
            Ok(OpenCount {
                step: r.word(0)?,
                stage,
                n: r.count(2)?,
                late: r.count(3)?,
                due_today: r.count(4)?,
                taken: r.count(5)?,
                free: r.count(6)?,
            })
        })
    }

    /// What each unit of a province did from `from` to `to`, with what is late as of `cutoff`.
    pub fn unit_rates(
        &self,
        province: &UnitId,
        from: Day,
        to: Day,
        cutoff: Moment,
    ) -> Result<Vec<UnitRate>, StoreError> {
        let mut units: BTreeMap<UnitId, BTreeMap<Measure, u64>> = BTreeMap::new();
        let sql = "select unit, measure, cast(sum(n) as bigint) from tally \
                   where province = $1 and day >= $2 and day <= $3 \
                   group by unit, measure";
        self.db.each(sql, params![province, from, to], |r| {
            let measure =
                Measure::parse(r.text(1)?).ok_or_else(|| StoreError::corrupt("a tally's measure"))?;
            units.entry(r.word(0)?).or_default().insert(measure, r.count(2)?);
            Ok(())
        })?;
        let mut overdue: BTreeMap<UnitId, u64> = BTreeMap::new();
        let sql = "select unit, count(*) from dossier where province = $1 and runs_to < $2 and internal = 0 \
                   group by unit";
        self.db.each(sql, params![province, cutoff], |r| {
            let unit: UnitId = r.word(0)?;
            units.entry(unit.clone()).or_default();
            overdue.insert(unit, r.count(1)?);
            Ok(())
        })?;
        let rate = |(unit, sums): (UnitId, BTreeMap<Measure, u64>)| {
            let sum = |m| sums.get(&m).copied().unwrap_or(0);
            let (on_time, late) = (sum(Measure::OnTime), sum(Measure::Late));
            let overdue = overdue.get(&unit).copied().unwrap_or(0);
            UnitRate {
                received: sum(Measure::Received),
                received_online: sum(Measure::ReceivedOnline),
                on_time,
                late,
                overdue,
                rate: Rate::on_time(on_time, late, overdue, cutoff),
                unit,
            }
        };
        Ok(units.into_iter().map(rate).collect())
    }
}
