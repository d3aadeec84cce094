//! A form of a pack: groups under their headings, fields, rows that are added and taken away, tables.
//!
//! Every button inside sends the whole form, so that rows and conditional parts come and go without a
//! script; with one, only the part `data-live` is replaced. What isn't asked at the moment is carried along
//! unseen, so that an answer that is changed back brings it back.

use super::{Choice, Field, Problem};
use askama::{Template, filters::HtmlSafe};
use lang::Words;
use std::fmt;

#[cfg(test)]
mod samples;
#[cfg(test)]
pub(crate) use samples::samples;

/// A form, without the `<form>` around it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/form/form.html")]
pub struct FormView {
    /// Its id on the page.
    pub id: &'static str,
    /// What stands in it.
    pub sets: Vec<FormSet>,
    /// What the button says that asks anew what is to be filled; none where nothing hangs on answers.
    pub refresh: Option<String>,
}

impl HtmlSafe for FormView {}

/// Fields that belong together.
#[derive(Clone, Debug, Template)]
#[template(path = "components/form/set.html")]
pub struct FormSet {
    /// Its id; empty for none.
    pub id: String,
    /// Its heading.
    pub title: Option<String>,
    /// How to answer.
    pub hint: Option<String>,
    /// What is wrong with it as a whole.
    pub error: Option<String>,
    /// What stands in it.
    pub items: Vec<FormItem>,
}

impl HtmlSafe for FormSet {}

/// Something in a form.
#[derive(Clone, Debug)]
pub enum FormItem {
    /// One value.
    Field(Field),
    /// A file, with those that are kept.
    File(FormFile),
    /// A group.
    Set(FormSet),
    /// Rows.
    Rows(FormRows),
    /// What isn't asked now: name and value.
    Unasked(Unasked),
}

impl HtmlSafe for FormItem {}

impl fmt::Display for FormItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => field.fmt(f),
            Self::File(file) => file.fmt(f),
            Self::Set(set) => set.fmt(f),
            Self::Rows(rows) => rows.fmt(f),
            Self::Unasked(unasked) => unasked.fmt(f),
        }
    }
}

/// A value that is carried along unseen.
#[derive(Clone, Debug, Template)]
#[template(source = r#"<input type="hidden" name="{{ name }}" value="{{ value }}">"#, ext = "html")]
pub struct Unasked {
    /// Its name.
    pub name: String,
    /// What it was.
    pub value: String,
}

impl HtmlSafe for Unasked {}

/// A file that is asked for. The form sends `NAME-file`, and `NAME-kept` for those that are kept already.
#[derive(Clone, Debug, Template)]
#[template(path = "components/form/file.html")]
pub struct FormFile {
    /// The reader's words.
    pub words: &'static Words,
    /// The name of its value.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// Whether it may be left out.
    pub optional: bool,
    /// Files that are kept: digest and name.
    pub kept: Vec<Choice>,
}

impl HtmlSafe for FormFile {}

/// The same fields, row by row.
#[derive(Clone, Debug, Template)]
#[template(path = "components/form/rows.html")]
pub struct FormRows {
    /// The reader's words.
    pub words: &'static Words,
    /// The name of the whole.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: Option<String>,
    /// What is wrong with the whole.
    pub error: Option<String>,
    /// Whether there may be no row.
    pub optional: bool,
    /// The headings of a table; none where each row stands for itself.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<FormRow>,
    /// Whether one more may be added.
    pub more: bool,
}

impl HtmlSafe for FormRows {}

/// A row.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// Its name.
    pub name: String,
    /// What it is called: `Con 2`.
    pub title: String,
    /// Whether it is one field of the row's own name.
    pub plain: bool,
    /// Its fields; in a table one for each heading.
    pub items: Vec<FormItem>,
}

impl FormRows {
    /// The fields of a row with their headings.
    fn cells<'a>(&'a self, row: &'a FormRow) -> impl Iterator<Item = (&'a String, &'a FormItem)> {
        self.heads.iter().zip(&row.items)
    }
}

impl FormView {
    /// The names of its fields in the order of the page, with what they are called.
    pub fn names(&self) -> Vec<(&str, &str)> {
        let mut names = Vec::new();
        for set in &self.sets {
            set.names(&mut names);
        }
        names
    }

    /// Says of each problem whose it is: many fields can say the same.
    pub fn name_in(&self, problems: &mut [Problem]) {
        let names = self.names();
        for problem in problems {
            if let Some((_, label)) = names.iter().find(|(name, _)| *name == problem.field) {
                problem.message = format!("{label}: {}", problem.message);
            }
        }
    }
}

impl FormSet {
    fn names<'a>(&'a self, names: &mut Vec<(&'a str, &'a str)>) {
        names.push((&self.id, self.title.as_deref().unwrap_or_default()));
        for item in &self.items {
            item.names(names);
        }
    }
}

impl FormItem {
    fn names<'a>(&'a self, names: &mut Vec<(&'a str, &'a str)>) {
        match self {
            Self::Field(field) => names.push((&field.name, &field.label)),
            Self::File(file) => names.push((&file.name, &file.label)),
            Self::Set(set) => set.names(names),
            Self::Rows(rows) => {
                names.push((&rows.name, &rows.label));
                for item in rows.rows.iter().flat_map(|row| &row.items) {
                    item.names(names);
                }
            }
            Self::Unasked(_) => {}
        }
    }
}
