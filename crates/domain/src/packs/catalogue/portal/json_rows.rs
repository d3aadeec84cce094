//! One JSON object a line: the portal's detailed records.

use super::super::{DocumentAsked, Fee, FeeKind, ResultGiven, documents, one_line};
use super::row::{Case, Notes, Row, Way};
use super::{FindingKind, Read};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct JsonRow {
    code: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    field_code: String,
    #[serde(default)]
    ministry: String,
    #[serde(default)]
    levels: Vec<String>,
    #[serde(default)]
    non_territorial: bool,
    #[serde(default)]
    decision: String,
    #[serde(default)]
    subjects: Vec<String>,
    #[serde(default)]
    ways: Vec<JsonWay>,
    #[serde(default)]
    cases: Vec<JsonCase>,
    #[serde(default)]
    documents: Vec<JsonGroup>,
    #[serde(default)]
    results: Vec<Named>,
    #[serde(default)]
    legal: Vec<Named>,
}

#[derive(Deserialize)]
struct JsonWay {
    channel: String,
    #[serde(default)]
    time: Value,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    fees: Vec<JsonFee>,
}

#[derive(Deserialize)]
struct JsonFee {
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct JsonCase {
    #[serde(default)]
    code: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    qty: Value,
    #[serde(default)]
    unit: Option<String>,
}

#[derive(Deserialize)]
struct JsonGroup {
    #[serde(default)]
    group: String,
    #[serde(default)]
    items: Vec<JsonDocument>,
}

#[derive(Deserialize)]
struct JsonDocument {
    #[serde(default)]
    name: String,
    #[serde(default)]
    originals: u32,
    #[serde(default)]
    copies: u32,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    code: String,
    #[serde(default)]
    name: String,
}

/// Reads one line of the portal's detailed records.
pub fn read_jsonl_line(line_no: u64, line: &str) -> Read {
    let row: JsonRow = match serde_json::from_str(line) {
        Ok(row) => row,
        Err(error) => {
            let mut notes = Notes::new(line_no, "");
            notes.add(FindingKind::NotJson, error.to_string());
            return notes.into_read(None);
        }
    };
    let mut notes = Notes::new(line_no, row.code.trim());
    let ways = row.ways.into_iter().map(|w| way(w, &mut notes)).collect();
    let row = Row {
        ways,
        code: row.code,
        name: row.name,
        field: row.field,
        field_code: row.field_code,
        ministry: row.ministry,
        levels: row.levels,
        non_territorial: row.non_territorial,
        subjects: row.subjects,
        cases: row.cases.into_iter().map(case).collect(),
        documents: row.documents.iter().flat_map(group).collect(),
        results: row.results.iter().map(result).filter(|r| !r.name.is_empty()).collect(),
        legal: row.legal.into_iter().map(|l| if l.code.is_empty() { l.name } else { l.code }).collect(),
        decision: row.decision,
    };
    row.into_read(notes)
}

/// Numbers as they are written, words as they are; nothing for anything else.
fn text(value: &Value) -> String {
    match value {
        Value::Number(n) => n.to_string(),
        Value::String(s) => s.clone(),
        _ => String::new(),
    }
}

fn way(way: JsonWay, notes: &mut Notes) -> Way {
    let fees = way.fees.iter().filter_map(|f| fee(f, notes)).collect();
    Way { channel: way.channel, time: text(&way.time), unit: way.unit.unwrap_or_default(), fees }
}

/// Zero isn't kept: the portal writes it both for "free" and for "the province decides".
fn fee(fee: &JsonFee, notes: &mut Notes) -> Option<Fee> {
    let kind = if fee.kind == "SERVICE_FEE" { FeeKind::Charge } else { FeeKind::Fee };
    match fee.value.as_i64() {
        Some(0) => None,
        Some(amount_vnd) if amount_vnd >= 1_000 => Some(Fee { kind, amount_vnd }),
        _ => {
            notes.add(FindingKind::OddFee, fee.value.to_string());
            None
        }
    }
}

fn case(case: JsonCase) -> Case {
    Case { code: case.code, name: case.name, time: text(&case.qty), unit: case.unit.unwrap_or_default() }
}

fn group(group: &JsonGroup) -> Vec<DocumentAsked> {
    let count = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
    let asked =
        |d: &JsonDocument| documents::read(&d.name, &group.group, count(d.originals), count(d.copies));
    group.items.iter().filter_map(asked).collect()
}

fn result(named: &Named) -> ResultGiven {
    ResultGiven { code: one_line(&named.code), name: one_line(&named.name) }
}
