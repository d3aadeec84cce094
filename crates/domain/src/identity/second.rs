//! The second factor of officers: who must have one, when it is asked for, how often it may be wrong.
//!
//! A second factor is a code from an authenticator (TOTP, works on every page and without scripts), a passkey
//! or a recovery code. Secrets are kept apart; here stands only what follows from dates and roles. Which
//! roles must have one is the province's setting.

use super::Role;
use crate::records::{Body, RecordKind};
use crate::words::{Day, Moment, PersonId};
use serde::{Deserialize, Serialize};

/// Wrong tries in [`WINDOW_MINUTES`] after which nobody may try for that account.
pub const TRIES: u64 = 5;
/// The window in which tries are counted.
pub const WINDOW_MINUTES: i64 = 15;
/// How long there is between the right password and the second factor.
pub const PATIENCE_MINUTES: i64 = 10;
/// The longest time that the province may leave people to set up their factor.
pub const LONGEST_GRACE_DAYS: i64 = 90;

/// The province's setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// Who must have one. Everybody else may.
    pub roles: Vec<Role>,
    /// From which day; none while it is only offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// How many days somebody has after that day, or after getting such a role, to set one up.
    #[serde(default)]
    pub grace_days: i64,
}

impl Body for SecondFactor {
    const KIND: RecordKind = RecordKind::SecondFactor;
}

impl SecondFactor {
    /// The one key of its kind: a province has one setting.
    pub const KEY: &'static str = "all";
}

/// An administrator took away all second factors of somebody who lost them. The record's key is the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondReset {
    /// Whose.
    pub person: PersonId,
    /// When.
    pub at: Moment,
}

impl Body for SecondReset {
    const KIND: RecordKind = RecordKind::SecondReset;
}

/// What is wrong with a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFault {
    /// A day is named and no role, or the other way round.
    Half,
    /// The time to set it up is below zero or longer than [`LONGEST_GRACE_DAYS`].
    Grace,
}

impl SecondFault {
    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Half => "problem-second-half",
            Self::Grace => "problem-second-grace",
        }
    }

    /// The field that the person should look at.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Half => "roles",
            Self::Grace => "grace_days",
        }
    }
}

/// What signing in asks for after the right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: the person is in.
    In,
    /// The person is in and should set up a factor until then.
    SetUpBy(Day),
    /// The person must set up a factor before anything else.
    SetUpNow,
    /// The second factor, each time: whoever has one is asked for it.
    Second,
}

impl SecondFactor {
    /// Everything that is wrong with it.
    pub fn faults(&self) -> Vec<SecondFault> {
        let grace = (0..=LONGEST_GRACE_DAYS).contains(&self.grace_days);
        let found =
            [(self.roles.is_empty() == self.from.is_some(), SecondFault::Half), (!grace, SecondFault::Grace)];
        found.into_iter().filter_map(|(wrong, fault)| wrong.then_some(fault)).collect()
    }

    /// Whether somebody with these roles must have a second factor on a day.
    pub fn binds(&self, roles: &[Role], today: Day) -> bool {
        self.from.is_some_and(|from| from <= today) && roles.iter().any(|role| self.roles.contains(role))
    }

    /// What signing in asks for now. `since`: from which day the person holds one of the roles; `has`:
    /// whether the person has a second factor.
    pub fn next(&self, roles: &[Role], since: Day, has: bool, now: Moment) -> Next {
        let today = now.day();
        if has {
            return Next::Second;
        }
        let from = self.from.filter(|_| self.binds(roles, today));
        match from.map(|from| from.max(since).plus(self.grace_days)) {
            None => Next::In,
            Some(last) if today <= last && self.grace_days > 0 => Next::SetUpBy(last),
            Some(_) => Next::SetUpNow,
        }
    }
}

/// Whether somebody may try a factor again after so many wrong tries in the window.
pub const fn may_try(wrong: u64) -> bool {
    wrong < TRIES
}

#[cfg(test)]
mod tests {
    use super::{Next, SecondFactor, SecondFault, SecondReset, may_try};
    use crate::identity::Role;
    use crate::records::Body as _;
    use crate::words::{Day, Moment};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn at(text: &str) -> Moment {
        Moment::at(day(text), 9, 0)
    }

    fn setting() -> SecondFactor {
        SecondFactor {
            roles: vec![Role::Administrator, Role::Province],
            from: Some(day("2026-01-05")),
            grace_days: 14,
        }
    }

    fn next(roles: &[Role], has: bool, now: &str) -> Next {
        setting().next(roles, day("2025-01-01"), has, at(now))
    }

    #[test]
    fn who_has_no_factor_gets_days_to_set_one_up_and_then_must() {
        let administrator = [Role::Administrator];
        assert_eq!(next(&administrator, false, "2026-01-04"), Next::In);
        let last = day("2026-01-19");
        assert_eq!(next(&administrator, false, "2026-01-05"), Next::SetUpBy(last));
        assert_eq!(next(&administrator, false, "2026-01-19"), Next::SetUpBy(last));
        assert_eq!(next(&administrator, false, "2026-01-20"), Next::SetUpNow);
        assert_eq!(next(&[Role::Reception], false, "2026-02-20"), Next::In);
    }

    #[test]
    fn who_got_the_role_later_has_the_days_from_then() {
        let new = setting().next(&[Role::Province], day("2026-03-01"), false, at("2026-03-02"));
        assert_eq!(new, Next::SetUpBy(day("2026-03-15")));
        let strict = SecondFactor { grace_days: 0, ..setting() };
        let now = strict.next(&[Role::Province], day("2026-03-02"), false, at("2026-03-02"));
        assert_eq!(now, Next::SetUpNow);
    }

    #[test]
    fn who_has_a_factor_is_asked_for_it_whatever_the_role() {
        assert_eq!(next(&[Role::Reception], true, "2025-12-01"), Next::Second);
        assert_eq!(next(&[Role::Administrator], true, "2026-02-01"), Next::Second);
    }

    #[test]
    fn five_wrong_tries_are_enough() {
        assert!(may_try(4) && !may_try(5));
    }

    #[test]
    fn records_of_second_factors_read_as_they_were_written_for_ever() {
        let golden = include_str!("../../testdata/records/second-factor/v1.json").trim();
        assert_eq!(setting().text().unwrap(), golden);
        assert_eq!(serde_json::from_str::<SecondFactor>(golden).unwrap(), setting());
        let golden = include_str!("../../testdata/records/second-reset/v1.json").trim();
        let person = "01970000-0000-7000-8000-000000000001".parse().unwrap();
        let reset = SecondReset { person, at: Moment::from_millis(1_770_000_000_000) };
        assert_eq!(reset.text().unwrap(), golden);
        assert_eq!(serde_json::from_str::<SecondReset>(golden).unwrap(), reset);
    }

    #[test]
    fn a_setting_names_roles_and_a_day_together() {
        assert_eq!(setting().faults(), []);
        assert_eq!(SecondFactor::default().faults(), []);
        let half = SecondFactor { roles: Vec::new(), ..setting() };
        assert_eq!(half.faults(), [SecondFault::Half]);
        let long = SecondFactor { grace_days: 91, ..setting() };
        assert_eq!(long.faults(), [SecondFault::Grace]);
    }
}
