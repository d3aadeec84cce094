//! What came of a scene, and where that differs from what was told.

use super::{ExpectedChild, ExpectedRecord, Scene};
use crate::identity::Role;
use crate::packs::RecordChange;
use crate::packs::pack::{FaultCode, Wrong};
use crate::words::{Moment, ProcedureCode};
use std::collections::BTreeMap;

/// What came of a scene, in the words of [`super::Expect`].
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// Where the dossier stands.
    pub step: String,
    /// Where it stands in the eyes of the law.
    pub stage: String,
    /// What is promised.
    pub due: Option<Moment>,
    /// Whether the promise is kept.
    pub punctuality: String,
    /// Why it was refused.
    pub refused: Option<String>,
    /// The acts that are offered, by the roles that were asked about.
    pub offered: BTreeMap<Role, Vec<String>>,
    /// The papers that are printed.
    pub papers: Option<Vec<String>>,
    /// The documents that are asked for.
    pub documents: Option<Vec<String>>,
    /// What is asked for it, in đồng.
    pub fee_vnd: Option<i64>,
    /// The procedures that begin together with it.
    pub with: Option<Vec<ProcedureCode>>,
    /// What registers get.
    pub records: Option<Vec<RecordChange>>,
    /// Its children.
    pub children: Vec<ExpectedChild>,
}

/// Where it differs from what was told; `path` is the scene's in its file (`do.0`).
pub fn differences(scene: &Scene, came: &Came, path: &str) -> Vec<Wrong> {
    let expect = &scene.expect;
    let mut wrongs = Vec::new();
    let mut compare = |name: &'static str, expected: Option<String>, came: String| {
        if let Some(expected) = expected.filter(|e| *e != came) {
            wrongs.push(wrong(&format!("{path}.expect.{name}"), name, &expected, &came));
        }
    };
    compare("step", expect.step.clone(), came.step.clone());
    compare("stage", expect.stage.clone(), came.stage.clone());
    compare("due", expect.due.map(minute), came.due.map(minute).unwrap_or_default());
    compare("punctuality", expect.punctuality.clone(), came.punctuality.clone());
    let joined = |list: &Option<Vec<String>>| list.as_ref().map(|l| l.join(", "));
    compare("papers", joined(&expect.papers), joined(&came.papers).unwrap_or_default());
    compare("documents", joined(&expect.documents), joined(&came.documents).unwrap_or_default());
    let amount = |vnd: Option<i64>| vnd.map(|vnd| vnd.to_string());
    compare("fee_vnd", amount(expect.fee_vnd), amount(came.fee_vnd).unwrap_or_default());
    let codes = |list: &Option<Vec<ProcedureCode>>| {
        list.as_ref().map(|l| l.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
    };
    compare("with", codes(&expect.with), codes(&came.with).unwrap_or_default());
    for (role, acts) in &expect.offered {
        let now = came.offered.get(role).map(|a| a.join(", ")).unwrap_or_default();
        compare("offered", Some(acts.join(", ")), now);
    }
    if let Some(records) = &expect.records {
        let came = came.records.as_deref().unwrap_or_default();
        if records.len() != came.len() || !records.iter().zip(came).all(|(e, c)| fits(e, c)) {
            let expected = records.iter().map(expected_record).collect::<Vec<_>>().join("; ");
            let came = came.iter().map(record).collect::<Vec<_>>().join("; ");
            wrongs.push(wrong(&format!("{path}.expect.records"), "records", &expected, &came));
        }
    }
    if let Some(children) = &expect.children {
        let alike = children.len() == came.children.len();
        if !alike || !children.iter().zip(&came.children).all(|(e, c)| stands(e, c)) {
            let said = |all: &[ExpectedChild]| all.iter().map(child).collect::<Vec<_>>().join("; ");
            let path = format!("{path}.expect.children");
            wrongs.push(wrong(&path, "children", &said(children), &said(&came.children)));
        }
    }
    // A refusal that nobody told of says more than what followed from it.
    let (told, now) = (expect.refused.clone().unwrap_or_default(), came.refused.clone().unwrap_or_default());
    if told != now {
        return vec![wrong(&format!("{path}.expect.refused"), "refused", &told, &now)];
    }
    wrongs
}

fn wrong(path: &str, what: &str, expected: &str, came: &str) -> Wrong {
    let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    Wrong::new(path, FaultCode::StoryFailed)
        .with("what", what)
        .with("expected", shown(expected))
        .with("came", shown(came))
}

fn minute(at: Moment) -> String {
    at.civil().strftime("%Y-%m-%dT%H:%M").to_string()
}

fn stands(expected: &ExpectedChild, came: &ExpectedChild) -> bool {
    (expected.unit.is_none() || expected.unit == came.unit)
        && (expected.procedure.is_none() || expected.procedure == came.procedure)
        && (expected.stage.is_none() || expected.stage == came.stage)
        && (expected.step.is_none() || expected.step == came.step)
        && (expected.due.is_none() || expected.due == came.due)
}

fn child(c: &ExpectedChild) -> String {
    let unit = c.unit.as_ref().map(ToString::to_string);
    let procedure = c.procedure.as_ref().map(ToString::to_string);
    let parts = [unit, procedure, c.stage.clone(), c.step.clone(), c.due.map(minute)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn fits(expected: &ExpectedRecord, came: &RecordChange) -> bool {
    expected.register == came.register.as_str()
        && expected.change == came.change
        && expected.fields.iter().all(|(name, value)| came.fields.get(name) == Some(value))
}

fn expected_record(r: &ExpectedRecord) -> String {
    format!("{} {:?} {}", r.register, r.change, serde_json::Value::Object(r.fields.clone()))
}

fn record(r: &RecordChange) -> String {
    format!("{} {:?} {}", r.register, r.change, serde_json::Value::Object(r.fields.clone()))
}
