//! What a person is reminded of: the reminders that still hold, newest first, each dossier once.

use crate::{App, AppError};
use domain::identity::{Actor, Right, Role, Scope, may};
use domain::records::RecordKind;
use domain::reminders::{Level, Reminder};
use domain::words::{DossierId, Moment};
use std::collections::{HashMap, HashSet};
use store::DossierRow;

/// How many of the unit's last reminders are looked through.
const LAST: u32 = 400;

/// Something that a person is reminded of.
#[derive(Clone, Debug)]
pub struct Reminded {
    /// What is brought to mind.
    pub level: Level,
    /// When it was.
    pub at: Moment,
    /// The dossier as it stands now.
    pub row: DossierRow,
}

impl App {
    /// What the actor is reminded of now: of what one took on, else of what stands where one works; leaders
    /// of what was escalated. What was done since, or has another date, is left out.
    pub async fn reminders_of(&self, actor: &Actor) -> Result<Vec<Reminded>, AppError> {
        if !may(actor, Right::DossierRead, &actor.place()) {
            return Ok(Vec::new());
        }
        let (unit, now) = (actor.unit.clone(), self.now());
        let read = self.inner.store.read(move |r| {
            let records = r.records_of(&unit, RecordKind::Reminder, Some(now.plus_minutes(1)), LAST)?;
            let said: Vec<(Moment, Reminder)> =
                records.iter().filter_map(|record| Some((record.at, record.read().ok()?))).collect();
            let ids: HashSet<DossierId> = said.iter().map(|(_, s)| s.dossier).collect();
            let ids: Vec<DossierId> = ids.into_iter().collect();
            Ok((said, r.dossier_rows(&Scope::Unit(unit), &ids)?))
        });
        let (said, rows) = read.await?;
        let rows: HashMap<DossierId, DossierRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let (steps, selves) = (self.steps_of(actor), actor.selves());
        let mine = |said: &Reminder, row: &DossierRow| match (said.level, row.assignee) {
            (Level::Warned, _) => false,
            (Level::Escalated, _) => actor.is(Role::Leader),
            (_, Some(person)) => selves.contains(&person),
            (_, None) => steps.contains(&row.step),
        };
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        for (at, said) in said {
            let Some(row) = rows.get(&said.dossier).filter(|row| row.open && row.sort_at == said.wanted)
            else {
                continue;
            };
            if mine(&said, row) && seen.insert(said.dossier) {
                found.push(Reminded { level: said.level, at, row: row.clone() });
            }
        }
        Ok(found)
    }
}
