//! Legal time: when an office is open, which days count, and when a limit ends and why.
//!
//! A [`Calendar`] knows the special days, an [`Office`] its sessions and cut-offs; the [`Hours`] of a unit
//! are both, with the days from which they hold and its own closures. [`due`] lays a [`Limit`] over them.
//! Every [`Due`] carries its [`Ground`]s: what a citizen reads on the receipt.
//!
//! Invariants: a later reception is never due earlier; working minutes add up; the grounds of a due date
//! cover all the time from reception to it; counting costs one step a day and stores one ground a rule
//! and run of days.

mod batch;
mod change;
mod days;
mod due;
mod ground;
mod hours;
mod limit;
mod office;
mod publish;
mod records;
mod standing;
mod strip;
#[cfg(test)]
mod tests;
mod working;

pub use batch::WorkingDays;
pub use change::{Pause, extend, extension_allowed, restart, subtract_pauses};
pub use days::{Calendar, CalendarError, DayKind, DayStatus, PublishedDay, SpecialDay};
pub use due::due;
pub use ground::{Article, Due, Ground, GroundSpan, Rule, Unit, Via};
pub use hours::{Hours, LocalDay};
pub use limit::{Limit, LimitError, MAX_AMOUNT};
pub use office::{Cutoffs, Minute, Office, OfficeError, Session, Week, typed_sessions};
pub use publish::{Announced, MOST_CLOSED_DAYS, Part, PublishFault, announce, close, may_begin, open};
pub use records::{CalendarLines, OfficeFrom, OwnDay};
pub use standing::{Remaining, Stretch, elapsed_share};
pub use strip::DayMark;
pub use working::{
    add_working_minutes, closing, is_working, next_opening, next_working_day, previous_working_day,
    working_days_between, working_minutes,
};
