//! Bars by day.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use crate::components::width;

/// One day.
#[derive(Clone, Debug)]
pub struct DayBar {
    /// What the day is called.
    pub label: String,
    /// How many.
    pub value: u32,
    /// The dossiers behind it.
    pub href: Option<String>,
}

/// How many, day by day.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/day_bars.html")]
pub struct DayBars {
    /// The reader's words.
    pub words: &'static Words,
    /// Its id, unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be seen in it, in a sentence.
    pub description: String,
    /// The days in their order.
    pub days: Vec<DayBar>,
}

impl HtmlSafe for DayBars {}

/// The height of the tallest bar, in pixels.
const TALL: u64 = 120;

impl DayBars {
    fn top(&self) -> u32 {
        self.days.iter().map(|day| day.value).max().unwrap_or_default()
    }

    /// A day that has any shows at least a line.
    fn height(&self, value: &u32) -> u64 {
        let value = u64::from(*value);
        let height = value.saturating_mul(TALL).checked_div(self.top().into()).unwrap_or_default();
        if value > 0 { height.max(2) } else { 0 }
    }

    fn y(&self, value: &u32) -> u64 {
        16 + TALL - self.height(value)
    }

    fn slot(&self, index: usize, tenths: usize) -> String {
        let part = index.saturating_mul(10).saturating_add(tenths);
        width(u64::try_from(part).unwrap_or(u64::MAX), self.slots())
    }

    fn slots(&self) -> u64 {
        u64::try_from(self.days.len()).unwrap_or(u64::MAX).saturating_mul(10)
    }

    fn bar_width(&self) -> String {
        width(7, self.slots())
    }

    /// About six labels fit under a picture on a phone; the last day always has its own.
    const fn labelled(&self, index: usize) -> bool {
        let every = self.days.len().div_ceil(6);
        every > 0 && (self.days.len() - 1).saturating_sub(index) % every == 0
    }
}
