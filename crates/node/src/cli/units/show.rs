//! `motcua units show` and `motcua units successors`: one unit, and what became of it.

use super::{Talk, print_json};
use anyhow::Result;
use domain::units::{Named, Succession, Unit, Units};
use domain::words::{Day, UnitCode, UnitId};
use lang::Words;
use paper::say;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// Shows the unit that carries a code or a name on a day. Where several fit, all are listed and nothing is
/// chosen.
pub fn show(units: &Units, asked: &str, on: Day, as_json: bool, talk: Talk) -> Result<ExitCode> {
    match units.named(asked, on) {
        Named::One(unit) if as_json => print_json(&whole(units, unit))?,
        Named::One(unit) => tell(units, unit, talk)?,
        Named::Several(fitting) => return offer(units, asked, on, &fitting, as_json, talk),
        Named::Nothing => return nothing(units, asked, on, as_json, talk),
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells what became of the unit that carried a code or a name on a day, on to the units of today.
pub fn successors(units: &Units, asked: &str, on: Day, as_json: bool, talk: Talk) -> Result<ExitCode> {
    let unit = match units.named(asked, on) {
        Named::One(unit) => unit,
        Named::Several(fitting) => return offer(units, asked, on, &fitting, as_json, talk),
        Named::Nothing => return nothing(units, asked, on, as_json, talk),
    };
    if as_json {
        let mut links = Vec::new();
        follow(units, &unit.id, &mut |_, link| links.push(link.clone()));
        let links: Vec<Value> = links.iter().map(|l| succession(units, l)).collect();
        print_json(&json!({ "unit": facts(units, unit), "successions": links }))?;
        return Ok(ExitCode::SUCCESS);
    }
    Talk::line(&named(units, &unit.id))?;
    Talk::line(&format!("  {}", times(unit, talk.words)))?;
    let mut lines = Vec::new();
    follow(units, &unit.id, &mut |depth, link| {
        lines.push(format!("{}→ {}", "  ".repeat(depth), became(units, link, talk.words)));
    });
    if lines.is_empty() {
        let key = match unit.to {
            None => "cli-units-still",
            Some(_) => "cli-units-no-successor",
        };
        return Talk::line(&format!("  {}", talk.words.say(key))).map(|()| ExitCode::SUCCESS);
    }
    lines.iter().try_for_each(|line| Talk::line(line))?;
    Ok(ExitCode::SUCCESS)
}

/// Every succession after a unit, one after the other; each unit is followed once.
fn follow(units: &Units, id: &UnitId, each: &mut dyn FnMut(usize, &Succession)) {
    let mut seen = BTreeSet::from([id.clone()]);
    let mut stack: Vec<(usize, &Succession)> =
        units.successions_from(id).iter().rev().map(|l| (1, l)).collect();
    while let Some((depth, link)) = stack.pop() {
        each(depth, link);
        if seen.insert(link.to.clone()) {
            stack.extend(units.successions_from(&link.to).iter().rev().map(|l| (depth + 1, l)));
        }
    }
}

fn offer(
    units: &Units,
    asked: &str,
    on: Day,
    fitting: &[&Unit],
    as_json: bool,
    talk: Talk,
) -> Result<ExitCode> {
    if as_json {
        let all: Vec<Value> = fitting.iter().map(|u| facts(units, u)).collect();
        print_json(&json!({ "candidates": all }))?;
        return Ok(ExitCode::FAILURE);
    }
    let args = [("name", asked.into()), ("day", say::day(on, talk.words).into())];
    talk.say_with("cli-units-several", &args)?;
    for unit in fitting {
        Talk::line(&format!("  {:<8}{}", unit.code.as_str(), place(units, unit)))?;
    }
    Ok(ExitCode::FAILURE)
}

fn nothing(units: &Units, asked: &str, on: Day, as_json: bool, talk: Talk) -> Result<ExitCode> {
    let others = asked.trim().parse::<UnitCode>().map(|code| units.with_code(&code)).unwrap_or_default();
    if as_json {
        print_json(&json!({ "candidates": [] }))?;
        return Ok(ExitCode::FAILURE);
    }
    let args = [("name", asked.into()), ("day", say::day(on, talk.words).into())];
    talk.say_with("cli-units-nothing", &args)?;
    for unit in others {
        Talk::line(&format!("  {}: {}", place(units, unit), times(unit, talk.words)))?;
    }
    Ok(ExitCode::FAILURE)
}

fn tell(units: &Units, unit: &Unit, talk: Talk) -> Result<()> {
    let words = talk.words;
    let mut rows = vec![
        (words.say("cli-units-code"), format!("{} ({})", unit.code, unit.id)),
        (words.say("cli-units-kind"), unit.kind.vi().to_owned()),
    ];
    if unit.parent.is_some() {
        rows.push((words.say("cli-units-parent"), above(units, unit).join(", ")));
    }
    rows.push((words.say("cli-units-time"), times(unit, words)));
    if !unit.act.is_empty() {
        rows.push((words.say("cli-units-act"), unit.act.clone()));
    }
    for link in units.successions_into(&unit.id) {
        let relation = words.say(link.relation.key());
        rows.push((words.say("cli-units-made-of"), format!("{}: {relation}", named(units, &link.from))));
    }
    for link in units.successions_from(&unit.id) {
        rows.push((words.say("cli-units-became"), became(units, link, words)));
    }
    for other in units.with_code(&unit.code).into_iter().filter(|u| u.id != unit.id) {
        let text = format!("{}: {}", other.full_name, times(other, words));
        rows.push((words.say("cli-units-same-code"), text));
    }
    Talk::line(&unit.full_name)?;
    let width = rows.iter().map(|(key, _)| key.chars().count()).max().unwrap_or_default() + 2;
    let mut last = "";
    for (key, text) in &rows {
        let shown = if key == last { "" } else { key };
        Talk::line(&format!("  {shown:<width$}{text}"))?;
        last = key;
    }
    Ok(())
}

/// `Phường Ba Đình (00004@2025-07-01): nhập toàn bộ, từ 01/07/2025, 1656/NQ-UBTVQH15`.
fn became(units: &Units, link: &Succession, words: &Words) -> String {
    let mut parts = vec![words.say(link.relation.key()), since(link.day, words)];
    if !link.act.is_empty() {
        parts.push(link.act.clone());
    }
    format!("{}: {}", named(units, &link.to), parts.join(", "))
}

fn named(units: &Units, id: &UnitId) -> String {
    units.get(id).map_or_else(|| id.to_string(), |u| format!("{} ({id})", u.full_name))
}

/// The names of the units above one, the nearest first.
fn above(units: &Units, unit: &Unit) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = unit.parent.as_ref();
    while let Some(parent) = at.and_then(|id| units.get(id)).filter(|_| names.len() < 4) {
        names.push(parent.full_name.clone());
        at = parent.parent.as_ref();
    }
    names
}

fn place(units: &Units, unit: &Unit) -> String {
    let mut names = vec![unit.full_name.clone()];
    names.extend(above(units, unit));
    names.join(", ")
}

fn since(day: Day, words: &Words) -> String {
    words.say_one("cli-units-since", "day", say::day(day, words))
}

fn times(unit: &Unit, words: &Words) -> String {
    let until = |day| words.say_one("cli-units-until", "day", say::day(day, words));
    match (unit.from, unit.to) {
        (None, None) => words.say("cli-units-always"),
        (Some(from), None) => since(from, words),
        (None, Some(to)) => until(to),
        (Some(from), Some(to)) => format!("{} {}", since(from, words), until(to)),
    }
}

fn facts(units: &Units, unit: &Unit) -> Value {
    json!({
        "id": unit.id,
        "code": unit.code,
        "tier": unit.tier,
        "kind": unit.kind.vi(),
        "name": unit.name,
        "full_name": unit.full_name,
        "parent": unit.parent,
        "above": above(units, unit),
        "from": unit.from,
        "to": unit.to,
        "act": unit.act,
    })
}

fn succession(units: &Units, link: &Succession) -> Value {
    let name = |id: &UnitId| units.get(id).map(|u| u.full_name.as_str());
    json!({
        "from": link.from,
        "from_name": name(&link.from),
        "to": link.to,
        "to_name": name(&link.to),
        "relation": link.relation,
        "day": link.day,
        "act": link.act,
    })
}

fn whole(units: &Units, unit: &Unit) -> Value {
    let all = |links: &[Succession]| -> Vec<Value> { links.iter().map(|l| succession(units, l)).collect() };
    let mut value = facts(units, unit);
    if let Some(map) = value.as_object_mut() {
        map.insert("predecessors".to_owned(), all(units.successions_into(&unit.id)).into());
        map.insert("successors".to_owned(), all(units.successions_from(&unit.id)).into());
    }
    value
}
