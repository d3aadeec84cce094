//! Two tiers: a province's centre and the communes' own boxes, each of which writes its own units' ledgers.

mod between;
mod files;
mod home;
mod named;
mod travel;

pub use between::Between;
pub(crate) use between::Why;
pub(crate) use files::Travelling;
pub(crate) use home::Living;
