//! What may be done at a step, as a process says it.

use super::Text;
use crate::calendar::Limit;
use crate::identity::Role;
use crate::packs::condition::Condition;
use crate::words::{PartName, ProcedureCode, StepId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What an act means. The kinds stand for what law gives a meaning; anything else just moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    /// Take in a dossier that was submitted online.
    Accept,
    /// Go to another step.
    Move,
    /// Ask once for what is missing; the clock stops.
    Supplement,
    /// Ask for a financial duty to be paid; the clock stops.
    Charge,
    /// What was asked for has come; the clock runs again.
    Resume,
    /// Refuse, with the reason.
    Refuse,
    /// Promise a new date, once, with an apology.
    Extend,
    /// Decide and sign.
    Approve,
    /// Hand the result over.
    Deliver,
    /// The person takes the request back.
    Withdraw,
    /// Put right what was recorded wrongly.
    Correct,
    /// Take it on, or give it to a colleague who works at the step.
    Assign,
    /// Ask other units, or begin further procedures: children.
    Open,
}

impl ActKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Accept,
        Self::Move,
        Self::Supplement,
        Self::Charge,
        Self::Resume,
        Self::Refuse,
        Self::Extend,
        Self::Approve,
        Self::Deliver,
        Self::Withdraw,
        Self::Correct,
        Self::Assign,
        Self::Open,
    ];

    /// The name in data, URLs and message keys (`act-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Move => "move",
            Self::Supplement => "supplement",
            Self::Charge => "charge",
            Self::Resume => "resume",
            Self::Refuse => "refuse",
            Self::Extend => "extend",
            Self::Approve => "approve",
            Self::Deliver => "deliver",
            Self::Withdraw => "withdraw",
            Self::Correct => "correct",
            Self::Assign => "assign",
            Self::Open => "open",
        }
    }

    /// Whether the law gives the person or the authority this act whatever a pack says; a unit's own steps
    /// never touch it.
    pub const fn of_law(self) -> bool {
        !matches!(self, Self::Move | Self::Assign)
    }
}

/// An act as a step offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActDef {
    /// Its name, in URLs too.
    pub id: StepId,
    /// What it means.
    #[serde(default = "moves")]
    pub kind: ActKind,
    /// The step it leads to, where it leads somewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<StepId>,
    /// Who may do it, where that isn't the step's role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// What the button says.
    pub title: Text,
    /// When it is offered; always, where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What is missing while it isn't offered, in words for who would do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmet: Option<Text>,
    /// The form that it asks to fill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<PartName>,
    /// The paper that it prints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PartName>,
    /// What it writes into registers.
    #[serde(rename = "record", default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Effect>,
    /// What it opens, where its kind is [`ActKind::Open`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Open>,
}

/// An act of which nothing else is said just moves.
const fn moves() -> ActKind {
    ActKind::Move
}

/// What an act writes into a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Which register.
    pub register: PartName,
    /// What is done there.
    #[serde(default)]
    pub change: Change,
    /// Which record, by its number; needed where one is changed or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Condition>,
    /// Only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What each field gets.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Condition>,
}

/// What is done to a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A new record with a number of its own.
    #[default]
    Create,
    /// New values in a record that is there.
    Change,
    /// New values, and the time for which it holds begins anew.
    Renew,
    /// The record ends: it is shown as such, and kept.
    End,
}

impl Change {
    /// Every change.
    pub const ALL: [Self; 4] = [Self::Create, Self::Change, Self::Renew, Self::End];

    /// The name in data and message keys (`register-change-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Change => "change",
            Self::Renew => "renew",
            Self::End => "end",
        }
    }
}

/// Children: dossiers of another procedure that begin from this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// Which procedure they follow.
    pub procedure: ProcedureCode,
    /// Which units get one each, as codes; the own unit where nothing is said.
    #[serde(default, skip_serializing_if = "Units::is_own")]
    pub units: Units,
    /// By when an answer is asked for; the procedure's own limit where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Limit>,
    /// How many of them the parent waits for: all, where an officer opens them; none, where they begin with
    /// the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Join>,
    /// One for each thing in a list; expressions know it as `each`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<Condition>,
    /// The day by which an answer is asked for, where the data names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Condition>,
    /// Whose office hours the time is counted by.
    #[serde(default, skip_serializing_if = "Counted::is_asked")]
    pub hours: Counted,
    /// Who asks: a name, or an object with `name`, `phone` and so on; the parent's applicant where nothing is
    /// said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant: Option<Condition>,
    /// What each field of their form gets.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, Condition>,
    /// The article that lets the parent's clock stand still meanwhile; without one it runs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops_clock: Option<String>,
}

/// By whose office hours a child's time is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Those of the unit that is asked.
    #[default]
    Asked,
    /// Those of the unit that asks.
    Asking,
}

impl Counted {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    const fn is_asked(&self) -> bool {
        matches!(self, Self::Asked)
    }
}

/// Which units children go to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Units {
    /// The unit that has the parent.
    #[default]
    Own,
    /// An expression that gives a code or a list of codes.
    Given(Condition),
    /// These codes.
    Named(Vec<String>),
}

impl Units {
    const fn is_own(&self) -> bool {
        matches!(self, Self::Own)
    }
}

/// How many children must have ended before their parent goes on. Written `all`, `any`, `quorum(3)`,
/// `until-due` or `none`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Join {
    /// Every one.
    #[default]
    All,
    /// One is enough.
    Any,
    /// So many.
    Quorum(u16),
    /// Every one, as long as its time runs: who says nothing until then has nothing against it. It never
    /// stops the clock.
    UntilDue,
    /// Nobody is waited for: who is told something, or goes on alone.
    Nobody,
}

impl Join {
    /// How many of so many must have ended; never more than there are.
    pub const fn wanted(self, of: usize) -> usize {
        let wanted = match self {
            Self::All | Self::UntilDue => of,
            Self::Any => 1,
            Self::Quorum(n) => n as usize,
            Self::Nobody => 0,
        };
        if wanted < of { wanted } else { of }
    }

    /// Whether so many ended children of so many are enough.
    pub const fn met(self, ended: usize, of: usize) -> bool {
        ended >= self.wanted(of)
    }
}

impl fmt::Display for Join {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Any => f.write_str("any"),
            Self::Quorum(n) => write!(f, "quorum({n})"),
            Self::UntilDue => f.write_str("until-due"),
            Self::Nobody => f.write_str("none"),
        }
    }
}

impl FromStr for Join {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let quorum = || text.strip_prefix("quorum(")?.strip_suffix(')')?.parse().ok().filter(|n| *n > 0);
        match text {
            "all" => Ok(Self::All),
            "any" => Ok(Self::Any),
            "until-due" => Ok(Self::UntilDue),
            "none" => Ok(Self::Nobody),
            _ => quorum()
                .map(Self::Quorum)
                .ok_or_else(|| "write `all`, `any`, `quorum(3)`, `until-due` or `none`".to_owned()),
        }
    }
}

impl TryFrom<String> for Join {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Join> for String {
    fn from(join: Join) -> Self {
        join.to_string()
    }
}
