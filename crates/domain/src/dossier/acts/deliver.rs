//! Hand the result over, at the counter, by post or electronically; the receiver is recorded (Decree
//! 61/2018/NĐ-CP art. 20).

use super::super::{Dossier, Refusal, RefusalCode, Stage};
use super::end;
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// How a result is handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandOver {
    /// At the counter.
    #[default]
    Counter,
    /// By public post.
    Post,
    /// Electronically.
    Electronic,
}

/// To whom and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deliver {
    /// Who takes it.
    pub receiver: String,
    /// How.
    pub way: HandOver,
}

/// `delivered`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// Who took it.
    pub receiver: String,
    /// How.
    pub way: HandOver,
}

/// Decides.
pub fn decide(c: &Deliver) -> Result<Delivered, Refusal> {
    let receiver = c.receiver.trim().to_owned();
    if receiver.is_empty() {
        return Err(RefusalCode::ReceiverMissing.into());
    }
    Ok(Delivered { receiver, way: c.way })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment) {
    end(dossier, at, Stage::Delivered);
}
