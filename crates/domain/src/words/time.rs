//! Time. A [`Moment`] is UTC in milliseconds, as entries store it; a [`Day`] is a calendar day in
//! Viet Nam (UTC+7 all year, no daylight saving: Decision 134/2002/QĐ-TTg).

use jiff::{SignedDuration, Timestamp, civil, tz};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Hours that Viet Nam's clock is ahead of UTC.
pub const OFFSET_HOURS: i8 = 7;

fn zone() -> tz::TimeZone {
    tz::TimeZone::fixed(tz::offset(OFFSET_HOURS))
}

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// The instant `millis` milliseconds after the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// `hour:minute` on `day`, Viet Nam time.
    pub fn at(day: Day, hour: i8, minute: i8) -> Self {
        let time = civil::time(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0);
        Self::from_civil(day.0.to_datetime(time))
    }

    /// A wall-clock reading in Viet Nam.
    pub fn from_civil(at: civil::DateTime) -> Self {
        let millis = tz::offset(OFFSET_HOURS).to_timestamp(at).map_or(0, Timestamp::as_millisecond);
        Self(millis)
    }

    /// What the clock on the wall shows in Viet Nam.
    pub fn civil(self) -> civil::DateTime {
        let at = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        zone().to_datetime(at)
    }

    /// The day in Viet Nam.
    pub fn day(self) -> Day {
        Day(self.civil().date())
    }

    /// Minutes since midnight in Viet Nam, 0..1440.
    pub fn minute_of_day(self) -> u16 {
        let t = self.civil().time();
        u16::try_from(i16::from(t.hour()) * 60 + i16::from(t.minute())).unwrap_or(0)
    }

    /// This moment `minutes` later (earlier when negative).
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// Whole minutes from `earlier` to this moment; negative when it lies before.
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 60_000
    }

    /// RFC 3339 in Viet Nam's offset, to the second: `2025-08-15T14:30:00+07:00`.
    pub fn rfc3339(self) -> String {
        format!("{}+07:00", self.civil().strftime("%Y-%m-%dT%H:%M:%S"))
    }

    /// Reads RFC 3339 with an offset, or a bare `2025-08-15T14:30[:00]` as Viet Nam time.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Self(at.as_millisecond()));
        }
        text.parse::<civil::DateTime>().ok().map(Self::from_civil)
    }
}

impl std::ops::Add<SignedDuration> for Moment {
    type Output = Self;
    fn add(self, d: SignedDuration) -> Self {
        Self(self.0.saturating_add(i64::try_from(d.as_millis()).unwrap_or(0)))
    }
}

/// A calendar day in Viet Nam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub civil::Date);

impl Day {
    /// `None` when there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2025-08-15`, or `15/08/2025` as people type it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(day) = text.parse::<civil::Date>() {
            return Some(Self(day));
        }
        let mut parts = text.split('/');
        let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)
    }

    /// The day `days` later (earlier when negative); stays put at the calendar's edges.
    pub fn plus(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days);
        Self(span.and_then(|s| self.0.checked_add(s)).unwrap_or(self.0))
    }

    /// The day `months` later, at the month's last day when it has no such day.
    pub fn plus_months(self, months: i64) -> Self {
        let span = jiff::Span::new().try_months(months);
        Self(span.and_then(|s| self.0.checked_add(s)).unwrap_or(self.0))
    }

    /// Days from `earlier` to this day; negative when it lies before.
    pub fn days_since(self, earlier: Self) -> i64 {
        earlier.0.until(self.0).map_or(0, |s| i64::from(s.get_days()))
    }

    /// Monday = 1 … Sunday = 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// `250815`, as dossier codes carry it.
    pub fn yymmdd(self) -> String {
        self.0.strftime("%y%m%d").to_string()
    }

    /// `20250815`, as stored in columns that sort.
    pub fn number(self) -> i64 {
        i64::from(self.0.year()) * 10_000 + i64::from(self.0.month()) * 100 + i64::from(self.0.day())
    }

    /// The day that [`Day::number`] gave.
    pub fn from_number(n: i64) -> Option<Self> {
        let part = |v: i64| i8::try_from(v).ok();
        Self::new(i16::try_from(n / 10_000).ok()?, part(n / 100 % 100)?, part(n % 100)?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a day"))
    }
}
