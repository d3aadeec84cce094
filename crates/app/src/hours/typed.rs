//! Hours, closures and announcements as people type them.

use crate::AppError;
use crate::error::Problem;
use domain::calendar::{
    self, Announced, Cutoffs, DayKind, Hours, LocalDay, Minute, Office, OfficeError, OfficeFrom, Part,
    PublishFault, PublishedDay, Session, Week, typed_sessions,
};
use domain::words::{Day, nfc, unseen};

/// Longest text that is taken.
const TEXT: usize = 200;

/// Hours and cut-offs from a day on.
#[derive(Clone, Debug, Default)]
pub struct OfficeInput {
    /// The first day.
    pub from: String,
    /// The sessions of each weekday, Monday first.
    pub week: [String; 7],
    /// Those of a make-up day; empty when it is worked like a Monday.
    pub make_up: String,
    /// From when a same-day limit ends on the next working day; empty for never.
    pub same_day: String,
    /// How many minutes before closing what comes counts from the next working day; empty for never.
    pub last_minutes: String,
    /// From when what comes online counts from the next working day; empty for never.
    pub online_after: String,
    /// Why it changes.
    pub reason: String,
}

/// A closure.
#[derive(Clone, Debug, Default)]
pub struct ClosureInput {
    /// The first day.
    pub day: String,
    /// The last one; empty when it is the first.
    pub until: String,
    /// `day`, `morning` or `afternoon`.
    pub part: String,
    /// Why.
    pub reason: String,
}

/// A day with sessions of its own.
#[derive(Clone, Debug, Default)]
pub struct OpeningInput {
    /// The day.
    pub day: String,
    /// Its sessions.
    pub sessions: String,
    /// Why.
    pub reason: String,
}

/// What a province announces.
#[derive(Clone, Debug, Default)]
pub struct AnnouncementInput {
    /// The day.
    pub date: String,
    /// `holiday`, `compensation`, `swap` or `ordinary`.
    pub kind: String,
    /// The day of rest that is worked for a swapped one.
    pub make_up: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English; empty takes the Vietnamese one.
    pub name_en: String,
    /// The decision or announcement.
    pub act: String,
}

/// Reads fields and gathers everything that is wrong.
#[derive(Default)]
struct Reading {
    problems: Vec<Problem>,
}

impl Reading {
    fn wrong(&mut self, field: &str, key: &'static str) {
        self.problems.push(Problem::new(field, key));
    }

    fn day(&mut self, field: &str, raw: &str) -> Option<Day> {
        let day = Day::parse(raw);
        if day.is_none() {
            self.wrong(field, "problem-date");
        }
        day
    }

    fn text(&mut self, field: &str, raw: &str, missing: Option<&'static str>) -> String {
        let text = nfc(raw.trim());
        if text.chars().count() > TEXT {
            self.problems.push(Problem::new(field, "problem-too-long").with("most", TEXT));
        } else if text.chars().any(unseen) {
            self.wrong(field, "problem-value");
        } else if let Some(key) = missing.filter(|_| text.is_empty()) {
            self.wrong(field, key);
        }
        text
    }

    fn sessions(&mut self, field: &str, raw: &str) -> Vec<Session> {
        typed_sessions(raw).unwrap_or_else(|error| {
            let order = error == OfficeError::Order;
            self.wrong(field, if order { "problem-hours-order" } else { "problem-hours-sessions" });
            Vec::new()
        })
    }

    fn minute(&mut self, field: &str, raw: &str) -> Option<Minute> {
        let raw = raw.trim();
        let minute = raw.parse().ok();
        if minute.is_none() && !raw.is_empty() {
            self.wrong(field, "problem-hours-time");
        }
        minute
    }

    fn end<T>(self, found: Option<T>) -> Result<T, AppError> {
        match found {
            Some(found) if self.problems.is_empty() => Ok(found),
            _ => Err(AppError::Invalid(self.problems)),
        }
    }
}

fn fault(field: &'static str) -> impl FnOnce(PublishFault) -> AppError {
    move |fault| AppError::Invalid(vec![Problem::new(field, fault.key())])
}

/// The names of the weekdays' fields, Monday first.
pub(super) const WEEK: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl OfficeInput {
    /// Reads what was typed on `today`.
    pub(super) fn check(&self, today: Day) -> Result<OfficeFrom, AppError> {
        let mut reading = Reading::default();
        let from = reading.day("from", &self.from);
        if let Some(fault) = from.and_then(|from| calendar::may_begin(today, from).err()) {
            reading.wrong("from", fault.key());
        }
        let mut days = WEEK.iter().zip(&self.week).map(|(field, raw)| reading.sessions(field, raw));
        let mut next = || days.next().unwrap_or_default();
        let week = Week {
            monday: next(),
            tuesday: next(),
            wednesday: next(),
            thursday: next(),
            friday: next(),
            saturday: next(),
            sunday: next(),
        };
        let make_up = reading.sessions("make_up", &self.make_up);
        let make_up = (!make_up.is_empty()).then_some(make_up);
        let cutoffs = Cutoffs {
            same_day: reading.minute("same_day", &self.same_day),
            last_hour_minutes: self.last_minutes(&mut reading),
            online_after: reading.minute("online_after", &self.online_after),
        };
        let reason = reading.text("reason", &self.reason, Some("problem-hours-reason"));
        let office = Office::new(week, cutoffs).and_then(|office| office.making_up(make_up));
        if office.is_err() && reading.problems.is_empty() {
            reading.wrong("monday", "problem-hours-never-open");
        }
        let found = from.zip(office.ok()).map(|(from, office)| OfficeFrom { from, office, reason });
        reading.end(found)
    }

    fn last_minutes(&self, reading: &mut Reading) -> Option<u16> {
        let raw = self.last_minutes.trim();
        let minutes = raw.parse().ok().filter(|n| (1..=240).contains(n));
        if minutes.is_none() && !raw.is_empty() {
            reading.wrong("last_minutes", "problem-hours-minutes");
        }
        minutes
    }
}

impl ClosureInput {
    pub(super) fn check(&self, hours: &Hours, today: Day) -> Result<Vec<LocalDay>, AppError> {
        let mut reading = Reading::default();
        let first = reading.day("day", &self.day);
        let until = self.until.trim();
        let last = if until.is_empty() { first } else { reading.day("until", until) };
        let part = match self.part.as_str() {
            "day" => Some(Part::Day),
            "morning" => Some(Part::Morning),
            "afternoon" => Some(Part::Afternoon),
            _ => None,
        };
        if part.is_none() {
            reading.wrong("part", "problem-choice");
        }
        let reason = reading.text("reason", &self.reason, Some("problem-hours-reason"));
        let (stretch, part) = reading.end(first.zip(last).zip(part))?;
        calendar::close(hours, today, stretch, part, &reason).map_err(fault("day"))
    }
}

impl OpeningInput {
    pub(super) fn check(&self, hours: &Hours, today: Day) -> Result<LocalDay, AppError> {
        let mut reading = Reading::default();
        let day = reading.day("open_day", &self.day);
        let sessions = reading.sessions("sessions", &self.sessions);
        if sessions.is_empty() && reading.problems.iter().all(|p| p.field != "sessions") {
            reading.wrong("sessions", "problem-hours-sessions");
        }
        let reason = reading.text("open_reason", &self.reason, Some("problem-hours-reason"));
        let day = reading.end(day)?;
        calendar::open(hours, today, day, sessions, &reason).map_err(fault("open_day"))
    }
}

impl AnnouncementInput {
    pub(super) fn check(&self, hours: &Hours, today: Day) -> Result<Vec<PublishedDay>, AppError> {
        let mut reading = Reading::default();
        let date = reading.day("date", &self.date);
        let kind = match self.kind.as_str() {
            "holiday" => Some(Some(DayKind::Holiday)),
            "compensation" => Some(Some(DayKind::Compensation)),
            "swap" => Some(Some(DayKind::SwapOff)),
            "ordinary" => Some(None),
            _ => None,
        };
        if kind.is_none() {
            reading.wrong("kind", "problem-choice");
        }
        let swap = kind == Some(Some(DayKind::SwapOff));
        let make_up = if swap { reading.day("make_up", &self.make_up) } else { None };
        let name_vi = reading.text("name_vi", &self.name_vi, Some("problem-required"));
        let name_en = reading.text("name_en", &self.name_en, None);
        let act = reading.text("act", &self.act, Some("problem-required"));
        let (date, kind) = reading.end(date.zip(kind))?;
        let name_en = if name_en.is_empty() { name_vi.clone() } else { name_en };
        let said = Announced { date, kind, make_up, names: (name_vi, name_en), act };
        calendar::announce(hours, today, said).map_err(fault("date"))
    }
}
