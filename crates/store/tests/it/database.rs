//! The database from behind the store's back: for tampering, and for looking at every row.

use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::Path;

fn open(dir: &Path) -> Connection {
    Connection::open(dir.join("motcua.db")).unwrap()
}

/// Changes something; it must touch a row.
pub fn tamper(dir: &Path, sql: &str) {
    assert!(open(dir).execute(sql, []).unwrap() > 0, "{sql} touched nothing");
}

/// Changes the schema.
pub fn define(dir: &Path, sql: &str) {
    open(dir).execute_batch(sql).unwrap();
}

/// Takes an entry's body and salt away, as erasing by law does.
pub fn erase(dir: &Path, seq: u64) {
    let conn = open(dir);
    let sql = format!("select salt, body from entry where seq = {seq}");
    let (salt, body): (Vec<u8>, String) = conn.query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    let left = domain::ledger::commitment(&salt.try_into().unwrap(), &body);
    let sql = format!("update entry set salt = null, body = null, commitment = ?1 where seq = {seq}");
    conn.execute(&sql, [left.0.as_slice()]).unwrap();
}

/// Every row of every table that follows from entries, in one order.
pub fn contents(dir: &Path) -> Vec<String> {
    let conn = open(dir);
    let mut all = Vec::new();
    for table in ["entry", "dossier", "tally", "series", "account", "procedure", "record", "outbox"] {
        let mut statement = conn.prepare(&format!("select * from {table}")).unwrap();
        let columns = statement.column_count();
        let row = |r: &rusqlite::Row<'_>| (0..columns).map(|i| r.get(i)).collect::<Result<Vec<Value>, _>>();
        let rows = statement.query_map([], row).unwrap();
        all.extend(rows.map(|r| format!("{table} {:?}", r.unwrap())));
    }
    all.sort();
    all
}
