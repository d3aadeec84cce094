//! Tables: sortable, with a bulk bar and paging by cursor; on a phone each row is a card, due date first.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use super::{Button, Due, Empty, StateTag};

#[cfg(test)]
mod samples;
#[cfg(test)]
pub(crate) use samples::{samples, worklist};

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// From the smallest, the earliest.
    Up,
    /// From the largest, the latest.
    Down,
}

/// How a column can be sorted.
#[derive(Clone, Debug)]
pub struct Sort {
    /// The list sorted by it, the other way round if it is already.
    pub href: String,
    /// How it is sorted now, if it is.
    pub order: Option<Order>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    #[default]
    Text,
    /// Numbers, to the right.
    Number,
    /// What a card shows first: the due date.
    First,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// How it is sorted, if it can be.
    pub sort: Option<Sort>,
}

impl Column {
    /// A column that isn't sorted.
    pub fn new(kind: ColumnKind, label: impl Into<String>) -> Self {
        Self { label: label.into(), kind, sort: None }
    }
}

/// What stands in a row under a column.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words, and quieter ones under them.
    Lines(String, String),
    /// A link, and quieter words under it; the first of a row is what Enter opens.
    Open {
        /// Where it leads.
        href: String,
        /// What it says.
        text: String,
        /// What stands under it.
        under: Option<String>,
    },
    /// A due badge.
    Due(Due),
    /// A state.
    State(StateTag),
    /// Nothing; left out of a card.
    Blank,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What a bulk form sends as `pick` when the row is chosen.
    pub id: String,
    /// What the row is called by those who hear the page.
    pub name: String,
    /// What it holds, column by column.
    pub cells: Vec<Cell>,
}

/// What can be done with several rows at once.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// Where the form goes.
    pub action: String,
    /// Hidden values that go with it, the session's token among them.
    pub hidden: Vec<(String, String)>,
    /// What can be done.
    pub buttons: Vec<Button>,
}

/// Where the other pages of a list are.
#[derive(Clone, Debug, Default)]
pub struct Paging {
    /// What this page shows: "1–50 trong 214".
    pub shown: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableUse {
    /// To be read.
    Reading,
    /// To be read, under its own name.
    Named,
    /// To be worked through: J and K walk it.
    Worklist,
}

/// A table, or what it says when it is empty.
#[derive(Clone, Debug, Template)]
#[template(path = "components/table/table.html")]
pub struct Table {
    /// The reader's words.
    pub words: &'static Words,
    /// What it lists.
    pub caption: String,
    /// What it is for.
    pub usage: TableUse,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What can be done with several rows.
    pub bulk: Option<Bulk>,
    /// Where the other pages are.
    pub paging: Option<Paging>,
    /// What it says without rows.
    pub empty: Empty,
}

impl HtmlSafe for Table {}

impl Table {
    /// A row's cells, each under its column.
    fn cells<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(&row.cells)
    }
}
