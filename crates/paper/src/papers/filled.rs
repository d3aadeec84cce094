//! A paper, filled: the same texts for the page and for the press.

use super::{Head, PaperError};
use crate::qr_svg;
use askama::Template;
use domain::words::Moment;
use lang::Words;
use serde::Serialize;
use serde_json::{Value, json};

/// A paper that needs only to be shown or printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The template that prints it, among its pack's papers.
    pub name: String,
    /// A body of HTML, escaped; empty for what is only printed.
    pub html: String,
    /// The same texts for the template, with the words around them.
    pub data: Value,
    /// The moment that the paper bears.
    pub at: Moment,
}

/// A page that knows its head.
pub(super) trait Page: Template + Serialize {
    /// The head.
    fn head(&self) -> &Head<'_>;
}

/// Fills a page.
pub(super) fn fill(name: &'static str, page: &impl Page) -> Result<Filled, PaperError> {
    let head = page.head();
    Ok(Filled { html: page.render()?, ..fill_print(name, page, head)? })
}

/// Fills what is only printed.
pub(super) fn fill_print(name: &str, page: &impl Serialize, head: &Head<'_>) -> Result<Filled, PaperError> {
    let mut data = serde_json::to_value(page)?;
    if let Some(fields) = data.as_object_mut() {
        fields.extend(around(head.words));
    }
    Ok(Filled { name: name.to_owned(), html: String::new(), data, at: head.at })
}

/// What every template is given: the language and the words that papers share.
pub(super) fn around(words: &Words) -> [(String, Value); 2] {
    let said = words.plain("paper-").map(|(key, text)| (key.to_owned(), Value::String(text)));
    [("lang".to_owned(), json!(words.tag())), ("words".to_owned(), said.collect())]
}

/// What a reader of the QR code gets to see, and the code itself as a drawing.
#[derive(Serialize)]
pub(super) struct Check {
    /// Where the code leads.
    pub url: String,
    /// Where the dossier is followed by its code, for who can't scan.
    pub by_hand: String,
    /// The code.
    pub svg: String,
}

impl Check {
    /// A code of so many millimetres.
    pub fn new(url: &str, label: &str, millimetres: u16) -> Result<Self, PaperError> {
        let site = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or_default();
        let by_hand = format!("{site}/track");
        Ok(Self { url: url.to_owned(), by_hand, svg: qr_svg(url, label, millimetres)? })
    }
}
