use super::{Index, Phrases, Synonyms};
use crate::packs::catalogue::{DecidingTier, Procedure, Territory};
use std::sync::Arc;

fn procedure(code: &str, name: &str, field: &str) -> Arc<Procedure> {
    Arc::new(Procedure {
        code: code.parse().unwrap(),
        name: name.to_owned(),
        field: field.to_owned(),
        field_code: String::new(),
        ministry: String::new(),
        tiers: vec![DecidingTier::Commune],
        territory: Territory::Bound,
        subjects: Vec::new(),
        channels: Vec::new(),
        cases: Vec::new(),
        documents: Vec::new(),
        results: Vec::new(),
        legal: Vec::new(),
        decision: String::new(),
        decided_on: None,
    })
}

fn index() -> Index {
    let all = [
        procedure("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
        procedure("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch"),
        procedure("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch"),
        procedure("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch"),
        procedure("1.000001", "Hỗ trợ khoa học và sáng chế", "Khoa học"),
        procedure("1.000002", "Hỗ trợ khoa hoc", "Khác"),
    ];
    let synonyms = "everyday,catalogue\nđộc thân,xác nhận tình trạng hôn nhân\n";
    let phrases = "code,phrase\n1.000656,người nhà mới mất\n1.001193,làm giấy cho bé mới đẻ\n";
    Index::new(&all, &Phrases::parse(phrases).unwrap()).with_synonyms(Synonyms::parse(synonyms).unwrap())
}

fn found(query: &str) -> Vec<String> {
    index().search(query, 10).iter().map(|h| h.code.to_string()).collect()
}

#[test]
fn the_plain_procedure_comes_before_its_longer_relatives() {
    assert_eq!(found("đăng ký khai sinh")[..2], ["1.001193", "2.000528"]);
    assert_eq!(found("dang ky khai sinh")[..2], ["1.001193", "2.000528"]);
    assert_eq!(found("khai sinh nước ngoài")[0], "2.000528");
}

#[test]
fn the_last_word_may_be_unfinished() {
    assert_eq!(found("tình tr")[0], "1.004873");
    assert!(found("tr ").is_empty());
}

#[test]
fn everyday_words_are_translated() {
    assert_eq!(found("xin giấy độc thân")[0], "1.004873");
    assert_eq!(found("giay doc than")[0], "1.004873");
    assert!(!found("đọc thần").contains(&"1.004873".to_owned()));
}

#[test]
fn typed_diacritics_decide_the_order_only() {
    let typed = found("học");
    assert_eq!(typed, ["1.000001", "1.000002"]);
    assert_eq!(found("hoc")[0], "1.000002");
}

#[test]
fn codes_are_found() {
    assert_eq!(found(" 1.004873 ")[0], "1.004873");
    assert_eq!(found("1.0048"), ["1.004873"]);
    assert!(found("").is_empty() && found("zzz").is_empty());
    assert_eq!(index().search("khai", 2).len(), 2);
}

#[test]
fn a_broken_table_names_its_line() {
    assert_eq!(Synonyms::parse("everyday,catalogue\na,b\nonly\n").unwrap_err().line, 3);
}

#[test]
fn a_procedure_is_found_by_what_people_call_it() {
    assert_eq!(found("mẹ tôi mới mất")[0], "1.000656");
    assert_eq!(found("xin lam giay cho be")[0], "1.001193");
    assert_eq!(Phrases::parse("code,phrase\n1.001193,a\nx y,b\n").unwrap_err().line, 3);
}

#[test]
fn a_slip_of_a_letter_is_forgiven_where_nothing_has_the_word() {
    assert_eq!(found("khai sinnh")[0], "1.001193");
    assert_eq!(found("khai tuu")[0], "1.000656");
    assert!(found("xyzzy").is_empty());
}
