//! What units publish about their time, as records: hours from a day on, days of their own, and the lines a
//! province lays over the calendar.

use super::{Calendar, Hours, LocalDay, Office, PublishedDay};
use crate::records::{Body, RecordKind};
use crate::words::Day;
use serde::{Deserialize, Serialize};

/// A unit's hours from a day on. Its key is that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeFrom {
    /// The first day on which it holds.
    pub from: Day,
    /// Sessions and cut-offs.
    pub office: Office,
    /// Why it changes, for everybody to read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Body for OfficeFrom {
    const KIND: RecordKind = RecordKind::Office;
}

/// A day on which a unit keeps other sessions than its week says. Its key is the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDay {
    /// The day.
    pub local: LocalDay,
    /// Whether it was taken back: the day is as usual again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

impl Body for OwnDay {
    const KIND: RecordKind = RecordKind::LocalDay;
}

/// Every line that a province lays over the calendar; its record's version is the calendar's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarLines {
    /// The lines, by day.
    pub lines: Vec<PublishedDay>,
}

impl CalendarLines {
    /// The one key under which a province keeps them.
    pub const KEY: &'static str = "calendar";

    /// The lines with this one in the place of what was said of its day before.
    #[must_use]
    pub fn with(mut self, line: PublishedDay) -> Self {
        self.lines.retain(|l| l.date != line.date);
        self.lines.push(line);
        self.lines.sort_by_key(|l| l.date);
        self
    }

    /// The calendar with these lines over it.
    pub fn over(&self, calendar: &Calendar, version: u32) -> Calendar {
        calendar.with_published(version, &self.lines)
    }
}

impl Body for CalendarLines {
    const KIND: RecordKind = RecordKind::Calendar;
}

impl Hours {
    /// These hours with what the unit published; order doesn't matter.
    #[must_use]
    pub fn published(self, offices: &[OfficeFrom], days: &[OwnDay]) -> Self {
        let hours = offices.iter().fold(self, |hours, o| hours.with_office(o.from, o.office.clone()));
        let standing = days.iter().filter(|d| !d.withdrawn);
        standing.fold(hours, |hours, d| hours.with_local(d.local.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{CalendarLines, OfficeFrom, OwnDay};
    use crate::calendar::{DayKind, DayStatus, LocalDay, Office, PublishedDay};
    use crate::records::Body;
    use crate::words::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn is_golden<T: Body + PartialEq + std::fmt::Debug>(body: &T) {
        let path = format!("{}/testdata/records/{}/v1.json", env!("CARGO_MANIFEST_DIR"), T::KIND.as_str());
        let text = body.text().unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test reads its golden file")]
        let golden = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}\n{text}"));
        assert_eq!(text, golden.trim(), "{path}");
        assert_eq!(&serde_json::from_str::<T>(&golden).unwrap(), body);
    }

    #[test]
    fn each_kind_has_a_golden_body() {
        let office: Office = toml::from_str(
            "make_up = [\"07:30-11:30\"]\n[week]\nmonday = [\"07:00-11:00\", \"13:00-17:00\"]\n\
             saturday = [\"07:30-11:30\"]\n[cutoffs]\nsame_day = \"15:30\"\nlast_hour_minutes = 30",
        )
        .unwrap();
        is_golden(&OfficeFrom { from: day("2026-12-01"), office, reason: "Giờ mùa đông".into() });
        let closed = LocalDay {
            day: day("2026-12-07"),
            sessions: Vec::new(),
            reason: "Mất điện toàn xã".into(),
            extra: false,
        };
        is_golden(&OwnDay { local: closed, withdrawn: true });
        let line = PublishedDay {
            date: day("2027-02-05"),
            kind: Some(DayKind::Holiday),
            name_vi: "Giao thừa Tết Nguyên Đán".into(),
            name_en: "Lunar New Year's Eve".into(),
            status: DayStatus::Official,
            act: "Thông báo số 1/TB-UBND".into(),
        };
        let again = PublishedDay { kind: None, ..line.clone() };
        is_golden(&CalendarLines::default().with(again).with(line));
    }
}
