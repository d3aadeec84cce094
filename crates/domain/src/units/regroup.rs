//! Figures by the units of another day. A unit that was divided can't be shared out: the units of the day
//! that hold (a part of) it stand together, in the smallest groups that hold every counted unit wholly.

use super::Units;
use crate::words::{Day, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Units of a day whose figures can only be told together, and the counted units that lie in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The units of the day, in order of id; where nobody of that day is known, the counted unit itself.
    pub units: Vec<UnitId>,
    /// The counted units that they hold, in order of id.
    pub counted: Vec<UnitId>,
}

impl Units {
    /// The smallest groups of units of `on` that hold every counted unit wholly, in order of units.
    /// Each counted unit is in exactly one group, so sums over groups are the sums over units.
    pub fn regroup<'a>(&self, counted: impl IntoIterator<Item = &'a UnitId>, on: Day) -> Vec<Group> {
        let counted: BTreeSet<&UnitId> = counted.into_iter().collect();
        let mut holders: BTreeMap<&UnitId, BTreeSet<UnitId>> = BTreeMap::new();
        for unit in counted {
            holders.insert(unit, self.holders(unit, on));
        }
        // Each unit of the day belongs to the group of its smallest relative.
        let mut group_of: BTreeMap<UnitId, usize> = BTreeMap::new();
        let mut groups: Vec<(BTreeSet<UnitId>, BTreeSet<UnitId>)> = Vec::new();
        for (unit, held_by) in holders {
            let met: BTreeSet<usize> = held_by.iter().filter_map(|h| group_of.get(h).copied()).collect();
            let mut all = (held_by, BTreeSet::from([unit.clone()]));
            for at in met {
                if let Some((units, counted)) = groups.get_mut(at).map(std::mem::take) {
                    all.0.extend(units);
                    all.1.extend(counted);
                }
            }
            let at = groups.len();
            group_of.extend(all.0.iter().map(|h| (h.clone(), at)));
            groups.push(all);
        }
        let mut groups: Vec<Group> = groups
            .into_iter()
            .filter(|(_, counted)| !counted.is_empty())
            .map(|(units, counted)| Group {
                units: units.into_iter().collect(),
                counted: counted.into_iter().collect(),
            })
            .collect();
        groups.sort_by(|a, b| a.units.cmp(&b.units));
        groups
    }

    /// The units of a day that came out of a unit, or that it came out of.
    fn holders(&self, id: &UnitId, on: Day) -> BTreeSet<UnitId> {
        let mut found = self.descendants(id, on);
        if found.is_empty() {
            found = self.ancestors(id, on);
        }
        if found.is_empty() {
            found.insert(id.clone());
        }
        found
    }

    /// The units of a day that a unit was made of.
    pub fn ancestors(&self, id: &UnitId, on: Day) -> BTreeSet<UnitId> {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut waiting = vec![id];
        while let Some(at) = waiting.pop() {
            if !seen.insert(at) {
                continue;
            }
            if self.get(at).is_some_and(|u| u.exists_on(on)) {
                found.insert(at.clone());
            } else {
                waiting.extend(self.successions_into(at).iter().filter(|l| on < l.day).map(|l| &l.from));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
