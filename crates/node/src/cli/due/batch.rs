//! A table of questions: `start,working_days` in, `start,working_days,due` out, line by line.

use super::hours;
use crate::cli::Talk;
use crate::wire::shown;
use anyhow::{Context as _, Result, bail};
use app::World;
use domain::calendar::{Hours, MAX_AMOUNT, WorkingDays};
use domain::words::Day;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// How the command ends when a line didn't read.
const LINES_LEFT_OUT: u8 = 2;

/// The columns that are read.
const HEADER: &str = "start,working_days";

/// Reads a table and writes it with its due days; what doesn't read is said on the standard error.
pub fn run(file: &Path, world: &World, unit: Option<&str>, talk: Talk) -> Result<ExitCode> {
    let mut source: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(|| shown(file))?))
    };
    let mut text = Vec::new();
    let mut read = |text: &mut Vec<u8>| -> Result<bool> {
        text.clear();
        Ok(source.read_until(b'\n', text).with_context(|| shown(file))? > 0)
    };
    read(&mut text)?;
    let [start, days] = columns(&text, talk)?;
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "{HEADER},due")?;
    let mut asked = Asked { world, unit, talk, table: None };
    let (mut line, mut left_out) = (1_u64, false);
    while read(&mut text)? {
        line += 1;
        if text.trim_ascii().is_empty() {
            continue;
        }
        let text = String::from_utf8_lossy(&text);
        let cell = |at: usize| cells(&text).nth(at).unwrap_or_default();
        match asked.answer(cell(start), cell(days)) {
            Ok((start, days, due)) => writeln!(out, "{start},{days},{due}")?,
            Err(what) => {
                left_out = true;
                let said = [("line", line.to_string().into()), ("what", what.into())];
                writeln!(io::stderr().lock(), "{}", talk.words.say_with("cli-due-line", &said))?;
            }
        }
    }
    out.flush()?;
    Ok(if left_out { ExitCode::from(LINES_LEFT_OUT) } else { ExitCode::SUCCESS })
}

/// The cells of a line. Days and numbers hold no comma and no line break, so a line is a row.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(',').map(|cell| cell.trim().trim_matches('"').trim())
}

/// Where the two columns stand.
fn columns(header: &[u8], talk: Talk) -> Result<[usize; 2]> {
    let header = String::from_utf8_lossy(header);
    let header = header.trim_start_matches('\u{feff}');
    let mut names = HEADER.split(',').map(|name| cells(header).position(|cell| cell == name));
    match (names.next().flatten(), names.next().flatten()) {
        (Some(start), Some(days)) => Ok([start, days]),
        _ => bail!(talk.words.say("cli-due-header")),
    }
}

/// What is asked, and the working days that were listed for it.
struct Asked<'a> {
    world: &'a World,
    unit: Option<&'a str>,
    talk: Talk,
    table: Option<(&'a Hours, WorkingDays<'a>)>,
}

impl Asked<'_> {
    fn answer(&mut self, start: &str, days: &str) -> Result<(Day, u32, Day), String> {
        let wrong = |key: &str, value: &str| self.talk.words.say_one(key, "value", value);
        let day = Day::parse(start).ok_or_else(|| wrong("cli-due-start", start))?;
        let digits = !days.is_empty() && days.bytes().all(|b| b.is_ascii_digit());
        let count = digits.then(|| days.parse().ok()).flatten().filter(|n| *n <= MAX_AMOUNT);
        let count: u32 = count.ok_or_else(|| wrong("cli-due-days", days))?;
        let hours = hours(self.world, self.unit, day)
            .ok_or_else(|| wrong("cli-due-unit", self.unit.unwrap_or_default()))?;
        let late = wrong("cli-due-beyond", start);
        // A code may name another unit on another day; its days are listed anew then.
        let mut table = match self.table.take() {
            Some((of, table)) if std::ptr::eq(of, hours) => table,
            _ => WorkingDays::of(hours, day),
        };
        let due = table.due(day, count);
        self.table = Some((hours, table));
        Ok((day, count, due.ok_or(late)?))
    }
}
