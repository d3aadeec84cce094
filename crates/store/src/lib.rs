//! Everything that is kept: ledgers, the rows that follow from them, files, and what stands beside.
//!
//! Reading order: [`work`] (a unit of work), [`Store`], `writer/` (group commit), `project/`
//! (rows from entries), `read/` (lists and lookups), `blob` (files by content), `verify/` (everything once
//! more, from the ledgers), `db/` (the engine).
//!
//! Invariants: an answer means that it is on disk; a refused or failed unit of work leaves no trace; every
//! row outside "beside the ledger" can be rebuilt from entries; one writer a folder, any number of readers.

mod blob;
mod db;
mod draft;
mod error;
mod fuse;
mod news;
mod pool;
mod project;
pub mod read;
mod store;
mod telling;
pub mod verify;
pub mod work;
mod writer;

pub use blob::{PartAdded, carry_files, id_of as blob_id};
pub use db::Told;
pub use error::StoreError;
pub use fuse::{Blown, Fuse};
pub use news::LONGEST_BYTES;
pub use project::dossier::DossierRow;
pub use project::tally::TallyRow;
pub use read::Reader;
pub use store::{Location, Options, Store};
pub use telling::{Answered, Asked, Code, Pending, Telling, Try};
pub use work::{
    AccountChange, Act, Beside, Copy, Draft, Factor, IdempotencyKey, Loaded, Outcome, Publication, Reads,
    RecordChange, Secret, Session, Stamp, Step, Upload, Writes,
};
