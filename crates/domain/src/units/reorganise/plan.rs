//! A reorganisation laid over what is known: `stays` becomes an end and a beginning under one code.

use super::parse::full_name;
use super::{Ending, Fate, Fault, FaultKind, NewUnit, Reorganisation, Staying};
use crate::units::{Relation, Unit, Units};
use crate::words::UnitCode;
use std::collections::BTreeMap;

/// What happens to each code.
#[derive(Default)]
pub(super) struct Plan {
    pub news: BTreeMap<UnitCode, NewUnit>,
    pub ends: BTreeMap<UnitCode, Vec<Ending>>,
    /// Rows that can't be laid over what is known.
    pub faults: Vec<Fault>,
}

impl Reorganisation {
    pub(super) fn plan(&self, units: &Units) -> Plan {
        let mut plan = Plan::default();
        for new in &self.news {
            plan.make(new.clone());
        }
        for end in &self.ends {
            plan.ends.entry(end.from.clone()).or_default().push(end.clone());
        }
        for stay in &self.stays {
            match units.at(&stay.code, self.day.plus(-1)) {
                Some(unit) => plan.stay(stay, unit),
                None => plan.faults.push(unknown(units, self, stay.line, &stay.code)),
            }
        }
        plan
    }
}

impl Plan {
    fn make(&mut self, new: NewUnit) {
        if let Some(first) = self.news.get(&new.code) {
            let other = first.line.to_string();
            self.faults.push(Fault::with(new.line, FaultKind::Overlap, new.code.as_str(), other));
        } else {
            self.news.insert(new.code.clone(), new);
        }
    }

    fn stay(&mut self, stay: &Staying, unit: &Unit) {
        if let Some(first) = self.ends.get(&stay.code).and_then(|ends| ends.first()) {
            let other = first.line.to_string();
            self.faults.push(Fault::with(stay.line, FaultKind::Twice, stay.code.as_str(), other));
            return;
        }
        let kind = stay.kind.unwrap_or(unit.kind);
        if !kind.fits(unit.tier) {
            self.faults.push(Fault::new(stay.line, FaultKind::BadKind, kind.vi()));
            return;
        }
        let name = stay.name.clone().unwrap_or_else(|| unit.name.clone());
        let as_before = kind == unit.kind && name == unit.name;
        let full = || if as_before { unit.full_name.clone() } else { full_name(kind, &name) };
        let full_name = stay.full_name.clone().unwrap_or_else(full);
        let above = unit.parent.as_ref().and_then(|p| p.code().parse::<UnitCode>().ok());
        let parent = stay.parent.clone().or_else(|| above.clone());
        let relation = if parent != above {
            Relation::Moved
        } else if kind != unit.kind {
            Relation::Retyped
        } else if full_name != unit.full_name || name != unit.name {
            Relation::Renamed
        } else {
            Relation::Unchanged
        };
        let (line, code, act) = (stay.line, stay.code.clone(), stay.act.clone());
        let fate = Fate::To(code.clone(), relation);
        let end = Ending { line, from: code.clone(), fate, archive: false, act: act.clone() };
        self.ends.entry(code.clone()).or_default().push(end);
        self.make(NewUnit { line, code, tier: unit.tier, kind, name, full_name, parent, act });
    }
}

/// Why no unit carries a code on the day before.
pub(super) fn unknown(units: &Units, file: &Reorganisation, line: u64, code: &UnitCode) -> Fault {
    let before = file.day.plus(-1);
    let lost = [5, 3, 2].into_iter().find_map(|width| {
        let padded: UnitCode = format!("{:0>width$}", code.as_str()).parse().ok()?;
        (padded != *code).then(|| units.at(&padded, before))?
    });
    if let Some(unit) = lost {
        return Fault::with(line, FaultKind::LostZeros, code.as_str(), unit.code.as_str());
    }
    let earlier = units.with_code(code).into_iter().rev().find(|u| u.to.is_some_and(|to| to < before));
    match earlier.and_then(|u| Some((u, u.to?))) {
        Some((unit, to)) => Fault::with(line, FaultKind::Gap, named(unit), to.to_string()),
        None => Fault::with(line, FaultKind::UnknownUnit, code.as_str(), before.to_string()),
    }
}

/// `15085 Xã Thạch Lập`.
pub(super) fn named(unit: &Unit) -> String {
    format!("{} {}", unit.code, unit.full_name)
}
