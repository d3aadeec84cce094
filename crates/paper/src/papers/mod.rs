//! The papers, one file each. Forms 01–06 of Circular 01/2018/TT-VPCP, with the fields that Circular
//! 03/2025/TT-VPCP asks for; A5, the control sheet and the book A4.
//!
//! A function takes a paper's struct and the reader's words, and fills it: [`Filled`] is one set of texts
//! that a page shows as HTML and a press prints as PDF. Vietnamese is the paper in the law's words; the other
//! languages are translations and say so.

mod apology;
mod book;
mod control_sheet;
mod filled;
mod lapse;
mod own;
mod person;
mod receipt;
mod refusal;
mod said;
pub mod sample;
mod supplement;
#[cfg(test)]
mod tests;

pub use apology::apology;
pub use book::{Book, BookRow, book};
pub use control_sheet::{ControlSheet, Happened, control_sheet};
pub use filled::Filled;
pub use lapse::lapse;
pub use own::{Authority, Entry, Own, own};
pub use receipt::{Receipt, receipt};
pub use refusal::refusal;
pub use supplement::supplement;

use domain::dossier::{Dossier, Event};
use domain::words::Moment;
use lang::{Lang, Words};
use serde::Serialize;

/// Who issues a paper.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Issuer<'a> {
    /// The body above: `UBND xã Bắc Yên`.
    pub above: &'a str,
    /// The office itself: `Trung tâm Phục vụ hành chính công xã Bắc Yên`.
    pub name: &'a str,
    /// The place that stands before the date: `Bắc Yên`.
    pub place: &'a str,
}

/// A paper that goes to the applicant because of one event, `E`.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'a, E> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The procedure's name in the paper's language.
    pub procedure_name: &'a str,
    /// Who issues it.
    pub issuer: Issuer<'a>,
    /// The paper's number in the office's series; empty leaves room to write it.
    pub number: &'a str,
    /// What happened.
    pub event: &'a E,
    /// When.
    pub at: Moment,
    /// Who did it, and signs.
    pub by: &'a str,
    /// The office's telephone for questions; empty leaves it out.
    pub phone: &'a str,
}

/// A paper that can't be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The dossier has no due date yet, so that there is nothing to promise.
    #[error("the dossier isn't received yet")]
    NotReceived,
    /// The history doesn't begin with a submission or reception.
    #[error("the history doesn't begin where a dossier begins")]
    History,
    /// The link doesn't fit into a QR code.
    #[error(transparent)]
    Qr(#[from] crate::QrTooLong),
    /// The template fails.
    #[error("the template can't be filled")]
    Template(#[from] askama::Error),
    /// The texts can't be written as JSON.
    #[error("the paper can't be written as data")]
    Data(#[from] serde_json::Error),
}

/// The paper that an event calls for, if it calls for one: a supplement slip, a refusal, an apology,
/// the notice of closing.
pub fn slip(slip: &Slip<'_, Event>, words: &Words) -> Result<Option<Filled>, PaperError> {
    match slip.event {
        Event::SupplementAsked(e) => supplement(&slip.on(e), words).map(Some),
        Event::Refused(e) => refusal(&slip.on(e), words).map(Some),
        Event::Lapsed(e) => lapse(&slip.on(e), words).map(Some),
        Event::Extended(e) => apology(&slip.on(e), words).map(Some),
        _ => Ok(None),
    }
}

impl<'a, E> Slip<'a, E> {
    /// The same slip about a part of its event.
    fn on<F>(&self, event: &'a F) -> Slip<'a, F> {
        let Self { dossier, procedure_name, issuer, number, at, by, phone, .. } = *self;
        Slip { dossier, procedure_name, issuer, number, event, at, by, phone }
    }
}

/// What stands at the head of every paper.
#[derive(Serialize)]
struct Head<'a> {
    #[serde(skip)]
    words: &'a Words,
    #[serde(skip)]
    at: Moment,
    issuer: Issuer<'a>,
    /// `12/PBS-TTPVHCC`.
    number: String,
    /// `Bắc Yên, ngày 15 tháng 8 năm 2025`.
    dated: String,
    title: String,
    code: &'a str,
}

impl<'a> Head<'a> {
    /// `symbol` is the form's sign in the number, `title` the key of its name, `code` the dossier's.
    fn new(
        words: &'a Words,
        issuer: Issuer<'a>,
        number: (&str, &str),
        title: &str,
        code: &'a str,
        at: Moment,
    ) -> Self {
        let (number, symbol) = number;
        let number = if number.is_empty() { "……" } else { number };
        let date = at.day().0;
        let figure = |n: i8| n.to_string();
        let dated = words.say_with(
            "paper-dated",
            &[
                ("place", issuer.place.into()),
                ("day", figure(date.day()).into()),
                ("month", figure(date.month()).into()),
                ("year", date.year().to_string().into()),
            ],
        );
        let number = if symbol.is_empty() { number.to_owned() } else { format!("{number}/{symbol}") };
        Self { words, at, issuer, number, dated, title: words.say(title), code }
    }

    fn translated(&self) -> bool {
        self.words.lang() != Lang::Vi
    }
}
