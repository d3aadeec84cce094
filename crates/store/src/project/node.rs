//! Which node writes which ledger, and whom an entry concerns besides its own unit.

use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::record;
use domain::ledger::Subject;
use domain::nodes::{Audience, Home, Me};
use domain::records::RecordKind;
use domain::words::UnitId;

/// The setting that names this node.
pub(crate) const NODE: &str = "node";
/// The setting that says that it is the centre.
pub(crate) const CENTRE: &str = "node-centre";
/// Asks for a setting of the node.
pub(crate) const SETTING: &str = "select value from meta where key = $1";
/// Everybody, among readers.
pub(crate) const EVERYBODY: &str = "*";

/// What this program is among nodes.
pub(crate) fn me(db: &Db) -> Result<Option<Me>, StoreError> {
    let setting = |key: &str| db.first(SETTING, params![key], |r| r.string(0));
    of_settings(setting(NODE)?.as_deref(), setting(CENTRE)?.as_deref())
}

/// What the settings say.
pub(crate) fn of_settings(node: Option<&str>, centre: Option<&str>) -> Result<Option<Me>, StoreError> {
    let Some(node) = node else { return Ok(None) };
    let node = node.parse().map_err(StoreError::unreadable("this node's id"))?;
    Ok(Some(Me { node, centre: centre == Some("1") }))
}

/// The node that writes a unit's ledger, where one is on record.
pub(crate) fn home(db: &Db, unit: &UnitId) -> Result<Option<Home>, StoreError> {
    let found = record::get(db, unit, RecordKind::Home, Home::KEY)?;
    found.map(|r| r.read().map_err(StoreError::unreadable("a unit's home"))).transpose()
}

/// An entry that concerns somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressed {
    pub unit: UnitId,
    pub reader: String,
    pub seq: u64,
    pub subject: Subject,
}

/// The entry's rows, one for each whom it concerns.
pub(crate) fn addressed(unit: &UnitId, seq: u64, subject: &Subject, to: Audience) -> Vec<Addressed> {
    let row = |reader: String| Addressed { unit: unit.clone(), reader, seq, subject: subject.clone() };
    match to {
        Audience::Nobody => Vec::new(),
        Audience::Everybody => vec![row(EVERYBODY.to_owned())],
        Audience::Units(units) => units.iter().map(|to| row(to.to_string())).collect(),
    }
}

/// Stores rows.
pub(crate) fn put_all(db: &Db, rows: &[Addressed]) -> Result<(), StoreError> {
    let values = |a: &'_ Addressed| -> Vec<_> {
        vec![
            a.unit.to_string().into(),
            a.reader.clone().into(),
            a.seq.into(),
            a.subject.kind.clone().into(),
            a.subject.id.clone().into(),
        ]
    };
    db.run_all(
        "insert into inbox (unit, reader, seq, subject_kind, subject) values ($1, $2, $3, $4, $5) \
         on conflict (unit, reader, seq) do nothing",
        &rows.iter().map(values).collect::<Vec<_>>(),
    )
}
