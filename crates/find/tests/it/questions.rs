//! What people type, and what they mean.

use crate::fixture::{doc, docs, filled, found};
use find::{DocKind, Finder, Query};

fn finder() -> Finder {
    filled(docs())
}

fn first(text: &str) -> Option<String> {
    found(&finder(), text).into_iter().next()
}

#[test]
fn the_plain_procedure_comes_before_its_longer_relatives_with_and_without_diacritics() {
    let finder = finder();
    for text in ["đăng ký khai sinh", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH"] {
        assert_eq!(found(&finder, text)[0], "1.001193", "{text}");
    }
    assert_eq!(found(&finder, "khai sinh nước ngoài")[0], "2.000528");
}

#[test]
fn decomposed_letters_are_the_same_letters() {
    let composed = found(&finder(), "đăng ký khai tử");
    assert_eq!(composed[0], "1.000656");
    assert_eq!(found(&finder(), "đa\u{306}ng ky\u{301} khai tu\u{31b}\u{309}"), composed);
}

#[test]
fn the_letter_d_with_a_stroke_is_found_by_a_plain_one() {
    assert_eq!(first("nguoi nha moi mat").as_deref(), Some("1.000656"));
    assert_eq!(first("be moi de").as_deref(), Some("1.001193"));
    assert_eq!(first("bé mới đẻ").as_deref(), Some("1.001193"));
}

#[test]
fn typed_diacritics_decide_the_order_only() {
    let finder = finder();
    let typed = found(&finder, "hỗ trợ khoa học");
    assert!(typed.contains(&"1.000002".to_owned()), "{typed:?}");
    let at = |found: &[String], code: &str| found.iter().position(|own| own == code).unwrap();
    assert!(at(&typed, "1.000001") < at(&typed, "1.000002"), "{typed:?}");
    // Without any, both have the word: the shorter title is first.
    assert_eq!(found(&finder, "ho tro khoa hoc")[0], "1.000002");
}

#[test]
fn an_answer_tells_whether_it_has_everything_as_typed() {
    let finder = finder();
    let hits = finder.find(&Query { text: "hỗ trợ khoa học ", limit: 9, ..Query::default() }).unwrap();
    let exactly = |code: &str| hits.iter().find(|hit| hit.code == code).unwrap().typed_exactly;
    assert_eq!([exactly("1.000001"), exactly("1.000002"), exactly("1.000003")], [true, false, false]);
}

#[test]
fn the_last_word_may_be_unfinished_unless_a_space_follows() {
    assert_eq!(first("tình tr").as_deref(), Some("1.004873"));
    assert!(found(&finder(), "tr ").is_empty());
}

#[test]
fn everyday_words_and_abbreviations_are_understood() {
    for text in ["xin giấy độc thân để mua nhà", "xin giay doc than de mua nha", "doc than"] {
        assert_eq!(first(text).as_deref(), Some("1.004873"), "{text}");
    }
    assert!(!found(&finder(), "đọc thần").contains(&"1.004873".to_owned()));
    assert_eq!(first("tôi muốn làm GKS").as_deref(), Some("1.001193"));
}

#[test]
fn words_by_which_one_only_asks_weigh_little_but_count_when_they_are_all_there_is() {
    assert_eq!(first("tôi muốn xin khai tử").as_deref(), Some("1.000656"));
    assert_eq!(first("làm giấy cho").as_deref(), Some("1.001193"));
}

#[test]
fn a_slip_is_forgiven_in_words_of_four_letters_and_more() {
    assert_eq!(first("khai sinnh").as_deref(), Some("1.001193"));
    assert_eq!(first("tinhh trangg hon nhan").as_deref(), Some("1.004873"));
    assert_eq!(first("doanh nghieepp").as_deref(), Some("1.000003"));
    assert!(found(&finder(), "xyzzy ").is_empty());
    assert!(found(&finder(), "tuu ").is_empty());
}

#[test]
fn codes_are_found_whole_and_by_their_beginning_and_never_guessed() {
    let finder = finder();
    assert_eq!(found(&finder, " 1.004873 ")[0], "1.004873");
    assert_eq!(found(&finder, "1.0048"), ["1.004873"]);
    assert_eq!(found(&finder, "thủ tục 2.000528")[0], "2.000528");
    assert!(found(&finder, "1.004874").is_empty());
    let hit = finder.find(&Query { text: "1.001193", limit: 1, ..Query::default() }).unwrap().remove(0);
    assert!(hit.score >= 10.0 && hit.typed_exactly);
}

#[test]
fn numbers_are_words_like_others_but_never_guessed() {
    let finder = filled(vec![doc(DocKind::Record, "H56-7", "Giấy phép số 123456 năm 2026")]);
    assert_eq!(found(&finder, "giay phep 123456"), ["H56-7"]);
    assert_eq!(found(&finder, "h56-7"), ["H56-7"]);
    assert!(found(&finder, "123457").is_empty());
}

#[test]
fn nothing_that_people_type_fails() {
    let finder = finder();
    let long = "khai sinh ".repeat(1_000);
    let nines = "9".repeat(300);
    let hostile = [
        "",
        " ",
        "\"",
        "\"khai sinh",
        "(((",
        "title:khai AND",
        "khai~9 OR *",
        "/.*/",
        "😀 👩‍👩‍👧",
        "\u{0}\n\t",
        "_",
        "a_b",
        "-",
        "|",
        "khai|sinh",
        "\u{301}\u{301}",
        "<script>",
        "' OR 1=1 --",
        "{}[]^\\",
        "ﬃ İ ß Ǆ",
        "1.",
        nines.as_str(),
        long.as_str(),
    ];
    for text in hostile {
        let hits = finder.find(&Query { text, limit: 5, ..Query::default() });
        assert!(hits.is_ok_and(|hits| hits.len() <= 5), "{text:?}");
        assert!(
            finder.suggest(&Query { text, limit: 5, ..Query::default() }).is_ok_and(|all| all.len() <= 5),
            "{text:?}"
        );
    }
    assert_eq!(found(&finder, &long)[0], "1.001193");
    assert_eq!(found(&finder, "(\"khai tử\")?")[0], "1.000656");
}

#[test]
fn no_answer_is_asked_for_and_none_is_given() {
    assert!(finder().find(&Query { text: "khai sinh", ..Query::default() }).unwrap().is_empty());
    assert!(finder().suggest(&Query { text: "khai sinh", limit: 0, ..Query::default() }).unwrap().is_empty());
}
