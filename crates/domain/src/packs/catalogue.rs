//! The national catalogue of administrative procedures: what can be asked for, of whom, how fast, with
//! which documents. Facts only; how an office goes about it is a pack's business.

use super::condition::Condition;
use crate::calendar::Limit;
pub use crate::words::Channel;
use crate::words::{Day, ProcedureCode, nfc};
use serde::{Deserialize, Serialize};

mod documents;
mod limits;
pub mod portal;

/// One procedure of the catalogue; one JSON object a line in `data/procedures.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// The national code, `1.001193`.
    pub code: ProcedureCode,
    /// The official name.
    pub name: String,
    /// The field of work: `Hộ tịch`.
    pub field: String,
    /// Its code, `G15-TP07`; empty when the source has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field_code: String,
    /// The ministry that published it.
    pub ministry: String,
    /// Who may decide it.
    pub tiers: Vec<DecidingTier>,
    /// Whether any counter may receive it.
    pub territory: Territory,
    /// Who may ask, in the catalogue's own words.
    pub subjects: Vec<String>,
    /// One entry a channel.
    pub channels: Vec<ChannelTerms>,
    /// Cases with a limit of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<CaseTerms>,
    /// The documents asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentAsked>,
    /// What comes out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultGiven>,
    /// Numbers of the acts it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal: Vec<String>,
    /// The act that published it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// The day of that act, when the source says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Day>,
}

impl Procedure {
    /// What holds for one channel; `None` when the procedure can't be asked for that way.
    pub fn channel(&self, channel: Channel) -> Option<&ChannelTerms> {
        self.channels.iter().find(|c| c.channel == channel)
    }
}

/// Who decides, as the catalogue names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecidingTier {
    /// A commune, ward or special zone.
    Commune,
    /// A province.
    Province,
    /// A ministry.
    Ministry,
    /// Another body.
    Other,
}

/// Where a procedure may be received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Territory {
    /// At any counter ("phi địa giới").
    Any,
    /// Only where the applicant lives or the thing is.
    Bound,
}

impl Territory {
    /// The message key under which people read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Any => "territory-any",
            Self::Bound => "territory-bound",
        }
    }
}

/// What holds for one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelTerms {
    /// Which channel.
    pub channel: Channel,
    /// How long the authority may take.
    pub limit: Limit,
    /// Where that limit was taken from.
    #[serde(default, skip_serializing_if = "LimitOrigin::is_portal")]
    pub limit_origin: LimitOrigin,
    /// The amounts the catalogue names. Empty does not mean free: many fees are set by the province.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
}

/// Where a limit was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LimitOrigin {
    /// The portal's row for that channel (or case) says it.
    #[default]
    Portal,
    /// The channel's row has no unit; the longest of the procedure's cases has one.
    Case,
    /// A number without a usable unit, read as days: an officer should confirm it.
    Assumed,
}

impl LimitOrigin {
    /// The message key under which people read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Portal => "limit-origin-portal",
            Self::Case => "limit-origin-case",
            Self::Assumed => "limit-origin-assumed",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_portal(&self) -> bool {
        *self == Self::Portal
    }
}

/// An amount that the catalogue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// Which kind.
    pub kind: FeeKind,
    /// Vietnamese đồng.
    pub amount_vnd: i64,
}

/// The two kinds of the law on fees and charges (97/2015/QH13, art. 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeeKind {
    /// Phí: covers the cost of a service.
    Fee,
    /// Lệ phí: a fixed charge.
    Charge,
}

impl FeeKind {
    /// The message key under which people read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fee => "fee-kind-fee",
            Self::Charge => "fee-kind-charge",
        }
    }
}

/// A case with its own limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTerms {
    /// `1.001193.01`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How long the authority may take; `None` when the source has no readable time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Where that limit was taken from.
    #[serde(default, skip_serializing_if = "LimitOrigin::is_portal")]
    pub limit_origin: LimitOrigin,
}

/// A document asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentAsked {
    /// Its name, without the explanations around it.
    pub name: String,
    /// The heading it stands under: `Giấy tờ phải nộp`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// How many originals.
    #[serde(default)]
    pub originals: u8,
    /// How many copies.
    #[serde(default)]
    pub copies: u8,
    /// Only when this holds; packs say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Where it is known already, so that nobody needs to bring it: `register:<name>`; packs say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub known: String,
}

/// A result that is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultGiven {
    /// `KQ.G15.000031`; empty when the source has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// `Giấy khai sinh`.
    pub name: String,
}

/// One line of composed text, without invisible characters.
fn one_line(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}');
    let text: String = nfc(text).chars().filter(|c| !invisible(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
