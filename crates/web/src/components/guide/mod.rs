//! Help for the step at hand: what to check, line by line with ticks that are kept; how it is done, an
//! example, the usual mistakes.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

/// The guide panel.
#[derive(Clone, Debug, Template)]
#[template(path = "components/guide/guide.html")]
pub struct Guide {
    /// The reader's words.
    pub words: &'static Words,
    /// Where ticks are sent; empty where they are only read.
    pub action: String,
    /// What the form must carry.
    pub csrf: String,
    /// What to check.
    pub lines: Vec<GuideLine>,
    /// What to read.
    pub texts: Vec<GuideText>,
}

impl HtmlSafe for Guide {}

/// A line of the checklist. The form sends `on` for each that is ticked and `was` for each that was.
#[derive(Clone, Debug)]
pub struct GuideLine {
    /// Its name.
    pub id: String,
    /// What to look at; safe HTML.
    pub text: String,
    /// Who ticked it and when.
    pub ticked: Option<String>,
}

/// A text to read.
#[derive(Clone, Debug)]
pub struct GuideText {
    /// Its heading.
    pub title: String,
    /// What kind of text it is.
    pub kind: String,
    /// The text; safe HTML.
    pub html: String,
}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let line = |id: &str, text: &str, ticked: Option<&str>| GuideLine {
        id: id.into(),
        text: text.into(),
        ticked: ticked.map(str::to_owned),
    };
    let text = |kind: &str, html: &str| GuideText {
        title: "Lập biên bản".into(),
        kind: words.say(kind),
        html: html.into(),
    };
    let lines = vec![
        line(
            "a1",
            "Giấy chứng sinh là bản chính, có dấu của cơ sở y tế",
            Some("Lò Thị Mai, 08:30 12/08/2025"),
        ),
        line("b2", "Tên cha, mẹ khớp với <strong>số định danh</strong>", None),
    ];
    let texts = vec![
        text("page-guide-manual", "<p>Đọc giấy trước, hỏi người sau.</p>"),
        text("page-guide-mistakes", "<ul><li>Ghi nơi sinh là nơi cư trú.</li></ul>"),
    ];
    let guide = Guide { words, action: "/ticks".into(), csrf: "x".into(), lines, texts };
    let read = Guide { action: String::new(), ..guide.clone() };
    vec![guide.to_string(), read.to_string()]
}
