//! Legal time: when an office is open, which days count, and when a limit ends and why.

mod days;
mod ground;
mod limit;
mod office;

pub use days::{Calendar, CalendarError, DayKind, DayStatus, SpecialDay};
pub use ground::{Article, Due, Ground, Rule, Unit, Via};
pub use limit::{Limit, LimitError, MAX_AMOUNT};
pub use office::{Cutoffs, Minute, Office, OfficeError, Session, Week};
