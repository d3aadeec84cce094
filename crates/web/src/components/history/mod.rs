//! What happened, grouped by day, the newest day as the screen orders it.

use askama::{Template, filters::HtmlSafe};

use super::Tone;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct HistoryItem {
    /// The time of day.
    pub time: String,
    /// What happened, in a sentence.
    pub what: String,
    /// Who did it, and as what.
    pub by: Option<String>,
    /// What they wrote.
    pub note: Option<String>,
    /// Late for refusals, done for ends; neutral for the rest.
    pub tone: Tone,
}

/// The things of one day.
#[derive(Clone, Debug)]
pub struct HistoryDay {
    /// The day as a person says it.
    pub day: String,
    /// What happened on it.
    pub items: Vec<HistoryItem>,
}

/// A history.
#[derive(Clone, Debug, Template)]
#[template(path = "components/history/history.html")]
pub struct History {
    /// Its days.
    pub days: Vec<HistoryDay>,
}

impl HtmlSafe for History {}

#[cfg(test)]
pub(crate) fn samples(_: &'static lang::Words) -> Vec<String> {
    let item = |time: &str, what: &str, by: &str, note: Option<&str>, tone| HistoryItem {
        time: time.into(),
        what: what.into(),
        by: Some(by.into()),
        note: note.map(Into::into),
        tone,
    };
    let days = vec![
        HistoryDay {
            day: "Hôm nay, 15/08/2025".into(),
            items: vec![
                item("10:05", "Trình ký", "Nguyễn Văn An · tư pháp hộ tịch", None, Tone::Neutral),
                item("08:12", "Tiếp nhận, hẹn trả 15:30", "Lò Thị Hạnh · tiếp nhận", None, Tone::Done),
            ],
        },
        HistoryDay {
            day: "14/08/2025".into(),
            items: vec![item(
                "16:40",
                "Yêu cầu bổ sung",
                "Nguyễn Văn An · tư pháp hộ tịch",
                Some("Giấy chứng sinh bị mờ dấu, đề nghị nộp bản rõ."),
                Tone::Late,
            )],
        },
    ];
    vec![History { days }.to_string()]
}
