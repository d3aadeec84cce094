//! The person says that what was asked for is paid, with the reference and what proves it. Whether the
//! money came only an officer can see, who then lets the dossier go on ([`super::resume`]): the clock
//! counts on from the moment at which the person said so, so that an office that looks late gains no time
//! by it.

use super::super::{Dossier, Piece, Refusal, RefusalCode};
use crate::dossier::Paid;
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// How it was paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TellPaid {
    /// The reference of the payment, as the bank or the payment platform gave it.
    pub reference: String,
    /// What proves it.
    pub documents: Vec<Piece>,
}

/// `payment-told`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentTold {
    /// The reference of the payment.
    pub reference: String,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Piece>,
}

/// Decides.
pub fn decide(c: TellPaid) -> Result<PaymentTold, Refusal> {
    let reference = c.reference.trim().to_owned();
    if reference.is_empty() && c.documents.iter().all(|piece| piece.files.is_empty()) {
        return Err(RefusalCode::ReferenceMissing.into());
    }
    Ok(PaymentTold { reference, documents: c.documents })
}

/// Folds. Said again, it counts from then.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &PaymentTold) {
    dossier.paid = Some(Paid { at, reference: e.reference.clone() });
    dossier.filing.documents.extend(e.documents.iter().cloned());
}
