//! The applicant as a paper names them.

use domain::dossier::Applicant;

/// The applicant's lines; what isn't known has none.
pub(super) struct Person<'a> {
    pub name: &'a str,
    /// Key of the number's name, and the number, masked where it is a person's.
    pub number: Option<(&'static str, String)>,
    pub address: &'a str,
    pub phone: Option<String>,
}

impl<'a> Person<'a> {
    pub fn new(applicant: &'a Applicant) -> Self {
        let personal = applicant.personal_number.as_ref().map(|n| ("paper-personal-number", n.masked()));
        let tax = applicant.tax_code.as_ref().map(|code| ("paper-tax-code", tax(code.as_str())));
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
