//! What a batch knows of what is stored: asked for all its units of work in one trip, and kept up with what
//! they decide, so that each sees those before it.
//!
//! Invariant: what stands here is what stands on disk, with what the batch will write laid over it. Where
//! only this program writes, numbers and heads stay known from batch to batch.

use crate::db::{Db, Param, Question, params};
use crate::error::StoreError;
use crate::project::territory::{self, Kept};
use crate::project::{dossier, node, record, series};
use crate::work::{IdempotencyKey, Reads};
use domain::dossier::Dossier;
use domain::identity::Place;
use domain::ledger::Digest;
use domain::nodes::{Home, Me};
use domain::records::RecordKind;
use domain::units::Closed;
use domain::words::{Day, DossierId, UnitId};
use std::collections::{BTreeSet, HashMap};

/// Numbers of days that are remembered; then they are asked again.
const DAYS: usize = 10_000;

const HEAD: &str = "select seq, hash from entry where unit = $1 order by seq desc limit 1";
const ANSWER: &str = "select digest, answer from idempotency where unit = $1 and scope = $2 and key = $3";
const STATE: &str = "select state from dossier where id = $1 and unit = $2";

/// A request's name: unit, scope, key.
type Request = (UnitId, String, String);

/// What this node is, as far as it was asked.
#[derive(Clone, Copy, Default)]
enum Asked {
    #[default]
    Not,
    Is(Option<Me>),
}

/// What is known.
#[derive(Default)]
pub(super) struct Known {
    heads: HashMap<UnitId, (u64, Digest)>,
    closings: HashMap<UnitId, Option<Closed>>,
    numbers: HashMap<(UnitId, Day), u32>,
    answers: HashMap<Request, Option<(Digest, String)>>,
    states: HashMap<(UnitId, DossierId), Option<Dossier>>,
    homes: HashMap<UnitId, Option<Home>>,
    /// What this node is, once it was asked.
    me: Asked,
    /// Provinces of which it was asked whether they are closed: it will be asked again.
    provinces: BTreeSet<UnitId>,
}

impl Known {
    /// Asks what the batch will want to know, in one trip.
    pub(super) fn ask<'a>(
        &mut self,
        db: &Db,
        batch: impl Iterator<Item = &'a Reads>,
    ) -> Result<(), StoreError> {
        let (mut units, mut days, mut dossiers, mut keys) =
            (self.provinces.clone(), BTreeSet::new(), BTreeSet::new(), Vec::new());
        for reads in batch {
            units.insert(reads.unit.clone());
            for unit in reads.number_on.iter().flat_map(|_| reads.numbers_of.iter().chain([&reads.unit])) {
                days.extend(reads.number_on.map(|day| (unit.clone(), day)));
            }
            dossiers.extend(
                reads.dossier.filter(|_| reads.taking_over.is_none()).map(|id| (reads.unit.clone(), id)),
            );
            keys.extend(reads.idempotency.as_ref().map(|key| request(&reads.unit, key)));
        }
        days.retain(|day| !self.numbers.contains_key(day));
        let headless: Vec<&UnitId> = units.iter().filter(|unit| !self.heads.contains_key(*unit)).collect();
        let unasked: Vec<&UnitId> = units.iter().filter(|unit| !self.closings.contains_key(*unit)).collect();
        let (days, dossiers) = (Vec::from_iter(days), Vec::from_iter(dossiers));
        let closing = closing();
        let mut settings = [None, None];
        let names = if matches!(self.me, Asked::Not) { &[node::NODE, node::CENTRE][..] } else { &[] };
        let questions = [
            Question { sql: HEAD, keys: headless.iter().map(|unit| params![*unit].to_vec()).collect() },
            Question { sql: &closing, keys: unasked.iter().flat_map(|unit| of_unit(unit)).collect() },
            Question { sql: series::LAST, keys: days.iter().map(|(u, d)| params![u, *d].to_vec()).collect() },
            Question { sql: ANSWER, keys: keys.iter().map(|(u, s, k)| params![u, s, k].to_vec()).collect() },
            Question { sql: STATE, keys: dossiers.iter().map(|(u, id)| params![*id, u].to_vec()).collect() },
            Question { sql: node::SETTING, keys: names.iter().map(|name| params![*name].to_vec()).collect() },
        ];
        self.heads.extend(headless.iter().map(|unit| ((*unit).clone(), (0, Digest::ZERO))));
        self.closings.extend(unasked.iter().map(|unit| ((*unit).clone(), None)));
        self.homes.extend(unasked.iter().map(|unit| ((*unit).clone(), None)));
        self.numbers.extend(days.iter().map(|day| (day.clone(), 0)));
        self.answers.extend(keys.iter().map(|key| (key.clone(), None)));
        self.states.extend(dossiers.iter().map(|of| (of.clone(), None)));
        db.ask(&questions, |question, at, row| {
            match question {
                0 => put(&mut self.heads, headless.get(at).copied(), (row.count(0)?, row.digest(1)?)),
                1 if at % 2 == 0 => {
                    put(&mut self.closings, unasked.get(at / 2).copied(), Some(closed(record::read(row)?)?));
                }
                1 => put(&mut self.homes, unasked.get(at / 2).copied(), Some(home(record::read(row)?)?)),
                2 => put(&mut self.numbers, days.get(at), row.small(0)?),
                3 => put(&mut self.answers, keys.get(at), Some((row.digest(0)?, row.string(1)?))),
                4 => put(&mut self.states, dossiers.get(at), Some(dossier::state_of(row.text(0)?)?)),
                _ => {
                    if let Some(setting) = settings.get_mut(at) {
                        *setting = Some(row.string(0)?);
                    }
                }
            }
            Ok(())
        })?;
        if matches!(self.me, Asked::Not) {
            let [node, centre] = &settings;
            self.me = Asked::Is(node::of_settings(node.as_deref(), centre.as_deref())?);
        }
        Ok(())
    }

    /// What this node is.
    pub(super) fn me(&mut self, db: &Db) -> Result<Option<Me>, StoreError> {
        if let Asked::Is(me) = self.me {
            return Ok(me);
        }
        let me = node::me(db)?;
        self.me = Asked::Is(me);
        Ok(me)
    }

    /// A setting was kept that may say what this node is.
    pub(super) fn forget_me(&mut self) {
        self.me = Asked::Not;
    }

    /// The node that writes a unit's ledger.
    pub(super) fn home(&mut self, db: &Db, unit: &UnitId) -> Result<Option<Home>, StoreError> {
        if let Some(home) = self.homes.get(unit) {
            return Ok(home.clone());
        }
        let home = node::home(db, unit)?;
        self.homes.insert(unit.clone(), home.clone());
        Ok(home)
    }

    /// A unit lives there from now on.
    pub(super) fn set_home(&mut self, unit: &UnitId, home: Home) {
        self.homes.insert(unit.clone(), Some(home));
    }

    /// Whether this node writes a unit's ledger.
    pub(super) fn here(&mut self, db: &Db, unit: &UnitId) -> Result<bool, StoreError> {
        let me = self.me(db)?;
        Ok(Home::lives_at(self.home(db, unit)?.as_ref(), me.as_ref()))
    }

    /// Number and hash of a ledger's last entry.
    pub(super) fn head(&mut self, db: &Db, unit: &UnitId) -> Result<(u64, Digest), StoreError> {
        if let Some(head) = self.heads.get(unit) {
            return Ok(*head);
        }
        let head = db.first(HEAD, params![unit], |r| Ok((r.count(0)?, r.digest(1)?)))?;
        let head = head.unwrap_or((0, Digest::ZERO));
        self.heads.insert(unit.clone(), head);
        Ok(head)
    }

    /// A ledger's last entry is this one from now on.
    pub(super) fn set_head(&mut self, unit: &UnitId, head: (u64, Digest)) {
        self.heads.insert(unit.clone(), head);
    }

    /// The last dossier number of a day.
    pub(super) fn number(&mut self, db: &Db, unit: &UnitId, day: Day) -> Result<u32, StoreError> {
        let of = (unit.clone(), day);
        if let Some(last) = self.numbers.get(&of) {
            return Ok(*last);
        }
        let last = series::last(db, unit, day)?;
        self.numbers.insert(of, last);
        Ok(last)
    }

    /// A number of a day is taken; says the last one.
    pub(super) fn take_number(&mut self, unit: &UnitId, day: Day, number: u32) {
        let last = self.numbers.entry((unit.clone(), day)).or_default();
        *last = number.max(*last);
    }

    /// The answer to an earlier, equal request.
    pub(super) fn answer(&self, reads: &Reads) -> Result<Option<String>, StoreError> {
        let Some(key) = &reads.idempotency else { return Ok(None) };
        match self.answers.get(&request(&reads.unit, key)).and_then(Option::as_ref) {
            Some((digest, _)) if *digest != key.digest => Err(StoreError::KeyReused),
            found => Ok(found.map(|(_, answer)| answer.clone())),
        }
    }

    /// A request was answered.
    pub(super) fn answered(&mut self, unit: &UnitId, key: &IdempotencyKey, answer: String) {
        self.answers.insert(request(unit, key), Some((key.digest, answer)));
    }

    /// Takes a dossier of a unit out, if the unit has it. It must be brought back.
    pub(super) fn take(
        &mut self,
        db: &Db,
        unit: &UnitId,
        id: DossierId,
    ) -> Result<Option<Dossier>, StoreError> {
        match self.states.remove(&(unit.clone(), id)) {
            Some(known) => Ok(known),
            None => db.first(STATE, params![id, unit], |r| dossier::state_of(r.text(0)?)),
        }
    }

    /// Brings a dossier of a unit back, as it is from now on.
    pub(super) fn bring(&mut self, unit: &UnitId, state: Dossier) {
        self.states.insert((unit.clone(), state.id()), Some(state));
    }

    /// A dossier of a unit.
    pub(super) fn state(&self, unit: &UnitId, id: DossierId) -> Option<&Dossier> {
        self.states.get(&(unit.clone(), id))?.as_ref()
    }

    /// Where the rows of a unit lie.
    pub(super) fn kept(&mut self, db: &Db, place: &Place) -> Result<Kept, StoreError> {
        if !self.provinces.contains(&place.province) {
            self.provinces.insert(place.province.clone());
        }
        let closings = &mut self.closings;
        let mut closed = |unit: &UnitId| {
            if let Some(known) = closings.get(unit) {
                return Ok(known.clone());
            }
            let found = territory::closed(db, unit)?;
            closings.insert(unit.clone(), found.clone());
            Ok(found)
        };
        territory::kept_by(&mut closed, place)
    }

    /// A unit was closed, or opened again.
    pub(super) fn forget_closings(&mut self) {
        self.closings.clear();
    }

    /// A batch is done. Where others write too, everything is asked again.
    pub(super) fn done(&mut self, shared: bool) {
        self.answers.clear();
        self.states.clear();
        if shared {
            self.forget();
        } else if self.numbers.len() > DAYS {
            self.numbers.clear();
        }
    }

    /// After a transaction was taken back, what is on disk must be asked again.
    pub(super) fn forget(&mut self) {
        *self = Self { provinces: std::mem::take(&mut self.provinces), ..Self::default() };
    }
}

fn put<K: Clone + Eq + std::hash::Hash, V>(into: &mut HashMap<K, V>, key: Option<&K>, value: V) {
    if let Some(key) = key {
        into.insert(key.clone(), value);
    }
}

fn request(unit: &UnitId, key: &IdempotencyKey) -> Request {
    (unit.clone(), key.scope.clone(), key.key.clone())
}

fn closing() -> String {
    format!("select {} from record where unit = $1 and kind = $2 and key = $3", record::COLUMNS)
}

/// Two records of a unit: how it was closed, and where it lives.
fn of_unit(unit: &UnitId) -> [Vec<Param<'_>>; 2] {
    let wanted = [(RecordKind::Territory, Closed::KEY), (RecordKind::Home, Home::KEY)];
    wanted.map(|(kind, key)| params![unit, kind.as_str(), key].to_vec())
}

fn home(record: domain::records::Record) -> Result<Home, StoreError> {
    record.read().map_err(StoreError::unreadable("a unit's home"))
}

fn closed(record: domain::records::Record) -> Result<Closed, StoreError> {
    record.read().map_err(StoreError::unreadable("a closed unit"))
}
