//! Values on the wire.

use super::super::Param;
use super::super::value::Cell;
use crate::error::StoreError;
use bytes::{BufMut as _, BytesMut};
use std::error::Error;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

/// A value that outlives the call, since its statement may be under way after it.
#[derive(Debug)]
pub(super) enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
    Many(Column),
}

/// The values of one placeholder for many rows.
#[derive(Debug)]
pub(super) enum Column {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Blob(Vec<Option<Vec<u8>>>),
}

impl Column {
    /// Puts values of that type together; none when one is missing or of another type.
    pub(super) fn of<'a, 'b: 'a>(
        ty: &Type,
        values: impl Iterator<Item = Option<&'a Param<'b>>>,
    ) -> Option<Self> {
        if *ty == Type::INT8 {
            let one = |p: Option<&Param<'_>>| match p? {
                Param::Null => Some(None),
                Param::Int(n) => Some(Some(*n)),
                _ => None,
            };
            return values.map(one).collect::<Option<_>>().map(Self::Int);
        }
        if *ty == Type::TEXT {
            let one = |p: Option<&Param<'_>>| match p? {
                Param::Null => Some(None),
                Param::Text(t) => Some(Some(t.clone().into_owned())),
                _ => None,
            };
            return values.map(one).collect::<Option<_>>().map(Self::Text);
        }
        let one = |p: Option<&Param<'_>>| match p? {
            Param::Null => Some(None),
            Param::Blob(b) => Some(Some(b.to_vec())),
            _ => None,
        };
        (*ty == Type::BYTEA).then(|| values.map(one).collect::<Option<_>>().map(Self::Blob))?
    }

    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Int(values) => values.to_sql(ty, out),
            Self::Text(values) => values.to_sql(ty, out),
            Self::Blob(values) => values.to_sql(ty, out),
        }
    }
}

impl Value {
    pub(super) fn of(param: &Param<'_>) -> Self {
        match param {
            Param::Null => Self::Null,
            Param::Int(n) => Self::Int(*n),
            Param::Text(t) => Self::Text(t.clone().into_owned()),
            Param::Blob(b) => Self::Blob((*b).to_vec()),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => return Ok(IsNull::Yes),
            Self::Many(column) => return column.to_sql(ty, out),
            Self::Int(n) if *ty == Type::INT4 => out.put_i32(i32::try_from(*n)?),
            Self::Int(n) if *ty == Type::INT8 => out.put_i64(*n),
            Self::Text(t) if *ty == Type::TEXT || *ty == Type::VARCHAR => out.put_slice(t.as_bytes()),
            Self::Blob(b) if *ty == Type::BYTEA => out.put_slice(b),
            other => return Err(format!("{other:?} is no {ty}").into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A column's bytes, as they came.
struct Raw<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A column; `None` when its type is none of ours.
pub(in crate::db) fn cell(row: &Row, column: usize) -> Result<Option<Cell<'_>>, StoreError> {
    let Some(about) = row.columns().get(column) else { return Ok(None) };
    let raw: Option<Raw<'_>> = row.try_get(column).map_err(super::fault)?;
    let Some(Raw(bytes)) = raw else { return Ok(Some(Cell::Null)) };
    let ty = about.type_();
    Ok(if *ty == Type::INT8 {
        bytes.try_into().ok().map(|b| Cell::Int(i64::from_be_bytes(b)))
    } else if *ty == Type::INT4 {
        bytes.try_into().ok().map(|b| Cell::Int(i32::from_be_bytes(b).into()))
    } else if *ty == Type::TEXT || *ty == Type::VARCHAR || *ty == Type::NAME {
        std::str::from_utf8(bytes).ok().map(Cell::Text)
    } else if *ty == Type::BYTEA {
        Some(Cell::Blob(bytes))
    } else {
        None
    })
}
