//! The last dossier number that a unit gave out on a day. It follows from the codes: the number counts as
//! taken once a dossier carries it, so a refused reception leaves no gap.

use crate::db::{Db, params};
use crate::error::StoreError;
use domain::dossier::{Dossier, DossierCode, Event};
use domain::words::{Day, UnitId};

/// Day and number that an event takes, if it files a dossier.
pub(crate) fn of(event: &Event, after: &Dossier) -> Option<(Day, u32)> {
    match event {
        Event::Submitted(_) | Event::Received(_) => taken(&after.filing.code),
        _ => None,
    }
}

fn taken(code: &DossierCode) -> Option<(Day, u32)> {
    let mut parts = code.as_str().rsplit('-');
    let (number, day) = (parts.next()?.parse().ok()?, parts.next()?.parse::<i64>().ok()?);
    Some((Day::from_number(20_000_000 + day)?, number))
}

/// Asks for the last number of a day.
pub(crate) const LAST: &str = "select last from series where unit = $1 and day = $2";

/// The last number of a day, 0 before the first.
pub(crate) fn last(db: &Db, unit: &UnitId, day: Day) -> Result<u32, StoreError> {
    let n = db.number(LAST, params![unit, day])?;
    u32::try_from(n).map_err(|_| StoreError::corrupt("a dossier number"))
}

/// Notes that numbers are taken: the last of each unit's day.
pub(crate) fn take_all<'a>(
    db: &Db,
    taken: impl Iterator<Item = (&'a UnitId, Day, u32)>,
) -> Result<(), StoreError> {
    db.run_all(
        "insert into series (unit, day, last) values ($1, $2, $3) on conflict (unit, day) do update \
         set last = case when series.last < excluded.last then excluded.last else series.last end",
        &taken.map(|(unit, day, last)| params![unit, day, last].to_vec()).collect::<Vec<_>>(),
    )
}
