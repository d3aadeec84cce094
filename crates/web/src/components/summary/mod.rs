//! Key and value, line by line.

use askama::{Template, filters::HtmlSafe};

use super::Link;

/// A line.
#[derive(Clone, Debug)]
pub struct SummaryRow {
    /// What it is.
    pub key: String,
    /// What it says.
    pub value: String,
    /// Where it is changed.
    pub change: Option<Link>,
}

impl SummaryRow {
    /// A line that isn't changed here.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into(), change: None }
    }
}

/// A summary list.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/summary/summary.html")]
pub struct Summary {
    /// Its lines.
    pub rows: Vec<SummaryRow>,
}

impl HtmlSafe for Summary {}

#[cfg(test)]
pub(crate) fn sample() -> Summary {
    let change = Some(Link::new("#applicant", "Sửa"));
    let rows = vec![
        SummaryRow::new("Thủ tục", "Đăng ký khai sinh"),
        SummaryRow { change, ..SummaryRow::new("Người nộp", "Lường Thị Mai · 000185012345") },
        SummaryRow::new("Nơi cư trú", "Bản Phiêng Ban, xã Bắc Yên"),
        SummaryRow::new("Lệ phí", "0 ₫"),
    ];
    Summary { rows }
}

#[cfg(test)]
pub(crate) fn samples(_: &'static lang::Words) -> Vec<String> {
    vec![sample().to_string()]
}
