//! The tables of `data/`, read and tied together.

use super::check::together;
use super::find::Folded;
use super::{Relation, Succession, Tier, Unit, UnitKind, Units};
use crate::words::{Day, UnitCode, UnitId, nfc};
use serde::Deserialize;

/// Why the tables can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table}, line {line}: {problem}")]
pub struct UnitsError {
    /// Which table: `units.csv`.
    pub table: &'static str,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong there.
    pub problem: String,
}

#[derive(Deserialize)]
struct UnitRow {
    code: UnitCode,
    level: Tier,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    full_name: String,
    parent: String,
    valid_from: String,
    valid_to: String,
    act: String,
}

#[derive(Deserialize)]
struct SuccessionRow {
    from_code: UnitCode,
    to_code: UnitCode,
    relation: String,
    day: Day,
    act: String,
    #[serde(default)]
    archive: String,
}

pub(super) fn parse(units: &str, units_before: &str, successions: &str) -> Result<Units, UnitsError> {
    let mut all = Units::default();
    let mut parents = Vec::new();
    for (table, text) in [("units_before.csv", units_before), ("units.csv", units)] {
        for (line, row) in rows::<UnitRow>(table, text)? {
            let parent = row.parent.clone();
            let unit = unit(row).map_err(|problem| UnitsError { table, line, problem })?;
            if !parent.is_empty() {
                parents.push((table, line, unit.id.clone(), parent));
            }
            add(&mut all, unit).map_err(|problem| UnitsError { table, line, problem })?;
        }
    }
    for (table, line, id, parent) in parents {
        tie(&mut all, &id, &parent).map_err(|problem| UnitsError { table, line, problem })?;
    }
    let table = "successions.csv";
    for (line, row) in rows::<SuccessionRow>(table, successions)? {
        succeed(&mut all, row).map_err(|problem| UnitsError { table, line, problem })?;
    }
    Ok(all)
}

fn rows<T: for<'de> Deserialize<'de>>(table: &'static str, text: &str) -> Result<Vec<(u64, T)>, UnitsError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let failed = |line, e: &csv::Error| UnitsError { table, line, problem: e.to_string() };
    let headers = reader.headers().cloned().map_err(|e| failed(1, &e))?;
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| failed(e.position().map_or(0, csv::Position::line), &e))?;
        let line = record.position().map_or(0, csv::Position::line);
        out.push((line, record.deserialize(Some(&headers)).map_err(|e| failed(line, &e))?));
    }
    Ok(out)
}

fn day(text: &str) -> Result<Option<Day>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    Day::parse(text).map(Some).ok_or_else(|| format!("not a day: {text}"))
}

/// `15085@2025-07-01`, or `15085@0000` when the first day isn't known.
fn unit_id(code: &UnitCode, from: Option<Day>) -> Result<UnitId, String> {
    let text = from.map_or_else(|| format!("{code}@0000"), |day| format!("{code}@{day}"));
    text.parse().map_err(|_| format!("not a unit id: {text}"))
}

fn unit(row: UnitRow) -> Result<Unit, String> {
    let from = day(&row.valid_from)?;
    let kind = nfc(&row.kind);
    Ok(Unit {
        id: unit_id(&row.code, from)?,
        code: row.code,
        tier: row.level,
        kind: UnitKind::from_vi(&kind).ok_or_else(|| format!("not a kind of unit: {kind}"))?,
        name: nfc(&row.name),
        full_name: nfc(&row.full_name),
        parent: None,
        from,
        to: day(&row.valid_to)?,
        act: row.act,
    })
}

fn add(all: &mut Units, unit: Unit) -> Result<(), String> {
    if all.with_code(&unit.code).into_iter().any(|other| together(&unit, other)) {
        return Err(format!("{} names two units on the same day", unit.code));
    }
    let id = unit.id.clone();
    all.by_code.entry(unit.code.clone()).or_default().push(id.clone());
    all.folded.insert(id.clone(), Folded::of(&unit));
    all.by_id.insert(id, unit);
    Ok(())
}

/// The parent is the unit that carried the parent's code on the child's first day, or on its last; the first
/// one that is known where the child has neither.
fn tie(all: &mut Units, id: &UnitId, parent: &str) -> Result<(), String> {
    let code: UnitCode = parent.parse().map_err(|_| format!("not a unit code: {parent}"))?;
    let day = all.get(id).and_then(|u| u.from.or(u.to));
    let known = match day {
        Some(day) => all.at(&code, day),
        None => all.with_code(&code).into_iter().next(),
    };
    let known = known.map(|p| p.id.clone());
    let parent = known.ok_or_else(|| format!("no such parent: {parent}"))?;
    all.children.entry(parent.clone()).or_default().push(id.clone());
    if let Some(unit) = all.by_id.get_mut(id) {
        unit.parent = Some(parent);
    }
    Ok(())
}

fn succeed(all: &mut Units, row: SuccessionRow) -> Result<(), String> {
    let named = |code: &UnitCode, day: Day| {
        all.at(code, day).map(|u| u.id.clone()).ok_or_else(|| format!("no unit {code} on {day}"))
    };
    let link = Succession {
        from: named(&row.from_code, row.day.plus(-1))?,
        to: named(&row.to_code, row.day)?,
        relation: Relation::parse(&row.relation)
            .ok_or_else(|| format!("not a relation: {}", row.relation))?,
        day: row.day,
        act: row.act,
        archive: row.archive == "yes",
    };
    all.forward.entry(link.from.clone()).or_default().push(link.clone());
    all.backward.entry(link.to.clone()).or_default().push(link);
    Ok(())
}
