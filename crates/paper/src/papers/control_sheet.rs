//! Form 05: who had the dossier, from when to when, and in time or not (Phiếu kiểm soát quá trình giải
//! quyết hồ sơ). Made from the history alone; nobody fills it in.

mod rows;

use super::filled::{Filled, fill};
use super::{Head, Issuer, PaperError};
use crate::say;
use askama::Template;
use domain::calendar::Hours;
use domain::dossier::{Dossier, Event, Punctuality};
use domain::packs::Process;
use domain::words::Moment;
use lang::Words;
use serde::Serialize;

/// One entry of a dossier's history.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    /// When.
    pub at: Moment,
    /// Who did it, by name.
    pub by: &'a str,
    /// What.
    pub event: &'a Event,
}

/// What the control sheet is made from.
#[derive(Clone, Copy, Debug)]
pub struct ControlSheet<'a> {
    /// The dossier as it stands.
    pub dossier: &'a Dossier,
    /// The procedure's name in the paper's language.
    pub procedure_name: &'a str,
    /// Who issues it.
    pub issuer: Issuer<'a>,
    /// The sheet's number in the office's series; empty leaves room to write it.
    pub number: &'a str,
    /// The steps with their norms.
    pub process: &'a Process,
    /// When the unit is open.
    pub hours: &'a Hours,
    /// Everything that happened, oldest first.
    pub history: &'a [Happened<'a>],
    /// When the sheet is printed.
    pub now: Moment,
}

#[derive(Template, Serialize)]
#[template(path = "papers/control_sheet.html")]
struct Page<'a> {
    head: Head<'a>,
    office: &'a str,
    procedure_name: &'a str,
    received: String,
    due: String,
    standing: String,
    rows: Vec<rows::Row>,
}

impl super::filled::Page for Page<'_> {
    fn head(&self) -> &Head<'_> {
        &self.head
    }
}

/// The sheet, A4.
pub fn control_sheet(paper: &ControlSheet<'_>, words: &Words) -> Result<Filled, PaperError> {
    let ControlSheet { dossier, procedure_name, issuer, number, now, .. } = *paper;
    let clock = dossier.clock.as_ref();
    let or_dash = |at: Option<Moment>| at.map_or_else(|| "–".to_owned(), |at| say::moment(at, words));
    let page = Page {
        head: Head::new(
            words,
            issuer,
            (number, "PKS-TTPVHCC"),
            "paper-control",
            dossier.filing.code.as_str(),
            now,
        ),
        office: issuer.name,
        procedure_name,
        received: or_dash(clock.map(|c| c.received)),
        due: or_dash(dossier.due()),
        standing: words.say(standing(dossier.punctuality(now))),
        rows: rows::rows(paper, words)?,
    };
    fill("bm05-control-sheet", &page)
}

const fn standing(punctuality: Punctuality) -> &'static str {
    match punctuality {
        Punctuality::NoPromise => "paper-standing-no-promise",
        Punctuality::Running => "paper-standing-running",
        Punctuality::Overdue => "paper-standing-overdue",
        Punctuality::OnTime => "paper-standing-on-time",
        Punctuality::Late => "paper-standing-late",
    }
}
