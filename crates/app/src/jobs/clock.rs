//! What time does by itself: dossiers for which nothing came are closed, and people are reminded. Both are
//! decided again on the dossier as it is when it is written, so that doing it twice does nothing.

use crate::dossier::Answer;
use crate::together::together;
use crate::{App, AppError};
use domain::calendar::{self, Hours};
use domain::dossier::{self, Dossier, Refusal, RefusalCode, Rules, Stage, evolve};
use domain::records::{Body as _, RecordKind};
use domain::reminders::{self, Due, Facts, Reminder};
use domain::words::{DossierId, Moment, UnitId};
use std::sync::Arc;
use store::read::Cursor;
use store::{Act, DossierRow, Loaded, Outcome, Reads, RecordChange, Writes};

/// Rows that are looked through at a time.
const PAGE: u32 = 500;
/// Most that is written at a time; what is left comes with the next look.
const MOST: usize = 400;

/// Reminders that are made at the same time.
const SIDE_BY_SIDE: usize = 64;

/// What a look did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Dossiers that were closed.
    pub lapsed: usize,
    /// Reminders that were made.
    pub reminded: usize,
    /// Dossiers that went over to a new version of their pack.
    pub revised: usize,
}

impl App {
    /// Looks once at every unit whose office is open now.
    pub async fn clock_tick(&self) -> Result<Ticked, AppError> {
        self.day_turned().await?;
        let (now, world) = (self.now(), self.world());
        let mut done = Ticked { revised: self.revisions_run().await?, ..Ticked::default() };
        let units = self.inner.store.read(|r| r.units_with_dossiers());
        let living = self.living().await?;
        // A unit that lives on another node is looked after there.
        for unit in units.await?.into_iter().filter(|unit| living.here(unit)) {
            let hours = world.hours(&unit);
            if calendar::is_working(now, hours) {
                self.tick(&unit, hours, now, &mut done).await?;
                done.reminded += self.renewals(&unit, now).await?;
            }
        }
        Ok(done)
    }

    /// Looks at one unit, until nothing is left to do.
    pub async fn clock_tick_of(&self, unit: &UnitId) -> Result<Ticked, AppError> {
        let (now, world) = (self.now(), self.world());
        let (hours, mut all) = (world.hours(unit), Ticked::default());
        while calendar::is_working(now, hours) {
            let mut done = Ticked::default();
            self.tick(unit, hours, now, &mut done).await?;
            all.lapsed += done.lapsed;
            all.reminded += done.reminded;
            if done.lapsed + done.reminded < MOST {
                break;
            }
        }
        Ok(all)
    }

    async fn tick(
        &self,
        unit: &UnitId,
        hours: &Hours,
        now: Moment,
        done: &mut Ticked,
    ) -> Result<(), AppError> {
        let by = reminders::horizon(now, hours);
        let mut after: Option<Cursor> = None;
        while done.lapsed + done.reminded < MOST {
            let of = unit.clone();
            let page = self.inner.store.read(move |r| r.wanted(&of, by, after, PAGE)).await?;
            for row in page.rows.iter().filter(|r| r.stage == Stage::AwaitingDocuments && r.sort_at < now) {
                match self.dossier_lapse(unit, row.id).await {
                    Ok(_) => done.lapsed += 1,
                    Err(AppError::Refused(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            let mut unsaid = self.unsaid(unit, hours, now, &page.rows).await?.into_iter();
            while done.lapsed + done.reminded < MOST {
                let some = unsaid.by_ref().take(SIDE_BY_SIDE.min(MOST - done.lapsed - done.reminded));
                let some: Vec<_> = some.map(|(row, due)| self.remind(unit, row, due)).collect();
                if some.is_empty() {
                    break;
                }
                for reminded in together(some).await {
                    done.reminded += usize::from(reminded?);
                }
            }
            let Some(next) = page.next else { break };
            after = Some(next);
        }
        Ok(())
    }

    /// The reminders that are due and not made yet.
    async fn unsaid(
        &self,
        unit: &UnitId,
        hours: &Hours,
        now: Moment,
        rows: &[DossierRow],
    ) -> Result<Vec<(DossierRow, Due)>, AppError> {
        let facts = |r: &DossierRow| Facts { stage: r.stage, wanted: r.sort_at, received: r.received_at };
        let found = rows.iter().flat_map(|r| {
            reminders::due(now, facts(r), hours).into_iter().map(|due| (r.clone(), due)).collect::<Vec<_>>()
        });
        let found: Vec<(DossierRow, Due)> = found.collect();
        let keys = found.iter().map(|(row, due)| due.key(row.id)).collect::<Vec<_>>();
        let of = unit.clone();
        let known = self.inner.store.read(move |r| r.record_keys(&of, RecordKind::Reminder, &keys)).await?;
        Ok(found.into_iter().filter(|(row, due)| !known.contains(&due.key(row.id))).collect())
    }

    /// Makes one reminder, if it is still due; says whether it did.
    async fn remind(&self, unit: &UnitId, row: DossierRow, due: Due) -> Result<bool, AppError> {
        let (world, id) = (self.world(), row.id);
        let definition = self.definition(&row.procedure, &row.revision).await?;
        let (hours, now) = (world.hours(unit).clone(), self.now());
        let (stamp, key) = (self.system_stamp("clock"), due.key(id));
        let reads = Reads {
            dossier: Some(id),
            records: vec![(RecordKind::Reminder, key.clone())],
            ..Reads::of(unit.clone())
        };
        let decide = move |loaded: &Loaded| {
            let gone = || Refusal::from(RefusalCode::NotHere);
            let d = loaded.dossier.as_ref().filter(|d| d.open()).ok_or_else(gone)?;
            let said = loaded.record(RecordKind::Reminder, &key).is_some();
            if said || !reminders::due(now, Facts::from(d), &hours).contains(&due) {
                return Err(gone());
            }
            let role = definition.process.step(&d.step).map(|s| s.role);
            let body = Reminder::of(&due, d, role).and_then(|r| r.text().ok()).ok_or_else(gone)?;
            let (kind, key) = (RecordKind::Reminder, key.clone());
            let change = RecordChange { stamp: stamp.clone(), kind, key, body };
            Ok(Writes { records: vec![change], ..Writes::default() })
        };
        let outcome: Outcome<Refusal> = self.inner.store.submit(reads, decide).await?;
        Ok(matches!(outcome, Outcome::Done { .. }))
    }

    /// Closes a dossier for which nothing came in time; refused while there is time.
    pub async fn dossier_lapse(&self, unit: &UnitId, id: DossierId) -> Result<Answer, AppError> {
        let found = self.inner.store.read(move |r| r.dossier(id)).await?.ok_or(AppError::NotFound)?;
        let filing = &found.dossier.filing;
        let definition = self.definition(&filing.procedure, &filing.revision).await?;
        let (app, unit_id, now, stamp) = (self.clone(), unit.clone(), self.now(), self.system_stamp("clock"));
        let reads = Reads { dossier: Some(id), ..Reads::of(unit.clone()) };
        let decide = move |loaded: &Loaded| {
            let dossier: &Dossier = loaded.dossier.as_ref().ok_or(RefusalCode::NotHere)?;
            let world = app.world();
            let rules = Rules { definition: Arc::as_ref(&definition), hours: world.hours(&unit_id) };
            let event = dossier::lapse(now, rules, dossier)?;
            let after = evolve(Some(dossier.clone()), now, &event).ok_or(RefusalCode::NotHere)?;
            let answer = serde_json::to_string(&Answer::of(&after)).unwrap_or_default();
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok(Writes { acts: vec![act], answer, ..Writes::default() })
        };
        let outcome: Outcome<Refusal> = self.inner.store.submit(reads, decide).await?;
        match outcome {
            Outcome::Done { answer, .. } => {
                let answer: Answer = serde_json::from_str(&answer).map_err(AppError::fault)?;
                self.follow(&answer).await;
                Ok(answer)
            }
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }
}
