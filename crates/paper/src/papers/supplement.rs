//! Form 02: what is missing, all at once (Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ).

use super::{Head, PaperError, Slip, person::Person};
use crate::say;
use askama::Template;
use domain::dossier::SupplementAsked;
use lang::Words;

#[derive(Template)]
#[template(path = "papers/supplement.html")]
struct Page<'a> {
    head: Head<'a>,
    person: Person<'a>,
    procedure_name: &'a str,
    asked: &'a SupplementAsked,
    /// Whether a time runs that stops now; what only came online has none yet.
    stops: bool,
    /// By when it must come.
    until: Option<String>,
    help: String,
    by: &'a str,
}

/// The slip as a printable body, A5.
pub fn supplement(paper: &Slip<'_, SupplementAsked>, words: &Words) -> Result<String, PaperError> {
    let Slip { dossier, procedure_name, issuer, number, event, at, by, phone } = *paper;
    let page = Page {
        head: Head::new(words, issuer, (number, "PBS-TTPVHCC"), "paper-supplement", dossier, at),
        person: Person::new(&dossier.filing.applicant),
        procedure_name,
        asked: event,
        stops: dossier.clock.is_some(),
        until: event.until.map(|at| words.say_one("paper-supplement-until", "at", say::moment(at, words))),
        help: help(by, phone, words),
        by,
    };
    Ok(page.render()?)
}

/// Whom to ask.
fn help(by: &str, phone: &str, words: &Words) -> String {
    if phone.is_empty() {
        words.say_one("paper-help", "by", by)
    } else {
        words.say_with("paper-help-phone", &[("by", by.into()), ("phone", phone.into())])
    }
}
