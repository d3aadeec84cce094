//! The same for PostgreSQL: a script that pgbench runs, prepared, clients side by side on units of their own.

use crate::bare::UNITS;
use crate::figure::Times;
use crate::rows::{Row, Rows};
use crate::told::Told;
use anyhow::{Context as _, bail};
use app::Location;
use rusqlite::types::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A script and where it runs.
pub struct Script {
    rows: Rows,
    folder: PathBuf,
    url: String,
}

impl Script {
    /// Gives each unit a first entry, whose successors the script writes.
    pub fn open(told: &Told, place: &Location, rows: &Rows) -> anyhow::Result<Self> {
        let url = place.server.clone().context("no server")?;
        let script = Self { rows: rows.clone(), folder: place.dir.clone(), url };
        let entry = rows.0.iter().find(|r| r.table == "entry").context("no entry")?;
        let (names, values) = columns(entry, "g", "0");
        let units = UNITS - 1;
        let seed =
            format!("insert into entry ({names}) select {values} from generate_series(0, {units}) g;\n");
        script.run(told, "seed", &seed, &["-t", "1"])?;
        Ok(script)
    }

    /// Runs it with so many clients; pgbench says how many a second and how long each took on average, which
    /// stands here as every one's time.
    pub fn measure(&self, told: &Told, clients: usize) -> anyhow::Result<Times> {
        let (count, seconds) = (clients.to_string(), told.span().as_secs().max(1));
        let (threads, span) = (clients.min(2).to_string(), seconds.to_string());
        let script = self.transaction(clients)?;
        let said = self.run(told, "reception", &script, &["-T", &span, "-c", &count, "-j", &threads])?;
        let number = |name: &str| {
            let line = said.lines().find_map(|l| l.strip_prefix(name));
            let word = line.and_then(|l| l.trim_start_matches([' ', '=', ':']).split([' ', '/']).next());
            word.and_then(|w| w.parse::<f64>().ok()).with_context(|| format!("pgbench didn't say {name}"))
        };
        let done = number("number of transactions actually processed")?;
        let (rate, each) = (number("tps")?, number("latency average")?);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count, printed as such"
        )]
        let done = done as usize;
        let wall = Duration::from_secs_f64(f64::from(u32::try_from(done)?) / rate.max(1e-9));
        Ok(Times { each: vec![Duration::from_secs_f64(each / 1_000.0); done], wall })
    }

    fn transaction(&self, clients: usize) -> anyhow::Result<String> {
        let turns = UNITS / clients - 1;
        let unit = unit(":u");
        let mut script = format!("\\set u :client_id + {clients} * random(0, {turns})\nbegin;\n");
        writeln!(
            script,
            "select digest, answer from idempotency \
             where unit = {unit} and scope = {unit} and key = {unit};\n\
             select seq, hash from entry where unit = {unit} order by seq desc limit 1 \\gset\n\
             select last from series where unit = {unit} and day = 20250815;\n\\set seq :seq + 1"
        )?;
        for row in &self.rows.0 {
            let (names, values) = columns(row, ":u", ":seq");
            let (table, conflict) = (row.table, row.conflict);
            writeln!(script, "insert into {table} ({names}) values ({values}) {conflict};")?;
        }
        script.push_str("commit;\n");
        Ok(script)
    }

    fn run(&self, told: &Told, name: &str, script: &str, args: &[&str]) -> anyhow::Result<String> {
        let file = self.folder.join(name).with_extension("sql");
        fs::write(&file, script)?;
        run(&told.pgbench, args, &file, &self.url)
    }
}

fn run(pgbench: &Path, args: &[&str], file: &Path, url: &str) -> anyhow::Result<String> {
    let mut command = Command::new(pgbench);
    let output = command.args(["-n", "-M", "prepared", "-f"]).arg(file).args(args).arg(url).output();
    let output = output.context("pgbench can't be started")?;
    if !output.status.success() {
        bail!("pgbench: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn unit(u: &str) -> String {
    format!("(10000 + {u}::bigint)::text || '@2025-07-01'")
}

/// The columns' names, and their values: what differs from row to row is an expression, the rest as it was.
fn columns(row: &Row, u: &str, seq: &str) -> (String, String) {
    let id = format!("'01989c' || lpad({seq}::text, 10, '0') || '-0000-7000-' || lpad({u}::text, 9, '0')");
    let mixed = format!("lpad((({seq}::bigint * 166 + {u}::bigint) * 7919 % 999999937)::text, 9, '0')");
    let value = |(column, value): &(String, Value)| match (row.table, column.as_str()) {
        (_, "unit" | "keeper") => unit(u),
        ("entry", "seq") | ("series", "last") => format!("{seq}::bigint"),
        ("entry", "prev") if seq != "0" => ":hash".to_owned(),
        ("entry", "subject") | ("dossier", "id") | ("idempotency", "key") => id.clone(),
        ("dossier", "code") => format!("'H56.' || {u}::text || '-250815-' || {seq}::text"),
        ("dossier", "number") => format!("'000' || {mixed}"),
        ("dossier", "phone") => format!("'84' || {mixed}"),
        ("outbox", "id") => format!("{} || '/' || {seq}::text", unit(u)),
        _ => literal(value),
    };
    let names: Vec<&str> = row.cells.iter().map(|(name, _)| name.as_str()).collect();
    (names.join(", "), row.cells.iter().map(value).collect::<Vec<_>>().join(", "))
}

/// A value in SQL. A colon would begin a variable of pgbench, also inside a text.
fn literal(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Integer(n) => n.to_string(),
        Value::Real(x) => x.to_string(),
        Value::Text(text) => {
            let text = text.replace('\\', "\\\\").replace('\'', "''").replace(':', "\\072");
            format!("E'{}'", text.replace('\n', "\\n"))
        }
        Value::Blob(bytes) => {
            bytes.iter().fold("'\\x".to_owned(), |mut hex, b| {
                let _ = write!(hex, "{b:02x}");
                hex
            }) + "'"
        }
    }
}
