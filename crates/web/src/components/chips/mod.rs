//! Filters as chips: what the list holds, and how many of each.

use askama::{Template, filters::HtmlSafe};

use super::Tone;

/// One filter.
#[derive(Clone, Debug)]
pub struct Chip {
    /// What it keeps.
    pub text: String,
    /// How many there are.
    pub count: Option<u32>,
    /// The list with it, or without it when it is chosen.
    pub href: String,
    /// Whether it is in force.
    pub chosen: bool,
    /// The colour of its count.
    pub tone: Tone,
}

/// A row of filters.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chips/chips.html")]
pub struct FilterChips {
    /// What the row is about, for those who hear the page.
    pub label: String,
    /// The filters.
    pub chips: Vec<Chip>,
}

impl HtmlSafe for FilterChips {}

#[cfg(test)]
pub(crate) fn samples(_: &'static lang::Words) -> Vec<String> {
    let chip = |text: &str, count, tone| Chip {
        text: text.into(),
        count: Some(count),
        href: "?".into(),
        chosen: false,
        tone,
    };
    let chips = vec![
        Chip { chosen: true, ..chip("Tất cả", 14, Tone::Neutral) },
        chip("Trễ hạn", 2, Tone::Late),
        chip("Hôm nay", 5, Tone::Soon),
        chip("Chờ bổ sung", 3, Tone::Neutral),
        Chip { count: None, ..chip("Hộ tịch", 0, Tone::Neutral) },
    ];
    vec![FilterChips { label: "Lọc".into(), chips }.to_string()]
}
