//! The dossier code that people read: agency identifier, day, number of the day.
//!
//! Circular 01/2018/TT-VPCP art. 19 with the identifiers of Decision 20/2020/QĐ-TTg: `H56.12-250815-0012`.
//! The order before that (`000.00.12.H56-250815-0012`) and 4 to 6 digits are read as well.

use crate::words::{Day, WordError};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A dossier code, well formed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DossierCode(String);

impl DossierCode {
    /// The code of the `number`-th dossier that `agency` (`H56.12`) takes in on `day`.
    pub fn new(agency: &str, day: Day, number: u32) -> Result<Self, WordError> {
        format!("{agency}-{}-{number:04}", day.yymmdd()).parse()
    }

    /// As it is printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The agency identifier before the day.
    pub fn agency(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl fmt::Display for DossierCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<DossierCode> for String {
    fn from(code: DossierCode) -> Self {
        code.0
    }
}

impl TryFrom<String> for DossierCode {
    type Error = WordError;
    fn try_from(s: String) -> Result<Self, WordError> {
        s.parse()
    }
}

impl FromStr for DossierCode {
    type Err = WordError;

    /// Forgives lower case, spaces or long strokes between parts, and a full stop at the end: a person types
    /// it from paper, or takes it out of a sentence.
    fn from_str(s: &str) -> Result<Self, WordError> {
        let between = |c: char| c.is_whitespace() || matches!(c, '-' | '‐'..='―' | '−');
        let typed = s.trim().trim_end_matches(['.', ',', ';']);
        let typed: Vec<&str> = typed.split(between).filter(|part| !part.is_empty()).collect();
        let text = typed.join("-").to_ascii_uppercase();
        let parts: Vec<&str> = text.split('-').collect();
        let ok = match parts.as_slice() {
            [agency, day, number] => agency_ok(agency) && day_ok(day) && number_ok(number),
            _ => false,
        };
        if ok { Ok(Self(text)) } else { Err(WordError { what: "dossier code" }) }
    }
}

fn digits(s: &str) -> bool {
    s.chars().all(|c| c.is_ascii_digit())
}

/// `H56`: a letter A–Y and two digits.
fn head_ok(s: &str) -> bool {
    let mut chars = s.chars();
    s.len() == 3 && chars.next().is_some_and(|c| ('A'..='Y').contains(&c)) && digits(chars.as_str())
}

fn agency_ok(s: &str) -> bool {
    let groups: Vec<&str> = s.split('.').collect();
    match groups.as_slice() {
        [a, b, c, head] if digits(a) && a.len() == 3 => {
            b.len() == 2 && digits(b) && c.len() == 2 && digits(c) && head_ok(head)
        }
        [head, rest @ ..] => {
            let group = |g: &&str| (1..=3).contains(&g.len()) && g.chars().all(|c| c.is_ascii_alphanumeric());
            head_ok(head) && rest.len() <= 5 && rest.iter().all(group)
        }
        [] => false,
    }
}

fn day_ok(s: &str) -> bool {
    let part = |r| s.get(r).and_then(|t: &str| t.parse::<i8>().ok());
    let day = (part(0..2), part(2..4), part(4..6));
    let real = |(y, m, d): (Option<i8>, Option<i8>, Option<i8>)| Day::new(2000 + i16::from(y?), m?, d?);
    s.len() == 6 && digits(s) && real(day).is_some()
}

fn number_ok(s: &str) -> bool {
    (4..=6).contains(&s.len()) && digits(s)
}

#[cfg(test)]
mod tests {
    use super::DossierCode;
    use crate::words::Day;

    #[test]
    fn legal_shapes_are_read_and_others_are_not() {
        for good in
            ["H56.12-250815-0012", "000.00.12.H56-250815-0012", "h56.a01-250815-00012 ", "H56-251231-123456"]
        {
            assert!(good.parse::<DossierCode>().is_ok(), "{good}");
        }
        for typed in ["h56.12 250815 0012", "H56.12–250815–0012.", " H56.12 - 250815 - 0012"] {
            assert_eq!(typed.parse::<DossierCode>().unwrap().as_str(), "H56.12-250815-0012", "{typed}");
        }
        for bad in
            ["Z56-250815-0012", "H56-251340-0012", "H56-250815-012", "H56-250815", "", "H56.1234-250815-0001"]
        {
            assert!(bad.parse::<DossierCode>().is_err(), "{bad}");
        }
        let code = DossierCode::new("H56.148", Day::new(2025, 8, 15).unwrap(), 12).unwrap();
        assert_eq!(code.as_str(), "H56.148-250815-0012");
    }
}
