//! One statement for many rows: what is written for one is put in the words of `unnest`, so that the text
//! stays one for both engines.

use super::super::bulk::Question;
use super::super::{Param, Row};
use super::cell::{Column, Value};
use super::{Session, fault};
use crate::error::StoreError;
use std::fmt::Write as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, Statement};

/// What answers a question that was sent.
pub(super) type Rows = Pin<Box<dyn Future<Output = Result<Vec<tokio_postgres::Row>, Error>> + Send>>;

impl Session {
    /// Runs a statement for each row of values, in one.
    pub(in crate::db) fn run_all(&self, sql: &str, rows: &[Vec<Param<'_>>]) -> Result<(), StoreError> {
        let (statement, kinds) = self.bulk(sql, for_rows)?;
        let values = columns(&kinds, rows)?;
        self.send(&statement, values)
    }

    /// Asks several questions in one trip.
    pub(in crate::db) fn ask(
        &self,
        questions: &[Question<'_>],
        mut take: impl FnMut(usize, usize, &Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut sent = Vec::with_capacity(questions.len());
        for (number, question) in questions.iter().enumerate().filter(|(_, q)| !q.keys.is_empty()) {
            let (statement, kinds) = self.bulk(question.sql, for_keys)?;
            sent.push((number, self.query(&statement, columns(&kinds, &question.keys)?)));
        }
        for (number, answer) in sent {
            let rows = self.wait(answer).map_err(|e| self.cause(e))?;
            for row in &rows {
                let last = row.len().saturating_sub(1);
                let key: i64 = row.try_get(last).map_err(fault)?;
                let key = usize::try_from(key - 1).map_err(StoreError::unreadable("a key's number"))?;
                take(number, key, &Row::Postgres(row))?;
            }
        }
        Ok(())
    }

    /// Sends a question; its answer is waited for later.
    pub(super) fn query(&self, statement: &Statement, values: Vec<Value>) -> Rows {
        let (client, statement) = (Arc::clone(&self.client), statement.clone());
        let mut answer: Rows = Box::pin(async move {
            let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
            client.query(&statement, &values).await
        });
        // Asking once sends it.
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(said) => Box::pin(std::future::ready(said)),
            Poll::Pending => answer,
        }
    }

    /// The statement for many, and the types of its values.
    fn bulk(
        &self,
        sql: &str,
        many: fn(&str, &[Type]) -> Option<String>,
    ) -> Result<(Statement, Vec<Type>), StoreError> {
        let kinds = self.statement(sql)?.params().to_vec();
        if let Some(known) = self.bulk.borrow().get(sql) {
            return Ok((known.clone(), kinds));
        }
        let text = many(sql, &kinds).ok_or_else(|| {
            StoreError::Unfit(format!("a statement that can't be put for many rows: {sql}"))
        })?;
        let prepared = self.prepare(&text)?;
        self.bulk.borrow_mut().insert(sql.into(), prepared.clone());
        Ok((prepared, kinds))
    }
}

/// The values of each placeholder, row by row.
fn columns(kinds: &[Type], rows: &[Vec<Param<'_>>]) -> Result<Vec<Value>, StoreError> {
    let column = |(at, kind): (usize, &Type)| {
        let values = rows.iter().map(|row| row.get(at));
        Column::of(kind, values).map(Value::Many).ok_or_else(|| {
            StoreError::Unfit(format!("parameter {} has no value, or one that is no {kind}", at + 1))
        })
    };
    kinds.iter().enumerate().map(column).collect()
}

/// `insert … values (…)` and `update … where …`, for many.
fn for_rows(sql: &str, kinds: &[Type]) -> Option<String> {
    let from = unnest(kinds, "")?;
    if let Some((head, rest)) = sql.split_once(" values (") {
        let end = closing(rest)?;
        let (values, tail) = (rest.get(..end)?, rest.get(end + 1..)?);
        return Some(format!("{head} select {} from {from}{tail}", renamed(values)));
    }
    let (head, tail) = sql.rsplit_once(" where ")?;
    Some(format!("{} from {from} where {}", renamed(head), renamed(tail)))
}

/// `select … where …` for many keys; the number of the key, from 1, is the last column.
fn for_keys(sql: &str, kinds: &[Type]) -> Option<String> {
    let from = unnest(kinds, ", n")?.replacen(" as w", " with ordinality as w", 1);
    Some(format!("select q.*, w.n from {from} cross join lateral ({}) q", renamed(sql)))
}

/// `unnest($1::text[], $2::bigint[]) as w(p1, p2)`.
fn unnest(kinds: &[Type], more: &str) -> Option<String> {
    let (mut arrays, mut names) = (String::new(), String::new());
    for (at, kind) in kinds.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        write!(arrays, "{comma}${}::{}[]", at + 1, kind.name()).ok()?;
        write!(names, "{comma}p{}", at + 1).ok()?;
    }
    Some(format!("unnest({arrays}) as w({names}{more})"))
}

/// Placeholders become the columns of `w`.
fn renamed(sql: &str) -> String {
    sql.replace('$', "w.p")
}

/// Where the bracket that is open at the beginning closes.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{for_keys, for_rows};
    use tokio_postgres::types::Type;

    #[test]
    fn what_is_written_for_one_row_is_put_for_many() {
        let kinds = [Type::TEXT, Type::INT8];
        let insert = "insert into t (a, b, c) values ($1, coalesce($2, 0), 'x') on conflict (a) do nothing";
        assert_eq!(
            for_rows(insert, &kinds).unwrap(),
            "insert into t (a, b, c) select w.p1, coalesce(w.p2, 0), 'x' from \
             unnest($1::text[], $2::int8[]) as w(p1, p2) on conflict (a) do nothing"
        );
        assert_eq!(
            for_rows("update t set b = $2 where a = $1", &kinds).unwrap(),
            "update t set b = w.p2 from unnest($1::text[], $2::int8[]) as w(p1, p2) where a = w.p1"
        );
        assert_eq!(
            for_keys("select b from t where a = $1 and b > $2", &kinds).unwrap(),
            "select q.*, w.n from unnest($1::text[], $2::int8[]) with ordinality as w(p1, p2, n) \
             cross join lateral (select b from t where a = w.p1 and b > w.p2) q"
        );
        assert_eq!(for_rows("select 1", &kinds), None);
    }
}
