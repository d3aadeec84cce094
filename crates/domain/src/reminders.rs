//! Who is reminded of what, when: a submission that nobody answers, a date that comes near, is there, is
//! past, and time that a person has left. A reminder is a record: each is made once, and outlives a
//! restart.
//!
//! Only in office hours; what falls outside waits for the next opening. What a program slept through isn't
//! made up for: of the levels that came meanwhile the last one says it all.
//!
//! Law: Decree 118/2025/NĐ-CP art. 17 (officers are alerted within two working hours of an online
//! submission).

use crate::calendar::{self, Hours};
use crate::dossier::{Dossier, DossierCode, Stage};
use crate::identity::Role;
use crate::records::{Body, RecordKind};
use crate::words::{DossierId, Moment, PersonId, ProcedureCode, StepId, UnitId};
use serde::{Deserialize, Serialize};

/// An online submission is brought to mind when two of its eight working hours are gone.
const ANSWER_LEFT_MINUTES: i64 = 6 * 60;
/// A person is warned, and officers with them, so many working days before a wait for papers ends.
const WARNED_DAYS: u32 = 3;
/// Leaders are told of what is overdue again after so many days.
const AGAIN_DAYS: i64 = 7;

macro_rules! levels {
    ($($(#[$doc:meta])* $level:ident = $name:literal;)*) => {
        /// What is brought to mind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Level { $($(#[$doc])* $level,)* }

        impl Level {
            /// Every level, the most pressing first.
            pub const ALL: &'static [Self] = &[$(Self::$level),*];

            /// The name in keys and message keys (`reminder-…`).
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$level => $name,)* }
            }
        }
    };
}

levels! {
    /// Overdue for a working day, and again each week: to the leaders.
    Escalated = "escalated";
    /// The date has passed.
    Overdue = "overdue";
    /// The morning of the day it is due.
    AtDue = "at-due";
    /// The morning of the working day before, while a new date can still be promised; or half of a shorter
    /// limit.
    BeforeDue = "before-due";
    /// An online submission that nobody answered.
    Unanswered = "unanswered";
    /// The wait for papers ends soon.
    Lapsing = "lapsing";
    /// The same, told to the person.
    Warned = "warned";
}

/// What reminding looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Where the dossier stands in the eyes of the law.
    pub stage: Stage,
    /// By when it wants attention: [`Dossier::wanted_by`].
    pub wanted: Moment,
    /// When it was received.
    pub received: Option<Moment>,
}

impl From<&Dossier> for Facts {
    fn from(d: &Dossier) -> Self {
        Self { stage: d.stage, wanted: d.wanted_by(), received: d.clock.as_ref().map(|c| c.received) }
    }
}

/// A reminder that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is brought to mind.
    pub level: Level,
    /// Since when it is due to be said.
    pub at: Moment,
    /// The date it is about.
    pub wanted: Moment,
    /// Which of the weekly ones it is; 0 for the first.
    pub week: u32,
}

impl Due {
    /// The record's key: the same reminder is never made twice, and a new date has reminders of its own.
    pub fn key(&self, dossier: DossierId) -> String {
        let about = self.wanted.plus_minutes(i64::from(self.week) * AGAIN_DAYS * 24 * 60);
        format!("{dossier}:{}:{}", self.level.as_str(), about.millis())
    }
}

/// The kind's shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The dossier.
    pub dossier: DossierId,
    /// Its code.
    pub code: DossierCode,
    /// What is asked for.
    pub procedure: ProcedureCode,
    /// What is brought to mind.
    pub level: Level,
    /// The date it is about.
    pub wanted: Moment,
    /// Where the dossier stands.
    pub step: StepId,
    /// The unit whose people are told.
    pub unit: UnitId,
    /// Which role there is told; none where the person who asked is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The officer who took it on, where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The telephone of the person who asked, where that person is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

impl Body for Reminder {
    const KIND: RecordKind = RecordKind::Reminder;
}

impl Reminder {
    /// The reminder about a dossier: to the leaders, to the person who asked, to who took it on, or to all
    /// who work at its step. None where the person left no
    /// telephone, or has no part in it.
    pub fn of(due: &Due, d: &Dossier, at_step: Option<Role>) -> Option<Self> {
        let told = due.level == Level::Warned;
        let phone = d.filing.applicant.phone.as_ref().filter(|_| told).map(|p| p.as_str().to_owned());
        // What offices ask of each other, the person isn't reminded of.
        if told && (phone.is_none() || d.internal) {
            return None;
        }
        let (role, person) = match due.level {
            Level::Escalated => (Some(Role::Leader), None),
            Level::Warned => (None, None),
            _ => (at_step, d.assignee),
        };
        Some(Self {
            dossier: d.id(),
            code: d.filing.code.clone(),
            procedure: d.filing.procedure.clone(),
            level: due.level,
            wanted: due.wanted,
            step: d.step.clone(),
            unit: d.place().unit,
            role,
            person,
            phone: phone.unwrap_or_default(),
        })
    }
}

/// What is due to be said now: nothing while the office is closed, nor about what has ended, stands still for
/// a payment, or waits to be collected.
pub fn due(now: Moment, facts: Facts, hours: &Hours) -> Vec<Due> {
    if !calendar::is_working(now, hours) {
        return Vec::new();
    }
    let said = |level, at, week| Due { level, at, wanted: facts.wanted, week };
    let mut found: Vec<Due> = Vec::new();
    let levels = schedule(facts, hours);
    if let Some((level, at)) = levels.iter().rev().find(|(_, at)| *at <= now) {
        found.push(said(*level, *at, 0));
        if *level == Level::Lapsing {
            found.push(said(Level::Warned, *at, 0));
        }
    }
    found.extend(escalated(now, facts, hours).map(|(at, week)| said(Level::Escalated, at, week)));
    found
}

/// From when on something may be due to be said: what list of dossiers to look through. Every dossier that
/// wants attention by this moment.
pub fn horizon(now: Moment, hours: &Hours) -> Moment {
    let last = (0..=WARNED_DAYS).fold(now.day(), |day, _| calendar::next_working_day(day, hours));
    Moment::at(last.plus(1), 0, 0)
}

/// The levels of a dossier with the moment from which each is said, in order. Escalation goes on beside them.
fn schedule(facts: Facts, hours: &Hours) -> Vec<(Level, Moment)> {
    let Facts { stage, wanted, received } = facts;
    let passed = (Level::Overdue, calendar::next_opening(wanted.plus_minutes(1), hours));
    match (stage, received) {
        (Stage::Submitted, _) => {
            let from = calendar::add_working_minutes(wanted, -ANSWER_LEFT_MINUTES, hours);
            vec![(Level::Unanswered, calendar::next_opening(from, hours)), passed]
        }
        (Stage::AwaitingDocuments, _) => {
            let back = |day, _| calendar::previous_working_day(day, hours);
            let day = (0..WARNED_DAYS).fold(wanted.day(), back);
            vec![(Level::Lapsing, calendar::next_opening(Moment::at(day, 0, 0), hours))]
        }
        (stage, Some(received)) if stage.running() => {
            let opens = |day| calendar::next_opening(Moment::at(day, 0, 0), hours);
            let eve = opens(calendar::previous_working_day(wanted.day(), hours));
            let half = calendar::working_minutes(received, wanted, hours) / 2;
            let half = calendar::next_opening(calendar::add_working_minutes(wanted, -half, hours), hours);
            let (before, morning) = (if received < eve { eve } else { half }, opens(wanted.day()));
            let before = (Level::BeforeDue, before);
            // What is due the day it came has no morning to be said in; a morning makes a later half idle.
            if morning <= received {
                vec![before, passed]
            } else if before.1 < morning {
                vec![before, (Level::AtDue, morning), passed]
            } else {
                vec![(Level::AtDue, morning), passed]
            }
        }
        _ => Vec::new(),
    }
}

/// Since when, and for which time, the leaders are told of what is overdue.
fn escalated(now: Moment, facts: Facts, hours: &Hours) -> Option<(Moment, u32)> {
    if !(facts.stage == Stage::Submitted || facts.stage.running()) {
        return None;
    }
    let day = day_minutes(facts.wanted, hours);
    let first = calendar::next_opening(calendar::add_working_minutes(facts.wanted, day, hours), hours);
    let opens = |week: i64| {
        let at = first.plus_minutes(week * AGAIN_DAYS * 24 * 60);
        calendar::next_opening(at, hours)
    };
    let weeks = now.day().days_since(first.day()) / AGAIN_DAYS;
    let week = (0..=weeks.max(0)).rev().take(2).find(|week| opens(*week) <= now)?;
    Some((opens(week), u32::try_from(week).ok()?))
}

/// The minutes of a working day of the office.
fn day_minutes(at: Moment, hours: &Hours) -> i64 {
    i64::from(hours.office_on(at.day()).day_minutes()).max(60)
}

#[cfg(test)]
mod tests;
