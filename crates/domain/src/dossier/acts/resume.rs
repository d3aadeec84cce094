//! What was asked for has come. After a full supplement the time starts again from zero (Decree 61/2018/NĐ-CP
//! art. 19.4); after a payment the due date moves by the working time that the pause took.

use super::super::{Dossier, Piece, Refusal, RefusalCode, Rules, Stage};
use super::unpause;
use crate::calendar::{self, Due};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// What came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// Papers added.
    pub documents: Vec<Piece>,
}

/// `resumed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// Papers added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Piece>,
    /// What is promised now, and why.
    pub due: Due,
}

/// Decides.
pub fn decide(now: Moment, rules: Rules<'_>, dossier: &Dossier, c: Resume) -> Result<Resumed, Refusal> {
    let clock = dossier.clock.as_ref().ok_or(RefusalCode::NoDueDate)?;
    let open = clock.pauses.iter().rev().find(|p| p.to.is_none()).ok_or(RefusalCode::NotHere)?;
    let due = if dossier.stage == Stage::AwaitingPayment {
        let pause = calendar::Pause { from: open.from, to: now };
        calendar::subtract_pauses(clock.received, &clock.due, &[pause], rules.hours)
    } else {
        calendar::restart(
            now,
            clock.limit,
            dossier.filing.channel,
            rules.hours,
            rules.definition.cutoffs.as_ref(),
        )
    };
    Ok(Resumed { documents: c.documents, due })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Resumed) {
    dossier.stage = Stage::Processing;
    dossier.filing.documents.extend(e.documents.iter().cloned());
    if let Some(clock) = &mut dossier.clock {
        unpause(clock, at);
        clock.due = e.due.clone();
    }
}
