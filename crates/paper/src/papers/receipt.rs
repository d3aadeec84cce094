//! Form 01: the receipt with the promised date (Giấy tiếp nhận hồ sơ và hẹn trả kết quả).

use super::filled::{Check, Filled, fill};
use super::{Head, Issuer, PaperError, person::Person};
use crate::{Why, say, why};
use askama::Template;
use domain::dossier::{Dossier, Piece};
use lang::{Arg, Words};
use serde::Serialize;

/// What the receipt says.
#[derive(Clone, Copy, Debug)]
pub struct Receipt<'a> {
    /// The dossier, received.
    pub dossier: &'a Dossier,
    /// The procedure's name in the paper's language.
    pub procedure_name: &'a str,
    /// Which case of the procedure it is, in words; empty where there is no choice.
    pub case: &'a str,
    /// Who issues it.
    pub issuer: Issuer<'a>,
    /// The receipt's number in the office's series; empty leaves room to write it.
    pub number: &'a str,
    /// Who received the dossier.
    pub received_by: &'a str,
    /// How many sets of the papers were handed in.
    pub sets: u8,
    /// The unit that decides it; empty where that is the one that received it.
    pub decides: &'a str,
    /// Where or how the result is given.
    pub result_at: &'a str,
    /// The link that shows where the dossier stands and proves the receipt.
    pub proof_link: &'a str,
}

#[derive(Template, Serialize)]
#[template(path = "papers/receipt.html")]
struct Page<'a> {
    head: Head<'a>,
    person: Person<'a>,
    asked: &'a str,
    procedure_name: &'a str,
    case: &'a str,
    pieces: Vec<Line<'a>>,
    sets: u8,
    limit: String,
    received: String,
    due: String,
    grounds: Vec<Why>,
    fee: String,
    decides: &'a str,
    result_at: &'a str,
    received_by: &'a str,
    check: Check,
}

impl super::filled::Page for Page<'_> {
    fn head(&self) -> &Head<'_> {
        &self.head
    }
}

/// One paper that was handed in.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    originals: u8,
    copies: u8,
    /// `Giấy chứng sinh (1 bản chính)`.
    said: String,
}

/// The receipt, A5.
pub fn receipt(paper: &Receipt<'_>, words: &Words) -> Result<Filled, PaperError> {
    let Receipt { dossier, procedure_name, issuer, number, .. } = *paper;
    let clock = dossier.clock.as_ref().ok_or(PaperError::NotReceived)?;
    let filing = &dossier.filing;
    let fee = if filing.fee_vnd == 0 { words.say("paper-no-fee") } else { words.money(filing.fee_vnd) };
    let page = Page {
        head: Head::new(
            words,
            issuer,
            (number, "TTPVHCC"),
            "paper-receipt",
            dossier.filing.code.as_str(),
            clock.received,
        ),
        person: Person::new(&filing.applicant, words),
        asked: &filing.content,
        procedure_name,
        case: paper.case,
        pieces: filing.documents.iter().map(|p| piece(p, words)).collect(),
        sets: paper.sets,
        limit: words.say_with(clock.limit.key(), &[("amount", clock.limit.amount().into())]),
        received: say::moment(clock.received, words),
        due: say::moment(clock.due.at, words),
        grounds: why(&clock.due, words),
        fee,
        decides: paper.decides,
        result_at: paper.result_at,
        received_by: paper.received_by,
        check: Check::new(paper.proof_link, &words.say("paper-qr"), 28)?,
    };
    fill("bm01-receipt", &page)
}

fn piece<'a>(piece: &'a Piece, words: &Words) -> Line<'a> {
    let count = |key: &str, n: u8| (n > 0).then(|| words.say_with(key, &[("count", Arg::from(n))]));
    let counts: Vec<String> =
        [count("paper-originals", piece.originals), count("paper-copies", piece.copies)]
            .into_iter()
            .flatten()
            .collect();
    let Piece { name, originals, copies, .. } = piece;
    let said = if counts.is_empty() { name.clone() } else { format!("{name} ({})", counts.join(", ")) };
    Line { name, originals: *originals, copies: *copies, said }
}
