//! Records: set whole, the newest version counts, checked and rebuilt like everything else.

use crate::database::{erase, tamper};
use crate::fixture::{Desk, check, nine, rebuilt, stamp, unit};
use domain::records::RecordKind;
use store::{Loaded, Outcome, Reads, RecordChange, Writes};

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
