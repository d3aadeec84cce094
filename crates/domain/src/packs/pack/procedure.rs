//! `procedures/<code>.toml`: what a pack says about one procedure, over its row of the national catalogue or,
//! for a local one, whole.

use crate::calendar::{Cutoffs, Limit};
use crate::packs::catalogue::{
    CaseTerms, ChannelTerms, DecidingTier, DocumentAsked, FeeKind, LimitOrigin, Procedure, ResultGiven,
    Territory,
};
use crate::packs::condition::Condition;
use crate::packs::{ActDef, Open, Process, Step, Text};
use crate::words::{Channel, PartName, ProcedureCode, StepId};
use serde::{Deserialize, Serialize};

/// The process of every procedure that names no other.
pub const COMMON: &str = "one-stop";

/// What a pack's file says about one procedure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackProcedure {
    /// Which procedure.
    pub code: ProcedureCode,
    /// Its name in three languages.
    #[serde(default)]
    pub title: Option<Text>,
    /// What people call it, in any language.
    #[serde(default)]
    pub called: Vec<String>,
    /// Who decides; needed for a local procedure.
    #[serde(default)]
    pub tier: Option<DecidingTier>,
    /// Whether any counter may receive it; needed for a local procedure.
    #[serde(default)]
    pub territory: Option<Territory>,
    /// The field of work; the pack's title where nothing is said.
    #[serde(default)]
    pub field: Option<String>,
    /// Whether only offices ask for it: nobody outside sees it, is told of it, or counts it.
    #[serde(default)]
    pub internal: bool,
    /// Its limit through every channel, as the law has it.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Ways to hand in, with limits; needed for a local procedure.
    #[serde(rename = "channel", default)]
    pub channels: Vec<ChannelSaid>,
    /// Its own cut-offs, as the law has them.
    #[serde(default)]
    pub cutoffs: Option<Cutoffs>,
    /// Working days to bring what was asked for, where the law of the field says other than the decree.
    #[serde(default)]
    pub supplement_days: Option<u32>,
    /// Cases with limits of their own, in place of the catalogue's.
    #[serde(rename = "case", default)]
    pub cases: Vec<CaseSaid>,
    /// Documents asked for, in place of the catalogue's.
    #[serde(rename = "document", default)]
    pub documents: Vec<DocumentAsked>,
    /// Fees and charges, in place of the catalogue's.
    #[serde(rename = "fee", default)]
    pub fees: Vec<FeeRule>,
    /// Acts of law it rests on, in place of the catalogue's.
    #[serde(default)]
    pub legal: Vec<String>,
    /// The form that the person fills.
    #[serde(default)]
    pub form: Option<PartName>,
    /// The process that it follows, where it has no steps of its own.
    #[serde(default)]
    pub process: Option<PartName>,
    /// Where a submitted dossier waits, in a process of its own.
    #[serde(default)]
    pub submitted: Option<StepId>,
    /// Where a received dossier begins, in a process of its own.
    #[serde(default)]
    pub entry: Option<StepId>,
    /// Its own steps.
    #[serde(rename = "step", default)]
    pub steps: Vec<Step>,
    /// Acts that every one of its own steps offers; those of the common process where none are named.
    #[serde(rename = "anytime", default)]
    pub anytime: Vec<ActDef>,
    /// What comes out.
    #[serde(default)]
    pub result: Option<ResultSaid>,
    /// Procedures that begin together with it, at reception.
    #[serde(rename = "with", default)]
    pub with: Vec<With>,
}

/// A way to hand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelSaid {
    /// Which.
    pub channel: Channel,
    /// How long the authority may take.
    pub limit: Limit,
}

/// A case with its own limit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSaid {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How long the authority may take.
    #[serde(default)]
    pub limit: Option<Limit>,
}

/// An amount that is asked, through a channel or through all, always or when something holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeRule {
    /// Which kind.
    pub kind: FeeKind,
    /// Vietnamese đồng.
    pub amount_vnd: i64,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Through which channel; all where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// What comes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultSaid {
    /// What people call it.
    pub title: Text,
    /// The paper that it is printed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PartName>,
    /// Which role signs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<crate::identity::Role>,
    /// The register that it is entered in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<PartName>,
}

/// A procedure that begins together with another, at reception: interconnected procedures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct With {
    /// What the person is asked.
    pub title: Text,
    /// Only when this holds; else always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What is opened.
    pub open: Open,
}

impl FeeRule {
    /// Whether it is asked through this channel.
    pub fn is_asked(&self, channel: Channel) -> bool {
        self.channel.is_none_or(|c| c == channel)
    }
}

impl PackProcedure {
    /// The facts under this file: the catalogue's with what the file says in their place; for a local
    /// procedure all from the file. None where that isn't enough.
    pub fn facts(&self, row: Option<Procedure>, field: &Text) -> Option<Procedure> {
        let mut facts = match row {
            Some(row) => row,
            None => self.whole(field)?,
        };
        if let Some(territory) = self.territory {
            facts.territory = territory;
        }
        if !self.channels.is_empty() {
            let fees = |c: Channel| facts.channel(c).map(|t| t.fees.clone()).unwrap_or_default();
            let terms = |c: &ChannelSaid| ChannelTerms {
                channel: c.channel,
                limit: c.limit,
                limit_origin: LimitOrigin::Portal,
                fees: fees(c.channel),
            };
            facts.channels = self.channels.iter().map(terms).collect();
        }
        if !self.cases.is_empty() {
            let terms = |c: &CaseSaid| CaseTerms {
                code: c.code.clone(),
                name: c.name.clone(),
                limit: c.limit,
                limit_origin: LimitOrigin::Portal,
            };
            facts.cases = self.cases.iter().map(terms).collect();
        }
        if !self.documents.is_empty() {
            facts.documents.clone_from(&self.documents);
        }
        if !self.legal.is_empty() {
            facts.legal.clone_from(&self.legal);
        }
        Some(facts)
    }

    /// A local procedure's facts, all from the file.
    fn whole(&self, field: &Text) -> Option<Procedure> {
        let title = self.title.as_ref()?;
        if self.channels.is_empty() {
            return None;
        }
        let results =
            self.result.iter().map(|r| ResultGiven { code: String::new(), name: r.title.vi.clone() });
        Some(Procedure {
            code: self.code.clone(),
            name: title.vi.clone(),
            field: self.field.clone().unwrap_or_else(|| field.vi.clone()),
            field_code: String::new(),
            ministry: String::new(),
            tiers: vec![self.tier?],
            territory: self.territory?,
            subjects: Vec::new(),
            channels: Vec::new(),
            cases: Vec::new(),
            documents: Vec::new(),
            results: results.collect(),
            legal: Vec::new(),
            decision: String::new(),
            decided_on: None,
        })
    }

    /// The process of its own, where it has steps; with the common acts of every step where it names none.
    pub fn own_process(&self, common: Option<&Process>) -> Option<Process> {
        let first = self.steps.first()?;
        let anytime = if self.anytime.is_empty() {
            common.map(|c| c.anytime.clone()).unwrap_or_default()
        } else {
            self.anytime.clone()
        };
        Some(Process {
            id: self.code.to_string(),
            submitted: self.submitted.clone().unwrap_or_else(|| first.id.clone()),
            entry: self.entry.clone().unwrap_or_else(|| first.id.clone()),
            steps: self.steps.clone(),
            anytime,
        })
    }
}
