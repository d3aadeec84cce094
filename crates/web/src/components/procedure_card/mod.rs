//! A procedure among others: what it is, how long it takes, what it costs.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

/// A card; cards stand in `<ul class="cards">`.
#[derive(Clone, Debug, Template)]
#[template(path = "components/procedure_card/procedure_card.html")]
pub struct ProcedureCard {
    /// The reader's words.
    pub words: &'static Words,
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Where it is explained.
    pub href: String,
    /// Its field of work.
    pub field: String,
    /// How long it takes, in words.
    pub deadline: String,
    /// What it costs, in words.
    pub fee: String,
}

impl HtmlSafe for ProcedureCard {}

#[cfg(test)]
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let card = ProcedureCard {
        words,
        code: "1.001193".into(),
        title: "Đăng ký khai sinh".into(),
        href: "/procedures/1.001193".into(),
        field: "Hộ tịch".into(),
        deadline: "trong ngày".into(),
        fee: "0 ₫".into(),
    };
    let single = ProcedureCard {
        code: "1.004873".into(),
        title: "Cấp giấy xác nhận tình trạng hôn nhân".into(),
        deadline: "3 ngày làm việc".into(),
        fee: "15.000 ₫".into(),
        ..card.clone()
    };
    vec![format!(r#"<ul class="cards">{card}{single}</ul>"#)]
}
