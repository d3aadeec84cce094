//! The notice that a dossier is closed because nothing came in time (Thông báo dừng giải quyết hồ sơ,
//! Circular 03/2025/TT-VPCP). It stands on the sheet of form 03.

use super::filled::{Filled, fill};
use super::refusal::Page;
use super::{Head, PaperError, Slip, person::Person};
use crate::say;
use domain::dossier::Lapsed;
use lang::Words;

/// The slip, A5. No person closed it, so that no name stands under it.
pub fn lapse(paper: &Slip<'_, Lapsed>, words: &Words) -> Result<Filled, PaperError> {
    let Slip { dossier, procedure_name, issuer, number, event, at, .. } = *paper;
    let dates = [
        ("asked", say::moment(event.asked, words).into()),
        ("until", say::moment(event.until, words).into()),
        ("office", issuer.name.into()),
    ];
    let page = Page {
        head: Head::new(
            words,
            issuer,
            (number, "TBD-TTPVHCC"),
            "paper-lapse",
            dossier.filing.code.as_str(),
            at,
        ),
        person: Person::new(&dossier.filing.applicant, words),
        procedure_name,
        statement: words.say_with("paper-lapse-says", &dates),
        reason: &words.say("paper-lapse-again"),
        signs: words.say("paper-head-of-office"),
        how: words.say("paper-sign-seal"),
        by: "",
    };
    fill("stop-notice", &page)
}
