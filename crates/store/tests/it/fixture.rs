//! A small office with a store of its own.

use crate::database::location;
use domain::calendar::{Calendar, Hours, Limit, Office};
use domain::dossier::{
    Applicant, Command, DossierCode, Filing, Refusal, RefusalCode, Rules, act, receive, submit,
};
use domain::ledger::Digest;
use domain::packs::catalogue::{ChannelTerms, LimitOrigin, Procedure, Territory};
use domain::packs::{Definition, Process};
use domain::words::{Channel, Day, DossierId, Moment, Phone, UnitId};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::verify::{Report, rebuild, verify};
use store::{Act, IdempotencyKey, Loaded, Options, Outcome, Reads, Stamp, Store, StoreError, Writes};
use tempfile::TempDir;
use uuid::Uuid;

pub fn unit() -> UnitId {
    "15085@2025-07-01".parse().unwrap()
}

pub fn province() -> UnitId {
    "38@2025-07-01".parse().unwrap()
}

/// 15 August 2025, a Friday, at nine.
pub fn nine() -> Moment {
    Moment::at(day(), 9, 0)
}

pub fn day() -> Day {
    Day::new(2025, 8, 15).unwrap()
}

pub fn definition(limit: Limit) -> Definition {
    let terms =
        |channel| ChannelTerms { channel, limit, limit_origin: LimitOrigin::Portal, fees: Vec::new() };
    let facts = Procedure {
        code: "1.001193".parse().unwrap(),
        name: "Đăng ký khai sinh".into(),
        field: "Hộ tịch".into(),
        field_code: String::new(),
        ministry: "Bộ Tư pháp".into(),
        tiers: Vec::new(),
        territory: Territory::Bound,
        subjects: Vec::new(),
        channels: Channel::ALL.into_iter().map(terms).collect(),
        cases: Vec::new(),
        documents: Vec::new(),
        results: Vec::new(),
        legal: Vec::new(),
        decision: String::new(),
        decided_on: None,
    };
    let process = Process::parse(include_str!("../../../../packs/one-stop/process.toml")).unwrap();
    Definition::plain(facts, process)
}

pub struct Rulebook {
    pub definition: Definition,
    pub hours: Hours,
}

impl Rulebook {
    pub fn rules(&self) -> Rules<'_> {
        Rules { definition: &self.definition, hours: &self.hours }
    }
}

/// A store in a folder that goes away with it, and the rules by which its office works.
pub struct Desk {
    pub store: Store,
    pub dir: TempDir,
    pub book: Arc<Rulebook>,
}

/// Chance for tests: every id and salt is another.
static NEXT: AtomicU64 = AtomicU64::new(1);

pub fn next() -> u64 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

pub fn stamp(at: Moment) -> Stamp {
    Stamp { at, actor: "system:test".into(), salt: u128::from(next()).to_be_bytes() }
}

pub fn digest(n: u8) -> Digest {
    Digest([n; 32])
}

impl Desk {
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(location(dir.path()), options).unwrap();
        let book = Rulebook {
            definition: definition(Limit::WorkingDays(3)),
            hours: Hours::of(Office::default(), Calendar::default()),
        };
        Self { store, dir, book: Arc::new(book) }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Receives a dossier at the counter at nine.
    pub async fn receive(&self, name: &str) -> Result<DossierId, StoreError> {
        self.receive_keyed(name, nine(), Channel::Counter, None).await.map(|(id, _)| id)
    }

    /// Takes a dossier in; tells its id and whether the answer was an earlier one.
    pub async fn receive_keyed(
        &self,
        name: &str,
        at: Moment,
        channel: Channel,
        key: Option<IdempotencyKey>,
    ) -> Result<(DossierId, bool), StoreError> {
        let (book, name) = (Arc::clone(&self.book), name.to_owned());
        let id = DossierId(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + u128::from(next())));
        let stamp = stamp(at);
        let mut reads = Reads { idempotency: key, ..Reads::of(unit()) };
        reads.number_on = Some(at.day());
        let run = move |loaded: &Loaded| {
            let code = DossierCode::new("H56.148", at.day(), loaded.next_number).unwrap();
            let filing = filing(id, code, &name, channel);
            let begin = if channel == Channel::Online { submit } else { receive };
            let event = begin(at, book.rules(), filing)?;
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok::<_, Refusal>(Writes { acts: vec![act], answer: id.to_string(), ..Writes::default() })
        };
        match self.store.submit(reads, run).await? {
            Outcome::Done { answer, replayed } => Ok((answer.parse().unwrap(), replayed)),
            Outcome::Refused(refusal) => panic!("{refusal:?}"),
        }
    }

    /// Receives what was filed so, at nine.
    pub async fn receive_so(&self, mend: impl Fn(&mut Filing) + Send + Sync + 'static) -> DossierId {
        let book = Arc::clone(&self.book);
        let id = DossierId(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + u128::from(next())));
        let stamp = stamp(nine());
        let reads = Reads { number_on: Some(day()), ..Reads::of(unit()) };
        let run = move |loaded: &Loaded| {
            let code = DossierCode::new("H56.148", day(), loaded.next_number).unwrap();
            let mut filing = filing(id, code, "Lê Thị Ánh", Channel::Online);
            mend(&mut filing);
            let event = receive(nine(), book.rules(), filing)?;
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
            Ok::<_, Refusal>(Writes { acts: vec![act], answer: id.to_string(), ..Writes::default() })
        };
        assert!(matches!(self.store.submit(reads, run).await.unwrap(), Outcome::Done { .. }));
        id
    }

    /// Does an act; a refusal is an answer.
    pub async fn act(
        &self,
        id: DossierId,
        at: Moment,
        name: &str,
        command: Command,
    ) -> Result<Outcome<Refusal>, StoreError> {
        let (book, name, stamp) = (Arc::clone(&self.book), name.to_owned(), stamp(at));
        let reads = Reads { dossier: Some(id), ..Reads::of(unit()) };
        let run = move |loaded: &Loaded| {
            let dossier = loaded.dossier.as_ref().unwrap();
            let def = book.definition.process.act_at(&dossier.step, &name);
            let def = def.ok_or(RefusalCode::NotHere)?;
            let event = act(at, book.rules(), dossier, dossier.version, def, command.clone())?;
            let act = Act { stamp: stamp.clone(), dossier: id, event, note: "ghi chú".into() };
            Ok(Writes { acts: vec![act], answer: id.to_string(), ..Writes::default() })
        };
        self.store.submit(reads, run).await
    }

    /// Closes the store and tells what checking finds.
    pub fn checked(self) -> Report {
        drop(self.store);
        check(self.dir.path())
    }
}

pub fn check(dir: &Path) -> Report {
    verify(location(dir), &mut |_, _| {}).unwrap()
}

pub fn rebuilt(dir: &Path) -> Report {
    rebuild(location(dir), &mut |_, _| {}).unwrap()
}

pub fn filing(id: DossierId, code: DossierCode, name: &str, channel: Channel) -> Filing {
    Filing {
        id,
        code,
        unit: unit(),
        province: province(),
        procedure: "1.001193".parse().unwrap(),
        revision: "0123456789ab".into(),
        case: None,
        channel,
        applicant: Applicant {
            name: name.into(),
            personal_number: None,
            tax_code: None,
            phone: Some(Phone::parse("0912345678").unwrap()),
            address: "Thôn 1".into(),
        },
        content: "Khai sinh cho con".into(),
        documents: Vec::new(),
        data: serde_json::Map::new(),
        fee_vnd: 0,
        submitter: None,
    }
}
