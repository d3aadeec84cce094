//! Entries: numbered, chained, stored, and folded into rows.

use super::group::Group;
use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::dossier::DossierRow;
use crate::project::outbox::Queued;
use crate::project::{account, dossier, node, procedure, record, series, tally, territory};
use crate::work::{AccountChange, Act, Loaded, Publication, Reads, RecordChange, Stamp, Writes};
use domain::dossier::{Dossier, Event, evolve};
use domain::identity::Account;
use domain::ledger::{Draft, Subject};
use domain::nodes::{Audience, audience, audience_of_account, audience_of_record};
use domain::notify::{self, notice};
use domain::packs::Definition;
use domain::records::{self, Record, RecordKind};
use domain::words::{DossierId, Moment, UnitId};
use std::collections::BTreeMap;

/// Writes the entries of one unit of work and everything that follows from them.
pub(super) fn apply(
    db: &Db,
    group: &mut Group,
    reads: &Reads,
    loaded: Loaded,
    writes: &Writes,
) -> Result<(), StoreError> {
    let mut place = Place { db, group, unit: &reads.unit, other: reads.taking_over.as_ref() };
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
    group: &'a mut Group,
    unit: &'a UnitId,
    /// The unit at the other end of a hand-over, of which was looked what it has of the dossier.
    other: Option<&'a UnitId>,
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
        for act in acts {
            let before = states.remove(&act.dossier);
            fits(before.as_ref(), &act.event, self.unit, self.other)?;
            let stored = self.stored(before.as_ref(), act.stamp.at)?;
            let after = evolve(before, act.stamp.at, &act.event);
            let after = after.ok_or_else(|| unfit("an act on a dossier that was not loaded"))?;
            if after.id() != act.dossier || after.place().unit != *self.unit {
                return Err(unfit("an act on another dossier than the loaded one"));
            }
            self.act(act, &after)?;
            self.group.rows.dossier(self.unit, act.dossier, stored, act.stamp.at);
            states.insert(act.dossier, after);
        }
        for state in states.into_values().filter(|d| d.place().unit == *self.unit) {
            self.group.known.bring(self.unit, state);
        }
        Ok(())
    }

    /// The row that this unit has of a dossier. One that comes from another unit may have left a row here
    /// before, of which nothing is known.
    fn stored(&mut self, before: Option<&Dossier>, at: Moment) -> Result<Option<DossierRow>, StoreError> {
        let Some(before) = before.filter(|d| d.place().unit == *self.unit) else { return Ok(None) };
        let kept = self.group.known.kept(self.db, &before.place())?;
        Ok(Some(DossierRow::of(before, at, &kept)))
    }

    fn act(&mut self, act: &Act, after: &Dossier) -> Result<(), StoreError> {
        let body = act.event.body(&act.note).map_err(StoreError::unreadable("an event"))?;
        let subject = Subject { kind: dossier::SUBJECT.to_owned(), id: act.dossier.to_string() };
        let (kind, at) = (act.event.kind(), act.stamp.at);
        let said = Said { subject, version: after.version, kind, body_version: Event::VERSION, body };
        let seq = self.append(&act.stamp, said)?;
        for row in tally::of(&act.event, at, after) {
            self.group.rows.count(row);
        }
        if let Some((day, number)) = series::of(&act.event, after) {
            self.group.known.take_number(self.unit, day, number);
            self.group.rows.number(self.unit, day, number);
        }
        if let Some(notice) = notice(&act.event, after) {
            self.group.rows.notice(Queued::of(self.unit, seq, at, &notice)?);
        }
        self.addressed(
            seq,
            dossier::SUBJECT,
            &act.dossier.to_string(),
            audience(self.unit, &act.event, after),
        );
        Ok(())
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
        let seq = self.append(&change.stamp, said)?;
        let to = audience_of_account(self.unit, after);
        self.addressed(seq, account::SUBJECT, &after.person.to_string(), to);
        account::put(self.db, after)
    }

    /// Notes whom an entry concerns besides this unit.
    fn addressed(&mut self, seq: u64, kind: &str, id: &str, to: Audience) {
        if to != Audience::Nobody {
            let subject = Subject { kind: kind.to_owned(), id: id.to_owned() };
            for row in node::addressed(self.unit, seq, &subject, to) {
                self.group.rows.addressed(row);
            }
        }
    }

    /// An account that another unit handed over to this one.
    fn on_its_way(&self, after: &Account) -> Result<Option<Account>, StoreError> {
        let sql = format!("select {} from account where person = $1 and moved_to = $2", account::COLUMNS);
        self.db.first(&sql, params![after.person, self.unit], account::read)
    }

    fn procedure(&mut self, publication: &Publication) -> Result<(), StoreError> {
        // Entries are counted: what waits must be among them.
        self.group.flush(self.db)?;
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
        self.addressed(seq, procedure::SUBJECT, code, Audience::Everybody);
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
        self.addressed(seq, kind.as_str(), key, audience_of_record(self.unit, *kind, Some(body)));
        if *kind == RecordKind::Home {
            let home = serde_json::from_str(body).map_err(StoreError::unreadable("a home"))?;
            self.group.known.set_home(self.unit, home);
        }
        if let Some(notice) = notify::recorded(*kind, body) {
            self.group.rows.notice(Queued::of(self.unit, seq, stamp.at, &notice)?);
        }
        let (unit, key, actor) = (self.unit.clone(), key.clone(), stamp.actor.clone());
        let (kind, at, body) = (*kind, stamp.at, body.clone());
        let record = Record { unit, kind, key, version, at, actor, body };
        let filed = record::Filed::of(&record, |place| self.group.known.kept(self.db, place))?;
        record::put(self.db, &record, &filed)?;
        // What a closed unit leaves is found at its keeper's from here on.
        if change.kind != RecordKind::Territory {
            return Ok(());
        }
        self.group.flush(self.db)?;
        self.group.known.forget_closings();
        territory::settle(self.db, self.unit)
    }

    /// Gives an entry its place and stores it; tells its number.
    fn append(&mut self, stamp: &Stamp, said: Said<'_>) -> Result<u64, StoreError> {
        let (last, prev) = self.group.known.head(self.db, self.unit)?;
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
        let seq = entry.head.seq;
        self.group.known.set_head(self.unit, (seq, entry.hash));
        self.group.rows.entry(entry);
        Ok(seq)
    }
}

/// Whether an event may come next: what was handed over is only taken over, by the unit it was handed to and
/// as it was handed over, or called back by who looked at what the other unit has; so a dossier is never
/// owned twice.
fn fits(
    before: Option<&Dossier>,
    event: &Event,
    here: &UnitId,
    other: Option<&UnitId>,
) -> Result<(), StoreError> {
    let to = before.and_then(|d| d.moved_to.as_ref());
    match (event, to) {
        (Event::TakenOver(e), Some(to)) if to.unit == *here && Some(&*e.dossier) == before => Ok(()),
        (Event::Recalled(e), Some(to)) if to.unit == e.from && other == Some(&to.unit) => Ok(()),
        (Event::Recalled(_), _) => Err(unfit("a recall of what is not on its way")),
        (Event::TakenOver(_), _) => Err(unfit("a take-over of what was not handed over")),
        (event, Some(_)) if event.kind() == "recalled" => Ok(()),
        (_, Some(_)) => Err(unfit("an act on a dossier that was handed over")),
        (_, None) => Ok(()),
    }
}

fn unfit(what: &str) -> StoreError {
    StoreError::Unfit(what.to_owned())
}
