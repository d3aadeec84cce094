//! The family of form fields: label, optional hint, optional error, one control.
//!
//! A field is required unless it says that it is optional, because most are. Its id is its name, so an
//! error summary can point at it.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

#[cfg(test)]
mod samples;
#[cfg(test)]
pub(crate) use samples::samples;

/// One of several answers.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// A quieter line under it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }
}

/// A single line that is typed.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The HTML type.
    pub kind: &'static str,
    /// What is in it.
    pub value: String,
    /// Which keyboard a phone shows.
    pub keyboard: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// How wide it is: a class.
    pub class: &'static str,
    /// The unit written behind it.
    pub unit: Option<String>,
    /// How many digits it wants; counted while typing.
    pub digits: Option<u8>,
    /// Which files it takes.
    pub accept: &'static str,
    /// Whether it is a date: eight digits become one when the field is left.
    pub date: bool,
    /// Whether it is an amount: thousands part when the field is left.
    pub money: bool,
    /// Whether it is a province or commune: names are proposed while typing.
    pub place: bool,
    /// What the browser proposes while typing, without script.
    pub proposed: Vec<String>,
}

/// What a person fills in.
#[derive(Clone, Debug)]
pub enum Control {
    /// A line.
    Input(Input),
    /// Several lines.
    TextArea {
        /// What is in it.
        value: String,
        /// How many lines it shows.
        rows: u8,
    },
    /// One of many.
    Select(Vec<Choice>),
    /// One of a few.
    Radios(Vec<Choice>),
    /// Any of a few.
    Checkboxes(Vec<Choice>),
    /// Yes or not.
    Checkbox {
        /// Whether it is ticked.
        chosen: bool,
    },
}

/// A field of a form.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/field.html")]
#[must_use]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that a page says of a field")]
pub struct Field {
    /// The reader's words.
    pub words: &'static Words,
    /// The name that the form sends, and the id on the page.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: Option<String>,
    /// What is wrong with the answer.
    pub error: Option<String>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// Whether it is shown and not asked.
    pub read_only: bool,
    /// Whether the page begins here.
    pub first: bool,
    /// Whether others are asked or not by what it says.
    pub asks: bool,
    /// Whether its label is said and not shown, as a heading shows it.
    pub bare: bool,
    /// Where what is filled in is known from.
    pub from: Option<String>,
    /// What may have been meant.
    pub suggested: Vec<Choice>,
    /// What is filled in.
    pub control: Control,
}

impl HtmlSafe for Field {}

impl Field {
    fn new(words: &'static Words, name: &str, label: impl Into<String>, control: Control) -> Self {
        Self {
            words,
            name: name.into(),
            label: label.into(),
            hint: None,
            error: None,
            optional: false,
            read_only: false,
            first: false,
            asks: false,
            bare: false,
            from: None,
            suggested: Vec::new(),
            control,
        }
    }

    fn input(words: &'static Words, name: &str, label: impl Into<String>, input: Input) -> Self {
        Self::new(words, name, label, Control::Input(input))
    }

    /// A line of text.
    pub fn text(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        Self::input(words, name, label, Input { kind: "text", ..Input::default() })
    }

    /// A line to search with.
    pub fn search(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        Self::input(words, name, label, Input { kind: "search", ..Input::default() })
    }

    /// A number with its unit behind it.
    pub fn number(
        words: &'static Words,
        name: &str,
        label: impl Into<String>,
        unit: impl Into<String>,
    ) -> Self {
        let unit = Some(unit.into());
        Self::input(words, name, label, Input { kind: "text", keyboard: "decimal", unit, ..Input::default() })
    }

    /// A number, with or without decimals, and what stands behind it.
    pub fn amount(
        words: &'static Words,
        name: &str,
        label: impl Into<String>,
        unit: Option<String>,
        decimals: bool,
    ) -> Self {
        let keyboard = if decimals { "decimal" } else { "numeric" };
        let input = Input { kind: "text", keyboard, class: "input-short", unit, ..Input::default() };
        Self::input(words, name, label, input)
    }

    /// A date, typed as 15/08/2025 or 15082025.
    pub fn date(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        let input =
            Input { kind: "text", keyboard: "numeric", class: "input-short", date: true, ..Input::default() };
        Self::input(words, name, label, input).hint(words.say("page-date-hint"))
    }

    /// An amount in đồng.
    pub fn money(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        let unit = Some("₫".to_owned());
        let input = Input { kind: "text", keyboard: "numeric", unit, money: true, ..Input::default() };
        Self::input(words, name, label, input)
    }

    /// A province or commune, by its name or code.
    pub fn place(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        let input = Input { kind: "text", autocomplete: "off", place: true, ..Input::default() };
        Self::input(words, name, label, input)
    }

    /// A personal number: twelve digits.
    pub fn personal_number(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        let input = Input {
            kind: "text",
            keyboard: "numeric",
            class: "input-digits",
            digits: Some(12),
            autocomplete: "off",
            ..Input::default()
        };
        Self::input(words, name, label, input)
    }

    /// A telephone number.
    pub fn phone(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        let input = Input { kind: "tel", autocomplete: "tel", class: "input-digits", ..Input::default() };
        Self::input(words, name, label, input)
    }

    /// An e-mail address.
    pub fn email(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        Self::input(words, name, label, Input { kind: "email", autocomplete: "email", ..Input::default() })
    }

    /// A password.
    pub fn password(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        let input = Input { kind: "password", autocomplete: "current-password", ..Input::default() };
        Self::input(words, name, label, input)
    }

    /// A file to send; the form must be `multipart/form-data`.
    pub fn file(words: &'static Words, name: &str, label: impl Into<String>, accept: &'static str) -> Self {
        let input = Input { kind: "file", class: "document-file", accept, ..Input::default() };
        Self::input(words, name, label, input)
    }

    /// Several lines of text.
    pub fn text_area(words: &'static Words, name: &str, label: impl Into<String>, rows: u8) -> Self {
        Self::new(words, name, label, Control::TextArea { value: String::new(), rows })
    }

    /// One of many; the first is the empty one when nothing is chosen.
    pub fn select(words: &'static Words, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(words, name, label, Control::Select(choices))
    }

    /// One of a few.
    pub fn radios(words: &'static Words, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(words, name, label, Control::Radios(choices))
    }

    /// Any of a few; each sends the same name.
    pub fn checkboxes(
        words: &'static Words,
        name: &str,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(words, name, label, Control::Checkboxes(choices))
    }

    /// One tick; sends `1`.
    pub fn checkbox(words: &'static Words, name: &str, label: impl Into<String>) -> Self {
        Self::new(words, name, label, Control::Checkbox { chosen: false })
    }

    /// What was answered: the text of a line, the value of the choice, `1` for a tick.
    pub fn value(mut self, answer: impl Into<String>) -> Self {
        let answer = answer.into();
        match &mut self.control {
            Control::Input(input) => input.value = answer,
            Control::TextArea { value, .. } => *value = answer,
            Control::Checkbox { chosen } => *chosen = answer == "1",
            Control::Select(choices) | Control::Radios(choices) | Control::Checkboxes(choices) => {
                for choice in choices {
                    choice.chosen = choice.chosen || choice.value == answer;
                }
            }
        }
        self
    }

    /// How to answer.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong, if anything.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// It may stay empty.
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// It is shown and not asked.
    pub const fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Others are asked or not by what it says.
    pub const fn asking(mut self, asks: bool) -> Self {
        self.asks = asks;
        self
    }

    /// Its label is said and not shown.
    pub const fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Where what is filled in is known from.
    pub fn from(mut self, from: impl Into<String>) -> Self {
        self.from = Some(from.into());
        self
    }

    /// What the browser proposes while typing.
    pub fn proposing(mut self, proposed: Vec<String>) -> Self {
        if let Control::Input(input) = &mut self.control {
            input.proposed = proposed;
        }
        self
    }

    /// What may have been meant.
    pub fn suggesting(mut self, suggested: Vec<Choice>) -> Self {
        self.suggested = suggested;
        self
    }

    /// The page begins here.
    pub const fn first(mut self) -> Self {
        self.first = true;
        self
    }

    const fn grouped(&self) -> bool {
        matches!(self.control, Control::Radios(_) | Control::Checkboxes(_))
    }

    const fn ticked(&self) -> bool {
        matches!(self.control, Control::Checkbox { .. })
    }

    /// The ids of what explains the control.
    fn described_by(&self) -> Option<String> {
        let of = |said: bool, what: &str| said.then(|| format!("{}-{what}", self.name));
        let parts = [
            of(self.hint.is_some(), "hint"),
            of(self.from.is_some(), "from"),
            of(self.error.is_some(), "error"),
        ];
        let ids: Vec<String> = parts.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
