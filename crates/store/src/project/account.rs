//! Accounts: the newest version of each, and the entries that say so.

use crate::db::{Db, Row, params};
use crate::error::StoreError;
use domain::identity::{Account, Role};
use domain::ledger::canonical_json;

/// What kind of thing an account is in the ledger.
pub(crate) const SUBJECT: &str = "account";
/// Version of the body's shape.
pub(crate) const BODY_VERSION: u16 = 1;

/// The kind of entry that leads from one version to the next.
pub(crate) fn kind(before: Option<&Account>, after: &Account) -> &'static str {
    match before {
        None => "account-opened",
        Some(b) if b.unit != after.unit => "account-taken-over",
        Some(b) if b.moved_to.is_none() && after.moved_to.is_some() => "account-handed-over",
        Some(b) if b.open && !after.open => "account-closed",
        Some(b) if !b.open && after.open => "account-reopened",
        Some(_) => "account-changed",
    }
}

/// The body of an entry.
pub(crate) fn body(account: &Account) -> Result<String, StoreError> {
    let value = serde_json::to_value(account).map_err(StoreError::unreadable("an account"))?;
    Ok(canonical_json(&value))
}

/// Reads a body back.
pub(crate) fn parse(body: &str) -> Result<Account, StoreError> {
    serde_json::from_str(body).map_err(StoreError::unreadable("an account's entry"))
}

/// The columns in the order that [`read`] expects.
pub(crate) const COLUMNS: &str = "person, login, name, title, unit, province, roles, assignments, open, \
     version, moved_to";
/// How many they are.
pub(crate) const WIDTH: usize = 11;

/// Reads a row.
pub(crate) fn read(row: &Row<'_>) -> Result<Account, StoreError> {
    let roles: Result<Vec<Role>, _> = row.text(6)?.split_whitespace().map(str::parse).collect();
    Ok(Account {
        person: row.word(0)?,
        login: row.string(1)?,
        name: row.string(2)?,
        title: row.string(3)?,
        unit: row.word(4)?,
        province: row.word(5)?,
        roles: roles.map_err(StoreError::unreadable("an account's roles"))?,
        assignments: serde_json::from_str(row.text(7)?)
            .map_err(StoreError::unreadable("an account's assignments"))?,
        open: row.flag(8)?,
        version: row.small(9)?,
        moved_to: row.word_or_null(10)?,
    })
}

/// Stores an account's row.
pub(crate) fn put(db: &Db, a: &Account) -> Result<(), StoreError> {
    let roles: Vec<&str> = a.roles.iter().map(|r| r.as_str()).collect();
    let assignments = serde_json::to_string(&a.assignments);
    let assignments = assignments.map_err(StoreError::unreadable("an account's assignments"))?;
    db.run(
        "insert into account (person, login, name, title, unit, province, roles, assignments, open, version, \
         moved_to) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (person) do update set \
         login = excluded.login, name = excluded.name, title = excluded.title, unit = excluded.unit, \
         province = excluded.province, roles = excluded.roles, \
         assignments = excluded.assignments, open = excluded.open, \
         version = excluded.version, moved_to = excluded.moved_to",
        params![
            a.person,
            &a.login,
            &a.name,
            &a.title,
            &a.unit,
            &a.province,
            roles.join(" "),
            &assignments,
            a.open,
            a.version,
            a.moved_to.as_ref()
        ],
    )?;
    Ok(())
}
