//! `motcua units check`: how many there are, and what in the tables can't be true together.

use super::{Talk, print_json};
use anyhow::Result;
use domain::units::{Census, Contradiction, Tier, UnitKind, Units};
use domain::words::{Day, UnitId};
use paper::say;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Counts and checks; fails on any contradiction.
pub fn check(units: &Units, on: Day, as_json: bool, talk: Talk) -> Result<ExitCode> {
    let census = units.census(on);
    let found = units.contradictions();
    if as_json {
        print_json(&value(&census, &found, on))?;
    } else {
        count(&census, on, talk)?;
        contradictions(units, &found, talk)?;
    }
    Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Plain digits: people copy these lines into other programs.
fn count(census: &Census, on: Day, talk: Talk) -> Result<()> {
    let words = talk.words;
    Talk::line(&words.say_one("cli-units-on", "day", say::day(on, words)))?;
    for (tier, key) in [
        (Tier::Province, "cli-units-provinces"),
        (Tier::District, "cli-units-districts"),
        (Tier::Commune, "cli-units-communes"),
        (Tier::Agency, "cli-units-agencies"),
    ] {
        let kinds: Vec<_> = census.kinds.iter().filter(|((t, _), _)| *t == tier).collect();
        let parts: Vec<String> = kinds.iter().map(|((_, kind), n)| format!("{n} {}", kind.vi())).collect();
        let sum = if parts.is_empty() { String::new() } else { format!(" = {}", parts.join(" + ")) };
        Talk::line(&format!("{:>10}  {}{sum}", census.of(tier), words.say(key)))?;
    }
    let line = |n: usize, key: &str| Talk::line(&format!("{n:>10}  {}", words.say(key)));
    line(census.reused, "cli-units-reused")?;
    line(census.alike, "cli-units-alike")?;
    Talk::line(&words.say("cli-units-all-days"))?;
    line(census.known, "cli-units-known")?;
    line(census.links_below_provinces(), "cli-units-links")?;
    line(census.links.get(&Tier::Province).copied().unwrap_or_default(), "cli-units-province-links")?;
    line(census.splits, "cli-units-splits")?;
    line(census.tier_ended, "cli-units-tier-ended")?;
    Talk::line(&words.say("cli-units-relations"))?;
    census.relations.iter().try_for_each(|(relation, n)| line(*n, relation.key()))
}

fn contradictions(units: &Units, found: &[Contradiction], talk: Talk) -> Result<()> {
    if found.is_empty() {
        return talk.say_with("cli-units-clean", &[]);
    }
    talk.say_with("cli-units-contradictions", &[("count", found.len().to_string().into())])?;
    let name =
        |id: &UnitId| units.get(id).map_or_else(|| id.to_string(), |u| format!("{id} {}", u.full_name));
    found.iter().try_for_each(|c| {
        let other = c.other.as_ref().map(|id| format!(" · {}", name(id))).unwrap_or_default();
        Talk::line(&format!("! {}{other}: {}", name(&c.unit), talk.words.say(c.kind.key())))
    })
}

fn value(census: &Census, found: &[Contradiction], on: Day) -> Value {
    let kind = |kind: UnitKind| -> usize {
        census.kinds.iter().filter(|((_, k), _)| *k == kind).map(|(_, n)| n).sum()
    };
    let relations: serde_json::Map<String, Value> =
        census.relations.iter().map(|(r, n)| (r.as_str().to_owned(), (*n).into())).collect();
    let found: Vec<Value> =
        found.iter().map(|c| json!({ "what": c.kind.key(), "unit": c.unit, "other": c.other })).collect();
    json!({
        "on": on,
        "provinces": census.of(Tier::Province),
        "districts": census.of(Tier::District),
        "communes": census.of(Tier::Commune),
        "xa": kind(UnitKind::Commune),
        "phuong": kind(UnitKind::Ward),
        "dac_khu": kind(UnitKind::SpecialZone),
        "thi_tran": kind(UnitKind::Township),
        "agencies": census.of(Tier::Agency),
        "known": census.known,
        "links": census.links_below_provinces(),
        "province_links": census.links.get(&Tier::Province).copied().unwrap_or_default(),
        "splits": census.splits,
        "relations": relations,
        "reused_codes": census.reused,
        "names_alike": census.alike,
        "ended_with_tier": census.tier_ended,
        "contradictions": found,
    })
}
