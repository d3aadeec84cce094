//! The checklist where a dossier stands: which lines are ticked, by whom and when; ticking and taking back.

use crate::{App, AppError};
use domain::checklist::{Tick, checklist};
use domain::dossier::{Dossier, Refusal, RefusalCode};
use domain::identity::{Actor, Right, Role, Who, may};
use domain::records::{Body as _, RecordKind};
use domain::words::{DossierId, Moment, PersonId};
use std::collections::BTreeSet;
use store::{Loaded, Outcome, Reads, RecordChange, Writes};

/// A line that is ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which line.
    pub line: String,
    /// Who ticked it, by name.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl App {
    /// The lines that are ticked where a dossier stands. The dossier has been seen by the actor.
    pub async fn checklist_marks(&self, dossier: &Dossier) -> Result<Vec<Mark>, AppError> {
        let (unit, prefix) = (dossier.place().unit, Tick::keys_of(dossier.id(), &dossier.step));
        let read = self.inner.store.read(move |r| {
            let mut marks = Vec::new();
            for record in r.records_under(&unit, RecordKind::Tick, &prefix)? {
                let on = record.read::<Tick>().is_ok_and(|tick| tick.on);
                let Some(line) = record.key.strip_prefix(&prefix).filter(|_| on) else { continue };
                let by: Option<PersonId> = match record.actor.parse() {
                    Ok(Who::Person { person, .. }) => Some(person),
                    _ => None,
                };
                let by = by.map(|person| r.account(person)).transpose()?.flatten().map(|a| a.name);
                marks.push(Mark { line: line.to_owned(), by: by.unwrap_or(record.actor), at: record.at });
            }
            Ok(marks)
        });
        Ok(read.await?)
    }

    /// Ticks lines of the checklist where a dossier stands, and takes ticks back: `(line, on)`. Lines that
    /// the checklist doesn't have, and those that are so already, are left alone. No version is asked for:
    /// a tick stands in nobody's way.
    pub async fn checklist_mark(
        &self,
        actor: &Actor,
        id: DossierId,
        wanted: &[(String, bool)],
    ) -> Result<(), AppError> {
        let now = self.now();
        let dossier = self.dossier_seen(actor, id).await?;
        let place = dossier.place();
        if !may(actor, Right::DossierAct, &place) || actor.unit != place.unit {
            return Err(AppError::Forbidden);
        }
        self.works_on(&place.unit, now)?;
        let definition = self.definition(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let roles: Vec<Role> = definition.process.step(&dossier.step).map(|s| s.role).into_iter().collect();
        let lines = checklist(&definition, &dossier.step);
        let step = dossier.step.clone();
        let changes = wanted.iter().filter_map(|(line, on)| {
            let line = lines.iter().find(|l| l.id == *line)?;
            let tick = Tick { dossier: id, step: step.clone(), line: line.text.vi.clone(), on: *on };
            Some((Tick::key(id, &step, &line.id), tick, self.stamp_as(now, actor, &roles)))
        });
        let changes: Vec<_> = changes.collect();
        let mut once = BTreeSet::new();
        let keys: Vec<(RecordKind, String)> = changes
            .iter()
            .filter(|(key, ..)| once.insert(key.clone()))
            .map(|(key, ..)| (RecordKind::Tick, key.clone()))
            .collect();
        let reads = Reads { dossier: Some(id), records: keys, ..Reads::of(place.unit) };
        let decide = move |loaded: &Loaded| -> Result<Writes, AppError> {
            let stands = loaded.dossier.as_ref().filter(|d| d.step == step && d.moved_to.is_none());
            if stands.is_none_or(|d| d.stage.ended()) {
                return Err(Refusal::from(RefusalCode::NotHere).into());
            }
            let mut records = Vec::new();
            for (key, tick, stamp) in &changes {
                let known = loaded.record(RecordKind::Tick, key).and_then(|r| r.read::<Tick>().ok());
                if known.is_some_and(|k| k.on) != tick.on {
                    let body = tick.text().map_err(AppError::fault)?;
                    let (stamp, key) = (stamp.clone(), key.clone());
                    records.push(RecordChange { stamp, kind: RecordKind::Tick, key, body });
                }
            }
            Ok(Writes { records, ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(error),
        }
    }
}
