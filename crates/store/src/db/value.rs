//! Values that go in and come out: whole numbers, text, bytes, nothing.

use crate::error::StoreError;
use domain::ledger::Digest;
use domain::words::{Day, DossierId, Moment, PersonId, UnitId};
use rusqlite::types::ValueRef;
use std::borrow::Cow;
use std::str::FromStr;

/// A value for a placeholder.
#[derive(Clone, Debug)]
pub(crate) enum Param<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(&'a [u8]),
}

impl From<i64> for Param<'_> {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<u32> for Param<'_> {
    fn from(n: u32) -> Self {
        Self::Int(n.into())
    }
}

impl From<u64> for Param<'_> {
    fn from(n: u64) -> Self {
        Self::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Param<'_> {
    fn from(b: bool) -> Self {
        Self::Int(b.into())
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(t: &'a str) -> Self {
        Self::Text(Cow::Borrowed(t))
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(t: &'a String) -> Self {
        Self::Text(Cow::Borrowed(t))
    }
}

impl From<String> for Param<'_> {
    fn from(t: String) -> Self {
        Self::Text(Cow::Owned(t))
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(b: &'a [u8]) -> Self {
        Self::Blob(b)
    }
}

impl<'a> From<&'a Digest> for Param<'a> {
    fn from(d: &'a Digest) -> Self {
        Self::Blob(&d.0)
    }
}

impl<'a> From<&'a UnitId> for Param<'a> {
    fn from(u: &'a UnitId) -> Self {
        Self::Text(Cow::Borrowed(u.as_str()))
    }
}

impl From<DossierId> for Param<'_> {
    fn from(id: DossierId) -> Self {
        Self::Text(Cow::Owned(id.to_string()))
    }
}

impl From<PersonId> for Param<'_> {
    fn from(id: PersonId) -> Self {
        Self::Text(Cow::Owned(id.to_string()))
    }
}

impl From<Moment> for Param<'_> {
    fn from(at: Moment) -> Self {
        Self::Int(at.millis())
    }
}

impl From<Day> for Param<'_> {
    fn from(day: Day) -> Self {
        Self::Int(day.number())
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row that came out.
pub(crate) enum Row<'a> {
    /// Of SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// Of PostgreSQL.
    Postgres(&'a tokio_postgres::Row),
}

/// A value as the engine gives it.
pub(super) enum Cell<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Blob(&'a [u8]),
}

impl Row<'_> {
    fn cell(&self, column: usize) -> Result<Cell<'_>, StoreError> {
        match self {
            Self::Sqlite(row) => Ok(match row.get_ref(column).map_err(super::sqlite::fault)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(n) => Cell::Int(n),
                ValueRef::Text(t) => Cell::Text(std::str::from_utf8(t).map_err(|_| self.wrong(column))?),
                ValueRef::Blob(b) => Cell::Blob(b),
                ValueRef::Real(_) => return Err(self.wrong(column)),
            }),
            Self::Postgres(row) => super::pg::cell(row, column)?.ok_or_else(|| self.wrong(column)),
        }
    }

    fn wrong(&self, column: usize) -> StoreError {
        let name = match self {
            Self::Sqlite(row) => row.as_ref().column_name(column).ok(),
            Self::Postgres(row) => row.columns().get(column).map(tokio_postgres::Column::name),
        };
        StoreError::corrupt(format!("column `{}`", name.unwrap_or("?")))
    }

    /// A number.
    pub(crate) fn int(&self, column: usize) -> Result<i64, StoreError> {
        self.int_or_null(column)?.ok_or_else(|| self.wrong(column))
    }

    /// A number, or nothing.
    pub(crate) fn int_or_null(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Int(n) => Ok(Some(n)),
            _ => Err(self.wrong(column)),
        }
    }

    /// A number that isn't negative.
    pub(crate) fn count(&self, column: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(column)?).map_err(|_| self.wrong(column))
    }

    /// A small number that isn't negative.
    pub(crate) fn small(&self, column: usize) -> Result<u32, StoreError> {
        u32::try_from(self.int(column)?).map_err(|_| self.wrong(column))
    }

    /// Yes or no.
    pub(crate) fn flag(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    /// An instant.
    pub(crate) fn moment(&self, column: usize) -> Result<Moment, StoreError> {
        self.int(column).map(Moment::from_millis)
    }

    /// An instant, or nothing.
    pub(crate) fn moment_or_null(&self, column: usize) -> Result<Option<Moment>, StoreError> {
        Ok(self.int_or_null(column)?.map(Moment::from_millis))
    }

    /// A day.
    pub(crate) fn day(&self, column: usize) -> Result<Day, StoreError> {
        Day::from_number(self.int(column)?).ok_or_else(|| self.wrong(column))
    }

    /// Text.
    pub(crate) fn text(&self, column: usize) -> Result<&str, StoreError> {
        self.text_or_null(column)?.ok_or_else(|| self.wrong(column))
    }

    /// Text, or nothing.
    pub(crate) fn text_or_null(&self, column: usize) -> Result<Option<&str>, StoreError> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Text(t) => Ok(Some(t)),
            _ => Err(self.wrong(column)),
        }
    }

    /// Text of its own.
    pub(crate) fn string(&self, column: usize) -> Result<String, StoreError> {
        self.text(column).map(str::to_owned)
    }

    /// Text that is a word of the domain.
    pub(crate) fn word<T: FromStr>(&self, column: usize) -> Result<T, StoreError> {
        self.text(column)?.parse().map_err(|_| self.wrong(column))
    }

    /// Bytes, or nothing.
    /// A word, unless null.
    pub(crate) fn word_or_null<T: FromStr>(&self, column: usize) -> Result<Option<T>, StoreError>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        self.text_or_null(column)?.map(|t| t.parse().map_err(StoreError::unreadable("a word"))).transpose()
    }

    pub(crate) fn bytes_or_null(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Blob(b) => Ok(Some(b)),
            _ => Err(self.wrong(column)),
        }
    }

    /// A digest.
    pub(crate) fn digest(&self, column: usize) -> Result<Digest, StoreError> {
        self.digest_or_null(column)?.ok_or_else(|| self.wrong(column))
    }

    /// A digest, or nothing.
    pub(crate) fn digest_or_null(&self, column: usize) -> Result<Option<Digest>, StoreError> {
        let bytes = self.bytes_or_null(column)?;
        bytes.map(|b| Digest::from_slice(b).ok_or_else(|| self.wrong(column))).transpose()
    }
}
