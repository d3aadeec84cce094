//! Form 04: an apology and the new date (Phiếu xin lỗi và hẹn lại ngày trả kết quả).

use super::filled::{Filled, fill};
use super::{Head, PaperError, Slip, person::Person};
use crate::say;
use askama::Template;
use domain::dossier::Extended;
use lang::Words;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "papers/apology.html")]
struct Page<'a> {
    head: Head<'a>,
    person: Person<'a>,
    received: String,
    before: String,
    reason: &'a str,
    apology: String,
    by: &'a str,
}

impl super::filled::Page for Page<'_> {
    fn head(&self) -> &Head<'_> {
        &self.head
    }
}

/// The slip, A5.
pub fn apology(paper: &Slip<'_, Extended>, words: &Words) -> Result<Filled, PaperError> {
    let Slip { dossier, procedure_name, issuer, number, event, at, by, .. } = *paper;
    let clock = dossier.clock.as_ref().ok_or(PaperError::NotReceived)?;
    let page = Page {
        head: Head::new(
            words,
            issuer,
            (number, "PXL-TTPVHCC"),
            "paper-apology",
            dossier.filing.code.as_str(),
            at,
        ),
        person: Person::new(&dossier.filing.applicant, words),
        received: words.say_with(
            "paper-apology-received",
            &[
                ("at", say::moment(clock.received, words).into()),
                ("office", issuer.name.into()),
                ("procedure", procedure_name.into()),
            ],
        ),
        before: say::moment(event.before, words),
        reason: &event.reason,
        apology: words.say_with(
            "paper-apology-says",
            &[("office", issuer.name.into()), ("due", say::moment(event.due.at, words).into())],
        ),
        by,
    };
    fill("bm04-apology", &page)
}
