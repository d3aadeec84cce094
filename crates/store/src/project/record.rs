//! Records: the newest version of each.

use crate::db::{Db, Row, params};
use crate::error::StoreError;
use crate::project::rated;
use crate::project::territory::Kept;
use domain::identity::Place;
use domain::records::{Found, Record, RecordKind};
use domain::registers::Registered;
use domain::words::UnitId;

/// The columns in the order that [`read`] expects.
pub(crate) const COLUMNS: &str = "unit, kind, key, version, at, actor, body";
/// Those by which lists find records, in the order that [`Filed::read`] expects, behind [`COLUMNS`].
pub(crate) const FILED: &str = "place, words, ends, keeper, province";

/// Reads a row.
pub(crate) fn read(row: &Row<'_>) -> Result<Record, StoreError> {
    Ok(Record {
        unit: row.word(0)?,
        kind: RecordKind::parse(row.text(1)?).ok_or_else(|| StoreError::corrupt("a record's kind"))?,
        key: row.string(2)?,
        version: row.small(3)?,
        at: row.moment(4)?,
        actor: row.string(5)?,
        body: row.string(6)?,
    })
}

/// What lists find a record by, and where it lies. Most kinds are only found by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filed {
    /// What follows from the record alone.
    pub found: Option<Found>,
    /// In whose scope it lies.
    pub kept: Option<Place>,
}

impl Filed {
    /// As it follows from a record; `kept` says where the rows of its unit lie.
    pub(crate) fn of(
        record: &Record,
        kept: impl FnOnce(&Place) -> Result<Kept, StoreError>,
    ) -> Result<Self, StoreError> {
        let Some(found) = record.found() else { return Ok(Self::default()) };
        let place = Place { unit: record.unit.clone(), province: found.province.clone() };
        Ok(Self { kept: Some(kept(&place)?.archive), found: Some(found) })
    }

    /// Reads what stands behind [`COLUMNS`].
    pub(crate) fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let place = row.string(7)?;
        if place.is_empty() {
            return Ok(Self::default());
        }
        let ends = row.int_or_null(9)?.and_then(domain::words::Day::from_number);
        let record: Registered = read(row)?.read().map_err(StoreError::unreadable("a record"))?;
        let found = Found { place, words: row.string(8)?, ends, province: record.province };
        Ok(Self { found: Some(found), kept: Some(Place { unit: row.word(10)?, province: row.word(11)? }) })
    }
}

/// One record.
pub(crate) fn get(db: &Db, unit: &UnitId, kind: RecordKind, key: &str) -> Result<Option<Record>, StoreError> {
    let sql = format!("select {COLUMNS} from record where unit = $1 and kind = $2 and key = $3");
    db.first(&sql, params![unit, kind.as_str(), key], read)
}

/// A unit's records of a kind whose keys begin with `prefix`, by key.
pub(crate) fn under(
    db: &Db,
    unit: &UnitId,
    kind: RecordKind,
    prefix: &str,
) -> Result<Vec<Record>, StoreError> {
    // No key has a character above U+FFFF's place in the order.
    let end = format!("{prefix}\u{ffff}");
    let sql = format!(
        "select {COLUMNS} from record where unit = $1 and kind = $2 and key >= $3 and key < $4 order by key"
    );
    db.all(&sql, params![unit, kind.as_str(), prefix, &end], read)
}

/// The last number of a series, 0 before the first: a number counts as taken once a record carries it.
pub(crate) fn last(db: &Db, unit: &UnitId, series: &str) -> Result<u32, StoreError> {
    let end = format!("{series}\u{ffff}");
    let sql = "select place from record where unit = $1 and kind = $2 and place >= $3 and place < $4 \
               and place <> '' order by place desc limit 1";
    let place = db.first(sql, params![unit, RecordKind::Register.as_str(), series, &end], |r| r.string(0))?;
    let Some(place) = place else { return Ok(0) };
    Registered::sequence_of(&place).ok_or_else(|| StoreError::corrupt("a record's number"))
}

/// Stores a version in the place of the one before; which dossiers it says are rated stays said.
pub(crate) fn put(db: &Db, r: &Record, filed: &Filed) -> Result<(), StoreError> {
    let (keeper, province) = filed.kept.as_ref().map_or(("", ""), |k| (k.unit.as_str(), k.province.as_str()));
    let found = filed.found.as_ref();
    db.run(
        "insert into record (unit, kind, key, version, at, actor, body, place, words, ends, keeper, \
         province) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         on conflict (unit, kind, key) do update set version = excluded.version, at = excluded.at, \
         actor = excluded.actor, body = excluded.body, place = excluded.place, words = excluded.words, \
         ends = excluded.ends, keeper = excluded.keeper, province = excluded.province",
        params![
            &r.unit,
            r.kind.as_str(),
            &r.key,
            r.version,
            r.at,
            &r.actor,
            &r.body,
            found.map_or("", |f| f.place.as_str()),
            found.map_or("", |f| f.words.as_str()),
            found.and_then(|f| f.ends),
            keeper,
            province
        ],
    )?;
    rated::add_all(db, &r.unit, &rated::marks(r))
}
