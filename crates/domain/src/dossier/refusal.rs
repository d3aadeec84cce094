//! Why an act is refused. A refusal is an answer, not a fault: it has a stable code, the facts that explain
//! it, and the article of law where there is one.

use crate::packs::{ActDef, Text};

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalCode {
    /// The page shows an older version.
    Stale,
    /// The act isn't offered where the dossier stands.
    NotHere,
    /// The dossier has ended.
    Ended,
    /// A reason must be given.
    ReasonMissing,
    /// What is missing must be listed.
    ItemsMissing,
    /// A supplement was asked once already.
    SupplementOnce,
    /// The amount must be more than nothing.
    AmountMissing,
    /// The date was moved once already.
    ExtendOnce,
    /// An extension must come at least a day before the due date.
    ExtendTooLate,
    /// The new date must lie after the promised one.
    ExtendBackwards,
    /// A working day must be named.
    ExtendNotWorkingDay,
    /// Who takes the result must be said.
    ReceiverMissing,
    /// The applicant's name is missing.
    ApplicantMissing,
    /// Nothing would change.
    NothingCorrected,
    /// The procedure isn't offered through this channel.
    ChannelNotOffered,
    /// The due date can't be computed.
    NoDueDate,
    /// It was handed over and nobody has taken it over yet.
    InTransit,
    /// It was not handed over to this unit.
    NotHandedOver,
    /// It isn't on its way to another unit.
    NotInTransit,
    /// The other unit has it already, or has read of it.
    Fetched,
    /// It belongs to that unit already.
    SameUnit,
    /// The unit doesn't exist on this day.
    UnitEnded,
    /// Only a leader gives a dossier to somebody else.
    AssignNotYours,
    /// The person doesn't work at the step.
    AssigneeRole,
    /// The person has it already.
    AssignedAlready,
    /// Nobody of those who take over works at a step.
    HeirMissing,
    /// There is time left to bring what was asked for.
    StillTime,
    /// Counted today, the promise would not be later.
    NothingRecounted,
    /// The act that announced the days off must be named.
    ActNumberMissing,
    /// What the process asks for before this act isn't so.
    GuardNotMet,
    /// The condition that the pack sets for this act can't be answered: the pack's fault.
    GuardFaulty,
    /// The dossier goes by the version that runs already, or is decided.
    NothingRevised,
    /// There is no such record in the register.
    RecordMissing,
    /// The record was ended.
    RecordEnded,
    /// The number is another record's.
    RecordTaken,
    /// What would be entered isn't what the register's form asks for.
    RecordUnfit,
    /// Children must end before the dossier leads on.
    ChildrenOpen,
    /// Nobody was named who is to be asked.
    ChildrenNobody,
    /// Too many are to be asked at once.
    ChildrenTooMany,
    /// A unit that is to be asked doesn't exist, or takes no dossiers in.
    ChildUnit,
    /// The procedure that children are to follow doesn't run.
    ChildProcedure,
    /// What a child's form is to be filled with doesn't fit it.
    ChildData,
    /// Who acts on own dossiers must be known by face.
    LevelLow,
    /// Something that was asked for isn't answered.
    ItemsUnanswered,
    /// A payment is known by its reference or by what proves it.
    ReferenceMissing,
    /// What the person sent before waits for the unit's machine.
    SentWaits,
}

impl RefusalCode {
    /// Every code, so that tests can look for its words.
    pub const ALL: [Self; 46] = [
        Self::Stale,
        Self::NotHere,
        Self::Ended,
        Self::ReasonMissing,
        Self::ItemsMissing,
        Self::SupplementOnce,
        Self::AmountMissing,
        Self::ExtendOnce,
        Self::ExtendTooLate,
        Self::ExtendBackwards,
        Self::ExtendNotWorkingDay,
        Self::ReceiverMissing,
        Self::ApplicantMissing,
        Self::NothingCorrected,
        Self::ChannelNotOffered,
        Self::NoDueDate,
        Self::InTransit,
        Self::NotHandedOver,
        Self::NotInTransit,
        Self::Fetched,
        Self::SameUnit,
        Self::UnitEnded,
        Self::AssignNotYours,
        Self::AssigneeRole,
        Self::AssignedAlready,
        Self::HeirMissing,
        Self::StillTime,
        Self::NothingRecounted,
        Self::ActNumberMissing,
        Self::GuardNotMet,
        Self::GuardFaulty,
        Self::NothingRevised,
        Self::RecordMissing,
        Self::RecordEnded,
        Self::RecordTaken,
        Self::RecordUnfit,
        Self::ChildrenOpen,
        Self::ChildrenNobody,
        Self::ChildrenTooMany,
        Self::ChildUnit,
        Self::ChildProcedure,
        Self::ChildData,
        Self::LevelLow,
        Self::ItemsUnanswered,
        Self::ReferenceMissing,
        Self::SentWaits,
    ];

    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Stale => "refusal-stale",
            Self::NotHere => "refusal-not-here",
            Self::Ended => "refusal-ended",
            Self::ReasonMissing => "refusal-reason-missing",
            Self::ItemsMissing => "refusal-items-missing",
            Self::SupplementOnce => "refusal-supplement-once",
            Self::AmountMissing => "refusal-amount-missing",
            Self::ExtendOnce => "refusal-extend-once",
            Self::ExtendTooLate => "refusal-extend-too-late",
            Self::ExtendBackwards => "refusal-extend-backwards",
            Self::ExtendNotWorkingDay => "refusal-extend-not-working-day",
            Self::ReceiverMissing => "refusal-receiver-missing",
            Self::ApplicantMissing => "refusal-applicant-missing",
            Self::NothingCorrected => "refusal-nothing-corrected",
            Self::ChannelNotOffered => "refusal-channel-not-offered",
            Self::NoDueDate => "refusal-no-due-date",
            Self::InTransit => "refusal-in-transit",
            Self::NotHandedOver => "refusal-not-handed-over",
            Self::NotInTransit => "refusal-not-in-transit",
            Self::Fetched => "refusal-fetched",
            Self::SameUnit => "refusal-same-unit",
            Self::UnitEnded => "refusal-unit-ended",
            Self::AssignNotYours => "refusal-assign-not-yours",
            Self::AssigneeRole => "refusal-assignee-role",
            Self::AssignedAlready => "refusal-assigned-already",
            Self::HeirMissing => "refusal-heir-missing",
            Self::StillTime => "refusal-still-time",
            Self::NothingRecounted => "refusal-nothing-recounted",
            Self::ActNumberMissing => "refusal-act-number-missing",
            Self::GuardNotMet => "refusal-guard-not-met",
            Self::GuardFaulty => "refusal-guard-faulty",
            Self::NothingRevised => "refusal-nothing-revised",
            Self::RecordMissing => "refusal-record-missing",
            Self::RecordEnded => "refusal-record-ended",
            Self::RecordTaken => "refusal-record-taken",
            Self::RecordUnfit => "refusal-record-unfit",
            Self::ChildrenOpen => "refusal-children-open",
            Self::ChildrenNobody => "refusal-children-nobody",
            Self::ChildrenTooMany => "refusal-children-too-many",
            Self::ChildUnit => "refusal-child-unit",
            Self::ChildProcedure => "refusal-child-procedure",
            Self::ChildData => "refusal-child-data",
            Self::LevelLow => "refusal-level-low",
            Self::ItemsUnanswered => "refusal-items-unanswered",
            Self::ReferenceMissing => "refusal-reference-missing",
            Self::SentWaits => "refusal-sent-waits",
        }
    }

    /// The article that says so, as it is cited, where there is one.
    pub const fn article(self) -> Option<&'static str> {
        match self {
            Self::SupplementOnce | Self::ItemsMissing | Self::ItemsUnanswered => {
                Some("Điều 17 Nghị định 118/2025/NĐ-CP")
            }
            Self::ExtendOnce | Self::ExtendTooLate => Some("khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP"),
            Self::ChildrenOpen => Some("khoản 5 Điều 19 Nghị định 61/2018/NĐ-CP"),
            Self::InTransit | Self::NotHandedOver | Self::UnitEnded => {
                Some("Điều 4 Nghị quyết 190/2025/QH15")
            }
            _ => None,
        }
    }

    /// The form field that the person should look at, where it is one.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::ReasonMissing => Some("reason"),
            Self::ItemsMissing => Some("items"),
            Self::AmountMissing => Some("amount"),
            Self::ItemsUnanswered => Some("answers"),
            Self::ReferenceMissing => Some("reference"),
            Self::ExtendTooLate | Self::ExtendBackwards | Self::ExtendNotWorkingDay => Some("until"),
            Self::ReceiverMissing => Some("receiver"),
            Self::ApplicantMissing => Some("name"),
            Self::AssignNotYours | Self::AssigneeRole | Self::AssignedAlready => Some("person"),
            Self::HeirMissing => Some("to"),
            Self::ActNumberMissing => Some("act"),
            Self::ChildrenNobody | Self::ChildrenTooMany | Self::ChildUnit => Some("units"),
            _ => None,
        }
    }
}

/// An act that is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code.key())]
pub struct Refusal {
    /// What stands in the way.
    pub code: RefusalCode,
    /// Facts for the message, by argument name.
    pub facts: Vec<(&'static str, String)>,
    /// What the process itself says of it, where it does.
    pub said: Option<Box<Text>>,
}

impl From<RefusalCode> for Refusal {
    fn from(code: RefusalCode) -> Self {
        Self::of(code, Vec::new())
    }
}

impl Refusal {
    /// A refusal with one fact.
    pub fn with(code: RefusalCode, name: &'static str, value: &impl ToString) -> Self {
        Self::of(code, vec![(name, value.to_string())])
    }

    /// A refusal with its facts.
    pub const fn of(code: RefusalCode, facts: Vec<(&'static str, String)>) -> Self {
        Self { code, facts, said: None }
    }

    /// An act whose guard doesn't hold.
    pub fn unmet(def: &ActDef) -> Self {
        Self { said: def.unmet.clone().map(Box::new), ..RefusalCode::GuardNotMet.into() }
    }
}
