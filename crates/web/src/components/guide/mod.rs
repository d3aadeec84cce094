//! Help for the step at hand: what to check, an example, the usual mistakes.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

/// The guide panel.
#[derive(Clone, Debug, Template)]
#[template(path = "components/guide/guide.html")]
pub struct Guide {
    /// The reader's words.
    pub words: &'static Words,
    /// What to check.
    pub checklist: Vec<String>,
    /// How it was done once.
    pub example: Option<String>,
    /// What often goes wrong.
    pub mistakes: Vec<String>,
}

impl HtmlSafe for Guide {}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let guide = Guide {
        words,
        checklist: vec![
            "Giấy chứng sinh là bản chính, có dấu của cơ sở y tế".into(),
            "Tên cha, mẹ khớp với số định danh".into(),
        ],
        example: Some("Bé sinh tại trạm y tế xã, cha mẹ đã đăng ký kết hôn.".into()),
        mistakes: vec!["Ghi nơi sinh là nơi cư trú thay vì cơ sở y tế".into()],
    };
    vec![guide.to_string()]
}
