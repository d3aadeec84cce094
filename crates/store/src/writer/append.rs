//! Entries: numbered, chained, stored, and folded into rows.

use crate::db::{Db, Param, params};
use crate::error::StoreError;
use crate::project::territory::Kept;
use crate::project::{account, dossier, outbox, procedure, record, series, tally, territory};
use crate::work::{AccountChange, Act, Loaded, Publication, Reads, RecordChange, Stamp, Writes};
use domain::dossier::{Dossier, Event, evolve};
use domain::identity::Account;
use domain::ledger::{Content, Digest, Draft, Entry, Subject};
use domain::notify::{self, notice};
use domain::packs::Definition;
use domain::records::{self, Record, RecordKind};
use domain::words::{DossierId, UnitId};
use std::collections::{BTreeMap, HashMap};

/// Number and hash of the last entry of ledgers that were written to. Forgotten when a transaction is
/// taken back.
#[derive(Default)]
pub(super) struct Heads {
    known: HashMap<UnitId, (u64, Digest)>,
    /// Where the rows of units lie. Only a record that closes a unit changes that.
    kept: HashMap<UnitId, Kept>,
}

impl Heads {
    /// After a transaction was taken back, what is on disk must be asked again.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.kept.clear();
    }

    fn kept(&mut self, db: &Db, place: &domain::identity::Place) -> Result<Kept, StoreError> {
        if let Some(kept) = self.kept.get(&place.unit) {
            return Ok(kept.clone());
        }
        let kept = territory::kept(db, place)?;
        self.kept.insert(place.unit.clone(), kept.clone());
        Ok(kept)
    }

    fn of(&self, db: &Db, unit: &UnitId) -> Result<(u64, Digest), StoreError> {
        if let Some(head) = self.known.get(unit) {
            return Ok(*head);
        }
        let sql = "select seq, hash from entry where unit = $1 order by seq desc limit 1";
        let head = db.first(sql, params![unit], |r| Ok((r.count(0)?, r.digest(1)?)))?;
        Ok(head.unwrap_or((0, Digest::ZERO)))
    }
}

/// Writes the entries of one unit of work and everything that follows from them.
pub(super) fn apply(
    db: &Db,
    heads: &mut Heads,
    reads: &Reads,
    loaded: Loaded,
    writes: &Writes,
) -> Result<(), StoreError> {
    let mut place = Place { db, heads, unit: &reads.unit };
    let Loaded { dossier, dossiers, account, people, .. } = loaded;
    place.acts(dossier.into_iter().chain(dossiers), &writes.acts)?;
    for change in &writes.accounts {
        let before = account.iter().chain(&people).find(|a| a.person == change.after.person);
        place.account(before, change)?;
    }
    writes.procedures.iter().try_for_each(|p| place.procedure(p))?;
    writes.records.iter().try_for_each(|r| place.record(r))
}

/// A ledger that is being written to.
struct Place<'a> {
    db: &'a Db,
    heads: &'a mut Heads,
    unit: &'a UnitId,
}

/// What an entry says, before it has who, when and where.
struct Said<'a> {
    subject: Subject,
    version: u32,
    kind: &'a str,
    body_version: u16,
    body: String,
}

impl Place<'_> {
    fn acts(&mut self, loaded: impl Iterator<Item = Dossier>, acts: &[Act]) -> Result<(), StoreError> {
        let mut states: BTreeMap<DossierId, Dossier> = loaded.map(|d| (d.id(), d)).collect();
        let mut touched = BTreeMap::new();
        for act in acts {
            let before = states.remove(&act.dossier);
            fits(before.as_ref(), &act.event, self.unit)?;
            let after = evolve(before, act.stamp.at, &act.event);
            let after = after.ok_or_else(|| unfit("an act on a dossier that was not loaded"))?;
            if after.id() != act.dossier || after.place().unit != *self.unit {
                return Err(unfit("an act on another dossier than the loaded one"));
            }
            self.act(act, &after)?;
            states.insert(act.dossier, after);
            touched.insert(act.dossier, act.stamp.at);
        }
        for (id, at) in touched {
            let Some(state) = states.get(&id) else { continue };
            let kept = self.heads.kept(self.db, &state.place())?;
            dossier::put(self.db, state, at, &kept)?;
        }
        Ok(())
    }

    fn act(&mut self, act: &Act, after: &Dossier) -> Result<(), StoreError> {
        let body = act.event.body(&act.note).map_err(StoreError::unreadable("an event"))?;
        let subject = Subject { kind: dossier::SUBJECT.to_owned(), id: act.dossier.to_string() };
        let (kind, at) = (act.event.kind(), act.stamp.at);
        let said = Said { subject, version: after.version, kind, body_version: Event::VERSION, body };
        let seq = self.append(&act.stamp, said)?;
        tally::of(&act.event, at, after).iter().try_for_each(|row| tally::add(self.db, row))?;
        if let Some((day, number)) = series::of(&act.event, after) {
            series::take(self.db, self.unit, day, number)?;
        }
        match notice(&act.event, after) {
            Some(notice) => outbox::put(self.db, self.unit, seq, at, &notice),
            None => Ok(()),
        }
    }

    fn account(&mut self, before: Option<&Account>, change: &AccountChange) -> Result<(), StoreError> {
        let after = &change.after;
        let elsewhere = self.on_its_way(after)?;
        let before = before.or(elsewhere.as_ref()).filter(|a| a.person == after.person);
        if after.unit != *self.unit || after.version != before.map_or(0, |a| a.version) + 1 {
            return Err(unfit("an account of another unit or not of the next version"));
        }
        let said = Said {
            subject: Subject { kind: account::SUBJECT.to_owned(), id: after.person.to_string() },
            version: after.version,
            kind: account::kind(before, after),
            body_version: account::BODY_VERSION,
            body: account::body(after)?,
        };
        self.append(&change.stamp, said)?;
        account::put(self.db, after)
    }

    /// An account that another unit handed over to this one.
    fn on_its_way(&self, after: &Account) -> Result<Option<Account>, StoreError> {
        let sql = format!("select {} from account where person = $1 and moved_to = $2", account::COLUMNS);
        self.db.first(&sql, params![after.person, self.unit], account::read)
    }

    fn procedure(&mut self, publication: &Publication) -> Result<(), StoreError> {
        let (code, revision) = (publication.code.as_str(), Definition::revision_of(&publication.body));
        let sql = "select max(version) from entry where subject = $1 and subject_kind = $2 and unit = $3";
        let last = self.db.number(sql, params![code, procedure::SUBJECT, self.unit])?;
        let said = Said {
            subject: Subject { kind: procedure::SUBJECT.to_owned(), id: code.to_owned() },
            version: u32::try_from(last + 1).map_err(StoreError::unreadable("a version"))?,
            kind: procedure::KIND,
            body_version: procedure::BODY_VERSION,
            body: publication.body.clone(),
        };
        let seq = self.append(&publication.stamp, said)?;
        procedure::put(self.db, self.unit, code, &revision, seq, publication.stamp.at)
    }

    fn record(&mut self, change: &RecordChange) -> Result<(), StoreError> {
        let RecordChange { stamp, kind, key, body } = change;
        let version = record::get(self.db, self.unit, *kind, key)?.map_or(0, |r| r.version) + 1;
        let said = Said {
            subject: Subject { kind: kind.as_str().to_owned(), id: key.clone() },
            version,
            kind: &kind.entry(),
            body_version: records::BODY_VERSION,
            body: body.clone(),
        };
        let seq = self.append(stamp, said)?;
        if let Some(notice) = notify::recorded(*kind, body) {
            outbox::put(self.db, self.unit, seq, stamp.at, &notice)?;
        }
        let (unit, key, actor) = (self.unit.clone(), key.clone(), stamp.actor.clone());
        let (kind, at, body) = (*kind, stamp.at, body.clone());
        record::put(self.db, &Record { unit, kind, key, version, at, actor, body })?;
        // What a closed unit leaves is found at its keeper's from here on.
        if change.kind != RecordKind::Territory {
            return Ok(());
        }
        self.heads.kept.clear();
        territory::settle(self.db, self.unit)
    }

    /// Gives an entry its place and stores it; tells its number.
    fn append(&mut self, stamp: &Stamp, said: Said<'_>) -> Result<u64, StoreError> {
        let (last, prev) = self.heads.of(self.db, self.unit)?;
        let draft = Draft {
            ledger: self.unit.clone(),
            at: stamp.at,
            actor: stamp.actor.clone(),
            subject: said.subject,
            version: said.version,
            kind: said.kind.to_owned(),
            body_version: said.body_version,
            body: said.body,
            salt: stamp.salt,
        };
        let entry = draft.seal(last + 1, prev);
        store(self.db, &entry)?;
        self.heads.known.insert(self.unit.clone(), (entry.head.seq, entry.hash));
        Ok(entry.head.seq)
    }
}

/// Whether an event may come next: what was handed over is only taken over, by the unit it was handed to and
/// as it was handed over; so a dossier is never owned twice.
fn fits(before: Option<&Dossier>, event: &Event, here: &UnitId) -> Result<(), StoreError> {
    let to = before.and_then(|d| d.moved_to.as_ref());
    match (event, to) {
        (Event::TakenOver(e), Some(to)) if to.unit == *here && Some(&*e.dossier) == before => Ok(()),
        (Event::TakenOver(_), _) => Err(unfit("a take-over of what was not handed over")),
        (_, Some(_)) => Err(unfit("an act on a dossier that was handed over")),
        (_, None) => Ok(()),
    }
}

fn unfit(what: &str) -> StoreError {
    StoreError::Unfit(what.to_owned())
}

fn store(db: &Db, e: &Entry) -> Result<(), StoreError> {
    let (body, salt, commitment) = match &e.content {
        Content::Kept { salt, body } => (Param::from(body), Param::from(salt.as_slice()), Param::Null),
        Content::Erased(left) => (Param::Null, Param::Null, Param::from(left)),
    };
    let h = &e.head;
    db.run(
        "insert into entry (unit, seq, at, actor, subject_kind, subject, version, kind, body_version, body, \
         salt, commitment, prev, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            &h.ledger,
            h.seq,
            h.at,
            &h.actor,
            &h.subject.kind,
            &h.subject.id,
            h.version,
            &h.kind,
            u32::from(h.body_version),
            body,
            salt,
            commitment,
            &e.prev,
            &e.hash,
        ],
    )?;
    Ok(())
}
