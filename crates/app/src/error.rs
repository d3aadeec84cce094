//! What a use case answers when it can't do what was asked. Each has a stable code, and words in `lang`.

use domain::dossier::Refusal;
use domain::words::UnitId;
use store::StoreError;

/// One thing that is wrong with what was sent; the field it belongs to is named as the API names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field: `name`, `documents.0.originals`; empty when it is about the whole.
    pub field: String,
    /// The message key.
    pub key: &'static str,
    /// Facts for the message, by argument name.
    pub facts: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem without facts.
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), key, facts: Vec::new() }
    }

    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }
}

/// Why a use case didn't do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Something sent is wrong; every problem is named.
    #[error("the input is not valid: {}", faults(.0))]
    Invalid(Vec<Problem>),
    /// The law or the process stands in the way.
    #[error("the act is refused")]
    Refused(#[source] Refusal),
    /// There is no such thing, or it may not be seen.
    #[error("not found")]
    NotFound,
    /// The person is known but may not do this.
    #[error("not allowed")]
    Forbidden,
    /// Nobody is signed in, or name and password don't fit.
    #[error("not signed in")]
    SignedOut,
    /// Too many tries; come back later.
    #[error("too many tries")]
    TooMany {
        /// Seconds to wait.
        retry_seconds: u32,
    },
    /// The idempotency key was used for something else.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// A file is larger than allowed.
    #[error("the file is too large")]
    TooLarge {
        /// The limit in bytes.
        limit_bytes: u64,
    },
    /// A file is of a kind that isn't taken.
    #[error("files of this kind are not taken")]
    MediaType,
    /// The disk is full: nothing is written, reading goes on.
    #[error("the disk is full")]
    Full,
    /// The database can't be reached, or is too busy: nothing is written, and trying again may help.
    #[error("the database can't be reached")]
    Away(#[source] StoreError),
    /// A paper's template is at fault: the pack's. The dossier stays usable.
    #[error("a paper can't be printed")]
    Paper(#[source] Box<press::Fault>),
    /// A file that an act names isn't here.
    #[error("the file isn't here")]
    FileAway {
        /// Whether it is still on its way; else the machine that had it has lost it.
        coming: bool,
    },
    /// The unit's ledger is written by another machine: there it can be done.
    #[error("{unit} lives on another node")]
    HomeElsewhere {
        /// Which unit.
        unit: UnitId,
    },
    /// Something broke; the chain of causes is in the log.
    #[error("internal fault")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// The stable code that clients may rely on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Refused(r) => r.code.key().trim_start_matches("refusal-"),
            Self::NotFound => "not-found",
            Self::Forbidden => "forbidden",
            Self::SignedOut => "signed-out",
            Self::TooMany { .. } => "too-many",
            Self::KeyReused => "key-reused",
            Self::TooLarge { .. } => "too-large",
            Self::MediaType => "media-type",
            Self::Full => "storage-full",
            Self::Away(_) => "storage-away",
            Self::Paper(_) => "paper-broken",
            Self::FileAway { .. } => "file-away",
            Self::HomeElsewhere { .. } => "home-elsewhere",
            Self::Fault(_) => "fault",
        }
    }

    /// A fault with its cause.
    pub fn fault(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Fault(Box::new(source))
    }

    /// One problem with one field.
    pub fn invalid(field: &str, key: &'static str) -> Self {
        Self::Invalid(vec![Problem::new(field, key)])
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::KeyReused => Self::KeyReused,
            StoreError::HomeElsewhere { unit } => Self::HomeElsewhere { unit },
            away @ (StoreError::Away { .. } | StoreError::Busy) => Self::Away(away),
            other => Self::fault(other),
        }
    }
}

/// Fields and what is wrong with each, without what was typed: this goes to logs.
fn faults(problems: &[Problem]) -> String {
    problems.iter().map(|p| format!("{} {}", p.field, p.key)).collect::<Vec<_>>().join(", ")
}
