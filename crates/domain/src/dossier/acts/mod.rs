//! One file an act: command, decision, event, article of law.

pub mod accept;
pub mod approve;
pub mod assign;
pub mod charge;
pub mod correct;
pub mod deliver;
pub mod enter;
pub mod extend;
pub mod hand_over;
pub mod lapse;
pub mod moving;
pub mod open;
pub mod paid;
pub mod passing;
pub mod recall;
pub mod receive;
pub mod recount;
pub mod refuse;
pub mod resume;
pub mod revise;
pub mod supplement;
pub mod take_over;
pub mod withdraw;

use super::{Clock, Dossier, Pause, RefusalCode, Stage};
use crate::packs::{ActKind, END};
use crate::words::{Moment, StepId};

/// Whether an act of this kind has a meaning where the dossier stands.
pub fn fits(kind: ActKind, dossier: &Dossier) -> bool {
    let stage = dossier.stage;
    match kind {
        ActKind::Accept => stage == Stage::Submitted,
        ActKind::Move | ActKind::Supplement | ActKind::Charge | ActKind::Approve | ActKind::Extend => {
            stage.running()
        }
        // Who waits for other units goes on when they have answered, and not before.
        ActKind::Resume => stage.paused() && stage != Stage::AwaitingAnswers,
        ActKind::Refuse | ActKind::Withdraw => stage == Stage::Submitted || stage.running() || stage.paused(),
        ActKind::Deliver => stage == Stage::Resolved,
        ActKind::Correct | ActKind::Assign => !stage.ended(),
        // Also while others are waited for, and after the decision: a task goes on in further dossiers.
        ActKind::Open => stage.running() || matches!(stage, Stage::AwaitingAnswers | Stage::Resolved),
    }
}

/// A reason that says something.
pub(super) fn reason(text: &str) -> Result<String, RefusalCode> {
    let text = text.trim().to_owned();
    if text.chars().count() < 3 { Err(RefusalCode::ReasonMissing) } else { Ok(text) }
}

/// Stands at a step from now on. Who had it at another step has it no longer.
fn stand(dossier: &mut Dossier, at: Moment, step: &StepId) {
    if dossier.step != *step {
        dossier.assignee = None;
    }
    dossier.step = step.clone();
    dossier.step_since = at;
}

fn pause(dossier: &mut Dossier, at: Moment, stage: Stage, until: Option<Moment>) {
    dossier.stage = stage;
    if let Some(clock) = &mut dossier.clock {
        clock.pauses.push(Pause { stage, from: at, to: None, until });
    }
}

fn unpause(clock: &mut Clock, at: Moment) {
    if let Some(open) = clock.pauses.iter_mut().rev().find(|p| p.to.is_none()) {
        open.to = Some(at);
    }
}

fn end(dossier: &mut Dossier, at: Moment, stage: Stage) {
    dossier.stage = stage;
    dossier.paid = None;
    dossier.ended = Some(at);
    if let Some(clock) = &mut dossier.clock {
        unpause(clock, at);
    }
    if let Ok(step) = END.parse() {
        stand(dossier, at, &step);
    }
}
