//! `motcua search`: procedures by what people type; one question, or a table of them.

use super::Talk;
use crate::config::SearchArgs;
use crate::wire::shown;
use anyhow::{Context as _, Result, bail};
use app::World;
use app::search::BuiltIn;
use csv::{ByteRecord, ReaderBuilder, Writer};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

/// Most answers to a question.
const MOST: usize = 10;

/// Answers one question, or a table of them, out of the catalogue and the packs that are built in.
pub fn run(args: &SearchArgs, talk: Talk) -> Result<ExitCode> {
    let built_in = BuiltIn::of(&World::built_in()?)?;
    match &args.batch {
        Some(file) => batch(file, &built_in, talk),
        None => one(&args.words.join(" "), &built_in, talk),
    }
}

/// A line an answer: code and name.
fn one(query: &str, built_in: &BuiltIn, talk: Talk) -> Result<ExitCode> {
    let hits = built_in.find(query, MOST)?;
    if hits.is_empty() {
        bail!(talk.words.say("cli-search-none"));
    }
    for hit in hits {
        Talk::line(&format!("{}  {}", hit.code, hit.name))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A row a question, in the order of the table. What is no text is read as far as it is one.
fn batch(file: &Path, built_in: &BuiltIn, talk: Talk) -> Result<ExitCode> {
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
        let codes: Vec<String> =
            built_in.find(&query, MOST)?.iter().map(|hit| hit.code.to_string()).collect();
        out.write_record([&*query, &codes.join(" ")])?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
