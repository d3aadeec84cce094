//! Accounts: the unit's people for its administrator, and everybody's own.

pub mod account;
mod form;
pub mod keys;
pub mod open;
pub mod own;
pub mod people;
pub mod person;
