//! Promise a new date with an apology: at latest one day before the due date, at most once (form 04; Decree
//! 61/2018/NĐ-CP art. 19.9).

use super::super::{Dossier, Refusal, RefusalCode, Rules};
use super::reason;
use crate::calendar::{self, Due};
use crate::words::{Day, Moment};
use serde::{Deserialize, Serialize};

/// Until when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    /// The new day; the hour is the office's closing time.
    pub until: Day,
    /// Why, for the person to read.
    pub reason: String,
}

/// `extended`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// Why, for the person to read.
    pub reason: String,
    /// What was promised before.
    pub before: Moment,
    /// What is promised now, and why.
    pub due: Due,
    /// What the national score counts to, which an apology doesn't move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_due: Option<Due>,
}

/// Decides.
pub fn decide(now: Moment, rules: Rules<'_>, dossier: &Dossier, c: Extend) -> Result<Extended, Refusal> {
    let clock = dossier.clock.as_ref().ok_or(RefusalCode::NoDueDate)?;
    if clock.extended {
        return Err(RefusalCode::ExtendOnce.into());
    }
    let before = clock.due.at;
    if !calendar::extension_allowed(now, before, rules.hours) {
        return Err(RefusalCode::ExtendTooLate.into());
    }
    let until = calendar::closing(c.until, rules.hours);
    let until = until.ok_or(RefusalCode::ExtendNotWorkingDay)?;
    let due = calendar::extend(&clock.due, until).ok_or(RefusalCode::ExtendBackwards)?;
    let score_due = Some(clock.score().clone());
    Ok(Extended { reason: reason(&c.reason)?, before, due, score_due })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, e: &Extended) {
    if let Some(clock) = &mut dossier.clock {
        clock.due = e.due.clone();
        clock.score_due = e.score_due.clone().or(clock.score_due.take());
        clock.extended = true;
    }
}
