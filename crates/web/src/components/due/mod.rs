//! When a dossier is due and what is left of its time: the hero of every page where a dossier appears.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use super::width;

/// How a dossier stands against its time. Each has a shape and a word beside its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// The due time has passed.
    Late,
    /// Due within a working day.
    Soon,
    /// There is time.
    InTime,
    /// The clock stands still: something is awaited from the applicant.
    Paused,
    /// Finished, within the time.
    Done,
    /// Finished, after the time.
    DoneLate,
}

impl Band {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Late, Self::Soon, Self::InTime, Self::Paused, Self::Done, Self::DoneLate];

    const fn class(self) -> &'static str {
        match self {
            Self::Late | Self::DoneLate => "late",
            Self::Soon => "soon",
            Self::InTime | Self::Done => "in-time",
            Self::Paused => "paused",
        }
    }

    const fn shape(self) -> &'static str {
        match self {
            Self::Late => "▲",
            Self::Soon => "◆",
            Self::InTime => "●",
            Self::Paused => "■",
            Self::Done | Self::DoneLate => "✓",
        }
    }

    /// The key of the word that says the same as colour and shape.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Late => "page-due-late",
            Self::Soon => "page-due-soon",
            Self::InTime => "page-due-in-time",
            Self::Paused => "page-due-paused",
            Self::Done => "page-due-done",
            Self::DoneLate => "page-due-done-late",
        }
    }
}

/// Where the badge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueSize {
    /// In a row of a list.
    Row,
    /// At the head of a page.
    Full,
}

/// The due badge with its bar of elapsed against allowed time.
#[derive(Clone, Debug, Template)]
#[template(path = "components/due/due.html")]
pub struct Due {
    /// The reader's words.
    pub words: &'static Words,
    /// How it stands.
    pub band: Band,
    /// What is left or passed, in words: "còn 6 giờ làm việc", "trễ 2 ngày".
    pub left: String,
    /// The due time as a person says it: "15:30 hôm nay", "15/08/2025".
    pub when: String,
    /// Working minutes used so far.
    pub elapsed: u32,
    /// Working minutes allowed; 0 shows no bar.
    pub allowed: u32,
    /// Where it stands.
    pub size: DueSize,
}

impl HtmlSafe for Due {}

impl Due {
    fn whole(&self) -> u64 {
        u64::from(self.elapsed.max(self.allowed))
    }

    fn elapsed_width(&self) -> String {
        width(self.elapsed.into(), self.whole())
    }

    /// Past the allowed time the bar shows, with a mark, where the due time was.
    fn mark(&self) -> Option<String> {
        (self.elapsed > self.allowed).then(|| width(self.allowed.into(), self.whole()))
    }
}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let rows = [
        (Band::Late, "trễ 2 ngày làm việc", "13/08/2025", 3360, 2400),
        (Band::Soon, "còn 3 giờ làm việc", "15:30 hôm nay", 300, 480),
        (Band::InTime, "còn 4 ngày làm việc", "21/08/2025", 480, 2400),
        (Band::Paused, "dừng từ 12/08/2025", "chờ bổ sung", 900, 2400),
        (Band::Done, "xong trước 1 ngày", "15/08/2025", 1920, 2400),
        (Band::DoneLate, "xong trễ 3 giờ", "15/08/2025", 2580, 2400),
    ];
    let due = |size| {
        rows.map(|(band, left, when, elapsed, allowed)| Due {
            words,
            band,
            left: left.into(),
            when: when.into(),
            elapsed,
            allowed,
            size,
        })
        .map(|due| due.to_string())
    };
    [due(DueSize::Row), due(DueSize::Full)].concat()
}
