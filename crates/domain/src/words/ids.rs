//! Names of things. Each is parsed once, at the edge, and then known to be well formed.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A name that is not well formed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {what}")]
pub struct WordError {
    /// What was asked for: `unit code`, `procedure code`, …
    pub what: &'static str,
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = WordError;
            fn from_str(s: &str) -> Result<Self, WordError> {
                Uuid::parse_str(s).map(Self).map_err(|_| WordError { what: $what })
            }
        }
    };
}

uuid_id!(
    /// A dossier (UUIDv7). People see the [`crate::dossier::DossierCode`] instead.
    DossierId, "dossier id"
);
uuid_id!(
    /// A person who holds an account (UUIDv7).
    PersonId, "person id"
);
uuid_id!(
    /// A node: a running office program with a key of its own (UUIDv7).
    NodeId, "node id"
);

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $max:literal, $ok:expr $(, $whole:expr)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(SmolStr);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = WordError;
            fn from_str(s: &str) -> Result<Self, WordError> {
                let ok: fn(char) -> bool = $ok;
                let whole: &[fn(&str) -> bool] = &[$($whole)?];
                if s.is_empty() || s.len() > $max || !s.chars().all(ok) || !whole.iter().all(|f| f(s)) {
                    return Err(WordError { what: $what });
                }
                Ok(Self(SmolStr::new(s)))
            }
        }

        impl TryFrom<String> for $name {
            type Error = WordError;
            fn try_from(s: String) -> Result<Self, WordError> {
                s.parse()
            }
        }

        impl From<$name> for String {
            fn from(v: $name) -> Self {
                v.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A unit's code: a territory's statistical code, `38` or `15085`, or an agency's identifier, `H56.12`.
    /// Codes are re-used: with a day it names a unit.
    UnitCode, "unit code", 16, |c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '.', is_unit_code
);
text_id!(
    /// A unit for all time: its code and the first day it was valid, `15085@2025-07-01`;
    /// units that ended on 30 June 2025 have no known first day and read `15085@0000`.
    UnitId, "unit id", 27, |c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '@' | '-' | '.')
);

/// Up to five digits, or a letter and two digits with up to three parts behind (Decision 20/2020/QĐ-TTg).
fn is_unit_code(text: &str) -> bool {
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit())
    };
    let mut parts = text.split('.');
    let head = parts.next().unwrap_or_default();
    match head.strip_prefix(|c: char| c.is_ascii_uppercase()) {
        None => digits(head, 5) && parts.next().is_none(),
        Some(rest) => {
            let behind: Vec<&str> = parts.collect();
            rest.len() == 2
                && digits(rest, 2)
                && (1..=3).contains(&behind.len())
                && behind.iter().all(|part| digits(part, 3))
        }
    }
}
text_id!(
    /// A step's name inside its process: `check`, `sign`.
    StepId, "step", 40, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
);
text_id!(
    /// The name of a pack, or of a part of one (a form, a paper, a register): the file's name without its
    /// end.
    PartName, "name of a part", 60, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.')
);
text_id!(
    /// A national or local procedure code: `1.001193`, `1.014390.H05`.
    ProcedureCode, "procedure code", 40, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-'
);
text_id!(
    /// One case of a procedure: `1.000656.02`.
    CaseCode, "case code", 48, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-'
);
text_id!(
    /// SHA-256 of a file's bytes, in 64 lower-case hex digits.
    BlobId, "file digest", 64, |c| c.is_ascii_digit() || ('a'..='f').contains(&c)
);

impl UnitId {
    /// The code part.
    pub fn code(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}
