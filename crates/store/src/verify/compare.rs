//! Holding what follows from entries against what is stored.

use super::Report;
use super::replay::{Ledger, People, Place, ProcedureRow, Sink, TallyKey};
use crate::blob::{Blobs, id_of};
use crate::db::{Db, Question, Row, params};
use crate::error::StoreError;
use crate::project::dossier::DossierRow;
use crate::project::outbox::Queued;
use crate::project::territory::Kept;
use crate::project::{account, dossier, outbox, record, territory};
use crate::read::tally_row;
use domain::dossier::Dossier;
use domain::notify::Notice;
use domain::words::{BlobId, Day, Moment, UnitId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Compares; writes nothing.
pub(super) struct Compare<'a> {
    db: &'a Db,
    /// None where only the server is at hand.
    blobs: Option<&'a Blobs>,
    looked_at: HashSet<BlobId>,
    /// Dossiers of the current ledger whose row was found.
    found: u64,
    /// Where that ledger's rows lie.
    kept: Option<Kept>,
    /// What waits to be looked up: many in one trip.
    dossiers: Vec<(Dossier, Moment)>,
    notices: Vec<Queued>,
    /// How many dossiers are stored, by unit.
    stored: Option<HashMap<UnitId, u64>>,
}

/// Tables whose rows follow from the entries of their unit.
pub(super) const TABLES: [&str; 8] =
    ["dossier", "tally", "series", "procedure", "record", "rated", "outbox", "inbox"];

/// How much is looked up in one trip.
const TRIP: usize = 200;

impl<'a> Compare<'a> {
    pub(super) fn new(db: &'a Db, blobs: Option<&'a Blobs>) -> Self {
        Self {
            db,
            blobs,
            looked_at: HashSet::new(),
            found: 0,
            kept: None,
            dossiers: Vec::new(),
            notices: Vec::new(),
            stored: None,
        }
    }

    fn file(&mut self, id: &BlobId, report: &mut Report) -> Result<(), StoreError> {
        let Some(blobs) = self.blobs.filter(|_| self.looked_at.insert(id.clone())) else { return Ok(()) };
        report.blobs += 1;
        match blobs.get(id)? {
            None if self.awaited(id)? => {
                report.files_awaited.insert(id.clone());
            }
            None => {
                report.files_missing.insert(id.clone());
                report.differs(|| format!("file {id} is missing"));
            }
            Some(bytes) if id_of(&bytes)? != *id => report.differs(|| format!("file {id} was changed")),
            Some(_) => {}
        }
        Ok(())
    }

    fn awaited(&self, id: &BlobId) -> Result<bool, StoreError> {
        let sql = "select 1 from wanted where blob = $1 limit 1";
        Ok(self.db.first(sql, params![id.as_str()], |r| r.int(0))?.is_some())
    }

    fn inbox(&self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let sql = "select reader, seq from inbox where unit = $1";
        let stored = self.db.all(sql, params![&ledger.unit], |r| Ok((r.string(0)?, r.count(1)?)))?;
        let stored: BTreeSet<(String, u64)> = stored.into_iter().collect();
        for (reader, seq) in stored.symmetric_difference(&ledger.inbox) {
            let unit = &ledger.unit;
            report.differs(|| {
                format!("entry {seq} of unit {unit} in the inbox of {reader}: not as entries say")
            });
        }
        Ok(())
    }

    fn tallies(&self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let sql = "select unit, province, day, procedure, measure, n from tally where unit = $1";
        let mut stored: BTreeMap<TallyKey, (UnitId, u64)> = BTreeMap::new();
        self.db.each(sql, params![&ledger.unit], |r| {
            match tally_row(r) {
                Ok(t) => {
                    stored.insert((t.day, t.procedure, t.measure), (t.province, t.n));
                }
                Err(fault) => report.differs(|| format!("a tally of unit {}: {fault}", ledger.unit)),
            }
            Ok(())
        })?;
        report.tallies += u64::try_from(stored.len()).unwrap_or(0);
        diff(&ledger.tallies, &stored, report, |(day, procedure, measure)| {
            format!("tally of unit {}, {day}, {procedure}, {}", ledger.unit, measure.as_str())
        });
        Ok(())
    }

    fn series(&self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let mut stored: BTreeMap<Day, u32> = BTreeMap::new();
        self.db.each("select day, last from series where unit = $1", params![&ledger.unit], |r| {
            stored.insert(r.day(0)?, r.small(1)?);
            Ok(())
        })?;
        diff(&ledger.series, &stored, report, |day| format!("numbers of unit {}, {day}", ledger.unit));
        Ok(())
    }

    fn procedures(&self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let sql = "select code, revision, current, seq, at from procedure where unit = $1";
        let mut stored = BTreeMap::new();
        self.db.each(sql, params![&ledger.unit], |r| {
            let row = ProcedureRow { current: r.flag(2)?, seq: r.count(3)?, at: r.moment(4)? };
            stored.insert((r.string(0)?, r.string(1)?), row);
            Ok(())
        })?;
        report.procedures += u64::try_from(stored.len()).unwrap_or(0);
        diff(&ledger.procedures, &stored, report, |(code, revision)| {
            format!("procedure {code} revision {revision} of unit {}", ledger.unit)
        });
        Ok(())
    }

    fn records(&self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let sql = format!("select {}, {} from record where unit = $1", record::COLUMNS, record::FILED);
        let mut stored = BTreeMap::new();
        self.db.each(&sql, params![&ledger.unit], |r| {
            match record::read(r).and_then(|found| Ok((found, record::Filed::read(r)?))) {
                Ok((found, filed)) => {
                    stored.insert((found.kind, found.key.clone()), (found, filed));
                }
                Err(fault) => report.differs(|| format!("a record of unit {}: {fault}", ledger.unit)),
            }
            Ok(())
        })?;
        report.records += u64::try_from(stored.len()).unwrap_or(0);
        // What an erased entry said can't be compared.
        stored.retain(|key, _| !matches!(ledger.records.get(key), Some(None)));
        let mut known = BTreeMap::new();
        for (key, record) in ledger.records.iter().filter_map(|(key, r)| Some((key, r.as_ref()?))) {
            let filed = record::Filed::of(record, |place| territory::kept(self.db, place))?;
            known.insert(key.clone(), (record.clone(), filed));
        }
        diff(&known, &stored, report, |(kind, key)| {
            format!("{} {key} of unit {}", kind.as_str(), ledger.unit)
        });
        Ok(())
    }

    fn rated(&self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let sql = "select mark from rated where unit = $1";
        let stored: BTreeSet<String> =
            self.db.all(sql, params![&ledger.unit], |r| r.string(0))?.into_iter().collect();
        let unit = &ledger.unit;
        for _ in ledger.rated.difference(&stored) {
            report.differs(|| format!("unit {unit}: a dossier that a batch names doesn't count as rated"));
        }
        // What an erased batch named can't be compared.
        let extra = if ledger.rated_lost { 0 } else { stored.difference(&ledger.rated).count() };
        for _ in 0..extra {
            report.differs(|| format!("unit {unit}: a dossier counts as rated that no batch names"));
        }
        Ok(())
    }

    /// Holds the dossiers that wait against their rows.
    fn look_up_dossiers(&mut self, report: &mut Report) -> Result<(), StoreError> {
        let waiting = std::mem::take(&mut self.dossiers);
        let Some((first, _)) = waiting.first() else { return Ok(()) };
        // All of them are of one ledger.
        let place = first.place();
        let kept = match self.kept.take() {
            Some(kept) => kept,
            None => territory::kept(self.db, &place)?,
        };
        let sql = format!("select {}, state from dossier where id = $1 and unit = $2", dossier::COLUMNS);
        let keys = waiting.iter().map(|(d, _)| params![d.id(), &place.unit].to_vec()).collect();
        let mut met = vec![false; waiting.len()];
        self.db.ask(&[Question { sql: &sql, keys }], |_, at, row| {
            if let (Some((d, updated_at)), Some(met)) = (waiting.get(at), met.get_mut(at)) {
                *met = true;
                same_dossier(d, *updated_at, &kept, row, report)?;
            }
            Ok(())
        })?;
        for ((d, _), met) in waiting.iter().zip(met) {
            if !met {
                report.differs(|| format!("dossier {} has entries, but is not stored", d.id()));
                continue;
            }
            self.found += 1;
            let papers = d.filing.documents.iter().flat_map(|p| &p.files);
            for file in papers.chain(d.outcome.iter().flat_map(|o| &o.files)) {
                self.file(&file.blob, report)?;
            }
        }
        self.kept = Some(kept);
        Ok(())
    }

    /// Holds the notices that wait against the queue.
    fn look_up_notices(&mut self, report: &mut Report) -> Result<(), StoreError> {
        let waiting = std::mem::take(&mut self.notices);
        let sql = "select body, at from outbox where unit = $1 and id = $2";
        let keys = waiting.iter().map(|q| params![&q.unit, &q.id].to_vec()).collect();
        let mut met = vec![false; waiting.len()];
        self.db.ask(&[Question { sql, keys }], |_, at, row| {
            if let (Some(q), Some(met)) = (waiting.get(at), met.get_mut(at)) {
                *met = true;
                if (row.text(0)?, row.moment(1)?) != (q.body.as_str(), q.at) {
                    report.differs(|| format!("notice {} is not what its entry says", q.id));
                }
            }
            Ok(())
        })?;
        for (q, _) in waiting.iter().zip(met).filter(|(_, met)| !met) {
            report.differs(|| format!("notice {} is missing", q.id));
        }
        Ok(())
    }

    /// How many dossiers of a unit are stored: all units are counted in one walk.
    fn stored(&mut self, unit: &UnitId) -> Result<u64, StoreError> {
        if self.stored.is_none() {
            let mut stored = HashMap::new();
            self.db.each("select unit, count(*) from dossier group by unit", &[], |r| {
                stored.insert(r.word(0)?, r.count(1)?);
                Ok(())
            })?;
            self.stored = Some(stored);
        }
        Ok(self.stored.as_ref().and_then(|s| s.get(unit)).copied().unwrap_or(0))
    }

    /// Rows that no entry asks for.
    fn extras(&mut self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let unit = &ledger.unit;
        if self.stored(unit)? != self.found {
            let sql = "select id from dossier where unit = $1 and not exists (select 1 from entry \
                       where subject = dossier.id and subject_kind = 'dossier' \
                       and entry.unit = dossier.unit)";
            self.db.each(sql, params![unit], |r| {
                let id = r.string(0)?;
                report.differs(|| format!("dossier {id} is stored, but no entry speaks of it"));
                Ok(())
            })?;
        }
        if !ledger.lost.is_empty() {
            return Ok(());
        }
        self.db.each("select id from outbox where unit = $1 and kind = 'notice'", params![unit], |r| {
            let id = r.text(0)?;
            if !outbox::asked(&ledger.notices, id) {
                report.differs(|| format!("notice {id} is stored, but no entry asks for it"));
            }
            Ok(())
        })
    }
}

/// Whether a dossier's row is what its entries say.
fn same_dossier(
    d: &Dossier,
    updated_at: Moment,
    kept: &Kept,
    row: &Row<'_>,
    report: &mut Report,
) -> Result<(), StoreError> {
    let id = d.id();
    let national = row.int(12)? == i64::from(d.national().number());
    match DossierRow::read(row) {
        Ok(row) if national && row == DossierRow::of(d, updated_at, kept) => {}
        Ok(_) => report.differs(|| format!("dossier {id}: its row is not what its entries say")),
        Err(fault) => report.differs(|| format!("dossier {id}: {fault}")),
    }
    let state = row.text(dossier::AFTER)?;
    // An older program may have written the same state in another order or without later fields.
    if dossier::state_text(d)? != state && !dossier::state_of(state).is_ok_and(|s| s == *d) {
        report.differs(|| format!("dossier {id}: its state is not what its entries say"));
    }
    Ok(())
}

/// Both ways.
fn diff<K: Ord, V: PartialEq + std::fmt::Debug>(
    expected: &BTreeMap<K, V>,
    stored: &BTreeMap<K, V>,
    report: &mut Report,
    name: impl Fn(&K) -> String,
) {
    for (key, value) in expected {
        match stored.get(key) {
            None => report.differs(|| format!("{} is missing", name(key))),
            Some(found) if found != value => {
                report.differs(|| format!("{}: stored {found:?}, entries say {value:?}", name(key)));
            }
            Some(_) => {}
        }
    }
    for key in stored.keys().filter(|k| !expected.contains_key(k)) {
        report.differs(|| format!("{} is stored, but no entry speaks of it", name(key)));
    }
}

impl Sink for Compare<'_> {
    fn ledger(&mut self, _unit: &UnitId) -> Result<(), StoreError> {
        self.found = 0;
        self.kept = None;
        Ok(())
    }

    fn dossier(&mut self, d: Dossier, updated_at: Moment, report: &mut Report) -> Result<(), StoreError> {
        report.dossiers += 1;
        self.dossiers.push((d, updated_at));
        if self.dossiers.len() < TRIP { Ok(()) } else { self.look_up_dossiers(report) }
    }

    fn notice(&mut self, place: &Place<'_>, notice: &Notice, report: &mut Report) -> Result<(), StoreError> {
        report.notices += 1;
        self.notices.push(Queued::of(place.unit, place.seq, place.at, notice)?);
        if self.notices.len() < TRIP { Ok(()) } else { self.look_up_notices(report) }
    }

    fn ledger_end(&mut self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        self.look_up_dossiers(report)?;
        self.look_up_notices(report)?;
        // Erased entries were counted when they were written; their part can't be counted again.
        if ledger.lost.is_empty() {
            self.tallies(ledger, report)?;
            self.series(ledger, report)?;
            self.inbox(ledger, report)?;
        }
        self.procedures(ledger, report)?;
        self.records(ledger, report)?;
        self.rated(ledger, report)?;
        self.extras(ledger, report)
    }

    fn end(
        &mut self,
        people: &People,
        units: &HashSet<UnitId>,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let sql = format!("select {} from account", account::COLUMNS);
        let mut stored = BTreeMap::new();
        self.db.each(&sql, &[], |r| {
            match account::read(r) {
                Ok(a) => {
                    stored.insert(a.person, a);
                }
                Err(fault) => report.differs(|| format!("an account: {fault}")),
            }
            Ok(())
        })?;
        report.accounts += u64::try_from(stored.len()).unwrap_or(0);
        let mut expected = people.accounts.clone();
        expected.retain(|person, _| !people.lost.contains(&person.to_string()));
        stored.retain(|person, _| !people.lost.contains(&person.to_string()));
        diff(&expected, &stored, report, |person| format!("account {person}"));
        // An excerpt ends where what concerns somebody here ended: who has it there may have it no more.
        let twice = "select id, min(unit), max(unit) from dossier where moved_to is null \
                     and not (unit in (select unit from mirror where whole = 0) \
                     and version < (select max(version) from dossier newest where newest.id = dossier.id)) \
                     group by id having count(*) > 1";
        self.db.each(twice, &[], |r| {
            let (id, one, other) = (r.string(0)?, r.string(1)?, r.string(2)?);
            report.differs(|| format!("dossier {id} is owned twice, by {one} and by {other}"));
            Ok(())
        })?;
        for table in TABLES {
            self.db.each(&format!("select distinct unit from {table}"), &[], |r| {
                let unit: UnitId = r.word(0)?;
                if !units.contains(&unit) {
                    report.differs(|| format!("table {table} has rows of unit {unit}, which has no ledger"));
                }
                Ok(())
            })?;
        }
        let uploads = self.db.all("select distinct blob from upload", &[], |r| r.word::<BlobId>(0))?;
        uploads.iter().try_for_each(|id| self.file(id, report))
    }
}
