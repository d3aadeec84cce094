//! Numbers that identify people and businesses, checked as the law defines them; and where they are reached.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a number is refused; each is a message key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not 12 digits.
    #[error("personal-number-length")]
    PersonalLength,
    /// The first three digits name no place of birth registration (001–096).
    #[error("personal-number-place")]
    PersonalPlace,
    /// The born year lies in the future.
    #[error("personal-number-year")]
    PersonalYear,
    /// Neither `N×10`, `N×10-NNN` nor a personal number.
    #[error("tax-code-shape")]
    TaxShape,
    /// The tenth digit doesn't agree with the nine before it.
    #[error("tax-code-check")]
    TaxCheck,
    /// Not a Vietnamese telephone number.
    #[error("phone-shape")]
    PhoneShape,
    /// Not an e-mail address.
    #[error("email-shape")]
    EmailShape,
}

impl NumberError {
    /// The message key under which people read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PersonalLength => "problem-personal-number-length",
            Self::PersonalPlace => "problem-personal-number-place",
            Self::PersonalYear => "problem-personal-number-year",
            Self::TaxShape => "problem-tax-code-shape",
            Self::TaxCheck => "problem-tax-code-check",
            Self::PhoneShape => "problem-phone-shape",
            Self::EmailShape => "problem-email",
        }
    }
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}

/// The 12-digit personal identification number `PPP C YY NNNNNN` (Law 26/2023/QH15 on identity, art. 12;
/// Decree 70/2024/NĐ-CP): place of birth registration, century and sex, year, six more. No check digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonalNumber(String);

/// What a check of personal numbers must know from outside.
#[derive(Clone, Copy, Debug)]
pub struct NumberCheck {
    /// The current year: births in the future are refused.
    pub year_now: i16,
    /// Whether the place `000`, which exists nowhere, is let through: demonstrations and tests use it
    /// so that no invented person can be a real one.
    pub invented: bool,
}

/// The 63 places of birth registration; they stay as they were before the mergers of 2025.
const PLACES: [u32; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40,
    42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83,
    84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

impl PersonalNumber {
    /// Reads and checks; spaces and dots are forgiven.
    pub fn parse(text: &str, check: NumberCheck) -> Result<Self, NumberError> {
        let text = squeeze(text);
        let d = digits(&text).filter(|d| d.len() == 12).ok_or(NumberError::PersonalLength)?;
        let number =
            |r: std::ops::Range<usize>| d.get(r).unwrap_or_default().iter().fold(0, |n, x| n * 10 + x);
        let place = number(0..3);
        if !(PLACES.contains(&place) || check.invented && place == 0) {
            return Err(NumberError::PersonalPlace);
        }
        let year = 1900 + (number(3..4) / 2) * 100 + number(4..6);
        if i64::from(year) > i64::from(check.year_now) {
            return Err(NumberError::PersonalYear);
        }
        Ok(Self(text))
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first six digits hidden, for lists: `••••••123456`.
    pub fn masked(&self) -> String {
        format!("••••••{}", self.0.get(6..).unwrap_or_default())
    }
}

/// A tax code: ten digits with a check digit, ten and a three-digit branch, or a personal number
/// (Circular 86/2024/TT-BTC art. 5; individuals use the personal number from 1 July 2025).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaxCode(String);

impl TaxCode {
    /// Reads and checks the check digit.
    pub fn parse(text: &str, check: NumberCheck) -> Result<Self, NumberError> {
        let text = squeeze(text);
        let (head, branch) = text.split_once('-').map_or((text.as_str(), None), |(h, b)| (h, Some(b)));
        if head.len() == 12 && branch.is_none() {
            return PersonalNumber::parse(head, check).map(|n| Self(n.0));
        }
        let d = digits(head).filter(|d| d.len() == 10).ok_or(NumberError::TaxShape)?;
        if branch.is_some_and(|b| b.len() != 3 || b == "000" || digits(b).is_none()) {
            return Err(NumberError::TaxShape);
        }
        let sum: u32 = [31, 29, 23, 19, 17, 13, 7, 5, 3].iter().zip(&d).map(|(w, x)| w * x).sum();
        if d.last().copied() != Some(10 - sum % 11) {
            return Err(NumberError::TaxCheck);
        }
        Ok(Self(text))
    }

    /// As it is written on papers.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number in the normal form `84xxxxxxxxx`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Reads `0912 345 678`, `+84912345678`, `84912345678`; landlines (`02xx`) too.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let text: String = text.chars().filter(|c| !" .-()+".contains(*c)).collect();
        let rest = text.strip_prefix("84").or_else(|| text.strip_prefix('0'));
        let rest = rest.filter(|r| digits(r).is_some()).ok_or(NumberError::PhoneShape)?;
        let ok = match rest.chars().next() {
            Some('3' | '5' | '7' | '8' | '9') => rest.len() == 9,
            Some('2') => rest.len() == 10,
            _ => false,
        };
        if ok { Ok(Self(format!("84{rest}"))) } else { Err(NumberError::PhoneShape) }
    }

    /// The normal form, `84xxxxxxxxx`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people dial it: `0912 345 678`.
    pub fn dialled(&self) -> String {
        let d = format!("0{}", self.0.get(2..).unwrap_or_default());
        match (d.get(..4), d.get(4..7), d.get(7..)) {
            (Some(a), Some(b), Some(c)) => format!("{a} {b} {c}"),
            _ => d,
        }
    }
}

/// An e-mail address that mail can be tried at: whether it arrives, only sending tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Longest one (RFC 5321).
    const LONGEST: usize = 254;

    /// Reads `ten@example.vn`.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let (name, host) = text.rsplit_once('@').ok_or(NumberError::EmailShape)?;
        let plain = |c: char| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c);
        let named = !name.is_empty() && !name.contains('@') && text.len() <= Self::LONGEST;
        let placed = host.contains('.') && host.split('.').all(|part| !part.is_empty());
        if named && placed && text.chars().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NumberError::EmailShape)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! shown {
    ($($t:ty),*) => { $(impl fmt::Display for $t {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
    })* };
}
shown!(PersonalNumber, TaxCode, Phone, Email);

#[cfg(test)]
mod tests {
    use super::{Email, NumberCheck, NumberError, PersonalNumber, Phone, TaxCode};

    const NOW: NumberCheck = NumberCheck { year_now: 2026, invented: false };

    #[test]
    fn tax_codes_check_their_tenth_digit() {
        for good in ["0100047516", "0100109106", "0301452948", "0100686209", "0100109106-001"] {
            assert!(TaxCode::parse(good, NOW).is_ok(), "{good}");
        }
        assert_eq!(TaxCode::parse("0100109107", NOW), Err(NumberError::TaxCheck));
        assert_eq!(TaxCode::parse("12345", NOW), Err(NumberError::TaxShape));
        assert_eq!(TaxCode::parse("0100109106-000", NOW), Err(NumberError::TaxShape));
    }

    #[test]
    fn personal_numbers_name_a_place_and_a_past_year() {
        assert!(PersonalNumber::parse("038 090 000001", NOW).is_ok());
        assert_eq!(PersonalNumber::parse("000090000001", NOW), Err(NumberError::PersonalPlace));
        let demo = NumberCheck { invented: true, ..NOW };
        assert!(PersonalNumber::parse("000090000001", demo).is_ok());
        assert_eq!(PersonalNumber::parse("097090000001", NOW), Err(NumberError::PersonalPlace));
        assert_eq!(PersonalNumber::parse("03809000001", NOW), Err(NumberError::PersonalLength));
        assert_eq!(PersonalNumber::parse("038290000001", NOW), Err(NumberError::PersonalYear));
    }

    #[test]
    fn phones_are_normal_or_refused() {
        assert_eq!(Phone::parse("0912 345 678").unwrap().as_str(), "84912345678");
        assert_eq!(Phone::parse("+84 237 3852 246").unwrap().as_str(), "842373852246");
        assert!(Phone::parse("12345").is_err());
    }

    #[test]
    fn mail_can_be_tried_at_an_address_or_it_is_refused() {
        assert_eq!(Email::parse("motcua@tinh.gov.vn").unwrap().as_str(), "motcua@tinh.gov.vn");
        let long = format!("{}@example.vn", "a".repeat(250));
        for bad in [
            "",
            "an",
            "an@",
            "@b.vn",
            "an@example",
            "an @b.vn",
            " a@b.vn",
            "a@b@c.vn",
            "a@b..vn",
            "<a@b.vn>",
            &*long,
        ] {
            assert_eq!(Email::parse(bad), Err(NumberError::EmailShape), "{bad}");
        }
    }
}
