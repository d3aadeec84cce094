//! The applicant as a paper names them.

use domain::dossier::Applicant;
use lang::Words;
use serde::Serialize;

/// The applicant's lines; what isn't known has none.
#[derive(Serialize)]
pub(super) struct Person<'a> {
    pub name: &'a str,
    /// What the number is, and the number, masked where it is a person's.
    pub number: Option<Labelled>,
    pub address: &'a str,
    pub phone: Option<String>,
}

/// A value with what it is.
#[derive(Serialize)]
pub(super) struct Labelled {
    pub label: String,
    pub value: String,
}

impl<'a> Person<'a> {
    pub fn new(applicant: &'a Applicant, words: &Words) -> Self {
        let labelled = |key: &str, value: String| Labelled { label: words.say(key), value };
        let personal =
            applicant.personal_number.as_ref().map(|n| labelled("paper-personal-number", n.masked()));
        let tax = applicant.tax_code.as_ref().map(|code| labelled("paper-tax-code", tax(code.as_str())));
        Self {
            name: &applicant.name,
            number: personal.or(tax),
            address: &applicant.address,
            phone: applicant.phone.as_ref().map(domain::words::Phone::dialled),
        }
    }
}

/// Twelve digits are a person's own number (Circular 86/2024/TT-BTC art. 5): half of it is enough.
fn tax(code: &str) -> String {
    match (code.len(), code.get(6..)) {
        (12, Some(rest)) => format!("••••••{rest}"),
        _ => code.to_owned(),
    }
}
