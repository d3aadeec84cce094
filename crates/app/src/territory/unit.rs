//! Emptying one unit that ended. Each step looks at what is left, so it can be done again from anywhere.

use super::apply::{Halt, Run, Step};
use super::each::each;
use crate::AppError;
use domain::dossier::{HandOverReason, Refusal, hand_over, take_over};
use domain::identity::Place;
use domain::records::Body as _;
use domain::units::{Closed, Destiny};
use domain::words::{DossierId, UnitId};
use std::convert::Infallible;
use std::sync::Arc;
use store::{Act, Loaded, Outcome, Reads, RecordChange, Writes};

impl Run {
    /// Everything that one unit needs: open dossiers go, people go, the unit's last word is written.
    pub(super) async fn unit(self: Arc<Self>, unit: UnitId) -> Result<(), Halt> {
        self.hand_over(&unit).await?;
        self.take_over(&unit).await?;
        self.people(&unit).await?;
        self.close(&unit).await
    }

    async fn hand_over(self: &Arc<Self>, unit: &UnitId) -> Result<(), Halt> {
        let from = unit.clone();
        let open = self.app.inner.store.read(move |r| r.open_in(&from)).await?;
        let goes = |row: store::DossierRow| match self.plan.destiny(unit, &row.procedure) {
            Destiny::To(to) => Some((row.id, to)),
            Destiny::Stays | Destiny::Decide(_) => None,
        };
        let going: Vec<(DossierId, UnitId)> = open.into_iter().filter_map(goes).collect();
        let one = |(id, to): (DossierId, UnitId)| {
            let (run, from) = (Arc::clone(self), unit.clone());
            async move {
                let (act, rule) = (run.plan.act.clone(), run.plan.rule(&from, &to).to_owned());
                let why = HandOverReason::Reorganisation { act, rule };
                let to = run.plan.place(&to);
                let along = run.plan.keeper(&from).unit == to.unit;
                run.app.give(run.stamp(), id, from, to, Why { why, along }).await?;
                run.done(Step::HandedOver)
            }
        };
        each(going, self.pace.things, one, |e| Halt::Failed(AppError::fault(e))).await
    }

    async fn take_over(self: &Arc<Self>, unit: &UnitId) -> Result<(), Halt> {
        let from = unit.clone();
        let waiting = self.app.inner.store.read(move |r| r.in_transit(&from)).await?;
        let one = |(id, to): (DossierId, UnitId)| {
            let (run, from) = (Arc::clone(self), unit.clone());
            async move {
                run.app.take(run.stamp(), id, from, to).await?;
                run.done(Step::TakenOver)
            }
        };
        each(waiting, self.pace.things, one, |e| Halt::Failed(AppError::fault(e))).await
    }

    async fn close(&self, unit: &UnitId) -> Result<(), Halt> {
        let from = unit.clone();
        let waiting = self.app.inner.store.read(move |r| r.open_in(&from)).await?.len();
        let units = &self.plan.world.units;
        let closed = Closed {
            successors: units.successors(unit).into_iter().map(|(u, _)| u.id.clone()).collect(),
            keeper: self.plan.keeper(unit),
            act: self.plan.act.clone(),
            day: self.plan.day,
            reorganisation: self.plan.key.clone(),
            waiting: u64::try_from(waiting).unwrap_or(u64::MAX),
        };
        let body = closed.text().map_err(|e| Halt::Failed(AppError::fault(e)))?;
        let change =
            RecordChange { stamp: self.stamp(), kind: Closed::KIND, key: Closed::KEY.to_owned(), body };
        let wanted = vec![(Closed::KIND, Closed::KEY.to_owned())];
        let reads = Reads { records: wanted, ..Reads::of(unit.clone()) };
        let run = move |loaded: &Loaded| {
            let records = if loaded.records.is_empty() { vec![change.clone()] } else { Vec::new() };
            Ok::<_, Infallible>(Writes { records, ..Writes::default() })
        };
        self.app.inner.store.submit(reads, run).await?;
        self.done(Step::Closed)
    }
}

/// Why a dossier goes, and whether its unit's people go along.
pub(super) struct Why {
    pub why: HandOverReason,
    pub along: bool,
}

impl crate::App {
    /// The old unit's half of a hand-over. What isn't there any more, or has ended, or is on its way already
    /// is left as it is.
    pub(super) async fn give(
        &self,
        stamp: store::Stamp,
        id: DossierId,
        from: UnitId,
        to: Place,
        Why { why, along }: Why,
    ) -> Result<(), AppError> {
        let run = move |loaded: &Loaded| {
            let Some(dossier) = loaded.dossier.as_ref().filter(|d| d.open()) else {
                return Ok(Writes::default());
            };
            let event = hand_over(dossier, to.clone(), why.clone(), along)?;
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok::<_, Refusal>(Writes { acts: vec![act], ..Writes::default() })
        };
        let reads = Reads { dossier: Some(id), ..Reads::of(from) };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }

    /// The new unit's half. What was taken over meanwhile is left as it is.
    pub(super) async fn take(
        &self,
        stamp: store::Stamp,
        id: DossierId,
        from: UnitId,
        here: UnitId,
    ) -> Result<(), AppError> {
        let unit = here.clone();
        let run = move |loaded: &Loaded| {
            let waits = |d: &&domain::dossier::Dossier| d.moved_to.as_ref().is_some_and(|to| to.unit == unit);
            let Some(dossier) = loaded.dossier.as_ref().filter(waits) else { return Ok(Writes::default()) };
            let event = take_over(&unit, dossier.clone())?;
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok::<_, Refusal>(Writes { acts: vec![act], ..Writes::default() })
        };
        let reads = Reads { dossier: Some(id), taking_over: Some(from), ..Reads::of(here) };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }
}
