//! Units, successions, agency identifiers and the calendar.

use super::table::{Table, text};
use super::{save, succession};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::path::Path;

/// The day on which the order of two tiers began.
pub const NEW_ORDER: &str = "2025-07-01";
const LAST_DAY: &str = "2025-06-30";

/// Identifiers of the 34 provinces (Decision 20/2020/QĐ-TTg): each keeps the one of the province whose
/// name it kept.
const PROVINCES: [(&str, &str); 34] = [
    ("01", "H26"),
    ("04", "H14"),
    ("08", "H60"),
    ("11", "H18"),
    ("12", "H35"),
    ("14", "H52"),
    ("15", "H38"),
    ("19", "H55"),
    ("20", "H37"),
    ("22", "H49"),
    ("24", "H05"),
    ("25", "H44"),
    ("31", "H24"),
    ("33", "H31"),
    ("37", "H42"),
    ("38", "H56"),
    ("40", "H41"),
    ("42", "H27"),
    ("44", "H50"),
    ("46", "H57"),
    ("48", "H17"),
    ("51", "H48"),
    ("52", "H21"),
    ("56", "H32"),
    ("66", "H15"),
    ("68", "H36"),
    ("75", "H19"),
    ("79", "H29"),
    ("80", "H53"),
    ("82", "H20"),
    ("86", "H61"),
    ("91", "H01"),
    ("92", "H13"),
    ("96", "H12"),
];

/// A unit: code, level, type, name, full name, parent, first and last day, act.
pub type UnitRow = [String; 9];

const UNIT: [&str; 9] =
    ["code", "level", "type", "name", "full_name", "parent", "valid_from", "valid_to", "act"];

/// Writes everything that this module makes.
pub fn write(from: &Path, to: &Path) -> Result<()> {
    let units = units(from)?;
    save(to, "units.csv", units.len(), &text(UNIT, &units)?)?;
    let people = population(from)?;
    save(to, "population.csv", people.len(), &text(["unit", "people"], &people)?)?;
    let before = units_before(from)?;
    save(to, "units_before.csv", before.len(), &text(UNIT, &before)?)?;
    let links = succession::rows(from, &before, &units)?;
    let header = ["from_code", "to_code", "relation", "day", "act", "archive"];
    save(to, "successions.csv", links.len(), &text(header, &links)?)?;
    let agencies = agencies(&units)?;
    save(to, "agencies.csv", agencies.len(), &text(["unit", "identifier", "status"], &agencies)?)?;
    let names = ["date", "kind", "name_vi", "name_en", "status"];
    let days = Table::read(from, "vn_calendar_2025_2027.csv")?.columns(names)?;
    save(to, "calendar.csv", days.len(), &text(names, &days)?)
}

/// The first letter of a full name is a capital: `xã Bắc Sơn` is written `Xã Bắc Sơn`.
fn full_name(kind: &str, name: &str) -> String {
    let mut letters = kind.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {name}", letters.as_str())
}

fn units(from: &Path) -> Result<Vec<[String; 9]>> {
    let names = ["code", "level", "unit_type", "name", "parent_code", "valid_from", "legal_basis"];
    let rows = Table::read(from, "admin_units_2025.csv")?.columns(names)?;
    let row = |[code, level, kind, name, parent, valid_from, act]: [String; 7]| {
        let full = full_name(&kind, &name);
        [code, level, kind, name, full, parent, valid_from, String::new(), act]
    };
    Ok(sorted(rows.into_iter().map(row).collect()))
}

/// How many people are registered in each commune, where that is known; in order of code.
fn population(from: &Path) -> Result<Vec<[String; 2]>> {
    let rows = Table::read(from, "admin_units_2025.csv")?.columns(["code", "level", "population"])?;
    let known = |[code, level, people]: [String; 3]| {
        (level == "commune" && !people.is_empty()).then_some([code, people])
    };
    let mut rows: Vec<[String; 2]> = rows.into_iter().filter_map(known).collect();
    rows.sort();
    Ok(rows)
}

fn units_before(from: &Path) -> Result<Vec<[String; 9]>> {
    let names = ["code", "level", "unit_type", "name", "parent_code"];
    let rows = Table::read(from, "admin_units_pre2025.csv")?.columns(names)?;
    let row = |[code, level, kind, name, parent]: [String; 5]| {
        let full = full_name(&kind, &name);
        [code, level, kind, name, full, parent, String::new(), LAST_DAY.to_owned(), String::new()]
    };
    Ok(sorted(rows.into_iter().map(row).collect()))
}

/// Provinces first, then districts, then communes, each in order of code.
fn sorted(mut rows: Vec<[String; 9]>) -> Vec<[String; 9]> {
    rows.sort_by(|a, b| {
        let [code_a, ..] = a;
        let [code_b, ..] = b;
        (code_a.len(), code_a).cmp(&(code_b.len(), code_b))
    });
    rows
}

/// A province's identifier is official. A commune's is the province's and an ordinal in order of codes:
/// provisional, until the province's Home Affairs department publishes its own.
fn agencies(units: &[[String; 9]]) -> Result<Vec<[String; 3]>> {
    let provinces: BTreeMap<&str, &str> = PROVINCES.into_iter().collect();
    let mut ordinals: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for [code, level, _, _, _, parent, ..] in units {
        let province = if level == "province" { code } else { parent };
        let identifier =
            provinces.get(province.as_str()).with_context(|| format!("no province {province}"))?;
        if level == "province" {
            rows.push([code.clone(), (*identifier).to_owned(), "official".to_owned()]);
            continue;
        }
        let ordinal = ordinals.entry(identifier).or_default();
        *ordinal += 1;
        ensure!(*ordinal < 1000, "more than 999 communes under {identifier}");
        rows.push([code.clone(), format!("{identifier}.{ordinal:03}"), "provisional".to_owned()]);
    }
    Ok(rows)
}
