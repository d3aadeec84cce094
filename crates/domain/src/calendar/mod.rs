//! Legal time: when an office is open, which days count, and when a limit ends and why.

mod limit;

pub use limit::{Limit, LimitError, MAX_AMOUNT};
