//! Entries that another node wrote: taken as they are, and folded into the same rows. A whole ledger goes on
//! where it stood; an excerpt holds what concerns somebody here, subject by subject. What doesn't follow from
//! what is here fails the whole unit of work.

mod fair;
mod forget;

use super::group::Group;
use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::dossier::DossierRow;
use crate::project::{account, dossier, node, outbox, procedure, record, series, tally, territory};
use crate::work::{Copy, Secret};
use domain::dossier::{Dossier, Event, evolve};
use domain::identity::Account;
use domain::ledger::{Digest, Entry};
use domain::nodes::{Audience, Home, audience, audience_of_account, audience_of_record, files};
use domain::notify::{self, notice};
use domain::packs::Definition;
use domain::records::{Record, RecordKind};
use domain::words::{DossierId, UnitId};

/// Takes a copy of entries of `unit`.
pub(super) fn apply(db: &Db, group: &mut Group, unit: &UnitId, copy: &Copy) -> Result<(), StoreError> {
    // Entries are looked for, and rows that came before.
    group.flush(db)?;
    if copy.anew {
        forget::all(db, unit)?;
        group.known.forget();
    }
    let strict = copy.whole && group.known.me(db)?.is_some_and(|me| me.centre);
    let mut taking = Taking { db, group, unit, whole: copy.whole, strict };
    copy.entries.iter().try_for_each(|entry| taking.take(entry))?;
    let head = group.known.head(db, unit)?;
    let (seq, hash) = if copy.whole { head } else { (copy.upto, Digest::ZERO) };
    db.run(
        "insert into mirror (unit, whole, seq, hash, at, proof) values ($1, $2, $3, $4, $5, $6) \
         on conflict (unit) do update set whole = excluded.whole, seq = case when mirror.seq < excluded.seq \
         then excluded.seq else mirror.seq end, hash = excluded.hash, at = excluded.at, \
         proof = excluded.proof",
        params![unit, copy.whole, seq, &hash, copy.at, &copy.proof],
    )?;
    for secret in &copy.secrets {
        if !strict || fair::of_own(db, unit, secret)? {
            keep(db, unit, secret)?;
        }
    }
    Ok(())
}

/// A password that comes along, and second factors; newer ones that are here stay.
fn keep(db: &Db, unit: &UnitId, secret: &Secret) -> Result<(), StoreError> {
    db.run(
        "insert into credential (person, unit, password_hash, changed_at) values ($1, $2, $3, $4) \
         on conflict (person) do update set password_hash = case when credential.changed_at \
         < excluded.changed_at then excluded.password_hash else credential.password_hash end, \
         changed_at = case when credential.changed_at < excluded.changed_at then excluded.changed_at \
         else credential.changed_at end",
        params![secret.person, unit, &secret.password_hash, secret.changed],
    )?;
    let Some(factor) = &secret.factor else { return Ok(()) };
    db.run(
        "insert into factor (person, unit, body, last_code, changed_at) values ($1, $2, $3, $4, $5) \
         on conflict (person) do update set body = case when factor.changed_at < excluded.changed_at \
         then excluded.body else factor.body end, last_code = case when factor.changed_at \
         < excluded.changed_at or factor.changed_at = excluded.changed_at \
         and factor.last_code < excluded.last_code then excluded.last_code else factor.last_code end, \
         changed_at = case when factor.changed_at < excluded.changed_at then excluded.changed_at \
         else factor.changed_at end",
        params![factor.person, unit, &factor.body, factor.last_code, factor.changed],
    )
}

/// A ledger that is being copied.
struct Taking<'a> {
    db: &'a Db,
    group: &'a mut Group,
    unit: &'a UnitId,
    whole: bool,
    /// Whether what other ledgers say is looked at too: the centre has them all.
    strict: bool,
}

/// Whether an event may follow a hand-over.
fn goes_on_after_hand_over(event: &Event) -> bool {
    matches!(event.kind(), "taken-over" | "recalled")
}

/// Whether other rows are looked at before an event is taken.
fn looks_around(event: &Event) -> bool {
    match event {
        Event::TakenOver(_) | Event::Recalled(_) => true,
        Event::Received(e) => e.parent.is_some(),
        _ => false,
    }
}

impl Taking<'_> {
    fn take(&mut self, entry: &Entry) -> Result<(), StoreError> {
        if !self.placed(entry)? {
            return Ok(());
        }
        let body = entry.body();
        self.wanted(entry, body)?;
        let to = match (entry.head.subject.kind.as_str(), body) {
            (dossier::SUBJECT, body) => self.act(entry, body)?,
            (account::SUBJECT, Some(body)) => self.account(entry, body)?,
            (procedure::SUBJECT, Some(body)) => {
                let (code, at) = (&entry.head.subject.id, entry.head.at);
                let revision = Definition::revision_of(body);
                procedure::put(self.db, self.unit, code, &revision, entry.head.seq, at)?;
                Audience::Everybody
            }
            (kind, Some(body)) => match RecordKind::parse(kind) {
                Some(kind) => self.record(kind, entry, body)?,
                // Of a newer program: kept as it is.
                None => Audience::Nobody,
            },
            (kind, None) => RecordKind::parse(kind)
                .map_or(Audience::Nobody, |kind| audience_of_record(self.unit, kind, None)),
        };
        if self.whole {
            for row in node::addressed(self.unit, entry.head.seq, &entry.head.subject, to) {
                self.group.rows.addressed(row);
            }
        }
        self.group.rows.entry(entry.clone());
        Ok(())
    }

    /// Whether the entry is new, and its place is free.
    fn placed(&mut self, entry: &Entry) -> Result<bool, StoreError> {
        if entry.head.ledger != *self.unit {
            return Err(self.unfit(entry, "an entry of another ledger"));
        }
        if !entry.sound() {
            return Err(self.unfit(entry, "an entry that was altered"));
        }
        let seq = entry.head.seq;
        if self.whole {
            let (last, hash) = self.group.known.head(self.db, self.unit)?;
            if (seq, entry.prev) != (last + 1, hash) {
                return Err(self.unfit(entry, "not the next entry"));
            }
            self.group.known.set_head(self.unit, (seq, entry.hash));
            return Ok(true);
        }
        let sql = "select hash from entry where unit = $1 and seq = $2";
        match self.db.first(sql, params![self.unit, seq], |r| r.digest(0))? {
            None => Ok(true),
            Some(hash) if hash == entry.hash => Ok(false),
            Some(_) => Err(self.unfit(entry, "another entry stands under this number")),
        }
    }

    fn wanted(&mut self, entry: &Entry, body: Option<&str>) -> Result<(), StoreError> {
        for file in body.map(files::named).unwrap_or_default() {
            self.db.run(
                "insert into wanted (unit, blob, size_bytes, media, since) values ($1, $2, $3, $4, $5) \
                 on conflict (unit, blob) do nothing",
                params![self.unit, file.blob.as_str(), file.size_bytes, &file.media, entry.head.at],
            )?;
        }
        Ok(())
    }

    fn act(&mut self, entry: &Entry, body: Option<&str>) -> Result<Audience, StoreError> {
        let (head, unit) = (&entry.head, self.unit);
        let id: DossierId =
            head.subject.id.parse().map_err(|_| self.unfit(entry, "a dossier without an id"))?;
        // What was erased can't be folded, and nothing that came after it.
        let Some(body) = body else { return Ok(Audience::Nobody) };
        let (event, _) = Event::read(&head.kind, head.body_version, body)
            .map_err(|_| self.unfit(entry, "a body that can't be read"))?;
        if self.strict && looks_around(&event) {
            // What waits must be on disk while every state is at hand.
            self.group.flush(self.db)?;
        }
        let before = self.group.known.take(self.db, unit, id)?;
        let last = before.as_ref().map_or(0, |b| b.version);
        if last + 1 != head.version && !matches!(event, Event::TakenOver(_)) {
            return self.behind_what_is_missing(entry, before);
        }
        if self.strict {
            self.fair(entry, id, before.as_ref(), &event)?;
        }
        let stored = self.stored(before.as_ref().filter(|_| !matches!(event, Event::TakenOver(_))), entry)?;
        if before.as_ref().is_some_and(|b| b.moved_to.is_some()) && !goes_on_after_hand_over(&event) {
            return Err(self.unfit(entry, "an act on a dossier that was handed over"));
        }
        let after = evolve(before, head.at, &event);
        let fits = |d: &Dossier| d.id() == id && d.version == head.version && d.place().unit == *unit;
        let Some(after) = after.filter(fits) else {
            return Err(self.unfit(entry, "an act that doesn't follow from what came before"));
        };
        let to = audience(unit, &event, &after);
        if self.whole {
            self.counted(entry, &event, &after)?;
        }
        self.group.rows.dossier(unit, id, stored, head.at);
        self.group.known.bring(unit, after);
        Ok(to)
    }

    /// What an act of a whole ledger adds: counts, numbers, and the notice where this node was the one to
    /// send it.
    fn counted(&mut self, entry: &Entry, event: &Event, after: &Dossier) -> Result<(), StoreError> {
        for row in tally::of(event, entry.head.at, after) {
            self.group.rows.count(row);
        }
        if let Some((day, number)) = series::of(event, after) {
            self.group.known.take_number(self.unit, day, number);
            self.group.rows.number(self.unit, day, number);
        }
        match notice(event, after) {
            Some(notice) => self.notice(entry, &notice),
            None => Ok(()),
        }
    }

    fn notice(&mut self, entry: &Entry, notice: &notify::Notice) -> Result<(), StoreError> {
        if self.whole && self.group.known.here(self.db, self.unit)? {
            let queued = outbox::Queued::of(self.unit, entry.head.seq, entry.head.at, notice)?;
            self.group.rows.notice(queued);
        }
        Ok(())
    }

    fn stored(&mut self, before: Option<&Dossier>, entry: &Entry) -> Result<Option<DossierRow>, StoreError> {
        let Some(before) = before.filter(|d| d.place().unit == *self.unit) else { return Ok(None) };
        let kept = self.group.known.kept(self.db, &before.place())?;
        Ok(Some(DossierRow::of(before, entry.head.at, &kept)))
    }

    /// An act whose forerunner isn't here: it was erased, or never was.
    fn behind_what_is_missing(
        &mut self,
        entry: &Entry,
        before: Option<Dossier>,
    ) -> Result<Audience, StoreError> {
        if let Some(before) = before {
            self.group.known.bring(self.unit, before);
        }
        if self.erased(entry)? {
            return Ok(Audience::Nobody);
        }
        Err(self.unfit(entry, "an act that doesn't follow from what came before"))
    }

    fn erased(&mut self, entry: &Entry) -> Result<bool, StoreError> {
        self.group.flush(self.db)?;
        let sql = "select count(*) from entry where subject = $1 and subject_kind = 'dossier' \
                   and unit = $2 and body is null";
        Ok(self.db.number(sql, params![&entry.head.subject.id, self.unit])? > 0)
    }

    fn account(&mut self, entry: &Entry, body: &str) -> Result<Audience, StoreError> {
        let after = account::parse(body)?;
        let sql = format!("select {} from account where person = $1 order by version", account::COLUMNS);
        let known = self.db.first(&sql, params![after.person], account::read)?;
        let follows = |known: &Account| {
            let theirs = known.unit == *self.unit || known.moved_to.as_ref() == Some(self.unit);
            theirs && after.version == known.version + 1
        };
        if self.strict && !known.as_ref().map_or(after.version == 1, follows) {
            return Err(self.unfit(entry, "an account that is somebody else's"));
        }
        if after.unit != *self.unit || after.version != entry.head.version {
            return Err(self.unfit(entry, "an account of another unit or version"));
        }
        if known.is_none_or(|known| known.version < after.version) {
            account::put(self.db, &after)?;
        }
        Ok(audience_of_account(self.unit, &after))
    }

    fn record(&mut self, kind: RecordKind, entry: &Entry, body: &str) -> Result<Audience, StoreError> {
        let head = &entry.head;
        let known = record::get(self.db, self.unit, kind, &head.subject.id)?.map_or(0, |r| r.version);
        if self.whole && known + 1 != head.version {
            return Err(self.unfit(entry, "not the next version of a record"));
        }
        if let Some(notice) = notify::recorded(kind, body) {
            self.notice(entry, &notice)?;
        }
        if known < head.version {
            let record = Record {
                unit: self.unit.clone(),
                kind,
                key: head.subject.id.clone(),
                version: head.version,
                at: head.at,
                actor: head.actor.clone(),
                body: body.to_owned(),
            };
            let filed = record::Filed::of(&record, |place| self.group.known.kept(self.db, place))?;
            record::put(self.db, &record, &filed)?;
        }
        match kind {
            RecordKind::Home => {
                let home: Home = serde_json::from_str(body).map_err(StoreError::unreadable("a home"))?;
                let ours = self.group.known.me(self.db)?.is_some_and(|me| me.node == home.node);
                self.group.known.set_home(self.unit, home);
                if self.whole && ours {
                    // What concerned this unit before was left out of excerpts: they begin anew.
                    self.db.run("update mirror set seq = 0 where whole = 0", &[])?;
                }
            }
            RecordKind::Territory => {
                self.group.flush(self.db)?;
                self.group.known.forget_closings();
                territory::settle(self.db, self.unit)?;
            }
            _ => {}
        }
        Ok(audience_of_record(self.unit, kind, Some(body)))
    }

    fn unfit(&self, entry: &Entry, what: &'static str) -> StoreError {
        StoreError::Unadmitted { unit: self.unit.clone(), seq: entry.head.seq, what, early: false }
    }
}
