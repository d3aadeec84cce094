//! A form with all that forms have.

use super::{FormFile, FormItem, FormRow, FormRows, FormSet, FormView, Unasked};
use crate::components::{Choice, Field};
use lang::Words;

fn text(words: &'static Words, name: &str, label: &str) -> Field {
    Field::text(words, name, label)
}

fn rows(words: &'static Words, name: &str, heads: &[&str], error: Option<String>) -> FormRows {
    let row = |n: usize| FormRow {
        name: format!("{name}/{n}"),
        title: format!("Con {}", n + 1),
        plain: false,
        items: ["name", "born_on"]
            .map(|part| {
                let field = text(words, &format!("{name}/{n}/{part}"), &format!("{part}, con {}", n + 1));
                FormItem::Field(if heads.is_empty() { field } else { field.bare() })
            })
            .into(),
    };
    FormRows {
        words,
        name: name.into(),
        label: "Các con".into(),
        hint: Some("Mỗi con một dòng.".into()),
        error,
        optional: true,
        heads: heads.iter().map(|h| (*h).to_owned()).collect(),
        rows: (0..2).map(row).collect(),
        more: true,
    }
}

/// The samples.
pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let places = vec![Choice::new("14758", "Xã Bắc Yên, Tỉnh Sơn La (14758)")];
    let unit =
        text(words, "data/place", "Nơi sinh").suggesting(places).from("Lấy từ hồ sơ H56.001-250815-0001");
    let file = FormFile {
        words,
        name: "data/proof".into(),
        label: "Minh chứng".into(),
        hint: Some("PDF hoặc ảnh.".into()),
        error: Some("Hãy điền ô này.".into()),
        optional: false,
        kept: vec![Choice::new("ab", "giay.pdf")],
    };
    let unasked = Unasked { name: "data/father".into(), value: "Lò Văn Pó".into() };
    let mother = FormSet {
        id: "data/mother".into(),
        title: Some("Mẹ".into()),
        hint: Some("Theo giấy tờ.".into()),
        error: Some("Hãy điền ô này.".into()),
        items: vec![FormItem::Field(text(words, "data/mother/name", "Họ tên mẹ"))],
    };
    let items = vec![
        FormItem::Field(unit),
        FormItem::File(file),
        FormItem::Unasked(unasked),
        FormItem::Set(mother),
        FormItem::Rows(rows(words, "data/children", &[], Some("Quá nhiều mục.".into()))),
        FormItem::Rows(rows(words, "data/people", &["Họ tên", "Ngày sinh"], None)),
    ];
    let set = FormSet { id: String::new(), title: None, hint: None, error: None, items };
    let view = FormView { id: "form", sets: vec![set], refresh: Some("Cập nhật".into()) };
    vec![view.to_string()]
}
