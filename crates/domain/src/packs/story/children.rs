//! Children in stories: what is opened is taken in at once by the unit that is asked, and what ends is known
//! to its parent at once.

use super::play::{Stage, here, province};
use super::{ChildRef, ExpectedChild, Scene};
use crate::calendar::Hours;
use crate::dossier::{self, Around, ChildAsked, Dossier, DossierCode, Rules, child_filing};
use crate::identity::Place;
use crate::packs::{ActDef, Definition};
use crate::words::{DossierId, Moment, ProcedureCode, UnitCode, UnitId};
use std::collections::BTreeMap;

/// Who may be asked in a story: any unit, in the hours of all.
pub(super) struct Others<'a> {
    definitions: BTreeMap<ProcedureCode, Definition>,
    hours: &'a Hours,
}

impl Around for Others<'_> {
    fn place(&self, code: &str) -> Option<Place> {
        let code: UnitCode = code.parse().ok()?;
        Some(Place { unit: format!("{code}@2025-07-01").parse().ok()?, province: province().ok()? })
    }

    fn hours(&self, _unit: &UnitId) -> &Hours {
        self.hours
    }

    fn definition(&self, procedure: &ProcedureCode) -> Option<&Definition> {
        self.definitions.get(procedure)
    }
}

impl Stage<'_> {
    /// What may be opened from a dossier by an act, or together with it.
    pub(super) fn others(&self, definition: &Definition, def: Option<&ActDef>) -> Others<'_> {
        let codes = definition.with.iter().map(|w| &w.open.procedure);
        let codes = codes.chain(def.and_then(|d| d.open.as_ref()).map(|o| &o.procedure));
        let definitions = codes.filter_map(|code| Some((code.clone(), (self.define)(code)?))).collect();
        Others { definitions, hours: self.hours }
    }

    /// The name under which the scene's dossier is kept: a child's is its id.
    pub(super) fn name(&self, scene: &Scene) -> Result<String, String> {
        let Some(child) = &scene.child else { return Ok(scene.dossier.clone()) };
        let (parent, _) = self.dossiers.get(&child.of).ok_or_else(|| format!("no dossier {}", child.of))?;
        let mut fitting = parent.children().filter(|c| child.fits(&c.asked));
        let found = fitting.nth(child.index).ok_or_else(|| format!("no such child of {}", child.of))?;
        Ok(found.asked.id.to_string())
    }

    /// The unit in which the scene's person works: the one that has the dossier, where none is named.
    pub(super) fn unit(&self, scene: &Scene) -> Result<UnitId, String> {
        if let Some(code) = &scene.unit {
            return format!("{code}@2025-07-01").parse().map_err(|_| code.to_string());
        }
        let known = self.dossiers.get(&self.name(scene)?);
        known.map_or_else(here, |(dossier, _)| Ok(dossier.place().unit))
    }

    /// Takes in what was asked for, and tells parents of ends, until nothing is left to do.
    pub(super) fn settle(&mut self, at: Moment) -> Result<(), String> {
        while let Some((parent, child)) = self.unsettled() {
            let (state, definition) = self.dossiers.get(&parent).cloned().ok_or("no parent")?;
            let rules = Rules { definition: &definition, hours: self.hours };
            match self.dossiers.get(&child.to_string()).cloned() {
                Some((ended, _)) => {
                    let event = dossier::child_ended(at, rules, &state, &ended).map_err(|r| r.to_string())?;
                    let next = dossier::evolve(Some(state), at, &event).ok_or("no parent came of it")?;
                    self.dossiers.insert(parent, (next, definition));
                }
                None => self.take_in(at, &state, &definition, child)?,
            }
        }
        Ok(())
    }

    fn take_in(
        &mut self,
        at: Moment,
        parent: &Dossier,
        definition: &Definition,
        child: DossierId,
    ) -> Result<(), String> {
        let asked = parent.child(child).ok_or("no child")?.asked.clone();
        let theirs = (self.define)(&asked.procedure);
        let theirs = theirs.ok_or_else(|| format!("no procedure {}", asked.procedure))?;
        let number = u32::try_from(self.dossiers.len() + 1).unwrap_or(u32::MAX);
        let code = DossierCode::new("H56.148", at.day(), number).map_err(|e| e.to_string())?;
        let place = Place { unit: asked.unit.clone(), province: province()? };
        let filing = child_filing(parent, &asked, place, code, "000000000000".to_owned());
        let rules = Rules { definition: &theirs, hours: self.hours };
        let title = &definition.facts.name;
        let event = dossier::receive_child(rules, filing, parent, title, child).map_err(|r| r.to_string())?;
        let state = dossier::evolve(None, at, &event).ok_or("no child came of it")?;
        self.dossiers.insert(child.to_string(), (state, theirs));
        Ok(())
    }

    /// A child that isn't there yet, or that ended without its parent knowing.
    fn unsettled(&self) -> Option<(String, DossierId)> {
        self.dossiers.iter().filter(|(_, (d, _))| !d.stage.ended()).find_map(|(name, (parent, _))| {
            let left = parent.children().filter(|c| c.ended.is_none()).map(|c| c.asked.id);
            let known = |id: &DossierId| self.dossiers.get(&id.to_string());
            let mut unsettled = left.filter(|id| known(id).is_none_or(|(d, _)| d.stage.ended()));
            Some((name.clone(), unsettled.next()?))
        })
    }

    /// How the children of a dossier stand.
    pub(super) fn children(&self, parent: &Dossier) -> Vec<ExpectedChild> {
        let of = |asked: &ChildAsked| {
            let stands = self.dossiers.get(&asked.id.to_string()).map(|(d, _)| d);
            ExpectedChild {
                unit: asked.unit.code().parse().ok(),
                procedure: Some(asked.procedure.clone()),
                stage: stands.map(|d| d.stage.as_str().to_owned()),
                step: stands.map(|d| d.step.to_string()),
                due: Some(asked.due.at),
            }
        };
        parent.children().map(|c| of(&c.asked)).collect()
    }
}

impl ChildRef {
    /// Whether it is this one.
    pub fn fits(&self, asked: &ChildAsked) -> bool {
        self.unit.as_ref().is_none_or(|unit| unit.as_str() == asked.unit.code())
            && self.procedure.as_ref().is_none_or(|p| *p == asked.procedure)
    }
}
