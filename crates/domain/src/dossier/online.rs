//! Applying online: how sure the identity provider must be, in whose name somebody may apply, for how long a
//! draft is kept.
//!
//! Law: Decree 118/2025/NĐ-CP (online submission), Decree 69/2024/NĐ-CP art. 7 (level two for procedures).

use super::Applicant;
use crate::identity::{Citizen, Level};
use crate::packs::Definition;
use crate::words::TaxCode;

/// For how many days a draft is kept after it was changed last.
pub const DRAFT_DAYS: i64 = 30;

/// Why somebody can't apply like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlineFault {
    /// The procedure wants a sign-in of level two.
    Level,
    /// The number is another person's than the one who signed in: who applies for somebody else does so as an
    /// intermediary, or at the counter with an authorisation.
    NotYou,
    /// The person who signed in doesn't act for this business.
    NotYours,
    /// A person must say the own number.
    Number,
    /// A business must say its tax code.
    TaxCode,
}

impl OnlineFault {
    /// Every fault, so that tests can look for its words.
    pub const ALL: [Self; 5] = [Self::Level, Self::NotYou, Self::NotYours, Self::Number, Self::TaxCode];

    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Level => "problem-online-level",
            Self::NotYou => "problem-online-not-you",
            Self::NotYours => "problem-online-not-yours",
            Self::Number => "problem-online-number",
            Self::TaxCode => "problem-online-tax-code",
        }
    }

    /// The field that the person should look at.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Level => "",
            Self::NotYou | Self::Number => "personal_number",
            Self::NotYours | Self::TaxCode => "tax_code",
        }
    }
}

/// How sure the identity provider must be of who applies. Procedures are done at level two; a pack that asks
/// for less would say so in its definition.
pub const fn online_level(_: &Definition) -> Level {
    Level::Two
}

/// The business in whose name an applicant applies; none for a person.
pub fn online_business(applicant: &Applicant, business: bool) -> Option<TaxCode> {
    applicant.tax_code.clone().filter(|_| business)
}

/// What lacks for saying who applies, before anybody looks at who is signed in.
pub fn online_lacks(applicant: &Applicant, business: bool) -> Option<OnlineFault> {
    match business {
        true if applicant.tax_code.is_none() => Some(OnlineFault::TaxCode),
        false if applicant.personal_number.is_none() => Some(OnlineFault::Number),
        _ => None,
    }
}

/// Everything that stands between a citizen who is signed in and this application.
pub fn online_faults(
    citizen: &Citizen,
    applicant: &Applicant,
    business: bool,
    level: Level,
) -> Vec<OnlineFault> {
    let mut faults = Vec::new();
    if citizen.level < level {
        faults.push(OnlineFault::Level);
    }
    faults.extend(online_lacks(applicant, business));
    // Whoever the provider names no number for has none to apply with.
    let other = |number| citizen.personal_number.as_ref().is_none_or(|own| own != number);
    if applicant.personal_number.as_ref().is_some_and(other) {
        faults.push(OnlineFault::NotYou);
    }
    let theirs = |code: &TaxCode| !citizen.tax_codes.contains(code);
    if applicant.tax_code.as_ref().is_some_and(theirs) {
        faults.push(OnlineFault::NotYours);
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{OnlineFault, online_faults};
    use crate::dossier::Applicant;
    use crate::identity::{Citizen, CitizenKind, Level};
    use crate::words::{NumberCheck, PersonalNumber, TaxCode};

    const CHECK: NumberCheck = NumberCheck { year_now: 2026, invented: true };

    fn citizen(level: Level) -> Citizen {
        Citizen {
            issuer: "https://id.example.test".to_owned(),
            subject: "thanh".to_owned(),
            kind: CitizenKind::Person,
            name: "Lò Thị Thanh".to_owned(),
            personal_number: PersonalNumber::parse("000191000001", CHECK).ok(),
            tax_codes: TaxCode::parse("0001910001", CHECK).into_iter().collect(),
            phone: None,
            email: None,
            level,
        }
    }

    fn applicant(number: &str, tax_code: &str) -> Applicant {
        Applicant {
            name: "Lò Thị Thanh".to_owned(),
            personal_number: PersonalNumber::parse(number, CHECK).ok(),
            tax_code: TaxCode::parse(tax_code, CHECK).ok(),
            phone: None,
            address: String::new(),
        }
    }

    #[test]
    fn a_person_applies_in_the_own_name_at_level_two() {
        let own = applicant("000191000001", "");
        assert_eq!(online_faults(&citizen(Level::Two), &own, false, Level::Two), []);
        assert_eq!(online_faults(&citizen(Level::One), &own, false, Level::Two), [OnlineFault::Level]);
        let other = applicant("000185000002", "");
        assert_eq!(online_faults(&citizen(Level::Two), &other, false, Level::Two), [OnlineFault::NotYou]);
        let unnumbered = Citizen { personal_number: None, ..citizen(Level::Two) };
        assert_eq!(online_faults(&unnumbered, &own, false, Level::Two), [OnlineFault::NotYou]);
        let nobody = applicant("", "");
        assert_eq!(online_faults(&citizen(Level::Two), &nobody, false, Level::Two), [OnlineFault::Number]);
    }

    #[test]
    fn a_business_is_applied_for_by_who_acts_for_it() {
        let of = |code: &str| online_faults(&citizen(Level::Two), &applicant("", code), true, Level::Two);
        assert_eq!(of("0001910001"), []);
        assert_eq!(of(""), [OnlineFault::TaxCode]);
        let mut stranger = citizen(Level::Two);
        stranger.tax_codes.clear();
        let asked = applicant("", "0001910001");
        assert_eq!(online_faults(&stranger, &asked, true, Level::Two), [OnlineFault::NotYours]);
        // Nor does a person slip into a business's dossiers by its code.
        let own = applicant("000191000001", "0001910001");
        assert_eq!(online_faults(&stranger, &own, false, Level::Two), [OnlineFault::NotYours]);
    }
}
