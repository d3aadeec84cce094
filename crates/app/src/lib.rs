//! Use cases: load, may?, decide, commit. The only door to writing.
//!
//! Reading order: [`App`] (what a node runs), `error`, `session`, `second/` and `citizen/` (who asks),
//! `dossier/` (what happens to a case), `apply/` (what people fill in and send online), `own/` (what
//! citizens see and do of their own), `procedure` and `packs` (what can be asked for), `registers` (what
//! results feed), `search/` (one box), `board` (figures), `ratings/` and `feedback` (what people say of
//! it), `people` (accounts), `hours` (when a unit is open), `places/` (its information page), `nodes/`
//! (two tiers: what offices tell each other), `jobs/` (what happens later).
//!
//! Invariants: an answer means that the entries are on disk; every write may carry a key that makes
//! repeating it harmless; one policy decides acts and filters lists; no rule of law stands here, only calls
//! of `domain`.

pub mod apply;
pub mod board;
pub mod catalogue;
pub mod citizen;
pub mod codes;
pub mod delegations;
pub mod dossier;
mod error;
pub mod feedback;
mod hand_over;
pub mod hours;
pub mod jobs;
pub mod keys;
pub mod nodes;
pub mod own;
pub mod packs;
pub mod papers;
pub mod people;
pub mod places;
pub mod procedure;
pub mod ratings;
pub mod registers;
pub mod revisions;
pub mod search;
pub mod second;
pub mod session;
mod steps;
pub mod telling;
pub mod territory;
mod together;
mod world;

pub use delegations::{DelegationInput, Substitution};
pub use error::{AppError, Problem};
pub use hand_over::{HandOverInput, HandOverView, HandedOn};
pub use paper::{Proof, Signer, Why, case_name, counted, grounds, why};
pub use press::Press;
pub use signin::Hidden;
pub use store::{
    DossierRow, LONGEST_BYTES, Location, Options, Store, StoreError, read::Counts, read::Cursor,
    read::OpenCount, read::RegisterRow, read::Sort, read::UnitRate, verify::verify,
};
pub use world::{World, WorldError};

use catalogue::Catalogue;
use domain::identity::{Actor, Role};
use domain::ledger::Digest;
use domain::words::{Day, DossierId, Moment, NumberCheck, PersonId, ProcedureCode, UnitId};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use store::{IdempotencyKey, Stamp};

/// Where the time comes from. Made once, in the binary; tests and the demo turn it by hand.
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Moment;
}

/// Where chance comes from. Made once, in the binary; seeded in the demo.
pub trait Chance: Send + Sync {
    /// Fills with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// What a node is told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The province whose procedures are published here.
    pub province: UnitId,
    /// Whether invented personal numbers (place 000) are let through: demonstrations only.
    pub invented_numbers: bool,
    /// Largest file that is taken, in bytes.
    pub upload_limit_bytes: u64,
}

/// A running office. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

/// A clock that stands still.
struct Stands(Moment);

impl Clock for Stands {
    fn now(&self) -> Moment {
        self.0
    }
}

struct Inner {
    store: Store,
    /// What is built in.
    built_in: Arc<World>,
    /// What is built in and what the ledgers add to it.
    world: RwLock<Arc<World>>,
    signer: Signer,
    press: Arc<Press>,
    settings: Settings,
    /// Held while the world is made anew, so that what was set last is what counts.
    reloading: tokio::sync::Mutex<()>,
    catalogue: RwLock<Arc<Catalogue>>,
    rates: board::sums::Sums<(Day, Day, Moment), Vec<UnitRate>>,
    received: board::sums::Sums<(Day, Day, u32), Vec<(ProcedureCode, u64)>>,
    passwords: session::Passwords,
    /// Where citizens come in; set once, where there is a provider.
    door: OnceLock<citizen::Door>,
    turn: territory::Turn,
    nodes: nodes::Held,
    /// The revisions for which every dossier under way was looked at.
    settled: Mutex<HashMap<ProcedureCode, String>>,
    /// When everything that is on its way was looked at last.
    arrivals: Mutex<Option<Moment>>,
    /// What is known of files that travel.
    files: nodes::Travelling,
    /// The way out for notices.
    out: telling::Out,
    search: search::Held,
}

/// What is handed to [`App::open`].
pub struct Parts {
    /// Everything that is kept.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// Units, calendar, hours.
    pub world: Arc<World>,
    /// The node's key for receipts.
    pub signer: Signer,
    /// Where papers are printed.
    pub press: Press,
    /// What the node is told.
    pub settings: Settings,
}

/// A key that makes a request harmless to repeat, with the digest of what was asked.
#[derive(Clone, Debug)]
pub struct Once {
    /// The key that the client chose.
    pub key: String,
    /// Digest of the request.
    pub digest: Digest,
}

impl Once {
    /// A key for a request with this content.
    pub fn of(key: impl Into<String>, content: &[u8]) -> Self {
        Self { key: key.into(), digest: Digest(Sha256::digest(content).into()) }
    }
}

impl App {
    /// Opens an office on a store: reads what is published.
    pub async fn open(parts: Parts) -> Result<Self, AppError> {
        let Parts { store, clock, chance, world, signer, press, settings } = parts;
        let passwords = session::Passwords::new(&*chance)?;
        let catalogue = RwLock::new(Arc::new(Catalogue::default()));
        let turn = territory::Turn::default();
        let (built_in, world) = (Arc::clone(&world), RwLock::new(world));
        let reloading = tokio::sync::Mutex::new(());
        let (rates, received, settled, nodes, arrivals, files, out) = Default::default();
        let inner = Inner {
            store,
            built_in,
            world,
            signer,
            press: Arc::new(press),
            settings,
            reloading,
            catalogue,
            rates,
            received,
            passwords,
            door: OnceLock::new(),
            turn,
            nodes,
            settled,
            arrivals,
            files,
            out,
            search: search::Held::default(),
        };
        let app = Self { inner: Arc::new(inner), clock, chance };
        app.reload().await?;
        Ok(app)
    }

    /// The same office at another moment: what is done through this view happens then. For what is invented
    /// or told afterwards; many views stand beside each other.
    #[must_use]
    pub fn at(&self, moment: Moment) -> Self {
        Self { clock: Arc::new(Stands(moment)), ..self.clone() }
    }

    /// The same office, with another chance.
    #[must_use]
    pub fn by_chance(&self, chance: Arc<dyn Chance>) -> Self {
        Self { chance, ..self.clone() }
    }

    /// The time.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Units, calendar, hours, as the ledgers say they are now.
    pub fn world(&self) -> Arc<World> {
        Arc::clone(&self.inner.world.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_world(&self, world: World) {
        *self.inner.world.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(world);
    }

    /// The province that the node belongs to, as it is today: the one it was set up for, or the one that
    /// took its place.
    pub fn province(&self) -> UnitId {
        let set_up = &self.inner.settings.province;
        self.world().units.keeper(set_up, self.now().day()).unwrap_or_else(|| set_up.clone())
    }

    /// What the node is told.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The key whose public half verifies receipts.
    pub fn signer(&self) -> &Signer {
        &self.inner.signer
    }

    /// The store, for the binary's own commands.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// What can be asked for, as published.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.inner.catalogue.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_catalogue(&self, catalogue: Catalogue) {
        *self.inner.catalogue.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(catalogue);
    }

    /// How personal numbers are checked now.
    pub fn numbers(&self) -> NumberCheck {
        let year_now = self.now().civil().year();
        NumberCheck { year_now, invented: self.inner.settings.invented_numbers }
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    fn uuid(&self, at: Moment) -> uuid::Uuid {
        let millis = u64::try_from(at.millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random::<10>()).into_uuid()
    }

    fn dossier_id(&self, at: Moment) -> DossierId {
        DossierId(self.uuid(at))
    }

    fn person_id(&self, at: Moment) -> PersonId {
        PersonId(self.uuid(at))
    }

    fn stamp(&self, at: Moment, actor: &Actor) -> Stamp {
        Stamp { at, actor: actor.person.to_string(), salt: self.random() }
    }

    /// A stamp that says for whom the person acts, where one of these roles is asked for.
    fn stamp_as(&self, at: Moment, actor: &Actor, asked: &[Role]) -> Stamp {
        Stamp { actor: actor.hand(asked).to_string(), ..self.stamp(at, actor) }
    }

    fn system_stamp(&self, what: &str) -> Stamp {
        Stamp { at: self.now(), actor: format!("system:{what}"), salt: self.random() }
    }
}

fn key_of(once: Option<Once>, actor: &Actor, at: Moment) -> Result<Option<IdempotencyKey>, AppError> {
    key_in(once, actor.person.to_string(), at)
}

/// The same for whose keys `scope` says.
fn key_in(once: Option<Once>, scope: String, at: Moment) -> Result<Option<IdempotencyKey>, AppError> {
    let Some(once) = once else { return Ok(None) };
    if once.key.is_empty() || once.key.len() > 200 {
        return Err(AppError::invalid("Idempotency-Key", "problem-idempotency-key"));
    }
    Ok(Some(IdempotencyKey { scope, key: once.key, digest: once.digest, at }))
}
