//! Registers for officers: which there are, one as a list with search, a record with its history.

mod list;
mod record;

pub use list::{all, show};
pub use record::show as record;
