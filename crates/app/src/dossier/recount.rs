//! Count promises anew after days off became known: which would change, and the leader's decision that they
//! do.

use super::Answer;
use crate::{App, AppError, Once, key_of};
use domain::calendar::Due;
use domain::dossier::{self, Dossier, Recount, Refusal, RefusalCode, Rules, Stage, evolve};
use domain::identity::{Actor, Right, Scope, may};
use domain::packs::Definition;
use domain::words::{DossierId, ProcedureCode};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use store::read::{Cursor, Sort, WorklistFilter};
use store::{Act, Loaded, Outcome, Reads, Writes};

/// Rows that are looked through at a time.
const PAGE: u32 = 200;

/// A promise that would change.
#[derive(Clone, Debug)]
pub struct Anew {
    /// The dossier as it stands.
    pub dossier: Dossier,
    /// Its procedure.
    pub definition: Arc<Definition>,
    /// What would be promised.
    pub due: Due,
}

impl App {
    /// The promises of the actor's unit that would be later if they were counted today, the first due first,
    /// at most `most`.
    pub async fn promises_anew(&self, actor: &Actor, most: usize) -> Result<Vec<Anew>, AppError> {
        if !may(actor, Right::DossierRecount, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        let mut found = Vec::new();
        let mut definitions: HashMap<(ProcedureCode, String), Arc<Definition>> = HashMap::new();
        let mut after: Option<Cursor> = None;
        loop {
            let (dossiers, next) = self.promised(actor, after).await?;
            for dossier in dossiers {
                let key = (dossier.filing.procedure.clone(), dossier.filing.revision.clone());
                let definition = match definitions.entry(key) {
                    Entry::Occupied(known) => Arc::clone(known.get()),
                    Entry::Vacant(place) => {
                        let (code, revision) = place.key().clone();
                        Arc::clone(place.insert(self.definition(&code, &revision).await?))
                    }
                };
                let world = self.world();
                let rules = Rules { definition: &definition, hours: world.hours(&actor.unit) };
                if let Some(due) = dossier::recounted(rules, &dossier) {
                    found.push(Anew { dossier, definition, due });
                }
            }
            after = next;
            if after.is_none() || found.len() >= most {
                found.truncate(most);
                return Ok(found);
            }
        }
    }

    /// A page of the unit's open dossiers whose clock runs or waits for a payment.
    async fn promised(
        &self,
        actor: &Actor,
        after: Option<Cursor>,
    ) -> Result<(Vec<Dossier>, Option<Cursor>), AppError> {
        let scope = Scope::Unit(actor.unit.clone());
        let read = self.inner.store.read(move |r| {
            let filter = WorklistFilter {
                open: true,
                stages: vec![Stage::Received, Stage::Processing, Stage::AwaitingPayment],
                ..WorklistFilter::default()
            };
            let page = r.worklist(&scope, &filter, Sort::Due, after, PAGE)?;
            let mut dossiers = Vec::with_capacity(page.rows.len());
            for row in &page.rows {
                dossiers.extend(r.dossier(row.id)?.map(|f| f.dossier));
            }
            Ok((dossiers, page.next))
        });
        Ok(read.await?)
    }

    /// Counts one promise anew, as the leader decides. Refused where it would not be later.
    pub async fn promise_recount(
        &self,
        actor: &Actor,
        id: DossierId,
        recount: Recount,
        once: Option<Once>,
    ) -> Result<Answer, AppError> {
        let seen = self.dossier_seen(actor, id).await?;
        if !may(actor, Right::DossierRecount, &seen.place()) {
            return Err(AppError::Forbidden);
        }
        let definition = self.definition(&seen.filing.procedure, &seen.filing.revision).await?;
        let (app, now, unit) = (self.clone(), self.now(), actor.unit.clone());
        let stamp = self.stamp_as(now, actor, &Right::DossierRecount.roles());
        let idempotency = key_of(once, actor, now)?;
        let reads = Reads { dossier: Some(id), idempotency, ..Reads::of(unit.clone()) };
        let decide = move |loaded: &Loaded| {
            let dossier = loaded.dossier.as_ref().ok_or(RefusalCode::NotHere)?;
            let world = app.world();
            let rules = Rules { definition: &definition, hours: world.hours(&unit) };
            let event = dossier::recount(now, rules, dossier, &recount)?;
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
