//! Two tiers: a province's centre and the communes' own boxes, each of which writes its own units' ledgers.

mod between;
mod files;
mod named;
mod travel;
mod home;

pub use between::Between;
pub(crate) use files::Travelling;
pub(crate) use between::Why;
pub(crate) use home::Living;
