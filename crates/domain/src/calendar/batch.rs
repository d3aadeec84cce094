//! Many due days at once: the working days of a stretch of years are listed once, then looked up.

use super::Hours;
use crate::words::Day;

/// Days that are listed beyond what is asked for, so that a batch rarely lists twice.
const AHEAD_DAYS: i64 = 800;

/// The working days of a unit, listed as far as they have been asked for.
#[derive(Clone, Debug)]
pub struct WorkingDays<'a> {
    hours: &'a Hours,
    /// Every working day in `from..until`, in order.
    listed: Vec<Day>,
    from: Day,
    until: Day,
}

impl<'a> WorkingDays<'a> {
    /// None listed yet.
    pub const fn of(hours: &'a Hours, near: Day) -> Self {
        Self { hours, listed: Vec::new(), from: near, until: near }
    }

    /// The day on which a limit of `amount` working days ends that begins on `start`. The start isn't
    /// counted; with no days at all it is the start itself, or the first working day after it. `None` when
    /// that lies beyond the calendar's end.
    pub fn due(&mut self, start: Day, amount: u32) -> Option<Day> {
        let index = usize::try_from(amount.saturating_sub(1)).ok()?;
        loop {
            if start >= self.from {
                let first =
                    self.listed.partition_point(|d| if amount == 0 { *d < start } else { *d <= start });
                if let Some(day) = self.listed.get(first.checked_add(index)?) {
                    return Some(*day);
                }
            }
            self.grow(start)?;
        }
    }

    /// Lists more: the days before what is listed, beyond `start`, or days after it.
    fn grow(&mut self, start: Day) -> Option<()> {
        if start < self.from {
            let from = start.plus(-AHEAD_DAYS).min(start);
            let mut earlier = self.worked(from, self.from);
            earlier.append(&mut self.listed);
            (self.listed, self.from) = (earlier, from);
            return Some(());
        }
        let until = self.until.max(start).plus(AHEAD_DAYS);
        if until <= self.until.max(start) {
            return None;
        }
        self.listed.extend(self.worked(self.until, until));
        self.until = until;
        Some(())
    }

    fn worked(&self, from: Day, until: Day) -> Vec<Day> {
        let days = (0..until.days_since(from)).map(|n| from.plus(n));
        days.filter(|d| self.hours.is_working_day(*d)).collect()
    }
}
