//! How many of each, the largest first as the screen orders them.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use crate::components::width;

/// One of them.
#[derive(Clone, Debug)]
pub struct RankRow {
    /// What it is.
    pub label: String,
    /// How many.
    pub value: u32,
    /// The dossiers behind it.
    pub href: Option<String>,
}

/// Horizontal bars.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/rank_bars.html")]
pub struct RankBars {
    /// The reader's words.
    pub words: &'static Words,
    /// What it shows.
    pub title: String,
    /// The rows in their order.
    pub rows: Vec<RankRow>,
}

impl HtmlSafe for RankBars {}

impl RankBars {
    /// Each row with its length and its number as it is said.
    fn bars(&self) -> impl Iterator<Item = (&RankRow, String, String)> {
        let top = self.rows.iter().map(|row| row.value).max().unwrap_or_default();
        self.rows
            .iter()
            .map(move |row| (row, width(row.value.into(), top.into()), self.words.number(row.value)))
    }
}
