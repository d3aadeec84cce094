//! The notice that a dossier is closed because nothing came in time (Thông báo dừng giải quyết hồ sơ,
//! Circular 03/2025/TT-VPCP). It stands on the sheet of form 03.

use super::refusal::Page;
use super::{Head, PaperError, Slip, person::Person};
use crate::say;
use askama::Template;
use domain::dossier::Lapsed;
use lang::Words;

/// The slip as a printable body, A5. No person closed it, so that no name stands under it.
pub fn lapse(paper: &Slip<'_, Lapsed>, words: &Words) -> Result<String, PaperError> {
    let Slip { dossier, procedure_name, issuer, number, event, at, .. } = *paper;
    let dates = [
        ("asked", say::moment(event.asked, words).into()),
        ("until", say::moment(event.until, words).into()),
        ("office", issuer.name.into()),
    ];
    let page = Page {
        head: Head::new(words, issuer, (number, "TBD-TTPVHCC"), "paper-lapse", dossier, at),
        person: Person::new(&dossier.filing.applicant),
        procedure_name,
        statement: words.say_with("paper-lapse-says", &dates),
        reason: &words.say("paper-lapse-again"),
        signs: "paper-head-of-office",
        how: "paper-sign-seal",
        by: "",
    };
    Ok(page.render()?)
}
