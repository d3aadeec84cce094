//! A node to test with: a folder of its own, a clock turned by hand, chance from a seed.

use app::dossier::{ActInput, ApplicantInput, Intake, PieceInput};
use app::people::PersonInput;
use app::territory::{Progress, Tell};
use app::{App, AppError, Chance, Clock, Location, Options, Parts, Settings, Signer, Store, World};
use domain::identity::{Account, Actor, Role};
use domain::packs::catalogue::Procedure;
use domain::packs::pack::{Files, Library};
use domain::words::{BlobId, DossierId, Moment, UnitId};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use store::Fuse;

/// A matter of people.
pub const BIRTH: &str = "1.001193";
/// A matter of land.
pub const LAND: &str = "1.012796";

/// What the form of a birth can't do without.
fn child() -> Map<String, Value> {
    let fields = [("child_name", "Vàng Bảo An"), ("born_on", "2026-03-01")];
    fields.map(|(name, value)| (name.to_owned(), value.into())).into_iter().collect()
}

pub struct HandClock(AtomicI64);

impl HandClock {
    pub fn set(&self, at: &str) {
        self.0.store(Moment::parse(at).unwrap().millis(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        Moment::from_millis(self.0.load(Ordering::SeqCst))
    }
}

struct Seeded(AtomicU64);

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let word = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

/// Where a node's database is: in its folder, or in a schema of its own on the server that
/// `MOTCUA_TEST_POSTGRES` names.
#[expect(clippy::disallowed_methods, reason = "a test run is told its database")]
fn location(dir: &Path) -> Location {
    let server = std::env::var("MOTCUA_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    let digest = Sha256::digest(dir.as_os_str().as_encoded_bytes());
    let schema = digest.iter().take(10).fold("a_".to_owned(), |name, b| format!("{name}{b:02x}"));
    let server = server.map(|url| format!("{url}?options=-c%20search_path%3D{schema}"));
    Location { dir: dir.to_owned(), server }
}

pub fn world() -> Arc<World> {
    static WORLD: OnceLock<Arc<World>> = OnceLock::new();
    Arc::clone(WORLD.get_or_init(|| Arc::new(World::built_in().unwrap())))
}

pub fn procedures(codes: &[&str]) -> Vec<Procedure> {
    let rows = World::catalogue_lines().lines().map(|l| serde_json::from_str::<Procedure>(l).unwrap());
    rows.filter(|p| codes.contains(&p.code.as_str())).collect()
}

/// Goes on whatever happens.
pub fn on() -> Tell {
    Arc::new(|_| ControlFlow::Continue(()))
}

/// Stops after so many steps.
pub fn stop_after(steps: u64) -> Tell {
    let count = AtomicU64::new(0);
    Arc::new(move |_: Progress| {
        let stop = count.fetch_add(1, Ordering::SeqCst) + 1 >= steps;
        if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}

pub struct Node {
    pub app: App,
    pub clock: Arc<HandClock>,
    /// With it the disk fills up.
    pub fuse: Fuse,
    province: UnitId,
    dir: tempfile::TempDir,
    key: u8,
}

async fn open(
    dir: &Path,
    clock: &Arc<HandClock>,
    province: &UnitId,
    world: Arc<World>,
    (seed, key): (u64, u8),
    fuse: &Fuse,
) -> App {
    let settings =
        Settings { province: province.clone(), invented_numbers: true, upload_limit_bytes: 1024 * 1024 };
    let options = Options { fuse: Some(fuse.clone()), ..Options::default() };
    let parts = Parts {
        store: Store::open(location(dir), options).unwrap(),
        clock: Arc::<HandClock>::clone(clock),
        chance: Arc::new(Seeded(AtomicU64::new(seed))),
        world,
        signer: Signer::from_secret(&[key; 32]),
        press: app::Press::here(),
        settings,
    };
    App::open(parts).await.unwrap()
}

/// A seed that no other node of this run has.
fn next_seed() -> u64 {
    static SEED: AtomicU64 = AtomicU64::new(1_000);
    SEED.fetch_add(1, Ordering::SeqCst)
}

impl Node {
    pub async fn new(now: &str, province: &str) -> Self {
        Self::by_chance(now, province, (38, 7)).await
    }

    /// A node that signs with a key of its own, and draws what no other node draws.
    pub async fn with_key(now: &str, province: &str, key: u8) -> Self {
        Self::by_chance(now, province, (next_seed(), key)).await
    }

    async fn by_chance(now: &str, province: &str, (seed, key): (u64, u8)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(0)));
        clock.set(now);
        let province = world().unit_at(province, clock.now().day()).unwrap().id.clone();
        let fuse = Fuse::default();
        let app = open(dir.path(), &clock, &province, world(), (seed, key), &fuse).await;
        Self { app, clock, fuse, province, dir, key }
    }

    /// A copy of everything as it is now; none where a server keeps the database.
    pub async fn kept(&self) -> Option<tempfile::TempDir> {
        let copy = tempfile::tempdir().unwrap();
        if location(copy.path()).server.is_some() {
            return None;
        }
        self.app.store().backup(copy.path().to_owned()).await.unwrap();
        Some(copy)
    }

    /// The node as it was when the copy was made, with other chance from there on.
    pub async fn set_back(self, copy: tempfile::TempDir) -> Self {
        let Self { app, clock, fuse, province, key, .. } = self;
        drop(app);
        let app = open(copy.path(), &clock, &province, world(), (next_seed(), key), &fuse).await;
        Self { app, clock, fuse, province, dir: copy, key }
    }

    /// A node that has further packs, with their procedures published.
    pub async fn with_packs(now: &str, province: &str, packs: &Files) -> Self {
        let node = Self::packed(now, province, packs, (38, 7)).await;
        let local = node.app.world().packs.local(&World::catalogue_row).map(|d| d.facts).collect();
        node.app.publish(local, "setup", |_| {}).await.unwrap();
        node
    }

    /// A node that signs with a key of its own and has further packs; nothing is published on it.
    pub async fn packed_with_key(now: &str, province: &str, packs: &Files, key: u8) -> Self {
        Self::packed(now, province, packs, (next_seed(), key)).await
    }

    async fn packed(now: &str, province: &str, packs: &Files, (seed, key): (u64, u8)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(0)));
        clock.set(now);
        let mut with = World::clone(&world());
        let library = Library::read(packs, &with.packs, &World::catalogue_row);
        with.packs = Arc::new(library.unwrap_or_else(|faults| panic!("{faults:?}")));
        let province = with.unit_at(province, clock.now().day()).unwrap().id.clone();
        let fuse = Fuse::default();
        let app = open(dir.path(), &clock, &province, Arc::new(with), (seed, key), &fuse).await;
        Self { app, clock, fuse, province, dir, key }
    }

    /// Switches the node off and on.
    pub async fn restarted(self) -> Self {
        let Self { app, clock, fuse, province, dir, key } = self;
        drop(app);
        // Work that was told to stop lets go of the store when its turn comes.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        let app = open(dir.path(), &clock, &province, world(), (next_seed(), key), &fuse).await;
        Self { app, clock, fuse, province, dir, key }
    }

    /// Where a file is kept.
    pub fn file(&self, blob: &BlobId) -> PathBuf {
        let name = blob.as_str();
        self.dir.path().join("blobs").join(&name[..2]).join(&name[2..4]).join(name)
    }

    /// Checks everything; nothing may differ. Hand-overs done, and on their way.
    pub fn verified(&self) -> (u64, u64) {
        let report = app::verify(location(self.dir.path()), &mut |_, _| {}).unwrap();
        assert!(report.clean(), "{:?}", report.differences);
        (report.moved, report.in_transit)
    }

    /// Checks everything; nothing may differ. Children taken in, still asked for, ended and not told.
    pub fn families(&self) -> (u64, u64, u64) {
        let report = app::verify(location(self.dir.path()), &mut |_, _| {}).unwrap();
        assert!(report.clean(), "{:?}", report.differences);
        (report.children, report.children_asked, report.children_untold)
    }

    /// What doesn't agree.
    pub fn differences(&self) -> Vec<String> {
        app::verify(location(self.dir.path()), &mut |_, _| {}).unwrap().differences
    }

    /// Makes every row anew from the entries, with the node switched off; what was there must come of it.
    pub async fn rebuilt(self) {
        let Self { app, dir, .. } = self;
        drop(app);
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        let report = store::verify::rebuild(location(dir.path()), &mut |_, _| {}).unwrap();
        assert!(report.clean(), "{:?}", report.differences);
        let report = app::verify(location(dir.path()), &mut |_, _| {}).unwrap();
        assert!(report.clean(), "{:?}", report.differences);
    }

    pub fn unit(&self, code: &str) -> UnitId {
        self.app.world().unit_at(code, self.app.now().day()).unwrap().id.clone()
    }

    pub async fn account(&self, unit: &UnitId, role: Role) -> Account {
        let login = format!("{}-{}", role.as_str(), unit.code());
        let input = PersonInput {
            login: login.clone(),
            name: format!("Lò Thị {}", role.as_str()),
            title: "Công chức".to_owned(),
            roles: vec![role.as_str().to_owned()],
        };
        let known = self.app.store().read(move |r| r.account_by_login(&login)).await.unwrap();
        match known {
            Some(account) => account,
            None => self.app.account_seed(unit, &input, None).await.unwrap(),
        }
    }

    /// Somebody of a unit in a role, as of now.
    pub async fn actor(&self, unit: &UnitId, role: Role) -> Actor {
        self.account(unit, role).await.actor(self.app.now().day())
    }

    pub async fn receive(&self, actor: &Actor, procedure: &str, name: &str) -> (DossierId, String) {
        self.try_receive(actor, procedure, name).await.unwrap()
    }

    pub async fn try_receive(
        &self,
        actor: &Actor,
        procedure: &str,
        name: &str,
    ) -> Result<(DossierId, String), AppError> {
        self.receive_with(actor, procedure, name, Vec::new()).await
    }

    /// The same with papers.
    pub async fn receive_with(
        &self,
        actor: &Actor,
        procedure: &str,
        name: &str,
        documents: Vec<PieceInput>,
    ) -> Result<(DossierId, String), AppError> {
        let applicant = ApplicantInput { name: name.to_owned(), ..ApplicantInput::default() };
        let data = if procedure == BIRTH { child() } else { Map::new() };
        let procedure = procedure.to_owned();
        let intake = Intake { procedure, applicant, documents, data, ..Intake::default() };
        let (answer, _) = self.app.dossier_receive(actor, intake, None).await?;
        Ok((answer.id.parse().unwrap(), answer.code))
    }

    pub async fn act(&self, actor: &Actor, id: DossierId, act: &str) {
        let version = self.app.dossier_look(actor, id).await.unwrap().dossier.version;
        let input =
            ActInput { version, receiver: "A".into(), reason: "lý do".into(), ..ActInput::default() };
        self.app.dossier_act(actor, id, act, input, None).await.unwrap();
    }
}
