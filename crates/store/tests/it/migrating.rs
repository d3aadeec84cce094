//! Migrations: once, twice, by two at once, broken off in the middle, the same on both engines.

use crate::database::{define, location, on_postgres, schema};
use std::sync::Barrier;
use store::{Options, Store};
use tempfile::{TempDir, tempdir};

/// What the steps after the sixth did, taken back.
const LATER_UNDONE: &str = "\
    drop index record_series; drop index record_keeper; drop index record_province; drop index record_ends; \
    alter table record drop column place; alter table record drop column words; \
    alter table record drop column ends; alter table record drop column keeper; \
    alter table record drop column province; \
    drop index dossier_parent; drop index dossier_children; alter table dossier drop column parent; \
    alter table dossier drop column children; alter table dossier drop column internal; \
    drop index dossier_paid; drop index dossier_submitter; drop index dossier_business; \
    drop index dossier_tax_code; drop index record_taken; \
    alter table dossier drop column submitter; alter table dossier drop column business; \
    alter table dossier drop column tax_code; alter table dossier drop column paid; \
    drop index dossier_given; drop index account_moving; drop table inbox; drop table mirror; \
    drop table sent; drop table fetched; drop table wanted; drop table draft; \
    drop index outbox_code; drop index outbox_failed; drop table code; drop table delivery; \
    drop table receipt; drop table step; drop table factor; drop table rating; \
    drop table rated";

fn open(dir: &TempDir) -> Result<Store, store::StoreError> {
    Store::open(location(dir.path()), Options::default())
}

#[test]
fn every_table_carries_its_unit() {
    let dir = tempdir().unwrap();
    drop(open(&dir).unwrap());
    let all = schema(dir.path());
    let mut tables: Vec<&str> = all.iter().filter_map(|line| line.split_once('.')).map(|(t, _)| t).collect();
    tables.dedup();
    let bare =
        tables.iter().filter(|table| !all.iter().any(|line| line.starts_with(&format!("{table}.unit "))));
    // Which steps a database has seen is said of the database.
    assert_eq!(bare.collect::<Vec<_>>(), [&"migration"]);
    assert!(tables.len() > 12, "{tables:?}");
}

#[test]
fn a_schema_that_was_made_twice_is_the_same() {
    let dir = tempdir().unwrap();
    drop(open(&dir).unwrap());
    let once = schema(dir.path());
    drop(open(&dir).unwrap());
    assert_eq!(schema(dir.path()), once);
}

#[test]
fn two_programs_that_begin_at_once_make_one_schema() {
    let whole = tempdir().unwrap();
    drop(open(&whole).unwrap());
    let dir = tempdir().unwrap();
    let ready = Barrier::new(2);
    let opened: Vec<_> = std::thread::scope(|scope| {
        let begin = || {
            ready.wait();
            open(&dir)
        };
        let both = [scope.spawn(begin), scope.spawn(begin)];
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    // A folder has one writer; on a server both go on.
    let good = opened.iter().filter(|one| one.is_ok()).count();
    assert!(if on_postgres() { good == 2 } else { good >= 1 }, "{good}");
    drop(opened);
    assert_eq!(schema(dir.path()), schema(whole.path()));
}

#[tokio::test]
async fn a_step_that_breaks_off_leaves_nothing_and_is_done_later() {
    let whole = tempdir().unwrap();
    drop(open(&whole).unwrap());
    let dir = tempdir().unwrap();
    drop(open(&dir).unwrap());
    // Back to before the step that gave settings their unit, with a row that can't be carried over: it breaks
    // off at its third statement.
    define(dir.path(), LATER_UNDONE);
    define(
        dir.path(),
        "drop table meta; create table meta (key text not null primary key, value text); \
         insert into meta values ('province', '38'); insert into meta values ('invented', '1'); \
         insert into meta values ('broken', null); delete from migration where number >= 6",
    );
    let before = schema(dir.path());
    let broke = open(&dir);
    assert!(broke.is_err(), "nothing stood in its way");
    assert_eq!(schema(dir.path()), before, "half a step was left");
    define(dir.path(), "delete from meta where value is null");
    let store = open(&dir).unwrap();
    let kept = store.read(|r| Ok((r.meta("province")?, r.meta("invented")?))).await.unwrap();
    assert_eq!(kept, (Some("38".to_owned()), Some("1".to_owned())));
    drop(store);
    assert_eq!(schema(dir.path()), schema(whole.path()));
}
