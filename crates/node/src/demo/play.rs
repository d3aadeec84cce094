//! Setting the demonstration up: publish, open accounts, plan, and do what is planned.

use super::accounts::Accounts;
use super::course::Course;
use super::fate::fates;
use super::hours::OfficeTime;
use super::offices::{self, Office};
use super::story::{Deed, Scene, story};
use super::{COMMUNE, PROVINCE, SEED, reach};
use crate::cli::{Talk, bar};
use crate::clock::SystemClock;
use crate::invented::chance::Chance;
use crate::invented::names::Home;
use crate::wire;
use anyhow::{Context as _, Result, anyhow};
use app::{App, World};
use domain::calendar;
use domain::identity::Actor;
use domain::packs::Definition;
use domain::units::Tier;
use domain::words::{DossierId, Moment, UnitId};
use indicatif::ProgressBar;
use std::collections::HashMap;
use std::sync::Arc;
use store::{Beside, Store};
use tokio::task::JoinSet;

/// How long before now the demonstration's province begins to work with Motcua, in days.
const OPENED_DAYS: i64 = 63;

/// A scene of one dossier of a unit, with the one who acts in it.
struct Cue {
    scene: Scene,
    dossier: usize,
    actor: Actor,
    /// Whether its procedure goes a way of its own.
    own_way: bool,
}

/// Fills an empty store with what happened until `now`; answers with what is given out.
pub async fn set_up(store: Store, dossiers: usize, now: Moment, url: String, talk: Talk) -> Result<Accounts> {
    let world = wire::world()?;
    let province = world.unit_at(PROVINCE, now.day()).ok_or_else(|| anyhow!("unit {PROVINCE} is missing"))?;
    wire::mark(&store, &province.id, true).await?;
    let app = wire::open(store.clone(), Arc::new(SystemClock), talk.words).await?.at(now);
    let opened = Moment::at(now.day().plus(-OPENED_DAYS), 7, 30);
    app.at(opened).publish_built_in().await?;
    let units = communes(&world, &province.id, now).chain([province.id.clone()]);
    let offices = staffed(&app.at(opened.plus_minutes(30)), units, talk).await?;
    let accounts = offices::accounts(&offices, url)?;
    let units: Vec<UnitId> = offices.iter().map(|office| office.unit.clone()).collect();
    let mut plays = Vec::new();
    for (office, count) in shares(offices, dossiers) {
        let cues = plan(&app, &office, count, now)?;
        plays.push((office, cues));
    }
    let shown: Vec<Office> =
        plays.iter().map(|(office, _)| office).filter(|o| o.is_shown()).cloned().collect();
    play(&app, plays, talk).await?;
    remind(&app, now).await?;
    for office in &shown {
        reach::tell(&app, office).await?;
    }
    hand_over_notices(&store, &units, now).await?;
    Ok(accounts)
}

fn communes(world: &World, province: &UnitId, now: Moment) -> impl Iterator<Item = UnitId> {
    let communes = world.units.on(Tier::Commune, now.day());
    communes.filter(|u| world.province_of(&u.id) == *province).map(|u| u.id.clone())
}

async fn staffed(app: &App, units: impl Iterator<Item = UnitId>, talk: Talk) -> Result<Vec<Office>> {
    let mut opening = JoinSet::new();
    units.for_each(|unit| {
        opening.spawn(offices::staffed(app.clone(), unit));
    });
    let bar = bar(u64::try_from(opening.len())?, talk.words.say("cli-demo-people"));
    let mut offices = Vec::new();
    while let Some(office) = opening.join_next().await {
        offices.push(office??);
        bar.inc(1);
    }
    bar.finish_and_clear();
    offices.sort_by(|a, b| a.unit.cmp(&b.unit));
    Ok(offices)
}

/// How many dossiers each unit has: a good part in the two that are shown, the rest anywhere.
fn shares(offices: Vec<Office>, dossiers: usize) -> Vec<(Office, usize)> {
    let commune = (dossiers * 35 / 300).max(dossiers.min(40));
    let centre = (dossiers - commune).min(dossiers / 10);
    let mut chance = Chance::of(SEED, "shares");
    let mut counts: HashMap<UnitId, usize> = HashMap::new();
    let others: Vec<UnitId> = offices.iter().filter(|o| !o.is_shown()).map(|o| o.unit.clone()).collect();
    for _ in 0..dossiers - commune - centre {
        if let Some(unit) = chance.pick(&others) {
            *counts.entry(unit.clone()).or_default() += 1;
        }
    }
    let count = |office: &Office| match office.unit.code() {
        COMMUNE => commune,
        PROVINCE => centre,
        _ => counts.get(&office.unit).copied().unwrap_or(0),
    };
    offices
        .into_iter()
        .map(|o| {
            let n = count(&o);
            (o, n)
        })
        .collect()
}

/// Everything that happens in a unit, in the order in which it happens.
fn plan(app: &App, office: &Office, count: usize, now: Moment) -> Result<Vec<Cue>> {
    let world = app.world();
    let hours = OfficeTime { now, hours: world.hours(&office.unit) };
    let mut chance = Chance::of(SEED, office.unit.as_str());
    let others: Vec<String> = communes(&world, &app.province(), now).map(|u| world.unit_name(&u)).collect();
    let mut cues = Vec::new();
    for (dossier, fate) in fates(count, office.is_shown(), &mut chance).into_iter().enumerate() {
        let definition = defined(app, chance.weighed(fate.procedures()))?;
        // The centre serves the whole province.
        let place = if office.unit.code() == PROVINCE { chance.pick(&others) } else { None };
        let place = place.unwrap_or(&office.name);
        let home = Home { commune: place, province: "tỉnh Thanh Hóa" };
        let scenes = story(fate, &definition, home, hours, &mut chance);
        for scene in scenes.ok_or_else(|| anyhow!("{} can't be asked for", definition.code()))? {
            let actor = office.one(scene.role, &mut chance);
            let actor =
                actor.ok_or_else(|| anyhow!("nobody in {} is {}", office.unit, scene.role.as_str()))?;
            let own_way = definition.process.id != world.process.id;
            cues.push(Cue { scene, dossier, actor, own_way });
        }
    }
    // Stable: what one dossier's scenes share the moment keeps their order.
    cues.sort_by_key(|cue| cue.scene.at);
    Ok(cues)
}

fn defined(app: &App, code: Option<&str>) -> Result<Arc<Definition>> {
    let running = code.and_then(|code| app.catalogue().find(code).map(|r| Arc::clone(&r.definition)));
    running.ok_or_else(|| anyhow!("procedure {} is not in the catalogue", code.unwrap_or_default()))
}

/// Units work at the same time; inside a unit one thing happens after another, as its ledger says.
async fn play(app: &App, plays: Vec<(Office, Vec<Cue>)>, talk: Talk) -> Result<()> {
    let total: usize = plays.iter().map(|(_, cues)| cues.len()).sum();
    let bar = bar(u64::try_from(total)?, talk.words.say("cli-demo-dossiers"));
    let mut playing = JoinSet::new();
    for (office, cues) in plays {
        playing.spawn(play_unit(app.clone(), office, cues, bar.clone()));
    }
    while let Some(played) = playing.join_next().await {
        played??;
    }
    bar.finish_and_clear();
    Ok(())
}

async fn play_unit(app: App, office: Office, cues: Vec<Cue>, bar: ProgressBar) -> Result<()> {
    let mut standing: HashMap<usize, (DossierId, u32)> = HashMap::new();
    let mut chance = Chance::of(SEED, &format!("course {}", office.unit));
    for Cue { scene, dossier, actor, own_way } in cues {
        let stands = standing.get(&dossier).copied();
        let (at, what) = (scene.at, name(&scene.deed));
        let here = app.at(at);
        let done = match (scene.deed, stands) {
            (Deed::Act(planned, input), Some((id, _))) if own_way => {
                let home = Home { commune: &office.name, province: "tỉnh Thanh Hóa" };
                let course = Course { app: &here, people: &office.staff, id, home };
                Box::pin(course.go(planned, *input, &mut chance)).await.map(|version| (id, version))
            }
            (deed, stands) => act(&here, &actor, deed, stands).await,
        };
        let stands = done.with_context(|| format!("{what} in {} at {}", actor.unit, at.rfc3339()))?;
        standing.insert(dossier, stands);
        bar.inc(1);
    }
    Ok(())
}

const fn name(deed: &Deed) -> &'static str {
    match deed {
        Deed::Receive(_) => "receive",
        Deed::Submit(_) => "submit",
        Deed::Lapse => "lapse",
        Deed::Act(act, _) => act,
    }
}

async fn act(
    app: &App,
    actor: &Actor,
    deed: Deed,
    stands: Option<(DossierId, u32)>,
) -> Result<(DossierId, u32)> {
    let filed = || stands.ok_or_else(|| anyhow!("nothing was filed"));
    let (answer, _) = match deed {
        Deed::Lapse => (app.dossier_lapse(&actor.unit, filed()?.0).await?, false),
        Deed::Receive(intake) => app.dossier_receive(actor, intake, None).await?,
        Deed::Submit(intake) => app.dossier_submit(actor, intake, None).await?,
        Deed::Act(act, mut input) => {
            let (id, version) = filed()?;
            input.version = version;
            app.dossier_act(actor, id, act, *input, None).await?
        }
    };
    Ok((answer.id.parse()?, answer.version))
}

/// Who is to be reminded now, is: in the last minute in which an office was open.
async fn remind(app: &App, now: Moment) -> Result<()> {
    let world = app.world();
    let open = calendar::add_working_minutes(now, -1, world.hours(&app.settings().province));
    let at = Moment::from_millis(open.millis() + 59_000).min(now);
    let app = app.at(at);
    while app.clock_tick().await?.reminded > 0 {}
    Ok(())
}

/// Invented people get no messages: those of the setting up count as handed over.
async fn hand_over_notices(store: &Store, offices: &[UnitId], now: Moment) -> Result<()> {
    for unit in offices {
        store.put_beside(unit.clone(), vec![Beside::NoticesDone { at: now }]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::set_up;
    use crate::cli::Talk;
    use domain::words::Moment;
    use lang::{Lang, Words};
    use store::{Options, Store};

    /// What is planned is never refused, whatever the hour: an early Monday, a weekend, the days of
    /// the lunar New Year, the first days of a year.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_demo_can_be_set_up_at_any_hour() {
        let hours = [
            "2026-11-23T06:10:00+07:00",
            "2026-11-22T23:59:00+07:00",
            "2026-02-18T10:00:00+07:00",
            "2027-01-04T08:02:00+07:00",
        ];
        for hour in hours {
            let now = Moment::parse(hour).unwrap();
            let temp = tempfile::tempdir().unwrap();
            let store = Store::open(temp.path(), Options::default()).unwrap();
            let talk = Talk { words: Words::of(Lang::En) };
            let accounts = set_up(store.clone(), 300, now, String::new(), talk).await;
            assert_eq!(accounts.unwrap().accounts.len(), 9, "{hour}");
            drop(store);
            let report = store::verify::verify(temp.path(), &mut |_, _| {}).unwrap();
            // More than were planned: what one asks of others are dossiers too.
            assert!(report.clean() && report.dossiers >= 300, "{hour}: {:?}", report.differences);
        }
    }
}
