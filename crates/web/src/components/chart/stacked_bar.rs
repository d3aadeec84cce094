//! What a whole is made of: one bar, its parts named and numbered beside it.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use crate::components::width;

/// A part.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub label: String,
    /// How many.
    pub value: u32,
    /// The dossiers behind it.
    pub href: Option<String>,
}

/// The parts of a whole; colours follow the order: action, gold, late, muted, done, line.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/stacked_bar.html")]
pub struct StackedBar {
    /// The reader's words.
    pub words: &'static Words,
    /// Its id, unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The parts in their order.
    pub parts: Vec<Part>,
}

impl HtmlSafe for StackedBar {}

impl StackedBar {
    fn whole(&self) -> u64 {
        self.parts.iter().map(|part| u64::from(part.value)).sum()
    }

    /// Each part with where it begins, how long it is and its number as it is said.
    fn pieces(&self) -> impl Iterator<Item = (&Part, String, String, String)> {
        let whole = self.whole();
        self.parts.iter().scan(0, move |before, part| {
            let (start, value) = (*before, u64::from(part.value));
            *before += value;
            Some((part, width(start, whole), width(value, whole), self.words.number(part.value)))
        })
    }
}
