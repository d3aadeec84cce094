//! Packs on record: what a province published, version by version, each whole. Its procedures run from its
//! day on; until then what runs goes on.

use super::Definition;
use super::pack::{Decision, Files, Running};
use crate::records::{Body, RecordKind};
use crate::words::{Day, PartName, ProcedureCode};
use serde::{Deserialize, Serialize};

/// A version of a pack, as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackRecord {
    /// Which pack.
    pub id: PartName,
    /// In which version.
    pub version: u32,
    /// The decision that announced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// From which day on it holds; from its publication where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Day>,
    /// What becomes of dossiers that are under way.
    #[serde(default)]
    pub running: Running,
    /// Its files, by their paths in the pack.
    pub files: Files,
}

impl Body for PackRecord {
    const KIND: RecordKind = RecordKind::Pack;
}

impl PackRecord {
    /// The record's key: `housing/2`. Versions stay beside each other.
    pub fn key(&self) -> String {
        format!("{}/{}", self.id, self.version)
    }

    /// The procedures of which it speaks.
    pub fn procedures(&self) -> impl Iterator<Item = ProcedureCode> + '_ {
        let files = self.files.keys().filter_map(|path| path.strip_prefix("procedures/"));
        files.filter_map(|name| name.strip_suffix(".toml")?.parse().ok())
    }

    /// Whether it holds on a day.
    pub fn holds(&self, today: Day) -> bool {
        self.effective.is_none_or(|day| day <= today)
    }
}

/// Of packs on record those that count on a day: of each pack the newest version that holds then.
pub fn in_force(packs: &[PackRecord], today: Day) -> Vec<&PackRecord> {
    let newest = |pack: &&PackRecord| {
        let later = |p: &&PackRecord| p.id == pack.id && p.version > pack.version && p.holds(today);
        pack.holds(today) && !packs.iter().any(|p| later(&p))
    };
    packs.iter().filter(newest).collect()
}

/// Which of a procedure's published versions runs on a day: the one that was published last, unless it
/// belongs to an older version of the same pack or its day has not come. They stand in the order of
/// publication.
pub fn runs<'a, T>(
    versions: &'a [T],
    definition: impl Fn(&'a T) -> &'a Definition,
    today: Day,
) -> Option<&'a T> {
    let mut best: Option<&T> = None;
    for version in versions {
        let (pack, known) = (&definition(version).pack, best.and_then(|b| definition(b).pack.as_ref()));
        let ahead = pack.as_ref().and_then(|p| p.effective).is_some_and(|day| day > today);
        let older = match (pack, known) {
            (Some(this), Some(known)) => this.id == known.id && this.version < known.version,
            _ => false,
        };
        if !ahead && !older {
            best = Some(version);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{PackRecord, in_force, runs};
    use crate::dossier::tests::Case;
    use crate::packs::Definition;
    use crate::packs::pack::{Decision, PackRef, Running};
    use crate::records::Body as _;
    use crate::words::Day;

    fn day(of: i8) -> Day {
        Day::new(2025, 8, of).unwrap()
    }

    fn pack(version: u32, effective: Option<Day>) -> PackRecord {
        PackRecord {
            id: "housing".parse().unwrap(),
            version,
            decision: Some(Decision {
                number: "1805/QĐ-UBND".into(),
                day: day(1),
                issuer: "UBND tỉnh".into(),
            }),
            effective,
            running: Running::Ask,
            files: [("pack.toml".to_owned(), "id = \"housing\"".to_owned())].into(),
        }
    }

    fn version(number: Option<u32>, effective: Option<Day>) -> Definition {
        let mut definition = Case::received(crate::calendar::Limit::WorkingDays(2)).definition;
        definition.pack = number.map(|version| PackRef {
            id: "housing".parse().unwrap(),
            version,
            decision: None,
            effective,
            running: Running::Keep,
        });
        definition
    }

    #[test]
    fn a_pack_on_record_is_read_for_ever() {
        let golden = include_str!("../../testdata/records/pack/v1.json").trim();
        let made = pack(2, Some(day(15)));
        assert_eq!(made.text().unwrap(), golden);
        assert_eq!(serde_json::from_str::<PackRecord>(golden).unwrap(), made);
    }

    #[test]
    fn a_version_counts_from_its_day_on() {
        let all = [pack(1, None), pack(2, Some(day(20))), pack(3, Some(day(25)))];
        let on = |today| in_force(&all, today).into_iter().map(|p| p.version).collect::<Vec<_>>();
        assert_eq!((on(day(19)), on(day(20)), on(day(30))), (vec![1], vec![2], vec![3]));
    }

    #[test]
    fn what_was_published_last_runs_unless_its_day_has_not_come_or_a_newer_version_runs() {
        let all = [
            version(None, None),
            version(Some(1), None),
            version(Some(3), Some(day(20))),
            version(Some(2), None),
        ];
        let on = |today| runs(&all, |d| d, today).unwrap().pack.as_ref().unwrap().version;
        assert_eq!((on(day(19)), on(day(20))), (2, 3));
        assert!(runs(&[version(Some(1), Some(day(20)))], |d| d, day(19)).is_none());
    }
}
