//! The database from behind the store's back: for tampering, and for looking at every row. A folder stands
//! for its database: a file in it, or a schema of its own on the server that `MOTCUA_TEST_POSTGRES` names.

use rusqlite::Connection;
use rusqlite::types::Value;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use store::Location;
use tokio_postgres::{NoTls, SimpleQueryMessage};

/// Tables whose rows follow from entries, and the entries.
const TABLES: [&str; 10] =
    ["entry", "dossier", "tally", "series", "account", "procedure", "record", "rated", "outbox", "inbox"];

/// The server of this run, if it is one on PostgreSQL.
fn server() -> Option<String> {
    std::env::var("MOTCUA_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// Whether this run is one on PostgreSQL.
pub fn on_postgres() -> bool {
    server().is_some()
}

/// Runs statements on the server; gives rows as text.
fn ask(url: &str, sql: &str) -> Vec<Vec<Option<String>>> {
    let (url, sql) = (url.to_owned(), sql.to_owned());
    // A thread of its own: tests are on a runtime already.
    let asked = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
            tokio::spawn(connection);
            let messages = client.simple_query(&sql).await.unwrap_or_else(|e| panic!("{sql}: {e:?}"));
            let mut rows = Vec::new();
            for message in messages {
                match message {
                    SimpleQueryMessage::Row(row) => {
                        rows.push((0..row.len()).map(|i| row.get(i).map(str::to_owned)).collect());
                    }
                    SimpleQueryMessage::CommandComplete(n) if n > 0 && rows.is_empty() => {
                        rows.push(vec![Some(n.to_string())]);
                    }
                    _ => {}
                }
            }
            rows
        })
    });
    asked.join().unwrap()
}

/// The name of the folder's schema.
fn schema_of(dir: &Path) -> String {
    let whole = std::path::absolute(dir).unwrap();
    let digest = Sha256::digest(whole.as_os_str().as_encoded_bytes());
    digest.iter().take(10).fold("t_".to_owned(), |name, b| format!("{name}{b:02x}"))
}

/// Where the folder's database is.
pub fn location(dir: &Path) -> Location {
    let Some(server) = server() else { return Location::from(dir) };
    let server = format!("{server}?options=-c%20search_path%3D{}", schema_of(dir));
    Location { dir: dir.to_owned(), server: Some(server) }
}

fn open(dir: &Path) -> Connection {
    Connection::open(dir.join("motcua.db")).unwrap()
}

/// Changes something; it must touch a row.
pub fn tamper(dir: &Path, sql: &str) {
    let touched = match location(dir).server {
        None => open(dir).execute(sql, []).unwrap() > 0,
        Some(url) => {
            // What SQLite has a function for, written out.
            let sql = sql.replace("zeroblob(16)", "decode(repeat('00', 16), 'hex')");
            let sql = sql.replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')");
            !ask(&url, &sql.replace("zeroblob(3)", "decode('000000', 'hex')")).is_empty()
        }
    };
    assert!(touched, "{sql} touched nothing");
}

/// Changes the schema.
pub fn define(dir: &Path, sql: &str) {
    match location(dir).server {
        None => open(dir).execute_batch(sql).unwrap(),
        Some(url) => drop(ask(&url, &format!("create schema if not exists {}; {sql}", schema_of(dir)))),
    }
}

/// Takes an entry's body and salt away, as erasing by law does.
pub fn erase(dir: &Path, seq: u64) {
    let commitment = |salt: Vec<u8>, body: &str| domain::ledger::commitment(&salt.try_into().unwrap(), body);
    match location(dir).server {
        None => {
            let conn = open(dir);
            let sql = format!("select salt, body from entry where seq = {seq}");
            let (salt, body): (Vec<u8>, String) =
                conn.query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
            let sql = format!("update entry set salt = null, body = null, commitment = ?1 where seq = {seq}");
            conn.execute(&sql, [commitment(salt, &body).0.as_slice()]).unwrap();
        }
        Some(url) => {
            let rows = ask(&url, &format!("select encode(salt, 'hex'), body from entry where seq = {seq}"));
            let (salt, body) = (rows[0][0].clone().unwrap(), rows[0][1].clone().unwrap());
            let salt = (0..16).map(|i| u8::from_str_radix(&salt[2 * i..2 * i + 2], 16).unwrap()).collect();
            let left = commitment(salt, &body).0.iter().fold(String::new(), |all, b| format!("{all}{b:02x}"));
            ask(
                &url,
                &format!(
                    "update entry set salt = null, body = null, commitment = decode('{left}', 'hex') \
                     where seq = {seq}"
                ),
            );
        }
    }
}

/// Every row of every table that follows from entries, in one order.
pub fn contents(dir: &Path) -> Vec<String> {
    let mut all: Vec<String> = match location(dir).server {
        None => TABLES.iter().flat_map(|table| rows(&open(dir), table)).collect(),
        Some(url) => TABLES
            .iter()
            .flat_map(|table| {
                let rows = ask(&url, &format!("select t::text from {table} t"));
                rows.into_iter().map(move |r| format!("{table} {r:?}"))
            })
            .collect(),
    };
    all.sort();
    all
}

fn rows(conn: &Connection, table: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("select * from {table}")).unwrap();
    let columns = statement.column_count();
    let row = |r: &rusqlite::Row<'_>| (0..columns).map(|i| r.get(i)).collect::<Result<Vec<Value>, _>>();
    let rows = statement.query_map([], row).unwrap();
    rows.map(|r| format!("{table} {:?}", r.unwrap())).collect()
}

/// The first column of what a question finds, as text.
pub fn texts(dir: &Path, sql: &str) -> Vec<String> {
    match location(dir).server {
        None => {
            let conn = open(dir);
            let mut statement = conn.prepare(sql).unwrap();
            statement.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
        }
        Some(url) => ask(&url, sql).into_iter().filter_map(|mut row| row.remove(0)).collect(),
    }
}

/// Columns with the kind of value and whether it must be there; keys and indexes with their columns.
pub fn schema_of_file(dir: &Path) -> Vec<String> {
    let conn = open(dir);
    let columns = "select m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || c.\"notnull\" \
                   from sqlite_master m, pragma_table_info(m.name) c \
                   where m.type = 'table' and m.name not like 'sqlite_%'";
    let indexes = "select m.name || ' ' || case l.origin when 'pk' then 'key' when 'u' then 'unique' \
                   else l.name end || ' ' || l.\"unique\" || ' ' || l.partial || ' (' || \
                   (select group_concat(c.name, ', ') from pragma_index_info(l.name) c) || ')' \
                   from sqlite_master m, pragma_index_list(m.name) l where m.type = 'table'";
    // A whole number that is the key is SQLite's own row number, with no index beside it.
    let numbered = "select m.name || ' key 1 0 (' || c.name || ')' \
                    from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.pk = 1 \
                    and not exists (select 1 from pragma_index_list(m.name) l where l.origin = 'pk')";
    let mut all = Vec::new();
    for sql in [columns, indexes, numbered] {
        let mut statement = conn.prepare(sql).unwrap();
        all.extend(statement.query_map([], |r| r.get::<_, String>(0)).unwrap().map(Result::unwrap));
    }
    all.sort();
    all
}

/// The same of a server's schema, in the same words.
pub fn schema_of_server(dir: &Path) -> Vec<String> {
    let url = location(dir).server.unwrap();
    let columns = "select table_name || '.' || column_name || ' ' \
                   || replace(data_type, 'bytea', 'blob') || ' ' \
                   || case is_nullable when 'NO' then 1 else 0 end \
                   from information_schema.columns where table_schema = current_schema()";
    let indexes = "select t.relname || ' ' || case when i.indisprimary then 'key' \
                   when exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) \
                   then 'unique' else c.relname end || ' ' || i.indisunique::int || ' ' \
                   || (i.indpred is not null)::int || ' (' || string_agg(a.attname, ', ' \
                   order by array_position(i.indkey::int2[], a.attnum)) || ')' \
                   from pg_index i join pg_class c on c.oid = i.indexrelid \
                   join pg_class t on t.oid = i.indrelid \
                   join pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey) \
                   where c.relnamespace = current_schema()::regnamespace \
                   group by c.relname, t.relname, i.indexrelid, i.indisprimary, i.indisunique, i.indpred";
    let rows = [columns, indexes].into_iter().flat_map(|sql| ask(&url, sql));
    let mut all: Vec<String> = rows.map(|mut r| r.remove(0).unwrap()).collect();
    all.sort();
    all
}

/// The schema on this run's engine.
pub fn schema(dir: &Path) -> Vec<String> {
    if on_postgres() { schema_of_server(dir) } else { schema_of_file(dir) }
}
