//! The due date: a limit laid over the office's hours and the calendar, with its grounds.

use super::working::{
    add_working_minutes, at_minute, closing, next_day, next_working_day, walk_to_working_day, working_minutes,
};
use super::{Article, Cutoffs, Due, Ground, Hours, Limit, MAX_AMOUNT, Rule, Via};
use crate::words::{Day, Moment};

/// When a dossier received at `received` is due.
///
/// - Same day: closing of the day, or of the next working day after the cut-off.
/// - Hours: run through the sessions from the counted start.
/// - Working days: the day of reception isn't counted; closing of the last one.
/// - Calendar days and months: the day of reception isn't counted; closing of the last day, or of the
///   next working day when that is a day off.
///
/// Received on a day off, after closing or after a cut-off, it counts from the next working day.
/// Amounts above [`MAX_AMOUNT`] count as that.
/// The cut-offs are those of the office in force on the day of reception; `cutoffs` are the procedure's own.
pub fn due(received: Moment, limit: Limit, via: Via, hours: &Hours, cutoffs: Option<&Cutoffs>) -> Due {
    let cutoffs = hours.office_on(received.day()).cutoffs().with(cutoffs);
    let mut count = Count { hours, cutoffs, received, grounds: Vec::with_capacity(6), weekends: None };
    let start = count.start(limit, via);
    let amount = limit.amount().min(MAX_AMOUNT);
    let at = match limit {
        Limit::SameDay => count.same_day(start),
        Limit::WorkingHours(_) => count.hours(start, amount),
        Limit::WorkingDays(_) => count.working_days(start, amount),
        Limit::CalendarDays(_) => {
            let last = start.calendar_end(i64::from(amount), Day::plus);
            count.calendar_limit(start, last, Rule::LimitCalendarDays, amount)
        }
        Limit::Months(_) => {
            let last = start.calendar_end(i64::from(amount), Day::plus_months);
            count.calendar_limit(start, last, Rule::LimitMonths, amount)
        }
    };
    count.name_calendar(at);
    // The last day may be a make-up day, noted whole.
    count.grounds.iter_mut().for_each(|g| g.to = g.to.min(at));
    count.share_minutes();
    Due { at, grounds: count.grounds }
}

/// From when a submission counts.
#[derive(Clone, Copy)]
struct Start {
    /// The day it arrived.
    day: Day,
    /// The working moment from which hours run; the same as reception while the office is open.
    at: Moment,
    /// Why it counts later than it arrived, and that rule's amount.
    late: Option<(Rule, u32)>,
    /// Whether it counts from a later day than it arrived.
    next_day: bool,
}

impl Start {
    /// The last day of a limit in calendar time: `add` moves a day by the amount.
    fn calendar_end(self, amount: i64, add: fn(Day, i64) -> Day) -> Day {
        let plain = add(self.day, amount);
        if !self.next_day {
            return plain;
        }
        // A period that begins with a given day ends the day before its like; the later of both keeps a
        // later reception from ever being due earlier where months differ in length.
        let first = self.at.day();
        add(first, amount).plus(-1).max(first).max(plain)
    }
}

/// A count in progress.
struct Count<'a> {
    hours: &'a Hours,
    cutoffs: Cutoffs,
    received: Moment,
    grounds: Vec<Ground>,
    /// Where the one ground for all weekends stands.
    weekends: Option<usize>,
}

impl Count<'_> {
    fn push(&mut self, rule: Rule, from: Moment, to: Moment, amount: u32) {
        self.grounds.push(Ground::new(rule, from, to, amount));
    }

    /// Applies opening hours and cut-offs to the moment of reception.
    fn start(&self, limit: Limit, via: Via) -> Start {
        let (day, minute) = (self.received.day(), self.received.minute_of_day());
        let sessions = self.hours.sessions_on(day);
        let closes = sessions.last().map_or(0, |s| s.closes());
        if let Some(late) = self.too_late(limit, via, minute, closes) {
            let next = next_working_day(day, self.hours);
            let opens = self.hours.sessions_on(next).first().map_or(0, |s| s.opens());
            return Start { day, at: at_minute(next, opens), late: Some(late), next_day: true };
        }
        // Before opening or over noon: the next session of the same day.
        let session = sessions.iter().find(|s| minute < s.closes());
        match session.filter(|s| minute < s.opens()) {
            Some(s) => {
                let late = Some((Rule::ReceivedOutsideHours, 0));
                Start { day, at: at_minute(day, s.opens()), late, next_day: false }
            }
            None => Start { day, at: self.received, late: None, next_day: false },
        }
    }

    /// Why a submission counts from the next working day, if it does.
    fn too_late(&self, limit: Limit, via: Via, minute: u16, closes: u16) -> Option<(Rule, u32)> {
        let cutoffs = self.cutoffs;
        let online = cutoffs.online_after.filter(|m| via == Via::Online && minute >= m.get());
        let same_day = cutoffs.same_day.filter(|m| limit == Limit::SameDay && minute >= m.get());
        let last_hour = cutoffs.last_hour_minutes.filter(|m| minute.saturating_add(*m) >= closes);
        if closes == 0 {
            return Some((Rule::ReceivedOutsideHours, 0));
        }
        if let Some(m) = online {
            return Some((Rule::OnlineAfterHours, u32::from(m.get())));
        }
        if minute >= closes {
            return Some((Rule::ReceivedOutsideHours, 0));
        }
        if let Some(m) = same_day {
            return Some((Rule::AfterSameDayCutoff, u32::from(m.get())));
        }
        last_hour.map(|m| (Rule::LastHourBeforeClosing, u32::from(m)))
    }

    /// Notes why counting starts later than reception; gives the moment it starts.
    fn note_start(&mut self, start: Start) -> Moment {
        if let Some((rule, amount)) = start.late {
            self.push(rule, self.received, start.at, amount);
        }
        start.at
    }

    /// The same for limits in days, of which the day of reception is none.
    fn note_first_day(&mut self, start: Start) -> Moment {
        if start.next_day {
            return self.note_start(start);
        }
        let midnight = at_minute(next_day(start.day), 0);
        self.push(Rule::FirstDayNotCounted, self.received, midnight, 1);
        midnight
    }

    /// Goes on to the next working day and notes what was passed over, and what counts unlike its week.
    fn advance(&mut self, day: Day) -> Day {
        let next = walk_to_working_day(day, self.hours, |day, rule| self.pass_over(day, rule));
        self.note_unlike(next);
        next
    }

    /// Notes a day that counts in another way than its week says.
    fn note_unlike(&mut self, day: Day) {
        if let Some(rule) = self.hours.day_on(day) {
            let from = at_minute(day, 0).max(self.received);
            let mut ground = Ground::new(rule, from, at_minute(next_day(day), 0), 1);
            ground.note = self.reason(day, rule);
            self.grounds.push(ground);
        }
    }

    /// What the unit said about a day of its own.
    fn reason(&self, day: Day, rule: Rule) -> String {
        let own = rule.article() == Article::ClosureNotice;
        let local = self.hours.local_on(day).filter(|_| own);
        local.map(|l| l.reason.clone()).unwrap_or_default()
    }

    /// Notes a day off; days of a kind that follow one another share a ground, weekends of one office all do.
    fn pass_over(&mut self, day: Day, rule: Rule) {
        let (from, to) = (at_minute(day, 0), at_minute(next_day(day), 0));
        let note = self.reason(day, rule);
        let weekend = rule == Rule::WeekendSkipped;
        let at = if weekend { self.weekends } else { self.grounds.len().checked_sub(1) };
        let hours = self.hours;
        let one_office = |g: &Ground| std::ptr::eq(hours.office_on(g.from.day()), hours.office_on(day));
        let same = at.and_then(|at| self.grounds.get_mut(at)).filter(|g| g.rule == rule && g.note == note);
        if let Some(ground) = same.filter(|g| if weekend { one_office(g) } else { g.to == from }) {
            ground.to = to;
            ground.amount = ground.amount.saturating_add(1);
            return;
        }
        if weekend {
            self.weekends = Some(self.grounds.len());
        }
        self.grounds.push(Ground { note, ..Ground::new(rule, from, to, 1) });
    }

    /// Gives each ground its working minutes: days that count unlike their week their own, the limit the
    /// rest, so that together they are the limit.
    fn share_minutes(&mut self) {
        let spent =
            |g: &Ground| matches!(g.rule, Rule::LimitHours | Rule::LimitWorkingDays | Rule::LimitSameDay);
        let Some(limit) = self.grounds.iter().position(spent) else { return };
        let Some((from, to)) = self.grounds.get(limit).map(|g| (g.from, g.to)) else { return };
        let minutes = |a: Moment, b: Moment| {
            u32::try_from(working_minutes(a.max(from), b.min(to).max(from), self.hours)).unwrap_or(0)
        };
        let mut left = minutes(from, to);
        for ground in &mut self.grounds {
            let unlike = matches!(
                ground.rule,
                Rule::MakeUpDayCounted | Rule::ExtraDayCounted | Rule::OtherSessionsLocally
            );
            if unlike {
                ground.counted = minutes(ground.from, ground.to);
                left = left.saturating_sub(ground.counted);
            }
        }
        if let Some(ground) = self.grounds.get_mut(limit) {
            ground.counted = left;
        }
    }

    fn closing(&self, day: Day) -> Moment {
        closing(day, self.hours).unwrap_or_else(|| at_minute(next_day(day), 0))
    }

    fn same_day(&mut self, start: Start) -> Moment {
        let (from, last) = if start.next_day {
            (self.note_start(start), self.advance(start.day))
        } else {
            self.note_unlike(start.day);
            (self.received, start.day)
        };
        let at = self.closing(last);
        self.push(Rule::LimitSameDay, from, at, 0);
        at
    }

    fn working_days(&mut self, start: Start, amount: u32) -> Moment {
        if amount == 0 {
            let from = self.note_start(start);
            self.note_unlike(from.day());
            let at = self.closing(from.day());
            self.push(Rule::LimitWorkingDays, from, at, 0);
            return at;
        }
        let from = self.note_first_day(start);
        let last = (0..amount).fold(start.day, |day, _| self.advance(day));
        let at = self.closing(last);
        self.push(Rule::LimitWorkingDays, from, at, amount);
        at
    }

    fn hours(&mut self, start: Start, amount: u32) -> Moment {
        let from = self.note_start(start);
        let minutes = i64::from(amount) * 60;
        let at = add_working_minutes(from, minutes, self.hours).max(self.received);
        let (mut day, last) = (start.day, at.day());
        if !start.next_day {
            self.note_unlike(day);
        }
        while day < last {
            day = self.advance(day);
        }
        self.push(Rule::LimitHours, from, at, amount);
        at
    }

    fn calendar_limit(&mut self, start: Start, last: Day, rule: Rule, amount: u32) -> Moment {
        let from = if amount == 0 { self.note_start(start) } else { self.note_first_day(start) };
        if let Some(at) = closing(last, self.hours) {
            self.push(rule, from, at, amount);
            return at;
        }
        let end = at_minute(next_day(last), 0);
        self.push(rule, from, end, amount);
        let working = self.advance(last.plus(-1));
        let at = self.closing(working);
        let moved = u32::try_from(working.days_since(last)).unwrap_or(0);
        self.push(Rule::EndsOnDayOff, end, at, moved);
        at
    }

    /// Says so when the due date reaches into a year whose days off aren't announced, and which calendar
    /// was used when it isn't the one everybody begins with.
    fn name_calendar(&mut self, at: Moment) {
        let calendar = self.hours.calendar();
        if let Some(day) = calendar.first_unpublished(self.received.day(), at.day()) {
            let from = at_minute(day, 0).max(self.received);
            self.push(Rule::CalendarNotYetPublished, from, at, 0);
        }
        if calendar.version() > 0 {
            self.push(Rule::CalendarVersion, self.received, at, calendar.version());
        }
    }
}
