//! Accounts and passwords.

use super::Reader;
use super::scope::Where;
use crate::db::params;
use crate::error::StoreError;
use crate::project::account::{COLUMNS, read};
use domain::identity::{Account, Scope};
use domain::words::{Moment, PersonId};

/// A password, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its Argon2 hash.
    pub password_hash: String,
    /// When it was set.
    pub changed: Moment,
}

impl Reader<'_> {
    /// The account of a person.
    pub fn account(&self, person: PersonId) -> Result<Option<Account>, StoreError> {
        self.db.first(&format!("select {COLUMNS} from account where person = $1"), params![person], read)
    }

    /// The account that signs in with a name: of several nodes' people of the same name the one who was there
    /// first, so that nobody is pushed out.
    pub fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let sql = format!("select {COLUMNS} from account where login = $1 order by person");
        let found = self.db.all(&sql, params![login], read)?;
        // Whoever works here comes before somebody of the same name at another node.
        let here: Result<Vec<bool>, _> = found.iter().map(|a| self.lives_here(&a.unit)).collect();
        let first = here?.iter().position(|here| *here).unwrap_or(0);
        Ok(found.into_iter().nth(first))
    }

    /// The accounts in a scope, by unit and sign-in name.
    pub fn accounts(&self, scope: &Scope) -> Result<Vec<Account>, StoreError> {
        let Some(cond) = Where::inside(scope) else { return Ok(Vec::new()) };
        let sql = format!("select {COLUMNS} from account where {} order by unit, login", cond.sql());
        self.db.all(&sql, cond.params(), read)
    }

    /// The password of a person.
    pub fn credential(&self, person: PersonId) -> Result<Option<Credential>, StoreError> {
        let sql = "select password_hash, changed_at from credential where person = $1";
        let make =
            |r: &crate::db::Row<'_>| Ok(Credential { password_hash: r.string(0)?, changed: r.moment(1)? });
        self.db.first(sql, params![person], make)
    }
}
