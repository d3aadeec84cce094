//! What the tables say together: how many units and successions there are on a day, and where the tables
//! contradict each other.

use super::{Relation, Succession, Tier, Unit, UnitKind, Units};
use crate::words::{Day, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// What can't be true together. Each has a message of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContradictionKind {
    /// A unit ended while others of its tier go on, and nothing succeeded it.
    NoSuccessor,
    /// A succession leads to a unit, or comes from one, that nobody knows.
    Unknown,
    /// Two units carry one code on a day.
    Overlap,
    /// A unit went to one successor entirely, and to another one as well.
    WholeAndMore,
    /// The people of a unit all went to one successor, and some to another.
    PeopleTwice,
    /// The area of a unit went to one successor entirely, and some to another.
    AreaTwice,
    /// Only a part of a unit went anywhere.
    Remainder,
    /// The same succession stands twice.
    LinkTwice,
    /// A unit has a successor and still exists on that day, or ended on another day.
    Gap,
    /// The successor doesn't exist on the day of the succession.
    SuccessorNotThere,
    /// Successions lead back to where they began.
    Cycle,
    /// The unit's parent doesn't exist through all its days.
    ParentNotThere,
    /// A unit below the province belongs to nobody, or to a unit that can't have it.
    NoParent,
    /// A unit began on a day that is known, out of nothing.
    FromNothing,
}

impl ContradictionKind {
    /// The message that says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoSuccessor => "contradiction-no-successor",
            Self::Unknown => "contradiction-unknown",
            Self::Overlap => "contradiction-overlap",
            Self::WholeAndMore => "contradiction-whole-and-more",
            Self::PeopleTwice => "contradiction-people-twice",
            Self::AreaTwice => "contradiction-area-twice",
            Self::Remainder => "contradiction-remainder",
            Self::LinkTwice => "contradiction-link-twice",
            Self::Gap => "contradiction-gap",
            Self::SuccessorNotThere => "contradiction-successor-not-there",
            Self::Cycle => "contradiction-cycle",
            Self::ParentNotThere => "contradiction-parent-not-there",
            Self::NoParent => "contradiction-no-parent",
            Self::FromNothing => "contradiction-from-nothing",
        }
    }
}

/// A contradiction: which unit, and which other one takes part in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// What is wrong.
    pub kind: ContradictionKind,
    /// About which unit.
    pub unit: UnitId,
    /// The other unit.
    pub other: Option<UnitId>,
}

/// How many there are of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Units of the day by tier and kind.
    pub kinds: BTreeMap<(Tier, UnitKind), usize>,
    /// All units that are known, past and present.
    pub known: usize,
    /// Successions by the tier of the unit that ended.
    pub links: BTreeMap<Tier, usize>,
    /// Successions by relation.
    pub relations: BTreeMap<Relation, usize>,
    /// Units that went to more than one successor.
    pub splits: usize,
    /// Communes of the day whose code named another unit before, under another full name.
    pub reused: usize,
    /// Groups of units of the day under one parent whose full names differ in diacritics only.
    pub alike: usize,
    /// Units that ended when their whole tier did, without a successor.
    pub tier_ended: usize,
}

impl Census {
    /// Units of the day at a tier.
    pub fn of(&self, tier: Tier) -> usize {
        self.kinds.iter().filter(|((t, _), _)| *t == tier).map(|(_, n)| n).sum()
    }

    /// Successions of districts and communes, and of agencies.
    pub fn links_below_provinces(&self) -> usize {
        self.links.iter().filter(|(tier, _)| **tier != Tier::Province).map(|(_, n)| n).sum()
    }
}

impl Units {
    /// The counts of a day.
    pub fn census(&self, day: Day) -> Census {
        let mut census = Census { known: self.len(), ..Census::default() };
        let mut names: BTreeMap<_, usize> = BTreeMap::new();
        for unit in self.iter().filter(|u| u.exists_on(day)) {
            *census.kinds.entry((unit.tier, unit.kind)).or_default() += 1;
            let mut others = self.with_code(&unit.code).into_iter().take_while(|u| u.id != unit.id);
            census.reused +=
                usize::from(unit.tier == Tier::Commune && others.any(|u| u.full_name != unit.full_name));
            *names.entry((&unit.parent, crate::words::fold(&unit.full_name))).or_default() += 1;
        }
        let ended = self.tiers_that_ended();
        let with_tier = |u: &Unit| u.to.is_some_and(|last| ended.contains(&(u.tier, last)));
        census.alike = names.values().filter(|n| **n > 1).count();
        for unit in self.iter() {
            let links = self.successions_from(&unit.id);
            *census.links.entry(unit.tier).or_default() += links.len();
            for link in links {
                *census.relations.entry(link.relation).or_default() += 1;
            }
            census.splits += usize::from(targets(links).len() > 1);
            census.tier_ended += usize::from(links.is_empty() && with_tier(unit));
        }
        census
    }

    /// Everything in the tables that can't be true together, in order of kind and unit.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Found { units: self, all: BTreeSet::new(), tiers: self.tiers_that_ended() };
        for unit in self.iter() {
            found.of_time(unit);
            found.of_parent(unit);
            found.of_successions(unit);
        }
        for (from, links) in &self.forward {
            found.of_links(from, links);
        }
        found.of_cycles();
        found.all.into_iter().collect()
    }

    /// Last days on which a tier had its last units.
    fn tiers_that_ended(&self) -> BTreeSet<(Tier, Day)> {
        let lasts: BTreeSet<(Tier, Day)> = self.iter().filter_map(|u| Some((u.tier, u.to?))).collect();
        lasts.into_iter().filter(|(tier, last)| self.on(*tier, last.plus(1)).next().is_none()).collect()
    }
}

fn targets(links: &[Succession]) -> BTreeSet<&UnitId> {
    links.iter().map(|l| &l.to).collect()
}

struct Found<'a> {
    units: &'a Units,
    all: BTreeSet<Contradiction>,
    tiers: BTreeSet<(Tier, Day)>,
}

impl Found<'_> {
    fn add(&mut self, kind: ContradictionKind, unit: &UnitId, other: Option<&UnitId>) {
        self.all.insert(Contradiction { kind, unit: unit.clone(), other: other.cloned() });
    }

    /// One code names one unit on a day; a unit doesn't come out of nothing.
    fn of_time(&mut self, unit: &Unit) {
        for other in self.units.with_code(&unit.code) {
            if other.id > unit.id && together(unit, other) {
                self.add(ContradictionKind::Overlap, &unit.id, Some(&other.id));
            }
        }
        // An agency may be founded; a territory is always made of another.
        if unit.from.is_some() && unit.tier != Tier::Agency && self.units.predecessors(&unit.id).is_empty() {
            self.add(ContradictionKind::FromNothing, &unit.id, None);
        }
    }

    fn of_parent(&mut self, unit: &Unit) {
        let Some(parent) = &unit.parent else {
            if unit.tier != Tier::Province {
                self.add(ContradictionKind::NoParent, &unit.id, None);
            }
            return;
        };
        let known = self.units.get(parent);
        if !known.is_some_and(|p| p.tier < unit.tier || unit.tier == Tier::Agency) {
            self.add(ContradictionKind::NoParent, &unit.id, Some(parent));
        } else if !known.is_some_and(|p| holds(p, unit)) {
            self.add(ContradictionKind::ParentNotThere, &unit.id, Some(parent));
        }
    }

    fn of_successions(&mut self, unit: &Unit) {
        let links = self.units.successions_from(&unit.id);
        let with_tier = unit.to.is_some_and(|last| self.tiers.contains(&(unit.tier, last)));
        if unit.to.is_some() && links.is_empty() && !with_tier {
            self.add(ContradictionKind::NoSuccessor, &unit.id, None);
        }
        // What a level that ended leaves behind isn't divided by the tables alone.
        let parted = |l: &Succession| !l.relation.is_whole() && !l.relation.takes_all_people();
        if targets(links).len() == 1 && links.iter().all(parted) && !with_tier {
            self.add(ContradictionKind::Remainder, &unit.id, links.first().map(|l| &l.to));
        }
    }

    fn of_links(&mut self, from: &UnitId, links: &[Succession]) {
        let mut seen = BTreeSet::new();
        for link in links {
            let other = Some(&link.to);
            if !seen.insert(&link.to) {
                self.add(ContradictionKind::LinkTwice, from, other);
            }
            let (Some(old), Some(new)) = (self.units.get(from), self.units.get(&link.to)) else {
                self.add(ContradictionKind::Unknown, from, other);
                continue;
            };
            if old.to != Some(link.day.plus(-1)) {
                self.add(ContradictionKind::Gap, from, other);
            }
            if !new.exists_on(link.day) {
                self.add(ContradictionKind::SuccessorNotThere, from, other);
            }
        }
        for (at, link) in links.iter().enumerate() {
            let mut others = links.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, l)| l);
            let kind = if link.relation.is_whole() {
                others.next().map(|o| (ContradictionKind::WholeAndMore, o))
            } else if link.relation.takes_all_people() {
                others.find(|o| o.relation.takes_people()).map(|o| (ContradictionKind::PeopleTwice, o))
            } else if link.relation.takes_all_area() {
                others.find(|o| o.relation.takes_area()).map(|o| (ContradictionKind::AreaTwice, o))
            } else {
                None
            };
            if let Some((kind, other)) = kind {
                self.add(kind, from, Some(&other.to));
            }
        }
    }

    /// Successions go forward in time, so a cycle is possible only where a day is wrong too; it is looked for
    /// all the same, because what follows them would never end.
    fn of_cycles(&mut self) {
        let mut done: BTreeSet<&UnitId> = BTreeSet::new();
        for start in self.units.forward.keys() {
            let mut path: Vec<(&UnitId, usize)> = vec![(start, 0)];
            let mut on_path: BTreeSet<&UnitId> = BTreeSet::from([start]);
            while let Some((at, next)) = path.pop() {
                let link = self.units.successions_from(at).get(next).filter(|_| !done.contains(at));
                let Some(link) = link else {
                    done.insert(at);
                    on_path.remove(at);
                    continue;
                };
                path.push((at, next + 1));
                if on_path.contains(&link.to) {
                    self.add(ContradictionKind::Cycle, at, Some(&link.to));
                } else {
                    on_path.insert(&link.to);
                    path.push((&link.to, 0));
                }
            }
        }
    }
}

/// Whether two units exist on a same day.
pub(super) fn together(a: &Unit, b: &Unit) -> bool {
    let begins_within = |a: &Unit, b: &Unit| b.to.is_none_or(|to| a.from.is_none_or(|from| from <= to));
    begins_within(a, b) && begins_within(b, a)
}

/// Whether `parent` exists on every day of `unit`.
fn holds(parent: &Unit, unit: &Unit) -> bool {
    let begins = parent.from.is_none_or(|p| unit.from.is_some_and(|u| p <= u));
    let ends = parent.to.is_none_or(|p| unit.to.is_some_and(|u| u <= p));
    begins && ends
}

#[cfg(test)]
mod tests;
