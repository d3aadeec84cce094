//! What each unit did, or several together, as the page and the file show it.

use super::asked::Asked;
use crate::frame::{Fail, Web};
use crate::portal::Month;
use app::UnitRate;
use app::board::GroupRate;
use domain::indicators::Rate;
use domain::units::{Group, Tier};
use domain::words::UnitId;
use lang::Words;
use std::collections::BTreeMap;

/// Most names of a group that a row shows; the file has all of them.
const NAMES: usize = 5;

/// A unit's line, or that of several units together: names, numbers.
pub struct Line {
    /// The codes, with `+` between them.
    pub code: String,
    /// The whole name, as the file has it.
    pub name: String,
    /// The name as a row shows it.
    pub shown: String,
    /// Whose work is counted, where it is another unit's.
    pub under: Option<String>,
    /// Whether the unit has a page of its own.
    pub linked: bool,
    pub rate: UnitRate,
}

/// Every unit of the province that existed in the month, and every other one that has something to show; or
/// the units of the day that was asked for.
pub async fn lines(web: &Web, words: &Words, asked: &Asked) -> Result<Vec<Line>, Fail> {
    let (world, month) = (web.app.world(), asked.month);
    let groups: Vec<GroupRate> = match asked.units {
        Some(day) => web.app.rates_by_units_of(month.from, month.to, day).await?,
        None => each_unit(web, month).await?,
    };
    let province = &web.app.province();
    let name = |unit: &UnitId| {
        let (name, tier) = (world.unit_name(unit), world.units.get(unit).map(|u| u.tier));
        // The province's own line is its centre's counter, not the sum of the others.
        if tier == Some(Tier::Province) { words.say_one("portal-centre", "unit", name) } else { name }
    };
    let linked = |unit: &UnitId| {
        let there = world.units.get(unit).is_some_and(|u| u.exists_on(month.to));
        there && world.province_of(unit) == *province
    };
    let line = |GroupRate { group, rate }: GroupRate| {
        let names: Vec<String> = group.units.iter().map(&name).collect();
        let codes: Vec<&str> = group.units.iter().map(UnitId::code).collect();
        let counted = group.counted.iter().filter(|u| !group.units.contains(u));
        let counted: Vec<String> = counted.map(&name).collect();
        let of = |names: &[String]| words.say_one("portal-rates-counted", "units", joined(words, names));
        Line {
            code: codes.join("+"),
            name: names.join(" + "),
            shown: joined(words, &names),
            under: (!counted.is_empty() && counted != names).then(|| of(&counted)),
            linked: group.units.len() == 1 && linked(&rate.unit),
            rate,
        }
    };
    Ok(groups.into_iter().map(line).collect())
}

/// The first few names, and how many more there are.
fn joined(words: &Words, names: &[String]) -> String {
    let some = names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join(" + ");
    match names.len().saturating_sub(NAMES) {
        0 => some,
        more => format!("{some} + {}", words.say_one("portal-rates-more", "count", more)),
    }
}

async fn each_unit(web: &Web, month: Month) -> Result<Vec<GroupRate>, Fail> {
    let world = web.app.world();
    let rates = web.app.rates(month.from, month.to).await?;
    let cutoff = web.app.figures_cutoff(month.to);
    let none = |unit: UnitId| UnitRate {
        unit,
        received: 0,
        received_online: 0,
        on_time: 0,
        late: 0,
        overdue: 0,
        rate: Rate::on_time(0, 0, 0, cutoff),
    };
    let mut units: BTreeMap<UnitId, UnitRate> = BTreeMap::new();
    for unit in world.units.children(&web.app.province()) {
        if unit.exists_on(month.to) && unit.tier == Tier::Commune {
            units.insert(unit.id.clone(), none(unit.id.clone()));
        }
    }
    units.extend(rates.into_iter().map(|r| (r.unit.clone(), r)));
    let alone = |rate: UnitRate| {
        let unit = vec![rate.unit.clone()];
        GroupRate { group: Group { units: unit.clone(), counted: unit }, rate }
    };
    Ok(units.into_values().map(alone).collect())
}
