//! Nodes: which program writes which unit's ledger, what goes from one to the other, and what is refused.
//!
//! Reading order: [`Home`] (who writes), [`Node`] (who is known), [`audience`] (what concerns whom),
//! [`Carried`] (an entry on its way), [`admit`] (what is taken from another node), [`NodeFault`] and
//! [`Stray`] (what goes to a person), [`manage`] (what administrators decide), [`files`] (which files an
//! entry names, in which order they travel).
//!
//! A unit has one home; only that node appends to its ledger. Moving a home raises the ledger's epoch by an
//! entry in the ledger itself, so whoever still writes under the old epoch writes a fork that nobody takes.

mod admit;
mod audience;
mod carried;
mod fault;
pub mod files;
mod home;
pub mod manage;
mod node;
mod stray;

pub use admit::{Admitted, Rejected, admit};
pub use audience::{Audience, audience, audience_of_account, audience_of_record, for_everybody};
pub use carried::{Carried, CarriedError};
pub use fault::{FaultCause, NodeFault, Settled};
pub use home::{Before, Home, Me};
pub use node::{Node, PublicKey, RevokedNode};
pub use stray::Stray;

#[cfg(test)]
mod tests;
