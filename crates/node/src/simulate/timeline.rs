//! Office time as a line of minutes: minute 0 is the first that the office is open in the period, and nights,
//! noons and days off take no room on it. Queues and waits are plain sums on this line.

use domain::calendar::Hours;
use domain::words::{Day, Moment};

/// A stretch of opening.
#[derive(Clone, Copy, Debug)]
struct Open {
    from: Moment,
    minutes: i64,
    /// Minutes of the stretches before.
    before: i64,
}

/// The office time of a unit from one day to another, both included.
#[derive(Clone, Debug)]
pub struct Timeline {
    opens: Vec<Open>,
    total: i64,
    /// The midnight after the last day.
    end: Moment,
}

impl Timeline {
    /// Lays the hours over the period.
    pub fn new(from: Day, to: Day, hours: &Hours) -> Self {
        let (mut opens, mut total) = (Vec::new(), 0);
        for n in 0..=to.days_since(from) {
            let day = from.plus(n);
            for session in hours.sessions_on(day) {
                let from = Moment::at(day, 0, 0).plus_minutes(i64::from(session.opens()));
                let minutes = i64::from(session.closes().saturating_sub(session.opens()));
                opens.push(Open { from, minutes, before: total });
                total += minutes;
            }
        }
        Self { opens, total, end: Moment::at(to.plus(1), 0, 0) }
    }

    /// How many minutes there are.
    pub const fn total(&self) -> i64 {
        self.total
    }

    /// When a minute is; none beyond the period.
    pub fn moment(&self, minute: i64) -> Option<Moment> {
        let after = self.opens.partition_point(|o| o.before <= minute);
        let open = self.opens.get(after.checked_sub(1)?)?;
        let into = minute - open.before;
        (into < open.minutes).then(|| open.from.plus_minutes(into))
    }

    /// How many minutes were open before a moment. After the period the clock goes on by the hour, so that
    /// later stays later.
    pub fn minute(&self, at: Moment) -> i64 {
        if at >= self.end {
            return self.total + at.minutes_since(self.end);
        }
        let after = self.opens.partition_point(|o| o.from <= at);
        let last = after.checked_sub(1).and_then(|i| self.opens.get(i));
        last.map_or(0, |o| o.before + at.minutes_since(o.from).min(o.minutes))
    }

    /// Each stretch of opening: when it begins, its first minute, and the first that is not its own.
    pub fn stretches(&self) -> impl Iterator<Item = (Moment, i64, i64)> {
        self.opens.iter().map(|o| (o.from, o.before, o.before + o.minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::Timeline;
    use domain::calendar::{Calendar, Hours, Office, is_working};
    use domain::words::{Day, Moment};

    #[test]
    fn minutes_and_moments_are_each_others_inverse() {
        let day = |d| Day::new(2025, 7, d).unwrap();
        let hours = Hours::of(Office::default(), Calendar::default());
        let line = Timeline::new(day(4), day(8), &hours);
        assert_eq!(line.total(), 3 * 450);
        for minute in 0..line.total() {
            let at = line.moment(minute).unwrap();
            assert!(is_working(at, &hours));
            assert_eq!(line.minute(at), minute);
        }
        assert_eq!(line.moment(line.total()), None);
        let sunday = Moment::at(day(6), 10, 0);
        assert_eq!(line.minute(sunday), 450);
        assert!(line.minute(Moment::at(day(9), 8, 0)) > line.total());
    }
}
