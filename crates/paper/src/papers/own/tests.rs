//! What templates find in their data.

use crate::papers::{Filled, sample};
use domain::calendar::{Calendar, Hours, Office};
use domain::packs::catalogue::Procedure;
use domain::packs::{Definition, Process};
use domain::words::PartName;
use lang::{Lang, Words};
use serde_json::{Value, json};

fn definition() -> Definition {
    let rows = include_str!("../../../../../data/procedures.jsonl");
    let row = rows.lines().find(|line| line.contains("\"code\":\"1.001193\"")).unwrap();
    let facts: Procedure = serde_json::from_str(row).unwrap();
    let process = include_str!("../../../../../packs/one-stop/process.toml");
    Definition::plain(facts, Process::parse(process).unwrap())
}

fn hours() -> Hours {
    Hours::of(Office::default(), Calendar::parse("date,kind,name_vi,name_en,status\n").unwrap())
}

fn own(form: Value) -> Vec<Filled> {
    let name: PartName = "letter".parse().unwrap();
    let word = |vi: &str| json!({"vi": vi, "en": vi, "fr": vi});
    let mut definition = Definition { form: Some(form), ..definition() };
    let result = json!({"title": word("Giấy xác nhận"), "paper": "letter"});
    definition.result = Some(serde_json::from_value(result).unwrap());
    sample::of_pack(&name, &definition, &hours(), Words::of(Lang::Vi)).unwrap()
}

fn label(vi: &str) -> Value {
    json!({"vi": vi, "en": "-", "fr": "-"})
}

#[test]
fn what_was_filled_is_said_as_people_read_it() {
    let papers = own(json!({"type": "object", "properties": {
        "kind": {"type": "string", "enum": ["own", "rent"], "x-label": label("Loại nhà"),
            "x-choices": {"own": label("Nhà của mình"), "rent": label("Nhà thuê")}, "x-order": 1},
        "since": {"type": "string", "format": "date", "x-label": label("Từ ngày"), "x-order": 2},
        "price": {"type": "integer", "x-widget": "money", "x-label": label("Giá"), "x-order": 3},
        "year": {"type": "integer", "x-label": label("Năm"), "x-order": 4},
        "kept": {"type": "boolean", "x-label": label("Còn giữ"), "x-order": 5},
        "people": {"type": "array", "maxItems": 5, "x-order": 6, "items": {"type": "object", "properties": {
            "name": {"type": "string", "maxLength": 60, "x-label": label("Họ tên")}}}}
    }}));
    let [all, least, other] = papers.as_slice() else { panic!("{papers:?}") };
    let said = json!({"kind": "Nhà của mình", "since": "15/08/2025", "price": "1.250.000 ₫", "year": "2",
        "kept": "Có", "people": [{"name": "Họ tên"}, {"name": "Họ tên"}]});
    // Amounts have a space that doesn't break.
    let plain = all.data["said"].to_string().replace('\u{a0}', " ");
    assert_eq!(serde_json::from_str::<Value>(&plain).unwrap(), said);
    assert_eq!(all.data["shown"][0]["lines"][0], json!({"label": "Loại nhà", "value": "Nhà của mình"}));
    assert_eq!(all.data["shown"][0]["lines"].as_array().unwrap().len(), 7);
    assert_eq!((&least.data["said"], &least.data["shown"]), (&json!({}), &json!([])));
    assert_eq!(other.data["said"]["kind"], "Nhà thuê");
    assert_eq!(other.data["said"]["people"].as_array().unwrap().len(), 5);
}

#[test]
fn a_result_is_a_draft_until_it_is_decided() {
    let papers = own(json!({"type": "object"}));
    let [all, least, _] = papers.as_slice() else { panic!("{papers:?}") };
    assert_eq!((&all.data["draft"], &least.data["draft"]), (&json!(false), &json!(true)));
    assert_eq!((&all.data["outcome"]["number"], &least.data["outcome"]), (&json!("12/2025"), &Value::Null));
    assert_eq!(all.data["head"]["title"], "Giấy xác nhận");
    assert_eq!(all.data["applicant"]["personal_number"], "000190123456", "a result names the person whole");
    assert_eq!(all.data["unit"]["province"], "tỉnh Sơn La");
}

/// One of each, in every language, with no word missing; personal numbers only half.
#[test]
fn the_laws_papers_are_filled_for_their_templates() {
    for lang in Lang::ALL {
        let papers = sample::of_law(&definition(), &hours(), Words::of(lang)).unwrap();
        let mut names: Vec<&str> = papers.iter().map(|p| p.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 7, "{names:?}");
        for paper in &papers {
            let text = paper.data.to_string();
            assert!(!text.contains("\"paper-") && !text.contains("000190123456"), "{}", paper.name);
            assert_eq!(paper.data["lang"], lang.tag());
            for word in ["state", "motto", "page", "qr"] {
                assert!(paper.data["words"][word].is_string(), "{} {lang}: {word}", paper.name);
            }
        }
    }
}
