//! Children: who is asked, what waits for whom, and what time does meanwhile.

use super::{Case, at, definition, hours, unit};
use crate::calendar::{Hours, Limit};
use crate::dossier::{
    Approve, Around, Charge, ChildAsked, Command, Deliver, Dossier, Event, Move, Open, Refusal, RefusalCode,
    Resume, Rules, Stage, Supplement, Withdraw, asks, child_ended, child_filing, evolve, receive_child,
};
use crate::identity::Place;
use crate::ledger::canonical_json;
use crate::packs::condition::Condition;
use crate::packs::{ActDef, Definition, Join};
use crate::words::{Moment, ProcedureCode, UnitId};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Everybody may be asked; the procedure of children is the same plain one.
struct Town {
    definition: Definition,
    hours: Hours,
}

impl Town {
    fn new() -> Self {
        let mut definition = definition(Limit::WorkingDays(5));
        definition.facts.code = "XA-HOI-01".parse().unwrap();
        Self { definition, hours: hours() }
    }
}

impl Around for Town {
    fn place(&self, code: &str) -> Option<Place> {
        let unit = format!("{code}@2025-07-01").parse().ok().filter(|_| code != "99999")?;
        Some(Place { unit, province: super::province() })
    }

    fn hours(&self, _unit: &UnitId) -> &Hours {
        &self.hours
    }

    fn definition(&self, procedure: &ProcedureCode) -> Option<&Definition> {
        Some(&self.definition).filter(|d| d.code() == procedure)
    }
}

const ASK: &str = r#"id = "ask"
kind = "open"
title = { vi = "Hỏi", en = "Ask", fr = "Demander" }
[open]
procedure = "XA-HOI-01"
units = ["15085", "15088", "15091"]
due = "3wd"
data = { name = "applicant.name", missing = "data.nothing" }
"#;

fn act(said: &str) -> ActDef {
    toml::from_str(said).unwrap()
}

/// A dossier that is examined, under a process whose first step may ask others.
fn case(said: &str) -> Case {
    let mut case = Case::received(Limit::WorkingDays(10));
    let ask = act(said);
    case.definition.process.steps.iter_mut().find(|s| s.id.as_str() == "check").unwrap().acts.push(ask);
    case
}

fn asked(case: &Case, said: &str, answers: Value) -> Result<Vec<ChildAsked>, Refusal> {
    let Value::Object(answers) = answers else { panic!() };
    asks(at(10), &case.dossier, act(said).open.as_ref().unwrap(), &answers, &Town::new())
}

fn open(case: &mut Case, said: &str) -> Result<Event, Refusal> {
    let asked = asked(case, said, json!({}))?;
    case.act(at(10), "ask", Command::Open(Open { asked }))
}

/// The so-many-th child, as its unit takes it in.
fn taken_in(parent: &Dossier, index: usize) -> Dossier {
    let town = Town::new();
    let asked = parent.children().nth(index).unwrap().asked.clone();
    let place = Place { unit: asked.unit.clone(), province: super::province() };
    let code = format!("H56.148-250815-{:04}", 100 + index).parse().unwrap();
    let filing = child_filing(parent, &asked, place, code, "0123456789ab".into());
    let rules = Rules { definition: &town.definition, hours: &town.hours };
    let event = receive_child(rules, filing, parent, "Đăng ký khai sinh", asked.id).unwrap();
    evolve(None, at(10), &event).unwrap()
}

/// The same child, withdrawn at a moment.
fn ended(parent: &Dossier, index: usize, now: Moment) -> Dossier {
    let child = taken_in(parent, index);
    let end = Event::Withdrawn(crate::dossier::Withdrawn { reason: "không cần nữa".into() });
    evolve(Some(child), now, &end).unwrap()
}

fn end(case: &mut Case, index: usize, now: Moment) -> Result<Event, Refusal> {
    let child = ended(&case.dossier, index, now);
    let event = child_ended(now, case.rules(), &case.dossier, &child)?;
    case.dossier = evolve(Some(case.dossier.clone()), now, &event).unwrap();
    Ok(event)
}

fn refused(result: Result<Event, Refusal>) -> RefusalCode {
    result.unwrap_err().code
}

#[test]
fn how_many_must_have_ended() {
    let table = [
        (Join::All, [false, false, false, true]),
        (Join::Any, [false, true, true, true]),
        (Join::Quorum(2), [false, false, true, true]),
        (Join::Quorum(9), [false, false, false, true]),
        (Join::UntilDue, [false, false, false, true]),
        (Join::Nobody, [true, true, true, true]),
    ];
    for (join, met) in table {
        assert_eq!([0, 1, 2, 3].map(|ended| join.met(ended, 3)), met, "{join}");
    }
    assert!(Join::All.met(0, 0) && Join::Any.met(0, 0));
}

#[test]
fn what_leads_on_waits_for_enough_and_nothing_else_does() {
    let said = ASK.replace("due = \"3wd\"", "due = \"3wd\"\njoin = \"quorum(2)\"");
    let mut case = case(&said);
    let due = case.dossier.due();
    open(&mut case, &said).unwrap();
    assert_eq!((case.dossier.stage, case.dossier.due()), (Stage::Processing, due), "the clock runs on");
    let held = case.act(at(11), "forward", Command::Move(Move {})).unwrap_err();
    assert_eq!(held.code, RefusalCode::ChildrenOpen);
    let facts = vec![("count", "2".to_owned()), ("units", "15085, 15088, 15091".to_owned())];
    assert_eq!(held.facts, facts);
    let supplement = Supplement { items: vec!["Ảnh".into()], reason: "thiếu".into() };
    case.act(at(11), "supplement", Command::Supplement(supplement)).unwrap();
    case.act(at(14), "resume", Command::Resume(Resume::default())).unwrap();
    end(&mut case, 1, at(14)).unwrap();
    assert_eq!(refused(case.act(at(14), "forward", Command::Move(Move {}))), RefusalCode::ChildrenOpen);
    assert_eq!(refused(end(&mut case, 1, at(14))), RefusalCode::NotHere, "an end is told once");
    end(&mut case, 0, at(15)).unwrap();
    case.act(at(15), "forward", Command::Move(Move {})).unwrap();
    let children = crate::dossier::known(&case.dossier, "children").unwrap();
    assert_eq!(children[1]["stage"], "withdrawn");
    assert_eq!((&children[2]["ended"], &children[2]["stage"]), (&json!(false), &json!("asked")));
    assert_eq!(children[0]["data"], json!({"name": "Lê Thị Ánh"}), "what isn't known isn't written");
    let mut gone = self::case(&said);
    open(&mut gone, &said).unwrap();
    gone.act(at(11), "withdraw", Command::Withdraw(Withdraw { reason: "thôi".into() })).unwrap();
    assert_eq!(refused(end(&mut gone, 0, at(12))), RefusalCode::Ended, "an ended parent hears nothing");
    assert_eq!(gone.dossier.waits_for(), 0);
}

#[test]
fn after_the_decision_the_hand_over_waits_where_something_was_opened_there() {
    let said = ASK.replace("due = \"3wd\"", "due = \"3wd\"\njoin = \"any\"");
    let mut case = Case::received(Limit::WorkingDays(10));
    let steps = &mut case.definition.process.steps;
    steps.iter_mut().find(|s| s.id.as_str() == "return").unwrap().acts.push(act(&said));
    case.act(at(10), "forward", Command::Move(Move {})).unwrap();
    case.act(at(10), "approve", Command::Approve(Approve::default())).unwrap();
    open(&mut case, &said).unwrap();
    assert_eq!(case.dossier.stage, Stage::Resolved);
    let deliver = || Command::Deliver(Deliver { receiver: "A".into(), ..Deliver::default() });
    assert_eq!(refused(case.act(at(11), "deliver", deliver())), RefusalCode::ChildrenOpen);
    end(&mut case, 2, at(11)).unwrap();
    case.act(at(11), "deliver", deliver()).unwrap();
}

#[test]
fn silence_until_the_due_time_counts_as_consent_and_stops_no_clock() {
    let said = ASK.replace("due = \"3wd\"", "due = \"3wd\"\nstops_clock = \"Điều 21\"\njoin = \"until-due\"");
    let mut case = case(&said);
    open(&mut case, &said).unwrap();
    assert_eq!(case.dossier.stage, Stage::Processing);
    end(&mut case, 0, at(11)).unwrap();
    let due = case.dossier.opened[0].children[1].asked.due.at;
    let forward = || Command::Move(Move {});
    let early = case.act(due.plus_minutes(-1), "forward", forward()).unwrap_err();
    assert_eq!(early.code, RefusalCode::ChildrenOpen);
    assert_eq!(early.facts[0].1, (case.dossier.opened[0].children.len() - 1).to_string());
    case.act(due, "forward", forward()).unwrap();
}

#[test]
fn the_law_may_let_the_clock_stand_still_and_then_it_goes_as_with_a_payment() {
    let said = ASK.replace("due = \"3wd\"", "due = \"3wd\"\nstops_clock = \"Điều 21\"\njoin = \"any\"");
    let (mut asking, mut paying) = (case(&said), case(ASK));
    open(&mut asking, &said).unwrap();
    assert_eq!(asking.dossier.stage, Stage::AwaitingAnswers);
    assert!(asking.dossier.runs_to().is_none());
    assert_eq!(
        refused(asking.act(at(11), "resume", Command::Resume(Resume::default()))),
        RefusalCode::NotHere
    );
    let pay = Charge { amount_vnd: 1_000, reason: "lệ phí".into() };
    paying.act(at(10), "charge", Command::Charge(pay)).unwrap();
    let back = at(16).plus_minutes(4 * 24 * 60);
    end(&mut asking, 1, back).unwrap();
    paying.act(back, "resume", Command::Resume(Resume::default())).unwrap();
    assert_eq!(asking.dossier.stage, Stage::Processing);
    assert_eq!(asking.dossier.due(), paying.dossier.due());
    assert!(asking.dossier.due() > case(ASK).dossier.due());
    let moved = asking.dossier.due();
    end(&mut asking, 0, back.plus_minutes(900)).unwrap();
    assert_eq!(asking.dossier.due(), moved, "who answers later moves nothing");
}

#[test]
fn a_child_is_a_dossier_of_its_own_that_knows_its_parent_and_its_due_date() {
    let mut case = case(ASK);
    open(&mut case, ASK).unwrap();
    let (child, again) = (taken_in(&case.dossier, 1), taken_in(&case.dossier, 1));
    assert_eq!(child, again, "asking again asks for the same child");
    assert_eq!(child.parent.as_ref().map(|p| p.dossier), Some(case.dossier.id()));
    assert_eq!(child.due(), Some(case.dossier.children().nth(1).unwrap().asked.due.at));
    assert_eq!(child.place().unit.code(), "15088");
    assert_eq!(child.filing.applicant, case.dossier.filing.applicant);
    assert_eq!(child.filing.documents, case.dossier.filing.documents, "nobody hands papers in twice");
    let ids: std::collections::BTreeSet<_> = case.dossier.children().map(|c| c.asked.id).collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn expressions_say_who_is_asked_for_what_until_when() {
    let case = case(ASK);
    let said = ASK
        .replace("units = [\"15085\", \"15088\", \"15091\"]", "units = \"answers.units\"")
        .replace("due = \"3wd\"", "due = \"3wd\"\napplicant = \"'UBND xã'\"");
    let found = asked(&case, &said, json!({"units": ["15088", "15088", "15091"]})).unwrap();
    assert_eq!(found.iter().map(|a| a.unit.code()).collect::<Vec<_>>(), ["15088", "15091"]);
    assert_eq!(found[0].applicant.as_ref().unwrap().name, "UBND xã");
    let code = |answers| asked(&case, &said, answers).unwrap_err().code;
    assert_eq!(code(json!({"units": []})), RefusalCode::ChildrenNobody);
    assert_eq!(code(json!({"units": ["99999"]})), RefusalCode::ChildUnit);
    assert_eq!(code(json!({})), RefusalCode::GuardFaulty);
    let each = ASK
        .replace(
            "units = [\"15085\", \"15088\", \"15091\"]",
            "each = \"answers.products\"\nby = \"each.day\"",
        )
        .replace("name = \"applicant.name\"", "name = \"each.name\"");
    let products = json!([{"name": "A", "day": "2025-08-20"}, {"name": "B", "day": "2025-09-15"}]);
    let found = asked(&case, &each, json!({ "products": products })).unwrap();
    let days: Vec<String> = found.iter().map(|a| a.due.at.day().to_string()).collect();
    assert_eq!(days, ["2025-08-20", "2025-09-15"]);
    assert!(found.iter().all(|a| a.unit == unit()));
    assert_eq!(found[1].data, Map::from_iter([("name".to_owned(), json!("B"))]));
    let many: Vec<Value> = (0..300).map(|n| json!({"name": n, "day": "2025-08-20"})).collect();
    let many = asked(&case, &each, json!({ "products": many })).unwrap_err();
    assert_eq!(many.code, RefusalCode::ChildrenTooMany);
    let unknown = ASK.replace("XA-HOI-01", "XA-HOI-02");
    assert_eq!(asked(&case, &unknown, json!({})).unwrap_err().code, RefusalCode::ChildProcedure);
}

#[test]
fn a_guard_may_ask_for_what_children_decided() {
    let mut case = case(ASK);
    let steps = &mut case.definition.process.steps;
    let check = steps.iter_mut().find(|s| s.id.as_str() == "check").unwrap();
    let when = Condition::new("size(children.filter(c, c.stage == 'withdrawn')) >= 2");
    check.acts.iter_mut().find(|a| a.id.as_str() == "forward").unwrap().when = Some(when);
    open(&mut case, ASK).unwrap();
    (0..1).for_each(|n| drop(end(&mut case, n, at(11)).unwrap()));
    assert_eq!(refused(case.act(at(12), "forward", Command::Move(Move {}))), RefusalCode::GuardNotMet);
    (1..3).for_each(|n| drop(end(&mut case, n, at(12)).unwrap()));
    case.act(at(12), "forward", Command::Move(Move {})).unwrap();
}

proptest! {
    /// Whatever children do and whenever, the parent's promise stays, unless an article stops the clock; then
    /// it only moves on; and the entries say it all.
    #[test]
    fn children_move_no_promise_by_themselves(
        stops in any::<bool>(),
        quorum in 0u16..5,
        ends in prop::collection::vec((0usize..3, 1i64..4_000), 0..6),
    ) {
        let join = if quorum == 0 { "any".to_owned() } else { format!("quorum({quorum})") };
        let clock = if stops { "stops_clock = \"Điều 21\"\n" } else { "" };
        let said = ASK.replace("due = \"3wd\"", &format!("due = \"3wd\"\njoin = \"{join}\"\n{clock}"));
        let mut case = case(&said);
        let (begun, promised) = (case.dossier.clone(), case.dossier.due());
        let mut entries = vec![(at(10), open(&mut case, &said).unwrap())];
        let mut now = at(10);
        for (index, minutes) in ends {
            now = now.plus_minutes(minutes);
            let before = case.dossier.due();
            let known = case.dossier.children().nth(index).unwrap().ended.is_some();
            match end(&mut case, index, now) {
                Ok(event) => entries.push((now, event)),
                Err(refusal) => prop_assert!(known, "{refusal:?}"),
            }
            prop_assert!(case.dossier.due() >= before);
        }
        if !stops {
            prop_assert_eq!(case.dossier.due(), promised);
        }
        let opening = &case.dossier.opened[0];
        let stands = case.dossier.stage == Stage::AwaitingAnswers;
        prop_assert_eq!(stands, stops && !opening.met());
        let forward = case.definition.process.act_at(&case.dossier.step, "forward").unwrap();
        prop_assert_eq!(case.dossier.held(at(13), forward).next().is_some(), !opening.met());
        let again = entries.iter().fold(begun, |d, (now, event)| {
            let body = event.body("").unwrap();
            let (event, _) = Event::read(event.kind(), Event::VERSION, &body).unwrap();
            evolve(Some(d), *now, &event).unwrap()
        });
        prop_assert_eq!(&again, &case.dossier);
        let kept = canonical_json(&serde_json::to_value(&again).unwrap());
        prop_assert_eq!(&serde_json::from_str::<Dossier>(&kept).unwrap(), &case.dossier);
    }
}

/// What is internal is neither counted nor told to the person.
#[test]
fn what_offices_ask_of_each_other_is_no_figure_and_no_notice() {
    let mut case = case(ASK);
    case.dossier.filing.applicant.phone = crate::words::Phone::parse("0912345678").ok();
    open(&mut case, ASK).unwrap();
    let child = taken_in(&case.dossier, 0);
    let event = Event::Approved(crate::dossier::Approved {
        step: "return".parse().unwrap(),
        number: String::new(),
        summary: String::new(),
        files: Vec::new(),
    });
    let internal = Dossier { internal: true, ..child.clone() };
    for (child, said) in [(child, true), (internal, false)] {
        let after = evolve(Some(child), at(12), &event).unwrap();
        assert_eq!(crate::notify::notice(&event, &after).is_some(), said);
        assert_eq!(crate::indicators::counted(&event, at(12), &after).1.is_empty(), !said);
    }
}
