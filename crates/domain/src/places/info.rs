//! Where a unit's office is, how to reach it, and what it announces: one record of the unit.

use super::Spot;
use crate::records::{Body, RecordKind};
use crate::words::{Day, Phone};
use serde::{Deserialize, Serialize};

/// Most announcements that stand at a time.
pub const MOST_ANNOUNCED: usize = 20;
/// Longest time that one stands.
pub const LONGEST_ANNOUNCED_DAYS: i64 = 366;

/// Something that a unit tells everybody, from a day to a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its number among the unit's.
    pub number: u32,
    /// In a few words.
    pub title: String,
    /// What there is to say; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The first day on which it is shown.
    pub from: Day,
    /// The last one.
    pub until: Day,
}

/// Why something can't be announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InfoFault {
    /// It ends before it begins, or is over already.
    Ends,
    /// It stands too long.
    Long,
    /// There are too many.
    Many,
}

impl InfoFault {
    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ends => "problem-announcement-ends",
            Self::Long => "problem-announcement-long",
            Self::Many => "problem-announcement-many",
        }
    }
}

/// All of it. A unit has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeInfo {
    /// Street, village; without the unit's own name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Where on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot: Option<Spot>,
    /// Its telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Its e-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// How one pays it from afar: account, bank, what to write; lines as they are shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub paying: String,
    /// What it announces, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub announcements: Vec<Announcement>,
    /// How many announcements it ever had.
    pub announced: u32,
}

impl OfficeInfo {
    /// The one key under which a unit keeps it.
    pub const KEY: &'static str = "info";

    /// What is announced on a day, the newest first.
    pub fn announced_on(&self, day: Day) -> impl Iterator<Item = &Announcement> {
        self.announcements.iter().rev().filter(move |a| a.from <= day && day <= a.until)
    }

    /// What is announced now or later, the newest first.
    pub fn announced_from(&self, day: Day) -> impl Iterator<Item = &Announcement> {
        self.announcements.iter().rev().filter(move |a| day <= a.until)
    }

    /// With one announcement more, which gets its number here. What is over falls out of the record; the
    /// ledger keeps it.
    pub fn announce(mut self, mut new: Announcement, today: Day) -> Result<Self, InfoFault> {
        if new.until < new.from || new.until < today {
            return Err(InfoFault::Ends);
        }
        if new.until.days_since(new.from.max(today)) > LONGEST_ANNOUNCED_DAYS {
            return Err(InfoFault::Long);
        }
        self.announcements.retain(|a| a.until >= today);
        if self.announcements.len() >= MOST_ANNOUNCED {
            return Err(InfoFault::Many);
        }
        self.announced = self.announced.saturating_add(1);
        new.number = self.announced;
        self.announcements.push(new);
        Ok(self)
    }

    /// Without an announcement; none where there is no such one.
    pub fn without(mut self, number: u32) -> Option<Self> {
        let before = self.announcements.len();
        self.announcements.retain(|a| a.number != number);
        (self.announcements.len() < before).then_some(self)
    }

    /// With where it is and how to reach it as another says; what is announced stays.
    #[must_use]
    pub fn reached_as(self, other: Self) -> Self {
        Self { announcements: self.announcements, announced: self.announced, ..other }
    }
}

impl Body for OfficeInfo {
    const KIND: RecordKind = RecordKind::OfficeInfo;
}

#[cfg(test)]
mod tests {
    use super::{Announcement, InfoFault, MOST_ANNOUNCED, OfficeInfo};
    use crate::places::Spot;
    use crate::records::Body;
    use crate::words::{Day, Phone};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn announcement(from: &str, until: &str) -> Announcement {
        let (title, text) = ("Cấp căn cước lưu động".to_owned(), "Nhà văn hóa bản Hạm, từ 8 giờ.".to_owned());
        Announcement { number: 0, title, text, from: day(from), until: day(until) }
    }

    #[test]
    fn it_reads_as_it_was_written_for_ever() {
        let info = OfficeInfo {
            address: "Số 1, đường Lò Văn Giá, tổ 2".to_owned(),
            spot: Some(Spot::of(21_327_000, 103_914_401)),
            phone: Some(Phone::parse("0212 385 2000").unwrap()),
            email: "motcua@tohieu.sonla.example".to_owned(),
            ..OfficeInfo::default()
        };
        let info = info.announce(announcement("2026-03-10", "2026-03-12"), day("2026-03-09")).unwrap();
        let golden = include_str!("../../testdata/records/office-info/v1.json").trim();
        assert_eq!(info.text().unwrap(), golden);
        assert_eq!(serde_json::from_str::<OfficeInfo>(golden).unwrap(), info);
        let least = r#"{"announced":0}"#;
        assert_eq!(serde_json::from_str::<OfficeInfo>(least).unwrap(), OfficeInfo::default());
    }

    #[test]
    fn an_announcement_stands_from_its_first_day_to_its_last() {
        let today = day("2026-03-09");
        let info = OfficeInfo::default().announce(announcement("2026-03-10", "2026-03-12"), today).unwrap();
        let shown = |on: &str| info.announced_on(day(on)).count();
        assert_eq!(["2026-03-09", "2026-03-10", "2026-03-12", "2026-03-13"].map(shown), [0, 1, 1, 0]);
        assert_eq!(info.announced_from(today).count(), 1);
        let try_one = |from, until| info.clone().announce(announcement(from, until), today).err();
        assert_eq!(try_one("2026-03-12", "2026-03-11"), Some(InfoFault::Ends));
        assert_eq!(try_one("2026-03-01", "2026-03-08"), Some(InfoFault::Ends));
        assert_eq!(try_one("2026-03-10", "2028-03-10"), Some(InfoFault::Long));
        let next = info.announce(announcement("2026-03-20", "2026-03-20"), day("2026-03-13")).unwrap();
        let numbers: Vec<u32> = next.announcements.iter().map(|a| a.number).collect();
        assert_eq!(numbers, [2], "what is over falls out, and no number comes twice");
        assert!(next.clone().without(1).is_none() && next.without(2).is_some());
    }

    #[test]
    fn what_is_announced_stays_when_the_address_changes_and_has_its_bounds() {
        let today = day("2026-03-09");
        let one = || announcement("2026-03-10", "2026-03-12");
        let full = (0..MOST_ANNOUNCED).try_fold(OfficeInfo::default(), |info, _| info.announce(one(), today));
        let full = full.unwrap();
        assert_eq!(full.clone().announce(one(), today).err(), Some(InfoFault::Many));
        let moved = full.reached_as(OfficeInfo { address: "Tổ 3".to_owned(), ..OfficeInfo::default() });
        assert_eq!((moved.address.as_str(), moved.announcements.len()), ("Tổ 3", MOST_ANNOUNCED));
    }
}
