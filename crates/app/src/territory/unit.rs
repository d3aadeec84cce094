//! Emptying one unit that ended, where its ledger is written. Each step looks at what is left, so it can be
//! done again from anywhere; the halves that belong to other nodes are theirs (`nodes::between`).

use super::apply::{Halt, Run, Step};
use super::each::each;
use crate::AppError;
use crate::nodes::Why;
use domain::dossier::HandOverReason;
use domain::records::Body as _;
use domain::units::{Closed, Destiny};
use domain::words::{DossierId, UnitId};
use std::convert::Infallible;
use std::sync::Arc;
use store::{Loaded, Reads, RecordChange, Writes};

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
        let mut waiting = self.app.inner.store.read(move |r| r.in_transit(&from)).await?;
        // What goes to another node is taken over there.
        waiting.retain(|(_, to)| self.living.here(to));
        let one = |(id, to): (DossierId, UnitId)| {
            let (run, from) = (Arc::clone(self), unit.clone());
            async move {
                if run.app.take(run.stamp(), id, from, to).await? {
                    run.done(Step::TakenOver)?;
                }
                Ok(())
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
