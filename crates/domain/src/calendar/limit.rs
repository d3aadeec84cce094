//! How long an authority may take, in the units the law uses.

use serde::{Deserialize, Serialize};

/// A legal time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Settled on the day of reception (or the next working day after the cut-off hour).
    SameDay,
    /// Hours of office time.
    WorkingHours(u32),
    /// Working days.
    WorkingDays(u32),
    /// Calendar days.
    CalendarDays(u32),
    /// Months.
    Months(u32),
}
