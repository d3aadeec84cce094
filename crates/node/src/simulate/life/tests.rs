//! A planned life: as many as asked for, inside the period, at hours that make sense, and late only by load.

use super::{Ground, life};
use crate::invented::chance::Chance;
use crate::simulate::arrivals::Offer;
use crate::simulate::menu::{COMMUNE, Menu};
use crate::simulate::scene::{Deed, Life};
use app::World;
use domain::calendar::{self, Hours};
use domain::packs::Definition;
use domain::packs::catalogue::Procedure;
use domain::words::{Channel, Day, Moment};
use std::collections::BTreeMap;
use std::sync::Arc;

struct Fixture {
    offers: Vec<Offer>,
    hours: Hours,
}

impl Fixture {
    fn new(menu: &Menu) -> Self {
        let world = World::built_in().unwrap();
        let rows = World::catalogue_lines().lines();
        let rows = rows.map(|line| serde_json::from_str::<Procedure>(line).unwrap());
        let known: BTreeMap<String, Arc<Definition>> =
            rows.map(|facts| (facts.code.to_string(), Arc::new(world.define(facts)))).collect();
        let offers = Offer::all(menu, |code| known.get(code).cloned()).unwrap();
        Self { offers, hours: world.usual_hours().clone() }
    }

    fn ground(&self, days: (Day, Day), count: usize, pace: i64) -> Ground<'_> {
        Ground { days, hours: &self.hours, menu: &COMMUNE, offers: &self.offers, count, pace }
    }
}

fn summer() -> (Day, Day) {
    (Day::new(2025, 7, 1).unwrap(), Day::new(2025, 8, 15).unwrap())
}

fn receptions(life: &Life) -> usize {
    life.scenes.iter().filter(|s| matches!(s.deed, Deed::Receive | Deed::Accept)).count()
}

/// Of the decided ones, how many in a thousand were decided after the day first promised.
fn late(life: &Life, fixture: &Fixture) -> usize {
    let mut due: BTreeMap<usize, Moment> = BTreeMap::new();
    let (mut decided, mut late) = (0, 0);
    for scene in &life.scenes {
        let wish = &life.wishes[scene.dossier];
        match scene.deed {
            Deed::Receive | Deed::Accept => {
                let offer = &fixture.offers[wish.offer];
                let limit = offer.limit(wish.channel, wish.case.as_ref()).unwrap();
                let cutoffs = offer.definition.cutoffs.as_ref();
                let at = calendar::due(scene.at, limit, wish.channel, &fixture.hours, cutoffs).at;
                due.insert(scene.dossier, at);
            }
            Deed::Supplement | Deed::Charge | Deed::Extend(_) => drop(due.remove(&scene.dossier)),
            Deed::Approve | Deed::Refuse => {
                if let Some(due) = due.get(&scene.dossier) {
                    decided += 1;
                    late += usize::from(scene.at > *due);
                }
            }
            _ => {}
        }
    }
    late * 1_000 / decided
}

#[test]
fn exactly_as_many_are_received_as_were_asked_for_whatever_the_seed() {
    let fixture = Fixture::new(&COMMUNE);
    for seed in 0..12 {
        for count in [0, 1, 2, 37, 900] {
            let life = life(fixture.ground(summer(), count, 100), &mut Chance::of(seed, "life")).unwrap();
            assert_eq!(receptions(&life), count, "seed {seed}");
        }
    }
    // A single short day: most of what comes online then still waits at the end.
    let day = Day::new(2025, 7, 4).unwrap();
    let life = life(fixture.ground((day, day), 500, 100), &mut Chance::of(1, "life")).unwrap();
    assert_eq!(receptions(&life), 500);
    assert!(life.wishes.len() > 500);
}

#[test]
fn nothing_lies_outside_the_period_and_officers_act_in_office_hours() {
    let fixture = Fixture::new(&COMMUNE);
    let life = life(fixture.ground(summer(), 1_500, 100), &mut Chance::of(3, "life")).unwrap();
    let (from, to) = summer();
    let (begin, end) = (Moment::at(from, 6, 0), Moment::at(to.plus(1), 0, 0));
    assert!(life.scenes.is_sorted_by_key(|s| s.at));
    let mut by_night = 0;
    for scene in &life.scenes {
        assert!(scene.at >= begin && scene.at < end, "{scene:?}");
        let open = calendar::is_working(scene.at, &fixture.hours);
        match scene.deed {
            Deed::Submit => by_night += usize::from(!open),
            Deed::Receive | Deed::Tick => assert!(open, "{scene:?}"),
            // What follows within the same minute may end a second after closing.
            _ => {
                let before = calendar::is_working(scene.at.plus_minutes(-1), &fixture.hours);
                assert!(before || open, "{scene:?}");
            }
        }
    }
    assert!(by_night > 50, "{by_night}");
}

#[test]
fn a_dossier_does_one_thing_after_another_and_ends_once() {
    let fixture = Fixture::new(&COMMUNE);
    // Slow enough that some delays show.
    let life = life(fixture.ground(summer(), 2_500, 70), &mut Chance::of(4, "life")).unwrap();
    let mut last: BTreeMap<usize, (Moment, Deed)> = BTreeMap::new();
    for scene in life.scenes.iter().filter(|s| s.deed != Deed::Tick) {
        let before = last.insert(scene.dossier, (scene.at, scene.deed));
        let first = matches!(scene.deed, Deed::Receive | Deed::Submit);
        assert_eq!(before.is_none(), first, "{scene:?}");
        if let Some((at, deed)) = before {
            assert!(at < scene.at, "{scene:?}");
            assert!(!matches!(deed, Deed::Withdraw | Deed::Refuse | Deed::Decline | Deed::Deliver(_)));
        }
    }
    let deeds = |deed: fn(&Deed) -> bool| life.scenes.iter().filter(|s| deed(&s.deed)).count();
    assert!(deeds(|d| *d == Deed::Supplement) > 10 && deeds(|d| *d == Deed::Charge) > 10);
    assert!(deeds(|d| matches!(d, Deed::Extend(_))) > 0 && deeds(|d| *d == Deed::Withdraw) > 0);
}

#[test]
fn mondays_and_mornings_are_busier_and_certified_copies_come_first() {
    let fixture = Fixture::new(&COMMUNE);
    let life = life(fixture.ground(summer(), 6_000, 100), &mut Chance::of(5, "life")).unwrap();
    let counter = life.scenes.iter().filter(|s| s.deed == Deed::Receive).map(|s| s.at);
    let counter: Vec<Moment> = counter.collect();
    let on = |weekday| counter.iter().filter(|at| at.day().weekday() == weekday).count();
    // Six Mondays and seven Fridays lie in the period.
    assert!(on(1) * 7 > on(5) * 6);
    let morning = counter.iter().filter(|at| at.minute_of_day() < 12 * 60).count();
    assert!(morning * 100 > counter.len() * 52, "{morning} of {}", counter.len());
    let copies = life.wishes.iter().filter(|w| fixture.offers[w.offer].item.code == "2.000815").count();
    assert!((28..38).contains(&(copies * 100 / life.wishes.len())), "{copies}");
    let online = life.wishes.iter().filter(|w| w.channel == Channel::Online).count();
    assert!((10..30).contains(&(online * 100 / life.wishes.len())), "{online}");
}

#[test]
fn lateness_comes_of_load() {
    let fixture = Fixture::new(&COMMUNE);
    let at = |pace| {
        let life = life(fixture.ground(summer(), 4_000, pace), &mut Chance::of(6, "life")).unwrap();
        late(&life, &fixture)
    };
    let (slow, usual, quick) = (at(50), at(100), at(300));
    assert!(slow > 4 * usual.max(1), "{slow} {usual}");
    assert!(quick <= usual && usual < 60, "{usual} {quick}");
}

#[test]
fn the_same_seed_plans_the_same_life() {
    let fixture = Fixture::new(&COMMUNE);
    let plan = |seed| life(fixture.ground(summer(), 300, 100), &mut Chance::of(seed, "life"));
    assert_eq!(plan(7), plan(7));
    assert_ne!(plan(7), plan(8));
}

#[test]
fn an_office_that_never_opens_receives_nobody() {
    let fixture = Fixture::new(&COMMUNE);
    let sunday = Day::new(2025, 7, 6).unwrap();
    assert_eq!(life(fixture.ground((sunday, sunday), 5, 100), &mut Chance::of(1, "life")), None);
}
