//! Hours in words: today, the week, the days ahead that differ, and what was published before.

use crate::components::{WeekDay, WeekHours};
use crate::show;
use app::hours::{HoursLook, Published};
use domain::calendar::{Calendar, DayKind, Hours, Office, Session};
use domain::words::Day;
use lang::{Lang, Words};

/// How far ahead days are shown.
const AHEAD_DAYS: i64 = 120;

/// A day ahead that isn't like its weekday.
pub struct Ahead {
    /// The day.
    pub day: String,
    /// What it is.
    pub what: String,
    /// Whether it is worked all the same.
    pub open: bool,
    /// Why.
    pub why: String,
    /// The day as its form sends it, where the unit may take it back.
    pub withdraw: Option<String>,
}

/// Something that was published.
pub struct Past {
    /// What.
    pub what: String,
    /// By whom and when.
    pub by: String,
}

/// The name of a weekday.
fn weekday(words: &Words, number: i8) -> String {
    words.say(&format!("weekday-{number}"))
}

/// A day with its weekday: `thứ Hai 04/05/2026`.
pub fn day_said(words: &Words, day: Day) -> String {
    format!("{} {}", weekday(words, day.weekday()), show::day(words, day))
}

/// Sessions as people read them, or that there are none.
pub fn sessions_said(words: &Words, sessions: &[Session]) -> String {
    if sessions.is_empty() {
        return words.say("hours-rest");
    }
    let clock = |minute: u16| words.time(minute / 60, minute % 60);
    let said: Vec<String> =
        sessions.iter().map(|s| format!("{}–{}", clock(s.opens()), clock(s.closes()))).collect();
    said.join(", ")
}

/// When the unit is open today.
pub fn today(words: &Words, hours: &Hours, today: Day) -> String {
    let sessions = hours.sessions_on(today);
    let key = if sessions.is_empty() { "hours-today-closed" } else { "hours-today" };
    let args = [
        ("day", day_said(words, today).into()),
        ("sessions", sessions_said(words, sessions).into()),
        ("next", day_said(words, domain::calendar::next_working_day(today, hours)).into()),
    ];
    words.say_with(key, &args)
}

/// The week that holds today, and each one that comes.
pub fn weeks(words: &Words, hours: &Hours, today: Day) -> Vec<WeekHours> {
    let now = std::iter::once((words.say("hours-week-now"), hours.office_on(today)));
    let later = hours.offices().filter_map(|(from, office)| Some((from.filter(|f| *f > today)?, office)));
    let later =
        later.map(|(from, office)| (words.say_one("hours-week-from", "day", show::day(words, from)), office));
    now.chain(later).map(|(title, office)| week(words, title, office)).collect()
}

fn week(words: &Words, title: String, office: &Office) -> WeekHours {
    let day = |number: i8| {
        let sessions = office.week().sessions(number);
        WeekDay {
            name: weekday(words, number),
            said: sessions_said(words, sessions)
                .split_inclusive(", ")
                .map(|s| s.trim_end().to_owned())
                .collect(),
            sessions: sessions.iter().map(|s| (s.opens(), s.closes())).collect(),
        }
    };
    WeekHours { title, days: (1..=7).map(day).collect() }
}

/// The days ahead that are not like their weekday; days of one kind in a row are one line, unless each may be
/// taken back by itself.
pub fn ahead(words: &Words, hours: &Hours, today: Day) -> Vec<Ahead> {
    let mut lines: Vec<(Day, Ahead)> = Vec::new();
    let days = (0..AHEAD_DAYS).map(|n| today.plus(n));
    for (day, next) in days.filter_map(|day| Some((day, differs(words, hours, day)?))) {
        let eve = lines.last_mut().filter(|(last, line)| {
            *last == day.plus(-1)
                && line.what == next.what
                && line.withdraw.is_none()
                && next.withdraw.is_none()
        });
        let Some((last, line)) = eve else {
            lines.push((day, next));
            continue;
        };
        let first = line.day.split(" – ").next().unwrap_or_default().to_owned();
        *last = day;
        line.day = format!("{first} – {}", next.day);
        if !line.why.contains(&next.why) {
            line.why = format!("{}, {}", line.why, next.why);
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn differs(words: &Words, hours: &Hours, day: Day) -> Option<Ahead> {
    let (said, sessions) = (day_said(words, day), hours.sessions_on(day));
    let open = !sessions.is_empty();
    if let Some(local) = hours.local_on(day) {
        let what = if open { sessions_said(words, sessions) } else { words.say("hours-closed") };
        let withdraw = Some(day.to_string());
        return Some(Ahead { day: said, what, open, why: local.reason.clone(), withdraw });
    }
    let kind = hours.calendar().day_kind(day)?;
    let why = special_name(words, hours.calendar(), day);
    Some(Ahead { day: said, what: words.say(kind_key(kind)), open, why, withdraw: None })
}

/// What a special day is called in the reader's language.
pub fn special_name(words: &Words, calendar: &Calendar, day: Day) -> String {
    let name = |d: &domain::calendar::SpecialDay| match words.lang() {
        Lang::Vi => d.name_vi.clone(),
        Lang::En | Lang::Fr => d.name_en.clone(),
    };
    calendar.special(day).map(name).unwrap_or_default()
}

/// The word for a kind of day.
pub const fn kind_key(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Holiday => "day-kind-holiday",
        DayKind::Compensation => "day-kind-compensation",
        DayKind::SwapOff => "day-kind-swap-off",
        DayKind::SwapWork => "day-kind-swap-work",
    }
}

/// What the unit published, the newest first.
pub fn past(words: &Words, look: &HoursLook) -> Vec<Past> {
    let mut lines = Vec::new();
    for office in &look.offices {
        let args = [
            ("day", show::day(words, office.body.from).into()),
            ("reason", office.body.reason.as_str().into()),
        ];
        lines.push((office.at, words.say_with("hours-past-week", &args), by(words, office)));
    }
    for own in &look.days {
        let key = if own.body.withdrawn { "hours-past-withdrawn" } else { "hours-past-day" };
        let local = &own.body.local;
        let args = [
            ("day", show::day(words, local.day).into()),
            ("sessions", sessions_said(words, &local.sessions).into()),
            ("reason", local.reason.as_str().into()),
        ];
        lines.push((own.at, words.say_with(key, &args), by(words, own)));
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.0));
    lines.into_iter().map(|(_, what, by)| Past { what, by }).collect()
}

/// Who published something, and when.
pub fn by<T>(words: &Words, published: &Published<T>) -> String {
    let args = [("name", published.by.as_str().into()), ("at", show::moment(words, published.at).into())];
    words.say_with("hours-by", &args)
}
