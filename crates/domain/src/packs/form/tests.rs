//! One schema draws the form, reads what is typed, and refuses what doesn't belong there.

use super::*;
use crate::words::NumberCheck;
use serde_json::json;

fn birth() -> Value {
    serde_json::from_str(include_str!("../../../../../packs/civil-status/forms/birth.schema.json")).unwrap()
}

/// A form with all that forms have.
fn rich() -> Value {
    json!({
        "type": "object",
        "required": ["kind"],
        "$defs": {"person": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "maxLength": 40, "x-order": 1, "x-label": "Họ tên"},
            "born_on": {"type": "string", "format": "date", "x-order": 2},
            "guardian": {"type": "string", "x-order": 3, "x-required": true,
                "x-when": "has(here.born_on) && years(here.born_on, '2025-08-15') < 14"}
        }}},
        "properties": {
            "kind": {"type": "string", "enum": ["house", "land"], "x-order": 1,
                "x-group": {"vi": "Chung", "en": "General", "fr": "Général"}},
            "owner": {"$ref": "#/$defs/person", "x-order": 2, "x-label": {"vi": "Chủ", "en": "Owner", "fr": "Titulaire"}},
            "people": {"type": "array", "items": {"$ref": "#/$defs/person"}, "maxItems": 3, "x-widget": "table",
                "x-order": 3},
            "uses": {"type": "array", "items": {"enum": ["live", "rent", "work"]}, "x-order": 4},
            "notes": {"type": "array", "items": {"type": "string"}, "x-order": 5},
            "price": {"type": "integer", "x-widget": "money", "x-order": 6},
            "phone": {"type": "string", "x-widget": "phone", "x-order": 7, "x-known": "identity:phone"}
        },
        "if": {"properties": {"kind": {"const": "house"}}, "required": ["kind"]},
        "then": {"required": ["floors"], "properties": {"floors": {"type": "integer", "minimum": 1, "x-order": 8}}}
    })
}

const CHECK: NumberCheck = NumberCheck { year_now: 2025, invented: true };

fn read(typed: &Typed<'_>) -> (Value, Vec<(String, &'static str)>) {
    let (data, faults) = form_read(&Form::of(&rich()), typed, CHECK);
    (Value::Object(data), faults.into_iter().map(|f| (f.pointer, f.key)).collect())
}

fn faults_of(data: &Value) -> Vec<(String, &'static str)> {
    let found = form_data_faults(&rich(), data.as_object().unwrap());
    found.into_iter().map(|f| (f.pointer, f.key)).collect()
}

#[test]
fn fields_come_in_order_with_their_words() {
    let form = Form::of(&birth());
    let parts: Vec<&FormPart> = form.parts().collect();
    assert_eq!(parts[0].name, "child_name");
    assert_eq!(parts[1].what, What::Field(Kind::Date));
    assert!(matches!(&parts[2].what, What::Field(Kind::Choice(c)) if c.len() == 2));
}

#[test]
fn wrong_values_name_their_field() {
    let data = json!({"born_on": "hôm qua", "sex": "x", "copies_wanted": "nhiều"});
    let faults = form_data_faults(&birth(), data.as_object().unwrap());
    let fields: Vec<&str> = faults.iter().map(|f| f.pointer.as_str()).collect();
    assert_eq!(fields, ["/born_on", "/child_name", "/copies_wanted", "/sex"]);
}

#[test]
fn a_field_that_the_form_does_not_have_is_refused_by_its_name() {
    let known = json!({"child_name": "Lê Bảo An", "born_on": "2025-08-12"});
    assert_eq!(form_data_faults(&birth(), known.as_object().unwrap()), []);
    let mut more = known;
    more["chld_name"] = json!("Lê Bảo An");
    let faults = form_data_faults(&birth(), more.as_object().unwrap());
    let said: Vec<_> = faults.iter().map(|f| (f.pointer.as_str(), f.key)).collect();
    assert_eq!(said, [("/chld_name", "problem-unknown-field")]);
    let inner =
        json!({"kind": "house", "owner": {"name": "An", "nme": 1}, "people": [{"name": "An", "x/y": 1}]});
    let inner: Vec<_> = faults_of(&inner).into_iter().filter(|f| f.1 == "problem-unknown-field").collect();
    let places: Vec<&str> = inner.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(places, ["/owner/nme", "/people/0/x~1y"]);
    let takes_any = json!({"properties": {"a": {"type": "string"}}, "additionalProperties": true});
    assert_eq!(form_data_faults(&takes_any, more.as_object().unwrap()), []);
}

#[test]
fn a_schema_becomes_groups_rows_tables_and_conditional_parts() {
    let form = Form::of(&rich());
    assert_eq!(form.groups[0].title.as_ref().unwrap().en, "General");
    let names: Vec<&str> = form.parts().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["kind", "owner", "people", "uses", "notes", "price", "phone", "floors"]);
    let part = |name: &str| form.parts().find(|p| p.name == name).unwrap();
    let What::Group(owner) = &part("owner").what else { panic!("owner is a group") };
    assert_eq!((owner[0].pointer.as_str(), owner[0].required), ("/owner/name", true));
    let What::Repeat { parts, most: 3, table: true, .. } = &part("people").what else { panic!("a table") };
    assert_eq!(parts[0].pointer, "/name");
    assert!(matches!(&part("uses").what, What::Field(Kind::Choices(c)) if c.len() == 3));
    assert_eq!(part("phone").known, Some(Origin::Identity("phone".into())));
    let floors = part("floors");
    let shown = |data: Value| floors.is_shown(&data, &data).unwrap();
    assert!(floors.required && shown(json!({"kind": "house"})) && !shown(json!({"kind": "land"})));
}

#[test]
fn pairs_become_data_and_back_to_no_fault() {
    let (data, faults) = read(&[
        ("/kind", "house"),
        ("/owner/name", "Lê Thị Ánh"),
        ("/owner/born_on", "1/2/1990"),
        ("/people/0/name", "An"),
        ("/people/2/name", "Bình"),
        ("/people/2/born_on", "2020-01-01"),
        ("/people/2/guardian", "Ánh"),
        ("/people/0/guardian", "nobody asked"),
        ("/uses", "live"),
        ("/uses", "work"),
        ("/notes/0", "gấp"),
        ("/notes/1", "  "),
        ("/price", "1.500.000 đ"),
        ("/phone", "0912 345 678"),
        ("/floors", "2"),
    ]);
    assert_eq!(faults, []);
    assert_eq!(
        data,
        json!({
            "kind": "house", "owner": {"name": "Lê Thị Ánh", "born_on": "1990-02-01"},
            "people": [{"name": "An"}, {"name": "Bình", "born_on": "2020-01-01", "guardian": "Ánh"}],
            "uses": ["live", "work"], "notes": ["gấp"], "price": 1_500_000, "phone": "84912345678", "floors": 2
        })
    );
    assert_eq!(faults_of(&data), []);
}

#[test]
fn what_is_no_value_and_what_is_not_asked_is_told_at_its_place() {
    let (data, faults) = read(&[
        ("/kind", "land"),
        ("/people/0/born_on", "hôm qua"),
        ("/price", "nhiều"),
        ("/floors", "two"),
        ("/gone", "x"),
        ("/empty", " "),
        ("/people/7/name", "a"),
        ("/people/8/name", "b"),
        ("/people/9/name", "c"),
    ]);
    let expected = [
        ("/people", "problem-too-many-items"),
        ("/people/0/born_on", "problem-date"),
        ("/price", "problem-amount"),
        ("/gone", "problem-unknown-field"),
    ];
    assert_eq!(faults, expected.map(|(p, k)| (p.to_owned(), k)));
    assert!(data.get("floors").is_none(), "land has no floors: {data}");
}

#[test]
fn what_is_needed_where_it_is_shown_is_told_where_it_is_missing() {
    assert_eq!(faults_of(&json!({})), [("/kind".to_owned(), "problem-required")]);
    assert_eq!(faults_of(&json!({"kind": "land"})), []);
    assert_eq!(faults_of(&json!({"kind": "house"})), [("/floors".to_owned(), "problem-required")]);
    let child = json!({"kind": "land", "people": [{"name": "An", "born_on": "2020-01-01"}, {"born_on": "1980-01-01"}]});
    let expected = [("/people/0/guardian", "problem-required"), ("/people/1/name", "problem-required")];
    assert_eq!(faults_of(&child), expected.map(|(p, k)| (p.to_owned(), k)));
}

#[test]
fn hostile_values_are_refused_with_their_field() {
    let at = |data: Value| faults_of(&data)[0].clone();
    assert_eq!(
        at(json!({"owner": {"name": "<script>alert(1)</script>"}})),
        ("/owner/name".into(), "problem-markup")
    );
    assert_eq!(at(json!({"owner": {"name": "a\u{0}b"}})), ("/owner/name".into(), "problem-markup"));
    assert_eq!(at(json!({"notes": ["x".repeat(100_000)]})), ("/notes/0".into(), "problem-too-long"));
    assert_eq!(at(json!({"notes": vec!["x"; 1000]})), ("/notes".into(), "problem-too-many-items"));
    let deep = (0..20).fold(json!("x"), |inner, _| json!([inner]));
    assert_eq!(at(json!({"notes": deep})), ("/notes/0/0/0/0/0/0".into(), "problem-too-deep"));
    let (found, key) = at(json!({"kind": "land", "price": "rẻ"}));
    assert_eq!((found.as_str(), key), ("/price", "problem-type"));
    assert!(faults_of(&json!({"kind": "land", "notes": ["a < b và b > c"]})).is_empty());
    assert!(faults_of(&json!({"kind": "land", "notes": ["x".repeat(3_000)]})).len() == 1);
}

/// The way of a chain of conditions, each asked because of the one before.
#[test]
fn what_is_asked_because_of_what_was_asked_is_kept_and_goes_with_it() {
    let when =
        |name: &str| json!({"type": "string", "x-when": format!("has(data.{name}) && data.{name} == 'yes'")});
    let schema = json!({"type": "object", "properties": {
        "d": when("c"), "c": when("b"), "b": when("a"), "a": {"type": "string"}
    }});
    let form = Form::of(&schema);
    let of = |a: &str| {
        let typed = [("/a", a), ("/b", "yes"), ("/c", "yes"), ("/d", "end")];
        Value::Object(form_read(&form, &typed, CHECK).0)
    };
    assert_eq!(of("yes"), json!({"a": "yes", "b": "yes", "c": "yes", "d": "end"}));
    assert_eq!(of("no"), json!({"a": "no"}));
}

#[test]
fn rows_close_their_gaps_and_faults_name_the_row_that_is_left() {
    let form = Form::of(&rich());
    let typed = [
        ("/people", ""),
        ("/people/0", ""),
        ("/people/0/name", " "),
        ("/people/2", ""),
        ("/people/2/born_on", "2020-01-01"),
        ("/people/5/name", "An"),
        ("/people/5/born_on", "ngày mai"),
    ];
    let owned: Vec<(String, String)> =
        typed.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
    let tidied = form_tidy(&form, owned);
    assert_eq!(form_rows(&tidied, "/people"), 3);
    assert!(tidied.contains(&("/people/1/name".to_owned(), "An".to_owned())));
    assert!(tidied.contains(&("/people/2/name".to_owned(), " ".to_owned())));
    let (data, faults) = read(&typed);
    assert_eq!(data["people"], json!([{"born_on": "2020-01-01"}, {"name": "An", "born_on": "ngày mai"}]));
    assert_eq!(faults, [("/people/1/born_on".to_owned(), "problem-date")]);
    let guardian = ("/people/0/guardian".to_owned(), "problem-required");
    assert!(faults_of(&data).contains(&guardian), "a child of five has one");
}

#[test]
fn numbers_of_people_and_telephones_are_checked_wherever_they_come_from() {
    let schema = json!({"type": "object", "properties": {
        "number": {"type": "string", "x-widget": "personal-number"},
        "phone": {"type": "string", "x-widget": "phone"},
        "unit": {"type": "string", "x-widget": "unit"}
    }});
    let wrong = json!({"number": "12", "phone": "không có", "unit": "Hòa Lạc"});
    let found = form_data_faults(&schema, wrong.as_object().unwrap());
    let found: Vec<(&str, &str)> = found.iter().map(|f| (f.pointer.as_str(), f.key)).collect();
    assert_eq!(
        found,
        [
            ("/number", "problem-personal-number-length"),
            ("/phone", "problem-phone-shape"),
            ("/unit", "problem-unit")
        ]
    );
    let right = json!({"number": "000090123456", "phone": "84912345678", "unit": "15085"});
    assert_eq!(form_data_faults(&schema, right.as_object().unwrap()), []);
}

proptest::proptest! {
    /// What a page shows of read data reads to the same data again.
    #[test]
    fn what_is_typed_is_read_shown_and_read_again(
        kind in "house|land|", names in proptest::collection::vec("[A-Za-zàáảãạ ]{0,8}", 0..3),
        uses in proptest::collection::btree_set("live|rent|work", 0..3),
        notes in proptest::collection::vec(".{0,12}", 0..4),
        price in proptest::option::of(0_i64..9_000_000_000),
        floors in "[0-9a-z]{0,3}", born in "[0-9/]{0,10}",
    ) {
        let form = Form::of(&rich());
        let mut typed = vec![("/kind".to_owned(), kind), ("/floors".to_owned(), floors)];
        typed.push(("/owner/born_on".to_owned(), born));
        let rows = names.into_iter().enumerate();
        typed.extend(rows.map(|(n, name)| (format!("/people/{}/name", n * 3), name)));
        typed.extend(uses.into_iter().map(|u| ("/uses".to_owned(), u)));
        typed.extend(notes.into_iter().enumerate().map(|(n, note)| (format!("/notes/{n}"), note)));
        typed.extend(price.map(|p| ("/price".to_owned(), p.to_string())));
        let read = |typed: &[(String, String)]| {
            let pairs: Vec<(&str, &str)> = typed.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
            form_read(&form, &pairs, CHECK)
        };
        let (data, faults) = read(&typed);
        let (again, same) = read(&form_typed(&form, &data));
        proptest::prop_assert_eq!(data, again);
        proptest::prop_assert_eq!(faults.len(), same.len());
    }
}
