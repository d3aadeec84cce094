//! An information page as people type it.

use crate::AppError;
use crate::dossier::text;
use crate::error::Problem;
use domain::places::{Announcement, OfficeInfo, Spot};
use domain::words::{Day, Email, Phone};

/// Longest line, and longest text of an announcement.
const LINE: usize = 200;
const TEXT: usize = 2_000;
/// Longest account of how one pays.
const PAYING: usize = 500;

/// Where an office is and how to reach it.
#[derive(Clone, Debug, Default)]
pub struct InfoInput {
    /// Street, village.
    pub address: String,
    /// Degrees north; empty with `lon` where nobody looked it up.
    pub lat: String,
    /// Degrees east.
    pub lon: String,
    /// The telephone; may be empty.
    pub phone: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// How one pays from afar; may be empty.
    pub paying: String,
}

/// Something to tell everybody.
#[derive(Clone, Debug, Default)]
pub struct ToAnnounce {
    /// In a few words.
    pub title: String,
    /// The rest; may be empty.
    pub text: String,
    /// The first day; empty for today.
    pub from: String,
    /// The last day.
    pub until: String,
}

impl InfoInput {
    pub(super) fn check(&self) -> Result<OfficeInfo, AppError> {
        let mut problems = Vec::new();
        let address = text("address", &self.address, LINE, &mut problems);
        let email = text("email", &self.email, LINE, &mut problems);
        let paying = text("paying", &self.paying, PAYING, &mut problems);
        if !email.is_empty()
            && let Err(fault) = Email::parse(&email)
        {
            problems.push(Problem::new("email", fault.key()));
        }
        let named = !(self.lat.trim().is_empty() && self.lon.trim().is_empty());
        let spot = if named { Spot::parse(&self.lat, &self.lon) } else { None };
        if named && spot.is_none() {
            problems.push(Problem::new("lat", "problem-spot"));
        }
        let phone = match self.phone.trim() {
            "" => None,
            typed => match Phone::parse(typed) {
                Ok(phone) => Some(phone),
                Err(error) => {
                    problems.push(Problem::new("phone", error.key()));
                    None
                }
            },
        };
        if problems.is_empty() {
            Ok(OfficeInfo { address, spot, phone, email, paying, ..OfficeInfo::default() })
        } else {
            Err(AppError::Invalid(problems))
        }
    }
}

impl ToAnnounce {
    pub(super) fn check(&self, today: Day) -> Result<Announcement, AppError> {
        let mut problems = Vec::new();
        let title = text("title", &self.title, LINE, &mut problems);
        if title.is_empty() && problems.is_empty() {
            problems.push(Problem::new("title", "problem-announcement-title"));
        }
        let said = text("text", &self.text, TEXT, &mut problems);
        let mut day = |field: &str, typed: &str| {
            let day = Day::parse(typed);
            if day.is_none() {
                problems.push(Problem::new(field, "problem-date"));
            }
            day.unwrap_or(today)
        };
        let from = if self.from.trim().is_empty() { today } else { day("from", &self.from) };
        let until = day("until", &self.until);
        if problems.is_empty() {
            Ok(Announcement { number: 0, title, text: said, from, until })
        } else {
            Err(AppError::Invalid(problems))
        }
    }
}
