//! What became of the units of 30 June 2025.

use super::table::Table;
use super::territory::{NEW_ORDER, UnitRow};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A unit as these rows need it.
struct Unit<'a> {
    level: &'a str,
    name: &'a str,
    full_name: &'a str,
    parent: &'a str,
    act: &'a str,
}

type Known<'a> = BTreeMap<&'a str, Unit<'a>>;

/// A succession: from, to, relation, day, act, archive.
type Link = [String; 6];

/// The official rows, and those of the provinces, which follow from the communes. The act of a succession is
/// the one that made the new unit. `archive` is `yes` for the successor that keeps the finished dossiers of
/// a unit that nobody took over entirely.
pub fn rows(from: &Path, before: &[UnitRow], units: &[UnitRow]) -> Result<Vec<Link>> {
    let (before, now) = (known(before), known(units));
    let rows =
        Table::read(from, "admin_unit_succession.csv")?.columns(["from_code", "to_code", "relation"])?;
    let mut all: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for [old, new, relation] in rows {
        all.entry(old).or_default().push((new, relation));
    }
    for (old, new, relation) in provinces(&all, &before, &now)? {
        all.entry(old).or_default().push((new, relation));
    }
    let mut links = Vec::new();
    for (old, to) in all {
        let keeper = keeper(&old, &to, &before, &now)?;
        for (new, relation) in to {
            let act = now.get(new.as_str()).with_context(|| format!("no unit {new}"))?.act.to_owned();
            let archive = if keeper.as_ref() == Some(&new) { "yes" } else { "" };
            links.push([old.clone(), new, relation, NEW_ORDER.to_owned(), act, archive.to_owned()]);
        }
    }
    links.sort();
    Ok(links)
}

fn known(rows: &[UnitRow]) -> Known<'_> {
    rows.iter()
        .map(|[code, level, _, name, full_name, parent, _, _, act]| {
            (code.as_str(), Unit { level, name, full_name, parent, act })
        })
        .collect()
}

/// A province went where all of its communes went.
fn provinces(
    all: &BTreeMap<String, Vec<(String, String)>>,
    before: &Known<'_>,
    now: &Known<'_>,
) -> Result<Vec<(String, String, String)>> {
    let mut went: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (old, to) in all {
        let mut province = old.as_str();
        while let Some(unit) = before.get(province).filter(|u| u.level != "province") {
            province = unit.parent;
        }
        for (new, _) in to {
            let new = now.get(new.as_str()).with_context(|| format!("no unit {new}"))?;
            went.entry(province).or_default().insert(new.parent);
        }
    }
    let mut links = Vec::new();
    let mut heirs: BTreeMap<&str, usize> = BTreeMap::new();
    for to in went.values().flatten() {
        *heirs.entry(to).or_default() += 1;
    }
    for (old, to) in &went {
        ensure!(to.len() == 1, "the communes of province {old} went to {to:?}");
        for new in to {
            let full = |known: &Known<'_>, code: &str| known.get(code).map(|u| u.full_name.to_owned());
            let same = full(before, old) == full(now, new) && heirs.get(new) == Some(&1);
            let relation = if same { "unchanged" } else { "whole" };
            links.push(((*old).to_owned(), (*new).to_owned(), relation.to_owned()));
        }
    }
    Ok(links)
}

/// Who keeps the archive of a unit that was divided, where the table doesn't tell: the successor that carries
/// on its code, else its name, else the first.
fn keeper(old: &str, to: &[(String, String)], before: &Known<'_>, now: &Known<'_>) -> Result<Option<String>> {
    let told = to.len() == 1 || to.iter().any(|(_, r)| r == "part_area_all_population");
    if told {
        return Ok(None);
    }
    let name = before.get(old).with_context(|| format!("no unit {old}"))?.name;
    let named = |code: &str| now.get(code).is_some_and(|u| u.name == name);
    let by_code = to.iter().find(|(new, _)| new == old);
    let by_name = || to.iter().find(|(new, _)| named(new));
    let first = || to.iter().min_by_key(|(new, _)| new);
    Ok(by_code.or_else(by_name).or_else(first).map(|(new, _)| new.clone()))
}
