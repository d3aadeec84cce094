//! What the centre looks at besides: whether what a box writes in its own ledger takes something from anybody
//! else. Here it can be seen, as the centre has every ledger.

use super::Taking;
use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::{dossier, territory};
use crate::work::Secret;
use domain::dossier::{Dossier, Event, ParentOf};
use domain::ledger::Entry;
use domain::words::{DossierId, UnitId};

impl Taking<'_> {
    /// Whether an act leaves others what is theirs. `before` is the dossier as this unit had it.
    pub(super) fn fair(
        &mut self,
        entry: &Entry,
        id: DossierId,
        before: Option<&Dossier>,
        event: &Event,
    ) -> Result<(), StoreError> {
        match (event, before) {
            (Event::TakenOver(e), _) => self.given(entry, id, &e.from, &e.dossier),
            (Event::Recalled(_), Some(before)) => self.not_taken(entry, before),
            (Event::Received(e), None) => {
                self.begins(entry, id)?;
                e.parent.as_ref().map_or(Ok(()), |parent| self.was_asked(entry, id, parent))
            }
            (_, None) => self.begins(entry, id),
            _ => Ok(()),
        }
    }

    /// A take-over answers a hand-over to that very unit, in the very state; so nobody owns what was not
    /// given.
    fn given(
        &mut self,
        entry: &Entry,
        id: DossierId,
        from: &UnitId,
        as_given: &Dossier,
    ) -> Result<(), StoreError> {
        self.group.flush(self.db)?;
        let found = dossier::given(self.db, from, self.unit, id)?;
        let to_here = |d: &Dossier| d.moved_to.as_ref().is_some_and(|to| to.unit == *self.unit);
        match found {
            Some(d) if d == *as_given && to_here(&d) => Ok(()),
            Some(d) if d.version >= as_given.version => {
                Err(self.unfit(entry, "a take-over of what was not handed over"))
            }
            _ => Err(self.missing(entry, from, "the hand-over has not come yet")?),
        }
    }

    /// What begins here stands nowhere else: a dossier has one owner.
    fn begins(&self, entry: &Entry, id: DossierId) -> Result<(), StoreError> {
        // What others wrote before this copy is on disk by now.
        let sql = "select count(*) from dossier where id = $1 and unit <> $2";
        match self.db.number(sql, params![id, self.unit])? {
            0 => Ok(()),
            _ => Err(self.unfit(entry, "a dossier that another unit has")),
        }
    }

    /// A child was asked for, of this unit, or of one that ended and in whose place it goes on.
    fn was_asked(&mut self, entry: &Entry, id: DossierId, parent: &ParentOf) -> Result<(), StoreError> {
        if parent.unit == *self.unit {
            self.group.flush(self.db)?;
        }
        let sql = "select state from dossier where id = $1 and unit = $2";
        let found =
            self.db.first(sql, params![parent.dossier, &parent.unit], |r| dossier::state_of(r.text(0)?))?;
        let asked = found.as_ref().and_then(|parent| parent.child(id)).map(|child| &child.asked.unit);
        let Some(asked) = asked else {
            return Err(self.missing(entry, &parent.unit, "the parent's entry has not come yet")?);
        };
        if asked == self.unit || territory::closed(self.db, asked)?.is_some() {
            return Ok(());
        }
        Err(self.missing(entry, asked, "another unit was asked")?)
    }

    /// What is called back was neither taken over nor told to the other unit's node.
    fn not_taken(&mut self, entry: &Entry, before: &Dossier) -> Result<(), StoreError> {
        let Some(to) = before.moved_to.as_ref().map(|to| to.unit.clone()) else { return Ok(()) };
        self.group.flush(self.db)?;
        let sql = "select count(*) from dossier where id = $1 and unit = $2 and version > $3";
        let taken = self.db.number(sql, params![before.id(), &to, before.version])? > 0;
        let sql = "select count(*) from fetched where unit = $1 and reader = $2 and upto >= (select max(seq) \
                   from entry where subject = $3 and subject_kind = 'dossier' and unit = $1)";
        let told = self.db.number(sql, params![self.unit, &to, &entry.head.subject.id])? > 0;
        if taken || told {
            return Err(self.unfit(entry, "another unit has what is called back"));
        }
        Ok(())
    }

    /// What must come first is missing: it comes with another box's entries, or never, where that ledger
    /// is written here.
    fn missing(&mut self, entry: &Entry, of: &UnitId, what: &'static str) -> Result<StoreError, StoreError> {
        let (unit, seq) = (self.unit.clone(), entry.head.seq);
        let early = !self.group.known.here(self.db, of)?;
        Ok(StoreError::Unadmitted { unit, seq, what, early })
    }
}

/// Whether a password is for one of the unit's own people: who went on to another unit has it set there.
pub(super) fn of_own(db: &Db, unit: &UnitId, secret: &Secret) -> Result<bool, StoreError> {
    let sql = "select count(*) from account where person = $1 and unit = $2";
    Ok(db.number(sql, params![secret.person, unit])? > 0)
}
