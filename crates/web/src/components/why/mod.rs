//! Why a due date is what it is: the days in a row, then each rule with what it rests on, from when to when,
//! and the hours that counted.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use super::DayStrip;

/// One rule that was applied.
#[derive(Clone, Debug)]
pub struct WhyLine {
    /// In a sentence.
    pub text: String,
    /// What it rests on.
    pub article: String,
    /// From when to when.
    pub span: String,
    /// The hours that counted.
    pub counted: Option<String>,
}

/// The explanation.
#[derive(Clone, Debug, Template)]
#[template(path = "components/why/why.html")]
pub struct WhyDue {
    /// The reader's words.
    pub words: &'static Words,
    /// The days, where there are not too many.
    pub strip: Option<DayStrip>,
    /// The rules in reading order.
    pub lines: Vec<WhyLine>,
    /// All the hours that counted, where there is more than one line of them.
    pub total: Option<String>,
}

impl HtmlSafe for WhyDue {}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let line = |text: &str, counted: Option<&str>| WhyLine {
        text: text.into(),
        article: "Điều 147 Bộ luật Dân sự năm 2015".into(),
        span: "25/04/2025 → 26/04/2025".into(),
        counted: counted.map(str::to_owned),
    };
    let lines = vec![
        line("Ngày nhận hồ sơ (25/04/2025) không tính vào thời hạn.", None),
        line("Có tính ngày làm bù: 26/04/2025.", Some("7 giờ 30 phút")),
    ];
    vec![WhyDue { words, strip: None, lines, total: Some("7 giờ 30 phút".into()) }.to_string()]
}
