//! Rows that a batch will write: gathered while its units of work decide, stored together at its end. A
//! dossier that several of them touch is stored once, a count that several add to grows once.

use super::known::Known;
use crate::db::{Db, Param, params};
use crate::error::StoreError;
use crate::project::dossier::{DossierRow, Laid, state_text};
use crate::project::node::Addressed;
use crate::project::outbox::Queued;
use crate::project::tally::TallyRow;
use crate::project::{dossier, node, outbox, series, tally};
use crate::work::IdempotencyKey;
use domain::indicators::Measure;
use domain::ledger::{Content, Entry};
use domain::words::{Day, DossierId, Moment, ProcedureCode, UnitId};
use std::collections::BTreeMap;

/// A dossier that was touched.
struct Touched {
    /// Its row as it is stored now, if it is.
    before: Option<DossierRow>,
    /// When something last happened to it.
    at: Moment,
}

/// What a count is of.
type Counted = (UnitId, Day, ProcedureCode, Measure);

/// What will be written.
#[derive(Default)]
pub(super) struct Rows {
    entries: Vec<Entry>,
    dossiers: BTreeMap<(UnitId, DossierId), Touched>,
    counts: BTreeMap<Counted, TallyRow>,
    numbers: BTreeMap<(UnitId, Day), u32>,
    notices: Vec<Queued>,
    addressed: Vec<Addressed>,
    answers: Vec<(UnitId, IdempotencyKey, String)>,
}

impl Rows {
    /// An entry.
    pub(super) fn entry(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// A dossier was touched; what is stored of it counts the first time.
    pub(super) fn dossier(&mut self, unit: &UnitId, id: DossierId, before: Option<DossierRow>, at: Moment) {
        let touched = self.dossiers.entry((unit.clone(), id)).or_insert(Touched { before, at });
        touched.at = at;
    }

    /// A count grows.
    pub(super) fn count(&mut self, row: TallyRow) {
        let of = (row.unit.clone(), row.day, row.procedure.clone(), row.measure);
        match self.counts.get_mut(&of) {
            Some(count) => count.n += row.n,
            None => {
                self.counts.insert(of, row);
            }
        }
    }

    /// A number is taken.
    pub(super) fn number(&mut self, unit: &UnitId, day: Day, number: u32) {
        let last = self.numbers.entry((unit.clone(), day)).or_default();
        *last = number.max(*last);
    }

    /// A notice is queued.
    pub(super) fn notice(&mut self, queued: Queued) {
        self.notices.push(queued);
    }

    /// An entry concerns somebody besides its unit.
    pub(super) fn addressed(&mut self, row: Addressed) {
        self.addressed.push(row);
    }

    /// A request is answered.
    pub(super) fn answer(&mut self, unit: &UnitId, key: &IdempotencyKey, answer: &str) {
        self.answers.push((unit.clone(), key.clone(), answer.to_owned()));
    }

    /// Stores everything, so that statements see it.
    pub(super) fn flush(&mut self, db: &Db, known: &mut Known) -> Result<(), StoreError> {
        let rows = std::mem::take(self);
        let entries: Vec<_> = rows.entries.iter().map(entry).collect();
        db.run_all(ENTRY, &entries)?;
        let mut laid = Vec::with_capacity(rows.dossiers.len());
        for ((unit, id), Touched { before, at }) in rows.dossiers {
            // Whoever takes a state out and stores before bringing it back would lose the row.
            let gone = || StoreError::Unfit(format!("dossier {id} was touched and isn't at hand"));
            let place = known.state(&unit, id).map(domain::dossier::Dossier::place).ok_or_else(gone)?;
            let kept = known.kept(db, &place)?;
            let state = known.state(&unit, id).ok_or_else(gone)?;
            laid.push(Laid { before, row: DossierRow::of(state, at, &kept), state: state_text(state)? });
        }
        dossier::put_all(db, &laid)?;
        tally::add_all(db, rows.counts.values())?;
        series::take_all(db, rows.numbers.iter().map(|((unit, day), last)| (unit, *day, *last)))?;
        outbox::put_all(db, &rows.notices)?;
        node::put_all(db, &rows.addressed)?;
        let answers: Vec<_> = rows.answers.iter().map(answer).collect();
        db.run_all(ANSWER, &answers)
    }

    /// Nothing of it will be written.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

const ENTRY: &str = "insert into entry (unit, seq, at, actor, subject_kind, subject, version, kind, \
     body_version, body, salt, commitment, prev, hash) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

fn entry(e: &Entry) -> Vec<Param<'_>> {
    let (body, salt, commitment) = match &e.content {
        Content::Kept { salt, body } => (Param::from(body), Param::from(salt.as_slice()), Param::Null),
        Content::Erased(left) => (Param::Null, Param::Null, Param::from(left)),
    };
    let h = &e.head;
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
    ]
    .to_vec()
}

const ANSWER: &str =
    "insert into idempotency (unit, scope, key, digest, answer, at) values ($1, $2, $3, $4, $5, $6)";

fn answer((unit, key, answer): &(UnitId, IdempotencyKey, String)) -> Vec<Param<'_>> {
    params![unit, &key.scope, &key.key, &key.digest, answer, key.at].to_vec()
}
