//! What only the server can say: how often whole tables were walked.

use crate::told::Told;
use anyhow::{Context as _, bail};
use std::process::Command;

/// Lets the planner know what was filled in; autovacuum would do so within a minute. SQLite needs nothing.
pub fn settle(told: &Told, schema: &str) -> anyhow::Result<()> {
    ask(told, schema, "analyze").map(|_| ())
}

/// How often the tables of dossiers and entries were walked whole so far; the server counts a little late, so
/// it is told to write down what it knows.
pub fn scans(told: &Told, schema: &str) -> anyhow::Result<Option<i64>> {
    let sql = "select pg_sleep(2); select coalesce(sum(seq_scan), 0) from pg_stat_user_tables \
               where schemaname = current_schema() and relname in ('dossier', 'entry')";
    let said = ask(told, schema, sql)?;
    let number = |said: String| said.split_whitespace().last().and_then(|n| n.parse().ok());
    said.map(|said| number(said).context("psql didn't say a number")).transpose()
}

fn ask(told: &Told, schema: &str, sql: &str) -> anyhow::Result<Option<String>> {
    let Some(url) = told.schema(schema) else { return Ok(None) };
    let mut psql = Command::new(told.pgbench.with_file_name("psql"));
    let output = psql.args(["-X", "-q", "-A", "-t", "-c", sql]).arg(url).output().context("psql")?;
    if !output.status.success() {
        bail!("psql: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(Some(String::from_utf8_lossy(&output.stdout).into_owned()))
}
