//! A province lives: procedures are published, every unit's life is planned and lived, side by side.

use super::arrivals::Offer;
use super::ask::Ask;
use super::figures::{self, Figures};
use super::life::{Ground, life};
use super::live::{Cast, live};
use super::menu::{CENTRE, COMMUNE, Menu};
use super::scene::Life;
use super::weights::{share_out, weights};
use crate::cli::{Talk, bar};
use crate::clock::SystemClock;
use crate::invented::chance::{Chance, Seeded};
use crate::invented::names;
use crate::workers::Stop;
use crate::{secret, wire};
use anyhow::{Context as _, Result, anyhow};
use app::people::PersonInput;
use app::{App, World};
use domain::identity::Role;
use domain::units::Unit;
use domain::words::{Moment, UnitId};
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Beside, Store};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many units live at the same time: with what each has under way they fill the writer's queue, and no
/// more.
const SIDE_BY_SIDE: usize = 24;
/// On the first day, when procedures are published and accounts are opened.
const PUBLISHED: (i8, i8) = (5, 0);
const OPENED: (i8, i8) = (5, 30);

/// What came of it.
#[derive(Clone, Debug)]
pub struct Played {
    /// Whether it came to its end; else it was told to stop.
    pub whole: bool,
    /// Where everything stands.
    pub figures: Figures,
    /// How long living took.
    pub took: Duration,
    /// Who may look at it: the name to sign in with, and the password.
    pub watcher: (String, String),
}

/// What is planned for one unit.
struct Plan {
    unit: UnitId,
    menu: &'static Menu,
    count: usize,
    homes: Arc<Vec<String>>,
}

/// Fills an empty store.
pub async fn play(store: Store, ask: &Ask, talk: Talk, stop: Stop) -> Result<Played> {
    let world = wire::world()?;
    wire::mark(&store, &ask.province, true).await?;
    let app = wire::open(store.clone(), Arc::new(SystemClock), talk.words).await?;
    let moment = |(hour, minute)| Moment::at(ask.from, hour, minute);
    let publishing = app.by_chance(Arc::new(Seeded::of(ask.seed, "published")));
    publishing.at(moment(PUBLISHED)).publish_plain().await?;
    let watcher = watcher(&publishing.at(moment(OPENED)), ask).await?;
    let plans = plans(ask, &world);
    let casts = planned(&app, ask, plans, talk).await?;
    let began = Instant::now();
    let whole = lived(&app, ask, casts, talk, stop).await?;
    let took = began.elapsed();
    let end = app.at(Moment::at(ask.to.plus(1), 0, 0));
    let figures = figures::of(&end, ask, &world).await?;
    for unit in units(ask, &world) {
        // Invented people get no messages.
        store.put_beside(unit, vec![Beside::NoticesDone { at: end.now() }]).await?;
    }
    wire::mark_demo_complete(&store, &ask.province).await?;
    Ok(Played { whole, figures, took, watcher })
}

/// Somebody who watches over the province, for whoever wants to look around afterwards.
async fn watcher(app: &App, ask: &Ask) -> Result<(String, String)> {
    let input = PersonInput {
        login: format!("tinh.{}", ask.province.code()),
        name: names::somebody(&mut Chance::of(ask.seed, "watcher")).name,
        title: "Chuyên viên Văn phòng Ủy ban nhân dân tỉnh".to_owned(),
        roles: vec![Role::Province.as_str().to_owned()],
    };
    let password = secret::password();
    let account = app.account_seed(&ask.province, &input, Some(&password)).await?;
    Ok((account.login, password))
}

/// The province's unit, then its communes.
pub fn units(ask: &Ask, world: &World) -> Vec<UnitId> {
    let communes = ask.communes(world).into_iter().map(|unit| unit.id.clone());
    std::iter::once(ask.province.clone()).chain(communes).collect()
}

fn plans(ask: &Ask, world: &World) -> Vec<Plan> {
    let communes = ask.communes(world);
    let weights = weights(&communes, &mut Chance::of(ask.seed, "weights"));
    let counts = share_out(ask.communal, &weights);
    let name = |unit: &&Unit| unit.full_name.clone();
    let everywhere = Arc::new(communes.iter().map(name).collect::<Vec<_>>());
    let commune = |(unit, count): (&&Unit, usize)| Plan {
        unit: unit.id.clone(),
        menu: &COMMUNE,
        count,
        homes: Arc::new(vec![unit.full_name.clone()]),
    };
    let centre = Plan { unit: ask.province.clone(), menu: &CENTRE, count: ask.provincial, homes: everywhere };
    let mut plans: Vec<Plan> = communes.iter().zip(counts).map(commune).collect();
    plans.push(centre);
    plans.retain(|plan| plan.count > 0);
    // Those with most to do begin first, so that all end together.
    plans.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.unit.cmp(&b.unit)));
    plans
}

/// The chance that plans a unit's life.
pub fn planning(seed: u64, unit: &UnitId) -> Chance {
    Chance::of(seed, &format!("life {unit}"))
}

fn offers(app: &App, menu: &Menu) -> Result<Arc<Vec<Offer>>> {
    let catalogue = app.catalogue();
    let find = |code: &str| catalogue.find(code).map(|running| Arc::clone(&running.definition));
    let offers =
        Offer::all(menu, find).map_err(|code| anyhow!("procedure {code} is not in the catalogue"))?;
    Ok(Arc::new(offers))
}

/// Plans every unit's life, on all processors.
async fn planned(app: &App, ask: &Ask, plans: Vec<Plan>, talk: Talk) -> Result<Vec<Cast>> {
    let world = app.world();
    let (communal, provincial) = (offers(app, &COMMUNE)?, offers(app, &CENTRE)?);
    let province: Arc<str> = lowered(&world.unit_name(&ask.province)).into();
    let bar = bar(u64::try_from(plans.len())?, talk.words.say("simulate-planning"));
    let mut planning_all = JoinSet::new();
    for (place, plan) in plans.into_iter().enumerate() {
        let hours = world.hours(&plan.unit).clone();
        let centre = plan.unit == ask.province;
        let offers = Arc::clone(if centre { &provincial } else { &communal });
        let (ask, province) = (ask.clone(), Arc::clone(&province));
        planning_all.spawn_blocking(move || {
            let ground = Ground {
                days: (ask.from, ask.to),
                hours: &hours,
                menu: plan.menu,
                offers: &offers,
                count: plan.count,
                pace: ask.pace,
            };
            let life = life(ground, &mut planning(ask.seed, &plan.unit))?;
            let Plan { unit, homes, .. } = plan;
            Some((place, Cast { unit, homes, province, offers, life, seed: ask.seed }))
        });
    }
    let mut casts = Vec::new();
    while let Some(planned) = planning_all.join_next().await {
        let planned = planned?.ok_or_else(|| anyhow!(talk.words.say("simulate-closed")))?;
        casts.push(planned);
        bar.inc(1);
    }
    bar.finish_and_clear();
    casts.sort_by_key(|(place, _)| *place);
    Ok(casts.into_iter().map(|(_, cast)| cast).collect())
}

/// `Tỉnh Thanh Hóa` inside a line of an address.
fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// Lets units live side by side. Says whether all came to their end.
async fn lived(app: &App, ask: &Ask, casts: Vec<Cast>, talk: Talk, stop: Stop) -> Result<bool> {
    let scenes = |life: &Life| life.scenes.len();
    let total: usize = casts.iter().map(|cast| scenes(&cast.life)).sum();
    let bar = bar(u64::try_from(total)?, talk.words.say("simulate-living"));
    let opened = Moment::at(ask.from, OPENED.0, OPENED.1);
    let turns = Arc::new(Semaphore::new(SIDE_BY_SIDE));
    let mut living = JoinSet::new();
    for cast in casts {
        let chance = Arc::new(Seeded::of(ask.seed, &format!("ids {}", cast.unit)));
        let (app, bar, stop) = (app.by_chance(chance), bar.clone(), stop.clone());
        let turns = Arc::clone(&turns);
        living.spawn(async move {
            let _turn = turns.acquire_owned().await.context("units wait no more")?;
            live(app, cast, opened, bar, stop).await
        });
    }
    let mut whole = true;
    while let Some(done) = living.join_next().await {
        whole &= done??;
    }
    bar.finish_and_clear();
    Ok(whole)
}
