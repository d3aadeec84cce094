//! One paper of the checklist: handed in or not, how many originals and copies, and its picture.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

/// A row of the checklist; rows stand in `<ul class="documents">`. The form sends `NAME` (`1` when handed
/// in), `NAME-originals`, `NAME-copies` and `NAME-file`.
#[derive(Clone, Debug, Template)]
#[template(path = "components/document/document.html")]
pub struct DocumentRow {
    /// The reader's words.
    pub words: &'static Words,
    /// The name of its fields, unique on the page.
    pub name: String,
    /// What the paper is called.
    pub title: String,
    /// When or how it is needed.
    pub note: Option<String>,
    /// Whether the dossier is complete without it.
    pub optional: bool,
    /// Whether it was handed in.
    pub given: bool,
    /// Originals asked for or handed in.
    pub originals: u8,
    /// Copies asked for or handed in.
    pub copies: u8,
    /// The name of the file that is already there.
    pub file: Option<super::Link>,
    /// What is wrong.
    pub error: Option<String>,
}

impl HtmlSafe for DocumentRow {}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let row = DocumentRow {
        words,
        name: "document-1".into(),
        title: "Giấy chứng sinh".into(),
        note: None,
        optional: false,
        given: true,
        originals: 1,
        copies: 0,
        file: Some(super::Link::new("/files/1", "giay-chung-sinh.jpg")),
        error: None,
    };
    let photo = DocumentRow {
        name: "document-2".into(),
        title: "Ảnh 4 × 6".into(),
        note: Some("phông trắng, chụp trong 6 tháng".into()),
        given: false,
        originals: 2,
        file: None,
        error: Some("Còn thiếu ảnh".into()),
        ..row.clone()
    };
    let letter = DocumentRow {
        name: "document-3".into(),
        title: "Văn bản ủy quyền".into(),
        note: Some("khi người khác đi thay".into()),
        optional: true,
        error: None,
        ..photo.clone()
    };
    vec![format!(r#"<ul class="documents">{row}{photo}{letter}</ul>"#)]
}
