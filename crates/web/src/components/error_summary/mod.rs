//! Everything that is wrong with a form, at the top, each line leading to its field.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The name of the field.
    pub field: String,
    /// What to do about it.
    pub message: String,
}

/// The summary; nothing at all when nothing is wrong.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_summary/error_summary.html")]
pub struct ErrorSummary {
    /// The reader's words.
    pub words: &'static Words,
    /// What is wrong, in the order of the page.
    pub problems: Vec<Problem>,
}

impl HtmlSafe for ErrorSummary {}

impl ErrorSummary {
    /// What is wrong with a field, for [`super::Field::error`].
    pub fn of(&self, field: &str) -> Option<String> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.message.clone())
    }
}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let problem = |field: &str, message: &str| Problem { field: field.into(), message: message.into() };
    let problems = vec![
        problem("personal-number-wrong", "Số định danh phải có 12 chữ số"),
        problem("return", "Chọn cách nhận kết quả"),
    ];
    vec![ErrorSummary { words, problems }.to_string(), ErrorSummary { words, problems: vec![] }.to_string()]
}
