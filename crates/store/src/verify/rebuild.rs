//! Putting what follows from entries in the place of what is stored, with the functions that the writer uses.

use super::Report;
use super::compare::TABLES;
use super::replay::{Ledger, People, Place, Sink};
use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::outbox::Queued;
use crate::project::tally::{self, TallyRow};
use crate::project::{account, dossier, outbox, procedure, rated, record, series, territory};
use domain::dossier::Dossier;
use domain::notify::Notice;
use domain::records::RecordKind;
use domain::units::Closed;
use domain::words::{Moment, UnitId};
use std::collections::HashSet;

/// Writes, inside a transaction that somebody else began.
pub(super) struct Rebuild<'a> {
    db: &'a Db,
}

impl<'a> Rebuild<'a> {
    pub(super) const fn new(db: &'a Db) -> Self {
        Self { db }
    }
}

impl Rebuild<'_> {
    /// What the entry is about is read from the entry.
    fn inbox(&self, ledger: &Ledger) -> Result<(), StoreError> {
        self.db.run("delete from inbox where unit = $1", params![&ledger.unit])?;
        for (reader, seq) in &ledger.inbox {
            self.db.run(
                "insert into inbox (unit, reader, seq, subject_kind, subject) \
                 select unit, $2, seq, subject_kind, subject from entry where unit = $1 and seq = $3",
                params![&ledger.unit, reader, *seq],
            )?;
        }
        Ok(())
    }
}

impl Sink for Rebuild<'_> {
    fn ledger(&mut self, unit: &UnitId) -> Result<(), StoreError> {
        // A dossier with an erased entry can't be made again, so its row stays.
        self.db.run(
            "delete from dossier where unit = $1 and not exists (select 1 from entry \
             where subject = dossier.id and subject_kind = 'dossier' and entry.unit = dossier.unit \
             and body is null)",
            params![unit],
        )?;
        self.db.run("delete from procedure where unit = $1", params![unit])?;
        // The same holds for a record whose newest entry is erased: what entries say is put over it.
        self.db.run(
            "delete from record where unit = $1 and not exists (select 1 from entry \
             where subject = record.key and subject_kind = record.kind and entry.unit = record.unit \
             and body is null)",
            params![unit],
        )?;
        Ok(())
    }

    fn dossier(&mut self, d: Dossier, updated_at: Moment, report: &mut Report) -> Result<(), StoreError> {
        report.dossiers += 1;
        dossier::put(self.db, &d, updated_at, &territory::kept(self.db, &d.place())?)
    }

    fn notice(&mut self, place: &Place<'_>, notice: &Notice, report: &mut Report) -> Result<(), StoreError> {
        report.notices += 1;
        outbox::put_all(self.db, &[Queued::of(place.unit, place.seq, place.at, notice)?])
    }

    fn ledger_end(&mut self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError> {
        let unit = &ledger.unit;
        let mut publications: Vec<_> = ledger.procedures.iter().collect();
        publications.sort_by_key(|(_, row)| row.seq);
        for ((code, revision), row) in publications {
            report.procedures += 1;
            procedure::put(self.db, unit, code, revision, row.seq, row.at)?;
        }
        if !ledger.rated_lost {
            self.db.run("delete from rated where unit = $1", params![unit])?;
        }
        rated::add_all(self.db, unit, &ledger.rated)?;
        for known in ledger.records.values().flatten() {
            report.records += 1;
            let filed = record::Filed::of(known, |place| territory::kept(self.db, place))?;
            record::put(self.db, known, &filed)?;
        }
        if !ledger.lost.is_empty() {
            return Ok(());
        }
        self.db.run("delete from tally where unit = $1", params![unit])?;
        for ((day, procedure, measure), (province, n)) in &ledger.tallies {
            report.tallies += 1;
            let (unit, province, procedure) = (unit.clone(), province.clone(), procedure.clone());
            let row = TallyRow { unit, province, day: *day, procedure, measure: *measure, n: *n };
            tally::add_all(self.db, std::iter::once(&row))?;
        }
        self.db.run("delete from series where unit = $1", params![unit])?;
        series::take_all(self.db, ledger.series.iter().map(|(day, last)| (unit, *day, *last)))?;
        self.inbox(ledger)?;
        let ids =
            self.db.all("select id from outbox where unit = $1 and kind = 'notice'", params![unit], |r| {
                r.string(0)
            })?;
        for id in ids.iter().filter(|id| !outbox::asked(&ledger.notices, id)) {
            self.db.run("delete from outbox where unit = $1 and id = $2", params![unit, id])?;
        }
        Ok(())
    }

    fn end(
        &mut self,
        people: &People,
        _units: &HashSet<UnitId>,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        for table in TABLES {
            let sql = format!(
                "delete from {table} where not exists (select 1 from entry where entry.unit = {table}.unit)"
            );
            self.db.run(&sql, &[])?;
        }
        self.db.run(
            "delete from account where not exists (select 1 from entry where subject = account.person \
             and subject_kind = 'account' and body is null)",
            &[],
        )?;
        // Rows were put before every record was: archives go to their keepers now.
        for unit in self.db.all(
            "select unit from record where kind = $1 and key = $2",
            params![RecordKind::Territory.as_str(), Closed::KEY],
            |r| r.word(0),
        )? {
            territory::settle(self.db, &unit)?;
        }
        for a in people.accounts.values().filter(|a| !people.lost.contains(&a.person.to_string())) {
            report.accounts += 1;
            account::put(self.db, a)?;
        }
        Ok(())
    }
}
