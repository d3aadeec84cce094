//! The narrow door to the database: the only room that names a driver. SQL text stays in the common subset
//! of SQLite and PostgreSQL (`$1` placeholders, `on conflict`, bigint, text, blob); what differs is here.
//!
//! Invariants: a commit that returned is on disk; what runs inside a transaction runs in order, and a read
//! sees every write before it. On PostgreSQL writes are sent without waiting for each answer: a failure may
//! show at the next read, at the latest at the commit.

mod bulk;
mod checkpoint;
mod migrate;
mod pg;
mod source;
mod sqlite;
mod units;
mod value;

pub(crate) use bulk::Question;
pub(crate) use pg::Line;
pub(crate) use source::Source;
pub(crate) use value::{Param, Row};

use crate::error::StoreError;
use crate::fuse::Fuse;
use pg::Session;
use sqlite::Sqlite;

/// One connection.
pub(crate) struct Db {
    engine: Engine,
    /// Whether each statement is looked at for its unit.
    by_units: bool,
    /// Breaks writing off at a chosen place, in tests.
    fuse: Option<Fuse>,
}

impl From<Engine> for Db {
    fn from(engine: Engine) -> Self {
        Self { engine, by_units: false, fuse: None }
    }
}

enum Engine {
    Sqlite(Sqlite),
    Postgres(Session),
}

/// What another process of the same database told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which process: a name that lasts as long as it runs.
    pub from: String,
    /// What.
    pub text: String,
}

/// What is heard of other processes.
pub(crate) enum Heard {
    /// They committed something.
    Commit,
    /// They changed what every process holds in memory.
    Held,
    /// The line was broken: anything may have happened.
    Missed,
    /// They said something.
    Told(Told),
}

/// A parameter list: `params![unit, seq]`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Param::from($value)),*][..] };
}
pub(crate) use params;

impl Db {
    /// The same connection with a fuse in it.
    pub(crate) fn fused(mut self, fuse: Option<Fuse>) -> Self {
        self.fuse = fuse;
        self
    }

    /// The fuse, for the connection that takes this one's place.
    pub(crate) fn fuse(&self) -> Option<Fuse> {
        self.fuse.clone()
    }

    /// A step of writing is about to happen.
    fn step(&self) -> Result<(), StoreError> {
        self.fuse.as_ref().map_or(Ok(()), Fuse::step)
    }

    /// Runs a statement that gives no rows.
    pub(crate) fn run(&self, sql: &str, params: &[Param<'_>]) -> Result<(), StoreError> {
        self.look_at(sql)?;
        self.step()?;
        match &self.engine {
            Engine::Sqlite(db) => db.run(sql, params),
            Engine::Postgres(db) => db.run(sql, params),
        }
    }

    /// Hands every row to `take`, one at a time.
    pub(crate) fn each(
        &self,
        sql: &str,
        params: &[Param<'_>],
        take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.look_at(sql)?;
        match &self.engine {
            Engine::Sqlite(db) => db.each(sql, params, take),
            Engine::Postgres(db) => db.each(sql, params, take),
        }
    }

    /// The same for what may not fit into memory; only inside a transaction.
    pub(crate) fn walk(
        &self,
        sql: &str,
        take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(db) => db.each(sql, &[], take),
            Engine::Postgres(db) => db.walk(sql, take),
        }
    }

    /// Every row.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut make: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(make(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        make: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.look_at(sql)?;
        match &self.engine {
            Engine::Sqlite(db) => db.first(sql, params, make),
            Engine::Postgres(db) => db.first(sql, params, make),
        }
    }

    /// A single number, 0 when there is none.
    pub(crate) fn number(&self, sql: &str, params: &[Param<'_>]) -> Result<i64, StoreError> {
        Ok(self.first(sql, params, |row| row.int_or_null(0))?.flatten().unwrap_or(0))
    }

    /// Begins a transaction that will write.
    pub(crate) fn begin(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(db) => db.batch("begin immediate"),
            Engine::Postgres(db) => db.begin_writing(),
        }
    }

    /// Begins a transaction that sees one moment and writes nothing.
    pub(crate) fn begin_reading(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(db) => db.batch("begin"),
            Engine::Postgres(db) => db.begin("begin isolation level repeatable read read only"),
        }
    }

    /// Lets nobody else write these units' rows until the transaction ends. On SQLite nobody can anyway.
    pub(crate) fn hold<'a>(&self, units: impl Iterator<Item = &'a str>) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(db) => db.hold(units),
        }
    }

    /// Lets nobody else write at all until the transaction ends.
    pub(crate) fn alone(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(db) => db.alone(),
        }
    }

    /// Takes limits on time away for work on the whole database, or gives them back.
    pub(crate) fn unhurried(&self, on: bool) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(db) => db.unhurried(on),
        }
    }

    /// Tells other processes, with the commit, that something changed which every one holds in memory.
    pub(crate) fn tell_held(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(db) => db.tell_held(),
        }
    }

    /// The transaction's number, where its fate can be asked afterwards; only after something was written or
    /// held.
    pub(crate) fn transaction(&self) -> Result<Option<String>, StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(None),
            Engine::Postgres(db) => db.number(),
        }
    }

    /// Whether the transaction of that number was committed.
    pub(crate) fn happened(&self, transaction: &str) -> Result<bool, StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(false),
            Engine::Postgres(db) => db.happened(transaction),
        }
    }

    /// Makes the place in which tables are made.
    fn home(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(db) => db.home(),
        }
    }

    /// Whether other processes may write to the database too.
    pub(crate) const fn shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// Whether the connection is of no use any more.
    pub(crate) fn broken(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(_) => false,
            Engine::Postgres(db) => db.broken(),
        }
    }

    /// Ends a transaction; when this returns, what it wrote is on disk.
    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        self.step()?;
        match &self.engine {
            Engine::Sqlite(db) => db.run("commit", &[])?,
            Engine::Postgres(db) => db.commit()?,
        }
        self.fuse.as_ref().map_or(Ok(()), Fuse::told)
    }

    /// Takes a transaction back, unless the engine did so already.
    pub(crate) fn rollback(&self) {
        match &self.engine {
            Engine::Sqlite(db) => db.rollback(),
            Engine::Postgres(db) => db.rollback(),
        }
    }

    /// Writes a copy of the database, as of one moment, to a new file.
    pub(crate) fn copy_to(&self, file: &str) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(db) => db.run("vacuum into $1", params![file]),
            Engine::Postgres(_) => {
                Err(StoreError::Unfit("a PostgreSQL database is copied with pg_dump".to_owned()))
            }
        }
    }

    /// Statements without values or rows, as migrations have them.
    fn batch(&self, sql: &str) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(db) => db.batch(sql),
            Engine::Postgres(db) => db.batch(&pg::schema(sql)),
        }
    }
}
