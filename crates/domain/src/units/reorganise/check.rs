//! A reorganisation against what is known.

use super::plan::{Plan, named, unknown};
use super::{Ending, Fate, Fault, FaultKind, NewUnit, Reorganisation};
use crate::units::{Relation, Tier, Unit, Units};
use crate::words::{Day, UnitCode, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// A day further ahead than this is a slip of the pen.
const FAR_DAYS: i64 = 3_660;

pub(super) fn check(file: &Reorganisation, units: &Units, today: Day) -> Vec<Fault> {
    let plan = file.plan(units);
    let (last, ended) = (file.day.plus(-1), ended(file, units, &plan));
    let inbound = BTreeSet::new();
    let mut check = Check { file, units, plan: &plan, last, ended, inbound, faults: vec![] };
    check.day(today);
    check.ends();
    check.tiers();
    for new in plan.news.values() {
        check.beginning(new);
        check.parent(new);
    }
    let mut faults = check.faults;
    faults.extend(plan.faults.iter().cloned());
    faults.sort();
    faults.dedup();
    faults
}

/// Tiers that have units on the day before, and none from the day on.
fn ended(file: &Reorganisation, units: &Units, plan: &Plan) -> BTreeSet<Tier> {
    let last = file.day.plus(-1);
    let goes_on = |u: &&Unit| match u.to {
        Some(to) => to != last,
        None => !plan.ends.contains_key(&u.code),
    };
    let before = || units.iter().filter(|u| u.exists_on(last));
    let after: BTreeSet<Tier> = before().filter(goes_on).map(|u| u.tier).collect();
    let new: BTreeSet<Tier> = plan.news.values().map(|n| n.tier).collect();
    before().map(|u| u.tier).filter(|t| !after.contains(t) && !new.contains(t)).collect()
}

struct Check<'a> {
    file: &'a Reorganisation,
    units: &'a Units,
    plan: &'a Plan,
    last: Day,
    ended: BTreeSet<Tier>,
    inbound: BTreeSet<&'a UnitCode>,
    faults: Vec<Fault>,
}

/// A unit of the day, whether it is made by the file or goes on.
#[derive(Clone, Copy)]
enum There<'a> {
    New(&'a NewUnit),
    Goes(&'a Unit),
}

impl There<'_> {
    fn tier(self) -> Tier {
        match self {
            Self::New(new) => new.tier,
            Self::Goes(unit) => unit.tier,
        }
    }
}

impl<'a> Check<'a> {
    fn fault(&mut self, line: u64, kind: FaultKind, what: impl Into<String>, other: impl Into<String>) {
        self.faults.push(Fault::with(line, kind, what, other));
    }

    fn day(&mut self, today: Day) {
        let first = self.file.news.first().map(|n| n.line);
        let line = first.or_else(|| self.file.ends.first().map(|e| e.line)).unwrap_or(1);
        if self.file.day.days_since(today) > FAR_DAYS {
            self.fault(line, FaultKind::TooFar, self.file.day.to_string(), "");
        }
        if !self.units.iter().any(|u| u.exists_on(self.last)) {
            self.fault(line, FaultKind::TooEarly, self.file.day.to_string(), "");
        }
    }

    /// What carries a code from the day on.
    fn there(&self, code: &UnitCode) -> Option<There<'a>> {
        if let Some(new) = self.plan.news.get(code) {
            return Some(There::New(new));
        }
        let unit = self.units.at(code, self.file.day)?;
        let ends = self.plan.ends.contains_key(code) && unit.exists_on(self.last);
        (!ends).then_some(There::Goes(unit))
    }

    fn ends(&mut self) {
        for (code, ends) in &self.plan.ends {
            let Some(first) = ends.first() else { continue };
            let Some(old) = self.units.at(code, self.last) else {
                self.faults.push(unknown(self.units, self.file, first.line, code));
                continue;
            };
            if let Some(to) = old.to.filter(|to| *to != self.last) {
                self.fault(first.line, FaultKind::KnownOtherwise, named(old), to.to_string());
            }
            for end in ends {
                self.ending(old, end);
            }
            self.shares(old, ends);
            self.keeper(old, ends);
            self.known(old, ends);
            self.orphans(old, first.line);
        }
    }

    fn ending(&mut self, old: &Unit, end: &'a Ending) {
        let Fate::To(to, _) = &end.fate else { return };
        self.inbound.insert(to);
        let Some(there) = self.there(to) else {
            let kind = match self.plan.ends.get(to) {
                Some(_) if self.leads_back(to) => FaultKind::Cycle,
                Some(_) => FaultKind::SuccessorEnds,
                None => FaultKind::UnknownSuccessor,
            };
            return self.fault(end.line, kind, named(old), to.as_str());
        };
        let possible = match (old.tier, there.tier()) {
            (from, Tier::Agency) => from == Tier::Agency,
            (Tier::Province, to) => to == Tier::Province,
            _ => true,
        };
        if !possible {
            self.fault(end.line, FaultKind::WrongTier, named(old), to.as_str());
        }
    }

    /// Whether following units that end comes back to one of them.
    fn leads_back(&self, start: &UnitCode) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![start];
        while let Some(code) = waiting.pop() {
            for end in self.plan.ends.get(code).into_iter().flatten() {
                let Fate::To(to, _) = &end.fate else { continue };
                if to == start {
                    return true;
                }
                if self.there(to).is_none() && seen.insert(to) {
                    waiting.push(to);
                }
            }
        }
        false
    }

    /// Area and people of a unit go somewhere, and nothing goes to two.
    fn shares(&mut self, old: &Unit, ends: &[Ending]) {
        let mut to: BTreeMap<&UnitCode, u64> = BTreeMap::new();
        let mut relations: Vec<(u64, Relation)> = Vec::new();
        for end in ends {
            match &end.fate {
                Fate::To(code, relation) => {
                    relations.push((end.line, *relation));
                    if let Some(first) = to.insert(code, end.line) {
                        self.fault(end.line, FaultKind::Twice, named(old), first.to_string());
                    }
                }
                Fate::TierEnds if ends.len() > 1 => {
                    self.fault(end.line, FaultKind::WholeAndMore, named(old), "");
                }
                Fate::TierEnds => return,
            }
        }
        let count = |of: fn(Relation) -> bool| relations.iter().filter(|(_, r)| of(*r)).count();
        let many = relations.len() > 1;
        let line = relations.last().map_or(0, |(line, _)| *line);
        let (people, area) = (count(Relation::takes_people), count(Relation::takes_area));
        let kind = if many && count(Relation::is_whole) > 0 {
            FaultKind::WholeAndMore
        } else if count(Relation::takes_all_people) > 0 && people > 1 {
            FaultKind::PeopleTwice
        } else if count(Relation::takes_all_area) > 0 && area > 1 {
            FaultKind::AreaTwice
        } else if self.ends_with_tier(old.tier) || old.tier == Tier::Agency {
            // What a tier that ended leaves is divided by law; an agency has neither area nor people.
            return;
        } else if people == 0 {
            FaultKind::PeopleNowhere
        } else if area == 0 {
            FaultKind::AreaNowhere
        } else if !many && count(Relation::is_whole) == 0 {
            FaultKind::Remainder
        } else {
            return;
        };
        self.fault(line, kind, named(old), "");
    }

    fn keeper(&mut self, old: &Unit, ends: &[Ending]) {
        let said: Vec<&Ending> = ends.iter().filter(|e| e.archive).collect();
        if let [_, second, ..] = said.as_slice() {
            self.fault(second.line, FaultKind::TwoKeepers, named(old), "");
        }
        let told = |e: &Ending| match &e.fate {
            Fate::To(_, relation) => e.archive || relation.takes_all_people(),
            Fate::TierEnds => true,
        };
        let with_tier = self.ends_with_tier(old.tier);
        if let Some(last) = ends.last().filter(|_| !with_tier && !ends.iter().any(told)) {
            self.fault(last.line, FaultKind::NoKeeper, named(old), "");
        }
    }

    /// What the tables already say about the end of a unit.
    fn known(&mut self, old: &Unit, ends: &[Ending]) {
        let links = self.units.successions_from(&old.id);
        let (Some(first), false) = (ends.first(), links.is_empty()) else { return };
        let code = |id: &UnitId| self.units.get(id).map(|u| u.code.clone());
        let known: BTreeSet<_> =
            links.iter().filter_map(|l| Some((code(&l.to)?, l.relation, l.archive))).collect();
        let said: BTreeSet<_> = ends
            .iter()
            .filter_map(|e| match &e.fate {
                Fate::To(to, relation) => Some((to.clone(), *relation, e.archive)),
                Fate::TierEnds => None,
            })
            .collect();
        if known != said {
            let known: Vec<String> = known.iter().map(|(to, r, _)| format!("{to} {}", r.as_str())).collect();
            self.fault(first.line, FaultKind::KnownOtherwise, named(old), known.join(", "));
        }
    }

    /// Units below one that ends must be said to end or to go on under another.
    fn orphans(&mut self, old: &Unit, line: u64) {
        let left: Vec<&Unit> = self
            .units
            .children(&old.id)
            .into_iter()
            .filter(|c| c.exists_on(self.file.day) && !self.plan.ends.contains_key(&c.code))
            .collect();
        if let Some(first) = left.first() {
            let more = if left.len() > 1 { format!(" +{}", left.len() - 1) } else { String::new() };
            self.fault(line, FaultKind::Orphans, named(old), format!("{}{more}", named(first)));
        }
    }

    fn ends_with_tier(&self, tier: Tier) -> bool {
        self.ended.contains(&tier)
    }

    /// Units are said to end with their tier only where it ends.
    fn tiers(&mut self) {
        for (code, ends) in &self.plan.ends {
            let Some(old) = self.units.at(code, self.last) else { continue };
            for end in ends.iter().filter(|e| e.fate == Fate::TierEnds) {
                if !self.ends_with_tier(old.tier) {
                    self.faults.push(Fault::new(end.line, FaultKind::TierGoesOn, named(old)));
                }
            }
        }
    }

    fn beginning(&mut self, new: &'a NewUnit) {
        let day = self.file.day;
        for unit in self.units.with_code(&new.code) {
            if unit.from == Some(day) {
                let parent = unit.parent.as_ref().map(UnitId::code);
                let same = (unit.tier, unit.kind) == (new.tier, new.kind)
                    && (&unit.name, &unit.full_name) == (&new.name, &new.full_name)
                    && parent == new.parent.as_ref().map(UnitCode::as_str);
                if !same {
                    self.fault(new.line, FaultKind::KnownOtherwise, new.code.as_str(), named(unit));
                }
                continue;
            }
            let ends_here = unit.exists_on(self.last) && self.plan.ends.contains_key(&new.code);
            let goes_on = unit.to.is_none_or(|to| to >= day) && !ends_here;
            if goes_on {
                self.fault(new.line, FaultKind::Overlap, new.code.as_str(), named(unit));
            }
        }
        if new.tier != Tier::Agency && !self.inbound.contains(&new.code) {
            self.fault(new.line, FaultKind::FromNothing, format!("{} {}", new.code, new.full_name), "");
        }
    }

    fn parent(&mut self, new: &NewUnit) {
        let name = format!("{} {}", new.code, new.full_name);
        let Some(code) = &new.parent else {
            if new.tier != Tier::Province {
                self.fault(new.line, FaultKind::NoParent, name, "");
            }
            return;
        };
        let Some(parent) = self.there(code) else {
            return self.fault(new.line, FaultKind::UnknownParent, name, code.as_str());
        };
        let fits = if new.tier == Tier::Agency { true } else { parent.tier() < new.tier };
        if !fits {
            return self.fault(new.line, FaultKind::WrongParent, name, code.as_str());
        }
        let mut at = parent;
        let mut steps = 0;
        while let There::New(above) = at {
            steps += 1;
            if above.code == new.code || steps > 9 {
                return self.fault(new.line, FaultKind::Cycle, name, code.as_str());
            }
            let next = above.parent.as_ref().and_then(|code| self.there(code));
            let Some(next) = next else { return };
            at = next;
        }
    }
}
