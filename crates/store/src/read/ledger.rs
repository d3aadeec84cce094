//! Ledgers as they stand.

use super::Reader;
use crate::db::{Row, params};
use crate::error::StoreError;
use crate::project::node::SETTING;
use domain::ledger::{Content, Digest, Entry, Header, Subject};
use domain::words::UnitId;

/// The columns in the order that [`entry`] expects.
pub(crate) const COLUMNS: &str = "unit, seq, at, actor, subject_kind, subject, version, kind, \
     body_version, body, salt, commitment, prev, hash";

/// Asks for a setting of a unit.
pub(crate) const SETTING_OF_UNIT: &str = "select value from meta where unit = $1 and key = $2";

/// Reads an entry.
pub(crate) fn entry(row: &Row<'_>) -> Result<Entry, StoreError> {
    let body_version = u16::try_from(row.int(8)?).map_err(StoreError::unreadable("an entry"))?;
    let salt = row.bytes_or_null(10)?.and_then(|s| <[u8; 16]>::try_from(s).ok());
    let content = match (row.text_or_null(9)?, salt, row.digest_or_null(11)?) {
        (Some(body), Some(salt), None) => Content::Kept { salt, body: body.to_owned() },
        (None, None, Some(left)) => Content::Erased(left),
        _ => return Err(StoreError::corrupt(format!("entry {}/{}", row.text(0)?, row.int(1)?))),
    };
    let head = Header {
        ledger: row.word(0)?,
        seq: row.count(1)?,
        at: row.moment(2)?,
        actor: row.string(3)?,
        subject: Subject { kind: row.string(4)?, id: row.string(5)? },
        version: row.small(6)?,
        kind: row.string(7)?,
        body_version,
    };
    Ok(Entry { head, content, prev: row.digest(12)?, hash: row.digest(13)? })
}

impl Reader<'_> {
    /// Number and hash of a ledger's last entry.
    pub fn head(&self, unit: &UnitId) -> Result<Option<(u64, Digest)>, StoreError> {
        let sql = "select seq, hash from entry where unit = $1 order by seq desc limit 1";
        self.db.first(sql, params![unit], |r| Ok((r.count(0)?, r.digest(1)?)))
    }

    /// The entries of a ledger after a number, at most `limit`.
    pub fn entries_after(&self, unit: &UnitId, seq: u64, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let sql = format!("select {COLUMNS} from entry where unit = $1 and seq > $2 order by seq limit $3");
        self.db.all(&sql, params![unit, seq, limit], entry)
    }

    /// A setting that units keep each for itself.
    pub fn settings_of_units(&self, key: &str) -> Result<Vec<(UnitId, String)>, StoreError> {
        let sql = "select unit, value from meta where key = $1 order by unit";
        self.db.all(sql, params![key], |r| Ok((r.word(0)?, r.string(1)?)))
    }

    /// A setting of a unit.
    pub fn setting(&self, unit: &UnitId, key: &str) -> Result<Option<String>, StoreError> {
        self.db.first(SETTING_OF_UNIT, params![unit, key], |r| r.string(0))
    }

    /// A setting of the node itself: there is one of its name, whatever the unit, which may not be known yet.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.db.first(SETTING, params![key], |r| r.string(0))
    }
}
