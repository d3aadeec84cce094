//! Suggestions while somebody types.

use crate::fixture::{docs, filled};
use find::{DocKind, Finder, Query, Suggestion};

fn suggested(finder: &Finder, text: &str) -> Vec<Suggestion> {
    finder.suggest(&Query { text, limit: 6, ..Query::default() }).unwrap()
}

fn texts(finder: &Finder, text: &str) -> Vec<String> {
    suggested(finder, text).into_iter().map(|one| one.text).collect()
}

#[test]
fn a_title_is_suggested_by_its_beginning_with_and_without_diacritics() {
    let finder = filled(docs());
    for typed in ["thủ tục cấp g", "thu tuc cap g", "cap giay x", "cấp giấy xác", "Cấp"] {
        let first = suggested(&finder, typed).remove(0);
        assert_eq!(first.text, "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "{typed}");
        assert_eq!(first.href.as_deref(), Some("/procedure/1.004873"), "{typed}");
    }
}

#[test]
fn what_people_call_it_is_suggested_and_leads_to_it() {
    let finder = filled(docs());
    let first = suggested(&finder, "nguoi nha").remove(0);
    assert_eq!(first.text, "người nhà mới mất");
    assert_eq!(first.href.as_deref(), Some("/procedure/1.000656"));
}

#[test]
fn the_last_word_is_finished_with_its_diacritics() {
    let finder = filled(docs());
    let endings: Vec<Suggestion> =
        suggested(&finder, "ky kh").into_iter().filter(|one| one.href.is_none()).collect();
    assert_eq!(endings[0].text, "ký khai");
    assert!(texts(&finder, "đăng ký khai").contains(&"đăng ký khai sinh".to_owned()));
}

#[test]
fn procedures_come_before_other_kinds_and_titles_as_typed_before_others() {
    let finder = filled(docs());
    assert_eq!(texts(&finder, "hỗ trợ khoa học")[0], "Hỗ trợ khoa học và sáng chế");
    assert_eq!(texts(&finder, "ho tro khoa hoc")[0], "Hỗ trợ khoa hoc ở xã");
    let all = texts(&finder, "đăng ký khai sinh");
    assert_eq!(all[0], "Thủ tục đăng ký khai sinh");
    let hrefs: Vec<_> = suggested(&finder, "khai sinh").into_iter().filter_map(|one| one.href).collect();
    let distinct: std::collections::BTreeSet<_> = hrefs.iter().collect();
    assert_eq!(distinct.len(), hrefs.len());
}

#[test]
fn a_code_is_suggested_by_its_beginning() {
    let finder = filled(docs());
    assert_eq!(suggested(&finder, "1.00487")[0].href.as_deref(), Some("/procedure/1.004873"));
}

#[test]
fn only_kinds_that_were_asked_for_are_suggested() {
    let finder = filled(docs());
    let kinds = &DocKind::PUBLIC;
    let query = Query { text: "hướng dẫn điền", kinds, limit: 9, ..Query::default() };
    assert!(finder.suggest(&query).unwrap().iter().all(|one| one.kind != Some(DocKind::Guide)));
    let all = finder.suggest(&Query { kinds: &[], ..query }).unwrap();
    assert_eq!(all[0].kind, Some(DocKind::Guide));
}

#[test]
fn a_question_with_slips_comes_back_without_them() {
    let finder = filled(docs());
    let meant = |text| finder.meant(&Query { text, ..Query::default() }).unwrap();
    assert_eq!(meant("đăng ký khaii sinnh ").as_deref(), Some("đăng ký khai sinh"));
    assert_eq!(meant("tinhh trang hon nhan ").as_deref(), Some("tình trang hon nhan"));
    for right in ["đăng ký khai sinh", "khai sin", "xyzzy ", "1.001193", ""] {
        assert_eq!(meant(right), None, "{right}");
    }
}
