//! What is typed at the counter or sent to the API, turned into a filing or into the list of all that is
//! wrong.

use crate::catalogue::Running;
use crate::error::Problem;
use domain::dossier::{Applicant, Attachment, Piece};
use domain::packs::{Definition, FormCheck, markup};
use domain::words::{
    CaseCode, Channel, NumberCheck, NumberError, PersonalNumber, Phone, ProcedureCode, TaxCode, nfc, unseen,
};
use serde_json::{Map, Value};

/// Most characters of a name, an address, free text.
const NAME: usize = 200;
const ADDRESS: usize = 300;
const TEXT: usize = 2_000;
/// Most papers, and most files.
const PIECES: usize = 60;
const FILES: usize = 40;
/// Most bytes and levels of the form's data.
const DATA_BYTES: usize = 64 * 1024;
const DATA_DEPTH: usize = 8;

/// A paper as it is typed.
#[derive(Clone, Debug, Default)]
pub struct PieceInput {
    /// What it is.
    pub name: String,
    /// How many originals.
    pub originals: i64,
    /// How many copies.
    pub copies: i64,
    /// Scans, uploaded before.
    pub files: Vec<Attachment>,
}

/// A person as typed.
#[derive(Clone, Debug, Default)]
pub struct ApplicantInput {
    /// Family name first.
    pub name: String,
    /// Twelve digits, or empty.
    pub personal_number: String,
    /// A tax code, or empty.
    pub tax_code: String,
    /// A telephone, or empty.
    pub phone: String,
    /// An address, or empty.
    pub address: String,
}

/// A request as typed.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// The procedure's code.
    pub procedure: String,
    /// The unit's code; empty for the officer's own.
    pub unit: String,
    /// The code of the unit that is competent: what is taken in is handed over to it at once. Empty where
    /// that is the unit that takes it in.
    pub competent: String,
    /// The code of one of the procedure's cases; empty where it has none, or none was said.
    pub case: String,
    /// `counter`, `online`, `post`; empty for the counter.
    pub channel: String,
    /// Who asks.
    pub applicant: ApplicantInput,
    /// What is asked, in the person's words.
    pub content: String,
    /// The papers.
    pub documents: Vec<PieceInput>,
    /// What the procedure's form asks for.
    pub data: Map<String, Value>,
    /// Fees in đồng; what the procedure asks of this request when not said.
    pub fee_vnd: Option<i64>,
    /// The procedures that begin together with it, by code; all that the pack offers where nobody was asked.
    pub with: Option<Vec<String>>,
}

/// What an intake says once it is known to be well formed.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Which case it is, where there is a choice.
    pub case: Option<CaseCode>,
    /// How it came.
    pub channel: Channel,
    /// Who asks.
    pub applicant: Applicant,
    /// What is asked.
    pub content: String,
    /// The papers.
    pub documents: Vec<Piece>,
    /// The form's data.
    pub data: Map<String, Value>,
    /// Fees in đồng, where they were said.
    pub fee_vnd: Option<i64>,
    /// The procedures that begin together with it; none where nobody was asked.
    pub with: Option<Vec<ProcedureCode>>,
}

/// Checks everything and names every problem at once.
pub fn check(intake: &Intake, running: &Running, numbers: NumberCheck) -> Result<Checked, Vec<Problem>> {
    let (definition, mut problems) = (running.definition.as_ref(), Vec::new());
    let channel = match intake.channel.as_str() {
        "" => Some(Channel::Counter),
        text => Channel::parse(text),
    };
    let channel = channel.unwrap_or_else(|| {
        problems.push(Problem::new("channel", "problem-channel"));
        Channel::Counter
    });
    let case = case(&intake.case, definition, channel, &mut problems);
    let applicant = applicant(&intake.applicant, numbers, &mut problems);
    let content = text("content", &intake.content, TEXT, &mut problems);
    let documents = pieces(&intake.documents, &mut problems);
    form_data("data", &intake.data, running.form.as_deref(), &mut problems);
    let fee_vnd = intake.fee_vnd;
    if fee_vnd.is_some_and(|fee| !(0..=100_000_000_000).contains(&fee)) {
        problems.push(Problem::new("fee_vnd", "problem-amount"));
    }
    let with = intake.with.as_deref().map(|codes| with(codes, definition, &mut problems));
    let data = intake.data.clone();
    if problems.is_empty() {
        Ok(Checked { case, channel, applicant, content, documents, data, fee_vnd, with })
    } else {
        Err(problems)
    }
}

/// The procedures that are wanted together with it: only such as the pack offers.
fn with(codes: &[String], definition: &Definition, problems: &mut Vec<Problem>) -> Vec<ProcedureCode> {
    let offered = |code: &ProcedureCode| definition.with.iter().any(|w| w.open.procedure == *code);
    let mut wanted = Vec::new();
    for (i, code) in codes.iter().enumerate() {
        match code.parse().ok().filter(offered) {
            Some(code) => wanted.push(code),
            None => problems.push(Problem::new(format!("with.{i}"), "problem-choice")),
        }
    }
    wanted
}

/// The case; where the cases differ in what is promised, it must be said.
fn case(
    typed: &str,
    definition: &Definition,
    channel: Channel,
    problems: &mut Vec<Problem>,
) -> Option<CaseCode> {
    if typed.is_empty() {
        if definition.case_needed(channel) {
            problems.push(Problem::new("case", "problem-case-missing"));
        }
        return None;
    }
    let found = typed.parse().ok().filter(|code| definition.case(code).is_some());
    if found.is_none() {
        problems.push(Problem::new("case", "problem-case"));
    }
    found
}

/// One line or paragraph of text: composed, trimmed, without characters that nobody sees, not too long.
pub fn text(field: &str, raw: &str, most: usize, problems: &mut Vec<Problem>) -> String {
    let keep = |c: &char| !unseen(*c) || *c == '\n';
    let clean: String = nfc(raw).chars().filter(keep).collect();
    let clean = clean.trim().to_owned();
    if clean.chars().count() > most {
        problems.push(Problem::new(field, "problem-too-long").with("most", most));
    }
    if markup(&clean) {
        problems.push(Problem::new(field, "problem-markup"));
    }
    clean
}

/// An applicant, with every problem of every field.
pub fn applicant(input: &ApplicantInput, numbers: NumberCheck, problems: &mut Vec<Problem>) -> Applicant {
    let name = text("name", &input.name, NAME, problems).replace('\n', " ");
    if name.is_empty() {
        problems.push(Problem::new("name", "problem-name-missing"));
    }
    let address = text("address", &input.address, ADDRESS, problems);
    let mut wrong = |field, e: NumberError| problems.push(Problem::new(field, e.key()));
    let given = |s: &str| !s.trim().is_empty();
    let personal_number = given(&input.personal_number)
        .then(|| PersonalNumber::parse(&input.personal_number, numbers))
        .and_then(|r| r.map_err(|e| wrong("personal_number", e)).ok());
    let tax_code = given(&input.tax_code)
        .then(|| TaxCode::parse(&input.tax_code, numbers))
        .and_then(|r| r.map_err(|e| wrong("tax_code", e)).ok());
    let phone = given(&input.phone)
        .then(|| Phone::parse(&input.phone))
        .and_then(|r| r.map_err(|e| wrong("phone", e)).ok());
    Applicant { name, personal_number, tax_code, phone, address }
}

/// The papers, with every problem of every one.
pub fn pieces(inputs: &[PieceInput], problems: &mut Vec<Problem>) -> Vec<Piece> {
    if inputs.len() > PIECES || inputs.iter().map(|p| p.files.len()).sum::<usize>() > FILES {
        problems.push(Problem::new("documents", "problem-too-many-documents").with("most", PIECES));
        return Vec::new();
    }
    let piece = |(i, input): (usize, &PieceInput)| {
        let name = text(&format!("documents.{i}.name"), &input.name, TEXT, problems);
        if name.is_empty() {
            problems.push(Problem::new(format!("documents.{i}.name"), "problem-document-name-missing"));
        }
        let mut count = |n: i64, what: &str| {
            u8::try_from(n).ok().filter(|n| *n <= 99).unwrap_or_else(|| {
                problems.push(Problem::new(format!("documents.{i}.{what}"), "problem-count"));
                0
            })
        };
        let (originals, copies) = (count(input.originals, "originals"), count(input.copies, "copies"));
        Piece { name, originals, copies, files: input.files.clone() }
    };
    inputs.iter().enumerate().map(piece).collect()
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// What a form was filled with, with every problem of every field: `data.mother.name`.
pub fn form_data(
    name: &str,
    map: &Map<String, Value>,
    form: Option<&FormCheck>,
    problems: &mut Vec<Problem>,
) {
    let bytes = serde_json::to_string(map).map_or(usize::MAX, |s| s.len());
    if bytes > DATA_BYTES || map.values().map(depth).max().unwrap_or(0) > DATA_DEPTH {
        problems.push(Problem::new(name, "problem-data-too-large"));
        return;
    }
    if let Some(form) = form {
        for fault in form.faults(map) {
            let field = fault.pointer.replace('/', ".");
            let mut problem = Problem::new(format!("{name}{field}"), fault.key);
            problem.facts = fault.facts;
            problems.push(problem);
        }
    }
}
