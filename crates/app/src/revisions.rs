//! Dossiers that are under way when a pack gets a new version. What its policy is stands in the pack: they
//! end under the version that they began with; those that nobody examines yet go over by themselves; or the
//! unit's leader decides one by one.

use crate::catalogue::Running;
use crate::dossier::Answer;
use crate::{App, AppError, Once, key_of};
use domain::dossier::{self, Dossier, Refusal, RefusalCode, evolve, unexamined};
use domain::identity::{Actor, Right, Scope, may};
use domain::packs::Definition;
use domain::packs::diff::{Change, definitions};
use domain::packs::pack;
use domain::words::{DossierId, ProcedureCode, UnitId};
use std::sync::Arc;
use store::read::{Sort, Whose, WorklistFilter};
use store::{Act, DossierRow, Loaded, Outcome, Reads, Writes};

/// Most dossiers that go over at a time; what is left comes with the next look.
const MOST: u32 = 400;

/// A dossier that could go over to the version that runs now.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The dossier as it stands.
    pub dossier: Dossier,
    /// The procedure as it runs now.
    pub definition: Arc<Definition>,
    /// What the new version changes.
    pub changes: Vec<Change>,
}

/// What is done with dossiers under way when this version comes.
fn policy(running: &Running) -> Option<pack::Running> {
    running.definition.pack.as_ref().map(|pack| pack.running)
}

impl App {
    /// Takes dossiers that nobody examines yet over to the version that runs now, where its pack says so;
    /// says how many. Doing it twice does nothing.
    pub async fn revisions_run(&self) -> Result<usize, AppError> {
        let catalogue = self.catalogue();
        let migrating: Vec<ProcedureCode> = catalogue
            .all()
            .filter(|running| policy(running) == Some(pack::Running::Migrate))
            .filter(|running| !self.settled(running))
            .map(|running| running.definition.code().clone())
            .collect();
        let mut done = 0;
        for code in migrating {
            let rows = self.behind(Scope::Province(self.province()), &code, Whose::Nobody, MOST).await?;
            let all = rows.len();
            let mut went = 0;
            for row in rows {
                match self.revise(&row.unit, row.id, None, true).await {
                    Ok(_) => went += 1,
                    // Somebody was faster: it is examined, or has ended.
                    Err(AppError::Refused(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            done += went;
            if all < usize::try_from(MOST).unwrap_or(usize::MAX) {
                catalogue.get(&code).into_iter().for_each(|running| self.settle(running));
            }
        }
        Ok(done)
    }

    /// Whether every dossier of a procedure was looked at for this revision: those received since keep it.
    fn settled(&self, running: &Running) -> bool {
        let settled = self.inner.settled.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        settled.get(running.definition.code()) == Some(&running.revision)
    }

    fn settle(&self, running: &Running) {
        let mut settled = self.inner.settled.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        settled.insert(running.definition.code().clone(), running.revision.clone());
    }

    /// Open dossiers of a procedure that keep another revision than the one that runs where they are.
    async fn behind(
        &self,
        scope: Scope,
        code: &ProcedureCode,
        whose: Whose,
        most: u32,
    ) -> Result<Vec<DossierRow>, AppError> {
        let filter =
            WorklistFilter { open: true, procedure: Some(code.clone()), whose, ..WorklistFilter::default() };
        let page = self.inner.store.read(move |r| r.worklist(&scope, &filter, Sort::Newest, None, 5_000));
        let (catalogue, mut rows) = (self.catalogue(), page.await?.rows);
        let living = self.living().await?;
        rows.retain(|row| {
            if !living.here(&row.unit) {
                return false;
            }
            let runs = catalogue.running_in(&row.unit, code);
            row.finished_at.is_none() && runs.is_some_and(|running| running.revision != row.revision)
        });
        rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(rows)
    }

    /// Dossiers of the actor's unit of which its leader is asked whether they go over, at most `most`.
    pub async fn revisions_asked(&self, actor: &Actor, most: u32) -> Result<Vec<Behind>, AppError> {
        if !may(actor, Right::DossierRecount, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        let (catalogue, mut found) = (self.catalogue(), Vec::new());
        let asks = |running: &&Running| policy(running) == Some(pack::Running::Ask);
        for running in catalogue.all().filter(asks) {
            let code = running.definition.code();
            let left = most.saturating_sub(u32::try_from(found.len()).unwrap_or(most));
            for row in self.behind(Scope::Unit(actor.unit.clone()), code, Whose::Any, left).await? {
                let Some(now) = catalogue.running_in(&row.unit, code) else { continue };
                let old = self.definition(code, &row.revision).await?;
                let Some(read) = self.inner.store.read(move |r| r.dossier(row.id)).await? else { continue };
                found.push(Behind {
                    dossier: read.dossier,
                    changes: definitions(&old, &now.definition),
                    definition: Arc::clone(&now.definition),
                });
            }
        }
        Ok(found)
    }

    /// Takes one dossier over, as the leader decides.
    pub async fn revision_take(
        &self,
        actor: &Actor,
        id: DossierId,
        once: Option<Once>,
    ) -> Result<Answer, AppError> {
        let seen = self.dossier_seen(actor, id).await?;
        if !may(actor, Right::DossierRecount, &seen.place()) {
            return Err(AppError::Forbidden);
        }
        self.revise(&seen.place().unit, id, Some((actor, once)), false).await
    }

    /// Takes a dossier over: by a leader, or by the system where nobody examines it yet.
    async fn revise(
        &self,
        unit: &UnitId,
        id: DossierId,
        by: Option<(&Actor, Option<Once>)>,
        untouched: bool,
    ) -> Result<Answer, AppError> {
        let found = self.inner.store.read(move |r| r.dossier(id)).await?.ok_or(AppError::NotFound)?;
        let filing = &found.dossier.filing;
        let old = self.definition(&filing.procedure, &filing.revision).await?;
        let running = self.catalogue().running_in(unit, &filing.procedure).cloned();
        let running = running.ok_or(Refusal::from(RefusalCode::NothingRevised))?;
        let (now, kept) = (self.now(), filing.revision.clone());
        let (stamp, idempotency) = match by {
            Some((actor, once)) => {
                let stamp = self.stamp_as(now, actor, &Right::DossierRecount.roles());
                (stamp, key_of(once, actor, now)?)
            }
            None => (self.system_stamp("packs"), None),
        };
        let reads = Reads { dossier: Some(id), idempotency, ..Reads::of(unit.clone()) };
        let decide = move |loaded: &Loaded| {
            let dossier = loaded.dossier.as_ref().ok_or(RefusalCode::NotHere)?;
            if dossier.filing.revision != kept || (untouched && !unexamined(dossier)) {
                return Err(RefusalCode::NothingRevised.into());
            }
            let event = dossier::revise(dossier, &old, &running.definition, &running.revision)?;
            let after = evolve(Some(dossier.clone()), now, &event).ok_or(RefusalCode::NotHere)?;
            let answer = serde_json::to_string(&Answer::of(&after)).unwrap_or_default();
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok(Writes { acts: vec![act], answer, ..Writes::default() })
        };
        let outcome: Outcome<Refusal> = self.inner.store.submit(reads, decide).await?;
        match outcome {
            Outcome::Done { answer, .. } => serde_json::from_str(&answer).map_err(AppError::fault),
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }
}
