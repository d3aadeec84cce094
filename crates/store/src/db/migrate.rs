//! The one list of migrations. Each runs in its own transaction together with its line in `migration`, so it
//! happened wholly or not at all; running the list again does nothing.

use super::{Db, params};
use crate::error::StoreError;
use crate::project::dossier;

/// The step that gave dossiers' rows columns which only the states can fill.
const OWN: i64 = 13;

/// Number, name and text, in order.
const STEPS: &[(i64, &str, &str)] = &[
    (1, "begin", include_str!("../migrations/0001_begin.sql")),
    (2, "records", include_str!("../migrations/0002_records.sql")),
    (3, "people", include_str!("../migrations/0003_people.sql")),
    (4, "moving", include_str!("../migrations/0004_moving.sql")),
    (5, "lean indexes", include_str!("../migrations/0005_lean_indexes.sql")),
    (6, "settings by unit", include_str!("../migrations/0006_settings_by_unit.sql")),
    (7, "registers", include_str!("../migrations/0007_registers.sql")),
    (8, "children", include_str!("../migrations/0008_children.sql")),
    (9, "nodes", include_str!("../migrations/0009_nodes.sql")),
    (10, "arriving", include_str!("../migrations/0010_arriving.sql")),
    (11, "delivery", include_str!("../migrations/0011_delivery.sql")),
    (12, "doors", include_str!("../migrations/0012_doors.sql")),
    (OWN, "own dossiers", include_str!("../migrations/0013_own.sql")),
    (14, "ratings", include_str!("../migrations/0014_ratings.sql")),
    (15, "drafts", include_str!("../migrations/0015_drafts.sql")),
];

const KNOWN: i64 = {
    let mut last = 0;
    let mut i = 0;
    while i < STEPS.len() {
        #[expect(clippy::indexing_slicing, reason = "a constant; out of bounds would not compile")]
        let step = STEPS[i].0;
        assert!(step == last + 1, "migrations are numbered without gaps");
        last = step;
        i += 1;
    }
    last
};

/// Brings the schema up to date; several programs may try at once.
pub(super) fn run(db: &Db) -> Result<(), StoreError> {
    // An index over a province's dossiers takes its time, and so does waiting for who makes it.
    db.unhurried(true)?;
    steps(db)?;
    db.unhurried(false)
}

fn steps(db: &Db) -> Result<(), StoreError> {
    whole(db, || {
        db.home()?;
        let sql =
            "create table if not exists migration (number bigint not null primary key, name text not null)";
        db.batch(sql)
    })?;
    for (number, name, sql) in STEPS {
        if found(db)? < *number {
            whole(db, || {
                if found(db)? < *number {
                    db.batch(sql)?;
                    if *number == OWN {
                        dossier::fill_own(db)?;
                    }
                    db.run("insert into migration (number, name) values ($1, $2)", params![*number, *name])?;
                }
                Ok(())
            })?;
        }
    }
    check(db)
}

/// A transaction that nobody else's migration runs beside.
fn whole(db: &Db, work: impl FnOnce() -> Result<(), StoreError>) -> Result<(), StoreError> {
    db.begin()?;
    let done = db.hold(std::iter::once("migration")).and_then(|()| work()).and_then(|()| db.commit());
    if done.is_err() {
        db.rollback();
    }
    done
}

/// Whether the schema is exactly the known one.
pub(super) fn check(db: &Db) -> Result<(), StoreError> {
    match found(db)? {
        KNOWN => Ok(()),
        found if found > KNOWN => Err(StoreError::Newer { found, known: KNOWN }),
        _ => Err(StoreError::corrupt("the schema, which is older than this program,")),
    }
}

fn found(db: &Db) -> Result<i64, StoreError> {
    db.number("select max(number) from migration", &[])
}

/// Everything that was ever run.
#[cfg(test)]
pub(super) fn text() -> String {
    STEPS.iter().map(|(_, _, sql)| *sql).collect()
}
