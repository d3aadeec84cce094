//! Every statement that writes, and every one that a decision reads with, names the unit whose rows it
//! touches: so a database can be spread over servers by unit, and a unit of work stays on one of them.
//! Builds for tests look at each statement that the writing thread runs; one that lacks the unit fails.

use super::Db;
use crate::error::StoreError;

/// The tables. `migration` is no unit's: each server has its own.
const TABLES: [&str; 28] = [
    "account",
    "attempt",
    "bearer",
    "code",
    "credential",
    "delivery",
    "dossier",
    "draft",
    "entry",
    "factor",
    "fetched",
    "idempotency",
    "inbox",
    "meta",
    "mirror",
    "outbox",
    "procedure",
    "rated",
    "rating",
    "receipt",
    "record",
    "sent",
    "series",
    "session",
    "step",
    "tally",
    "upload",
    "wanted",
];

/// Statements that name no unit, by what stands in them alone, and why they may.
const EXCEPT: [(&str, &str); 14] = [
    ("from account where login = $1", "a sign-in name is one among those who are known here"),
    ("from account where person = $1 order by version", "whether a copied account is somebody else's"),
    (
        "subject_kind = 'account' and body is not null order",
        "what is left of a person when a copy is dropped",
    ),
    ("select value from meta where key = $1", "which node this is"),
    ("update mirror set seq = 0 where whole = 0", "a node that is home to one unit more looks anew"),
    ("delete from wanted where blob = $1", "a file that came is there for everybody"),
    ("from account where person = $1 and moved_to = $2", "a person on the way is found by where to"),
    ("update credential set unit = $1 where person = $2", "what a person brings along is not there yet"),
    ("update bearer set unit = $1 where person = $2", "what a person brings along is not there yet"),
    ("update factor set unit = $1 where person = $2", "what a person brings along is not there yet"),
    ("else $3 end where keeper = $4", "the archive that a closed unit kept for others goes along"),
    ("update dossier set province = $1 where province = $2", "a province ended, with every unit in it"),
    ("keeper = $2 where keeper = $3", "records that a closed unit kept for others go along"),
    ("update record set province = $1 where province = $2", "a province ended, with every unit in it"),
];

impl Db {
    /// From here on each statement must name its unit. Only builds for tests look.
    pub(crate) fn by_units(mut self) -> Self {
        self.by_units = cfg!(debug_assertions);
        self
    }

    /// Refuses a statement that names no unit, where that is looked at.
    pub(super) fn look_at(&self, sql: &str) -> Result<(), StoreError> {
        if !self.by_units || names_unit(sql) || EXCEPT.iter().any(|(part, _)| sql.contains(part)) {
            return Ok(());
        }
        Err(StoreError::Unfit(format!("a statement that names no unit: {sql}")))
    }
}

/// Whether each table that a statement speaks of is asked by unit.
fn names_unit(sql: &str) -> bool {
    let spaced = sql.replace([',', '(', ')'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (mut tables, mut inserted) = (0_usize, true);
    for (before, table) in words.iter().zip(words.iter().skip(1)) {
        match *before {
            "into" => inserted = columns(sql).is_some_and(|c| c.split(',').any(|c| c.trim() == "unit")),
            "from" | "join" | "update" if TABLES.contains(table) => tables += 1,
            _ => {}
        }
    }
    let conditions = words.iter().skip_while(|word| **word != "where");
    let is_unit = |word: &&&str| word.rsplit('.').next() == Some("unit");
    inserted && conditions.filter(is_unit).count() >= tables
}

/// The columns that are inserted.
fn columns(sql: &str) -> Option<&str> {
    sql.split_once('(')?.1.split_once(')').map(|(columns, _)| columns)
}

#[cfg(test)]
mod tests {
    use super::{TABLES, names_unit};

    #[test]
    fn a_statement_without_its_unit_is_seen() {
        for good in [
            "select last from series where unit = $1 and day = $2",
            "insert into tally (unit, n) values ($1, $2) on conflict (unit) do update set n = tally.n + 1",
            "delete from session where unit = $1 and digest = $2",
            "update dossier set stage = $3 where id = $1 and unit = $2",
            "delete from dossier where unit = $1 and not exists (select 1 from entry where \
             entry.unit = dossier.unit)",
            "select 1",
        ] {
            assert!(names_unit(good), "{good}");
        }
        for bad in [
            "select last from series where day = $1",
            "insert into tally (n) values ($1)",
            "insert into meta (key, value) values ($1, $2)",
            "delete from session",
            "update bearer set unit = $1 where person = $2",
            "delete from dossier where unit = $1 and not exists (select 1 from entry where subject = id)",
        ] {
            assert!(!names_unit(bad), "{bad}");
        }
    }

    #[test]
    fn every_table_is_known_and_has_its_unit() {
        let all = super::super::migrate::text();
        let made = all.split("create table ").skip(1).map(|rest| rest.split_once(" (").unwrap());
        let mut count = 0;
        for (name, rest) in made {
            assert!(TABLES.contains(&name), "{name}");
            let columns = rest.split_once(");").unwrap().0;
            let unit = columns.lines().any(|line| line.trim_start().starts_with("unit "));
            assert!(unit || name == "meta", "{name} has no unit");
            count += 1;
        }
        // The tables of settings and of accounts were made twice.
        assert_eq!(count, TABLES.len() + 2);
    }
}
