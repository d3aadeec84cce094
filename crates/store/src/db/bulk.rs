//! Many rows at once. SQLite, which is in the same process, is asked row by row; to a server all of them go
//! in one statement.

use super::{Db, Engine, Param, Row};
use crate::error::StoreError;

/// One question about many keys: a statement for one key, and the values of each.
pub(crate) struct Question<'a> {
    /// `select … where a = $1 and b = $2`.
    pub sql: &'a str,
    /// The values for each key.
    pub keys: Vec<Vec<Param<'a>>>,
}

impl Db {
    /// Runs a statement for each row of values: `insert … values (…)` or `update … set … where …`. No two of
    /// them may touch the same row of the table.
    pub(crate) fn run_all(&self, sql: &str, rows: &[Vec<Param<'_>>]) -> Result<(), StoreError> {
        self.look_at(sql)?;
        self.step()?;
        match &self.engine {
            Engine::Sqlite(db) => db.run_all(sql, rows),
            Engine::Postgres(db) => match rows {
                [] => Ok(()),
                [row] => db.run(sql, row),
                rows => db.run_all(sql, rows),
            },
        }
    }

    /// Asks several questions in one trip; hands over each row with the number of its question and of its
    /// key in it.
    pub(crate) fn ask(
        &self,
        questions: &[Question<'_>],
        mut take: impl FnMut(usize, usize, &Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        questions.iter().try_for_each(|question| self.look_at(question.sql))?;
        match &self.engine {
            Engine::Sqlite(db) => {
                for (number, question) in questions.iter().enumerate() {
                    for (key, values) in question.keys.iter().enumerate() {
                        db.each(question.sql, values, |row| take(number, key, row))?;
                    }
                }
                Ok(())
            }
            Engine::Postgres(db) => db.ask(questions, take),
        }
    }
}
