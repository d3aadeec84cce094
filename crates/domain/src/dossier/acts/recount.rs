//! Count the promise anew under the hours of today, when days off became known afterwards. A promise doesn't
//! change by itself; the unit's leader decides it, with a reason and the act that announced the days, and it
//! is on record. The count begins where the clock began. It never leads to an earlier date: what was promised
//! to a person is only given up for something later (Civil Code 2015 art. 147–148 for the count itself).

use super::super::{Clock, Dossier, Refusal, RefusalCode, Rules, Stage};
use super::reason;
use crate::calendar::{self, Due, Ground, Rule};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// Why, and by which act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    /// Why, for the person to read.
    pub reason: String,
    /// The number of the act that announced the days off: `5015/TB-BNV`.
    pub act: String,
}

impl Recount {
    /// Reason and act, if both say something.
    pub fn checked(&self) -> Result<(String, String), Refusal> {
        let act = self.act.trim().to_owned();
        if act.is_empty() {
            return Err(RefusalCode::ActNumberMissing.into());
        }
        Ok((reason(&self.reason)?, act))
    }
}

/// `recounted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recounted {
    /// What was promised before.
    pub before: Moment,
    /// What is promised now, and why.
    pub due: Due,
    /// What the national score counts to now, where that is another date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_due: Option<Due>,
    /// Why, for the person to read.
    pub reason: String,
    /// The number of the act.
    pub act: String,
}

/// The promise as it would be counted today; none where it would not be later.
pub fn anew(rules: Rules<'_>, dossier: &Dossier) -> Option<Due> {
    let clock = dossier.clock.as_ref()?;
    let counts = dossier.open() && dossier.finished().is_none() && dossier.stage != Stage::AwaitingDocuments;
    let (channel, cutoffs) = (dossier.filing.channel, rules.definition.cutoffs.as_ref());
    let (from, count): (_, fn(_, _, _, _, _) -> Due) =
        clock.restarted().map_or((clock.received, calendar::due), |at| (at, calendar::restart));
    let due = count(from, clock.limit, channel, rules.hours, cutoffs);
    let waited = clock.waited(from, |stage| matches!(stage, Stage::AwaitingPayment | Stage::AwaitingAnswers));
    let due = calendar::subtract_pauses(from, &due, &waited, rules.hours);
    (counts && due.at > clock.due.at).then_some(due)
}

/// The score's date as it would be counted today, never earlier than it was.
fn score(rules: Rules<'_>, dossier: &Dossier, clock: &Clock) -> Due {
    let (channel, cutoffs) = (dossier.filing.channel, rules.definition.cutoffs.as_ref());
    let due = calendar::due(clock.received, clock.limit, channel, rules.hours, cutoffs);
    let waited = clock.waited(clock.received, |_| true);
    let due = calendar::subtract_pauses(clock.received, &due, &waited, rules.hours);
    if due.at > clock.score().at { due } else { clock.score().clone() }
}

/// Decides.
pub fn decide(now: Moment, rules: Rules<'_>, dossier: &Dossier, c: &Recount) -> Result<Recounted, Refusal> {
    let clock = dossier.clock.as_ref().ok_or(RefusalCode::NoDueDate)?;
    let mut due = anew(rules, dossier).ok_or(RefusalCode::NothingRecounted)?;
    let score = score(rules, dossier, clock);
    let (reason, act) = c.checked()?;
    let score_due = (score.at != due.at).then_some(score);
    due.grounds.push(Ground::new(Rule::RecountedByDecision, now, due.at, 0));
    Ok(Recounted { before: clock.due.at, due, score_due, reason, act })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, e: &Recounted) {
    if let Some(clock) = &mut dossier.clock {
        clock.due = e.due.clone();
        clock.score_due.clone_from(&e.score_due);
    }
}
