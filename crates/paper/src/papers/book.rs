//! Form 06: the book of dossiers of a unit over some days (Sổ theo dõi hồ sơ). Made from the rows alone;
//! nobody keeps it by hand.

use super::filled::{Filled, fill_print};
use super::{Head, Issuer, PaperError};
use crate::say;
use domain::words::{Day, Moment};
use lang::Words;
use serde::Serialize;

/// One dossier of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BookRow {
    /// Its code.
    pub code: String,
    /// What is asked for.
    pub procedure: String,
    /// Who asks.
    pub applicant: String,
    /// Address and telephone.
    #[serde(rename = "where")]
    pub home: String,
    /// Which authority works on it.
    pub lead: String,
    /// When it was received.
    pub received: String,
    /// When the result is promised.
    pub due: String,
    /// When the result was given.
    pub returned: String,
    /// How the result is given.
    pub way: String,
}

/// What the book is made from.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// Who keeps it.
    pub issuer: Issuer<'a>,
    /// Its number in the office's series; empty leaves room to write it.
    pub number: &'a str,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The dossiers received in these days, the first first.
    pub rows: &'a [BookRow],
    /// When it is printed.
    pub now: Moment,
}

#[derive(Serialize)]
struct Page<'a> {
    head: &'a Head<'a>,
    span: String,
    rows: &'a [BookRow],
    total: String,
}

/// The book, A4 on its side.
pub fn book(paper: &Book<'_>, words: &Words) -> Result<Filled, PaperError> {
    let Book { issuer, number, from, to, rows, now } = *paper;
    let head = Head::new(words, issuer, (number, "STD-TTPVHCC"), "paper-book-title", "", now);
    let span = [("from", say::day(from, words).into()), ("to", say::day(to, words).into())];
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let page = Page {
        head: &head,
        span: words.say_with("paper-book-span", &span),
        rows,
        total: words.say_one("paper-book-total", "count", count),
    };
    fill_print("bm06-register-book", &page, &head)
}
