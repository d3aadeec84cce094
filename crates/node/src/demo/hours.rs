//! Office hours counted back from now.

use domain::calendar::{self, Limit};
use domain::words::{Channel, Moment};

/// Nothing is planned nearer to now, in minutes: seconds are added later.
const NEAREST: i64 = 2;
/// How far back the demonstration reaches, in days.
const DAYS: i64 = 60;

/// Office hours as seen from now.
#[derive(Clone, Copy)]
pub struct OfficeTime<'a> {
    /// Now.
    pub now: Moment,
    /// When the unit is open.
    pub hours: &'a calendar::Hours,
}

impl OfficeTime<'_> {
    /// So many office minutes before now.
    pub fn ago(&self, minutes: i64) -> Moment {
        calendar::add_working_minutes(self.now, -minutes.max(NEAREST), self.hours)
    }

    /// So many office minutes after (or before) a moment, but not later than now.
    pub fn later(&self, from: Moment, minutes: i64) -> Moment {
        calendar::add_working_minutes(from, minutes, self.hours).min(self.ago(NEAREST))
    }

    /// The office minutes of so many days.
    pub fn days(&self, n: i64) -> i64 {
        n * i64::from(self.hours.office_on(self.now.day()).day_minutes())
    }

    /// The office minutes from one moment to another.
    pub fn span(&self, from: Moment, to: Moment) -> i64 {
        calendar::working_minutes(from, to, self.hours)
    }

    /// The moment at a share of the way, in percent.
    pub fn between(&self, from: Moment, to: Moment, percent: i64) -> Moment {
        self.later(from, self.span(from, to) * percent / 100)
    }

    /// The office minutes that the demonstration reaches back.
    pub fn window(&self) -> i64 {
        self.span(self.now.plus_minutes(-DAYS * 24 * 60), self.now)
    }

    /// What is promised to one who comes at `received`.
    pub fn due(&self, received: Moment, limit: Limit, channel: Channel) -> Moment {
        calendar::due(received, limit, channel, self.hours, None).at
    }

    /// The office minutes that the law gives to one who comes at `received`.
    pub fn given(&self, received: Moment, limit: Limit, channel: Channel) -> i64 {
        self.span(received, self.due(received, limit, channel)).max(30)
    }

    /// A moment of reception from which about `left` office minutes are left now, but some in any case; when
    /// it is negative, none are. Due dates fall on the end of a day, so a night or a weekend can lie between.
    pub fn received_with(&self, left: i64, limit: Limit, channel: Channel) -> Moment {
        let mut received = self.ago(self.given(self.ago(NEAREST), limit, channel) - left);
        // What the law gives depends a little on the hour of reception.
        received = self.ago(self.given(received, limit, channel) - left);
        let late = left < 0;
        for _ in 0..60 {
            if late == (self.due(received, limit, channel) < self.now) {
                break;
            }
            received = self.later(received, if late { -240 } else { 60 });
        }
        received
    }
}
