//! Faults: the plug is pulled, the disk is full, the schema is newer, a migration is run twice.

use crate::database::{define, location, on_postgres, schema_of_file, schema_of_server, tamper};
use crate::fixture::{Desk, check, nine, unit};
use domain::identity::Scope;
use domain::words::DossierId;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command as Program, Stdio};
use std::sync::Arc;
use store::{Options, Store, StoreError};

/// A folder that holds this file makes the next test the program that is killed.
const MARK: &str = "write-until-killed";

/// Writes until it is killed, and says each answer aloud.
async fn write_until_killed(dir: &Path) {
    let Desk { dir: unused, book, .. } = Desk::new();
    let store = Store::open(location(dir), Options::default()).unwrap();
    let desk = Arc::new(Desk { store, dir: unused, book });
    let one = async |desk: Arc<Desk>| loop {
        let id = desk.receive("Người").await.unwrap();
        println!("\nacknowledged {id}");
    };
    tokio::join!(one(Arc::clone(&desk)), one(Arc::clone(&desk)), one(Arc::clone(&desk)), one(desk));
}

fn acknowledged(line: &str) -> Option<DossierId> {
    line.strip_prefix("acknowledged ")?.parse().ok()
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    if Path::new(MARK).exists() {
        return write_until_killed(Path::new(".")).await;
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(MARK), "").unwrap();
    let mut child = Program::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::what_was_acknowledged_survives_a_kill", "--nocapture"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut known: Vec<DossierId> = Vec::new();
    while known.len() < 200 {
        known.extend(acknowledged(&lines.next().unwrap().unwrap()));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What it still said before it died; the last line may be cut off.
    known.extend(lines.map_while(Result::ok).filter_map(|line| acknowledged(&line)));
    let store = Store::open(location(dir.path()), Options::default()).unwrap();
    for id in known {
        assert!(store.read(move |r| r.dossier(id)).await.unwrap().is_some(), "{id} was lost");
    }
    drop(store);
    let report = check(dir.path());
    assert!(report.clean(), "{:?}", report.differences);
    assert!(report.entries >= 200);
}

#[tokio::test]
async fn a_full_disk_refuses_writing_and_reading_goes_on() {
    if on_postgres() {
        // The limit is a file's; a server's disk is the server's.
        return;
    }
    let desk = Desk::with(Options { size_limit_bytes: Some(600_000), ..Options::default() });
    let mut kept = 0u64;
    let full = loop {
        match desk.receive("Người").await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(full, StoreError::Full), "{full:?}");
    assert!(kept > 10);
    let all = tokio::join!(desk.receive("A"), desk.receive("B"), desk.receive("C"));
    assert!(matches!(all, (Err(StoreError::Full), Err(StoreError::Full), Err(StoreError::Full))));
    let scope = Scope::Unit(unit());
    let counts = desk.store.read(move |r| r.worklist_counts(&scope, nine())).await.unwrap();
    assert_eq!(counts.open, kept, "reading goes on and shows what was acknowledged");
    let Desk { store, dir, book } = desk;
    drop(store);
    assert!(check(dir.path()).clean());
    let store = Store::open(location(dir.path()), Options::default()).unwrap();
    let desk = Desk { store, dir, book };
    desk.receive("Người").await.unwrap();
    let report = desk.checked();
    assert!(report.clean(), "{:?}", report.differences);
    assert_eq!(report.entries, kept + 1);
}

#[tokio::test]
async fn opening_again_changes_nothing_and_a_newer_schema_is_left_alone() {
    let desk = Desk::new();
    desk.receive("A").await.unwrap();
    let dir = desk.dir;
    drop(desk.store);
    for _ in 0..2 {
        drop(Store::open(location(dir.path()), Options::default()).unwrap());
    }
    assert_eq!(check(dir.path()).entries, 1);
    tamper(dir.path(), "insert into migration (number, name) values (999, 'later')");
    let newer = |found: Result<_, StoreError>| matches!(found, Err(StoreError::Newer { found: 999, .. }));
    assert!(newer(Store::open(location(dir.path()), Options::default()).map(|_| ())));
    assert!(newer(Store::open_read_only(location(dir.path())).map(|_| ())));
}

#[test]
fn an_interrupted_first_start_is_finished_by_the_next() {
    let dir = tempfile::tempdir().unwrap();
    // As if the power went after the list of migrations was made and before the first one was.
    define(dir.path(), "create table migration (number bigint not null primary key, name text not null)");
    assert!(matches!(Store::open_read_only(location(dir.path())), Err(StoreError::Corrupt { .. })));
    drop(Store::open(location(dir.path()), Options::default()).unwrap());
    assert!(check(dir.path()).clean());
}

#[test]
fn one_migration_history_gives_both_engines_the_same_schema() {
    if !on_postgres() {
        // Compared on the run that has both.
        return;
    }
    let (file, server) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(Store::open(file.path(), Options::default()).unwrap());
    drop(Store::open(location(server.path()), Options::default()).unwrap());
    let (file, server) = (schema_of_file(file.path()), schema_of_server(server.path()));
    assert!(file.len() > 100, "{file:?}");
    assert_eq!(file, server);
}
