//! What the office hands to people on paper: data in, text out.
//!
//! [`papers`] holds one file a paper: a typed struct and a function that makes a printable body of HTML from
//! it, which the caller wraps in its print page. [`proof`] signs what a receipt's QR code says, [`qr_svg`]
//! draws the code, [`say`] turns moments and due dates into words, for pages too.
//!
//! Invariants: no clock, no disk, no network; every text from outside is escaped; personal numbers are whole
//! only where the paper needs the whole.

pub mod papers;
pub mod proof;
mod qr;
pub mod say;

pub use papers::PaperError;
pub use proof::keys::{Keys, PublishedKey, Verdict};
pub use proof::{Proof, ProofError, Signer};
pub use qr::{QrTooLong, qr_svg};
pub use say::{Why, case as case_name, counted, grounds, why};
