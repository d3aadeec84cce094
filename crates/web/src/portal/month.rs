//! A month of published figures.

use crate::components::Choice;
use crate::frame::Fail;
use app::{AppError, Problem};
use domain::words::Day;
use lang::Words;

/// How many months can be chosen.
const MONTHS: i64 = 12;

/// A month, up to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub from: Day,
    /// Its last day, or today.
    pub to: Day,
}

impl Month {
    /// The month of a day, up to that day.
    pub fn this(today: Day) -> Self {
        Self { from: first(today), to: today }
    }

    /// The month that `2025-08` names; none when it names none, or one that has not begun.
    pub fn named(text: &str, today: Day) -> Option<Self> {
        let from = Day::parse(&format!("{text}-01")).filter(|d| *d <= today)?;
        let last = from.plus_months(1).plus(-1);
        Some(Self { from, to: last.min(today) })
    }

    /// What a page shows: the month that is named, or this one.
    pub fn asked(text: &str, today: Day) -> Self {
        Self::named(text, today).unwrap_or_else(|| Self::this(today))
    }

    /// What a file holds: the month that is named, this one where nothing is. Programs read files, and would
    /// take this month's figures for another's.
    pub fn of_file(text: &str, today: Day) -> Result<Self, Fail> {
        let wrong = || Fail(AppError::Invalid(vec![Problem::new("month", "problem-month")]));
        if text.is_empty() { Ok(Self::this(today)) } else { Self::named(text, today).ok_or_else(wrong) }
    }

    /// The whole month before.
    pub fn before(self) -> Self {
        Self { from: self.from.plus_months(-1), to: self.from.plus(-1) }
    }

    /// As a link names it: `2025-08`.
    pub fn key(self) -> String {
        format!("{:04}-{:02}", self.from.0.year(), self.from.0.month())
    }

    /// As people write it: `08/2025`.
    pub fn said(self) -> String {
        format!("{:02}/{:04}", self.from.0.month(), self.from.0.year())
    }

    /// The last twelve months and the chosen one, the newest first.
    pub fn choices(self, words: &Words, today: Day) -> Vec<Choice> {
        let mut firsts: Vec<Day> = (0..MONTHS).map(|n| first(today).plus_months(-n)).collect();
        if !firsts.contains(&self.from) {
            firsts.push(self.from);
        }
        let choice = |from: Day| {
            let month = Self { from, to: from };
            let label = words.say_one("portal-month", "month", month.said());
            Choice { chosen: from == self.from, ..Choice::new(month.key(), label) }
        };
        firsts.into_iter().map(choice).collect()
    }
}

fn first(day: Day) -> Day {
    day.plus(1 - i64::from(day.0.day()))
}

#[cfg(test)]
mod tests {
    use super::{Day, Month};

    #[test]
    fn a_month_ends_today_at_the_latest_and_nonsense_means_this_month() {
        let day = |m, d| Day::new(2026, m, d).unwrap();
        let today = day(11, 21);
        assert_eq!(Month::asked("2026-02", today), Month { from: day(2, 1), to: day(2, 28) });
        for nonsense in ["", "2026-13", "2026-12", "11/2026", "2026-11-01"] {
            assert_eq!(Month::asked(nonsense, today), Month { from: day(11, 1), to: today }, "{nonsense}");
        }
        assert_eq!(Month::asked("2026-02", today).key(), "2026-02");
        assert_eq!(Month::this(today).before(), Month { from: day(10, 1), to: day(10, 31) });
        assert_eq!(Month::asked("2026-03", today).before(), Month { from: day(2, 1), to: day(2, 28) });
    }
}
