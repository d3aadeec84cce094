//! One of each field, and one that is wrong.

use lang::Words;

use super::{Choice, Field};

pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let sexes = vec![Choice::new("f", "Nữ"), Choice::new("m", "Nam")];
    let villages = vec![Choice::new("", ""), Choice::new("1", "Bản Phiêng Ban"), Choice::new("2", "Bản Cóc")];
    let returns = vec![
        Choice {
            hint: Some("mang theo giấy hẹn".into()),
            ..Choice::new("counter", "Nhận tại bộ phận một cửa")
        },
        Choice {
            hint: Some("bưu điện thu phí".into()), ..Choice::new("post", "Nhận qua bưu điện")
        },
    ];
    let fields = vec![
        Field::text(words, "full-name", "Họ, chữ đệm, tên")
            .value("Lường Thị Mai")
            .hint("Viết như trong giấy tờ"),
        Field::personal_number(words, "personal-number", "Số định danh").value("000185012345"),
        Field::personal_number(words, "personal-number-wrong", "Số định danh")
            .value("00018501")
            .error(Some("Số định danh phải có 12 chữ số".into())),
        Field::date(words, "born", "Ngày sinh").value("15/08/2025"),
        Field::phone(words, "phone", "Điện thoại").optional(),
        Field::email(words, "email", "Thư điện tử").optional(),
        Field::password(words, "password", "Mật khẩu"),
        Field::number(words, "area", "Diện tích", "m²").value("120,5"),
        Field::select(words, "village", "Bản, tổ dân phố", villages).value("2"),
        Field::radios(words, "sex", "Giới tính", sexes).value("f"),
        Field::radios(words, "return", "Cách nhận kết quả", returns)
            .value("counter")
            .error(Some("Chọn cách nhận kết quả".into())),
        Field::checkboxes(words, "copies", "Giấy tờ kèm theo", vec![Choice::new("a", "Bản sao trích lục")]),
        Field::checkbox(words, "promise", "Tôi cam đoan những điều khai trên là đúng").value("1"),
        Field::text_area(words, "reason", "Lý do", 3).optional(),
        Field::file(words, "scan", "Ảnh chụp giấy tờ", "image/*,application/pdf").optional(),
        Field::text(words, "code", "Mã hồ sơ").value("H56.18-250815-0044").read_only(),
    ];
    fields.into_iter().map(|field| field.to_string()).collect()
}
