//! Form 03: why the office doesn't take the dossier in, or doesn't go on with it (Phiếu từ chối tiếp nhận,
//! giải quyết hồ sơ).

use super::{Head, PaperError, Slip, person::Person};
use askama::Template;
use domain::dossier::Refused;
use lang::Words;

#[derive(Template)]
#[template(path = "papers/refusal.html")]
pub(super) struct Page<'a> {
    pub(super) head: Head<'a>,
    pub(super) person: Person<'a>,
    pub(super) procedure_name: &'a str,
    pub(super) statement: String,
    pub(super) reason: &'a str,
    /// Keys of who signs and how.
    pub(super) signs: &'static str,
    pub(super) how: &'static str,
    pub(super) by: &'a str,
}

/// The slip as a printable body, A5.
pub fn refusal(paper: &Slip<'_, Refused>, words: &Words) -> Result<String, PaperError> {
    let Slip { dossier, procedure_name, issuer, number, event, at, by, .. } = *paper;
    let (title, statement) = if event.accepted {
        ("paper-refusal-stopped", "paper-refusal-stopped-says")
    } else {
        ("paper-refusal", "paper-refusal-says")
    };
    // At the counter the officer refuses; after examination the office does.
    let (signs, how) = if event.accepted {
        ("paper-head-of-office", "paper-sign-seal")
    } else {
        ("paper-receiver", "paper-sign-name")
    };
    let page = Page {
        head: Head::new(words, issuer, (number, "PTC-TTPVHCC"), title, dossier, at),
        person: Person::new(&dossier.filing.applicant),
        procedure_name,
        statement: words.say_one(statement, "office", issuer.name),
        reason: &event.reason,
        signs,
        how,
        by,
    };
    Ok(page.render()?)
}
