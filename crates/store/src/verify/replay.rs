//! The walk: chain by chain, entry by entry, folding events with the rules that wrote them.
//!
//! Memory holds the unfinished dossiers and the counts of one ledger at a time; a dossier that ended
//! is handed on at once, because nothing happens to it any more.

use super::ahead::{self, Ahead};
use super::children::Families;
use super::moves::Moves;
use super::{Progress, Report};
use crate::db::Db;
use crate::error::StoreError;
use crate::project::{account, dossier, node, procedure, rated, series, tally};
use domain::dossier::{Dossier, Event, EventError, evolve};
use domain::identity::Account;
use domain::indicators::Measure;
use domain::ledger::{Chain, Entry, Subject};
use domain::nodes::{Audience, Home, Me, audience, audience_of_account, audience_of_record};
use domain::notify::{self, Notice, notice};
use domain::packs::Definition;
use domain::records::{Record, RecordKind};
use domain::words::{Day, Moment, PersonId, ProcedureCode, UnitId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Who takes what follows from entries.
pub(super) trait Sink {
    /// A ledger begins.
    fn ledger(&mut self, unit: &UnitId) -> Result<(), StoreError>;
    /// A dossier as its entries leave it, and when something last happened to it.
    fn dossier(&mut self, d: Dossier, updated_at: Moment, report: &mut Report) -> Result<(), StoreError>;
    /// A notice that an entry asks for.
    fn notice(&mut self, place: &Place<'_>, notice: &Notice, report: &mut Report) -> Result<(), StoreError>;
    /// A ledger ends: its counts, numbers and procedures.
    fn ledger_end(&mut self, ledger: &Ledger, report: &mut Report) -> Result<(), StoreError>;
    /// Everything was walked: the accounts, and the persons whose entries were erased.
    fn end(
        &mut self,
        people: &People,
        units: &HashSet<UnitId>,
        report: &mut Report,
    ) -> Result<(), StoreError>;
}

/// Where an entry stands.
pub(super) struct Place<'a> {
    pub unit: &'a UnitId,
    pub seq: u64,
    pub at: Moment,
}

/// A count's key within a unit.
pub(super) type TallyKey = (Day, ProcedureCode, Measure);

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProcedureRow {
    pub current: bool,
    pub seq: u64,
    pub at: Moment,
}

/// What one ledger says so far.
pub(super) struct Ledger {
    pub unit: UnitId,
    pub tallies: BTreeMap<TallyKey, (UnitId, u64)>,
    pub series: BTreeMap<Day, u32>,
    pub procedures: BTreeMap<(String, String), ProcedureRow>,
    /// The newest version of each record; none where an erased entry said it.
    pub records: BTreeMap<(RecordKind, String), Option<Record>>,
    /// The marks of dossiers that batches say are rated, and whether an erased batch said more.
    pub rated: BTreeSet<String>,
    pub rated_lost: bool,
    /// Numbers of the entries that asked for a notice, rising.
    pub notices: Vec<u64>,
    /// Dossiers that can't be replayed, because an entry was erased or can't be read.
    pub lost: HashSet<String>,
    /// Whether it is here whole; else only what concerns somebody here.
    pub whole: bool,
    /// Whom entries concern besides the unit: reader and number.
    pub inbox: BTreeSet<(String, u64)>,
    /// Who writes it, as of the entry that is replayed.
    home: Option<Home>,
    me: Option<Me>,
    chain: Chain,
    open: HashMap<String, (Dossier, Moment)>,
}

/// What ledgers say about each other.
#[derive(Default)]
struct Between {
    moves: Moves,
    families: Families,
}

/// The units whose ledgers were met.
#[derive(Default)]
struct Units {
    all: HashSet<UnitId>,
    /// Those whose ledgers are here whole.
    whole: HashSet<UnitId>,
}

impl Units {
    fn met(&mut self, unit: &UnitId, whole: bool) {
        self.all.insert(unit.clone());
        if whole {
            self.whole.insert(unit.clone());
        }
    }
}

/// What the ledgers say about accounts.
#[derive(Default)]
pub(super) struct People {
    pub accounts: BTreeMap<PersonId, Account>,
    pub lost: HashSet<String>,
}

impl Ledger {
    fn new(unit: UnitId, whole: bool, me: Option<Me>) -> Self {
        Self {
            whole,
            me,
            home: None,
            inbox: BTreeSet::new(),
            chain: Chain::new(unit.clone()),
            unit,
            tallies: BTreeMap::new(),
            series: BTreeMap::new(),
            procedures: BTreeMap::new(),
            records: BTreeMap::new(),
            rated: BTreeSet::new(),
            rated_lost: false,
            notices: Vec::new(),
            lost: HashSet::new(),
            open: HashMap::new(),
        }
    }

    fn chained(&mut self, e: &Entry, sound: bool, report: &mut Report) {
        if !self.whole {
            if !sound {
                report.differs(|| format!("{}: was changed after it was written", place(e)));
            }
            return;
        }
        if let Err(fault) = self.chain.follow(e, sound) {
            report.differs(|| fault.to_string());
            // Go on from here, so that one broken link is one difference and not one for each entry after it.
            self.chain = Chain::after(self.unit.clone(), e.head.seq, e.hash);
        }
    }

    fn act(
        &mut self,
        e: &Entry,
        event: Option<Result<(Event, String), EventError>>,
        sink: &mut impl Sink,
        between: &mut Between,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let (h, id) = (&e.head, &e.head.subject.id);
        if self.lost.contains(id) {
            return Ok(());
        }
        let event = match event {
            Some(Ok((event, _note))) => event,
            None => {
                self.lose(id, between);
                return Ok(());
            }
            Some(Err(fault)) => {
                report.differs(|| format!("{}: {fault}", place(e)));
                self.lose(id, between);
                return Ok(());
            }
        };
        let before = self.open.remove(id).map(|(d, _)| d);
        let after =
            evolve(before, h.at, &event).filter(|d| d.version == h.version && d.id().to_string() == *id);
        let Some(after) = after else {
            report.differs(|| format!("{}: `{}` does not follow from what came before", place(e), h.kind));
            self.lose(id, between);
            return Ok(());
        };
        if self.whole {
            self.counted(h.at, &event, &after);
            if let Some(notice) = notice(&event, &after) {
                self.asked(e, &notice, sink, report)?;
            }
            self.addressed(h.seq, audience(&self.unit, &event, &after));
        }
        between.moves.note(&event, &after, &self.unit, report)?;
        between.families.note(&event, &after, report);
        if after.stage.ended() {
            return sink.dossier(after, h.at, report);
        }
        self.open.insert(id.clone(), (after, h.at));
        Ok(())
    }

    fn counted(&mut self, at: Moment, event: &Event, after: &Dossier) {
        for row in tally::of(event, at, after) {
            let count = self.tallies.entry((row.day, row.procedure, row.measure));
            count.or_insert((row.province, 0)).1 += row.n;
        }
        if let Some((day, number)) = series::of(event, after) {
            let last = self.series.entry(day).or_default();
            *last = number.max(*last);
        }
    }

    /// A notice is sent by the node that wrote the entry.
    fn asked(
        &mut self,
        e: &Entry,
        notice: &Notice,
        sink: &mut impl Sink,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        if !self.whole || !Home::lives_at(self.home.as_ref(), self.me.as_ref()) {
            return Ok(());
        }
        self.notices.push(e.head.seq);
        sink.notice(&Place { unit: &self.unit, seq: e.head.seq, at: e.head.at }, notice, report)
    }

    fn addressed(&mut self, seq: u64, to: Audience) {
        if self.whole {
            let of = Subject { kind: String::new(), id: String::new() };
            let rows = node::addressed(&self.unit, seq, &of, to);
            self.inbox.extend(rows.into_iter().map(|row| (row.reader, seq)));
        }
    }

    fn lose(&mut self, dossier: &str, between: &mut Between) {
        between.moves.lose(dossier);
        between.families.lose(dossier);
        self.open.remove(dossier);
        self.lost.insert(dossier.to_owned());
    }

    fn published(&mut self, e: &Entry) {
        self.addressed(e.head.seq, Audience::Everybody);
        let Some(body) = e.body() else { return };
        let code = &e.head.subject.id;
        let of_code = self.procedures.iter_mut().filter(|(key, _)| key.0 == *code);
        of_code.for_each(|(_, row)| row.current = false);
        let row = ProcedureRow { current: true, seq: e.head.seq, at: e.head.at };
        self.procedures.insert((code.clone(), Definition::revision_of(body)), row);
    }

    fn set(
        &mut self,
        kind: RecordKind,
        e: &Entry,
        sink: &mut impl Sink,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let (h, key) = (&e.head, &e.head.subject.id);
        let before = self.records.get(&(kind, key.clone())).and_then(Option::as_ref);
        if self.whole && before.is_some_and(|b| b.version + 1 != h.version) {
            report.differs(|| format!("{}: not the next version of {} {key}", place(e), kind.as_str()));
        }
        let record = e.body().map(|body| Record {
            unit: h.ledger.clone(),
            kind,
            key: key.clone(),
            version: h.version,
            at: h.at,
            actor: h.actor.clone(),
            body: body.to_owned(),
        });
        self.rated_lost |= record.is_none() && kind == RecordKind::Rating;
        self.rated.extend(record.iter().flat_map(rated::marks));
        self.records.insert((kind, key.clone()), record);
        self.addressed(h.seq, audience_of_record(&self.unit, kind, e.body()));
        // The home that an entry names writes what comes after it; the entry itself wrote the one before.
        if let Some(notice) = e.body().and_then(|body| notify::recorded(kind, body)) {
            self.asked(e, &notice, sink, report)?;
        }
        if kind == RecordKind::Home {
            self.home = e.body().and_then(|body| serde_json::from_str(body).ok());
        }
        Ok(())
    }

    fn end(&mut self, sink: &mut impl Sink, report: &mut Report) -> Result<(), StoreError> {
        for (d, at) in std::mem::take(&mut self.open).into_values() {
            sink.dossier(d, at, report)?;
        }
        sink.ledger_end(self, report)
    }
}

impl People {
    fn changed(&mut self, e: &Entry, ledger: &mut Ledger, report: &mut Report) {
        let id = &e.head.subject.id;
        let Some(body) = e.body() else {
            self.lost.insert(id.clone());
            return;
        };
        match account::parse(body) {
            Ok(a) if a.person.to_string() == *id && a.version == e.head.version => {
                ledger.addressed(e.head.seq, audience_of_account(&ledger.unit, &a));
                let newer = self.accounts.get(&a.person).is_none_or(|known| known.version < a.version);
                if newer {
                    self.accounts.insert(a.person, a);
                }
            }
            _ => report.differs(|| format!("{}: the account can't be read", place(e))),
        }
    }
}

/// An entry's place, for people.
fn place(e: &Entry) -> String {
    format!("ledger {}, entry {}", e.head.ledger, e.head.seq)
}

/// Walks everything.
pub(super) fn replay(
    db: &Db,
    sink: &mut impl Sink,
    report: &mut Report,
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    let all = u64::try_from(db.number("select count(*) from entry", &[])?).unwrap_or(0);
    let (mut people, mut units, mut between) = (People::default(), Units::default(), Between::default());
    let me = node::me(db)?;
    let excerpts: HashSet<UnitId> =
        db.all("select unit from mirror where whole = 0", &[], |r| r.word(0))?.into_iter().collect();
    let mut ledger: Option<Ledger> = None;
    ahead::walk(db, |read| {
        report.entries += 1;
        if report.entries.is_multiple_of(1000) {
            progress(report.entries, all);
        }
        let Ahead { entry: e, sound, event } = match read {
            Ok(read) => read,
            Err(fault) => {
                report.differs(|| format!("an entry can't be read: {fault}"));
                return Ok(());
            }
        };
        let current = match &mut ledger {
            Some(current) if current.unit == e.head.ledger => current,
            before => {
                if let Some(before) = before {
                    before.end(sink, report)?;
                }
                report.ledgers += 1;
                let whole = !excerpts.contains(&e.head.ledger);
                units.met(&e.head.ledger, whole);
                sink.ledger(&e.head.ledger)?;
                before.insert(Ledger::new(e.head.ledger.clone(), whole, me))
            }
        };
        current.chained(&e, sound, report);
        report.erased += u64::from(e.body().is_none());
        match e.head.subject.kind.as_str() {
            dossier::SUBJECT => current.act(&e, event, sink, &mut between, report),
            account::SUBJECT => {
                people.changed(&e, current, report);
                Ok(())
            }
            procedure::SUBJECT => {
                current.published(&e);
                Ok(())
            }
            other => {
                if let Some(kind) = RecordKind::parse(other) {
                    return current.set(kind, &e, sink, report);
                }
                // Of a newer program that this one talked to: kept as it is.
                report.unknown += 1;
                Ok(())
            }
        }
    })?;
    if let Some(mut last) = ledger {
        last.end(sink, report)?;
    }
    between.moves.end(&units.whole, report);
    between.families.end(&units.whole, report);
    progress(all, all);
    sink.end(&people, &units.all, report)
}
