//! When an office is open and from which minute a submission counts for the next working day.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A time of day in minutes since midnight, 0..1440, written `07:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Minute(u16);

/// Office hours that are not well formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// Not a time of day.
    #[error("not a time of day: write 07:30")]
    Minute,
    /// Not two times of day, or the office closes before it opens.
    #[error("not a session: write 07:30-11:30")]
    Session,
    /// Sessions of one day overlap or aren't in order.
    #[error("the sessions of a day must follow one another")]
    Order,
    /// No session from Monday to Friday: no limit would ever end.
    #[error("an office is open on at least one day from Monday to Friday")]
    NeverOpen,
}

impl Minute {
    /// `None` beyond 23:59: a day's last session ends on that day.
    pub const fn new(minute: u16) -> Option<Self> {
        if minute < 1440 { Some(Self(minute)) } else { None }
    }

    /// Minutes since midnight.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl FromStr for Minute {
    type Err = OfficeError;
    fn from_str(text: &str) -> Result<Self, OfficeError> {
        let number = |s: &str| {
            let digits = matches!(s.len(), 1 | 2) && s.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| s.parse::<u16>().ok()).flatten().ok_or(OfficeError::Minute)
        };
        // As clocks write it, and as people do: 7h30, 7h.
        let (hour, minute) = text.trim().split_once([':', 'h']).ok_or(OfficeError::Minute)?;
        let minute = if minute.is_empty() && text.contains('h') { "00" } else { minute };
        let (hour, minute) = (number(hour)?, number(minute)?);
        Some(hour * 60 + minute).filter(|_| minute < 60).and_then(Self::new).ok_or(OfficeError::Minute)
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A stretch of opening, written `07:30-11:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Session {
    opens: Minute,
    closes: Minute,
}

impl Session {
    /// From minute of the day to minute of the day.
    pub fn new(opens: Minute, closes: Minute) -> Result<Self, OfficeError> {
        if opens < closes { Ok(Self { opens, closes }) } else { Err(OfficeError::Session) }
    }

    /// The first minute.
    pub const fn opens(self) -> u16 {
        self.opens.0
    }

    /// The minute at which it is over.
    pub const fn closes(self) -> u16 {
        self.closes.0
    }
}

impl FromStr for Session {
    type Err = OfficeError;
    fn from_str(text: &str) -> Result<Self, OfficeError> {
        let (opens, closes) = text.split_once(['-', '–']).ok_or(OfficeError::Session)?;
        Self::new(opens.parse()?, closes.parse()?)
    }
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.opens, self.closes)
    }
}

macro_rules! as_text {
    ($($name:ty),*) => { $(
        impl TryFrom<String> for $name {
            type Error = OfficeError;
            fn try_from(text: String) -> Result<Self, OfficeError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(v: $name) -> Self {
                v.to_string()
            }
        }
    )* };
}
as_text!(Minute, Session);

/// The sessions of each weekday; a day left out is a day of rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "seven weekdays")]
pub struct Week {
    pub monday: Vec<Session>,
    pub tuesday: Vec<Session>,
    pub wednesday: Vec<Session>,
    pub thursday: Vec<Session>,
    pub friday: Vec<Session>,
    pub saturday: Vec<Session>,
    pub sunday: Vec<Session>,
}

impl Week {
    /// The sessions of a weekday, Monday = 1 … Sunday = 7.
    pub fn sessions(&self, weekday: i8) -> &[Session] {
        match weekday {
            1 => &self.monday,
            2 => &self.tuesday,
            3 => &self.wednesday,
            4 => &self.thursday,
            5 => &self.friday,
            6 => &self.saturday,
            _ => &self.sunday,
        }
    }
}

/// From when on a submission counts for the next working day. A cut-off left out doesn't apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cutoffs {
    /// A same-day limit received from this minute on ends on the next working day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_day: Option<Minute>,
    /// Received within this many minutes before closing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_hour_minutes: Option<u16>,
    /// Sent online from this minute on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_after: Option<Minute>,
}

impl Cutoffs {
    /// These, with the ones that `own` names in their place: a procedure's before its office's.
    #[must_use]
    pub fn with(self, own: Option<&Self>) -> Self {
        let Some(own) = own else { return self };
        Self {
            same_day: own.same_day.or(self.same_day),
            last_hour_minutes: own.last_hour_minutes.or(self.last_hour_minutes),
            online_after: own.online_after.or(self.online_after),
        }
    }
}

/// An office's hours and cut-offs: data of a unit; a procedure may replace single cut-offs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "OfficeData", into = "OfficeData")]
pub struct Office {
    week: Week,
    cutoffs: Cutoffs,
    make_up: Option<Vec<Session>>,
}

/// An office as data says it: what is left out is as in [`Office::default`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeData {
    week: Option<Week>,
    cutoffs: Option<Cutoffs>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    make_up: Option<Vec<Session>>,
}

impl Office {
    /// An office that is open at least once from Monday to Friday.
    pub fn new(week: Week, cutoffs: Cutoffs) -> Result<Self, OfficeError> {
        if !(1..=7).all(|weekday| in_order(week.sessions(weekday))) {
            return Err(OfficeError::Order);
        }
        if (1..=5).all(|weekday| week.sessions(weekday).is_empty()) {
            return Err(OfficeError::NeverOpen);
        }
        Ok(Self { week, cutoffs, make_up: None })
    }

    /// The same with its own sessions on make-up days; `None` works them like a Monday.
    pub fn making_up(mut self, sessions: Option<Vec<Session>>) -> Result<Self, OfficeError> {
        if !sessions.as_deref().is_none_or(in_order) {
            return Err(OfficeError::Order);
        }
        self.make_up = sessions;
        Ok(self)
    }

    /// Its sessions on each weekday.
    pub fn week(&self) -> &Week {
        &self.week
    }

    /// Its cut-offs.
    pub fn cutoffs(&self) -> &Cutoffs {
        &self.cutoffs
    }

    /// The sessions of a make-up day: a day of rest that is worked for a weekday.
    pub fn make_up(&self) -> &[Session] {
        self.make_up.as_deref().unwrap_or_else(|| self.week.sessions(1))
    }

    /// Its own sessions on make-up days, where it said some.
    pub fn own_make_up(&self) -> Option<&[Session]> {
        self.make_up.as_deref()
    }

    /// The minutes of an ordinary working day: Monday's, or those of the first day that is open.
    pub fn day_minutes(&self) -> u16 {
        (1..=5).map(|d| self.week.sessions(d)).find(|s| !s.is_empty()).map_or(0, minutes_of)
    }
}

/// The sessions of a day as people type them: `7:30-11:30, 13h30-17h`; nothing for a day of rest.
pub fn typed_sessions(text: &str) -> Result<Vec<Session>, OfficeError> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let sessions = parts.map(str::parse).collect::<Result<Vec<Session>, _>>()?;
    if in_order(&sessions) { Ok(sessions) } else { Err(OfficeError::Order) }
}

/// Whether sessions of one day follow one another.
fn in_order(sessions: &[Session]) -> bool {
    !sessions.iter().zip(sessions.iter().skip(1)).any(|(a, b)| b.opens < a.closes)
}

/// Minutes in these sessions.
pub(super) fn minutes_of(sessions: &[Session]) -> u16 {
    sessions.iter().map(|s| s.closes() - s.opens()).sum()
}

impl Default for Office {
    /// Monday to Friday, 07:30–11:30 and 13:30–17:00; same day until 15:00; the last hour and what
    /// comes online after 17:00 count for the next working day.
    fn default() -> Self {
        let session = |opens, closes| Session { opens: Minute(opens), closes: Minute(closes) };
        let day = vec![session(450, 690), session(810, 1020)];
        Self {
            week: Week {
                monday: day.clone(),
                tuesday: day.clone(),
                wednesday: day.clone(),
                thursday: day.clone(),
                friday: day,
                saturday: Vec::new(),
                sunday: Vec::new(),
            },
            cutoffs: Cutoffs {
                same_day: Some(Minute(900)),
                last_hour_minutes: Some(60),
                online_after: Some(Minute(1020)),
            },
            make_up: None,
        }
    }
}

impl TryFrom<OfficeData> for Office {
    type Error = OfficeError;
    fn try_from(data: OfficeData) -> Result<Self, OfficeError> {
        let usual = Self::default();
        let office = Self::new(data.week.unwrap_or(usual.week), data.cutoffs.unwrap_or(usual.cutoffs))?;
        office.making_up(data.make_up)
    }
}

impl From<Office> for OfficeData {
    fn from(office: Office) -> Self {
        Self { week: Some(office.week), cutoffs: Some(office.cutoffs), make_up: office.make_up }
    }
}

#[cfg(test)]
mod tests {
    use super::{Minute, Office, OfficeError, Session};

    #[test]
    fn an_office_is_data() {
        let toml = "[week]\nmonday = [\"7:00-11:00\", \"13:00-17:00\"]\nsaturday = [\"07:30-11:30\"]\n\
                    [cutoffs]\nsame_day = \"15:30\"\n";
        let office: Office = toml::from_str(toml).unwrap();
        assert_eq!(office.day_minutes(), 480);
        assert_eq!(office.cutoffs().online_after, None);
        let again: Office = serde_json::from_str(&serde_json::to_string(&office).unwrap()).unwrap();
        assert_eq!(again, office);
        assert_eq!(toml::from_str::<Office>("").unwrap(), Office::default());
        assert_eq!(Office::default().day_minutes(), 450);
    }

    #[test]
    fn sessions_are_read_as_people_type_them() {
        let usual = super::typed_sessions(" 7h30-11h30; 13:30 – 17h ").unwrap();
        assert_eq!(usual, Office::default().week().monday);
        assert_eq!(super::typed_sessions(" "), Ok(Vec::new()));
        assert_eq!(super::typed_sessions("7:30-11:30, 11:00-12:00"), Err(OfficeError::Order));
        assert_eq!(super::typed_sessions("sáng"), Err(OfficeError::Session));
    }

    #[test]
    fn bad_hours_are_refused() {
        for bad in ["", "25:00", "24:00", "7", "07:60", "-1:00", "007:30", "+7:30"] {
            assert_eq!(bad.parse::<Minute>(), Err(OfficeError::Minute), "{bad}");
        }
        assert_eq!("11:30-07:30".parse::<Session>(), Err(OfficeError::Session));
        assert!(toml::from_str::<Office>("[week]\nsaturday = [\"07:30-11:30\"]").is_err());
        assert!(toml::from_str::<Office>("[week]\nmonday = [\"07:30-11:30\", \"11:00-12:00\"]").is_err());
        assert!(toml::from_str::<Office>("[cutoffs]\nsameday = \"15:00\"").is_err());
    }
}
