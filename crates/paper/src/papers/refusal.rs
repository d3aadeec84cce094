//! Form 03: why the office doesn't take the dossier in, or doesn't go on with it (Phiếu từ chối tiếp nhận,
//! giải quyết hồ sơ).

use super::filled::{Filled, fill};
use super::{Head, PaperError, Slip, person::Person};
use askama::Template;
use domain::dossier::Refused;
use lang::Words;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "papers/refusal.html")]
pub(super) struct Page<'a> {
    pub(super) head: Head<'a>,
    pub(super) person: Person<'a>,
    pub(super) procedure_name: &'a str,
    pub(super) statement: String,
    pub(super) reason: &'a str,
    /// Who signs, and how.
    pub(super) signs: String,
    pub(super) how: String,
    pub(super) by: &'a str,
}

impl super::filled::Page for Page<'_> {
    fn head(&self) -> &Head<'_> {
        &self.head
    }
}

/// The slip, A5.
pub fn refusal(paper: &Slip<'_, Refused>, words: &Words) -> Result<Filled, PaperError> {
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
        head: Head::new(words, issuer, (number, "PTC-TTPVHCC"), title, dossier.filing.code.as_str(), at),
        person: Person::new(&dossier.filing.applicant, words),
        procedure_name,
        statement: words.say_one(statement, "office", issuer.name),
        reason: &event.reason,
        signs: words.say(signs),
        how: words.say(how),
        by,
    };
    fill("bm03-refusal", &page)
}
