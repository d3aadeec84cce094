//! The portal's times and units, made into [`Limit`]s.

use super::LimitOrigin;
use crate::calendar::{Limit, MAX_AMOUNT};
use std::cmp::Reverse;

/// A time as the portal writes it: a number (halves occur) or free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// Half units, so that 3.5 days is the whole number 7.
    Halves(u32),
    /// Words instead of a number.
    Text(String),
}

impl Time {
    /// Reads `5`, `3.5` or words; empty is no time at all.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let whole = |t: &str| t.parse::<u32>().ok().filter(|n| *n <= MAX_AMOUNT / 12).map(|n| n * 2);
        let number = match text.split_once('.') {
            None => whole(text),
            Some((n, "0")) => whole(n),
            Some((n, "5")) => whole(n).map(|n| n + 1),
            Some(_) => None,
        };
        match number {
            Some(halves) => Some(Self::Halves(halves)),
            None if text.is_empty() => None,
            None => Some(Self::Text(text.to_owned())),
        }
    }
}

/// What a proper unit says; `None` for `OTHER` and anything unknown. Zero of any unit is the same day.
pub(super) fn proper(halves: u32, unit: &str) -> Option<Limit> {
    let whole = halves.div_ceil(2);
    match unit {
        "WORKING_DAY" | "DAY" | "HOUR" | "MONTH" | "YEAR" if halves == 0 => Some(Limit::SameDay),
        // Half a working day is four hours of office time (1 day = 8 hours).
        "WORKING_DAY" if halves % 2 == 1 => Some(Limit::WorkingHours(halves * 4)),
        "WORKING_DAY" => Some(Limit::WorkingDays(whole)),
        "DAY" => Some(Limit::CalendarDays(whole)),
        "HOUR" => Some(Limit::WorkingHours(whole)),
        "MONTH" => Some(Limit::Months(whole)),
        "YEAR" => Some(Limit::Months(halves * 6)),
        _ => None,
    }
}

/// The limit of one row that has no proper unit, when the procedure's cases can't help.
pub(super) fn without_unit(time: &Time) -> Option<(Limit, LimitOrigin)> {
    match time {
        Time::Halves(0) => Some((Limit::SameDay, LimitOrigin::Portal)),
        Time::Halves(n) => Some((Limit::WorkingDays(n.div_ceil(2)), LimitOrigin::Assumed)),
        Time::Text(words) => from_words(words).map(|l| (l, LimitOrigin::Assumed)),
    }
}

/// `Không quá 15 ngày …` read as days, when that is the only number of days in the text: with two, it
/// can't be known which one binds.
fn from_words(text: &str) -> Option<Limit> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let mut found = None;
    for (at, word) in words.iter().enumerate() {
        if !word.starts_with("ngày") {
            continue;
        }
        let number = at.checked_sub(1).and_then(|i| words.get(i)).and_then(|w| w.parse::<u32>().ok());
        let Some(days) = number else { continue };
        if found.is_some() {
            return None;
        }
        let working = words.get(at + 1).is_some_and(|w| w == "làm");
        found = Some(if working { Limit::WorkingDays(days) } else { Limit::CalendarDays(days) });
    }
    found
}

/// The longest of several limits. Units are compared by what they last on an ordinary calendar.
pub(super) fn longest(limits: impl Iterator<Item = Limit>) -> Option<Limit> {
    limits.min_by_key(|l| Reverse(hours(*l)))
}

/// Hours on the wall, roughly: five working days fill seven days; a month has 30.4 days.
fn hours(limit: Limit) -> u64 {
    match limit {
        Limit::SameDay => 0,
        Limit::WorkingHours(n) => u64::from(n) * 42 / 10,
        Limit::WorkingDays(n) => u64::from(n) * 336 / 10,
        Limit::CalendarDays(n) => u64::from(n) * 24,
        Limit::Months(n) => u64::from(n) * 730,
    }
}

#[cfg(test)]
mod tests {
    use super::{Time, longest, proper, without_unit};
    use crate::calendar::Limit;
    use crate::packs::catalogue::LimitOrigin;

    #[test]
    fn proper_units_map_directly() {
        assert_eq!(proper(10, "WORKING_DAY"), Some(Limit::WorkingDays(5)));
        assert_eq!(proper(7, "WORKING_DAY"), Some(Limit::WorkingHours(28)));
        assert_eq!(proper(20, "DAY"), Some(Limit::CalendarDays(10)));
        assert_eq!(proper(4, "HOUR"), Some(Limit::WorkingHours(2)));
        assert_eq!(proper(2, "MONTH"), Some(Limit::Months(1)));
        assert_eq!(proper(2, "YEAR"), Some(Limit::Months(12)));
        assert_eq!(proper(0, "HOUR"), Some(Limit::SameDay));
        assert_eq!(proper(0, "OTHER"), None);
    }

    #[test]
    fn times_without_a_unit_say_that_they_are_assumed() {
        let read = |t: &str| without_unit(&Time::parse(t).unwrap());
        assert_eq!(read("0"), Some((Limit::SameDay, LimitOrigin::Portal)));
        assert_eq!(read("5"), Some((Limit::WorkingDays(5), LimitOrigin::Assumed)));
        let words = "Không quá 15 ngày kể từ ngày nhận đủ hồ sơ";
        assert_eq!(read(words), Some((Limit::CalendarDays(15), LimitOrigin::Assumed)));
        let words = "không quá 05 ngày làm việc; cấp lại trong 07 ngày";
        assert_eq!(read(words), None);
        assert_eq!(read("Theo mô tả"), None);
    }

    #[test]
    fn longest_compares_across_units() {
        let all = [Limit::WorkingDays(10), Limit::CalendarDays(13), Limit::WorkingHours(40)];
        assert_eq!(longest(all.into_iter()), Some(Limit::WorkingDays(10)));
    }
}
