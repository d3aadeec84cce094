//! A few procedures, a guide and a register, all small enough to know by heart.

use find::{Change, Doc, DocKind, Everyday, Finder, Query, Weight};

const SYNONYMS: &str = "everyday,catalogue\nđộc thân,xác nhận tình trạng hôn nhân\ngks,đăng ký khai sinh\n";
const ASKING: &str = "word\nxin\ncho\ntoi\nmuon\nlam\ngiay\nthe\nnao\no\ndau\n";

/// A document with nothing but a code and a title.
pub fn doc(kind: DocKind, code: &str, title: &str) -> Doc {
    Doc {
        id: format!("{}:{code}", kind.name()),
        kind,
        title: title.to_owned(),
        text: Vec::new(),
        code: code.to_owned(),
        unit: None,
        href: format!("/{}/{code}", kind.name()),
        extra: "một dòng".to_owned(),
    }
}

fn procedure(code: &str, name: &str, field: &str, phrases: &[&str]) -> Doc {
    let mut text = vec![(Weight::Field, field.to_owned())];
    text.extend(phrases.iter().map(|phrase| (Weight::Phrase, (*phrase).to_owned())));
    Doc { text, ..doc(DocKind::Procedure, code, name) }
}

fn rate(unit: &str, title: &str) -> Doc {
    Doc { unit: Some(unit.to_owned()), ..doc(DocKind::Rate, unit, title) }
}

/// What everybody knows of the fixture's office.
pub fn docs() -> Vec<Doc> {
    vec![
        procedure("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch", &["làm giấy cho bé mới đẻ"]),
        procedure("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch", &[]),
        procedure("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch", &["người nhà mới mất"]),
        procedure("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch", &[]),
        procedure("1.000001", "Hỗ trợ khoa học và sáng chế", "Khoa học", &[]),
        procedure("1.000002", "Hỗ trợ khoa hoc ở xã", "Khác", &[]),
        procedure("1.000003", "Chứng nhận doanh nghiệp khoa học", "Khoa học", &[]),
        doc(DocKind::Guide, "khai-sinh", "Hướng dẫn điền tờ khai đăng ký khai sinh"),
        rate("16558", "Kết quả đúng hạn phường Hạc Thành"),
        rate("00004", "Kết quả đúng hạn phường Ba Đình"),
    ]
}

/// All of these, filled in.
pub fn filled(docs: Vec<Doc>) -> Finder {
    let finder = Finder::in_memory().unwrap();
    finder.speak(Everyday::parse(SYNONYMS, ASKING).unwrap());
    finder.apply(docs.into_iter().map(Change::Put).collect(), "1").unwrap();
    finder
}

/// The codes of what answers, the best first.
pub fn found(finder: &Finder, text: &str) -> Vec<String> {
    let hits = finder.find(&Query { text, limit: 10, ..Query::default() }).unwrap();
    hits.into_iter().map(|hit| hit.code).collect()
}
