//! The step track: where a dossier stands, who has it, until when.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

/// Where a step lies from where the dossier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackState {
    /// Behind it.
    Done,
    /// Here.
    Current,
    /// Ahead.
    Next,
    /// Not needed this time.
    Skipped,
}

impl TrackState {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Next => "next",
            Self::Skipped => "skipped",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Done => "page-step-done",
            Self::Current => "page-step-current",
            Self::Next => "page-step-next",
            Self::Skipped => "page-step-skipped",
        }
    }
}

/// One step of the way.
#[derive(Clone, Debug)]
pub struct TrackStep {
    /// Its title.
    pub title: String,
    /// Where it lies.
    pub state: TrackState,
    /// Who has or had it.
    pub who: Option<String>,
    /// Until when, or when it was done.
    pub until: Option<String>,
}

/// The whole way.
#[derive(Clone, Debug, Template)]
#[template(path = "components/track/track.html")]
pub struct StepTrack {
    /// The reader's words.
    pub words: &'static Words,
    /// The steps in their order.
    pub steps: Vec<TrackStep>,
}

impl HtmlSafe for StepTrack {}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let step = |title: &str, state, who: Option<&str>, until: Option<&str>| TrackStep {
        title: title.into(),
        state,
        who: who.map(Into::into),
        until: until.map(Into::into),
    };
    let steps = vec![
        step("Tiếp nhận", TrackState::Done, Some("Lò Thị Hạnh"), Some("08:12 15/08/2025")),
        step("Thẩm tra", TrackState::Current, Some("Nguyễn Văn An"), Some("đến 14:00 hôm nay")),
        step("Lấy ý kiến công an", TrackState::Skipped, None, None),
        step("Ký", TrackState::Next, Some("Chủ tịch"), Some("đến 15:00 hôm nay")),
        step("Trả kết quả", TrackState::Next, None, Some("15:30 hôm nay")),
    ];
    vec![StepTrack { words, steps }.to_string()]
}
