//! `motcua search`: procedures by what people type; one question, or a table of them.

use super::Talk;
use crate::config::SearchArgs;
use crate::wire::shown;
use anyhow::{Context as _, Result, bail};
use app::World;
use csv::{ByteRecord, ReaderBuilder, Writer};
use domain::packs::catalogue::Procedure;
use domain::packs::search::Index;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Most answers to a question.
const MOST: usize = 10;

/// Answers one question, or a table of them, out of the catalogue and the packs that are built in.
pub fn run(args: &SearchArgs, talk: Talk) -> Result<ExitCode> {
    let world = World::built_in()?;
    let procedures = world.procedures()?;
    let index = world.index(&procedures);
    match &args.batch {
        Some(file) => batch(file, &index, talk),
        None => one(&args.words.join(" "), &index, &procedures, talk),
    }
}

/// A line an answer: code and name.
fn one(query: &str, index: &Index, procedures: &[Arc<Procedure>], talk: Talk) -> Result<ExitCode> {
    let hits = index.search(query, MOST);
    if hits.is_empty() {
        bail!(talk.words.say("cli-search-none"));
    }
    for hit in &hits {
        let name = procedures.iter().find(|p| p.code == hit.code).map_or("", |p| p.name.as_str());
        Talk::line(&format!("{}  {name}", hit.code))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A row a question, in the order of the table. What is no text is read as far as it is one.
fn batch(file: &Path, index: &Index, talk: Talk) -> Result<ExitCode> {
    let source: Box<dyn Read> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(file).with_context(|| shown(file))?)
    };
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(source);
    let header = reader.byte_headers().with_context(|| shown(file))?;
    let named =
        |cell: &[u8]| cell.strip_prefix("\u{feff}".as_bytes()).unwrap_or(cell).trim_ascii() == b"query";
    let Some(column) = header.iter().position(named) else { bail!(talk.words.say("cli-search-header")) };
    let mut out = Writer::from_writer(io::stdout().lock());
    out.write_record(["query", "codes"])?;
    let mut row = ByteRecord::new();
    while reader.read_byte_record(&mut row).with_context(|| shown(file))? {
        let query = String::from_utf8_lossy(row.get(column).unwrap_or_default());
        let codes: Vec<String> = index.search(&query, MOST).iter().map(|hit| hit.code.to_string()).collect();
        out.write_record([&*query, &codes.join(" ")])?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
