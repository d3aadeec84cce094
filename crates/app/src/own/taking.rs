//! Acts of citizens that waited in the province's ledger, taken up where the dossier's ledger is written:
//! decided as if they had been done there, once, with a record beside it that says what came of them.

use crate::dossier::Answer;
use crate::nodes::{Between, Living};
use crate::{App, AppError};
use domain::dossier::{Dossier, Event, RefusalCode, SentAct, SentTaken, Since};
use domain::ledger::Entry;
use domain::records::{Body as _, Record};
use domain::words::{Moment, UnitId};
use store::{Loaded, Outcome, Reads, RecordChange, Writes};

/// Most that is looked at in one look; what is left comes with the next.
const MOST: u32 = 2_000;
/// The answer of a unit of work that did something, and leaves nothing to do in other ledgers.
const TAKEN: &str = "taken";

/// An act that waits, with what is here of its dossier.
struct Waiting {
    record: Record,
    act: SentAct,
    dossier: Dossier,
    story: Vec<Entry>,
}

impl App {
    /// Takes up what citizens did since, for units that live here. What is on its way to another unit waits
    /// for that one.
    pub(crate) async fn acts_arrive(
        &self,
        living: &Living,
        since: Moment,
        done: &mut Between,
    ) -> Result<(), AppError> {
        let province = self.province();
        let waiting = self.inner.store.read(move |r| r.acts_waiting(&province, since, MOST)).await?;
        for record in waiting {
            let key = record.key.clone();
            match self.act_arrives(living, record).await {
                Ok(taken) => done.acts += usize::from(taken),
                Err(error) => {
                    tracing::warn!(act = %key, %error, "what a citizen did can't be taken up yet");
                    done.failed += 1;
                }
            }
        }
        Ok(())
    }

    async fn act_arrives(&self, living: &Living, record: Record) -> Result<bool, AppError> {
        let act: SentAct = record.read().map_err(AppError::fault)?;
        let id = act.dossier;
        let read = self.inner.store.read(move |r| match r.dossier(id)? {
            Some(found) => Ok(Some((found.dossier, r.dossier_history(id)?))),
            None => Ok(None),
        });
        let Some((dossier, story)) = read.await? else { return Ok(false) };
        // Who has less of the dossier than the person saw, or gave it away, decides nothing about it.
        if dossier.version < act.version || dossier.moved_to.is_some() {
            return Ok(false);
        }
        let unit = dossier.place().unit;
        // Whether another unit took it up meanwhile only the centre knows: it says to boxes whose turn it is.
        let (centre, theirs) = (!living.at_box(), act.unit == unit);
        if living.here(&unit) && (centre || theirs) {
            return self.act_take(Waiting { record, act, dossier, story }).await;
        }
        if centre && !theirs {
            self.act_send_on(record, act, unit).await?;
        }
        Ok(false)
    }

    /// The dossier went to another unit since: its machine hears of the act now.
    async fn act_send_on(&self, record: Record, act: SentAct, unit: UnitId) -> Result<(), AppError> {
        let Record { unit: ledger, kind, key, version, .. } = record;
        let body = act.sent_on(unit).text().map_err(AppError::fault)?;
        let change = RecordChange { stamp: self.system_stamp("between"), kind, key: key.clone(), body };
        let reads = Reads { records: vec![(kind, key.clone())], ..Reads::of(ledger) };
        let run = move |loaded: &Loaded| {
            let same = loaded.record(kind, &key).is_some_and(|known| known.version == version);
            let records = if same { vec![change.clone()] } else { Vec::new() };
            Ok::<_, AppError>(Writes { records, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(error),
        }
    }

    /// Decides an act, and writes what came of it under its key, so that it is taken up once.
    async fn act_take(&self, waiting: Waiting) -> Result<bool, AppError> {
        let Waiting { record, act, dossier, story } = waiting;
        let (now, unit) = (self.now(), dossier.place().unit);
        // A unit that ended writes nothing: who goes on in its place takes it up.
        if self.works_on(&unit, now).is_err() {
            return Ok(false);
        }
        let since = since(&act, &story)?;
        let version = if since == Since::Nothing { dossier.version } else { act.version };
        let stamp = self.citizen_stamp(act.person, act.counts_from(&dossier, now));
        let attempt = self.attempt_of(&dossier, act.own(), act.doing, version, stamp).await?;
        let (kind, key, seen) = (SentTaken::KIND, record.key, dossier.version);
        let (world, beside) = (self.world(), self.system_stamp("between"));
        let reads =
            Reads { dossier: Some(dossier.id()), records: vec![(kind, key.clone())], ..Reads::of(unit) };
        let run = move |loaded: &Loaded| {
            let here = loaded.dossier.as_ref().filter(|d| d.version == seen && d.moved_to.is_none());
            // Something happened meanwhile, or another look was faster: the next one sees it.
            let Some(dossier) = here.filter(|_| loaded.record(kind, &key).is_none()) else {
                return Ok(Writes::default());
            };
            let nothing = || Writes { answer: TAKEN.to_owned(), ..Writes::default() };
            let (writes, refused) = match attempt.decide(&world, dossier) {
                _ if since == Since::Done => (nothing(), None),
                Ok(writes) => (writes, None),
                Err(AppError::Refused(refusal)) => {
                    let code = if dossier.stage.ended() { RefusalCode::Ended } else { refusal.code };
                    (nothing(), Some(AppError::Refused(code.into()).code().to_owned()))
                }
                Err(other) => return Err(other),
            };
            let version = dossier.version + u32::from(!writes.acts.is_empty());
            let body =
                SentTaken { dossier: dossier.id(), version, refused }.text().map_err(AppError::fault)?;
            let taken = RecordChange { stamp: beside.clone(), kind, key: key.clone(), body };
            Ok(Writes { records: vec![taken], ..writes })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { answer, .. } => {
                if let Ok(answer) = serde_json::from_str::<Answer>(&answer) {
                    self.follow(&answer).await;
                }
                Ok(!answer.is_empty())
            }
            Outcome::Refused(error) => Err(error),
        }
    }
}

/// What happened to the dossier since the citizen saw it.
fn since(act: &SentAct, story: &[Entry]) -> Result<Since, AppError> {
    let later = story.iter().filter(|entry| entry.head.version > act.version);
    let read = |entry: &Entry| {
        let event = entry.body().map(|body| Event::read(&entry.head.kind, entry.head.body_version, body));
        Ok((entry.head.actor.clone(), event.transpose().map_err(AppError::fault)?.map(|(event, _)| event)))
    };
    let later: Vec<(String, Option<Event>)> = later.map(read).collect::<Result<_, AppError>>()?;
    Ok(act.since(later.iter().map(|(actor, event)| (actor.as_str(), event.as_ref()))))
}
