//! What is a citizen's own: what the person sent, what was asked for under the person's number, and what
//! was asked for by a business that the person may act for.

use super::{Citizen, Level};
use crate::words::{PersonId, PersonalNumber, TaxCode};

/// By what dossiers are known to be a citizen's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The citizen: what they sent themselves is theirs.
    pub person: PersonId,
    /// How sure the identity provider is of them.
    pub level: Level,
    /// The number under which they ask; none where nobody has looked at a face yet.
    pub personal_number: Option<PersonalNumber>,
    /// The businesses that they may act for; several people may act for one.
    pub tax_codes: Vec<TaxCode>,
}

impl Own {
    /// Of a citizen as the provider names them. What was only declared (level one) opens nobody's dossiers:
    /// numbers and tax codes can be typed by everybody.
    pub fn of(person: PersonId, citizen: &Citizen) -> Self {
        let sure = citizen.level >= Level::Two;
        Self {
            person,
            level: citizen.level,
            personal_number: citizen.personal_number.clone().filter(|_| sure),
            tax_codes: if sure { citizen.tax_codes.clone() } else { Vec::new() },
        }
    }

    /// Whether one of the businesses is this one.
    pub fn acts_for(&self, business: Option<&TaxCode>) -> bool {
        business.is_some_and(|code| self.tax_codes.contains(code))
    }
}
