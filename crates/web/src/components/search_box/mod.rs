//! A question and a box: for procedures, for dossiers, for lists.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

/// How large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchSize {
    /// Beside something else: a list, a figure.
    Row,
    /// What its page is for.
    Main,
    /// The reason for the page.
    Large,
}

/// A search box; it sends a GET.
#[derive(Clone, Debug, Template)]
#[template(path = "components/search_box/search_box.html")]
pub struct SearchBox {
    /// The reader's words.
    pub words: &'static Words,
    /// Where it goes.
    pub action: String,
    /// The name of what was typed, and the id on the page.
    pub name: String,
    /// The question.
    pub label: String,
    /// What was typed.
    pub value: String,
    /// What the button says; "search" when it is none.
    pub button: Option<String>,
    /// How large.
    pub size: SearchSize,
}

impl HtmlSafe for SearchBox {}

impl SearchBox {
    /// Whether it is the one box, which suggests where its page has the script.
    fn suggests(&self) -> bool {
        self.action == "/procedures"
    }
}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let large = SearchBox {
        words,
        action: "/procedures".into(),
        name: "q".into(),
        label: "Bạn cần làm thủ tục gì?".into(),
        value: "xin giấy độc thân".into(),
        button: None,
        size: SearchSize::Large,
    };
    let row = SearchBox {
        name: "code".into(),
        label: "Tra cứu hồ sơ".into(),
        value: String::new(),
        button: Some("Xem".into()),
        size: SearchSize::Row,
        ..large.clone()
    };
    let main = SearchBox { size: SearchSize::Main, ..row.clone() };
    vec![large.to_string(), row.to_string(), main.to_string()]
}
