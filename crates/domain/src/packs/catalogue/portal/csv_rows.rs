//! The portal's overview table: one row a procedure, channels packed into one column.

use super::row::{Case, Notes, Row, Way};
use super::{Finding, FindingKind, Read};
use csv::StringRecord;

const NAMES: [&str; 12] = [
    "code",
    "name",
    "field",
    "field_code",
    "ministry",
    "levels",
    "non_territorial",
    "decision",
    "subjects",
    "ways",
    "case1_time",
    "case1_unit",
];

/// Where the columns that are read stand in a file.
#[derive(Clone, Debug)]
pub struct Columns([usize; NAMES.len()]);

impl Columns {
    /// Finds them in the header; every missing one is a finding.
    pub fn find(header: &StringRecord) -> Result<Self, Vec<Finding>> {
        let mut at = [0; NAMES.len()];
        let mut missing = Vec::new();
        for (slot, name) in at.iter_mut().zip(NAMES) {
            match header.iter().position(|h| h.trim_start_matches('\u{feff}').trim() == name) {
                Some(position) => *slot = position,
                None => missing.push(Finding {
                    line: 1,
                    code: String::new(),
                    kind: FindingKind::MissingColumn,
                    value: name.to_owned(),
                }),
            }
        }
        if missing.is_empty() { Ok(Self(at)) } else { Err(missing) }
    }

    fn fields<'r>(&self, record: &'r StringRecord) -> [&'r str; NAMES.len()] {
        self.0.map(|at| record.get(at).unwrap_or_default())
    }
}

/// Reads one record of the overview table. It has no documents; those are in the detailed records.
pub fn read_csv_record(line_no: u64, columns: &Columns, record: &StringRecord) -> Read {
    let [
        code,
        name,
        field,
        field_code,
        ministry,
        levels,
        non_territorial,
        decision,
        subjects,
        packed_ways,
        time,
        unit,
    ] = columns.fields(record);
    let own = str::to_owned;
    let case = Case { time: own(time), unit: own(unit), ..Case::default() };
    let row = Row {
        code: own(code),
        name: own(name),
        field: own(field),
        field_code: own(field_code),
        ministry: own(ministry),
        levels: levels.split('|').map(own).collect(),
        non_territorial: non_territorial == "1",
        subjects: subjects.split('|').map(own).collect(),
        ways: ways(packed_ways),
        cases: vec![case],
        decision: own(decision),
        ..Row::default()
    };
    row.into_read(Notes::new(line_no, code.trim()))
}

/// `DIRECT:6:WORKING_DAY;ONLINE:…`. Times in words may hold semicolons and colons themselves.
fn ways(packed: &str) -> Vec<Way> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in packed.split(';') {
        let starts = ["DIRECT:", "ONLINE:", "POSTAL:"].iter().any(|c| piece.starts_with(c));
        match pieces.last_mut() {
            Some(last) if !starts => {
                last.push(';');
                last.push_str(piece);
            }
            _ if piece.is_empty() => {}
            _ => pieces.push(piece.to_owned()),
        }
    }
    pieces.iter().map(|p| way(p)).collect()
}

fn way(piece: &str) -> Way {
    let (channel, rest) = piece.split_once(':').unwrap_or((piece, ""));
    let (time, unit) = rest.rsplit_once(':').unwrap_or((rest, ""));
    Way { channel: channel.to_owned(), time: time.to_owned(), unit: unit.to_owned(), fees: Vec::new() }
}
