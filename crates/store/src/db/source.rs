//! Where a database is, and how it is opened.

use super::pg::{Line, Server, Session};
use super::sqlite::Sqlite;
use super::{Db, Engine, Heard, migrate};
use crate::error::StoreError;
use std::path::PathBuf;
use std::sync::Arc;

/// Where a database is.
#[derive(Clone)]
pub(crate) enum Source {
    /// A file.
    File(PathBuf),
    /// A PostgreSQL server.
    Server(Arc<Server>),
}

impl Source {
    /// A server by its URL, `postgres://…`.
    pub(crate) fn server(url: &str) -> Result<Self, StoreError> {
        Server::of(url).map(|server| Self::Server(Arc::new(server)))
    }

    /// Whether there is a database with tables of ours.
    pub(crate) fn exists(&self) -> Result<bool, StoreError> {
        match self {
            Self::File(file) => Ok(file.is_file()),
            Self::Server(server) => Session::open(server)?.has_tables(),
        }
    }

    /// The line on which this database's processes hear each other; none where there is one process only.
    pub(crate) fn line(
        &self,
        heard: impl Fn(Heard) + Send + Sync + 'static,
    ) -> Result<Option<Line>, StoreError> {
        match self {
            Self::File(_) => Ok(None),
            Self::Server(server) => Line::open(server, heard).map(Some),
        }
    }

    /// The connection that writes; brings the schema up to date.
    pub(crate) fn writing(&self, size_limit_bytes: Option<u64>) -> Result<Db, StoreError> {
        let db = self.writing_as_it_is()?;
        migrate::run(&db)?;
        if let (Some(limit), Engine::Sqlite(db)) = (size_limit_bytes, &db.engine) {
            db.limit(limit)?;
        }
        Ok(db)
    }

    /// The connections that write side by side, of which the first is open: a file has one writer, a server
    /// works on two transactions while each waits for the other's disk.
    pub(crate) fn lines(&self, first: Db) -> Result<Vec<Db>, StoreError> {
        let mut lines = vec![first];
        if matches!(self, Self::Server(_)) {
            lines.push(self.writing_as_it_is()?);
        }
        Ok(lines)
    }

    /// The connection that writes, to a database that is there.
    pub(crate) fn writing_as_it_is(&self) -> Result<Db, StoreError> {
        let engine = match self {
            Self::File(file) => Engine::Sqlite(Sqlite::writing(file)?),
            Self::Server(server) => Engine::Postgres(Session::writing(server)?),
        };
        Ok(engine.into())
    }

    /// A connection that reads.
    pub(crate) fn reading(&self) -> Result<Db, StoreError> {
        let engine = match self {
            Self::File(file) => Engine::Sqlite(Sqlite::reading(file)?),
            Self::Server(server) => Engine::Postgres(Session::open(server)?),
        };
        Ok(engine.into())
    }

    /// A connection that can't write to this database, but to a copy of it.
    pub(crate) fn copying(&self) -> Result<Db, StoreError> {
        match self {
            Self::File(file) => Ok(Engine::Sqlite(Sqlite::copying(file)?).into()),
            Self::Server(_) => self.reading(),
        }
    }
}

impl Db {
    /// Whether the schema is the one this program knows.
    pub(crate) fn check_schema(&self) -> Result<(), StoreError> {
        migrate::check(self)
    }
}
