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

/// A bar as it is drawn.
struct Bar<'a> {
    day: &'a DayBar,
    number: String,
    x: String,
    y: u64,
    height: u64,
    /// Where its label stands, if it has one.
    label_x: Option<String>,
}

impl DayBars {
    fn top(&self) -> u32 {
        self.days.iter().map(|day| day.value).max().unwrap_or_default()
    }

    /// Each day has a slot of ten parts; the bar takes eight of them, its label the middle.
    fn slots(&self) -> u64 {
        u64::try_from(self.days.len()).unwrap_or(u64::MAX).saturating_mul(10)
    }

    fn bar_width(&self) -> String {
        width(8, self.slots())
    }

    fn bars(&self) -> impl Iterator<Item = Bar<'_>> {
        let (top, slots) = (u64::from(self.top()), self.slots());
        // About five labels fit under a picture on a phone; the last day always has its own.
        let every = self.days.len().div_ceil(5).max(1);
        let from_the_end = (0..self.days.len()).rev();
        self.days.iter().zip((0_u64..).step_by(10)).zip(from_the_end).map(move |((day, at), left)| {
            let height = u64::from(day.value).saturating_mul(TALL).checked_div(top).unwrap_or_default();
            // A day that has any shows at least a line.
            let height = if day.value > 0 { height.max(2) } else { 0 };
            // The last label ends with its bar, so that it stays inside the picture.
            let label = if left == 0 { at + 9 } else { at + 5 };
            Bar {
                day,
                number: self.words.number(day.value),
                x: width(at + 1, slots),
                y: 16 + TALL - height,
                height,
                label_x: (left % every == 0).then(|| width(label, slots)),
            }
        })
    }
}
