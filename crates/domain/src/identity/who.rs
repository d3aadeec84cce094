//! Who an entry says it was: a person, a person for another, or the system. The one place that writes and
//! reads that text.

use crate::words::{PersonId, WordError};
use std::{fmt, str::FromStr};

const SYSTEM: &str = "system:";

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person: `<person>`, or `<person>/<principal>`.
    Person {
        /// Who acted.
        person: PersonId,
        /// For whom, where the role was another's.
        stands_for: Option<PersonId>,
    },
    /// No person: `system:<what>`.
    System(String),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person { person, stands_for: None } => person.fmt(f),
            Self::Person { person, stands_for: Some(principal) } => write!(f, "{person}/{principal}"),
            Self::System(what) => write!(f, "{SYSTEM}{what}"),
        }
    }
}

impl FromStr for Who {
    type Err = WordError;
    fn from_str(s: &str) -> Result<Self, WordError> {
        if let Some(what) = s.strip_prefix(SYSTEM) {
            return Ok(Self::System(what.to_owned()));
        }
        let (person, principal) = s.split_once('/').map_or((s, None), |(p, rest)| (p, Some(rest)));
        let stands_for = principal.map(str::parse).transpose()?;
        Ok(Self::Person { person: person.parse()?, stands_for })
    }
}
