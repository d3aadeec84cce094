//! Several kinds in one box.

use crate::fixture::{doc, docs, filled, found};
use find::{Doc, DocKind, Finder, Query};

fn of_kinds(finder: &Finder, text: &str, kinds: &[DocKind], unit: Option<&str>) -> Vec<String> {
    let hits = finder.find(&Query { text, kinds, unit, limit: 20 }).unwrap();
    hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn one_box_finds_all_kinds_and_a_filter_only_some() {
    let finder = filled(docs());
    let all = of_kinds(&finder, "đăng ký khai sinh", &[], None);
    assert_eq!(all[0], "procedure:1.001193");
    assert!(all.contains(&"guide:khai-sinh".to_owned()));
    assert_eq!(of_kinds(&finder, "đăng ký khai sinh", &[DocKind::Guide], None), ["guide:khai-sinh"]);
    assert!(of_kinds(&finder, "1.001193", &[DocKind::Guide], None).is_empty());
}

#[test]
fn a_unit_finds_its_own_and_what_belongs_to_none() {
    let finder = filled(docs());
    let rates = |unit| of_kinds(&finder, "kết quả đúng hạn", &[DocKind::Rate], unit);
    assert_eq!(rates(None).len(), 2);
    assert_eq!(rates(Some("16558")), ["rate:16558"]);
    assert!(rates(Some("99999")).is_empty());
    assert_eq!(of_kinds(&finder, "khai tử", &[], Some("16558"))[0], "procedure:1.000656");
    assert!(of_kinds(&finder, "00004 ", &[], Some("16558")).is_empty());
}

#[test]
fn many_records_change_nothing_in_the_order_of_the_procedures() {
    let few = filled(docs());
    let mut all: Vec<Doc> = docs();
    let record = |n: u32| doc(DocKind::Record, &format!("SO-{n:05}"), "Đăng ký khai sinh học nghề");
    all.extend((0..500).map(record));
    let many = filled(all);
    for text in ["khai sinh", "hỗ trợ khoa học", "dang ky khai tu"] {
        let procedures = |finder: &Finder| of_kinds(finder, text, &[DocKind::Procedure], None);
        assert_eq!(procedures(&few), procedures(&many), "{text}");
    }
    // They don't push procedures off the list either.
    assert_eq!(found(&many, "đăng ký khai sinh")[0], "1.001193");
}

#[test]
fn answers_have_what_is_shown_of_them() {
    let finder = filled(docs());
    let hit = finder.find(&Query { text: "khai tu", limit: 1, ..Query::default() }).unwrap().remove(0);
    assert_eq!((hit.id.as_str(), hit.kind), ("procedure:1.000656", DocKind::Procedure));
    assert_eq!(hit.code, "1.000656");
    assert_eq!((hit.title.as_str(), hit.extra.as_str()), ("Thủ tục đăng ký khai tử", "một dòng"));
    assert_eq!(hit.href, "/procedure/1.000656");
    assert_eq!(DocKind::ALL.map(|kind| DocKind::named(kind.name())), DocKind::ALL.map(Some));
}
