//! Receive: the dossier is complete, gets its code, its receipt and its due date (Decree 61/2018/NĐ-CP art.
//! 17). Submit: it came online and waits for an officer to accept it (8 working hours).

use super::super::{ChildAsked, Clock, Dossier, Filing, ParentOf, Refusal, RefusalCode, Rules, Stage};
use crate::calendar::{self, Due, Limit};
use crate::words::{Channel, Moment, ProcedureCode, StepId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long an online submission may wait for an answer (Decree 118/2025/NĐ-CP art. 17).
const ANSWER_WITHIN: Limit = Limit::WorkingHours(8);

/// What is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receive {
    /// What the receipt will say.
    pub filing: Filing,
}

/// `received`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// What was filed.
    pub filing: Filing,
    /// Where it begins.
    pub step: StepId,
    /// What the law allows.
    pub limit: Limit,
    /// What is promised, and why.
    pub due: Due,
    /// The dossier that asked for it, where it is a child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ParentOf>,
    /// Whether only offices ask for its procedure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
}

/// `submitted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// What was filed.
    pub filing: Filing,
    /// Where it waits.
    pub step: StepId,
    /// By when it is to be answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Moment>,
    /// The procedures that the person wants together with it; none where nobody was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished: Option<Vec<ProcedureCode>>,
    /// Whether only offices ask for its procedure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
}

fn check(rules: Rules<'_>, filing: &Filing) -> Result<Limit, Refusal> {
    if filing.applicant.name.trim().is_empty() {
        return Err(RefusalCode::ApplicantMissing.into());
    }
    rules
        .definition
        .limit(filing.channel, filing.case.as_ref())
        .ok_or_else(|| RefusalCode::ChannelNotOffered.into())
}

/// The due date of a dossier received at `now`.
pub fn promise(now: Moment, rules: Rules<'_>, filing: &Filing) -> Result<(Limit, Due), Refusal> {
    let limit = check(rules, filing)?;
    Ok((limit, calendar::due(now, limit, filing.channel, rules.hours, rules.definition.cutoffs.as_ref())))
}

/// Decides a reception.
pub fn receive(now: Moment, rules: Rules<'_>, command: Receive) -> Result<Received, Refusal> {
    let (limit, due) = promise(now, rules, &command.filing)?;
    Ok(begin(rules, command.filing, limit, due, None))
}

fn begin(rules: Rules<'_>, filing: Filing, limit: Limit, due: Due, parent: Option<ParentOf>) -> Received {
    let (step, internal) = (rules.definition.process.entry.clone(), rules.definition.internal);
    Received { filing, step, limit, due, parent, internal }
}

/// Decides the reception of a child: what was asked by when is what is promised.
pub fn child(
    rules: Rules<'_>,
    filing: Filing,
    asked: &ChildAsked,
    parent: ParentOf,
) -> Result<Received, Refusal> {
    if filing.applicant.name.trim().is_empty() {
        return Err(RefusalCode::ApplicantMissing.into());
    }
    Ok(begin(rules, filing, asked.limit, asked.due.clone(), Some(parent)))
}

/// By when what comes online at `now` is answered: accepted, or sent back with what is missing.
pub fn answer_due(now: Moment, rules: Rules<'_>, channel: Channel) -> Due {
    calendar::due(now, ANSWER_WITHIN, channel, rules.hours, rules.definition.cutoffs.as_ref())
}

/// Decides a submission.
pub fn submit(
    now: Moment,
    rules: Rules<'_>,
    command: Receive,
    wished: Option<Vec<ProcedureCode>>,
) -> Result<Submitted, Refusal> {
    check(rules, &command.filing)?;
    let answer = answer_due(now, rules, command.filing.channel);
    let step = rules.definition.process.submitted.clone();
    let internal = rules.definition.internal;
    Ok(Submitted { filing: command.filing, step, answer_by: Some(answer.at), wished, internal })
}

fn dossier(at: Moment, filing: &Filing, stage: Stage, step: &StepId) -> Dossier {
    Dossier {
        filing: filing.clone(),
        owner: None,
        moved_to: None,
        competent: None,
        filed: at,
        stage,
        step: step.clone(),
        step_since: at,
        assignee: None,
        answer_by: None,
        clock: None,
        paid: None,
        outcome: None,
        ended: None,
        answers: BTreeMap::new(),
        records: Vec::new(),
        parent: None,
        opened: Vec::new(),
        wished: None,
        internal: false,
        version: 1,
    }
}

/// The dossier that a reception makes.
pub fn received(at: Moment, e: &Received) -> Dossier {
    let clock = Some(Clock::start(at, e.limit, &e.due));
    let begun = dossier(at, &e.filing, Stage::Received, &e.step);
    Dossier { clock, parent: e.parent.clone(), internal: e.internal, ..begun }
}

/// The dossier that a submission makes.
pub fn submitted(at: Moment, e: &Submitted) -> Dossier {
    let begun = dossier(at, &e.filing, Stage::Submitted, &e.step);
    Dossier { answer_by: e.answer_by, wished: e.wished.clone(), internal: e.internal, ..begun }
}
