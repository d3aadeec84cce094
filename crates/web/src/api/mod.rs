//! The API for programs, under `/api/v1`: the same use cases, JSON, problem documents (RFC 9457), keys of
//! programs.
//!
//! One file a noun. `body` and `params` read what is sent and refuse what they don't know; `problem` says
//! what went wrong; `openapi` describes every route of the table; `guide` is the page for people who begin.

mod body;
pub mod delegations;
pub mod dossiers;
pub mod figures;
pub mod guide;
pub mod hours;
pub mod me;
pub mod nodes;
pub mod openapi;
mod params;
pub mod people;
pub mod problem;
pub mod procedures;
pub mod registers;
pub mod revisions;
pub mod territory;
pub mod track;
pub mod units;
pub mod uploads;

pub use problem::problem;
