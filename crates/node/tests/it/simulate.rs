//! A simulated province, from outside: exact, clean, and the same each time on every engine.

use crate::program::{arg, run, said};
use crate::server::Place;
use domain::dossier::{Event, Punctuality, Stage, evolve};
use domain::words::{Moment, UnitId};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use store::Store;
use tempfile::TempDir;

const SMALL: [&str; 9] =
    ["simulate", "--province", "38", "--communal", "120", "--provincial", "25", "--to", "2025-07-25"];

/// Simulates with a seed into a place; gives the figures.
fn simulate(seed: &str, place: &[String], temp: &Path) -> Value {
    let file = temp.join(format!("{seed}.json"));
    let mut args: Vec<String> = SMALL.iter().map(|a| (*a).to_owned()).collect();
    args.extend(["--seed".to_owned(), seed.to_owned(), "--json".to_owned(), arg(&file).to_owned()]);
    args.extend(place.iter().cloned());
    let done = run(&args);
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("on-time rate"), "{}", said(&done));
    serde_json::from_slice(&fs::read(&file).unwrap()).unwrap()
}

fn folder(temp: &Path, name: &str) -> Vec<String> {
    vec!["--dir".to_owned(), arg(&temp.join(name)).to_owned()]
}

/// Received, on time, late, withdrawn, open, overdue, of communes and centre, out of nothing but entries.
async fn counted(dir: &Path, cutoff: Moment) -> [[u64; 6]; 2] {
    let store = Store::open_read_only(dir).unwrap();
    let ledgers = store.read(|r| {
        let units = r.units_with_dossiers()?;
        units.into_iter().map(|unit| Ok((r.entries_after(&unit, 0, u32::MAX)?, unit))).collect()
    });
    let ledgers: Vec<(Vec<domain::ledger::Entry>, UnitId)> = ledgers.await.unwrap();
    let mut tiers = [[0; 6]; 2];
    for (entries, unit) in ledgers {
        let tier = &mut tiers[usize::from(unit.code() == "38")];
        let mut dossiers = HashMap::new();
        for entry in entries.iter().filter(|e| e.head.subject.kind == "dossier") {
            let head = &entry.head;
            let (event, _) = Event::read(&head.kind, head.body_version, entry.body().unwrap()).unwrap();
            let before = dossiers.remove(&head.subject.id);
            let after = evolve(before, head.at, &event).unwrap();
            dossiers.insert(head.subject.id.clone(), after);
        }
        for dossier in dossiers.values().filter(|d| d.clock.is_some()) {
            tier[0] += 1;
            match (dossier.stage, dossier.punctuality(cutoff)) {
                (Stage::Withdrawn, _) => tier[3] += 1,
                (_, Punctuality::OnTime) => tier[1] += 1,
                (_, Punctuality::Late) => tier[2] += 1,
                (stage, punctuality) => {
                    tier[4] += 1;
                    tier[5] += u64::from(punctuality == Punctuality::Overdue && !stage.paused());
                }
            }
        }
    }
    tiers
}

#[tokio::test]
async fn a_small_province_is_exact_clean_and_counted_alike_by_its_entries() {
    let temp = TempDir::new().unwrap();
    let figures = simulate("1", &folder(temp.path(), "a"), temp.path());
    let dir = temp.path().join("a");
    let verified = run(&["verify", "--dir", arg(&dir)]);
    assert!(verified.status.success(), "{}", said(&verified));
    let cutoff = Moment::parse(figures["tiers"][0]["rate"]["cutoff"].as_str().unwrap()).unwrap();
    assert_eq!(cutoff, Moment::parse("2025-07-26T00:00:00+07:00").unwrap());
    let told = |tier: usize| {
        let tier = &figures["tiers"][tier];
        ["received", "on_time", "late", "withdrawn", "open", "overdue"].map(|n| tier[n].as_u64().unwrap())
    };
    let [communal, provincial] = counted(&dir, cutoff).await;
    assert_eq!([told(0), told(1)], [communal, provincial]);
    assert_eq!([communal[0], provincial[0]], [120, 25]);
    for tier in 0..3 {
        let [received, on_time, late, withdrawn, open, overdue] = told(tier);
        assert_eq!(received, on_time + late + withdrawn + open);
        let rate = &figures["tiers"][tier]["rate"];
        assert_eq!(rate["numerator"], on_time);
        assert_eq!(rate["denominator"], on_time + late + overdue);
    }
    let again = run(&[&SMALL[..], &["--dir", arg(&dir)]].concat());
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    assert!(said(&again).contains("isn't empty"), "{}", said(&again));
}

#[test]
fn the_same_seed_makes_the_same_ledgers_and_another_one_others() {
    let temp = TempDir::new().unwrap();
    let one = simulate("7", &folder(temp.path(), "a"), temp.path());
    let two = simulate("7", &folder(temp.path(), "b"), temp.path());
    let other = simulate("8", &folder(temp.path(), "c"), temp.path());
    assert_eq!(one["ledgers"], two["ledgers"]);
    assert_eq!(one["tiers"], two["tiers"]);
    assert_ne!(one["ledgers"], other["ledgers"]);
    let Some(place) = Place::new() else { return };
    let server = simulate("7", &place.args(), temp.path());
    assert_eq!(one["ledgers"], server["ledgers"]);
    assert_eq!(one["tiers"], server["tiers"]);
    let verified = place.run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn what_cannot_be_simulated_is_said_with_what_to_do() {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join("office");
    let asked = |args: &[&str]| {
        let output = run(&[&["simulate", "--dir", arg(&dir)], args].concat());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(!dir.exists());
        said(&output)
    };
    let both = ["--communal", "10", "--provincial", "10"];
    let said = |more: &[&str]| asked(&[&both[..], more].concat());
    assert!(said(&["--province", "99"]).contains("No province carries the code 99"));
    assert!(said(&["--province", "38", "--from", "2025-06-01"]).contains("begins on 2025-07-01"));
    assert!(said(&["--province", "38", "--to", "2025-06-30"]).contains("Swap --from and --to"));
    assert!(said(&["--province", "38", "--to", "soon"]).contains("isn't a day"));
    let nothing = ["--province", "38", "--communal", "0", "--provincial", "0"];
    assert!(asked(&nothing).contains("nothing to receive"));
}
