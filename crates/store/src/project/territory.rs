//! Who keeps what a unit leaves when it is closed. It follows from the records that close units, one after
//! the other: an archive goes from keeper to keeper as units end.

use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::record;
use domain::identity::Place;
use domain::records::RecordKind;
use domain::units::Closed;
use domain::words::UnitId;

/// No unit was ever succeeded so often; a longer chain would be a fault in the records.
const HOPS: usize = 100;

/// Where the rows of a unit lie, as lists find them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Whether the unit is closed.
    pub closed: bool,
    /// The unit in whose scope finished dossiers lie.
    pub archive: Place,
    /// The province in whose scope open ones lie.
    pub province: UnitId,
}

/// Tells how a unit was closed; nothing while it is not.
pub(crate) type Closings<'a> = &'a mut dyn FnMut(&UnitId) -> Result<Option<Closed>, StoreError>;

/// Reads how a unit was closed.
pub(crate) fn closed(db: &Db, unit: &UnitId) -> Result<Option<Closed>, StoreError> {
    let found = record::get(db, unit, RecordKind::Territory, Closed::KEY)?;
    found.map(|r| r.read().map_err(StoreError::unreadable("a closed unit"))).transpose()
}

fn last_province(closed: Closings<'_>, province: &UnitId) -> Result<UnitId, StoreError> {
    let mut province = province.clone();
    for _ in 0..HOPS {
        match closed(&province)? {
            Some(next) if next.keeper.unit != province => province = next.keeper.unit,
            _ => break,
        }
    }
    Ok(province)
}

/// Where the rows of the unit at `place` lie, as the database says.
pub(crate) fn kept(db: &Db, place: &Place) -> Result<Kept, StoreError> {
    kept_by(&mut |unit| closed(db, unit), place)
}

/// Where the rows of the unit at `place` lie.
pub(crate) fn kept_by(closed: Closings<'_>, place: &Place) -> Result<Kept, StoreError> {
    let Some(first) = closed(&place.unit)? else {
        let province = last_province(closed, &place.province)?;
        let archive = Place { unit: place.unit.clone(), province: province.clone() };
        return Ok(Kept { closed: false, archive, province });
    };
    let waits = last_province(closed, &first.keeper.province)?;
    let mut archive = first.keeper;
    for _ in 0..HOPS {
        match closed(&archive.unit)? {
            Some(next) if next.keeper.unit != archive.unit => archive = next.keeper,
            _ => break,
        }
    }
    archive.province = last_province(closed, &archive.province)?;
    Ok(Kept { closed: true, archive, province: waits })
}

/// Lays the rows of a unit that was closed where they belong now, in one statement: finished ones go to
/// the keeper, open ones wait. Rows that the unit kept for another go along. When the unit was a province,
/// so does everything in it.
pub(crate) fn settle(db: &Db, unit: &UnitId) -> Result<(), StoreError> {
    let Some(record) = closed(db, unit)? else { return Ok(()) };
    let kept = kept(db, &Place { unit: unit.clone(), province: record.keeper.province })?;
    let Kept { archive, province, .. } = kept;
    db.run(
        "update dossier set province = case when open = 1 then $1 else $2 end, \
         keeper = case when open = 1 then keeper else $3 end where keeper = $4",
        params![&province, &archive.province, &archive.unit, unit],
    )?;
    db.run("update dossier set province = $1 where province = $2", params![&archive.unit, unit])?;
    db.run(
        "update record set province = $1, keeper = $2 where keeper = $3 and place <> ''",
        params![&archive.province, &archive.unit, unit],
    )?;
    db.run(
        "update record set province = $1 where province = $2 and place <> ''",
        params![&archive.unit, unit],
    )?;
    Ok(())
}
