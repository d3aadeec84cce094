//! Territory as of a day: provinces, districts and communes, who they belong to, and what became of them.
//!
//! Codes are re-used: of the 3,321 communes since 1 July 2025, 2,177 carry a code that stood for another
//! full name the day before. A unit is therefore known by its [`UnitId`] (code and first day), and a code
//! means something only together with a day. Units begin and end by an act of the National Assembly or of
//! its Standing Committee; each unit and each succession carries the number of that act.

mod check;
mod closed;
mod destiny;
mod find;
mod kinds;
mod read;
mod regroup;
pub mod reorganise;
mod reorganised;

pub use check::{Census, Contradiction, ContradictionKind};
pub use closed::Closed;
pub use destiny::{Destiny, LandFields, Matter};
pub use find::Named;
pub use kinds::{Relation, Tier, UnitKind};
pub use read::UnitsError;
pub use regroup::Group;
pub use reorganised::Reorganised;

use crate::words::{Day, UnitCode, UnitId};
use std::collections::BTreeMap;

/// A unit from its first to its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name for all time.
    pub id: UnitId,
    /// Its code, which names it only on its own days.
    pub code: UnitCode,
    /// Its level.
    pub tier: Tier,
    /// What it calls itself.
    pub kind: UnitKind,
    /// `Hạc Thành`.
    pub name: String,
    /// `Phường Hạc Thành`.
    pub full_name: String,
    /// The unit it belongs to.
    pub parent: Option<UnitId>,
    /// Its first day; `None` when it began before the records.
    pub from: Option<Day>,
    /// Its last day; `None` while it exists.
    pub to: Option<Day>,
    /// The act that made it; empty when unknown.
    pub act: String,
}

impl Unit {
    /// Whether it exists on `day`.
    pub fn exists_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A succession: what became of (a part of) a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The unit that ended.
    pub from: UnitId,
    /// The unit that took it over.
    pub to: UnitId,
    /// How much of it.
    pub relation: Relation,
    /// The first day of the new order.
    pub day: Day,
    /// The act that says so; empty when unknown.
    pub act: String,
    /// Whether it is said of this successor that it keeps the finished dossiers.
    pub archive: bool,
}

/// All units that are known, past and present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    by_id: BTreeMap<UnitId, Unit>,
    by_code: BTreeMap<UnitCode, Vec<UnitId>>,
    children: BTreeMap<UnitId, Vec<UnitId>>,
    forward: BTreeMap<UnitId, Vec<Succession>>,
    backward: BTreeMap<UnitId, Vec<Succession>>,
    folded: BTreeMap<UnitId, find::Folded>,
}

impl Units {
    /// Reads the three tables of `data/`: units that exist, units that ended, and successions.
    pub fn parse(units: &str, units_before: &str, successions: &str) -> Result<Self, UnitsError> {
        read::parse(units, units_before, successions)
    }

    /// The unit that carries `code` on `day`.
    pub fn at(&self, code: &UnitCode, day: Day) -> Option<&Unit> {
        let ids = self.by_code.get(code)?;
        ids.iter().filter_map(|id| self.by_id.get(id)).find(|u| u.exists_on(day))
    }

    /// The unit with this id.
    pub fn get(&self, id: &UnitId) -> Option<&Unit> {
        self.by_id.get(id)
    }

    /// Every unit that ever carried `code`, oldest first.
    pub fn with_code(&self, code: &UnitCode) -> Vec<&Unit> {
        self.many(self.by_code.get(code))
    }

    /// The units that belong directly to this one, in order of code.
    pub fn children(&self, id: &UnitId) -> Vec<&Unit> {
        self.many(self.children.get(id))
    }

    /// The province that a unit belongs to; a province belongs to itself.
    pub fn province_of(&self, id: &UnitId) -> Option<&Unit> {
        let mut unit = self.by_id.get(id)?;
        // An agency of a commune, its commune, a district, the province: a longer chain would be an error.
        for _ in 0..5 {
            if unit.tier == Tier::Province {
                return Some(unit);
            }
            unit = self.by_id.get(unit.parent.as_ref()?)?;
        }
        None
    }

    /// The successions out of a unit, as the tables have them.
    pub fn successions_from(&self, id: &UnitId) -> &[Succession] {
        self.forward.get(id).map_or(&[], Vec::as_slice)
    }

    /// The successions into a unit, as the tables have them.
    pub fn successions_into(&self, id: &UnitId) -> &[Succession] {
        self.backward.get(id).map_or(&[], Vec::as_slice)
    }

    /// What became of a unit, one succession away; empty while it exists.
    pub fn successors(&self, id: &UnitId) -> Vec<(&Unit, Relation)> {
        let links = self.forward.get(id).into_iter().flatten();
        links.filter_map(|l| Some((self.by_id.get(&l.to)?, l.relation))).collect()
    }

    /// What a unit was made of.
    pub fn predecessors(&self, id: &UnitId) -> Vec<(&Unit, Relation)> {
        let links = self.backward.get(id).into_iter().flatten();
        links.filter_map(|l| Some((self.by_id.get(&l.from)?, l.relation))).collect()
    }

    /// All units, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.by_id.values()
    }

    /// The units of a tier on a day, in order of id.
    pub fn on(&self, tier: Tier, day: Day) -> impl Iterator<Item = &Unit> {
        self.iter().filter(move |u| u.tier == tier && u.exists_on(day))
    }

    /// How many units are known, past and present.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// How many successions are known.
    pub fn succession_count(&self) -> usize {
        self.forward.values().map(Vec::len).sum()
    }

    fn many(&self, ids: Option<&Vec<UnitId>>) -> Vec<&Unit> {
        ids.into_iter().flatten().filter_map(|id| self.by_id.get(id)).collect()
    }
}

#[cfg(test)]
mod tests;
