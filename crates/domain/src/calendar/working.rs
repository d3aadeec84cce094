//! Office time on the clock: which days are worked, and how many working minutes lie between moments.
//!
//! Time is counted on whole minutes: a moment belongs to the minute it falls in. That makes counting
//! add up however an interval is split.

use super::office::minutes_of;
use super::{Hours, Rule, Session};
use crate::words::{Day, Moment};

/// How many days without opening are searched before giving up; longer than any closure. Only at the
/// calendar's end (the year 9999) is it ever reached.
const SEARCH_DAYS: u32 = 400;

const DAY_MINUTES: u16 = 1440;

/// `minute` of `day`.
pub(super) fn at_minute(day: Day, minute: u16) -> Moment {
    Moment::at(day, 0, 0).plus_minutes(i64::from(minute))
}

/// The day after; stays put at the calendar's end.
pub(super) fn next_day(day: Day) -> Day {
    day.0.tomorrow().map_or(day, Day)
}

fn previous_day(day: Day) -> Day {
    day.0.yesterday().map_or(day, Day)
}

/// When the last session of `day` is over; `None` on a day off.
pub fn closing(day: Day, hours: &Hours) -> Option<Moment> {
    hours.sessions_on(day).last().map(|s| at_minute(day, s.closes()))
}

/// The first working day after `day`, seeing each day that is passed over.
pub(super) fn walk_to_working_day(day: Day, hours: &Hours, mut passed: impl FnMut(Day, Rule)) -> Day {
    let mut at = next_day(day);
    for _ in 0..SEARCH_DAYS {
        let Some(rule) = hours.day_off(at) else { break };
        passed(at, rule);
        at = next_day(at);
    }
    at
}

/// The first working day after `day`.
pub fn next_working_day(day: Day, hours: &Hours) -> Day {
    walk_to_working_day(day, hours, |_, _| {})
}

/// The last working day before `day`.
pub fn previous_working_day(day: Day, hours: &Hours) -> Day {
    let mut at = previous_day(day);
    for _ in 0..SEARCH_DAYS {
        if hours.is_working_day(at) {
            break;
        }
        at = previous_day(at);
    }
    at
}

/// Working days after `from`, up to and with `to`; negative when `to` lies before.
pub fn working_days_between(from: Day, to: Day, hours: &Hours) -> i64 {
    if to < from {
        return -working_days_between(to, from, hours);
    }
    let (mut count, mut day) = (0, from);
    while day < to {
        day = next_day(day);
        count += i64::from(hours.is_working_day(day));
    }
    count
}

/// Whether the office is open at `moment`.
pub fn is_working(moment: Moment, hours: &Hours) -> bool {
    let minute = moment.minute_of_day();
    let sessions = hours.sessions_on(moment.day());
    sessions.iter().any(|s| (s.opens()..s.closes()).contains(&minute))
}

/// `moment` itself while the office is open, else the start of its next session.
pub fn next_opening(moment: Moment, hours: &Hours) -> Moment {
    let (day, minute) = (moment.day(), moment.minute_of_day());
    for session in hours.sessions_on(day) {
        if minute < session.opens() {
            return at_minute(day, session.opens());
        }
        if minute < session.closes() {
            return moment;
        }
    }
    let day = next_working_day(day, hours);
    let opens = hours.sessions_on(day).first().map_or(0, |s| s.opens());
    at_minute(day, opens)
}

/// Minutes of these sessions from minute `low` up to minute `high` of the day.
fn minutes_within(sessions: &[Session], low: u16, high: u16) -> i64 {
    let shared = |s: &Session| s.closes().min(high).saturating_sub(s.opens().max(low));
    sessions.iter().map(|s| i64::from(shared(s))).sum()
}

/// Working minutes from one moment to another; negative when `to` lies before `from`. It adds up:
/// `a..b` and `b..c` give `a..c`.
pub fn working_minutes(from: Moment, to: Moment, hours: &Hours) -> i64 {
    if to < from {
        return -working_minutes(to, from, hours);
    }
    let (mut day, last) = (from.day(), to.day());
    let (mut low, mut total) = (from.minute_of_day(), 0);
    while day < last {
        total += minutes_within(hours.sessions_on(day), low, DAY_MINUTES);
        low = 0;
        day = next_day(day);
    }
    total + minutes_within(hours.sessions_on(last), low, to.minute_of_day())
}

/// The earliest moment by which `minutes` have been worked since `from`; with a negative number the
/// latest moment from which they are worked until `from`. Zero stays put.
pub fn add_working_minutes(from: Moment, minutes: i64, hours: &Hours) -> Moment {
    match minutes {
        0 => from,
        1.. => forward(from, minutes, hours),
        _ => backward(from, minutes.saturating_neg(), hours),
    }
}

fn forward(from: Moment, mut left: i64, hours: &Hours) -> Moment {
    let (mut day, mut low, mut idle) = (from.day(), from.minute_of_day(), 0);
    while idle < SEARCH_DAYS {
        let sessions = hours.sessions_on(day);
        for session in sessions {
            let opens = session.opens().max(low);
            let here = i64::from(session.closes().saturating_sub(opens));
            if left <= here {
                return at_minute(day, opens).plus_minutes(left);
            }
            left -= here;
        }
        let next = next_day(day);
        idle = if minutes_of(sessions) == 0 || next == day { idle + 1 } else { 0 };
        (day, low) = (next, 0);
    }
    at_minute(day, 0)
}

fn backward(from: Moment, mut left: i64, hours: &Hours) -> Moment {
    let (mut day, mut high, mut idle) = (from.day(), from.minute_of_day(), 0);
    while idle < SEARCH_DAYS {
        let sessions = hours.sessions_on(day);
        for session in sessions.iter().rev() {
            let closes = session.closes().min(high);
            let here = i64::from(closes.saturating_sub(session.opens()));
            if left <= here {
                return at_minute(day, closes).plus_minutes(-left);
            }
            left -= here;
        }
        let previous = previous_day(day);
        idle = if minutes_of(sessions) == 0 || previous == day { idle + 1 } else { 0 };
        (day, high) = (previous, DAY_MINUTES);
    }
    at_minute(day, 0)
}
