//! Everybody's pages: find a procedure, follow a dossier, check a certificate, read the published figures,
//! sign in.

pub mod certificate;
pub mod citizen;
pub mod feedback;
pub mod help;
pub mod home;
pub mod install;
pub mod keys;
mod month;
pub mod opinions;
pub mod papers;
pub mod procedure;
pub mod procedures;
pub mod rate;
pub mod rates;
pub mod rating;
mod say;
pub mod second;
pub mod sign_in;
pub mod start;
pub mod suggest;
pub mod tablet;
pub mod track;
pub mod unit;
pub mod units;
pub mod verify;

pub use month::Month;
pub use say::tier;
pub(crate) use say::{card, fees};
