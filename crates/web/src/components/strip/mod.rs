//! The days from reception to the due date in a row: which counted, which were passed over.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use crate::components::width;

/// How a day looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayLook {
    /// It counted.
    Counted,
    /// It counted although its weekday doesn't, or not as long as usual.
    Unlike,
    /// It didn't count.
    Passed,
    /// The day on which it was received, when that isn't counted.
    Received,
}

impl DayLook {
    const ALL: [Self; 4] = [Self::Received, Self::Counted, Self::Unlike, Self::Passed];

    const fn fill(self) -> u8 {
        match self {
            Self::Counted => 0,
            Self::Unlike => 1,
            Self::Passed => 5,
            Self::Received => 3,
        }
    }

    /// What didn't count is low, so that colour isn't all that tells.
    const fn height(self) -> u8 {
        match self {
            Self::Counted | Self::Unlike => 24,
            Self::Passed => 8,
            Self::Received => 16,
        }
    }

    const fn top(self) -> u8 {
        24 - self.height()
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Counted => "strip-counted",
            Self::Unlike => "strip-unlike",
            Self::Passed => "strip-passed",
            Self::Received => "strip-received",
        }
    }
}

/// One day.
#[derive(Clone, Debug)]
pub struct StripDay {
    /// The day in short: `26/04`.
    pub label: String,
    /// What is to be known of it: the date and why.
    pub title: String,
    /// How it looks.
    pub look: DayLook,
}

/// The row.
#[derive(Clone, Debug, Template)]
#[template(path = "components/strip/strip.html")]
pub struct DayStrip {
    /// The reader's words.
    pub words: &'static Words,
    /// What can be seen in it, in a sentence.
    pub title: String,
    /// The days in their order.
    pub days: Vec<StripDay>,
}

impl HtmlSafe for DayStrip {}

impl DayStrip {
    /// Each day has a slot of ten parts, of which it takes nine.
    fn whole(&self) -> u64 {
        u64::try_from(self.days.len()).unwrap_or(u64::MAX).saturating_mul(10)
    }

    fn slots(&self) -> impl Iterator<Item = (&StripDay, String, String)> {
        let whole = self.whole();
        let at = (0_u64..).step_by(10);
        self.days.iter().zip(at).map(move |(day, at)| (day, width(at, whole), width(9, whole)))
    }

    /// The first and the last day are named.
    fn labels(&self) -> Vec<(&str, &'static str, &'static str)> {
        let first = self.days.first().map(|d| (d.label.as_str(), "0", "start"));
        let last = self.days.last().filter(|_| self.days.len() > 1);
        first.into_iter().chain(last.map(|d| (d.label.as_str(), "100%", "end"))).collect()
    }

    fn looks(&self) -> impl Iterator<Item = DayLook> {
        DayLook::ALL.into_iter().filter(|look| self.days.iter().any(|d| d.look == *look))
    }
}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let day = |label: &str, look| StripDay { label: label.into(), title: label.into(), look };
    let days = vec![
        day("24/04", DayLook::Received),
        day("25/04", DayLook::Counted),
        day("26/04", DayLook::Unlike),
        day("27/04", DayLook::Passed),
        day("28/04", DayLook::Counted),
    ];
    vec![DayStrip { words, title: "Từ 24/04/2025 đến 28/04/2025".into(), days }.to_string()]
}
