//! A page that asks once more, never a modal, for what matters.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use super::{Button, Field, Notice, Summary};

/// What is about to happen, in full, and the button that does it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/confirm/confirm.html")]
pub struct Confirm {
    /// The reader's words.
    pub words: &'static Words,
    /// The question: the page's heading.
    pub title: String,
    /// What to know before.
    pub notice: Option<Notice>,
    /// What it is about.
    pub summary: Summary,
    /// What is still asked: a reason, a password.
    pub fields: Vec<Field>,
    /// Where the form goes.
    pub action: String,
    /// Hidden values that go with it, the session's token among them.
    pub hidden: Vec<(String, String)>,
    /// The button that does it.
    pub button: Button,
    /// Where it leads when one thinks better of it.
    pub back: String,
}

impl HtmlSafe for Confirm {}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let text = "Người nộp sẽ nhận được văn bản từ chối. Việc này không thu hồi được.";
    let confirm = Confirm {
        words,
        title: "Từ chối hồ sơ này?".into(),
        notice: Some(Notice::new(words, super::NoticeKind::Warning, text)),
        summary: super::summary::sample(),
        fields: vec![Field::text_area(words, "confirm-reason", "Lý do", 3)],
        action: "/desk/dossiers/1/acts/refuse".into(),
        hidden: vec![("csrf".into(), "sample".into())],
        button: Button::late("Từ chối"),
        back: "/desk/dossiers/1".into(),
    };
    vec![confirm.to_string()]
}
