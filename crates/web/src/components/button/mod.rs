//! Buttons, and links that look like them. One primary a page.

use askama::{Template, filters::HtmlSafe};

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonKind {
    /// The next action: one a page.
    Primary,
    /// What else may be done.
    Quiet,
    /// What can't be taken back.
    Late,
    /// As quiet as a link.
    Link,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Quiet => "button button-quiet",
            Self::Late => "button button-late",
            Self::Link => "button button-link",
        }
    }
}

/// A button that submits its form, or leads somewhere when it has an address.
#[derive(Clone, Debug, Template)]
#[template(path = "components/button/button.html")]
#[must_use]
pub struct Button {
    /// How loud.
    pub kind: ButtonKind,
    /// What it does, as a verb.
    pub text: String,
    /// Where it leads; without, it submits.
    pub href: Option<String>,
    /// The name and value that the form sends with it.
    pub sends: Option<(String, String)>,
    /// Whether Ctrl+Enter presses it; shown on it.
    pub confirms: bool,
}

impl HtmlSafe for Button {}

impl Button {
    const fn of(kind: ButtonKind, text: String) -> Self {
        Self { kind, text, href: None, sends: None, confirms: false }
    }

    /// The next action; Ctrl+Enter presses it.
    pub fn primary(text: impl Into<String>) -> Self {
        Self { confirms: true, ..Self::of(ButtonKind::Primary, text.into()) }
    }

    /// Something else that may be done.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::of(ButtonKind::Quiet, text.into())
    }

    /// Something that can't be taken back.
    pub fn late(text: impl Into<String>) -> Self {
        Self::of(ButtonKind::Late, text.into())
    }

    /// Something as quiet as a link.
    pub fn link(text: impl Into<String>) -> Self {
        Self::of(ButtonKind::Link, text.into())
    }

    /// It leads somewhere.
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self.confirms = false;
        self
    }

    /// It sends a name and a value with the form.
    pub fn sends(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.sends = Some((name.into(), value.into()));
        self
    }
}

#[cfg(test)]
pub(crate) fn samples(_: &'static lang::Words) -> Vec<String> {
    let buttons = [
        Button::primary("Tiếp nhận"),
        Button::quiet("Yêu cầu bổ sung").sends("act", "supplement"),
        Button::late("Từ chối"),
        Button::link("Quay lại").to("/desk"),
    ];
    let [a, b, c, d] = buttons;
    vec![format!(r#"<div class="buttons">{a}{b}{c}{d}</div>"#)]
}
