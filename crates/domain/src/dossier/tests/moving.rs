//! A dossier goes from unit to unit: what was promised and done stays, one unit owns it at any time.

use super::{Case, actor, at, province, unit};
use crate::calendar::Limit;
use crate::dossier::{
    Approve, Command, Dossier, Event, HandOverReason, Move, RefusalCode, Refuse, Stage, evolve, hand_over,
    offered, take_over,
};
use crate::identity::{Place, Role};

fn place(code: &str) -> Place {
    Place { unit: code.parse().unwrap(), province: province() }
}

fn rule() -> HandOverReason {
    HandOverReason::Reorganisation { act: "1686/NQ-UBTVQH15".into(), rule: "whole".into() }
}

fn handed(dossier: &Dossier, to: &Place) -> Dossier {
    let event = hand_over(dossier, to.clone(), rule(), true).unwrap();
    evolve(Some(dossier.clone()), at(10), &event).unwrap()
}

fn taken(stub: &Dossier, here: &Place) -> Dossier {
    let event = take_over(&here.unit, stub.clone()).unwrap();
    evolve(None, at(11), &event).unwrap()
}

#[test]
fn all_but_the_owner_stays() {
    let mut case = Case::received(Limit::WorkingDays(5));
    case.act(at(10), "forward", Command::Move(Move {})).unwrap();
    let (before, there) = (case.dossier.clone(), place("15088@2025-07-01"));
    let stub = handed(&before, &there);
    assert_eq!((stub.place().unit, stub.version, stub.open()), (unit(), 3, false));
    let after = taken(&stub, &there);
    assert_eq!((after.place(), after.version, after.open()), (there.clone(), 4, true));
    let same = Dossier { owner: None, version: before.version, ..after.clone() };
    assert_eq!(same, before, "code, due date, step, history of pauses, receipt: all as it was");
    let home = place("15085@2025-07-01");
    let back = taken(&handed(&after, &home), &home);
    assert_eq!((back.owner.clone(), back.version), (None, 6), "at home again");
}

#[test]
fn on_its_way_nobody_acts_and_only_the_right_unit_takes_it() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let there = place("15088@2025-07-01");
    case.dossier = handed(&case.dossier, &there);
    let refused = case.act(at(10), "forward", Command::Move(Move {})).unwrap_err();
    assert_eq!(refused.code, RefusalCode::InTransit);
    assert!(offered(&actor(Role::Reception), &case.definition, &case.dossier).is_empty());
    let again = hand_over(&case.dossier, place("15091@2025-07-01"), rule(), true).unwrap_err();
    assert_eq!(again.code, RefusalCode::InTransit);
    let wrong = take_over(&unit(), case.dossier.clone()).unwrap_err();
    assert_eq!(wrong.code, RefusalCode::NotHandedOver);
    // In its new unit the work goes on, for that unit's people only.
    case.dossier = taken(&case.dossier, &there);
    assert!(offered(&actor(Role::Specialist), &case.definition, &case.dossier).is_empty());
    case.act(at(11), "forward", Command::Move(Move {})).unwrap();
    case.act(at(12), "approve", Command::Approve(Approve::default())).unwrap();
    assert_eq!(case.dossier.stage, Stage::Resolved);
}

#[test]
fn what_has_ended_stays_and_a_decision_says_why() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let there = place("15088@2025-07-01");
    let code = |e: Result<Event, crate::dossier::Refusal>| e.unwrap_err().code;
    assert_eq!(
        code(hand_over(&case.dossier, place("15085@2025-07-01"), rule(), true)),
        RefusalCode::SameUnit
    );
    let mute = HandOverReason::Decision { act: "12/QĐ-UBND".into(), reason: " ".into() };
    assert_eq!(code(hand_over(&case.dossier, there.clone(), mute, false)), RefusalCode::ReasonMissing);
    assert_eq!(code(take_over(&there.unit, case.dossier.clone())), RefusalCode::NotHandedOver);
    case.act(at(10), "forward", Command::Move(Move {})).unwrap();
    case.act(at(11), "refuse", Command::Refuse(Refuse { reason: "không đủ điều kiện".into() })).unwrap();
    assert_eq!(code(hand_over(&case.dossier, there, rule(), true)), RefusalCode::Ended);
}

#[test]
fn who_took_it_on_goes_along_or_lets_go() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let (there, somebody) = (place("15088@2025-07-01"), actor(Role::Specialist).person);
    case.dossier.assignee = Some(somebody);
    assert_eq!(taken(&handed(&case.dossier, &there), &there).assignee, Some(somebody));
    let event = hand_over(&case.dossier, there.clone(), rule(), false).unwrap();
    let stub = evolve(Some(case.dossier.clone()), at(10), &event).unwrap();
    assert_eq!(taken(&stub, &there).assignee, None, "nobody's, until somebody there takes it on");
}
