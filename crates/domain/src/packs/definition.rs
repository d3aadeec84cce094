//! A procedure as it runs: the catalogue's facts, and how the office goes about it. Published whole; known by
//! the digest of its content, so that a dossier keeps the revision under which it was received.

use super::Process;
use super::catalogue::Procedure;
use super::process::Text;
use crate::calendar::{Cutoffs, Limit};
use crate::ledger::canonical_json;
use crate::words::{CaseCode, Channel, ProcedureCode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A procedure as it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// What the catalogue says.
    pub facts: Procedure,
    /// A name in three languages, where a pack gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
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
    /// The form to fill: a JSON Schema of a flat object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<serde_json::Value>,
    /// Steps and acts.
    pub process: Process,
}

impl Definition {
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

    /// The amounts that the catalogue names for this channel, in đồng.
    pub fn fee_vnd(&self, channel: Channel) -> i64 {
        let fees = self.facts.channel(channel).map(|t| t.fees.as_slice()).unwrap_or_default();
        fees.iter().map(|f| f.amount_vnd).sum()
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

/// What a pack's file says about one procedure of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// Which procedure.
    pub code: ProcedureCode,
    /// Its name in three languages.
    pub title: Option<Text>,
    /// Its limit, as the law has it.
    pub limit: Option<String>,
    /// Its own cut-offs, as the law has them.
    pub cutoffs: Option<Cutoffs>,
    /// Working days to bring what was asked for, where the law of the field says other than the decree.
    pub supplement_days: Option<u32>,
    /// The file of its form, beside the pack's `forms/`.
    pub form: Option<String>,
    /// Its own process, instead of the common one.
    pub process: Option<Process>,
}

impl Overlay {
    /// Reads a pack's procedure file; the process is checked too.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let overlay: Self = toml::from_str(text).map_err(|e| vec![e.to_string()])?;
        let mut faults = overlay.process.as_ref().map(Process::faults).unwrap_or_default();
        if let Some(limit) = &overlay.limit
            && limit.parse::<Limit>().is_err()
        {
            faults.push(format!("limit `{limit}` is not a time limit"));
        }
        if faults.is_empty() { Ok(overlay) } else { Err(faults) }
    }

    /// The procedure as it runs under this overlay.
    pub fn apply(&self, facts: Procedure, common: &Process, form: Option<serde_json::Value>) -> Definition {
        Definition {
            facts,
            title: self.title.clone(),
            limit: self.limit.as_ref().and_then(|l| l.parse().ok()),
            cutoffs: self.cutoffs,
            supplement_days: self.supplement_days.map(|days| days.max(1)),
            form,
            process: self.process.clone().unwrap_or_else(|| common.clone()),
        }
    }
}
