//! The papers of a pack: results of its procedures, and what its acts print. What a template finds is told in
//! `docs/packs.md`; a field that wasn't filled isn't there.

use super::filled::{Check, Filled, fill_print};
use super::said::{Group, Names, groups, said};
use super::{Head, Issuer, PaperError};
use crate::say;
use domain::dossier::{Applicant, Dossier};
use domain::packs::{Definition, Form, Text};
use domain::words::{Moment, PartName, Phone, StepId};
use lang::{Lang, Words};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The authority in whose name a result stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// `Ủy ban nhân dân`, or what stands for it where the unit is a department.
    pub body: String,
    /// `xã Bắc Yên`.
    pub name: String,
    /// `Bắc Yên`.
    pub place: String,
    /// `tỉnh Sơn La`.
    pub province: String,
}

/// An entry of a register that a paper is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its number in the register.
    pub number: String,
    /// Its fields.
    pub fields: Value,
}

/// What a pack's paper is made from.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its procedure.
    pub definition: &'a Definition,
    /// Which case of the procedure it is, in words; empty where there is no choice.
    pub case: &'a str,
    /// The office where it was handed in.
    pub issuer: Issuer<'a>,
    /// In whose name the result stands.
    pub unit: &'a Authority,
    /// Who decided; empty while nobody did.
    pub signer: &'a str,
    /// What the act's form was filled with.
    pub answers: &'a Map<String, Value>,
    /// The entry that it made or changed.
    pub record: Option<&'a Entry>,
    /// The link that shows that the paper is genuine.
    pub proof_link: &'a str,
    /// When it happened that this paper is about; the present while nothing did.
    pub at: Moment,
    /// The names of units by their codes.
    pub names: Names<'a>,
}

/// An applicant whole: a result names people with their numbers.
#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    personal_number: &'a str,
    tax_code: &'a str,
    phone: String,
    address: &'a str,
}

#[derive(Serialize)]
struct Filed<'a> {
    code: &'a str,
    procedure: &'a str,
    case: &'a str,
    asked: &'a str,
    received: String,
    due: String,
    fee: String,
    documents: Vec<&'a str>,
}

#[derive(Serialize)]
struct Decided<'a> {
    number: &'a str,
    summary: &'a str,
    at: String,
}

#[derive(Serialize)]
struct Date {
    day: String,
    month: String,
    year: String,
    text: String,
}

#[derive(Serialize)]
struct Page<'a> {
    head: &'a Head<'a>,
    unit: &'a Authority,
    dossier: Filed<'a>,
    applicant: Person<'a>,
    data: &'a Map<String, Value>,
    said: Value,
    shown: Vec<Group>,
    answers: &'a Map<String, Value>,
    given: &'a BTreeMap<StepId, Map<String, Value>>,
    record: Option<&'a Entry>,
    outcome: Option<Decided<'a>>,
    draft: bool,
    signer: &'a str,
    day: Date,
    code: &'a str,
    check: Check,
}

/// A pack's paper. Before the decision it is a draft, and says so.
pub fn own(name: &PartName, paper: &Own<'_>, words: &Words) -> Result<Filled, PaperError> {
    let Own { dossier, definition, case, issuer, unit, signer, answers, record, at, names, .. } = *paper;
    let (filing, code) = (&dossier.filing, dossier.filing.code.as_str());
    let outcome = dossier.outcome.as_ref();
    let procedure = definition.title.as_ref().map_or(definition.facts.name.as_str(), |t| word(t, words));
    let mut head = Head::new(words, issuer, (outcome.map_or("", |o| o.number.as_str()), ""), "", code, at);
    let titled = definition.result.as_ref().filter(|r| r.paper.as_ref() == Some(name));
    titled.map_or(procedure, |r| word(&r.title, words)).clone_into(&mut head.title);
    let form = definition.form.as_ref().map(Form::of).unwrap_or_default();
    let day = at.day().0;
    let or_empty = |at: Option<Moment>| at.map_or_else(String::new, |at| say::moment(at, words));
    let page = Page {
        head: &head,
        unit,
        dossier: Filed {
            code,
            procedure,
            case,
            asked: &filing.content,
            received: or_empty(dossier.clock.as_ref().map(|c| c.received)),
            due: or_empty(dossier.due()),
            fee: words.money(filing.fee_vnd),
            documents: filing.documents.iter().map(|d| d.name.as_str()).collect(),
        },
        applicant: person(&filing.applicant),
        data: &filing.data,
        said: said(&form, &filing.data, words, names),
        shown: groups(&form, &filing.data, words, names),
        answers,
        given: &dossier.answers,
        record,
        outcome: outcome.map(|o| Decided {
            number: &o.number,
            summary: &o.summary,
            at: say::moment(o.at, words),
        }),
        draft: outcome.is_none() && titled.is_some(),
        signer,
        day: Date {
            day: format!("{:02}", day.day()),
            month: format!("{:02}", day.month()),
            year: day.year().to_string(),
            text: say::day(at.day(), words),
        },
        code,
        check: Check::new(paper.proof_link, &words.say("paper-qr"), 28)?,
    };
    fill_print(name.as_str(), &page, &head)
}

fn person(applicant: &Applicant) -> Person<'_> {
    Person {
        name: &applicant.name,
        personal_number: applicant.personal_number.as_ref().map_or("", |n| n.as_str()),
        tax_code: applicant.tax_code.as_ref().map_or("", |n| n.as_str()),
        phone: applicant.phone.as_ref().map(Phone::dialled).unwrap_or_default(),
        address: &applicant.address,
    }
}

/// A pack's word in the paper's language.
pub(super) fn word<'a>(text: &'a Text, words: &Words) -> &'a str {
    match words.lang() {
        Lang::Vi => &text.vi,
        Lang::En => &text.en,
        Lang::Fr => &text.fr,
    }
}

#[cfg(test)]
mod tests;
