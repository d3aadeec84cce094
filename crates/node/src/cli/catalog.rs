//! `motcua catalog import`: the national portal's own rows. What is wrong in them is said line by line; what
//! is right is published.

use super::{Talk, bar};
use crate::clock::SystemClock;
use crate::config::PlaceArgs;
use crate::place;
use crate::wire::{self, shown};
use anyhow::{Context as _, Result, anyhow, bail};
use domain::packs::catalogue::Procedure;
use domain::packs::catalogue::portal::{
    Columns, Finding, FindingKind, Importer, Read, read_csv_record, read_jsonl_line,
};
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Most bytes of a file once it is unpacked; the whole national catalogue has a tenth of it.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// What reading a file gave.
#[derive(Default)]
struct Import {
    procedures: Vec<Procedure>,
    rows: usize,
    skipped: usize,
    kinds: BTreeMap<FindingKind, usize>,
}

/// Imports.
pub async fn import(file: &Path, at: &PlaceArgs, talk: Talk) -> Result<ExitCode> {
    let at = place::office(at, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let store = wire::open_store(&at, talk.words)?;
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    let import = read(file, talk)?;
    let bar = bar(u64::try_from(import.procedures.len())?, talk.words.say("cli-publishing"));
    let progress = |done: usize| bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    let published = app.publish(import.procedures, "catalog-import", progress).await?;
    bar.finish_and_clear();
    for (kind, n) in &import.kinds {
        Talk::line(&format!("{n:>10}  {}", talk.words.say(kind.key())))?;
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    talk.say_with(
        "cli-import-done",
        &[
            ("rows", count(import.rows).into()),
            ("changed", count(published.changed).into()),
            ("unchanged", count(published.unchanged).into()),
            ("skipped", count(import.skipped).into()),
        ],
    )?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path, talk: Talk) -> Result<Import> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let raw = File::open(file).with_context(|| shown(file))?;
    let (name, unpacked): (_, Box<dyn std::io::Read>) = match name.strip_suffix(".gz") {
        Some(inner) => (inner, Box::new(MultiGzDecoder::new(raw))),
        None => (name.as_str(), Box::new(raw)),
    };
    let plain = BufReader::new(unpacked.take(MOST_BYTES));
    let import = match name.rsplit_once('.') {
        Some((_, "jsonl" | "ndjson")) => read_lines(plain, talk),
        Some((_, "csv")) => read_table(plain, talk),
        _ => bail!(talk.words.say_one("cli-import-kind", "file", shown(file))),
    };
    let import = import.with_context(|| shown(file))?;
    if import.procedures.is_empty() {
        bail!(talk.words.say_one("cli-import-empty", "file", shown(file)));
    }
    Ok(import)
}

fn read_lines(plain: impl std::io::BufRead, talk: Talk) -> Result<Import> {
    let (mut import, mut importer) = (Import::default(), Importer::new());
    for (line, text) in (1..).zip(plain.lines()) {
        let text = text?;
        if !text.trim().is_empty() {
            import.add(importer.take(line, read_jsonl_line(line, &text)), talk)?;
        }
    }
    Ok(import)
}

fn read_table(plain: impl std::io::Read, talk: Talk) -> Result<Import> {
    let (mut import, mut importer) = (Import::default(), Importer::new());
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(plain);
    let columns = match Columns::find(table.headers()?) {
        Ok(columns) => columns,
        Err(missing) => {
            missing.iter().try_for_each(|finding| say(finding, talk))?;
            return Err(anyhow!(talk.words.say("finding-missing-column")));
        }
    };
    for record in table.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        import.add(importer.take(line, read_csv_record(line, &columns, &record)), talk)?;
    }
    Ok(import)
}

impl Import {
    fn add(&mut self, row: Read, talk: Talk) -> Result<()> {
        self.rows += 1;
        for finding in &row.findings {
            *self.kinds.entry(finding.kind).or_default() += 1;
            say(finding, talk)?;
        }
        match row.procedure {
            Some(procedure) => self.procedures.push(procedure),
            None => self.skipped += 1,
        }
        Ok(())
    }
}

fn say(finding: &Finding, talk: Talk) -> Result<()> {
    let what = talk.words.say(finding.kind.key());
    let args = [
        ("line", finding.line.to_string().into()),
        ("code", (&finding.code).into()),
        ("what", what.into()),
        ("value", (&finding.value).into()),
    ];
    talk.say_with("cli-import-finding", &args)
}
