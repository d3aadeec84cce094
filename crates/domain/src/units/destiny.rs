//! Where a matter of a unit belongs on a day: people's matters follow the population, matters of land follow
//! the area, and where neither tells, somebody decides.

use super::{Relation, Succession, Unit, Units};
use crate::words::{Day, UnitId, fold};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a procedure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// Somebody: it follows the population.
    Person,
    /// A piece of land, or what stands on it: it follows the area.
    Land,
}

/// Where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destiny {
    /// Where it is.
    Stays,
    /// To this unit.
    To(UnitId),
    /// To one of these, in order of id: somebody decides.
    Decide(Vec<UnitId>),
}

/// The fields of procedures whose matter is land.
#[derive(Clone, Debug, Default)]
pub struct LandFields {
    codes: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl LandFields {
    /// Reads `data/land_fields.csv`: code and name of a field a line.
    pub fn parse(text: &str) -> Result<Self, csv::Error> {
        let mut fields = Self::default();
        for row in csv::Reader::from_reader(text.as_bytes()).into_deserialize::<(String, String)>() {
            let (code, name) = row?;
            fields.codes.insert(code);
            fields.names.insert(fold(&name));
        }
        Ok(fields)
    }

    /// What a procedure of a field is about. The name counts too: ministries give one field several codes.
    pub fn matter(&self, field_code: &str, field: &str) -> Matter {
        let land = self.codes.contains(field_code) || self.names.contains(&fold(field));
        if land { Matter::Land } else { Matter::Person }
    }
}

impl Units {
    /// Where a unit's matter belongs on a day.
    pub fn destiny(&self, unit: &UnitId, matter: Matter, on: Day) -> Destiny {
        let mut at = unit.clone();
        // Successions go forward in time; the bound only guards against tables that don't.
        for _ in 0..64 {
            let Some(found) = self.get(&at).filter(|u| !u.exists_on(on)) else {
                return if at == *unit { Destiny::Stays } else { Destiny::To(at) };
            };
            match self.heir(found, matter) {
                Some(heir) => at = heir,
                None => return self.decide(found, on),
            }
        }
        Destiny::Stays
    }

    /// The one unit that a matter of a unit that ended goes to, where the tables tell.
    fn heir(&self, unit: &Unit, matter: Matter) -> Option<UnitId> {
        let takes_all = |relation: Relation| match matter {
            Matter::Person => relation.takes_all_people(),
            Matter::Land => relation.takes_all_area(),
        };
        self.successions_from(&unit.id).iter().find(|l| takes_all(l.relation)).map(|l| l.to.clone())
    }

    fn decide(&self, unit: &Unit, on: Day) -> Destiny {
        let mut all: Vec<UnitId> = self.candidates(unit, on).into_iter().collect();
        match all.pop() {
            None => Destiny::Decide(all),
            Some(one) if all.is_empty() && self.divided_by_law(unit) => Destiny::To(one),
            Some(last) => {
                all.push(last);
                Destiny::Decide(all)
            }
        }
    }

    /// Whether no successor took people over: the unit's tier ended, others do its duties as the law says.
    fn divided_by_law(&self, unit: &Unit) -> bool {
        let links = self.successions_from(&unit.id);
        links.iter().all(|l| l.relation == Relation::UnassignedArea)
    }

    /// The units of a day that took over some of a unit, or of what was below it and above it.
    fn candidates(&self, unit: &Unit, on: Day) -> BTreeSet<UnitId> {
        let mut found = self.descendants(&unit.id, on);
        if self.divided_by_law(unit) {
            for child in self.children(&unit.id) {
                found.extend(self.descendants(&child.id, on));
            }
            if let Some(parent) = &unit.parent {
                found.extend(self.descendants(parent, on));
            }
        }
        found.retain(|id| *id != unit.id);
        found
    }

    /// The units of a day that came out of a unit, itself if it still exists.
    pub fn descendants(&self, id: &UnitId, on: Day) -> BTreeSet<UnitId> {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut waiting = vec![id];
        while let Some(at) = waiting.pop() {
            if !seen.insert(at) {
                continue;
            }
            if self.get(at).is_some_and(|u| u.exists_on(on)) {
                found.insert(at.clone());
            } else {
                waiting.extend(self.successions_from(at).iter().filter(|l| l.day <= on).map(|l| &l.to));
            }
        }
        found
    }

    /// The unit that keeps the finished dossiers of a unit on a day: itself while it exists, else the
    /// successor of which it is said, else the one that took everything, or all the people; of a unit whose
    /// tier ended, the unit above it.
    pub fn keeper(&self, unit: &UnitId, on: Day) -> Option<UnitId> {
        let mut at = unit.clone();
        for _ in 0..64 {
            let Some(found) = self.get(&at).filter(|u| !u.exists_on(on)) else { return Some(at) };
            let links = self.successions_from(&at);
            let people = |l: &&Succession| l.relation.takes_all_people();
            let keeper = links.iter().find(|l| l.archive).or_else(|| links.iter().find(people));
            at = match keeper {
                Some(link) => link.to.clone(),
                None if self.divided_by_law(found) => found.parent.clone()?,
                None => return None,
            };
        }
        None
    }
}

#[cfg(test)]
mod tests;
