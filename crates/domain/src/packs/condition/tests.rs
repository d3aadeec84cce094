//! Conditions give what CEL gives, and end within their budget.

use super::{Condition, ConditionFault};
use proptest::prelude::*;
use serde_json::{Value, json};

fn data() -> Value {
    json!({
        "n": 3, "x": 1.5, "name": "Lê Thị Ánh", "yes": true, "list": [1, 2, 3, 4], "texts": ["a", "b", "á"],
        "child": {"name": "An", "born_on": "2025-08-01"}, "people": [{"age": 12}, {"age": 40}], "none": null,
    })
}

fn evaluate(source: &str) -> Result<Value, ConditionFault> {
    Condition::new(source).evaluate(&|name| (name == "data").then(data))
}

#[test]
fn what_people_write_gives_what_they_mean() {
    let table = [
        ("data.n == 3 && data.yes", json!(true)),
        ("data.child.name == 'An' ? 1 : 2", json!(1)),
        ("has(data.child.gone) || has(data.child.name)", json!(true)),
        ("data.people.exists(p, p.age < 14)", json!(true)),
        ("data.people.all(p, p.age < 14)", json!(false)),
        ("data.list.filter(i, i % 2 == 0).map(i, i * 10)", json!([20, 40])),
        ("data.list.map(i, i > 2, i)", json!([3, 4])),
        ("size(data.name) + data.texts.size()", json!(13)),
        ("'á' in data.texts && 'name' in data.child", json!(true)),
        ("days(data.child.born_on, '2025-09-30')", json!(60)),
        ("years('2007-08-16', '2025-08-15') < 18", json!(true)),
        ("data.gone == 1 || data.yes", json!(true)),
        ("{'a': [1, data.n]}['a'][1] - -1", json!(4)),
        ("data.none == null && 1.0 == 1 && 'a' != 1", json!(true)),
        ("data.name.startsWith('Lê') && data.name.contains('Thị') && !data.name.endsWith('x')", json!(true)),
        ("string(data.n) + ' lần' // chú thích", json!("3 lần")),
    ];
    for (source, expected) in table {
        assert_eq!(evaluate(source), Ok(expected), "{source}");
    }
}

#[test]
fn what_is_wrong_says_where_and_what() {
    let at = |source: &str| match Condition::new(source).fault() {
        Some(ConditionFault::Syntax { at, .. }) => *at,
        other => panic!("{source}: {other:?}"),
    };
    assert_eq!(at("data.n = 3"), 7);
    assert_eq!(at("data.n =="), 9);
    assert_eq!(at("now()"), 0);
    assert_eq!(at("data.name.matches('a+')"), 10);
    assert_eq!(at("'open"), 0);
    assert_eq!(at(&"(".repeat(100)), 48);
    assert_eq!(evaluate("dta.n"), Err(ConditionFault::UnknownName("dta".into())));
    assert_eq!(evaluate("data.gone"), Err(ConditionFault::NoField("gone".into())));
    assert_eq!(evaluate("data.n + data.x"), Err(ConditionFault::Type("+")));
    assert_eq!(evaluate("data.n / 0"), Err(ConditionFault::Range));
    let not = Condition::new("1 + 1").holds(&|_| None);
    assert_eq!(not, Err(ConditionFault::NotBoolean));
}

#[test]
fn loops_inside_loops_run_out_of_budget() {
    let five = "data.list.map(a, data.list.map(b, data.list.map(c, data.list.map(d, data.list.map(e, \
                data.list.map(f, data.list.map(g, a + b + c + d + e + f + g)))))))";
    assert_eq!(evaluate(five), Err(ConditionFault::TooCostly));
    let doubled = (0..40).fold("'0123456789abcdef'".to_owned(), |s, _| format!("[{s}].map(x, x + x)[0]"));
    assert!(evaluate(&doubled).is_err(), "a text that doubles at each step");
    let huge = json!({"list": vec![0; 100_000]});
    let all = Condition::new("data.list.all(x, x == 0)").evaluate(&|_| Some(huge.clone()));
    assert_eq!(all, Err(ConditionFault::TooCostly));
}

#[test]
fn names_are_those_that_nothing_binds() {
    let c = Condition::new("data.people.exists(p, p.age < limit) && has(data.child.name)");
    assert_eq!(c.names().into_iter().collect::<Vec<_>>(), ["data", "limit"]);
    assert_eq!(c.paths("data").into_iter().collect::<Vec<_>>(), ["child.name", "people"]);
}

/// Expressions that make sense often enough.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("data.n"),
        Just("data.x"),
        Just("data.yes"),
        Just("data.list"),
        Just("data.texts"),
        Just("data.name"),
        Just("data.gone"),
        Just("data.none"),
        Just("data.child"),
        Just("1"),
        Just("2"),
        Just("0"),
        Just("1.5"),
        Just("true"),
        Just("false"),
        Just("'a'"),
        Just("'An'"),
        Just("[1, 2]"),
        Just("null"),
    ]
    .prop_map(str::to_owned);
    leaf.prop_recursive(5, 48, 3, |inner| {
        let signs = prop_oneof![
            Just("+"),
            Just("-"),
            Just("*"),
            Just("/"),
            Just("%"),
            Just("=="),
            Just("!="),
            Just("<"),
            Just(">="),
            Just("&&"),
            Just("||"),
            Just("in"),
        ];
        let loops = prop_oneof![Just("all"), Just("exists"), Just("exists_one"), Just("map"), Just("filter")];
        prop_oneof![
            (inner.clone(), signs, inner.clone()).prop_map(|(a, s, b)| format!("({a}) {s} ({b})")),
            inner.clone().prop_map(|a| format!("!({a})")),
            inner.clone().prop_map(|a| format!("size({a})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
            (inner.clone(), loops, inner.clone()).prop_map(|(a, l, b)| format!("({a}).{l}(e, e == ({b}))")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("[{a}, {b}][0]")),
            inner.prop_map(|a| format!("{{'k': {a}}}.k")),
        ]
    })
}

fn other_cel(source: &str) -> Option<Value> {
    let program = cel::Program::compile(source).ok()?;
    let mut context = cel::Context::default();
    context.add_variable_from_value("data", cel::to_value(data()).ok()?);
    program.execute(&context).ok()?.json().ok()
}

fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        _ => a == b,
    }
}

proptest! {
    #[test]
    fn another_cel_gives_the_same(source in expression()) {
        let ours = evaluate(&source);
        prop_assert_ne!(&ours, &Err(ConditionFault::NoField("k".into())));
        if let (Ok(ours), Some(theirs)) = (&ours, other_cel(&source)) {
            prop_assert!(alike(ours, &theirs), "{source}: {ours} and {theirs}");
        }
    }

    #[test]
    fn whatever_is_written_ends(source in "[a-c0-9+*/<>=!&|()\\[\\]{}.,?: '\"]{0,200}") {
        let condition = Condition::new(&source);
        let _ = condition.evaluate(&|_| Some(json!([1, [2, 3], {"a": "b"}])));
    }
}
