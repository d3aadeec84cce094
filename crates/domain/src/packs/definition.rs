//! A procedure as it runs: the catalogue's facts, and how the office goes about it. Published whole; known by
//! the digest of its content, so that a dossier keeps the revision under which it was received.

use super::catalogue::{DocumentAsked, Procedure};
use super::condition::{Condition, ConditionFault};
use super::pack::{FeeRule, Guide, PackRef, Register, ResultSaid, With};
use super::process::{Process, Text};
use crate::calendar::{Cutoffs, Limit};
use crate::ledger::canonical_json;
use crate::words::{CaseCode, Channel, PartName, ProcedureCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A procedure as it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// What the catalogue says.
    pub facts: Procedure,
    /// A name in three languages, where a pack gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// What people call it, as a pack says: the search knows it by that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<String>,
    /// Whether only offices ask for it: nobody outside sees it, is told of it, or counts it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// The limit that a pack sets, where the catalogue's is a number without a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Cut-offs that a pack sets for it, in place of the same ones of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoffs: Option<Cutoffs>,
    /// How many working days a person has to bring what was asked for, where the law of the field says other
    /// than the decree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_days: Option<u32>,
    /// The form that the person fills: a JSON Schema with hints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Value>,
    /// Steps and acts.
    pub process: Process,
    /// The pack that it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackRef>,
    /// Fees that a pack sets, in place of the catalogue's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<FeeRule>,
    /// What comes out, as a pack says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultSaid>,
    /// Procedures that begin together with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<With>,
    /// The forms that its steps and acts name, and those of its registers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub forms: BTreeMap<PartName, Value>,
    /// The papers that it names: templates by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub papers: BTreeMap<PartName, String>,
    /// The registers that it names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub registers: BTreeMap<PartName, Register>,
    /// What officers read where they work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guides: Vec<Guide>,
}

impl Definition {
    /// A procedure of which no pack says anything: the catalogue's facts, and a process.
    pub fn plain(facts: Procedure, process: Process) -> Self {
        Self {
            facts,
            title: None,
            called: Vec::new(),
            internal: false,
            limit: None,
            cutoffs: None,
            supplement_days: None,
            form: None,
            process,
            pack: None,
            fees: Vec::new(),
            result: None,
            with: Vec::new(),
            forms: BTreeMap::new(),
            papers: BTreeMap::new(),
            registers: BTreeMap::new(),
            guides: Vec::new(),
        }
    }

    /// The procedure's code.
    pub fn code(&self) -> &ProcedureCode {
        &self.facts.code
    }

    /// How long the authority may take, through this channel, for this case. A channel that the catalogue
    /// doesn't name is still served at the counter: the law lets a person hand in directly. What a pack sets
    /// holds for every case; a case that the catalogue gives no time to has the channel's.
    pub fn limit(&self, channel: Channel, case: Option<&CaseCode>) -> Option<Limit> {
        let named = self.facts.channel(channel);
        let named = named.or_else(|| self.facts.channels.first().filter(|_| channel == Channel::Counter));
        let of_case = || case.and_then(|code| self.case(code)).and_then(|c| c.terms.limit);
        named.map(|terms| self.limit.or_else(of_case).unwrap_or(terms.limit))
    }

    /// How many working days a person has to bring what was asked for: 15, unless the law of the field says
    /// other (Decree 118/2025/NĐ-CP art. 17).
    pub fn days_to_supplement(&self) -> u32 {
        self.supplement_days.unwrap_or(15)
    }

    /// The amounts that are always asked through this channel, in đồng: the pack's, else the catalogue's.
    pub fn fee_vnd(&self, channel: Channel) -> i64 {
        if !self.fees.is_empty() {
            let asked = self.fees.iter().filter(|f| f.when.is_none() && f.is_asked(channel));
            return asked.map(|f| f.amount_vnd).sum();
        }
        let fees = self.facts.channel(channel).map(|t| t.fees.as_slice()).unwrap_or_default();
        fees.iter().map(|f| f.amount_vnd).sum()
    }

    /// The amounts that this request is asked for, in đồng: also those that hang on what was said in it.
    pub fn fee_of(
        &self,
        channel: Channel,
        known: &dyn Fn(&str) -> Option<Value>,
    ) -> Result<i64, ConditionFault> {
        let always = self.fee_vnd(channel);
        self.fees.iter().filter(|f| f.is_asked(channel)).try_fold(always, |sum, fee| {
            let asked = fee.when.as_ref().map_or(Ok(false), |when| when.holds(known))?;
            Ok(if asked { sum.saturating_add(fee.amount_vnd) } else { sum })
        })
    }

    /// The documents that this request must bring.
    pub fn documents_of(
        &self,
        known: &dyn Fn(&str) -> Option<Value>,
    ) -> Result<Vec<&DocumentAsked>, ConditionFault> {
        let asked = |when: &Option<Condition>| when.as_ref().map_or(Ok(true), |when| when.holds(known));
        let all = self.facts.documents.iter().map(|d| asked(&d.when).map(|asked| asked.then_some(d)));
        all.filter_map(Result::transpose).collect()
    }

    /// The procedures that begin together with this request.
    pub fn with_of(&self, known: &dyn Fn(&str) -> Option<Value>) -> Result<Vec<&With>, ConditionFault> {
        let asked = |when: &Option<Condition>| when.as_ref().map_or(Ok(true), |when| when.holds(known));
        let all = self.with.iter().map(|w| asked(&w.when).map(|asked| asked.then_some(w)));
        all.filter_map(Result::transpose).collect()
    }

    /// As it is published: canonical JSON.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        serde_json::to_value(self).map(|v| canonical_json(&v))
    }

    /// The revision: the first twelve hex digits of the published body's SHA-256.
    pub fn revision_of(body: &str) -> String {
        let digest = Sha256::digest(body.as_bytes());
        digest.iter().take(6).fold(String::new(), |mut out, b| {
            // Writing to a String can't fail.
            let _ = write!(out, "{b:02x}");
            out
        })
    }
}
