//! A list with nothing in it says so, and what to do next.

use askama::{Template, filters::HtmlSafe};

use super::Button;

/// Nothing here.
#[derive(Clone, Debug, Template)]
#[template(path = "components/empty/empty.html")]
pub struct Empty {
    /// What isn't here.
    pub title: String,
    /// Why, or what to do.
    pub text: String,
    /// The next action.
    pub button: Option<Button>,
}

impl HtmlSafe for Empty {}

#[cfg(test)]
pub(crate) fn samples(_: &'static lang::Words) -> Vec<String> {
    let empty = Empty {
        title: "Không còn việc nào".into(),
        text: "Hồ sơ mới được giao cho bạn sẽ hiện ở đây.".into(),
        button: Some(Button::quiet("Tiếp nhận hồ sơ").to("/desk/receive")),
    };
    vec![empty.to_string()]
}
