//! The days of a due date one by one, read back from its grounds: as it was promised, whatever the unit
//! published since.

use super::{Due, Ground, GroundSpan, Rule};
use crate::words::Day;

/// How a day stands in a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMark {
    /// It was received then, and the day isn't counted.
    Received,
    /// It counted.
    Counted,
    /// It counted, unlike its weekday.
    Unlike(Rule),
    /// It was passed over.
    Passed(Rule),
}

/// From when to when, and whether Saturdays and Sundays are passed over.
type Weekends = (Day, Day, [bool; 2]);

impl Due {
    /// Each day from reception to the due date. Nothing where a due date was moved by something else than
    /// counting days: a pause taken out, an extension.
    pub fn days(&self) -> Vec<(Day, DayMark)> {
        let moved = |g: &Ground| matches!(g.rule, Rule::PauseSubtracted | Rule::ExtendedOnce);
        let Some(first) = self.grounds.iter().map(|g| g.from.day()).min() else { return Vec::new() };
        if self.grounds.iter().any(moved) {
            return Vec::new();
        }
        let days = (0..=self.at.day().days_since(first)).map(|n| first.plus(n));
        let weekends = self.weekends();
        days.map(|day| (day, self.mark(day, &weekends))).collect()
    }

    fn mark(&self, day: Day, weekends: &[Weekends]) -> DayMark {
        let covers = |g: &&Ground| {
            let GroundSpan::Days(from, to) = g.span() else { return false };
            (from..=to).contains(&day)
        };
        let on = |rules: &[Rule]| self.grounds.iter().filter(covers).find(|g| rules.contains(&g.rule));
        if let Some(g) = on(&[Rule::MakeUpDayCounted, Rule::ExtraDayCounted, Rule::OtherSessionsLocally]) {
            return DayMark::Unlike(g.rule);
        }
        let off = [
            Rule::HolidaySkipped,
            Rule::CompensationSkipped,
            Rule::SwapOffSkipped,
            Rule::ClosedDaySkipped,
            Rule::ClosedLocally,
        ];
        if let Some(g) = on(&off) {
            return DayMark::Passed(g.rule);
        }
        let rests = |&(from, to, [saturday, sunday]): &Weekends| {
            let rest = (saturday && day.weekday() == 6) || (sunday && day.weekday() == 7);
            rest && (from..=to).contains(&day)
        };
        if weekends.iter().any(rests) {
            return DayMark::Passed(Rule::WeekendSkipped);
        }
        let late = [
            Rule::ReceivedOutsideHours,
            Rule::AfterSameDayCutoff,
            Rule::LastHourBeforeClosing,
            Rule::OnlineAfterHours,
        ];
        let late = self.grounds.iter().find(|g| late.contains(&g.rule));
        let waits = late.is_some_and(|g| (g.from.day()..g.to.day()).contains(&day));
        if waits || on(&[Rule::FirstDayNotCounted]).is_some() { DayMark::Received } else { DayMark::Counted }
    }

    /// The stretches of the grounds for weekends, one an office.
    fn weekends(&self) -> Vec<Weekends> {
        let grounds = self.grounds.iter().filter(|g| g.rule == Rule::WeekendSkipped);
        grounds.filter_map(|g| self.weekend(g)).collect()
    }

    /// An office that works on Saturdays or Sundays passes over fewer days than there are; the ground begins
    /// with one that it does pass over.
    fn weekend(&self, ground: &Ground) -> Option<Weekends> {
        let GroundSpan::Days(from, to) = ground.span() else { return None };
        let days = (0..=to.days_since(from)).map(|n| from.plus(n));
        // Days that stand in another ground aren't counted in this one.
        let other = |day: &Day| {
            self.grounds.iter().any(|g| {
                let GroundSpan::Days(first, last) = g.span() else { return false };
                !matches!(g.rule, Rule::WeekendSkipped | Rule::CalendarNotYetPublished)
                    && (first..=last).contains(day)
            })
        };
        let rest = days.filter(|d| d.weekday() >= 6 && !other(d)).count();
        let whole = u32::try_from(rest).is_ok_and(|n| n == ground.amount);
        let begins = from.weekday();
        Some((from, to, if whole { [true, true] } else { [begins == 6, begins == 7] }))
    }
}
