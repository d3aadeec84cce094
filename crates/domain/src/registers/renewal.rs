//! Before a record runs out its holder is reminded, as many days before as its register says; each reminder
//! is a record, so it is made once. What a program slept through isn't made up for: the last one says it all.

use super::Registered;
use crate::identity::Role;
use crate::packs::pack::Register;
use crate::records::{Body, RecordKind};
use crate::words::{Day, PartName, UnitId};
use serde::{Deserialize, Serialize};

/// Somebody is reminded that a record runs out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// Which register.
    pub register: PartName,
    /// The record's number.
    pub number: String,
    /// The last day on which it holds.
    pub until: Day,
    /// Which of the register's reminders it is: so many days before.
    pub days: u32,
    /// The unit that keeps the record.
    pub unit: UnitId,
    /// The holder's telephone; empty where none is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Who is told in the unit, where the holder can't be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

impl Body for Renewal {
    const KIND: RecordKind = RecordKind::Renewal;
}

impl Renewal {
    /// The reminder that is due on a day, if one is.
    pub fn due(record: &Registered, register: &Register, unit: &UnitId, today: Day) -> Option<Self> {
        let until = record.until.filter(|until| record.ended.is_none() && *until >= today)?;
        let left = until.days_since(today);
        let days = register.reminders.iter().copied().filter(|days| left <= i64::from(*days)).min()?;
        let phone = record.holder.phone.as_ref().map(|phone| phone.as_str().to_owned());
        Some(Self {
            register: record.register.clone(),
            number: record.number.clone(),
            until,
            days,
            unit: unit.clone(),
            role: phone.is_none().then_some(Role::Reception),
            phone: phone.unwrap_or_default(),
        })
    }

    /// The record's key: the same reminder is never made twice, and a new end has reminders of its own.
    pub fn key(&self) -> String {
        format!("{}/{}:{}:{}", self.register, self.number, self.until, self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::Renewal;
    use crate::packs::pack::Register;
    use crate::records::Body as _;
    use crate::registers::Registered;
    use crate::words::Day;

    #[test]
    fn each_reminder_comes_once_in_its_time_and_reads_for_ever() {
        let made = include_str!("../../testdata/records/register/v1.json");
        let mut record: Registered = serde_json::from_str(made).unwrap();
        let register: Register = toml::from_str(include_str!("../../testdata/packs/register.toml")).unwrap();
        let unit = "15085@2025-07-01".parse().unwrap();
        // It holds until 15 February 2026; reminded 30 and 7 days before.
        let on = |month, day| {
            let today = Day::new(2026, month, day).unwrap();
            Renewal::due(&record, &register, &unit, today).map(|renewal| renewal.days)
        };
        assert_eq!(
            [on(1, 15), on(1, 16), on(2, 7), on(2, 8), on(2, 15)],
            [None, Some(30), Some(30), Some(7), Some(7)]
        );
        assert_eq!(on(2, 16), None, "what has run out is not told of");
        let due = Renewal::due(&record, &register, &unit, Day::new(2026, 2, 8).unwrap()).unwrap();
        let golden = include_str!("../../testdata/records/renewal/v1.json").trim();
        assert_eq!(due.text().unwrap(), golden);
        assert_eq!(due.key(), "cards/0001/2025-15085:2026-02-15:7");
        record.ended = record.until;
        assert!(Renewal::due(&record, &register, &unit, Day::new(2026, 2, 8).unwrap()).is_none());
    }
}
