//! What the page has to say: what just happened, what to know before going on.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use super::Link;

/// Of what kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    Info,
    /// It is done.
    Success,
    /// Look out.
    Warning,
    /// It went wrong.
    Error,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Info, Self::Success, Self::Warning, Self::Error];

    const fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Info => "page-notice-info",
            Self::Success => "page-notice-success",
            Self::Warning => "page-notice-warning",
            Self::Error => "page-notice-error",
        }
    }
}

/// A notice.
#[derive(Clone, Debug, Template)]
#[template(path = "components/notice/notice.html")]
pub struct Notice {
    /// The reader's words.
    pub words: &'static Words,
    /// Of what kind.
    pub kind: NoticeKind,
    /// What stands above it; the kind's own word where there is none.
    pub title: Option<String>,
    /// What to say.
    pub text: String,
    /// Where to go from here.
    pub link: Option<Link>,
}

impl HtmlSafe for Notice {}

impl Notice {
    /// A notice without a link.
    pub fn new(words: &'static Words, kind: NoticeKind, text: impl Into<String>) -> Self {
        Self { words, kind, title: None, text: text.into(), link: None }
    }

    /// The same under a title of its own.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }
}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let texts = [
        "Thủ tục này có thể nộp tại bất kỳ xã nào trong tỉnh.",
        "Đã tiếp nhận hồ sơ H56.18-250815-0044, hẹn trả 15:30 hôm nay.",
        "Đường truyền đang gián đoạn; hồ sơ vẫn được tiếp nhận tại đây và gửi đi khi có mạng.",
        "Hồ sơ chưa được ghi. Hãy thử lại.",
    ];
    let link = |kind| (kind == NoticeKind::Success).then(|| Link::new("/desk/dossiers/1", "Mở hồ sơ"));
    NoticeKind::ALL
        .into_iter()
        .zip(texts)
        .map(|(kind, text)| Notice { link: link(kind), ..Notice::new(words, kind, text) }.to_string())
        .collect()
}
