//! Units after a reorganisation.

use super::{Ending, Fate, NewUnit, Reorganisation};
use crate::units::find::Folded;
use crate::units::{Succession, Unit, Units};
use crate::words::{Day, UnitCode, UnitId};

impl Units {
    /// What is known after a reorganisation. Rows that can't be laid over what is known are left out: check
    /// first. What is already known stays as it is, so applying twice is applying once.
    pub fn apply(&self, file: &Reorganisation) -> Self {
        let plan = file.plan(self);
        let mut after = self.clone();
        let last = file.day.plus(-1);
        let mut links = Vec::new();
        for (code, ends) in &plan.ends {
            let Some(old) = after.at(code, last).map(|u| u.id.clone()) else { continue };
            let Some(unit) = after.by_id.get_mut(&old) else { continue };
            if unit.to.is_none() {
                unit.to = Some(last);
            }
            links.extend(ends.iter().map(|end| (old.clone(), end)));
        }
        for new in plan.news.values() {
            after.begin(new, file.day);
        }
        for new in plan.news.values() {
            after.belong(new, file.day);
        }
        for (old, end) in links {
            after.succeed(old, end, file.day);
        }
        after
    }

    fn begin(&mut self, new: &NewUnit, day: Day) {
        let Some(id) = id(&new.code, day) else { return };
        if self.by_id.contains_key(&id) || self.at(&new.code, day).is_some() {
            return;
        }
        let unit = Unit {
            id: id.clone(),
            code: new.code.clone(),
            tier: new.tier,
            kind: new.kind,
            name: new.name.clone(),
            full_name: new.full_name.clone(),
            parent: None,
            from: Some(day),
            to: None,
            act: new.act.clone(),
        };
        let ids = self.by_code.entry(new.code.clone()).or_default();
        ids.push(id.clone());
        self.folded.insert(id.clone(), Folded::of(&unit));
        self.by_id.insert(id, unit);
    }

    fn belong(&mut self, new: &NewUnit, day: Day) {
        let parent = new.parent.as_ref().and_then(|code| self.at(code, day)).map(|p| p.id.clone());
        let Some(parent) = parent else { return };
        let unit = self.at(&new.code, day).filter(|u| u.from == Some(day) && u.parent.is_none());
        let Some(id) = unit.map(|u| u.id.clone()) else { return };
        let siblings = self.children.entry(parent.clone()).or_default();
        siblings.push(id.clone());
        siblings.sort();
        if let Some(unit) = self.by_id.get_mut(&id) {
            unit.parent = Some(parent);
        }
    }

    fn succeed(&mut self, from: UnitId, end: &Ending, day: Day) {
        let Fate::To(to, relation) = &end.fate else { return };
        let Some(to) = self.at(to, day).map(|u| u.id.clone()) else { return };
        if self.successions_from(&from).iter().any(|l| l.to == to && l.day == day) {
            return;
        }
        let (archive, act) = (end.archive, end.act.clone());
        let link = Succession { from, to, relation: *relation, day, act, archive };
        self.forward.entry(link.from.clone()).or_default().push(link.clone());
        self.backward.entry(link.to.clone()).or_default().push(link);
    }
}

/// `15085@2025-07-01`.
fn id(code: &UnitCode, day: Day) -> Option<UnitId> {
    format!("{code}@{day}").parse().ok()
}
