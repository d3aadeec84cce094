//! What an officer needs around a dossier: which procedures are used here, who came before, where the work
//! lies.

use crate::{App, AppError};
use domain::dossier::Applicant;
use domain::identity::{Actor, Right, Scope, may, scope};
use domain::indicators::Measure;
use domain::words::{PersonalNumber, ProcedureCode, StepId};
use std::collections::{BTreeMap, BTreeSet};
use store::read::{Counts, OpenCount};

/// How far back "recently" reaches.
const RECENT_DAYS: i64 = 30;

/// What is open, and where it stands.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Open, late, due today.
    pub counts: Counts,
    /// By step and stage.
    pub open: Vec<OpenCount>,
}

impl App {
    /// The procedures that the actor's unit received lately, the most used first.
    pub async fn procedures_used(&self, actor: &Actor, limit: usize) -> Result<Vec<ProcedureCode>, AppError> {
        let place = actor.place();
        if !may(actor, Right::DossierReceive, &place) {
            return Err(AppError::Forbidden);
        }
        let (unit, today) = (actor.unit.clone(), self.now().day());
        let read =
            self.inner.store.read(move |r| r.tallies(&Scope::Unit(unit), today.plus(-RECENT_DAYS), today));
        let mut sums: BTreeMap<ProcedureCode, u64> = BTreeMap::new();
        for row in read.await?.into_iter().filter(|row| row.measure == Measure::Received) {
            *sums.entry(row.procedure).or_default() += row.n;
        }
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(sums.into_iter().take(limit).map(|(code, _)| code).collect())
    }

    /// The person of a number as the unit's latest dossier names them. Another unit's dossiers say nothing
    /// here.
    pub async fn applicant_before(&self, actor: &Actor, number: &str) -> Result<Option<Applicant>, AppError> {
        let place = actor.place();
        if !may(actor, Right::DossierReceive, &place) {
            return Err(AppError::Forbidden);
        }
        let Ok(number) = PersonalNumber::parse(number, self.numbers()) else { return Ok(None) };
        let unit = actor.unit.clone();
        let found = self.inner.store.read(move |r| {
            let rows = r.search(&Scope::Unit(unit), number.as_str(), 5)?;
            // The search also finds telephones of twelve digits; only the person's own number counts.
            let of_person = |row: &&store::DossierRow| row.number.as_deref() == Some(number.as_str());
            rows.iter().find(of_person).map(|row| r.dossier(row.id)).transpose()
        });
        Ok(found.await?.flatten().map(|f| f.dossier.filing.applicant))
    }

    /// The steps at which the actor's roles work, in any process that runs.
    pub fn steps_of(&self, actor: &Actor) -> BTreeSet<StepId> {
        let catalogue = self.catalogue();
        let steps = catalogue.all().flat_map(|r| &r.definition.process.steps);
        steps.filter(|s| actor.is(s.role)).map(|s| s.id.clone()).collect()
    }

    /// What is open in what the actor sees, or in one unit of it, and where it stands.
    pub async fn dossier_standing(&self, actor: &Actor, unit: &str) -> Result<Standing, AppError> {
        let scope = match unit {
            "" => scope(actor, Right::DossierRead),
            unit => self.narrowed(actor, Right::DossierRead, unit)?,
        };
        let (now, selves) = (self.now(), actor.selves());
        let read = self.inner.store.read(move |r| {
            let open = r.open_counts(&scope, now, &selves)?;
            Ok(Standing { counts: r.worklist_counts(&scope, now)?, open })
        });
        Ok(read.await?)
    }
}
