//! Everybody's pages: find a procedure, follow a dossier, check a certificate, read the published figures,
//! sign in.

pub mod certificate;
pub mod help;
pub mod home;
pub mod keys;
mod month;
pub mod procedure;
pub mod procedures;
pub mod rate;
pub mod rates;
mod say;
pub mod sign_in;
pub mod start;
pub mod track;
pub mod verify;

pub use month::Month;
pub(crate) use say::card;
pub use say::tier;
