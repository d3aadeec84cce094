//! Reading a reorganisation file: a table as spreadsheets keep it, with the act and the day above it.

use super::{Ending, Fate, Fault, FaultKind, NewUnit, Reorganisation, Staying};
use crate::units::{Relation, Tier, UnitKind};
use crate::words::{Day, UnitCode, nfc};

/// The columns. The first two must be there.
pub(super) const COLUMNS: [&str; 11] =
    ["row", "code", "tier", "kind", "name", "full_name", "parent", "to", "relation", "archive", "act"];

/// The relation of a unit whose whole tier ends.
pub(super) const TIER_ENDS: &str = "tier-ends";

pub(super) fn parse(text: &str) -> Result<Reorganisation, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut read = Read::default();
    let act = Read::said(text, "act");
    let day = Read::said(text, "day");
    if act.is_none() {
        read.faults.push(Fault::new(1, FaultKind::NoAct, ""));
    }
    let day = match day {
        None => {
            read.faults.push(Fault::new(1, FaultKind::NoDay, ""));
            None
        }
        Some((line, said)) => {
            let day = Day::parse(&said);
            if day.is_none() {
                read.faults.push(Fault::new(line, FaultKind::BadDay, said));
            }
            day
        }
    };
    read.rows(text, act.as_ref().map_or("", |(_, act)| act));
    match (act, day) {
        (Some((_, act)), Some(day)) if read.faults.is_empty() => {
            Ok(Reorganisation { act, day, news: read.news, ends: read.ends, stays: read.stays })
        }
        _ => {
            read.faults.sort();
            Err(read.faults)
        }
    }
}

#[derive(Default)]
struct Read {
    faults: Vec<Fault>,
    news: Vec<NewUnit>,
    ends: Vec<Ending>,
    stays: Vec<Staying>,
}

/// The cells of a row by column.
struct Row<'a> {
    line: u64,
    act: &'a str,
    cells: [String; 11],
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        let at = COLUMNS.iter().position(|c| *c == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn act(&self) -> String {
        let own = self.cell("act");
        if own.is_empty() { self.act.to_owned() } else { own.to_owned() }
    }
}

impl Read {
    /// What a line `# act: …` above or between the rows says, with its number. A spreadsheet may have put the
    /// line in quotes or added empty cells.
    fn said(text: &str, key: &str) -> Option<(u64, String)> {
        (1..).zip(text.lines()).find_map(|(line, text)| {
            let text = text.trim_end_matches([',', ';', '\t', ' ', '\r']).trim_matches('"');
            let (name, value) = text.strip_prefix('#')?.split_once(':')?;
            let value = value.trim();
            (name.trim() == key && !value.is_empty()).then(|| (line, nfc(value)))
        })
    }

    fn rows(&mut self, text: &str, act: &str) {
        let (rows, lines) = bare(text);
        let line_of = |position: Option<&csv::Position>| {
            let at = position.map_or(1, csv::Position::line).saturating_sub(1);
            usize::try_from(at).ok().and_then(|at| lines.get(at)).or(lines.last()).copied().unwrap_or(1)
        };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter(&rows)).flexible(true).from_reader(rows.as_bytes());
        let headers: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(|h| h.trim().to_lowercase()).collect(),
            Err(e) => return self.faults.push(Fault::new(1, FaultKind::BadRow, e.to_string())),
        };
        let head = lines.first().copied().unwrap_or(1);
        let missing = ["row", "code"].into_iter().filter(|c| !headers.iter().any(|h| h == c));
        self.faults.extend(missing.map(|c| Fault::new(head, FaultKind::NoColumn, c)));
        let unknown = headers.iter().filter(|h| !h.is_empty() && !COLUMNS.contains(&h.as_str()));
        self.faults.extend(unknown.map(|h| Fault::new(head, FaultKind::UnknownColumn, h)));
        let mut any = false;
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(e) => {
                    let line = line_of(e.position());
                    self.faults.push(Fault::new(line, FaultKind::BadRow, e.to_string()));
                    continue;
                }
            };
            let line = line_of(record.position());
            let cell = |column: &str| {
                let at = headers.iter().position(|h| h == column);
                at.and_then(|at| record.get(at)).map(|text| nfc(text.trim())).unwrap_or_default()
            };
            if record.iter().any(|c| !c.trim().is_empty()) {
                any = true;
                self.row(&Row { line, act, cells: COLUMNS.map(cell) });
            }
        }
        if !any {
            self.faults.push(Fault::new(head, FaultKind::NoRows, ""));
        }
    }

    fn fault(&mut self, row: &Row<'_>, kind: FaultKind, what: &str) {
        self.faults.push(Fault::new(row.line, kind, what));
    }

    fn row(&mut self, row: &Row<'_>) {
        let Ok(code) = row.cell("code").parse::<UnitCode>() else {
            return self.fault(row, FaultKind::BadCode, row.cell("code"));
        };
        match row.cell("row") {
            "new" => self.new_unit(row, code),
            "ends" => self.ending(row, code),
            "stays" => self.staying(row, code),
            word => self.fault(row, FaultKind::BadWord, word),
        }
    }

    fn new_unit(&mut self, row: &Row<'_>, code: UnitCode) {
        let before = self.faults.len();
        let kind = self.kind(row);
        let tier = self.tier(row, kind);
        if let (Some(kind), Some(tier)) = (kind, tier)
            && !kind.fits(tier)
        {
            self.fault(row, FaultKind::BadKind, row.cell("kind"));
        }
        if kind.is_none() && row.cell("kind").is_empty() {
            self.fault(row, FaultKind::BadKind, "");
        }
        let (name, parent) = (row.cell("name"), self.parent(row));
        if name.is_empty() {
            self.fault(row, FaultKind::NoName, code.as_str());
        }
        if let (Some(kind), Some(tier)) = (kind, tier)
            && self.faults.len() == before
        {
            let full = row.cell("full_name");
            let full_name = if full.is_empty() { full_name(kind, name) } else { full.to_owned() };
            let (name, act) = (name.to_owned(), row.act());
            self.news.push(NewUnit { line: row.line, code, tier, kind, name, full_name, parent, act });
        }
    }

    fn ending(&mut self, row: &Row<'_>, from: UnitCode) {
        let before = self.faults.len();
        let archive = match row.cell("archive") {
            "" | "no" | "không" => false,
            "yes" | "có" => true,
            other => {
                self.fault(row, FaultKind::BadAnswer, other);
                false
            }
        };
        let (to, word) = (row.cell("to"), row.cell("relation"));
        let fate = if word == TIER_ENDS && to.is_empty() {
            Some(Fate::TierEnds)
        } else {
            let relation = Relation::parse(word);
            if relation.is_none() {
                self.fault(row, FaultKind::BadRelation, word);
            }
            match to.parse::<UnitCode>() {
                Ok(to) => relation.map(|relation| Fate::To(to, relation)),
                Err(_) if to.is_empty() => {
                    self.fault(row, FaultKind::NoSuccessor, from.as_str());
                    None
                }
                Err(_) => {
                    self.fault(row, FaultKind::BadCode, to);
                    None
                }
            }
        };
        if let Some(fate) = fate.filter(|_| self.faults.len() == before) {
            self.ends.push(Ending { line: row.line, from, fate, archive, act: row.act() });
        }
    }

    fn staying(&mut self, row: &Row<'_>, code: UnitCode) {
        let before = self.faults.len();
        let (kind, parent) = (self.kind(row), self.parent(row));
        let said = |column: &str| Some(row.cell(column)).filter(|c| !c.is_empty()).map(str::to_owned);
        let (name, full_name) = (said("name"), said("full_name"));
        if self.faults.len() == before {
            let (line, act) = (row.line, row.act());
            self.stays.push(Staying { line, code, kind, name, full_name, parent, act });
        }
    }

    fn kind(&mut self, row: &Row<'_>) -> Option<UnitKind> {
        let word = row.cell("kind").to_lowercase();
        let kind = UnitKind::from_vi(&word);
        if kind.is_none() && !word.is_empty() {
            self.fault(row, FaultKind::BadKind, &word);
        }
        kind
    }

    /// The tier that is said, or the one that the kind tells.
    fn tier(&mut self, row: &Row<'_>, kind: Option<UnitKind>) -> Option<Tier> {
        let tiers = [Tier::Province, Tier::Commune, Tier::Agency, Tier::District];
        match row.cell("tier") {
            "" => tiers.into_iter().find(|tier| kind.is_some_and(|kind| kind.fits(*tier))),
            word => {
                let tier = tiers.into_iter().find(|t| t.as_str() == word);
                if tier.is_none() {
                    self.fault(row, FaultKind::BadTier, word);
                }
                tier
            }
        }
    }

    fn parent(&mut self, row: &Row<'_>) -> Option<UnitCode> {
        let text = row.cell("parent");
        if text.is_empty() {
            return None;
        }
        let parent = text.parse().ok();
        if parent.is_none() {
            self.fault(row, FaultKind::BadCode, text);
        }
        parent
    }
}

/// `Phường Hạc Thành`.
pub(super) fn full_name(kind: UnitKind, name: &str) -> String {
    let mut letters = kind.vi().chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {name}", letters.as_str())
}

/// Spreadsheets set to Vietnamese separate cells with semicolons; what is copied out of them, with tabs.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |c: char| head.matches(c).count();
    [(b',', count(',')), (b';', count(';')), (b'\t', count('\t'))]
        .into_iter()
        .max_by_key(|(c, n)| (*n, *c == b','))
        .map_or(b',', |(c, _)| c)
}

/// The rows alone, and the line of the file on which each line of them stood. A spreadsheet may have put a
/// comment in quotes.
fn bare(text: &str) -> (String, Vec<u64>) {
    let (mut out, mut lines) = (String::with_capacity(text.len()), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if !line.trim().is_empty() && !is_comment(line) {
            out.push_str(line);
            out.push('\n');
            lines.push(number);
        }
    }
    (out, lines)
}

fn is_comment(line: &str) -> bool {
    line.strip_prefix('"').unwrap_or(line).starts_with('#')
}
