//! Records of registers: numbered, valid, changed, ended; their history replays to the newest.

use super::{Book, Registered, Standing, Writing, key, register_scope, wanted, workers, write};
use crate::dossier::tests::{Case, actor, unit};
use crate::dossier::{Refusal, RefusalCode};
use crate::identity::{Role, Scope};
use crate::packs::condition::Condition;
use crate::packs::pack::{Register, Validity};
use crate::packs::{Change, Definition, RecordChange, Text};
use crate::records::{Body as _, Record};
use crate::words::{Day, Moment};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

fn text(word: &str) -> Text {
    Text { vi: word.into(), en: word.into(), fr: word.into() }
}

fn register(number: &str, validity: Option<Validity>) -> Register {
    Register {
        title: text("Sổ"),
        form: "card".parse().unwrap(),
        number: number.into(),
        validity,
        reminders: vec![30],
        public: vec!["name".into()],
        listed: Vec::new(),
        seen_by: vec![Role::Province],
    }
}

fn definition(register: Register) -> Definition {
    let mut definition = Case::received(crate::calendar::Limit::WorkingDays(2)).definition;
    let form = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["name"],
        "properties": {
            "name": { "type": "string", "maxLength": 20 },
            "until": { "type": "string" },
            "level": { "type": "integer", "minimum": 1 },
        }
    });
    definition.forms.insert("card".parse().unwrap(), form);
    definition.registers.insert("cards".parse().unwrap(), register);
    definition
}

/// A book in which nothing stands yet.
fn book() -> Book {
    let series = ["cards/-/", "cards/2024/", "cards/2025/", "cards/2026/"];
    Book { last: series.map(|s| (s.to_owned(), 0)).into(), ..Book::default() }
}

fn day(year: i16, month: i8, of: i8) -> Day {
    Day::new(year, month, of).unwrap()
}

fn change(what: Change, number: Option<&str>, fields: Value) -> RecordChange {
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    RecordChange {
        register: "cards".parse().unwrap(),
        change: what,
        number: number.map(str::to_owned),
        fields,
    }
}

/// Writes one change on a day.
fn one(definition: &Definition, on: Day, said: RecordChange, book: &mut Book) -> Result<Registered, Refusal> {
    let case = Case::received(crate::calendar::Limit::WorkingDays(2));
    let act = "approve".parse().unwrap();
    let at = Writing { definition, dossier: &case.dossier, act: &act, day: on };
    write(&[said], at, book).map(|mut written| written.remove(0))
}

#[test]
fn numbers_follow_each_other_and_begin_anew_each_year() {
    let d = definition(register("{seq:04}/{year}-{unit}", None));
    let mut book = book();
    let mut numbered =
        |on| one(&d, on, change(Change::Create, None, json!({"name": "A"})), &mut book).unwrap();
    let numbers = [day(2025, 8, 15), day(2025, 12, 31), day(2026, 1, 2)].map(|on| numbered(on).number);
    assert_eq!(numbers, ["0001/2025-15085", "0002/2025-15085", "0001/2026-15085"]);
    let (keys, series) = wanted(&[change(Change::Create, None, json!({}))], &d, day(2026, 1, 2));
    assert_eq!((keys, series), (vec![], vec!["cards/2026/".to_owned()]));
    let d = definition(register("GP-{seq}", None));
    let made = one(&d, day(2026, 1, 2), change(Change::Create, None, json!({"name": "A"})), &mut book);
    assert_eq!(made.unwrap().place(), "cards/-/0000000001");
}

#[test]
fn what_holds_for_a_while_runs_out_and_is_renewed_and_ended() {
    let d = definition(register("{seq}/{year}", Some(Validity::Years(2))));
    let mut book = book();
    let made = one(&d, day(2024, 2, 29), change(Change::Create, None, json!({"name": "A"})), &mut book);
    let made = made.unwrap();
    assert_eq!(made.until, Some(day(2026, 2, 28)));
    assert_eq!(made.standing(day(2026, 2, 28)), Standing::Valid);
    assert_eq!(made.standing(day(2026, 3, 1)), Standing::Expired);
    let number = Some("1/2024");
    let changed = change(Change::Change, number, json!({"level": 2}));
    let changed = one(&d, day(2025, 1, 1), changed, &mut book).unwrap();
    assert_eq!((changed.until, changed.fields["name"].as_str()), (made.until, Some("A")));
    assert_eq!(changed.certified(1, 2, day(2025, 1, 2)), Standing::Replaced);
    let renewed = one(&d, day(2026, 3, 5), change(Change::Renew, number, json!({})), &mut book).unwrap();
    assert_eq!((renewed.from, renewed.until), (day(2026, 3, 5), Some(day(2028, 3, 5))));
    let ended = one(&d, day(2026, 4, 1), change(Change::End, number, json!({})), &mut book).unwrap();
    assert_eq!(ended.certified(4, 4, day(2026, 4, 1)), Standing::Ended);
    let again = one(&d, day(2026, 4, 2), change(Change::Change, number, json!({})), &mut book);
    assert_eq!(again.unwrap_err().code, RefusalCode::RecordEnded);
    let other = one(&d, day(2026, 4, 2), change(Change::Change, Some("2/2024"), json!({})), &mut book);
    assert_eq!(other.unwrap_err().code, RefusalCode::RecordMissing);
}

#[test]
fn an_end_may_follow_from_the_fields_and_a_wrong_field_is_named() {
    let until = Validity::Until(Condition::new("until"));
    let d = definition(register("{seq}/{year}", Some(until)));
    let mut book = book();
    let mut make = |fields| one(&d, day(2025, 1, 1), change(Change::Create, None, fields), &mut book);
    assert_eq!(make(json!({"name": "A", "until": "2026-05-01"})).unwrap().until, Some(day(2026, 5, 1)));
    assert_eq!(make(json!({"name": "A"})).unwrap().until, None);
    let soon = make(json!({"name": "A", "until": "soon"})).unwrap_err();
    assert_eq!(soon.code, RefusalCode::GuardFaulty);
    for (fields, field) in [(json!({"level": 1}), "name"), (json!({"name": "A", "level": 0}), "level")] {
        let unfit = make(fields).unwrap_err();
        assert_eq!(unfit.code, RefusalCode::RecordUnfit);
        assert!(unfit.facts.contains(&("field", field.to_owned())), "{:?}", unfit.facts);
    }
}

#[test]
fn who_works_on_its_dossiers_and_who_is_named_sees_a_register() {
    let register = register("{seq}", None);
    let mut d = definition(register.clone());
    let name = "cards".parse().unwrap();
    assert!(workers(&d, &name).is_empty(), "nothing writes there yet");
    let effect = crate::packs::Effect {
        register: "cards".parse().unwrap(),
        change: Change::Create,
        number: None,
        when: None,
        fields: [("name".to_owned(), Condition::new("data.name"))].into(),
    };
    d.process.steps[0].acts[0].records.push(effect);
    let works = workers(&d, &name);
    assert!(works.contains(&Role::Reception) && !works.contains(&Role::Province), "{works:?}");
    let sees = |role: Role| register_scope(&actor(role), &register, &works);
    assert_eq!(sees(Role::Reception), Scope::Unit(unit()));
    assert_eq!(sees(Role::Administrator), Scope::Nobody);
    assert_eq!(sees(Role::Province), Scope::Province(crate::dossier::tests::province()));
    let nobody =
        register_scope(&actor(Role::Province), &Register { seen_by: vec![], ..register }, &BTreeSet::new());
    assert_eq!(nobody, Scope::Nobody);
}

#[test]
fn a_record_is_read_for_ever() {
    let d = definition(register("{seq:04}/{year}-{unit}", Some(Validity::Months(6))));
    let said = change(Change::Create, None, json!({"name": "Lê Thị Ánh", "level": 2}));
    let made = one(&d, day(2025, 8, 15), said, &mut book()).unwrap();
    let golden = include_str!("../../testdata/records/register/v1.json").trim();
    assert_eq!(made.text().unwrap(), golden);
    assert_eq!(serde_json::from_str::<Registered>(golden).unwrap(), made);
    assert!(made.words().contains("le thi anh") && made.words().starts_with("0001 2025 15085"));
}

fn record(made: &Registered, version: u32) -> Record {
    Record {
        unit: unit(),
        kind: Registered::KIND,
        key: made.key(),
        version,
        at: Moment::default(),
        actor: "system:test".into(),
        body: made.text().unwrap(),
    }
}

proptest! {
    /// Whatever is done to records: what the entries say replays to the newest, a number is given once, an
    /// ended one stays as it is, and who finds it finds the newest.
    #[test]
    fn a_history_replays_to_its_newest(acts in prop::collection::vec((0u8..4, 0u32..6, 1i64..9), 1..40)) {
        let d = definition(register("{seq}/{year}", Some(Validity::Days(100))));
        let (mut book, mut on) = (book(), day(2025, 12, 20));
        let mut entries: Vec<Record> = Vec::new();
        for (what, which, level) in acts {
            on = on.plus(1);
            let kind = [Change::Create, Change::Change, Change::Renew, Change::End][usize::from(what)];
            let number = (kind != Change::Create).then(|| format!("{which}/2025"));
            let fields: Map<String, Value> =
                [("name".to_owned(), json!("A")), ("level".to_owned(), json!(level))].into_iter().collect();
            let before = number.as_ref().and_then(|n| {
                book.records.get(&key(&"cards".parse().unwrap(), n)).cloned()
            });
            match one(&d, on, change(kind, number.as_deref(), Value::Object(fields)), &mut book) {
                Ok(made) => {
                    prop_assert_eq!(before.is_none(), kind == Change::Create);
                    prop_assert!(before.is_none_or(|b| b.ended.is_none() && b.sequence == made.sequence));
                    let version = entries.iter().filter(|e| e.key == made.key()).count() + 1;
                    entries.push(record(&made, u32::try_from(version).unwrap()));
                }
                Err(refusal) => prop_assert!(
                    matches!(refusal.code, RefusalCode::RecordMissing | RefusalCode::RecordEnded)
                ),
            }
        }
        for (key, newest) in &book.records {
            let history: Vec<&Record> = entries.iter().filter(|e| e.key == *key).collect();
            prop_assert_eq!(&history.last().unwrap().read::<Registered>().unwrap(), newest);
            prop_assert_eq!(history[0].read::<Registered>().unwrap().change, Change::Create);
            let found = history.last().unwrap().found().unwrap();
            prop_assert_eq!(found.ends.is_none(), newest.ended.is_some());
        }
        for year in [2025, 2026] {
            let mut numbers: Vec<u32> =
                book.records.values().filter(|r| r.year == Some(year)).map(|r| r.sequence).collect();
            numbers.sort_unstable();
            prop_assert_eq!(&numbers, &(1..=u32::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
        }
    }
}
