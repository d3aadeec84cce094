//! What is typed at the counter, as a request, and where in the form each part of the request stands.

use super::super::unit;
use crate::brought::Kept;
use crate::forms::{DATA, Filled, name_of};
use crate::frame::{Fields, Web};
use crate::show;
use app::catalogue::Running;
use app::dossier::{ApplicantInput, Intake, PieceInput};
use domain::packs::Form;
use lang::Words;

/// Most free lines for papers that the catalogue doesn't name.
const EXTRAS: usize = 20;

/// A request as typed, with the form's name of each paper in it.
pub struct Typed {
    /// The request.
    pub intake: Intake,
    /// What is typed into the procedure's form.
    pub filled: Filled,
    /// The form's names of its papers, in order.
    papers: Vec<String>,
}

/// How many free lines the form shows.
pub fn extras(fields: &Fields) -> usize {
    fields.get("extras").parse().unwrap_or(1).clamp(1, EXTRAS)
}

/// The name of a paper of the catalogue.
pub fn paper(at: usize) -> String {
    format!("document-{at}")
}

/// The name of a free line.
pub fn extra(at: usize) -> String {
    format!("extra-{at}")
}

fn count(fields: &Fields, name: &str, part: &str) -> i64 {
    let typed = fields.get(&format!("{name}-{part}")).trim().to_owned();
    // What is no number is out of range: the use case says so at its field.
    if typed.is_empty() { 0 } else { typed.parse().unwrap_or(-1) }
}

/// Đồng as typed: `50.000`. What is no amount is below nothing, which the use case refuses at its field.
/// Whether somebody typed the fee: what the page named before doesn't count.
pub fn fee_typed(fields: &Fields) -> bool {
    let typed = fields.get("fee_vnd").trim();
    !typed.is_empty() && typed != fields.get("fee_named")
}

fn amount(typed: &str) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !".,₫đ".contains(*c)).collect();
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(-1))
}

/// The person as typed.
pub fn applicant(fields: &Fields) -> ApplicantInput {
    let get = |name: &str| fields.get(name).to_owned();
    ApplicantInput {
        name: get("name"),
        personal_number: get("personal_number"),
        tax_code: get("tax_code"),
        phone: get("phone"),
        address: get("address"),
    }
}

impl Typed {
    /// Reads the form of a procedure.
    pub fn read(web: &Web, words: &Words, fields: &Fields, running: &Running, kept: &Kept) -> Self {
        let definition = &*running.definition;
        let nothing = Form::default();
        let form = running.form.as_ref().map_or(&nothing, |form| form.form());
        let filled = Filled::read(web, form, DATA, fields, kept);
        let (mut documents, mut papers) = (Vec::new(), Vec::new());
        let mut take = |name: String, title: String, given: bool| {
            let files = kept.get(&name).cloned().unwrap_or_default();
            if given || !files.is_empty() {
                let (originals, copies) = (count(fields, &name, "originals"), count(fields, &name, "copies"));
                documents.push(PieceInput { name: title, originals, copies, files });
                papers.push(name);
            }
        };
        for (at, asked) in definition.facts.documents.iter().enumerate() {
            take(paper(at), asked.name.clone(), fields.has(&paper(at)));
        }
        for at in 0..extras(fields) {
            let title = fields.get(&format!("{}-name", extra(at))).to_owned();
            let given = !title.trim().is_empty();
            take(extra(at), title, given);
        }
        // A file that the form asks for is a paper of the dossier, under the name that the form gives it.
        for (label, file) in filled.attached(form) {
            let name = show::text(words, label).to_owned();
            documents.push(PieceInput { name, originals: 0, copies: 1, files: vec![file.clone()] });
            papers.push(DATA.to_owned());
        }
        let competent = unit::Typed::read(web, fields.get("competent"));
        let intake = Intake {
            procedure: definition.code().to_string(),
            unit: String::new(),
            // What names no unit is refused at its field by the use case.
            competent: competent.code().map_or_else(|| fields.get("competent").to_owned(), |c| c.to_string()),
            case: fields.get("case").to_owned(),
            channel: fields.get("channel").to_owned(),
            applicant: applicant(fields),
            content: fields.get("content").to_owned(),
            documents,
            data: filled.data.clone(),
            // What the page named and nobody touched is counted anew from what was typed since.
            fee_vnd: amount(fields.get("fee_vnd")).filter(|_| fee_typed(fields)),
            with: None,
        };
        Self { intake, filled, papers }
    }

    /// The form's name of a field that the use case names.
    pub fn field(&self, named: &str) -> String {
        let Some(rest) = named.strip_prefix("documents.") else { return name_of(named) };
        let (at, part) = rest.split_once('.').unwrap_or((rest, ""));
        let paper = at.parse().ok().and_then(|at: usize| self.papers.get(at));
        paper.map_or_else(
            || "documents".to_owned(),
            |name| {
                if part == "name" && name.starts_with("extra") {
                    format!("{name}-name")
                } else {
                    name.clone()
                }
            },
        )
    }
}
