//! Accounts: the unit's people for its administrator, and everybody's own. Office hours and the calendar.
//! Territory, and the communes' own machines.

pub mod account;
pub mod assignments;
pub mod calendar;
mod form;
pub mod hand_over;
pub mod hours;
pub mod info;
pub mod keys;
pub mod nodes;
pub mod notices;
pub mod open;
pub mod own;
pub mod people;
pub mod person;
pub mod second;
pub mod second_reset;
pub mod second_rule;
pub mod send;
pub mod substitutes;
pub mod territory;
