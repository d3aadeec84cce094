//! The legal clock of a dossier, counted twice: the decree's way, by which the person is promised a date, and
//! the national score's way, by which the office is measured.
//!
//! After a full supplement the decree counts from the beginning again (Decree 118/2025/NĐ-CP art. 17); the
//! score takes the waiting out of the first count: end of processing, less start, less waiting, within the
//! limit (Decision 766/QĐ-TTg of 2022, indicator 2.1). Both dates are kept, each with its grounds. An apology
//! moves the promise and never the score.

use super::{Dossier, Stage};
use crate::calendar::{Due, Limit};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// A time during which the clock stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// What was waited for: the stage of the time.
    pub stage: Stage,
    /// Since when.
    pub from: Moment,
    /// Until when; open while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Moment>,
    /// By when the person was asked to bring what is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

/// The legal clock of one dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What the law allows.
    pub limit: Limit,
    /// When the dossier was received (accepted, where it was submitted online).
    pub received: Moment,
    /// What was promised first.
    pub promised: Moment,
    /// What is promised now, with the reasons.
    pub due: Due,
    /// What the national score counts to, where that is another date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_due: Option<Due>,
    /// Times during which the clock stood still.
    pub pauses: Vec<Pause>,
    /// Whether the date was moved with an apology; the law allows it once.
    pub extended: bool,
}

impl Clock {
    /// The clock that starts at a reception.
    pub(super) fn start(at: Moment, limit: Limit, due: &Due) -> Self {
        let due = due.clone();
        Self {
            limit,
            received: at,
            promised: due.at,
            due,
            score_due: None,
            pauses: Vec::new(),
            extended: false,
        }
    }

    /// What the national score counts to.
    pub fn score(&self) -> &Due {
        self.score_due.as_ref().unwrap_or(&self.due)
    }

    /// The time during which it stands still now.
    pub fn open_pause(&self) -> Option<&Pause> {
        self.pauses.iter().rev().find(|p| p.to.is_none())
    }

    /// How many times papers were asked for.
    pub fn supplements(&self) -> usize {
        self.pauses.iter().filter(|p| p.stage == Stage::AwaitingDocuments).count()
    }

    /// When the last full supplement came: from there the promise counts.
    pub fn restarted(&self) -> Option<Moment> {
        let full = self.pauses.iter().rev().find(|p| p.stage == Stage::AwaitingDocuments && p.to.is_some());
        full.and_then(|p| p.to)
    }

    /// Closed pauses of a kind that began at `from` or later, as the calendar takes them out.
    pub(super) fn waited(&self, from: Moment, kind: fn(Stage) -> bool) -> Vec<crate::calendar::Pause> {
        let closed = |p: &Pause| Some(crate::calendar::Pause { from: p.from, to: p.to? });
        self.pauses.iter().filter(|p| kind(p.stage) && p.from >= from).filter_map(closed).collect()
    }
}

/// How a dossier keeps its promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Punctuality {
    /// No promise was given.
    NoPromise,
    /// Still running, in time.
    Running,
    /// Still running, past its due date.
    Overdue,
    /// Finished by its due date.
    OnTime,
    /// Finished after it.
    Late,
}

impl Punctuality {
    /// The name for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoPromise => "no-promise",
            Self::Running => "running",
            Self::Overdue => "overdue",
            Self::OnTime => "on-time",
            Self::Late => "late",
        }
    }
}

impl Dossier {
    /// The end of processing as a clock counts it: what ended while the clock stood still, ended when it
    /// stopped.
    fn clock_end(&self) -> Option<Moment> {
        let at = self.finished()?;
        let last = self.clock.as_ref().and_then(|c| c.pauses.last());
        let stood = last.filter(|p| self.outcome.is_none() && p.to == Some(at));
        Some(stood.map_or(at, |p| p.from))
    }

    /// Whether the promise is kept, as of `now`. What the person took back keeps no promise open.
    pub fn punctuality(&self, now: Moment) -> Punctuality {
        let Some(due) = self.due() else { return Punctuality::NoPromise };
        self.measured(now, due, self.clock_end())
    }

    /// Whether the office is in time by the national score, as of `now` (Decision 766/QĐ-TTg, indicator 2.1).
    /// The end is state 9, else 10, else 8 or 3; while papers are awaited for the first time it is the moment
    /// they were asked for; who asks twice is late.
    pub fn scored(&self, now: Moment) -> Punctuality {
        let Some(clock) = &self.clock else { return Punctuality::NoPromise };
        if clock.supplements() > 1 {
            return Punctuality::Late;
        }
        let asked = clock.open_pause().filter(|p| p.stage == Stage::AwaitingDocuments);
        self.measured(now, clock.score().at, self.clock_end().or(asked.map(|p| p.from)))
    }

    fn measured(&self, now: Moment, due: Moment, end: Option<Moment>) -> Punctuality {
        match end {
            Some(at) if at <= due => Punctuality::OnTime,
            Some(_) => Punctuality::Late,
            None if now > due && !self.stage.paused() => Punctuality::Overdue,
            None => Punctuality::Running,
        }
    }
}
