//! What nodes have of each other, and what one of them wants to be told.

use super::{ENTRY_COLUMNS, Reader, entry};
use crate::db::{Row, params};
use crate::error::StoreError;
use crate::project::node::{self, EVERYBODY};
use crate::project::{account, dossier};
use crate::work::{Factor, Secret};
use domain::identity::Account;
use domain::ledger::{Digest, Entry};
use domain::nodes::{Home, Me};
use domain::records::RecordKind;
use domain::words::{BlobId, Moment, PersonId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// What is here of a ledger that is written elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// Whose.
    pub unit: UnitId,
    /// Whether it is whole; else an excerpt.
    pub whole: bool,
    /// The last entry that is here, or up to which the other side looked.
    pub seq: u64,
    /// Its hash; zero of an excerpt.
    pub hash: Digest,
    /// When it came.
    pub at: Moment,
    /// What the other side signed.
    pub proof: String,
}

/// How far the other side has a ledger of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentUpTo {
    /// Whose.
    pub unit: UnitId,
    /// Number of the last entry it has.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
    /// When it said so.
    pub at: Moment,
    /// What it signed.
    pub proof: String,
}

/// A file that an entry names and that isn't here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedFile {
    /// In whose ledger.
    pub unit: UnitId,
    /// Which file.
    pub blob: BlobId,
    /// Its size.
    pub size_bytes: u64,
    /// Its media type.
    pub media: String,
    /// When the entry that names it was written.
    pub since: Moment,
}

/// What of a ledger concerns somebody, next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Whose ledger.
    pub unit: UnitId,
    /// The entries, by rising number.
    pub entries: Vec<Entry>,
    /// Up to which entry was looked.
    pub upto: u64,
    /// Passwords of persons who come along.
    pub secrets: Vec<Secret>,
}

impl Reader<'_> {
    /// What this program is among nodes; none of a lone office.
    pub fn me(&self) -> Result<Option<Me>, StoreError> {
        node::me(self.db)
    }

    /// The node that writes a unit's ledger, where one is on record.
    pub fn home(&self, unit: &UnitId) -> Result<Option<Home>, StoreError> {
        node::home(self.db, unit)
    }

    /// Whether this node writes a unit's ledger.
    pub fn lives_here(&self, unit: &UnitId) -> Result<bool, StoreError> {
        Ok(Home::lives_at(self.home(unit)?.as_ref(), self.me()?.as_ref()))
    }

    /// Every unit that has a home on record.
    pub fn homes(&self) -> Result<Vec<(UnitId, Home)>, StoreError> {
        let sql = "select unit, body from record where kind = $1 and key = $2 order by unit";
        self.db.all(sql, params![RecordKind::Home.as_str(), Home::KEY], |r| {
            let home = serde_json::from_str(r.text(1)?).map_err(StoreError::unreadable("a home"))?;
            Ok((r.word(0)?, home))
        })
    }

    /// The hash of an entry.
    pub fn entry_hash(&self, unit: &UnitId, seq: u64) -> Result<Option<Digest>, StoreError> {
        let sql = "select hash from entry where unit = $1 and seq = $2";
        self.db.first(sql, params![unit, seq], |r| r.digest(0))
    }

    /// One entry.
    pub fn entry(&self, unit: &UnitId, seq: u64) -> Result<Option<Entry>, StoreError> {
        let sql = format!("select {ENTRY_COLUMNS} from entry where unit = $1 and seq = $2");
        self.db.first(&sql, params![unit, seq], entry)
    }

    /// The entries of a ledger after a number: at most `most`, and none more once they have `bytes` bytes.
    pub fn entries_batch(
        &self,
        unit: &UnitId,
        seq: u64,
        most: u32,
        bytes: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let (mut batch, mut size, mut last) = (Vec::new(), 0, seq);
        // Few at a time, as bodies may be large.
        while size < bytes && batch.len() < usize::try_from(most).unwrap_or(usize::MAX) {
            let next = self.entries_after(unit, last, 32)?;
            let Some(end) = next.last() else { break };
            last = end.head.seq;
            for entry in next {
                if size >= bytes {
                    break;
                }
                size += weight(&entry);
                batch.push(entry);
            }
        }
        batch.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(batch)
    }

    /// When the entry after a number was written: the oldest that waits.
    pub fn first_after(&self, unit: &UnitId, seq: u64) -> Result<Option<Moment>, StoreError> {
        let sql = "select at from entry where unit = $1 and seq > $2 order by seq limit 1";
        self.db.first(sql, params![unit, seq], |r| r.moment(0))
    }

    /// How many dossiers entries after a number speak of.
    pub fn dossiers_after(&self, unit: &UnitId, seq: u64) -> Result<u64, StoreError> {
        let sql = "select count(distinct subject) from entry where unit = $1 and seq > $2 \
                   and subject_kind = $3";
        let n = self.db.number(sql, params![unit, seq, dossier::SUBJECT])?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// What is here of ledgers that are written elsewhere.
    pub fn mirrored(&self) -> Result<Vec<Mirrored>, StoreError> {
        let sql = "select unit, whole, seq, hash, at, proof from mirror order by unit";
        self.db.all(sql, &[], |r| {
            Ok(Mirrored {
                unit: r.word(0)?,
                whole: r.flag(1)?,
                seq: r.count(2)?,
                hash: r.digest(3)?,
                at: r.moment(4)?,
                proof: r.string(5)?,
            })
        })
    }

    /// How far the other side has our ledgers.
    pub fn sent(&self) -> Result<Vec<SentUpTo>, StoreError> {
        let sql = "select unit, seq, hash, at, proof from sent order by unit";
        self.db.all(sql, &[], |r| {
            Ok(SentUpTo {
                unit: r.word(0)?,
                seq: r.count(1)?,
                hash: r.digest(2)?,
                at: r.moment(3)?,
                proof: r.string(4)?,
            })
        })
    }

    /// Files that aren't here, the smallest first.
    pub fn files_wanted(&self, most: u32) -> Result<Vec<WantedFile>, StoreError> {
        let sql =
            "select unit, blob, size_bytes, media, since from wanted order by size_bytes, blob limit $1";
        self.db.all(sql, params![most], |r| {
            Ok(WantedFile {
                unit: r.word(0)?,
                blob: r.word(1)?,
                size_bytes: r.count(2)?,
                media: r.string(3)?,
                since: r.moment(4)?,
            })
        })
    }

    /// Whether a file is wanted.
    pub fn file_is_wanted(&self, blob: &BlobId) -> Result<bool, StoreError> {
        let sql = "select 1 from wanted where blob = $1 limit 1";
        Ok(self.db.first(sql, params![blob.as_str()], |r| r.int(0))?.is_some())
    }

    /// Up to which entry a unit's node was served a ledger.
    pub fn served(&self, unit: &UnitId, reader: &UnitId) -> Result<u64, StoreError> {
        let sql = "select upto from fetched where unit = $1 and reader = $2";
        Ok(self.db.first(sql, params![unit, reader], |r| r.count(0))?.unwrap_or(0))
    }

    /// Ledgers that hold something after a cursor for these units, or for everybody.
    pub fn inbox_ledgers(
        &self,
        to: &[UnitId],
        cursors: &BTreeMap<UnitId, u64>,
    ) -> Result<Vec<UnitId>, StoreError> {
        let mut found = BTreeSet::new();
        for reader in readers(to) {
            let sql = "select unit, max(seq) from inbox where reader = $1 group by unit";
            for (unit, last) in
                self.db.all(sql, params![reader], |r| Ok((r.word::<UnitId>(0)?, r.count(1)?)))?
            {
                if !to.contains(&unit) && last > cursors.get(&unit).copied().unwrap_or(0) {
                    found.insert(unit);
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// What of a ledger concerns these units after a number: some `bytes` bytes of it. What is about a
    /// dossier or a person comes with its story in that ledger.
    pub fn excerpt(
        &self,
        unit: &UnitId,
        to: &[UnitId],
        after: u64,
        bytes: usize,
    ) -> Result<Excerpt, StoreError> {
        let (mut rows, mut end): (Vec<(u64, String, String)>, u64) = (Vec::new(), u64::MAX);
        for reader in readers(to) {
            let sql = "select seq, subject_kind, subject from inbox where reader = $1 and unit = $2 \
                       and seq > $3 order by seq limit 256";
            let some = self
                .db
                .all(sql, params![reader, unit, after], |r| Ok((r.count(0)?, r.string(1)?, r.string(2)?)))?;
            // Behind the last row of a reader who has more nothing is known yet: nobody's row counts there.
            if let Some((last, ..)) = some.last().filter(|_| some.len() == 256) {
                end = end.min(*last);
            }
            rows.extend(some);
        }
        rows.retain(|(seq, ..)| *seq <= end);
        rows.sort();
        rows.dedup();
        let (mut entries, mut size, mut upto) = (BTreeMap::new(), 0, after);
        for (seq, kind, subject) in rows {
            for entry in self.story(unit, to, after, seq, &kind, &subject)? {
                size += weight(&entry);
                entries.insert(entry.head.seq, entry);
            }
            upto = seq;
            if size >= bytes {
                break;
            }
        }
        let entries: Vec<Entry> = entries.into_values().collect();
        let secrets = self.secrets(&entries, to)?;
        Ok(Excerpt { unit: unit.clone(), entries, upto, secrets })
    }

    /// The entry, with those about the same thing that were not told before.
    fn story(
        &self,
        unit: &UnitId,
        to: &[UnitId],
        after: u64,
        seq: u64,
        kind: &str,
        subject: &str,
    ) -> Result<Vec<Entry>, StoreError> {
        if ![dossier::SUBJECT, account::SUBJECT].contains(&kind) {
            return Ok(self.entry(unit, seq)?.into_iter().collect());
        }
        // What went before an entry that concerned the same units was told with that one.
        let mut told = 0;
        for reader in readers(to) {
            let sql = "select max(seq) from inbox where reader = $1 and unit = $2 and seq <= $3 \
                       and subject = $4 and subject_kind = $5";
            let last =
                self.db.first(sql, params![reader, unit, after, subject, kind], |r| r.int_or_null(0))?;
            told = told.max(last.flatten().and_then(|n| u64::try_from(n).ok()).unwrap_or(0));
        }
        let sql = format!(
            "select {ENTRY_COLUMNS} from entry where subject = $1 and subject_kind = $2 and unit = $3 \
             and seq > $4 and seq <= $5 order by seq"
        );
        let mut story = self.db.all(&sql, params![subject, kind, unit, told, seq], entry)?;
        if story.last().is_some_and(|e| e.head.kind == "handed-over") {
            story.extend(self.called_back(unit, seq, kind, subject)?);
        }
        Ok(story)
    }

    /// The entry that calls a hand-over back, if one does. Both are told in one, so that nobody takes over
    /// what isn't on its way any more.
    fn called_back(
        &self,
        unit: &UnitId,
        seq: u64,
        kind: &str,
        subject: &str,
    ) -> Result<Option<Entry>, StoreError> {
        let sql = format!(
            "select {ENTRY_COLUMNS} from entry where subject = $1 and subject_kind = $2 and unit = $3 \
             and seq > $4 order by seq limit 1"
        );
        let next = self.db.first(&sql, params![subject, kind, unit, seq], entry)?;
        Ok(next.filter(|e| e.head.kind == "recalled"))
    }

    fn secrets(&self, entries: &[Entry], to: &[UnitId]) -> Result<Vec<Secret>, StoreError> {
        let mut secrets = Vec::new();
        for entry in entries.iter().filter(|e| e.head.subject.kind == account::SUBJECT) {
            let Some(account) = entry.body().and_then(|body| account::parse(body).ok()) else { continue };
            // Who went on since has a password elsewhere that is nothing to who asks for the old story again.
            let theirs = |a: &Account| to.contains(a.moved_to.as_ref().unwrap_or(&a.unit));
            if theirs(&account) && self.account(account.person)?.is_some_and(|now| theirs(&now)) {
                secrets.extend(self.secret(account.person)?);
            }
        }
        secrets.dedup();
        Ok(secrets)
    }

    /// A person's password, to be taken along.
    fn secret(&self, person: PersonId) -> Result<Option<Secret>, StoreError> {
        let sql = format!("select {SECRET} where credential.person = $1");
        self.db.first(&sql, params![person], secret)
    }

    /// The passwords of a unit's people, for the node that becomes its home.
    pub fn secrets_of(&self, unit: &UnitId) -> Result<Vec<Secret>, StoreError> {
        let sql = format!(
            "select {SECRET} join account on account.person = credential.person where account.unit = $1 \
             order by credential.person"
        );
        self.db.all(&sql, params![unit], secret)
    }
}

/// Passwords with the second factors that belong to them, where there are some.
const SECRET: &str = "credential.person, credential.password_hash, credential.changed_at, factor.body, \
     factor.last_code, factor.changed_at from credential left join factor \
     on factor.person = credential.person";

/// Reads those columns.
fn secret(r: &Row<'_>) -> Result<Secret, StoreError> {
    let person = r.word(0)?;
    let factor = match (r.text_or_null(3)?.map(str::to_owned), r.moment_or_null(5)?) {
        (Some(body), Some(changed)) => Some(Factor { person, body, last_code: r.count(4)?, changed }),
        _ => None,
    };
    Ok(Secret { person, password_hash: r.string(1)?, changed: r.moment(2)?, factor })
}

fn readers(to: &[UnitId]) -> impl Iterator<Item = &str> {
    to.iter().map(UnitId::as_str).chain([EVERYBODY])
}

/// About how many bytes an entry is on its way.
fn weight(entry: &Entry) -> usize {
    entry.body().map_or(0, str::len) + 400
}
