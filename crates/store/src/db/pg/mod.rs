//! PostgreSQL: a session on a server. Everything is synchronous towards the store; the wire is served by a
//! thread of its own.
//!
//! Writes are pipelined: a statement is sent at once and its answer is looked at later, in order, so that a
//! unit of work of ten rows costs one round trip and not ten.

mod bulk;
mod cell;
mod line;
mod schema;
mod server;
mod tls;
mod wait;

pub(super) use cell::cell;
pub(crate) use line::Line;
pub(super) use schema::schema;
pub(super) use server::Server;

use super::{Param, Row};
use crate::error::StoreError;
use bulk::Rows;
use cell::{Column, Value};
use server::Wire;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;
use tokio::task::AbortHandle;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Error, Statement};
use wait::wait_or_cut;

/// Rows of one trip when walking.
const TRIP: i32 = 2_000;

/// How long an answer is waited for: longer than the server works on a statement.
const SILENCE: Duration = Duration::from_secs(75);
/// The same for work on the whole database.
const LONG_SILENCE: Duration = Duration::from_hours(24);

/// The answer to a statement that was sent.
type Answer = Pin<Box<dyn Future<Output = Result<u64, Error>> + Send>>;

/// A connection.
pub(super) struct Session {
    client: Arc<Client>,
    statements: RefCell<HashMap<Box<str>, Statement>>,
    /// The same for many rows at once.
    bulk: RefCell<HashMap<Box<str>, Statement>>,
    /// The number of the transaction, which was asked when it began.
    number: RefCell<Option<Rows>>,
    /// Sent, in order; not looked at yet.
    sent: RefCell<Vec<Answer>>,
    /// Whether a transaction was begun.
    begun: Cell<bool>,
    /// How long an answer is waited for.
    patience: Cell<Duration>,
    cut: AbortHandle,
    // Serves the wire; goes last.
    server: Arc<Server>,
}

impl Session {
    pub(super) fn open(server: &Arc<Server>) -> Result<Self, StoreError> {
        let Wire { client, cut, .. } = server.connect()?;
        Ok(Self {
            client: Arc::new(client),
            statements: RefCell::default(),
            bulk: RefCell::default(),
            number: RefCell::default(),
            sent: RefCell::default(),
            begun: Cell::new(false),
            patience: Cell::new(SILENCE),
            cut,
            server: Arc::clone(server),
        })
    }

    /// A session that writes. Its statements find rows by keys, whatever the values are and however few rows
    /// there were when they were planned, so each is planned once.
    pub(super) fn writing(server: &Arc<Server>) -> Result<Self, StoreError> {
        let session = Self::open(server)?;
        let standby = "select pg_is_in_recovery()::int";
        if session.first(standby, &[], |r| r.int(0))? == Some(1) {
            return Err(StoreError::ReadOnly);
        }
        session.batch("set plan_cache_mode = force_generic_plan; set enable_seqscan = off")?;
        Ok(session)
    }

    /// The answer, once it is there; a server that has fallen silent is given up.
    fn wait<F: Future>(&self, answer: F) -> F::Output {
        wait_or_cut(answer, self.patience.get(), &self.cut)
    }

    /// Takes limits on time away for work on the whole database, or gives them back.
    pub(super) fn unhurried(&self, on: bool) -> Result<(), StoreError> {
        let (limits, patience) = if on {
            ("set statement_timeout = 0; set lock_timeout = 0", LONG_SILENCE)
        } else {
            ("reset statement_timeout; reset lock_timeout", SILENCE)
        };
        self.patience.set(patience);
        self.batch(limits)
    }

    /// Tells the other processes, with the commit, that something changed which every one holds in memory.
    pub(super) fn tell_held(&self) -> Result<(), StoreError> {
        let (sql, what) = line::held(&self.server);
        self.run(&sql, &[Param::from(what)])
    }

    /// Lets nobody else write at all until the transaction ends.
    pub(super) fn alone(&self) -> Result<(), StoreError> {
        self.batch("lock table entry in exclusive mode")
    }

    pub(super) fn broken(&self) -> bool {
        self.client.is_closed()
    }

    fn statement(&self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(known) = self.statements.borrow().get(sql) {
            return Ok(known.clone());
        }
        let prepared = self.prepare(sql)?;
        self.statements.borrow_mut().insert(sql.into(), prepared.clone());
        Ok(prepared)
    }

    fn prepare(&self, sql: &str) -> Result<Statement, StoreError> {
        self.wait(self.client.prepare(sql)).map_err(|e| self.cause(e))
    }

    /// The first thing that went wrong: an earlier statement's failure rather than what it led to.
    fn cause(&self, error: Error) -> StoreError {
        self.settle().err().unwrap_or_else(|| fault(error))
    }

    /// Waits for what was sent.
    fn settle(&self) -> Result<(), StoreError> {
        let sent = std::mem::take(&mut *self.sent.borrow_mut());
        let mut first = Ok(());
        for answer in sent {
            let answer = self.wait(answer).map(|_| ()).map_err(fault);
            first = first.and(answer);
        }
        first
    }

    pub(super) fn run(&self, sql: &str, params: &[Param<'_>]) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        self.send(&statement, params.iter().map(Value::of).collect())
    }

    /// Sends a statement; its answer is looked at later.
    fn send(&self, statement: &Statement, values: Vec<Value>) -> Result<(), StoreError> {
        let (client, statement) = (Arc::clone(&self.client), statement.clone());
        let mut answer: Answer = Box::pin(async move { client.execute_raw(&statement, values).await });
        // Asking once sends it.
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(_)) => Ok(()),
            Poll::Ready(Err(error)) => Err(self.cause(error)),
            Poll::Pending => {
                self.sent.borrow_mut().push(answer);
                Ok(())
            }
        }
    }

    fn rows(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        let statement = self.statement(sql)?;
        let values: Vec<Value> = params.iter().map(Value::of).collect();
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        self.wait(self.client.query(&statement, &values)).map_err(|e| self.cause(e))
    }

    pub(super) fn each(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // All of them first: `take` may ask for more through the same line.
        self.rows(sql, params)?.iter().try_for_each(|row| take(&Row::Postgres(row)))
    }

    pub(super) fn first<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        make: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.rows(sql, params)?.first().map(|row| make(&Row::Postgres(row))).transpose()
    }

    /// Goes through a cursor, so that memory holds one trip of rows.
    pub(super) fn walk(
        &self,
        sql: &str,
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.batch(&format!("declare walk no scroll cursor for {sql}"))?;
        let fetch = format!("fetch {TRIP} from walk");
        loop {
            let mut trip = 0;
            self.each(&fetch, &[], |row| {
                trip += 1;
                take(row)
            })?;
            if trip < TRIP {
                return self.batch("close walk");
            }
        }
    }

    pub(super) fn begin(&self, how: &str) -> Result<(), StoreError> {
        self.begun.set(true);
        self.run(how, &[])
    }

    /// Begins a transaction that will write, and asks its number at once: that costs no trip of its own.
    pub(super) fn begin_writing(&self) -> Result<(), StoreError> {
        self.begin("begin")?;
        let number = self.statement("select pg_current_xact_id()::text")?;
        *self.number.borrow_mut() = Some(self.query(&number, Vec::new()));
        Ok(())
    }

    /// Makes the schema that the URL's `search_path` names, when it isn't there: offices may share a
    /// database.
    pub(super) fn home(&self) -> Result<(), StoreError> {
        let sql = "select current_setting('search_path') where current_schema() is null";
        match self.first(sql, &[], |r| r.string(0))? {
            Some(name) => self.batch(&format!("create schema \"{}\"", name.replace('"', ""))),
            None => Ok(()),
        }
    }

    /// Whether the tables of an office are where the URL points.
    pub(super) fn has_tables(&self) -> Result<bool, StoreError> {
        let sql = "select 1 from pg_tables where schemaname = current_schema() and tablename = 'migration'";
        self.first(sql, &[], |_| Ok(())).map(|found| found.is_some())
    }

    /// Takes the units' locks in one order for everybody, so that nobody waits in a circle.
    pub(super) fn hold<'a>(&self, units: impl Iterator<Item = &'a str>) -> Result<(), StoreError> {
        let mut units: Vec<&str> = units.collect();
        units.sort_unstable();
        units.dedup();
        let sql = "select count(pg_advisory_xact_lock(hashtextextended(coalesce(current_schema(), '') \
                   || ' ' || unit, 0))) from unnest($1::text[]) as unit";
        let units = units.into_iter().map(|unit| Some(unit.to_owned())).collect();
        let statement = self.statement(sql)?;
        self.send(&statement, vec![Value::Many(Column::Text(units))])
    }

    /// The transaction's number, by which its fate can be asked after the line broke.
    pub(super) fn number(&self) -> Result<Option<String>, StoreError> {
        let Some(asked) = self.number.take() else { return Ok(None) };
        let rows = self.wait(asked).map_err(|e| self.cause(e))?;
        rows.first().map(|row| row.try_get(0).map_err(fault)).transpose()
    }

    /// Whether a transaction came to its end; one that is still going on is waited for.
    pub(super) fn happened(&self, number: &str) -> Result<bool, StoreError> {
        let sql = "select pg_xact_status($1::text::xid8)";
        loop {
            let status = self.first(sql, &[Param::from(number)], |r| r.string(0))?;
            match status.as_deref() {
                Some("in progress") => thread::sleep(Duration::from_millis(50)),
                Some("committed") => return Ok(true),
                _ => return Ok(false),
            }
        }
    }

    pub(super) fn commit(&self) -> Result<(), StoreError> {
        self.run("commit", &[])?;
        self.settle()?;
        self.begun.set(false);
        Ok(())
    }

    pub(super) fn rollback(&self) {
        self.number.take();
        if !self.begun.replace(false) || self.broken() {
            self.sent.borrow_mut().clear();
            return;
        }
        // What failed was said when it failed; whoever uses the session next comes after this in the wire.
        self.sent.borrow_mut().clear();
        if let Err(error) = self.run("rollback", &[]) {
            tracing::error!(%error, "rollback failed");
        }
        self.sent.borrow_mut().clear();
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.wait(self.client.batch_execute(sql)).map_err(|e| self.cause(e))
    }
}

/// What the server reports, as the rest of the program knows it.
fn fault(error: Error) -> StoreError {
    let away = error.is_closed() || error.as_db_error().is_none();
    let code = error.code().cloned();
    let is = |codes: &[SqlState]| code.as_ref().is_some_and(|c| codes.contains(c));
    if is(&[SqlState::UNIQUE_VIOLATION]) {
        StoreError::Conflict
    } else if is(&[SqlState::DISK_FULL, SqlState::OUT_OF_MEMORY]) {
        StoreError::Full
    } else if is(&[
        SqlState::QUERY_CANCELED,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::LOCK_NOT_AVAILABLE,
    ]) {
        StoreError::Busy
    } else if is(&[SqlState::READ_ONLY_SQL_TRANSACTION]) {
        StoreError::ReadOnly
    } else if away
        || is(&[
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::TOO_MANY_CONNECTIONS,
        ])
    {
        StoreError::Away { source: Arc::new(error) }
    } else {
        StoreError::Storage { doing: "running a statement", source: Arc::new(error) }
    }
}
