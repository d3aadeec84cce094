//! The hours of one unit: its office day by day, its own closures and openings, and the calendar.

use super::{Calendar, DayKind, Office, Rule, Session};
use crate::words::Day;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// A day on which an office keeps other sessions than its week says, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalDay {
    /// The day.
    pub day: Day,
    /// The sessions held; none when the office stays closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// Why, for everybody to read.
    pub reason: String,
    /// Whether it opens where the calendar or the week has a day off. A closure never does: a holiday stays
    /// one however many sessions a closure leaves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub extra: bool,
}

/// When a unit is open, on any day. Owned, and cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    calendar: Arc<Calendar>,
    /// The office that holds until the first change.
    first: Arc<Office>,
    /// The later ones, by the day from which they hold.
    later: Arc<BTreeMap<Day, Arc<Office>>>,
    local: Arc<BTreeMap<Day, LocalDay>>,
}

impl Hours {
    /// One office for all time, without days of its own.
    pub fn of(office: impl Into<Arc<Office>>, calendar: impl Into<Arc<Calendar>>) -> Self {
        Self { calendar: calendar.into(), first: office.into(), later: Arc::default(), local: Arc::default() }
    }

    /// The same until the eve of `from`; from then on this office.
    #[must_use]
    pub fn with_office(mut self, from: Day, office: impl Into<Arc<Office>>) -> Self {
        Arc::make_mut(&mut self.later).insert(from, office.into());
        self
    }

    /// The same with a day of its own; one said earlier for that day is replaced.
    #[must_use]
    pub fn with_local(mut self, local: LocalDay) -> Self {
        Arc::make_mut(&mut self.local).insert(local.day, local);
        self
    }

    /// The same under another calendar.
    #[must_use]
    pub fn with_calendar(mut self, calendar: impl Into<Arc<Calendar>>) -> Self {
        self.calendar = calendar.into();
        self
    }

    /// The special days of everybody.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The office in force on `day`.
    pub fn office_on(&self, day: Day) -> &Office {
        self.later.range(..=day).next_back().map_or(&*self.first, |(_, office)| office)
    }

    /// The office that holds before the first change, then each change with its day.
    pub fn offices(&self) -> impl Iterator<Item = (Option<Day>, &Office)> {
        let later = self.later.iter().map(|(day, office)| (Some(*day), &**office));
        std::iter::once((None, &*self.first)).chain(later)
    }

    /// The unit's own closures and openings, in order.
    pub fn local_days(&self) -> impl DoubleEndedIterator<Item = &LocalDay> {
        self.local.values()
    }

    /// What the unit says of `day` itself, where that counts: a closure on a day off doesn't, nor does an
    /// opening that changes nothing.
    pub fn local_on(&self, day: Day) -> Option<&LocalDay> {
        let local = self.local.get(&day)?;
        let usual = self.usual_on(day);
        let counts = if local.extra { local.sessions != usual } else { !usual.is_empty() };
        counts.then_some(local)
    }

    /// The sessions held on `day`: the unit's own for that day, else none on a day off, those of a make-up
    /// day, or those of the weekday.
    pub fn sessions_on(&self, day: Day) -> &[Session] {
        self.local_on(day).map_or_else(|| self.usual_on(day), |local| &local.sessions)
    }

    /// The sessions of `day` by the calendar and the week alone.
    pub fn usual_on(&self, day: Day) -> &[Session] {
        let office = self.office_on(day);
        match self.calendar.day_kind(day) {
            None => office.week().sessions(day.weekday()),
            Some(DayKind::SwapWork) => office.make_up(),
            Some(DayKind::Holiday | DayKind::Compensation | DayKind::SwapOff) => &[],
        }
    }

    /// Whether the office opens at all on `day`.
    pub fn is_working_day(&self, day: Day) -> bool {
        !self.sessions_on(day).is_empty()
    }

    /// The rule by which `day` isn't counted; `None` when it is a working day.
    pub fn day_off(&self, day: Day) -> Option<Rule> {
        if self.is_working_day(day) {
            return None;
        }
        Some(match self.calendar.day_kind(day) {
            Some(DayKind::Holiday) => Rule::HolidaySkipped,
            Some(DayKind::Compensation) => Rule::CompensationSkipped,
            Some(DayKind::SwapOff) => Rule::SwapOffSkipped,
            _ if self.local_on(day).is_some() => Rule::ClosedLocally,
            _ if day.weekday() >= 6 => Rule::WeekendSkipped,
            _ => Rule::ClosedDaySkipped,
        })
    }

    /// The rule by which `day` counts in another way than its week says: made up for, opened by the unit, or
    /// partly closed by it.
    pub fn day_on(&self, day: Day) -> Option<Rule> {
        if !self.is_working_day(day) {
            return None;
        }
        match self.local_on(day) {
            Some(_) if self.usual_on(day).is_empty() => Some(Rule::ExtraDayCounted),
            Some(_) => Some(Rule::OtherSessionsLocally),
            None => {
                (self.calendar.day_kind(day) == Some(DayKind::SwapWork)).then_some(Rule::MakeUpDayCounted)
            }
        }
    }
}
