//! How long the law gives for a piece of work, as packs write it and as entries store it.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The largest amount a limit may carry; about 40 years of working days. It bounds every count.
pub const MAX_AMOUNT: u32 = 10_000;

/// A time limit. People write `same-day`, `8h`, `5wd`, `30d`, `2m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", try_from = "Written")]
pub enum Limit {
    /// The day of reception itself, if it came before the day's cut-off.
    SameDay,
    /// Office hours (`8h`).
    WorkingHours(u32),
    /// Working days (`5wd`).
    WorkingDays(u32),
    /// Calendar days (`30d`).
    CalendarDays(u32),
    /// Calendar months (`2m`).
    Months(u32),
}

/// A limit that is not well formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// Not one of the five forms.
    #[error("not a time limit: write same-day, 8h, 5wd, 30d or 2m")]
    Shape,
    /// More than [`MAX_AMOUNT`].
    #[error("a time limit is at most {MAX_AMOUNT}")]
    TooLong,
}

impl Limit {
    /// How many of its unit; a same-day limit has none.
    pub const fn amount(self) -> u32 {
        match self {
            Self::SameDay => 0,
            Self::WorkingHours(n) | Self::WorkingDays(n) | Self::CalendarDays(n) | Self::Months(n) => n,
        }
    }

    /// The message key under which people read it, with `$amount`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SameDay => "limit-same-day",
            Self::WorkingHours(_) => "limit-working-hours",
            Self::WorkingDays(_) => "limit-working-days",
            Self::CalendarDays(_) => "limit-calendar-days",
            Self::Months(_) => "limit-months",
        }
    }

    const fn checked(self) -> Result<Self, LimitError> {
        if self.amount() > MAX_AMOUNT { Err(LimitError::TooLong) } else { Ok(self) }
    }
}

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Self, LimitError> {
        let text = text.trim();
        if text == "same-day" {
            return Ok(Self::SameDay);
        }
        let unit_at = text.find(|c: char| !c.is_ascii_digit()).ok_or(LimitError::Shape)?;
        let (digits, unit) = text.split_at(unit_at);
        let limit: fn(u32) -> Self = match unit {
            "h" => Self::WorkingHours,
            "wd" => Self::WorkingDays,
            "d" => Self::CalendarDays,
            "m" => Self::Months,
            _ => return Err(LimitError::Shape),
        };
        if digits.is_empty() {
            return Err(LimitError::Shape);
        }
        // Digits only, so the one way to fail is to be too large.
        limit(digits.parse().map_err(|_| LimitError::TooLong)?).checked()
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameDay => f.write_str("same-day"),
            Self::WorkingHours(n) => write!(f, "{n}h"),
            Self::WorkingDays(n) => write!(f, "{n}wd"),
            Self::CalendarDays(n) => write!(f, "{n}d"),
            Self::Months(n) => write!(f, "{n}m"),
        }
    }
}

/// What data may say: the short text, or the stored form.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Stored {
    SameDay,
    WorkingHours(u32),
    WorkingDays(u32),
    CalendarDays(u32),
    Months(u32),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Stored(Stored),
    Short(String),
}

impl TryFrom<Written> for Limit {
    type Error = LimitError;

    fn try_from(written: Written) -> Result<Self, LimitError> {
        match written {
            Written::Short(text) => text.parse(),
            Written::Stored(Stored::SameDay) => Ok(Self::SameDay),
            Written::Stored(Stored::WorkingHours(n)) => Self::WorkingHours(n).checked(),
            Written::Stored(Stored::WorkingDays(n)) => Self::WorkingDays(n).checked(),
            Written::Stored(Stored::CalendarDays(n)) => Self::CalendarDays(n).checked(),
            Written::Stored(Stored::Months(n)) => Self::Months(n).checked(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, LimitError};

    const ALL: [(&str, Limit); 5] = [
        ("same-day", Limit::SameDay),
        ("8h", Limit::WorkingHours(8)),
        ("1wd", Limit::WorkingDays(1)),
        ("30d", Limit::CalendarDays(30)),
        ("2m", Limit::Months(2)),
    ];

    #[test]
    fn reads_what_it_writes() {
        for (text, limit) in ALL {
            assert_eq!(text.parse(), Ok(limit));
            assert_eq!(limit.to_string(), text);
            let stored = serde_json::to_string(&limit).unwrap();
            assert_eq!(serde_json::from_str::<Limit>(&stored).unwrap(), limit, "{stored}");
            assert_eq!(serde_json::from_str::<Limit>(&format!("\"{text}\"")).unwrap(), limit);
        }
        assert_eq!(serde_json::to_string(&Limit::WorkingDays(5)).unwrap(), r#"{"working-days":5}"#);
    }

    #[test]
    fn refuses_what_is_no_limit() {
        for bad in ["", "5", "wd", "-1wd", "5 wd", "5w", "1.5d", "same day", "năm"] {
            assert_eq!(bad.parse::<Limit>(), Err(LimitError::Shape), "{bad}");
        }
        for long in ["10001wd", "99999999999d"] {
            assert_eq!(long.parse::<Limit>(), Err(LimitError::TooLong), "{long}");
        }
        assert!(serde_json::from_str::<Limit>(r#"{"working-days":4000000000}"#).is_err());
    }
}
