//! What citizens did to dossiers that a machine of the unit's own works on: on record in the province's
//! ledger, which goes there; and what came of it, as they see it.

use super::acts::{Acted, Attempt};
use crate::citizen::SignedCitizen;
use crate::dossier::Answer;
use crate::{App, AppError};
use domain::dossier::{Dossier, OwnAct, RefusalCode, SentAct, SentTaken};
use domain::records::{Body as _, Record};
use domain::words::{DossierId, Moment, UnitId};
use store::read::Reader;
use store::{IdempotencyKey, Loaded, Outcome, Reads, RecordChange, StoreError, Writes};

/// What became of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActStands {
    /// The unit's machine hasn't taken it up yet.
    Waits,
    /// It was done, and nothing happened since.
    Done,
    /// It was refused, under this code.
    Refused(String),
}

/// An act that was for the machine of the dossier's unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActSent {
    /// Which.
    pub act: OwnAct,
    /// When the citizen did it.
    pub at: Moment,
    /// The unit that takes it up, or did.
    pub unit: UnitId,
    /// What became of it.
    pub stands: ActStands,
}

impl ActSent {
    /// Whether it waits.
    pub fn waits(&self) -> bool {
        self.stands == ActStands::Waits
    }
}

/// The last act on a dossier, as the ledgers have it.
struct Last {
    /// How many there are.
    count: usize,
    act: Record,
    taken: Option<Record>,
}

fn last(r: &Reader<'_>, province: &UnitId, id: DossierId) -> Result<Option<Last>, StoreError> {
    let mut acts = r.records_under(province, SentAct::KIND, &SentAct::keys_of(id))?;
    let count = acts.len();
    let Some(act) = acts.pop() else { return Ok(None) };
    // Whoever had the dossier may have taken it up, and nobody else.
    for unit in r.dossier_units(id)? {
        if let Some(taken) = r.record(&unit, SentTaken::KIND, &act.key)? {
            return Ok(Some(Last { count, act, taken: Some(taken) }));
        }
    }
    Ok(Some(Last { count, act, taken: None }))
}

impl App {
    async fn act_last(&self, id: DossierId) -> Result<Option<Last>, AppError> {
        let province = self.province();
        Ok(self.inner.store.read(move |r| last(r, &province, id)).await?)
    }

    /// Whether something that a citizen did waits for the machine of a dossier's unit.
    pub(super) async fn act_waits(&self, id: DossierId) -> Result<bool, AppError> {
        Ok(self.act_last(id).await?.is_some_and(|last| last.taken.is_none()))
    }

    /// What was done last to a dossier, where it was for the machine of its unit. What was done long ago
    /// stands in the dossier's course.
    pub(super) async fn act_sent(&self, dossier: &Dossier) -> Result<Option<ActSent>, AppError> {
        let Some(last) = self.act_last(dossier.id()).await? else { return Ok(None) };
        let act: SentAct = last.act.read().map_err(AppError::fault)?;
        let taken = last.taken.map(|record| record.read::<SentTaken>().map(|taken| (record.unit, taken)));
        let (unit, stands) = match taken.transpose().map_err(AppError::fault)? {
            None => (act.unit, ActStands::Waits),
            Some((unit, SentTaken { refused: Some(code), .. })) => (unit, ActStands::Refused(code)),
            Some((unit, taken)) if taken.version == dossier.version => (unit, ActStands::Done),
            Some(_) => return Ok(None),
        };
        Ok(Some(ActSent { act: act.doing.act(), at: act.at, unit, stands }))
    }

    /// Puts an act on record for the machine that writes the dossier's ledger. What can't be done as far as
    /// the centre knows is refused at once, with everything that was typed.
    pub(super) async fn act_send(
        &self,
        citizen: &SignedCitizen,
        dossier: Dossier,
        attempt: Attempt,
        idempotency: Option<IdempotencyKey>,
    ) -> Result<Acted, AppError> {
        let id = dossier.id();
        // One at a time: behind one that waits there is no place, and the same one sent again is known by
        // the key of its request.
        let place = match self.act_last(id).await? {
            None => 1,
            Some(last) => last.count + usize::from(last.taken.is_some()),
        };
        let (kind, key) = (SentAct::KIND, SentAct::key(id, place));
        let act = SentAct {
            dossier: id,
            unit: dossier.place().unit,
            before: Vec::new(),
            version: attempt.version,
            at: attempt.stamp.at,
            person: citizen.person,
            name: citizen.citizen.name.clone(),
            level: citizen.citizen.level,
            doing: attempt.doing.clone(),
        };
        let body = act.text().map_err(AppError::fault)?;
        let change = RecordChange { stamp: attempt.stamp.clone(), kind, key: key.clone(), body };
        let reads = Reads { records: vec![(kind, key.clone())], idempotency, ..Reads::of(self.province()) };
        let world = self.world();
        let decide = move |loaded: &Loaded| {
            if loaded.record(kind, &key).is_some() {
                return Err(AppError::Refused(RefusalCode::SentWaits.into()));
            }
            attempt.decide(&world, &dossier)?;
            let answer = serde_json::to_string(&Answer::of(&dossier)).map_err(AppError::fault)?;
            Ok(Writes { records: vec![change.clone()], answer, ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { replayed: true, .. } => Ok(Acted::Again),
            Outcome::Done { .. } => Ok(Acted::Sent),
            Outcome::Refused(error) => Err(error),
        }
    }
}
