//! What a unit may publish about its time. Nothing reaches back: a day that has begun keeps its hours, and a
//! promise keeps its date.

use super::{DayKind, DayStatus, Hours, LocalDay, PublishedDay, Session};
use crate::words::Day;

/// Most days of one closure; whatever is longer is another office.
pub const MOST_CLOSED_DAYS: i64 = 31;

/// Noon, which parts a day.
const NOON: u16 = 12 * 60;

/// Which part of a day stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Day,
    /// What opens before noon.
    Morning,
    /// What opens from noon on.
    Afternoon,
}

/// Why something can't be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishFault {
    /// New hours begin tomorrow at the earliest.
    NotBeforeTomorrow,
    /// The day lies in the past.
    Past,
    /// The last day comes before the first, or too long after it.
    Stretch,
    /// The office isn't open then anyway.
    ClosedAnyway,
    /// The day would be as it is.
    NothingChanges,
    /// A make-up day stands in place of another day, and is one of rest.
    MakeUpDay,
}

impl PublishFault {
    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotBeforeTomorrow => "problem-hours-tomorrow",
            Self::Past => "problem-hours-past",
            Self::Stretch => "problem-hours-stretch",
            Self::ClosedAnyway => "problem-hours-closed-anyway",
            Self::NothingChanges => "problem-hours-nothing-changes",
            Self::MakeUpDay => "problem-hours-make-up-day",
        }
    }
}

/// Whether new hours may begin on `from`: a day that has begun keeps those it began with.
pub fn may_begin(today: Day, from: Day) -> Result<(), PublishFault> {
    if from > today { Ok(()) } else { Err(PublishFault::NotBeforeTomorrow) }
}

/// The days of a closure from `first` to `last`: those among them on which the office would be open then.
pub fn close(
    hours: &Hours,
    today: Day,
    (first, last): (Day, Day),
    part: Part,
    reason: &str,
) -> Result<Vec<LocalDay>, PublishFault> {
    if first < today {
        return Err(PublishFault::Past);
    }
    if !(0..MOST_CLOSED_DAYS).contains(&last.days_since(first)) {
        return Err(PublishFault::Stretch);
    }
    let closed = |session: &Session| match part {
        Part::Day => true,
        Part::Morning => session.opens() < NOON,
        Part::Afternoon => session.opens() >= NOON,
    };
    let days = (0..=last.days_since(first)).map(|n| first.plus(n));
    let day = |day: Day| {
        let (closed, left): (Vec<Session>, Vec<Session>) =
            hours.sessions_on(day).iter().copied().partition(closed);
        let reason = reason.to_owned();
        // What an opening of its own opened, a closure on the same day must still leave open.
        let extra = !left.is_empty() && hours.usual_on(day).is_empty();
        (!closed.is_empty()).then_some(LocalDay { day, sessions: left, reason, extra })
    };
    let days: Vec<LocalDay> = days.filter_map(day).collect();
    if days.is_empty() { Err(PublishFault::ClosedAnyway) } else { Ok(days) }
}

/// A day on which the office keeps these sessions, whatever its week or the calendar says.
pub fn open(
    hours: &Hours,
    today: Day,
    day: Day,
    sessions: Vec<Session>,
    reason: &str,
) -> Result<LocalDay, PublishFault> {
    if day < today {
        return Err(PublishFault::Past);
    }
    if sessions == hours.sessions_on(day) {
        return Err(PublishFault::NothingChanges);
    }
    Ok(LocalDay { day, sessions, reason: reason.to_owned(), extra: true })
}

/// What a province announces of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The day.
    pub date: Day,
    /// What it is from now on; nothing makes it a day like its weekday.
    pub kind: Option<DayKind>,
    /// For a swapped weekday, the day of rest that is worked for it.
    pub make_up: Option<Day>,
    /// Its name in Vietnamese and in English.
    pub names: (String, String),
    /// The decision or announcement.
    pub act: String,
}

/// The lines by which a province publishes what it announces: one, or the two days of a swap.
pub fn announce(hours: &Hours, today: Day, said: Announced) -> Result<Vec<PublishedDay>, PublishFault> {
    let Announced { date, kind, make_up, names: (name_vi, name_en), act } = said;
    if date < today || make_up.is_some_and(|day| day < today) {
        return Err(PublishFault::Past);
    }
    if hours.calendar().day_kind(date) == kind && make_up.is_none() && kind != Some(DayKind::Holiday) {
        return Err(PublishFault::NothingChanges);
    }
    if make_up.is_some_and(|day| day == date || day.weekday() < 6) {
        return Err(PublishFault::MakeUpDay);
    }
    let line = |date, kind| PublishedDay {
        date,
        kind,
        name_vi: name_vi.clone(),
        name_en: name_en.clone(),
        status: DayStatus::Official,
        act: act.clone(),
    };
    let swapped = make_up.map(|day| line(day, Some(DayKind::SwapWork)));
    Ok(std::iter::once(line(date, kind)).chain(swapped).collect())
}

#[cfg(test)]
mod tests {
    use super::{Announced, Part, PublishFault, announce, close, may_begin, open};
    use crate::calendar::{Calendar, DayKind, Hours, Office, Session};
    use crate::words::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn hours() -> Hours {
        let days = "date,kind,name_vi,name_en,status\n2026-04-30,holiday,a,b,official\n";
        Hours::of(Office::default(), Calendar::parse(days).unwrap())
    }

    fn sessions(texts: &[&str]) -> Vec<Session> {
        texts.iter().map(|t| t.parse().unwrap()).collect()
    }

    /// A Wednesday.
    const TODAY: &str = "2026-04-29";

    #[test]
    fn nothing_reaches_back() {
        let today = day(TODAY);
        assert_eq!(may_begin(today, today), Err(PublishFault::NotBeforeTomorrow));
        assert_eq!(may_begin(today, today.plus(1)), Ok(()));
        let yesterday = today.plus(-1);
        let closed = close(&hours(), today, (yesterday, today), Part::Day, "x");
        assert_eq!(closed, Err(PublishFault::Past));
        assert_eq!(open(&hours(), today, yesterday, Vec::new(), "x"), Err(PublishFault::Past));
    }

    #[test]
    fn a_closure_takes_the_days_that_would_be_open() {
        let (hours, today) = (hours(), day(TODAY));
        let days = close(&hours, today, (today, day("2026-05-04")), Part::Morning, "bão").unwrap();
        let held: Vec<String> = days.iter().map(|d| d.day.to_string()).collect();
        assert_eq!(held, ["2026-04-29", "2026-05-01", "2026-05-04"], "not the holiday, not the weekend");
        assert!(days.iter().all(|d| d.sessions == sessions(&["13:30-17:00"]) && !d.extra));
        let asked = |first, last, part| close(&hours, today, (day(first), day(last)), part, "x");
        assert_eq!(asked("2026-04-30", "2026-04-30", Part::Day), Err(PublishFault::ClosedAnyway));
        assert_eq!(asked("2026-05-04", "2026-05-01", Part::Day), Err(PublishFault::Stretch));
        assert_eq!(asked("2026-05-04", "2026-06-04", Part::Day), Err(PublishFault::Stretch));
        // The afternoon of a day whose morning is closed already: nothing is left of it.
        let half = hours.clone().with_local(days[0].clone());
        let rest = close(&half, today, (today, today), Part::Afternoon, "x").unwrap();
        assert_eq!(rest[0].sessions, []);
    }

    #[test]
    fn a_day_opens_where_it_was_closed() {
        let (hours, today) = (hours(), day(TODAY));
        let saturday = open(&hours, today, day("2026-05-02"), sessions(&["07:30-11:30"]), "x").unwrap();
        let opened = hours.clone().with_local(saturday);
        assert!(opened.is_working_day(day("2026-05-02")));
        let again = open(&opened, today, day("2026-05-02"), sessions(&["07:30-11:30"]), "x");
        assert_eq!(again, Err(PublishFault::NothingChanges));
    }

    #[test]
    fn a_swap_is_two_lines() {
        let (hours, today) = (hours(), day(TODAY));
        let swap = |date, make_up| Announced {
            date: day(date),
            kind: Some(DayKind::SwapOff),
            make_up: Some(day(make_up)),
            names: ("a".into(), "b".into()),
            act: "QĐ 1".into(),
        };
        let lines = announce(&hours, today, swap("2026-05-01", "2026-05-09")).unwrap();
        let kinds: Vec<_> = lines.iter().map(|l| l.kind).collect();
        assert_eq!(kinds, [Some(DayKind::SwapOff), Some(DayKind::SwapWork)]);
        let weekday = announce(&hours, today, swap("2026-05-01", "2026-05-06"));
        assert_eq!(weekday, Err(PublishFault::MakeUpDay));
    }
}
