//! Form 02: what is missing, all at once (Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ).

use super::filled::{Filled, fill};
use super::{Head, PaperError, Slip, person::Person};
use crate::say;
use askama::Template;
use domain::dossier::SupplementAsked;
use lang::Words;
use serde::Serialize;

#[derive(Template, Serialize)]
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

impl super::filled::Page for Page<'_> {
    fn head(&self) -> &Head<'_> {
        &self.head
    }
}

/// The slip, A5.
pub fn supplement(paper: &Slip<'_, SupplementAsked>, words: &Words) -> Result<Filled, PaperError> {
    let Slip { dossier, procedure_name, issuer, number, event, at, by, phone } = *paper;
    let page = Page {
        head: Head::new(
            words,
            issuer,
            (number, "PBS-TTPVHCC"),
            "paper-supplement",
            dossier.filing.code.as_str(),
            at,
        ),
        person: Person::new(&dossier.filing.applicant, words),
        procedure_name,
        asked: event,
        stops: dossier.clock.is_some(),
        until: event.until.map(|at| words.say_one("paper-supplement-until", "at", say::moment(at, words))),
        help: help(by, phone, words),
        by,
    };
    fill("bm02-supplement", &page)
}

/// Whom to ask.
fn help(by: &str, phone: &str, words: &Words) -> String {
    if phone.is_empty() {
        words.say_one("paper-help", "by", by)
    } else {
        words.say_with("paper-help-phone", &[("by", by.into()), ("phone", phone.into())])
    }
}
