//! What an act is filled with, and what it enters in registers: checked and worked out with the decision,
//! written in the same unit of work.

use super::intake;
use crate::catalogue::Running;
use crate::{AppError, Problem};
use domain::dossier::{Dossier, Entered, Event};
use domain::packs::{ActDef, RecordChange};
use domain::records::{Body as _, RecordKind};
use domain::registers::{self, Book, RecordRef, Registered, Writing};
use domain::words::{Day, StepId};
use serde_json::{Map, Value};
use std::sync::Arc;
use store::{Act, Loaded, Reads, Stamp, Writes};

/// What the act's form was filled with, if it is as the form asks; each fault names its field. An act without
/// a form takes nothing.
pub(super) fn answers(
    def: &ActDef,
    running: &Running,
    given: &Map<String, Value>,
) -> Result<Map<String, Value>, AppError> {
    let mut problems = Vec::new();
    if let Some(form) = def.form.as_ref().and_then(|name| running.form_named(name)) {
        intake::form_data("answers", given, Some(form), &mut problems);
    } else {
        let unknown = given.keys().take(20).map(|name| {
            let name: String = name.chars().take(60).collect();
            Problem::new(format!("answers.{name}"), "problem-unknown-field").with("name", name)
        });
        problems.extend(unknown);
    }
    if problems.is_empty() { Ok(given.clone()) } else { Err(AppError::Invalid(problems)) }
}

/// Names what must be loaded for the changes of an act.
pub(super) fn declare(reads: &mut Reads, changes: &[RecordChange], running: &Running, day: Day) {
    let (keys, series) = registers::wanted(changes, &running.definition, day);
    reads.records.extend(keys.into_iter().map(|key| (RecordKind::Register, key)));
    reads.series = series;
}

/// An act that was decided, with what it was filled with and what it changes in registers.
pub(super) struct Entering<'a> {
    /// The act.
    pub act: &'a StepId,
    /// The dossier as the act leaves it.
    pub after: &'a Dossier,
    /// What its form was filled with.
    pub answers: Map<String, Value>,
    /// What it changes.
    pub changes: Vec<RecordChange>,
}

impl Entering<'_> {
    /// Adds to the writes what is entered: before the act's own entry, and records of registers. Tells the
    /// event, if there is one. Each entry has a salt of its own.
    pub fn write(
        self,
        running: &Running,
        loaded: &Loaded,
        mut stamps: impl Iterator<Item = Stamp>,
        writes: &mut Writes,
    ) -> Result<Option<Event>, AppError> {
        let mut book = book(loaded)?;
        let mut stamp = || stamps.next().ok_or(AppError::NotFound);
        let own = stamp()?;
        let (definition, day) = (Arc::as_ref(&running.definition), own.at.day());
        let at = Writing { definition, dossier: self.after, act: self.act, day };
        let records = registers::write(&self.changes, at, &mut book)?;
        let refs = records.iter().map(|r| RecordRef {
            register: r.register.clone(),
            number: r.number.clone(),
            change: r.change,
        });
        let entered = Entered { act: self.act.clone(), answers: self.answers, records: refs.collect() };
        if entered.is_empty() {
            return Ok(None);
        }
        for record in records {
            let (kind, key) = (Registered::KIND, record.key());
            let body = record.text().map_err(AppError::fault)?;
            writes.records.push(store::RecordChange { stamp: stamp()?, kind, key, body });
        }
        let event = Event::Entered(entered);
        let dossier = self.after.id();
        writes.acts.insert(0, Act { stamp: own, dossier, event: event.clone(), note: String::new() });
        Ok(Some(event))
    }
}

/// What was loaded of the unit's registers.
fn book(loaded: &Loaded) -> Result<Book, AppError> {
    let records = loaded.records_as::<Registered>().map_err(AppError::fault)?;
    Ok(Book { records: records.into_iter().collect(), last: loaded.last.iter().cloned().collect() })
}
