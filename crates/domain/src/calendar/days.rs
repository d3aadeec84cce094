//! The days of the year that are not like their weekday: holidays, compensation, swapped days.

use crate::words::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What makes a day special.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A public holiday (Labour Code 2019, art. 112).
    Holiday,
    /// Off because a holiday fell on a weekly day of rest (art. 111).
    Compensation,
    /// A weekday off, paid for by a make-up day.
    SwapOff,
    /// A day of rest worked in place of a swapped weekday.
    SwapWork,
}

/// How sure a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayStatus {
    /// Announced by the authority that decides it.
    Official,
    /// Computed from the law and the lunar calendar; the announcement may differ.
    Projected,
}

/// One line of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day.
    pub date: Day,
    /// What it is.
    pub kind: DayKind,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// How sure it is.
    pub status: DayStatus,
}

/// A calendar that is refused, with the line that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A line that doesn't read; the first line is 1.
    #[error("calendar line {line}: {problem}")]
    Line {
        /// Where.
        line: u64,
        /// What the reader said.
        problem: String,
    },
    /// One day is said to be two things.
    #[error("calendar: {0} is listed as two different kinds of day")]
    Contradiction(Day),
}

/// The special days of some years. Days it doesn't list are like their weekday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// In order, one entry a day.
    days: Vec<SpecialDay>,
    /// First and last year of which every listed day is official.
    published: Option<(i16, i16)>,
    /// 0 for the days that everybody begins with, else which publication stands over them.
    version: u32,
}

/// A line that a province publishes over the calendar: it stands in place of what that day was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedDay {
    /// The day.
    pub date: Day,
    /// What it is; nothing makes it a day like its weekday again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DayKind>,
    /// Its name in Vietnamese.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_vi: String,
    /// Its name in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// How sure it is.
    pub status: DayStatus,
    /// The decision or announcement that says so.
    pub act: String,
}

impl Calendar {
    /// Reads `date,kind,name_vi,name_en,status` lines under a header; further columns are let be.
    pub fn parse(csv_text: &str) -> Result<Self, CalendarError> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(csv_text.trim_start_matches('\u{feff}').as_bytes());
        let line_of = |e: csv::Error| CalendarError::Line {
            line: e.position().map_or(0, csv::Position::line),
            problem: e.to_string(),
        };
        let days = reader.deserialize().collect::<Result<Vec<_>, _>>().map_err(line_of)?;
        Self::new(days)
    }

    /// A calendar of these days, in any order.
    pub fn new(mut days: Vec<SpecialDay>) -> Result<Self, CalendarError> {
        days.sort_by_key(|d| d.date);
        let clash = days.iter().zip(days.iter().skip(1)).find(|(a, b)| a.date == b.date && a.kind != b.kind);
        if let Some((day, _)) = clash {
            return Err(CalendarError::Contradiction(day.date));
        }
        // Two holidays may share a date; the first name is kept.
        days.dedup_by_key(|d| d.date);
        let published = published_years(&days);
        Ok(Self { days, published, version: 0 })
    }

    /// This calendar with published lines over it, known as this version.
    #[must_use]
    pub fn with_published(&self, version: u32, lines: &[PublishedDay]) -> Self {
        let mut days: BTreeMap<Day, SpecialDay> = self.days.iter().map(|d| (d.date, d.clone())).collect();
        for line in lines {
            days.remove(&line.date);
            let PublishedDay { date, kind, name_vi, name_en, status, act: _ } = line.clone();
            if let Some(kind) = kind {
                days.insert(date, SpecialDay { date, kind, name_vi, name_en, status });
            }
        }
        let days: Vec<SpecialDay> = days.into_values().collect();
        let published = published_years(&days);
        Self { days, published, version }
    }

    /// 0 for the days that everybody begins with, else which publication stands over them.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Every special day, in order.
    pub fn days(&self) -> &[SpecialDay] {
        &self.days
    }

    /// The entry for `day`, if it is special.
    pub fn special(&self, day: Day) -> Option<&SpecialDay> {
        let at = self.days.binary_search_by_key(&day, |d| d.date).ok()?;
        self.days.get(at)
    }

    /// What makes `day` special; `None` for a day like its weekday.
    pub fn day_kind(&self, day: Day) -> Option<DayKind> {
        self.special(day).map(|d| d.kind)
    }

    /// Whether the days off of this day's year have been announced. Of other years only weekends are
    /// certain, and a due date that reaches into them says so.
    pub fn is_published(&self, day: Day) -> bool {
        self.published.is_some_and(|(first, last)| (first..=last).contains(&day.0.year()))
    }

    /// The first day in `from..=to` whose year isn't published.
    pub fn first_unpublished(&self, from: Day, to: Day) -> Option<Day> {
        if from > to {
            return None;
        }
        if !self.is_published(from) {
            return Some(from);
        }
        let next = Day::new(self.published?.1.checked_add(1)?, 1, 1)?;
        (next <= to).then_some(next)
    }
}

/// The unbroken run of years, from the first listed, that hold official days only.
fn published_years(days: &[SpecialDay]) -> Option<(i16, i16)> {
    let official = |year: i16| {
        let mut of_year = days.iter().filter(|d| d.date.0.year() == year).peekable();
        of_year.peek().is_some() && of_year.all(|d| d.status == DayStatus::Official)
    };
    let first = days.first()?.date.0.year();
    let last = days.last()?.date.0.year();
    (first..=last).take_while(|y| official(*y)).last().map(|year| (first, year))
}

#[cfg(test)]
mod tests {
    use super::{Calendar, CalendarError, DayKind, DayStatus, PublishedDay};
    use crate::words::Day;

    const TEXT: &str = "date,kind,name_vi,name_en,status\n\
        2027-01-01,holiday,Tết Dương lịch,New Year's Day,projected\n\
        2025-04-26,swap_work,Làm bù,Make-up day,official\n\
        2026-01-01,holiday,Tết Dương lịch,New Year's Day,official\n";

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn reads_days_in_any_order_and_knows_which_years_are_published() {
        let c = Calendar::parse(TEXT).unwrap();
        assert_eq!(c.day_kind(day("2025-04-26")), Some(DayKind::SwapWork));
        assert_eq!(c.day_kind(day("2025-04-27")), None);
        assert!(c.is_published(day("2026-12-31")) && !c.is_published(day("2027-01-01")));
        assert!(!c.is_published(day("2024-12-31")));
        assert_eq!(c.first_unpublished(day("2026-05-01"), day("2027-02-01")), Some(day("2027-01-01")));
        assert_eq!(c.first_unpublished(day("2026-05-01"), day("2026-12-31")), None);
        assert_eq!(c.first_unpublished(day("2028-05-01"), day("2028-06-01")), Some(day("2028-05-01")));
        assert!(!Calendar::default().is_published(day("2026-01-01")));
    }

    #[test]
    fn a_bad_line_is_named() {
        let bad = format!("{TEXT}2026-13-01,holiday,a,b,official\n");
        assert!(matches!(Calendar::parse(&bad), Err(CalendarError::Line { line: 5, .. })));
        let clash = format!("{TEXT}2025-04-26,holiday,a,b,official\n");
        assert_eq!(Calendar::parse(&clash), Err(CalendarError::Contradiction(day("2025-04-26"))));
    }

    #[test]
    fn a_published_line_stands_over_what_the_day_was() {
        let line = |date, kind| PublishedDay {
            date: day(date),
            kind,
            name_vi: "x".into(),
            name_en: "x".into(),
            status: DayStatus::Official,
            act: "QĐ 1".into(),
        };
        let plain = Calendar::parse(TEXT).unwrap();
        let lines =
            [line("2027-01-01", Some(DayKind::Holiday)), line("2025-04-26", None), line("2026-05-01", None)];
        let c = plain.with_published(3, &lines);
        assert_eq!((plain.version(), c.version()), (0, 3));
        assert_eq!(c.day_kind(day("2025-04-26")), None, "an ordinary Saturday again");
        assert!(c.is_published(day("2027-01-01")) && !plain.is_published(day("2027-01-01")));
        assert_eq!(c.days().len(), 2);
    }
}
