//! Where a dossier stands. Stored whole with each version; rebuilt from its entries at any time.

use super::{Clock, DossierCode, Opening, ParentOf};
use crate::identity::{Level, Place};
use crate::packs::END;
use crate::registers::RecordRef;
use crate::words::{
    BlobId, CaseCode, Channel, DossierId, Moment, PersonId, PersonalNumber, Phone, ProcedureCode, StepId,
    TaxCode, UnitId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Family name first; or a business's registered name.
    pub name: String,
    /// Personal identification number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_number: Option<PersonalNumber>,
    /// Tax code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<TaxCode>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Where the person lives.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
}

/// A file that belongs to a piece, known by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// SHA-256 of the bytes.
    pub blob: BlobId,
    /// The name it came with, cleaned.
    pub name: String,
    /// Media type, found from the content: `application/pdf`, `image/jpeg`, `image/png`.
    pub media: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

/// A paper that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What it is.
    pub name: String,
    /// How many originals.
    pub originals: u8,
    /// How many copies.
    pub copies: u8,
    /// Scans of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
}

/// What was filed, as the receipt says it (form 01 of Circular 01/2018/TT-VPCP).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The dossier.
    pub id: DossierId,
    /// Its code.
    pub code: DossierCode,
    /// The unit that took it in: its name stands on the receipt for ever, whoever owns the dossier later.
    pub unit: UnitId,
    /// That unit's province.
    pub province: UnitId,
    /// What is asked for.
    pub procedure: ProcedureCode,
    /// The published revision of the procedure that the dossier keeps.
    pub revision: String,
    /// Which of the procedure's cases it is, where there is a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseCode>,
    /// How it came.
    pub channel: Channel,
    /// Who asks.
    pub applicant: Applicant,
    /// What is asked, in the person's words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// The papers handed in.
    pub documents: Vec<Piece>,
    /// What the procedure's form asks for.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub data: Map<String, Value>,
    /// Fees and charges in đồng.
    pub fee_vnd: i64,
    /// Who sent it online, where this system knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitter: Option<Box<Submitter>>,
}

/// Who sent a dossier online.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitter {
    /// The citizen who was signed in; the intermediary's account, where one applied for somebody.
    pub person: PersonId,
    /// How sure the identity provider was of them; an intermediary is known by the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The business in whose name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business: Option<TaxCode>,
    /// Who applied for the person, with the person's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intermediary: Option<Intermediary>,
}

/// Somebody who applies for others: a community digital team, a post clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intermediary {
    /// The name.
    pub name: String,
    /// For whom they work.
    pub organisation: String,
    /// When the person confirmed with the code that came by telephone.
    pub confirmed: Moment,
}

/// Where it stands in the eyes of the law; each has exactly one national state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Submitted online, not accepted yet.
    Submitted,
    /// Received; nobody has worked on it.
    Received,
    /// Being worked on.
    Processing,
    /// Waiting for papers.
    AwaitingDocuments,
    /// Waiting for a payment.
    AwaitingPayment,
    /// Waiting for other units' answers, where the law lets the clock stand still meanwhile.
    AwaitingAnswers,
    /// Not accepted.
    Declined,
    /// Refused after examination, with the reason in writing.
    Stopped,
    /// Closed, because what was asked for never came.
    Lapsed,
    /// Taken back by the person.
    Withdrawn,
    /// Decided; the result waits to be collected.
    Resolved,
    /// The result is handed over.
    Delivered,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 12] = [
        Self::Submitted,
        Self::Received,
        Self::Processing,
        Self::AwaitingDocuments,
        Self::AwaitingPayment,
        Self::AwaitingAnswers,
        Self::Declined,
        Self::Stopped,
        Self::Lapsed,
        Self::Withdrawn,
        Self::Resolved,
        Self::Delivered,
    ];

    /// The name in columns, URLs and message keys (`stage-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Received => "received",
            Self::Processing => "processing",
            Self::AwaitingDocuments => "awaiting-documents",
            Self::AwaitingPayment => "awaiting-payment",
            Self::AwaitingAnswers => "awaiting-answers",
            Self::Declined => "declined",
            Self::Stopped => "stopped",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
            Self::Resolved => "resolved",
            Self::Delivered => "delivered",
        }
    }

    /// The stage of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// Whether nothing more can be done.
    pub const fn ended(self) -> bool {
        matches!(self, Self::Declined | Self::Stopped | Self::Lapsed | Self::Withdrawn | Self::Delivered)
    }

    /// Whether the legal clock runs.
    pub const fn running(self) -> bool {
        matches!(self, Self::Received | Self::Processing)
    }

    /// Whether the clock stands still: because the person must do something, or another unit.
    pub const fn paused(self) -> bool {
        matches!(self, Self::AwaitingDocuments | Self::AwaitingPayment | Self::AwaitingAnswers)
    }
}

/// The decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// When it was made: the end of processing (national state 9).
    pub at: Moment,
    /// Number of the decision or certificate, may be empty.
    pub number: String,
    /// What was decided.
    pub summary: String,
    /// The signed result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
}

/// The person says that what was asked for is paid; an officer looks whether it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// When it was said.
    pub at: Moment,
    /// The reference of the payment.
    pub reference: String,
}

/// One case of a procedure: at one step, owned by one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// What was filed, with corrections.
    pub filing: Filing,
    /// The unit that owns it, when that isn't the one that took it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Place>,
    /// Where it was handed over to: it is on its way, or somebody else has it by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<Place>,
    /// The unit that decides it, where it was taken in for another unit or sent to one: by that unit's hours
    /// the clock runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent: Option<Place>,
    /// When it was filed.
    pub filed: Moment,
    /// Where it stands in the eyes of the law.
    pub stage: Stage,
    /// The one step at which it stands.
    pub step: StepId,
    /// Since when it stands there.
    pub step_since: Moment,
    /// Who took it on at this step; none while nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    /// By when an online submission is to be answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Moment>,
    /// The legal clock, once received.
    pub clock: Option<Clock>,
    /// What the person says of the payment that is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Paid>,
    /// The decision, once made.
    pub outcome: Option<Outcome>,
    /// When it ended.
    pub ended: Option<Moment>,
    /// What acts were filled with, by the act's name; the newest counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<StepId, Map<String, Value>>,
    /// The records of registers that it made or changed, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordRef>,
    /// The dossier that asked for it, where it is a child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ParentOf>,
    /// What was opened from it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<Opening>,
    /// The procedures that the person wants together with it, until it is accepted and they begin; all that
    /// the pack offers where nobody was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished: Option<Vec<ProcedureCode>>,
    /// Whether only offices ask for its procedure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// How many entries it has; the next act must name it.
    pub version: u32,
}

/// How long an online submission waits where it isn't kept by when it is to be answered.
const ANSWER_MINUTES: i64 = 8 * 60;

impl Dossier {
    /// Its id.
    pub fn id(&self) -> DossierId {
        self.filing.id
    }

    /// The unit that owns it, in whose ledger its entries stand.
    pub fn place(&self) -> Place {
        let filed = || Place { unit: self.filing.unit.clone(), province: self.filing.province.clone() };
        self.owner.clone().unwrap_or_else(filed)
    }

    /// The unit by whose hours its clock runs: the one that decides it, else the one that took it in. A
    /// reorganisation changes no promise, and so no hours.
    pub fn hours_of(&self) -> &UnitId {
        self.competent.as_ref().map_or(&self.filing.unit, |place| &place.unit)
    }

    /// The due date, once there is one.
    pub fn due(&self) -> Option<Moment> {
        self.clock.as_ref().map(|c| c.due.at)
    }

    /// The moment that counts as the end of processing: the decision, else the end (Decision 766/QĐ-TTg:
    /// state 9 before 10 before 8 and 3).
    pub fn finished(&self) -> Option<Moment> {
        self.outcome.as_ref().map(|o| o.at).or(self.ended)
    }

    /// The moment after which it is late: the due date, while the clock runs and nothing is decided.
    pub fn runs_to(&self) -> Option<Moment> {
        self.due().filter(|_| self.finished().is_none() && !self.stage.paused())
    }

    /// Whether its owner has something left to do.
    pub fn open(&self) -> bool {
        !self.stage.ended() && self.moved_to.is_none()
    }

    /// By when it wants attention, for lists: what is promised; while papers are awaited, the end of that
    /// wait; when somebody said that it is paid, at once; before acceptance, the eight working hours within
    /// which an online submission is answered (Decree 118/2025/NĐ-CP art. 17). What was kept without a
    /// moment to answer by has eight hours.
    pub fn wanted_by(&self) -> Moment {
        if let Some(paid) = &self.paid {
            return paid.at;
        }
        let open = self.clock.as_ref().and_then(Clock::open_pause);
        let asked = open.and_then(|p| p.until).or_else(|| self.due());
        asked.or(self.answer_by).unwrap_or_else(|| self.filed.plus_minutes(ANSWER_MINUTES))
    }

    /// Whether it stands at the end.
    pub fn at_end(&self) -> bool {
        self.step.as_str() == END
    }
}
