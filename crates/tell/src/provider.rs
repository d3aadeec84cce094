//! One way out, whatever is behind it.

use domain::notify::{Channel, Delivery};
use domain::words::Moment;
use std::fmt;
use std::pin::Pin;

/// What somebody waits for.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A provider of one channel.
pub trait Provider: Send + Sync {
    /// The name in settings, pages and figures.
    fn name(&self) -> &str;

    /// The channel.
    fn channel(&self) -> Channel;

    /// Hands one message over. An answer means that the provider has it, not that a person does.
    fn send<'a>(&'a self, message: &'a Message, now: Moment) -> Pending<'a, Result<Accepted, Failure>>;
}

/// A message for one person on one channel.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The notice's id; the same at each try.
    pub id: String,
    /// The notice's kind.
    pub kind: String,
    /// The telephone (`84…`), the e-mail address, or a browser's subscription (JSON).
    pub to: String,
    /// The subject of a mail, the title of a push message.
    pub subject: String,
    /// The text. Of a text message: as it goes over the air.
    pub text: String,
    /// The same as a page, for mail.
    pub html: Option<String>,
    /// What a template of the provider's is filled with, by our names (`code`, `due`, `amount`, `unit`).
    pub values: Vec<(&'static str, String)>,
}

/// Nothing of a person, so that no log gets it by accident.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What a provider answered when it took a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The provider's ids, one for each part; receipts name them.
    pub provider_ids: Vec<String>,
    /// How many parts are paid for.
    pub parts: u32,
    /// What it costs in đồng, by the settings.
    pub cost_vnd: i64,
}

/// What to do about a message that wasn't taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The same may work later, or with another provider.
    Temporary,
    /// This provider will never take this message.
    Permanent,
    /// The provider said something that nobody understands. Tried later, and shown to the administrator.
    Garbage,
}

impl FailureKind {
    /// The name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Permanent => "permanent",
            Self::Garbage => "garbage",
        }
    }
}

/// Why a message wasn't taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {text}")]
pub struct Failure {
    /// What to do about it.
    pub kind: FailureKind,
    /// A stable name of the cause: `away`, `slow`, `auth`, `address`, `refused`, `unreadable`, …
    pub code: &'static str,
    /// What the provider said, without anything of a person; for the administrator.
    pub text: String,
}

impl Failure {
    /// One that may pass.
    pub fn temporary(code: &'static str, text: impl fmt::Display) -> Self {
        Self { kind: FailureKind::Temporary, code, text: masked(&text.to_string()) }
    }

    /// One that stays.
    pub fn permanent(code: &'static str, text: impl fmt::Display) -> Self {
        Self { kind: FailureKind::Permanent, code, text: masked(&text.to_string()) }
    }

    /// An answer that nobody understands.
    pub fn garbage(text: impl fmt::Display) -> Self {
        Self { kind: FailureKind::Garbage, code: "unreadable", text: masked(&text.to_string()) }
    }
}

/// Longest text of a failure, in characters.
const MASKED: usize = 200;

/// What a provider said, so that it can be shown: words with `@` in them and figures of six digits and more
/// are left out, controls are spaces, and what is long is cut.
pub fn masked(text: &str) -> String {
    let mut words = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        words.push(if word.contains('@') || digits >= 6 { "…" } else { word });
    }
    let shown = words.join(" ");
    match shown.char_indices().nth(MASKED) {
        Some((end, _)) => format!("{}…", shown.get(..end).unwrap_or_default()),
        None => shown,
    }
}

/// What became of a message, as its provider says later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The provider's name.
    pub provider: String,
    /// Which message, by the provider's id.
    pub provider_id: String,
    /// How far it is.
    pub state: Delivery,
    /// The provider's reason, for the administrator.
    pub text: String,
}

/// Who keeps receipts. They may come twice, late, and before the answer to the message itself.
pub trait Receipts: Send + Sync {
    /// Keeps one. Answers whether it is kept: the provider is asked to say it again otherwise.
    fn heard(&self, receipt: Receipt) -> Pending<'_, bool>;
}

/// Keeps none.
pub struct Unheard;

impl Receipts for Unheard {
    fn heard(&self, _: Receipt) -> Pending<'_, bool> {
        Box::pin(async { true })
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, Message, masked};

    #[test]
    fn what_a_provider_says_is_shown_without_the_person() {
        let said = "550 5.1.1 <an@example.vn>: Recipient address rejected\r\n to 84990123456, 0990.123.456";
        assert_eq!(masked(said), "550 5.1.1 … Recipient address rejected to … …");
        assert_eq!(masked(&"x ".repeat(300)).chars().count(), 201);
        assert_eq!(Failure::garbage("<html>\n<b>").to_string(), "unreadable: <html> <b>");
    }

    #[test]
    fn a_message_does_not_print_whom_it_is_for() {
        let message = Message {
            id: "38@2025-07-01/7".to_owned(),
            kind: "ready".to_owned(),
            to: "84990123456".to_owned(),
            subject: String::new(),
            text: "Hồ sơ".to_owned(),
            html: None,
            values: vec![("code", "H56".to_owned())],
        };
        let shown = format!("{message:?}");
        assert!(shown.contains("38@2025-07-01/7") && !shown.contains("8499") && !shown.contains("H56"));
    }
}
