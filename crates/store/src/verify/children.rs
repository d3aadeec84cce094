//! Parents and children in different ledgers: every child was asked for by its parent, and what a parent
//! knows of a child's end is how the child ended.

use super::Report;
use domain::dossier::{ChildEnd, Dossier, Event};
use domain::words::{DossierId, UnitId};
use std::collections::{HashMap, HashSet};

/// What ledgers say about children, by the child's id.
#[derive(Default)]
pub(super) struct Families {
    /// Who asked for it.
    asked: HashMap<DossierId, DossierId>,
    /// Taken in: for whom, and the unit in whose ledger the parent stood.
    taken_in: HashMap<DossierId, (DossierId, UnitId)>,
    /// How it ended by its own ledger.
    ended: HashMap<DossierId, ChildEnd>,
    /// How it ended by its parent's.
    told: HashMap<DossierId, ChildEnd>,
    /// Parents that are past waiting.
    over: HashSet<DossierId>,
    lost: HashSet<String>,
}

impl Families {
    /// A dossier that can't be replayed: nothing is asked of it.
    pub(super) fn lose(&mut self, dossier: &str) {
        self.lost.insert(dossier.to_owned());
    }

    /// Notes what an event says. `after` is the state that it leads to.
    pub(super) fn note(&mut self, event: &Event, after: &Dossier, report: &mut Report) {
        let id = after.id();
        match event {
            Event::Received(e) => {
                if let Some(parent) = &e.parent {
                    let from = (parent.dossier, parent.unit.clone());
                    if self.taken_in.insert(id, from).is_some() {
                        report.differs(|| format!("dossier {id}: a child that was taken in twice"));
                    }
                }
            }
            Event::Opened(e) => {
                for child in &e.children {
                    if self.asked.insert(child.id, id).is_some() {
                        report.differs(|| format!("dossier {}: a child that was asked for twice", child.id));
                    }
                }
            }
            Event::ChildEnded(e) => {
                self.told.insert(e.child, e.end.clone());
            }
            _ => {}
        }
        if after.stage.ended() {
            if after.parent.is_some() {
                self.ended.extend(ChildEnd::of(after).map(|end| (id, end)));
            }
            if !after.opened.is_empty() {
                self.over.insert(id);
            }
        }
    }

    /// Everything was walked. A ledger that isn't here may live on another node.
    pub(super) fn end(self, units: &HashSet<UnitId>, report: &mut Report) {
        let known = |id: &DossierId| !self.lost.contains(&id.to_string());
        for (id, (parent, unit)) in &self.taken_in {
            let asked = self.asked.get(id) == Some(parent);
            if !asked && units.contains(unit) && known(id) && known(parent) {
                report.differs(|| format!("dossier {id}: taken in as a child that {parent} never asked for"));
            }
        }
        for (id, told) in &self.told {
            let is = self.ended.get(id);
            if is != Some(told) && self.taken_in.contains_key(id) && known(id) {
                report.differs(|| format!("dossier {id}: did not end as its parent was told"));
            }
        }
        let waits = |parent: &DossierId| !self.over.contains(parent);
        let waiting =
            self.asked.iter().filter(|(id, parent)| !self.taken_in.contains_key(id) && waits(parent));
        report.children_asked = u64::try_from(waiting.count()).unwrap_or(u64::MAX);
        report.children = u64::try_from(self.taken_in.len()).unwrap_or(u64::MAX);
        let untold = self.ended.keys().filter(|id| !self.told.contains_key(id));
        let untold = untold.filter(|id| self.asked.get(id).is_some_and(waits));
        report.children_untold = u64::try_from(untold.count()).unwrap_or(u64::MAX);
    }
}
