//! Texts that must not be seen.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A secret, or a text full of personal data: `Debug` doesn't show it. Serialised it stands there as it is,
/// for keeping on the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(String);

impl Hidden {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn shown(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::Hidden;

    #[test]
    fn a_hidden_text_is_not_shown_by_debug() {
        let hidden = Hidden::new("sesame");
        assert_eq!(format!("{hidden:?}"), "(hidden)");
        assert_eq!(hidden.shown(), "sesame");
    }
}
