//! The week of an office: each day with the hours in which it is open, said and drawn.

use askama::{Template, filters::HtmlSafe};

use crate::components::width;

/// One day of the week.
#[derive(Clone, Debug, Default)]
pub struct WeekDay {
    /// What it is called.
    pub name: String,
    /// Its sessions in words, or that it is a day of rest.
    pub said: Vec<String>,
    /// From minute to minute of the day.
    pub sessions: Vec<(u16, u16)>,
}

/// The picture.
#[derive(Clone, Debug, Template)]
#[template(path = "components/week/week.html")]
pub struct WeekHours {
    /// Whose week, from when.
    pub title: String,
    /// Monday first.
    pub days: Vec<WeekDay>,
}

impl HtmlSafe for WeekHours {}

/// The picture begins at six o'clock, or earlier for who opens earlier.
const MORNING: u16 = 6 * 60;
/// It ends at seven in the evening, or later.
const EVENING: u16 = 19 * 60;

impl WeekHours {
    /// Where each session begins and how long it is, in shares of the picture.
    fn bars(&self, day: &WeekDay) -> Vec<(String, String)> {
        let all = || self.days.iter().flat_map(|d| &d.sessions);
        let first = all().map(|s| s.0).min().unwrap_or(MORNING).min(MORNING);
        let last = all().map(|s| s.1).max().unwrap_or(EVENING).max(EVENING);
        let share = |minutes: u16| width(u64::from(minutes), u64::from(last.saturating_sub(first)));
        let bar = |s: &(u16, u16)| (share(s.0.saturating_sub(first)), share(s.1.saturating_sub(s.0)));
        day.sessions.iter().map(bar).collect()
    }
}

#[cfg(test)]
pub(crate) fn samples(_: &'static lang::Words) -> Vec<String> {
    let day = |name: &str, said: &str, sessions: &[(u16, u16)]| WeekDay {
        name: name.into(),
        said: said.split(' ').map(str::to_owned).collect(),
        sessions: sessions.to_vec(),
    };
    let usual = [(450, 690), (810, 1020)];
    let days = vec![
        day("Thứ Hai", "07:30–11:30, 13:30–17:00", &usual),
        day("Thứ Bảy", "07:30–11:30", &[(450, 690)]),
        day("Chủ nhật", "nghỉ", &[]),
    ];
    vec![WeekHours { title: "Giờ mở cửa từ 01/12/2026".into(), days }.to_string()]
}
