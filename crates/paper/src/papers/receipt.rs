//! Form 01: the receipt with the promised date (Giấy tiếp nhận hồ sơ và hẹn trả kết quả).

use super::{Head, Issuer, PaperError, person::Person};
use crate::{Why, qr_svg, say, why};
use askama::Template;
use domain::dossier::{Dossier, Piece};
use lang::{Arg, Words};

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
    /// Where or how the result is given.
    pub result_at: &'a str,
    /// The link that shows where the dossier stands and proves the receipt.
    pub proof_link: &'a str,
}

#[derive(Template)]
#[template(path = "papers/receipt.html")]
struct Page<'a> {
    head: Head<'a>,
    person: Person<'a>,
    asked: &'a str,
    procedure_name: &'a str,
    case: &'a str,
    pieces: Vec<String>,
    sets: u8,
    limit: String,
    received: String,
    due: String,
    grounds: Vec<Why>,
    fee: String,
    result_at: &'a str,
    received_by: &'a str,
    qr: String,
}

/// The receipt as a printable body, A5.
pub fn receipt(paper: &Receipt<'_>, words: &Words) -> Result<String, PaperError> {
    let Receipt { dossier, procedure_name, issuer, number, .. } = *paper;
    let clock = dossier.clock.as_ref().ok_or(PaperError::NotReceived)?;
    let filing = &dossier.filing;
    let fee = if filing.fee_vnd == 0 { words.say("paper-no-fee") } else { words.money(filing.fee_vnd) };
    let page = Page {
        head: Head::new(words, issuer, (number, "TTPVHCC"), "paper-receipt", dossier, clock.received),
        person: Person::new(&filing.applicant),
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
        result_at: paper.result_at,
        received_by: paper.received_by,
        qr: qr_svg(paper.proof_link, &words.say("paper-qr"), 28)?,
    };
    Ok(page.render()?)
}

/// `Giấy chứng sinh (1 bản chính)`.
fn piece(piece: &Piece, words: &Words) -> String {
    let count = |key: &str, n: u8| (n > 0).then(|| words.say_with(key, &[("count", Arg::from(n))]));
    let counts: Vec<String> =
        [count("paper-originals", piece.originals), count("paper-copies", piece.copies)]
            .into_iter()
            .flatten()
            .collect();
    if counts.is_empty() { piece.name.clone() } else { format!("{} ({})", piece.name, counts.join(", ")) }
}
