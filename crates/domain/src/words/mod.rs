//! Words that every room uses: ids, time, money, text folded for search, checked identity numbers.

mod channel;
mod fold;
mod ids;
mod numbers;
mod time;

pub use channel::Channel;
pub use fold::{bare, fold, nfc, unseen};
pub use ids::{
    BlobId, CaseCode, DossierId, NodeId, PartName, PersonId, ProcedureCode, StepId, UnitCode, UnitId,
    WordError,
};
pub use numbers::{Email, NumberCheck, NumberError, PersonalNumber, Phone, TaxCode};
pub use time::{Day, Moment, OFFSET_HOURS};
