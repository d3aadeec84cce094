//! Citizens: persons and businesses that sign in through the identity provider, and how sure it is of them.
//!
//! Standards: Decree 69/2024/NĐ-CP on electronic identification (levels 1 and 2; a business acts through its
//! legal representative).

use crate::records::{Body, RecordKind};
use crate::words::{PersonId, PersonalNumber, Phone, TaxCode, WordError};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Builder;

/// How sure the identity provider is of who signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Level {
    /// Known by what was declared: looking, drafts, feedback.
    One,
    /// Known by face or fingerprint, against the national register: procedures.
    Two,
}

impl TryFrom<u8> for Level {
    type Error = WordError;
    fn try_from(number: u8) -> Result<Self, WordError> {
        match number {
            1 => Ok(Self::One),
            2 => Ok(Self::Two),
            _ => Err(WordError { what: "level of assurance" }),
        }
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        match level {
            Level::One => 1,
            Level::Two => 2,
        }
    }
}

/// In whose name somebody signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CitizenKind {
    /// In the own name.
    #[default]
    Person,
    /// For a business.
    Business,
}

/// A citizen as the identity provider named them when something about them changed last. A record of the
/// province; signing in again without a change adds no entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citizen {
    /// Which provider.
    pub issuer: String,
    /// The name that the provider never gives to anybody else.
    pub subject: String,
    /// In whose name.
    #[serde(default)]
    pub kind: CitizenKind,
    /// The name of the person or business.
    pub name: String,
    /// The person's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_number: Option<PersonalNumber>,
    /// Tax codes that the citizen may act for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tax_codes: Vec<TaxCode>,
    /// The telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The address for letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// How sure the provider is.
    pub level: Level,
}

impl Body for Citizen {
    const KIND: RecordKind = RecordKind::Citizen;
}

impl Citizen {
    /// The citizen's id: the key of the record.
    pub fn person(&self) -> PersonId {
        citizen_id(&self.issuer, &self.subject)
    }
}

/// The id of a citizen: always the same for the same name at the same provider (UUIDv8 from a SHA-256 over
/// `issuer \n subject`), so that nobody has to look it up and two machines never make two.
pub fn citizen_id(issuer: &str, subject: &str) -> PersonId {
    let digest: [u8; 32] = Sha256::digest(format!("{issuer}\n{subject}").as_bytes()).into();
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(digest) {
        *to = from;
    }
    PersonId(Builder::from_custom_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::{Citizen, CitizenKind, Level, citizen_id};
    use crate::records::Body as _;
    use crate::words::{NumberCheck, PersonalNumber, Phone, TaxCode};

    #[test]
    fn a_citizens_record_reads_as_it_was_written_for_ever() {
        let check = NumberCheck { year_now: 2026, invented: true };
        let citizen = Citizen {
            issuer: "https://id.example.test".to_owned(),
            subject: "thanh".to_owned(),
            kind: CitizenKind::Business,
            name: "Hộ kinh doanh Minh An".to_owned(),
            personal_number: PersonalNumber::parse("000191000001", check).ok(),
            tax_codes: TaxCode::parse("0001910001", check).into_iter().collect(),
            phone: Phone::parse("0900000001").ok(),
            email: Some("thanh@example.test".to_owned()),
            level: Level::Two,
        };
        let golden = include_str!("../../testdata/records/citizen/v1.json").trim();
        assert_eq!(citizen.text().unwrap(), golden);
        assert_eq!(serde_json::from_str::<Citizen>(golden).unwrap(), citizen);
    }

    #[test]
    fn a_citizens_id_follows_from_provider_and_subject_alone() {
        let id = citizen_id("https://id.example.test", "thanh");
        assert_eq!(id, citizen_id("https://id.example.test", "thanh"));
        assert_eq!(id.0.get_version_num(), 8);
        assert_ne!(id, citizen_id("https://id.example.test", "minh"));
        assert_ne!(id, citizen_id("https://other.example.test", "thanh"));
    }

    #[test]
    fn levels_are_numbers_in_data_and_there_are_two() {
        assert_eq!(serde_json::to_string(&Level::Two).unwrap(), "2");
        assert_eq!(serde_json::from_str::<Level>("1").unwrap(), Level::One);
        assert!(serde_json::from_str::<Level>("3").is_err());
        assert!(Level::One < Level::Two);
    }
}
