//! What was asked for has come. After a full supplement the time starts again from zero (Decree 61/2018/NĐ-CP
//! art. 19.4), and the score's date moves by the working time of the pause; after a payment both move by it.
//! A payment ended the pause when the person told of it, if they did: looking whether it came is office time.

use super::super::{Clock, Dossier, Piece, Refusal, RefusalCode, Rules, Stage};
use super::unpause;
use crate::calendar::{self, Due, Ground, Rule};
use crate::words::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// Papers added.
    pub documents: Vec<Piece>,
    /// What the procedure's form says now, whole, where the person completed it.
    pub data: Option<Map<String, Value>>,
}

/// `resumed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// Papers added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Piece>,
    /// What the procedure's form says from now on, whole, where that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Map<String, Value>>,
    /// What is promised now, and why.
    pub due: Due,
    /// What the national score counts to now, where that is another date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_due: Option<Due>,
}

/// Decides.
pub fn decide(now: Moment, rules: Rules<'_>, dossier: &Dossier, c: Resume) -> Result<Resumed, Refusal> {
    let clock = dossier.clock.as_ref().ok_or(RefusalCode::NoDueDate)?;
    let open = clock.open_pause().ok_or(RefusalCode::NotHere)?;
    let pause = [calendar::Pause { from: open.from, to: came(dossier, now) }];
    let moved = |due: &Due| calendar::subtract_pauses(clock.received, due, &pause, rules.hours);
    let (due, score_due) = if dossier.stage == Stage::AwaitingPayment {
        (moved(&clock.due), clock.score_due.as_ref().map(moved))
    } else {
        (restarted(now, rules, dossier, clock), Some(moved(clock.score())))
    };
    let data = c.data.filter(|data| *data != dossier.filing.data);
    Ok(Resumed { documents: c.documents, data, due, score_due })
}

/// When what was asked for came.
fn came(dossier: &Dossier, now: Moment) -> Moment {
    dossier.paid.as_ref().map_or(now, |paid| paid.at)
}

/// Counted from zero; a later promise that was given before, with an apology, stays.
fn restarted(now: Moment, rules: Rules<'_>, dossier: &Dossier, clock: &Clock) -> Due {
    let (channel, cutoffs) = (dossier.filing.channel, rules.definition.cutoffs.as_ref());
    let mut due = calendar::restart(now, clock.limit, channel, rules.hours, cutoffs);
    if due.at < clock.due.at {
        due.grounds.push(Ground::new(Rule::LaterPromiseKept, due.at, clock.due.at, 0));
        due.at = clock.due.at;
    }
    due
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Resumed) {
    let came = came(dossier, at);
    dossier.stage = Stage::Processing;
    dossier.paid = None;
    dossier.filing.documents.extend(e.documents.iter().cloned());
    if let Some(data) = &e.data {
        dossier.filing.data.clone_from(data);
    }
    if let Some(clock) = &mut dossier.clock {
        unpause(clock, came);
        clock.due = e.due.clone();
        clock.score_due.clone_from(&e.score_due);
    }
}
