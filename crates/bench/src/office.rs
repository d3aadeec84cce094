//! A province's office: the communes' units as they are on the day, with three people in each.

use anyhow::{Context as _, anyhow};
use app::people::PersonInput;
use app::{App, Chance, Clock, Location, Options, Parts, Settings, Signer, Store, World};
use domain::identity::{Account, Actor, Role};
use domain::units::Tier;
use domain::words::{Day, Moment, UnitId};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Instant;
use store::Beside;
use tokio::task::JoinSet;

/// Thanh Hóa.
const PROVINCE: &str = "38";
/// The secret of an office's key.
pub const KEY: [u8; 32] = [7; 32];

/// A clock that begins on a working morning and goes on.
pub struct Morning {
    base: AtomicI64,
    began: Instant,
}

impl Morning {
    fn new() -> anyhow::Result<Self> {
        let day = Day::new(2025, 8, 15).context("a day")?;
        Ok(Self { base: AtomicI64::new(Moment::at(day, 8, 0).millis()), began: Instant::now() })
    }
}

impl Clock for Morning {
    fn now(&self) -> Moment {
        let since = i64::try_from(self.began.elapsed().as_millis()).unwrap_or(0);
        Moment::from_millis(self.base.load(Ordering::Relaxed) + since)
    }
}

/// Chance that needs no call of the system: SplitMix64.
pub struct Seeded(AtomicU64);

impl Seeded {
    /// Chance that follows from a number.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            for (byte, random) in chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

/// A unit and who works there.
#[derive(Clone)]
pub struct Staff {
    /// The unit.
    pub unit: UnitId,
    /// Takes in and hands over.
    pub reception: Actor,
    /// Examines.
    pub specialist: Actor,
    /// Signs.
    pub leader: Actor,
}

impl Staff {
    /// Who does an act of the common process.
    pub const fn who(&self, act: &str) -> &Actor {
        match act.as_bytes() {
            b"forward" => &self.specialist,
            b"approve" => &self.leader,
            _ => &self.reception,
        }
    }
}

/// An open office.
#[derive(Clone)]
pub struct Office {
    /// Its use cases.
    pub app: App,
    /// Its units.
    pub units: Arc<Vec<Staff>>,
}

impl Office {
    /// Makes one at an empty place, where it is a morning of 2025 and everything can be asked for.
    pub async fn open(at: Location) -> anyhow::Result<Self> {
        let office = Self::with_people(at, Arc::new(Morning::new()?), Arc::new(World::built_in()?)).await?;
        office.app.publish_built_in().await?;
        Ok(office)
    }

    /// Makes one at an empty place, with people in every unit and nothing published.
    pub async fn with_people(at: Location, clock: Arc<dyn Clock>, world: Arc<World>) -> anyhow::Result<Self> {
        let day = clock.now().day();
        let province = world.unit_at(PROVINCE, day).context("the province")?.id.clone();
        let store = Store::open(at, Options::default())?;
        mark(&store, &province).await?;
        let settings = Settings {
            province: province.clone(),
            invented_numbers: true,
            upload_limit_bytes: 10 * 1024 * 1024,
        };
        let chance = Arc::new(Seeded::new(38));
        let signer = Signer::from_secret(&KEY);
        let press = app::Press::here();
        let parts = Parts { store, clock, chance, world: Arc::clone(&world), signer, press, settings };
        let app = App::open(parts).await?;
        let communes = world.units.on(Tier::Commune, day);
        let mut opening = JoinSet::new();
        for unit in communes.filter(|u| world.province_of(&u.id) == province) {
            opening.spawn(staffed(app.clone(), unit.id.clone()));
        }
        let mut units = Vec::new();
        while let Some(staff) = opening.join_next().await {
            units.push(staff??);
        }
        units.sort_by(|a, b| a.unit.cmp(&b.unit));
        Ok(Self { app, units: Arc::new(units) })
    }

    /// Keys for programs of each unit's reception, specialist and leader.
    pub async fn keys(&self) -> anyhow::Result<Vec<[String; 3]>> {
        let mut giving = JoinSet::new();
        for (place, staff) in self.units.iter().enumerate() {
            let (app, staff) = (self.app.clone(), staff.clone());
            giving.spawn(async move {
                let key = async |actor: &Actor| -> anyhow::Result<String> {
                    let person = actor.person;
                    let account =
                        app.store().read(move |r| r.account(person)).await?.context("an account")?;
                    Ok(app.bearer_seed(&account, "bench").await?)
                };
                let Staff { reception, specialist, leader, .. } = &staff;
                anyhow::Ok((place, [key(reception).await?, key(specialist).await?, key(leader).await?]))
            });
        }
        let mut keys = Vec::new();
        while let Some(given) = giving.join_next().await {
            keys.push(given??);
        }
        keys.sort_by_key(|(place, _)| *place);
        Ok(keys.into_iter().map(|(_, keys)| keys).collect())
    }

    /// The unit's place for what a client does for the n-th time: clients begin far apart and go round.
    pub fn turn(&self, client: usize, n: usize) -> usize {
        (client * 2 + n * 64) % self.units.len().max(1)
    }

    /// The unit at a place.
    pub fn unit(&self, place: usize) -> anyhow::Result<&Staff> {
        self.units.get(place).ok_or_else(|| anyhow!("no unit"))
    }
}

/// Says in the database whose it is, as `motcua init` does.
async fn mark(store: &Store, province: &UnitId) -> anyhow::Result<()> {
    let meta = |key: &str, value: &str| Beside::Meta { key: key.to_owned(), value: value.to_owned() };
    let marks = vec![meta("invented", "1"), meta("province", province.as_str()), meta("demo-complete", "1")];
    Ok(store.put_beside(province.clone(), marks).await?)
}

async fn staffed(app: App, unit: UnitId) -> anyhow::Result<Staff> {
    let day = app.now().day();
    let person = async |login: &str, role: Role| -> anyhow::Result<Account> {
        let input = PersonInput {
            login: format!("{login}.{}", unit.code()),
            name: crate::people::name(unit.as_str().len()),
            title: "Công chức".to_owned(),
            roles: vec![role.as_str().to_owned()],
        };
        Ok(app.account_seed(&unit, &input, None).await?)
    };
    let reception = person("tiepnhan", Role::Reception).await?.actor(day);
    let specialist = person("chuyenvien", Role::Specialist).await?.actor(day);
    let leader = person("lanhdao", Role::Leader).await?.actor(day);
    Ok(Staff { unit, reception, specialist, leader })
}
