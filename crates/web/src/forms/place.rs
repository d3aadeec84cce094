//! Provinces and communes by what a person types: a code, a name, or a name with its code behind it.

use crate::components::Choice;
use app::World;
use domain::units::Unit;
use domain::words::{Day, UnitCode, fold};

/// Most places that are proposed.
const PROPOSED: usize = 8;

/// What a typed text means.
pub enum Place {
    /// One place, by its code.
    One(String),
    /// Several; which one?
    Several(Vec<Choice>),
    /// None.
    Unknown,
}

/// A place as people read it: `Xã Bắc Yên, Tỉnh Sơn La (14758)`.
pub fn named(world: &World, unit: &Unit) -> String {
    let parent = unit.parent.as_ref().and_then(|id| world.units.get(id));
    let name =
        parent.map_or_else(|| unit.full_name.clone(), |p| format!("{}, {}", unit.full_name, p.full_name));
    format!("{name} ({})", unit.code)
}

/// A place by its code, as people read it; the code where it isn't known.
pub fn named_by(world: &World, code: &str, day: Day) -> String {
    world.unit_at(code, day).map_or_else(|| code.to_owned(), |unit| named(world, unit))
}

/// Finds what was meant.
pub fn find(world: &World, text: &str, day: Day) -> Place {
    let text = text.trim();
    let behind = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map(|(_, code)| code);
    let exact = |code: &str| code.trim().parse::<UnitCode>().ok().and_then(|c| world.units.at(&c, day));
    if let Some(unit) = behind.and_then(exact).or_else(|| exact(text)) {
        return Place::One(unit.code.to_string());
    }
    let name = text.split(',').next().unwrap_or_default();
    let found = world.units.find(name, day);
    let wanted = fold(name);
    let same: Vec<&Unit> =
        found.iter().copied().filter(|u| fold(&u.name) == wanted || fold(&u.full_name) == wanted).collect();
    match (same.as_slice(), found.as_slice()) {
        ([one], _) | ([], [one]) => Place::One(one.code.to_string()),
        ([], []) => Place::Unknown,
        _ => Place::Several(
            found.iter().take(PROPOSED).map(|u| Choice::new(u.code.to_string(), named(world, u))).collect(),
        ),
    }
}
