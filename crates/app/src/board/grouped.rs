//! The published rates by the units of any day: what old units did told by new ones, and the other way round.

use crate::{App, AppError};
use domain::indicators::Rate;
use domain::units::{Group, Tier, Unit, Units};
use domain::words::{Day, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use store::read::UnitRate;

/// What units of a day did that can only be told together.
#[derive(Clone, Debug)]
pub struct GroupRate {
    /// The units of the day, and those whose work is counted in them.
    pub group: Group,
    /// The sums; `unit` is the group's first.
    pub rate: UnitRate,
}

impl App {
    /// The published rates of a period by the units of a day: every commune of the province on that day, and
    /// everything that was done in the period, each in exactly one group.
    pub async fn rates_by_units_of(&self, from: Day, to: Day, on: Day) -> Result<Vec<GroupRate>, AppError> {
        let (world, cutoff) = (self.world(), self.figures_cutoff(to));
        let rates: BTreeMap<UnitId, UnitRate> =
            self.rates(from, to).await?.into_iter().map(|r| (r.unit.clone(), r)).collect();
        let mut groups = world.units.regroup(rates.keys(), on);
        let told: BTreeSet<UnitId> = groups.iter().flat_map(|g| g.units.iter().cloned()).collect();
        for unit in communes(&world.units, &self.province(), on) {
            if !told.contains(&unit) {
                groups.push(Group { units: vec![unit], counted: Vec::new() });
            }
        }
        groups.sort_by(|a, b| a.units.cmp(&b.units));
        let summed = groups.into_iter().filter_map(|group| {
            let unit = group.units.first()?.clone();
            let sum =
                |of: fn(&UnitRate) -> u64| group.counted.iter().filter_map(|u| rates.get(u)).map(of).sum();
            let (on_time, late, overdue) = (sum(|r| r.on_time), sum(|r| r.late), sum(|r| r.overdue));
            let rate = UnitRate {
                unit,
                received: sum(|r| r.received),
                received_online: sum(|r| r.received_online),
                on_time,
                late,
                overdue,
                rate: Rate::on_time(on_time, late, overdue, cutoff),
            };
            Some(GroupRate { group, rate })
        });
        Ok(summed.collect())
    }

    /// The days on which the units of the province were other ones, the newest first: for each order but the
    /// present one, its last day.
    pub fn orders(&self) -> Vec<Day> {
        let (world, today) = (self.world(), self.now().day());
        let mut ends = BTreeSet::new();
        for province in lineage(&world.units, &self.province()) {
            for unit in below(&world.units, &province) {
                ends.extend(unit.to.filter(|to| *to < today));
            }
        }
        ends.into_iter().rev().collect()
    }
}

/// A province and everything it was made of.
pub(crate) fn lineage(units: &Units, province: &UnitId) -> BTreeSet<UnitId> {
    let (mut found, mut waiting) = (BTreeSet::new(), vec![province.clone()]);
    while let Some(at) = waiting.pop() {
        if found.insert(at.clone()) {
            waiting.extend(units.successions_into(&at).iter().map(|l| l.from.clone()));
        }
    }
    found
}

/// Districts and communes of a province on all days.
fn below<'a>(units: &'a Units, province: &UnitId) -> Vec<&'a Unit> {
    let mut all = units.children(province);
    let under: Vec<_> = all.iter().flat_map(|u| units.children(&u.id)).collect();
    all.extend(under);
    all
}

/// The communes of a province, or of what it was made of, on a day.
fn communes(units: &Units, province: &UnitId, on: Day) -> Vec<UnitId> {
    let provinces = lineage(units, province);
    let all = provinces.iter().flat_map(|p| below(units, p));
    all.filter(|u| u.tier == Tier::Commune && u.exists_on(on)).map(|u| u.id.clone()).collect()
}
