//! The catalogue of procedures that a commune decides and a ministry publishes.

use super::table::Table;
use super::{save, say};
use anyhow::{Context, Result};
use domain::packs::catalogue::Procedure;
use domain::packs::catalogue::portal::{Finding, FindingKind, Importer, read_jsonl_line};
use flate2::read::GzDecoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

/// What the overview table adds to a detailed record.
struct Overview {
    field_code: String,
    ministry_code: String,
    vertical: bool,
}

/// Writes `procedures.jsonl` and says what was found wrong in the rows that went into it.
pub fn write(from: &Path, to: &Path) -> Result<()> {
    let overview = overview(from)?;
    let (procedures, findings) = import(&details(from)?);
    let mut lines = BTreeMap::new();
    for mut procedure in procedures {
        let Some(more) = overview.get(procedure.code.as_str()) else { continue };
        if more.vertical || !more.ministry_code.starts_with('G') {
            continue;
        }
        procedure.field_code.clone_from(&more.field_code);
        lines.insert(procedure.code.to_string(), serde_json::to_string(&procedure)?);
    }
    let mut text = lines.values().cloned().collect::<Vec<_>>().join("\n");
    text.push('\n');
    save(to, "procedures.jsonl", lines.len(), &text)?;
    let kept: BTreeSet<&str> = lines.keys().map(String::as_str).collect();
    let mut counts: BTreeMap<FindingKind, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|f| kept.contains(f.code.as_str())) {
        *counts.entry(finding.kind).or_default() += 1;
    }
    counts.iter().try_for_each(|(kind, n)| say(format_args!("  {kind:?}: {n}")))
}

fn overview(from: &Path) -> Result<BTreeMap<String, Overview>> {
    let names = ["code", "field_code", "ministry_code", "vertical"];
    let rows = Table::read(from, "procedures.csv")?.columns(names)?;
    let row = |[code, field_code, ministry_code, vertical]: [String; 4]| {
        (code, Overview { field_code, ministry_code, vertical: vertical == "1" })
    };
    Ok(rows.into_iter().map(row).collect())
}

/// The detailed records, unpacked.
pub(super) fn details(from: &Path) -> Result<String> {
    let path = from.join("procedures_commune.jsonl.gz");
    let file = std::fs::File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text)?;
    Ok(text)
}

/// Every procedure that can be read, and everything that was wrong.
pub(super) fn import(text: &str) -> (Vec<Procedure>, Vec<Finding>) {
    let mut importer = Importer::new();
    let (mut procedures, mut findings) = (Vec::new(), Vec::new());
    for (line_no, line) in (1..).zip(text.lines()) {
        let read = importer.take(line_no, read_jsonl_line(line_no, line));
        procedures.extend(read.procedure);
        findings.extend(read.findings);
    }
    (procedures, findings)
}

#[cfg(test)]
mod tests;
