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
/// How long a machine is remembered on which somebody said so.
pub const REMEMBERED_DAYS: i64 = 30;
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
    /// Whether a machine may be remembered at all.
    #[serde(default)]
    pub remember: bool,
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

/// What somebody has set up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// Codes from an authenticator.
    pub codes: bool,
    /// How many passkeys.
    pub passkeys: u32,
    /// When password or factors were changed last: what was remembered before counts no more.
    pub changed: Option<Moment>,
}

impl Factors {
    /// Whether there is one.
    pub const fn any(&self) -> bool {
        self.codes || self.passkeys > 0
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
    /// The second factor.
    Second,
}

/// Why the factor is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Signing in; a remembered machine will do.
    SignIn {
        /// When the second factor was given on this machine and the person asked to remember it.
        remembered: Option<Moment>,
    },
    /// Setting up or taking away a factor, or handing out accounts: always asked.
    Sensitive,
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

    /// What is asked for now. `since`: from which day the person holds one of the roles.
    pub fn next(
        &self,
        roles: &[Role],
        since: Day,
        factors: &Factors,
        occasion: Occasion,
        now: Moment,
    ) -> Next {
        let today = now.day();
        if factors.any() {
            return match occasion {
                Occasion::SignIn { remembered: Some(at) } if self.remembers(at, factors, now) => Next::In,
                _ => Next::Second,
            };
        }
        let from = self.from.filter(|_| self.binds(roles, today));
        match from.map(|from| from.max(since).plus(self.grace_days)) {
            None => Next::In,
            Some(last) if today <= last && self.grace_days > 0 => Next::SetUpBy(last),
            Some(_) => Next::SetUpNow,
        }
    }

    /// Whether a machine that was remembered then is still known: within the days, and nothing changed since.
    pub fn remembers(&self, at: Moment, factors: &Factors, now: Moment) -> bool {
        let unchanged = factors.changed.is_none_or(|changed| changed <= at);
        let lasts = now < at.plus_minutes(REMEMBERED_DAYS * 24 * 60);
        self.remember && unchanged && at <= now && lasts
    }
}

/// Whether somebody may try a factor again after so many wrong tries in the window.
pub const fn may_try(wrong: u64) -> bool {
    wrong < TRIES
}

/// Whether the second factor still belongs to the password that was right then.
pub fn in_time(password: Moment, now: Moment) -> bool {
    password <= now && now <= password.plus_minutes(PATIENCE_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::{Factors, Next, Occasion, REMEMBERED_DAYS, SecondFactor, SecondFault, SecondReset};
    use super::{in_time, may_try};
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
            remember: true,
        }
    }

    const FRESH: Occasion = Occasion::SignIn { remembered: None };

    fn next(roles: &[Role], factors: &Factors, occasion: Occasion, now: Moment) -> Next {
        setting().next(roles, day("2025-01-01"), factors, occasion, now)
    }

    #[test]
    fn who_has_no_factor_gets_days_to_set_one_up_and_then_must() {
        let none = Factors::default();
        let administrator = [Role::Administrator];
        assert_eq!(next(&administrator, &none, FRESH, at("2026-01-04")), Next::In);
        let last = day("2026-01-19");
        assert_eq!(next(&administrator, &none, FRESH, at("2026-01-05")), Next::SetUpBy(last));
        assert_eq!(next(&administrator, &none, FRESH, at("2026-01-19")), Next::SetUpBy(last));
        assert_eq!(next(&administrator, &none, FRESH, at("2026-01-20")), Next::SetUpNow);
        assert_eq!(next(&[Role::Reception], &none, FRESH, at("2026-02-20")), Next::In);
    }

    #[test]
    fn who_got_the_role_later_has_the_days_from_then() {
        let none = Factors::default();
        let new = setting().next(&[Role::Province], day("2026-03-01"), &none, FRESH, at("2026-03-02"));
        assert_eq!(new, Next::SetUpBy(day("2026-03-15")));
        let strict = SecondFactor { grace_days: 0, ..setting() };
        let now = strict.next(&[Role::Province], day("2026-03-02"), &none, FRESH, at("2026-03-02"));
        assert_eq!(now, Next::SetUpNow);
    }

    #[test]
    fn who_has_a_factor_is_asked_for_it_whatever_the_role() {
        let has = Factors { codes: true, ..Factors::default() };
        assert_eq!(next(&[Role::Reception], &has, FRESH, at("2025-12-01")), Next::Second);
        let key = Factors { passkeys: 1, ..Factors::default() };
        assert_eq!(next(&[Role::Administrator], &key, FRESH, at("2026-02-01")), Next::Second);
    }

    #[test]
    fn a_machine_is_remembered_for_its_days_and_not_past_a_change() {
        let given = at("2026-02-01");
        let has = Factors { codes: true, changed: Some(given), ..Factors::default() };
        let known = Occasion::SignIn { remembered: Some(given) };
        let roles = [Role::Administrator];
        assert_eq!(next(&roles, &has, known, at("2026-02-20")), Next::In);
        let end = given.plus_minutes(REMEMBERED_DAYS * 24 * 60);
        assert_eq!(next(&roles, &has, known, end.plus_minutes(-1)), Next::In);
        assert_eq!(next(&roles, &has, known, end), Next::Second);
        let changed = Factors { changed: Some(given.plus_minutes(1)), ..has };
        assert_eq!(next(&roles, &changed, known, at("2026-02-20")), Next::Second);
        let off = SecondFactor { remember: false, ..setting() };
        assert_eq!(off.next(&roles, day("2025-01-01"), &has, known, at("2026-02-02")), Next::Second);
        assert_eq!(next(&roles, &has, Occasion::Sensitive, at("2026-02-02")), Next::Second);
        let ahead = Occasion::SignIn { remembered: Some(at("2026-03-01")) };
        assert_eq!(next(&roles, &has, ahead, at("2026-02-20")), Next::Second, "a clock that was set back");
    }

    #[test]
    fn five_wrong_tries_are_enough_and_the_second_step_has_its_time() {
        assert!(may_try(4) && !may_try(5));
        let password = at("2026-02-01");
        assert!(in_time(password, password.plus_minutes(10)));
        assert!(!in_time(password, password.plus_minutes(11)));
        assert!(!in_time(password, password.plus_minutes(-1)));
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
