//! Ask for a financial duty to be paid; the clock stops until it is (national state 6).

use super::super::{Dossier, Refusal, RefusalCode, Stage};
use super::{pause, reason};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// How much and for what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// Đồng.
    pub amount_vnd: i64,
    /// For what, by which notice.
    pub reason: String,
}

/// `payment-asked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentAsked {
    /// Đồng.
    pub amount_vnd: i64,
    /// For what, by which notice.
    pub reason: String,
}

/// Decides.
pub fn decide(c: Charge) -> Result<PaymentAsked, Refusal> {
    if c.amount_vnd <= 0 {
        return Err(RefusalCode::AmountMissing.into());
    }
    Ok(PaymentAsked { amount_vnd: c.amount_vnd, reason: reason(&c.reason)? })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &PaymentAsked) {
    dossier.filing.fee_vnd = dossier.filing.fee_vnd.saturating_add(e.amount_vnd);
    pause(dossier, at, Stage::AwaitingPayment, None);
}
