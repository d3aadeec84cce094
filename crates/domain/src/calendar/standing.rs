//! What is left of a limit, in people's terms.

use super::Hours;
use super::working::{working_days_between, working_minutes};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// A stretch of working time as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stretch {
    /// Whole working days.
    Days(u32),
    /// Whole working hours.
    Hours(u32),
}

/// What is left until a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remaining {
    /// The due date has passed; zero hours when not one working hour ago.
    Late(Stretch),
    /// Due within one working day.
    Soon {
        /// Working minutes left.
        minutes: u32,
        /// Whether it is due on this very day.
        today: bool,
    },
    /// More than a working day is left.
    InTime(Stretch),
}

/// The working minutes of a day by convention; a shorter office day counts as a day too.
const CONVENTIONAL_DAY: i64 = 480;

impl Remaining {
    /// What is left at `now` until `due`.
    pub fn of(now: Moment, due: Moment, hours: &Hours) -> Self {
        let day = i64::from(hours.office_on(now.day()).day_minutes()).max(1);
        let minutes = working_minutes(now, due, hours);
        if now > due {
            let late = minutes.saturating_neg();
            let stretch =
                if late >= day { Stretch::Days(small(late / day)) } else { Stretch::Hours(small(late / 60)) };
            return Self::Late(stretch);
        }
        if minutes <= CONVENTIONAL_DAY.max(day) {
            return Self::Soon { minutes: small(minutes), today: now.day() == due.day() };
        }
        // As people count it: on Monday, Thursday is three days away.
        let days = working_days_between(now.day(), due.day(), hours);
        Self::InTime(if days >= 2 { Stretch::Days(small(days)) } else { Stretch::Hours(small(minutes / 60)) })
    }

    /// The message key and its `$amount`.
    pub const fn said(self) -> (&'static str, u32) {
        match self {
            Self::Late(Stretch::Days(n)) => ("late-days", n),
            Self::Late(Stretch::Hours(0)) => ("late-now", 0),
            Self::Late(Stretch::Hours(n)) => ("late-hours", n),
            Self::Soon { minutes, today: true } if minutes >= 60 => ("due-today", minutes / 60),
            Self::Soon { minutes, today: false } if minutes >= 60 => ("left-hours", minutes / 60),
            Self::Soon { minutes, .. } => ("left-minutes", minutes),
            Self::InTime(Stretch::Days(n)) => ("left-days", n),
            Self::InTime(Stretch::Hours(n)) => ("left-hours", n),
        }
    }
}

/// How much of the limit's working time is gone at `now`, 0..=100, for the bar.
pub fn elapsed_share(received: Moment, due: Moment, now: Moment, hours: &Hours) -> u8 {
    if now >= due {
        return 100;
    }
    let whole = working_minutes(received, due, hours).max(1);
    let gone = working_minutes(received, now, hours).clamp(0, whole);
    u8::try_from(gone.saturating_mul(100) / whole).unwrap_or(100)
}

fn small(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}
