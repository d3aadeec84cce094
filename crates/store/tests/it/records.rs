//! Records: set whole, the newest version counts, checked and rebuilt like everything else.

use crate::database::{erase, location, tamper};
use crate::fixture::{Desk, check, nine, province, rebuilt, stamp, unit};
use domain::ratings::Ratings;
use domain::records::{Body as _, RecordKind};
use store::{Loaded, Options, Outcome, Reads, RecordChange, Store, Writes};

const KEY: &str = "hours";

/// Adds a letter to what the record says.
async fn add(desk: &Desk, letter: char) -> Outcome<()> {
    let stamp = stamp(nine());
    let reads = Reads { records: vec![(RecordKind::Office, KEY.into())], ..Reads::of(unit()) };
    let run = move |loaded: &Loaded| {
        let before = loaded.record(RecordKind::Office, KEY).map_or("", |r| r.body.trim_matches('"'));
        let body = format!("\"{before}{letter}\"");
        let change = RecordChange { stamp: stamp.clone(), kind: RecordKind::Office, key: KEY.into(), body };
        Ok(Writes { records: vec![change], ..Writes::default() })
    };
    desk.store.submit(reads, run).await.unwrap()
}

#[tokio::test]
async fn a_decision_sees_the_newest_version_and_every_version_is_an_entry() {
    let desk = Desk::new();
    for letter in ['a', 'b', 'c'] {
        add(&desk, letter).await;
    }
    let found = desk.store.read(|r| r.record(&unit(), RecordKind::Office, KEY)).await.unwrap().unwrap();
    assert_eq!((found.body.as_str(), found.version, found.at), ("\"abc\"", 3, nine()));
    let all = desk.store.read(|r| r.records(RecordKind::Office)).await.unwrap();
    assert_eq!(all, [found]);
    assert!(desk.store.read(|r| r.records(RecordKind::Calendar)).await.unwrap().is_empty());
    let of = desk.store.read(|r| r.records_of(&unit(), RecordKind::Office, Some(nine()), 9)).await.unwrap();
    assert!(of.is_empty(), "set at nine is not before nine");
    let entries = desk.store.read(|r| r.entries_after(&unit(), 0, 9)).await.unwrap();
    let said: Vec<_> = entries.iter().map(|e| (e.head.kind.as_str(), e.head.version)).collect();
    assert_eq!(said, [("office-set", 1), ("office-set", 2), ("office-set", 3)]);
    let report = desk.checked();
    assert!(report.clean() && report.records == 1, "{:?}", report.differences);
}

#[tokio::test]
async fn what_was_altered_is_found_and_put_right_and_what_was_erased_is_let_be() {
    let desk = Desk::new();
    add(&desk, 'a').await;
    add(&desk, 'b').await;
    let Desk { dir, store, .. } = desk;
    drop(store);
    for sql in [
        "update record set body = '\"x\"'",
        "update record set version = 9",
        "delete from record",
        "insert into record (unit, kind, key, version, at, actor, body) \
         select unit, kind, 'other', version, at, actor, body from record",
        "insert into record (unit, kind, key, version, at, actor, body) \
         select '38@2025-07-01', kind, key, version, at, actor, body from record",
    ] {
        tamper(dir.path(), sql);
        assert!(!check(dir.path()).clean(), "{sql} is not noticed");
        rebuilt(dir.path());
        let report = check(dir.path());
        assert!(report.clean() && report.records == 1, "{sql}: {:?}", report.differences);
    }
    erase(dir.path(), 2);
    let report = check(dir.path());
    assert!(report.clean() && report.erased == 1, "{:?}", report.differences);
}

/// Puts a batch of ratings on record that names these dossiers.
async fn batch(desk: &Desk, key: &str, marks: &[&str]) {
    let (stamp, key, kind) = (stamp(nine()), key.to_owned(), RecordKind::Rating);
    let rated = marks.iter().map(|mark| (*mark).to_owned()).collect();
    let body = Ratings { unit: unit(), until: nine().day(), ratings: Vec::new(), rated }.text().unwrap();
    let reads = Reads { records: vec![(kind, key.clone())], ..Reads::of(unit()) };
    let run = move |_: &Loaded| {
        let (stamp, key, body) = (stamp.clone(), key.clone(), body.clone());
        Ok::<_, ()>(Writes { records: vec![RecordChange { stamp, kind, key, body }], ..Writes::default() })
    };
    assert!(matches!(desk.store.submit(reads, run).await.unwrap(), Outcome::Done { .. }));
}

#[tokio::test]
async fn which_dossiers_are_rated_follows_from_the_batches_and_is_checked() {
    let desk = Desk::new();
    batch(&desk, "a", &["m1", "m2"]).await;
    batch(&desk, "a", &["m2", "m3"]).await;
    batch(&desk, "b", &["m4"]).await;
    let rated = async |mark: &'static str| {
        desk.store.read(move |r| r.rated_in(&[province(), unit()], mark)).await.unwrap()
    };
    for mark in ["m1", "m2", "m3", "m4"] {
        assert!(rated(mark).await, "{mark}");
    }
    assert!(!rated("m_").await && !rated("m").await);
    let elsewhere = desk.store.read(|r| r.rated_in(&[province()], "m1")).await.unwrap();
    assert!(!elsewhere, "another ledger's");
    let Desk { dir, store, .. } = desk;
    drop(store);
    assert!(check(dir.path()).clean());
    for sql in [
        "delete from rated where mark = 'm1'",
        "insert into rated (unit, mark) select unit, 'm9' from rated where mark = 'm2'",
        "insert into rated (unit, mark) values ('38@2025-07-01', 'm1')",
    ] {
        tamper(dir.path(), sql);
        assert!(!check(dir.path()).clean(), "{sql} is not noticed");
        rebuilt(dir.path());
        let report = check(dir.path());
        assert!(report.clean(), "{sql}: {:?}", report.differences);
    }
    // What an erased batch named goes on counting as rated.
    erase(dir.path(), 1);
    rebuilt(dir.path());
    assert!(check(dir.path()).clean());
    let store = Store::open(location(dir.path()), Options::default()).unwrap();
    assert!(store.read(|r| r.rated_in(&[unit()], "m1")).await.unwrap());
}
