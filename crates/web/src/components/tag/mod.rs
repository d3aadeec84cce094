//! A state in a word.

use askama::{Template, filters::HtmlSafe};

/// What a colour means, the same everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say.
    #[default]
    Neutral,
    /// In our hands.
    Action,
    /// Late, refused, wrong.
    Late,
    /// Waiting, warned.
    Soon,
    /// Done, in time.
    Done,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Neutral, Self::Action, Self::Late, Self::Soon, Self::Done];

    /// The word in class names.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Action => "action",
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Done => "done",
        }
    }
}

/// The state of a dossier, a unit, a pack.
#[derive(Clone, Debug, Template)]
#[template(source = r#"<span class="tag tag-{{ tone.class() }}">{{ text }}</span>"#, ext = "html")]
pub struct StateTag {
    /// What it means.
    pub tone: Tone,
    /// The word.
    pub text: String,
}

impl HtmlSafe for StateTag {}

impl StateTag {
    /// A tag.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }
}

#[cfg(test)]
pub(crate) fn samples(_: &'static lang::Words) -> Vec<String> {
    let words = ["Mới tiếp nhận", "Đang thẩm tra", "Từ chối", "Chờ bổ sung", "Đã trả kết quả"];
    Tone::ALL.into_iter().zip(words).map(|(tone, text)| StateTag::new(tone, text).to_string()).collect()
}
