//! What can be wrong with a reorganisation.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What is wrong. Each has a message, with `what` and `other` as its facts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum FaultKind {
            $($(#[$doc])* $name,)*
        }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code for programs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The message that says it.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => concat!("fault-", $word),)* }
            }
        }
    };
}

kinds! {
    /// A column is missing.
    NoColumn = "no-column",
    /// A column that nobody knows.
    UnknownColumn = "unknown-column",
    /// The act isn't named.
    NoAct = "no-act",
    /// The day isn't named.
    NoDay = "no-day",
    /// The day isn't one.
    BadDay = "bad-day",
    /// There are no rows.
    NoRows = "no-rows",
    /// A row can't be read.
    BadRow = "bad-row",
    /// The first word of a row is none of the three.
    BadWord = "bad-word",
    /// A code isn't one.
    BadCode = "bad-code",
    /// A code lost its leading zeros in a spreadsheet.
    LostZeros = "lost-zeros",
    /// A tier isn't one.
    BadTier = "bad-tier",
    /// A kind isn't one, or doesn't fit the tier.
    BadKind = "bad-kind",
    /// A name is missing.
    NoName = "no-name",
    /// A relation isn't one.
    BadRelation = "bad-relation",
    /// Neither yes nor no.
    BadAnswer = "bad-answer",
    /// The day lies too far ahead to be meant.
    TooFar = "too-far",
    /// Nothing is known about units on that day.
    TooEarly = "too-early",
    /// No unit carries the code on the day before.
    UnknownUnit = "unknown-unit",
    /// The unit ended before: between its end and this day it would be nobody's.
    Gap = "gap",
    /// No unit carries the successor's code from the day on.
    UnknownSuccessor = "unknown-successor",
    /// The successor ends on the same day.
    SuccessorEnds = "successor-ends",
    /// The rows lead back to where they began.
    Cycle = "cycle",
    /// The unit ends without a successor.
    NoSuccessor = "no-successor",
    /// It is said to end with its tier, but others of the tier go on.
    TierGoesOn = "tier-goes-on",
    /// Another unit carries the code on that day.
    Overlap = "overlap",
    /// The same row stands twice.
    Twice = "twice",
    /// The unit goes to one successor entirely, and to another one as well.
    WholeAndMore = "whole-and-more",
    /// All of the people go to one successor, and some to another.
    PeopleTwice = "people-twice",
    /// All of the area goes to one successor, and some to another.
    AreaTwice = "area-twice",
    /// Only a part goes anywhere.
    Remainder = "remainder",
    /// The people go nowhere.
    PeopleNowhere = "people-nowhere",
    /// The area goes nowhere.
    AreaNowhere = "area-nowhere",
    /// A unit is made out of nothing.
    FromNothing = "from-nothing",
    /// A unit below the province has no parent.
    NoParent = "no-parent",
    /// No unit carries the parent's code from the day on.
    UnknownParent = "unknown-parent",
    /// The parent is not of a tier that has such units.
    WrongParent = "wrong-parent",
    /// A unit ends and leaves units below it that go on.
    Orphans = "orphans",
    /// A territory can't become an agency, or a province a commune.
    WrongTier = "wrong-tier",
    /// It must be said which successor keeps the finished dossiers.
    NoKeeper = "no-keeper",
    /// Two successors would keep the finished dossiers.
    TwoKeepers = "two-keepers",
    /// The tables already say something else.
    KnownOtherwise = "known-otherwise",
}

/// A fault: where, what, and the facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub kind: FaultKind,
    /// What it is about.
    pub what: String,
    /// What it collides with; may be empty.
    pub other: String,
}

impl Fault {
    /// A fault about one thing.
    pub(super) fn new(line: u64, kind: FaultKind, what: impl Into<String>) -> Self {
        Self { line, kind, what: what.into(), other: String::new() }
    }

    /// A fault about one thing and another.
    pub(super) fn with(
        line: u64,
        kind: FaultKind,
        what: impl Into<String>,
        other: impl Into<String>,
    ) -> Self {
        Self { line, kind, what: what.into(), other: other.into() }
    }
}
