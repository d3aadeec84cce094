//! The one list of migrations. Each runs in its own transaction together with its line in `migration`, so it
//! happened wholly or not at all; running the list again does nothing.

use super::{Db, params};
use crate::error::StoreError;

/// Number, name and text, in order.
const STEPS: &[(i64, &str, &str)] = &[
    (1, "begin", include_str!("../migrations/0001_begin.sql")),
    (2, "records", include_str!("../migrations/0002_records.sql")),
    (3, "people", include_str!("../migrations/0003_people.sql")),
    (4, "moving", include_str!("../migrations/0004_moving.sql")),
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

/// Brings the schema up to date.
pub(super) fn run(db: &Db) -> Result<(), StoreError> {
    db.batch(
        "create table if not exists migration (number bigint not null primary key, name text not null)",
    )?;
    let found = found(db)?;
    for (number, name, sql) in STEPS.iter().filter(|s| s.0 > found) {
        db.begin()?;
        let done = db.batch(sql).and_then(|()| {
            db.run("insert into migration (number, name) values ($1, $2)", params![*number, *name])?;
            db.commit()
        });
        if let Err(error) = done {
            db.rollback();
            return Err(error);
        }
    }
    check(db)
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
