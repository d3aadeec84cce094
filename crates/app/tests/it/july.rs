//! 1 July 2025: 10,035 communes become 3,321, districts end, 63 provinces become 34. Every old commune has
//! people and open dossiers; afterwards none is lost, none is owned twice, none has another due date.
//!
//! The suite moves a few provinces (one that grew out of two, with divided communes); the whole country is
//! asked for by name.

#![expect(clippy::print_stderr, reason = "how long it took is part of what the test tells")]

use crate::node::{BIRTH, LAND, Node, on, procedures, stop_after};
use app::dossier::Proven;
use app::territory::{Dues, Pace, WaitingQuery};
use app::{App, AppError, DossierRow};
use domain::dossier::{self, Applicant, Clock, DossierCode, Filing, Rules, Withdrawn};
use domain::identity::{Account, Actor, Role, Scope};
use domain::units::reorganise::Reorganisation;
use domain::units::{Relation, Tier};
use domain::words::{Channel, Day, DossierId, Moment, PersonId, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::time::Instant;
use store::{AccountChange, Act, Loaded, Reads, Stamp, Writes};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Provinces of today whose forerunners the suite moves: Đắk Lắk took Phú Yên in, Lai Châu stayed alone.
const SOME: [&str; 2] = ["66", "12"];

fn july() -> Day {
    Day::new(2025, 7, 1).unwrap()
}

/// A dossier as it was filed.
#[derive(Clone)]
struct Filed {
    id: DossierId,
    code: DossierCode,
    unit: UnitId,
    clock: Clock,
    open: bool,
}

struct Country {
    node: Node,
    /// Old units that have people, and communes dossiers.
    old: Vec<UnitId>,
    filed: Vec<Filed>,
}

fn stamp(app: &App) -> Stamp {
    Stamp { at: app.now(), actor: "system:test".into(), salt: app.random() }
}

fn account(n: u128, unit: &UnitId, province: &UnitId, roles: Vec<Role>) -> Account {
    Account {
        person: PersonId(Uuid::from_u128(n)),
        login: format!("{}-{}", roles[0].as_str(), unit.code()),
        name: "Lò Thị Mẫu".into(),
        title: "Công chức".into(),
        unit: unit.clone(),
        province: province.clone(),
        roles,
        assignments: Vec::new(),
        open: true,
        version: 1,
        moved_to: None,
    }
}

/// One office of 30 June 2025: a leader and, in a commune, three dossiers, of which one has ended.
async fn office(app: App, n: usize, unit: UnitId, commune: bool) -> Vec<Filed> {
    let world = app.world();
    let province = world.province_of(&unit);
    let n = u128::try_from(n).unwrap() + 1;
    let mut filed = Vec::new();
    let roles = if commune { vec![Role::Leader] } else { vec![Role::Leader, Role::Province] };
    let roles = if unit == province || commune { roles } else { vec![Role::Leader] };
    let person = account(n, &unit, &province, roles);
    let change = AccountChange { stamp: stamp(&app), after: person };
    let run =
        move |_: &Loaded| Ok::<_, Infallible>(Writes { accounts: vec![change.clone()], ..Writes::default() });
    app.store().submit(Reads::of(unit.clone()), run).await.unwrap();
    for k in 0..if commune { 3 } else { 0_u32 } {
        let running = app.catalogue().find(if k == 1 { LAND } else { BIRTH }).cloned().unwrap();
        let id =
            DossierId(Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + n * 16 + u128::from(k)));
        let agency = format!("H{}.{}.{}", province.code(), &unit.code()[..3], &unit.code()[3..]);
        let code = DossierCode::new(&agency, app.now().day(), k + 1).unwrap();
        let filing = Filing {
            id,
            code: code.clone(),
            unit: unit.clone(),
            province: province.clone(),
            procedure: running.definition.code().clone(),
            revision: running.revision.clone(),
            case: None,
            channel: Channel::Counter,
            applicant: Applicant {
                name: "Lê Thị Ánh".into(),
                personal_number: None,
                tax_code: None,
                phone: None,
                address: "Thôn 1".into(),
            },
            content: String::new(),
            documents: Vec::new(),
            data: serde_json::Map::new(),
            fee_vnd: 0,
            submitter: None,
        };
        let rules = Rules { definition: &running.definition, hours: world.hours(&unit) };
        let event = dossier::receive(app.now(), rules, filing).unwrap();
        let clock = dossier::evolve(None, app.now(), &event).unwrap().clock.unwrap();
        let act = |event| Act { stamp: stamp(&app), dossier: id, event, note: String::new() };
        let mut acts = vec![act(event)];
        let open = k < 2;
        if !open {
            acts.push(act(dossier::Event::Withdrawn(Withdrawn { reason: "rút hồ sơ".into() })));
        }
        let run = move |_: &Loaded| Ok::<_, Infallible>(Writes { acts: acts.clone(), ..Writes::default() });
        app.store().submit(Reads::of(unit.clone()), run).await.unwrap();
        filed.push(Filed { id, code, unit: unit.clone(), clock, open });
    }
    filed
}

/// The old units whose land lies in these provinces of today; all where none is named.
fn old_units(app: &App, provinces: &[&str]) -> Vec<UnitId> {
    let (world, last) = (app.world(), july().plus(-1));
    let inside = |unit: &&domain::units::Unit| {
        let after = world.units.descendants(&unit.id, july());
        let of = after.iter().map(|u| world.province_of(u)).collect::<BTreeSet<_>>();
        provinces.is_empty() || of.iter().any(|p| provinces.contains(&p.code()))
    };
    let old = world.units.iter().filter(|u| u.exists_on(last) && u.tier != Tier::District);
    old.filter(inside).map(|u| u.id.clone()).collect()
}

async fn country(provinces: &[&str]) -> Country {
    let node = Node::new("2025-06-30T09:00", "66").await;
    node.app.publish(procedures(&[BIRTH, LAND]), "setup", |_| {}).await.unwrap();
    let old = old_units(&node.app, provinces);
    let (mut working, mut filed) = (JoinSet::new(), Vec::new());
    for (n, unit) in old.iter().enumerate() {
        while working.len() >= 256 {
            filed.extend(working.join_next().await.unwrap().unwrap());
        }
        let commune = node.app.world().units.get(unit).unwrap().tier == Tier::Commune;
        working.spawn(office(node.app.clone(), n, unit.clone(), commune));
    }
    while let Some(done) = working.join_next().await {
        filed.extend(done.unwrap());
    }
    filed.sort_by(|a, b| a.code.cmp(&b.code));
    Country { node, old, filed }
}

/// Everything that is open anywhere, counted under the provinces of a day.
async fn open_rows(app: &App, day: Day) -> Vec<DossierRow> {
    let provinces: Vec<UnitId> = app.world().units.on(Tier::Province, day).map(|u| u.id.clone()).collect();
    let mut rows = Vec::new();
    for province in provinces {
        let read = app.store().read(move |r| {
            let filter = store::read::WorklistFilter { open: true, ..Default::default() };
            let scope = Scope::Province(province);
            let page = r.worklist(&scope, &filter, app::Sort::Due, None, u32::MAX - 1)?;
            assert_eq!(r.worklist_counts(&scope, Moment::at(july(), 9, 0))?.open, page.rows.len() as u64);
            Ok(page.rows)
        });
        rows.extend(read.await.unwrap());
    }
    rows
}

async fn after(country: &Country) {
    let Country { node, filed, .. } = country;
    let world = node.app.world();
    let mut waiting: BTreeMap<UnitId, usize> = BTreeMap::new();
    for was in filed {
        let code = was.code.clone();
        let found = node.app.store().read(move |r| r.dossier_by_code(&code)).await.unwrap();
        let found = found.unwrap_or_else(|| panic!("{} leads nowhere", was.code));
        let (d, owner) = (&found.dossier, found.dossier.place());
        assert_eq!((d.id(), &d.filing.unit), (was.id, &was.unit), "{}", was.code);
        assert!(d.moved_to.is_none(), "{} is on its way", was.code);
        let clock = d.clock.as_ref().unwrap();
        assert_eq!((clock.due.at, clock.promised), (was.clock.due.at, was.clock.promised), "{}", was.code);
        if was.open && owner.unit == was.unit {
            *waiting.entry(was.unit.clone()).or_default() += 1;
            assert!(world.units.get(&found.kept.province).unwrap().exists_on(july()), "{}", was.code);
        } else if was.open {
            assert!(world.units.get(&owner.unit).unwrap().exists_on(july()), "{}", was.code);
            assert_eq!((&found.kept, d.version), (&owner, 3));
        } else {
            assert_eq!(owner.unit, was.unit, "what has ended stays in its ledger");
            assert!(
                world.units.get(&found.kept.unit).unwrap().exists_on(july()),
                "{} has no keeper",
                was.code
            );
        }
    }
    // What waits belongs to units that were divided, and the one who decides finds all of it.
    let divided =
        |unit: &UnitId| world.units.successions_from(unit).iter().all(|l| l.relation != Relation::Whole);
    assert!(waiting.keys().all(divided));
    let mut found = 0;
    for province in world.units.on(Tier::Province, july()) {
        let unit = province.id.clone();
        let actor = Actor { unit: unit.clone(), province: unit, ..watcher() };
        let seen = node.app.territory_waiting(&actor, &WaitingQuery::default()).await.unwrap();
        found += seen.units.iter().map(|(_, n)| n).sum::<u64>();
    }
    assert_eq!(found, waiting.values().sum::<usize>() as u64);
    eprintln!("waiting for a decision: {found} dossiers of {} divided communes", waiting.len());
}

fn watcher() -> Actor {
    let nowhere: UnitId = "66@2025-07-01".parse().unwrap();
    account(0, &nowhere, &nowhere, vec![Role::Province]).actor(july())
}

async fn people(country: &Country) {
    let world = country.node.app.world();
    let provinces: Vec<UnitId> =
        world.units.iter().filter(|u| u.tier == Tier::Province).map(|u| u.id.clone()).collect();
    let mut people = 0;
    for province in provinces {
        let scope = Scope::Province(province);
        for a in country.node.app.store().read(move |r| r.accounts(&scope)).await.unwrap() {
            assert!(world.units.get(&a.unit).unwrap().exists_on(july()), "{} works nowhere", a.login);
            assert!(a.may_sign_in() && a.version == 3 && a.roles.contains(&Role::Leader), "{}", a.login);
            people += 1;
        }
    }
    assert_eq!(people, country.old.len());
}

/// Carries the reorganisation to its end; gives the units that were done. A server with much else to do may
/// let a step wait too long: what is interrupted goes on from there.
async fn carried_on(app: &App) -> u64 {
    for tries in 1.. {
        match app.territory_run(Pace::default(), on()).await {
            Err(AppError::Away(why)) if tries < 10 => eprintln!("once more: {why}"),
            run => {
                let (progress, stopped) = run.unwrap();
                assert!(!stopped);
                return progress.units;
            }
        }
    }
    0
}

/// Two provinces, one of which takes another in and has divided communes. The whole country takes minutes:
/// `MOTCUA_WHOLE_COUNTRY=1 cargo test -p app --test it july -- --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_of_july_2025() {
    let whole = option_env!("MOTCUA_WHOLE_COUNTRY").is_some();
    the_first_of_july(if whole { &[] } else { &SOME }).await;
}

async fn the_first_of_july(provinces: &[&str]) {
    let clock = Instant::now();
    let mut country = country(provinces).await;
    let (offices, dossiers) = (country.old.len(), country.filed.len());
    eprintln!("30 June 2025: {offices} offices, {dossiers} dossiers filed in {:.1?}", clock.elapsed());
    let mut proofs = Vec::new();
    for was in country.filed.iter().step_by(97) {
        let (app, id) = (&country.node.app, was.id);
        let history = app.store().read(move |r| r.dossier_history(id)).await.unwrap();
        proofs.push(app.signer().prove(&was.code, &history[0].hash));
    }
    let open = open_rows(&country.node.app, july().plus(-1)).await;
    let due = Dues::of(open.iter());
    assert_eq!(open.len(), country.filed.iter().filter(|f| f.open).count());

    country.node.clock.set("2025-07-01T00:05");
    let file = Reorganisation::of_day(&country.node.app.world().units, july()).unwrap().to_csv();
    let clock = Instant::now();
    let report = country.node.app.territory_dry_run(None, &file).await.unwrap();
    assert!(report.applicable(), "{:?} {:?}", report.faults, report.decided_since);
    let (moving, undecided) = (report.moving(), report.undecided());
    eprintln!(
        "dry run: {moving} move, {undecided} to decide, {} people, in {:.1?}",
        report.people.len(),
        clock.elapsed()
    );
    assert_eq!((report.due.clone(), moving + undecided), (due.clone(), open.len() as u64));
    assert_eq!((report.ending_here, report.people.len()), (offices, offices));

    // Stopped and switched off on the way, then to the end.
    let clock = Instant::now();
    let at = u64::try_from(open.len()).unwrap();
    let first = country.node.app.territory_apply(None, &file, stop_after(at)).await.unwrap();
    assert!(first.stopped);
    let mut spent = clock.elapsed();
    country.node = country.node.restarted().await;
    let (moved, on_its_way) = country.node.verified();
    eprintln!(
        "stopped after {at} steps in {spent:.1?}: {moved} moved, {on_its_way} on their way; all verifies"
    );
    let clock = Instant::now();
    let done = carried_on(&country.node.app).await;
    spent += clock.elapsed();
    assert!(done > 0);
    eprintln!("applied in {spent:.1?}");

    let clock = Instant::now();
    assert_eq!(country.node.verified(), (moving, 0));
    eprintln!("verified in {:.1?}", clock.elapsed());
    let rows = open_rows(&country.node.app, july()).await;
    assert_eq!(Dues::of(rows.iter()), due, "totals and due dates");
    let (app, app_rows) = (&country.node.app, rows.iter().map(|r| r.id).collect::<BTreeSet<_>>());
    assert_eq!(app_rows.len(), rows.len(), "nothing is owned twice");
    for proof in proofs {
        assert!(
            matches!(app.receipt_check(proof).await.unwrap(), Proven::Genuine { .. }),
            "a receipt of June"
        );
    }
    after(&country).await;
    people(&country).await;
}
