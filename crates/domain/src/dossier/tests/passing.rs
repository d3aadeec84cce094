//! Dossiers that people pass on: to the unit that is competent, back to where they were taken in, and back
//! from their way. Whatever the order, a dossier has one owner.

use super::{Case, actor, at, province, unit};
use crate::calendar::Limit;
use crate::dossier::{
    Accept, Approve, Command, Deliver, Dossier, Event, HandOverReason, Move, Passing, Refusal, RefusalCode,
    Refuse, Stage, evolve, give_back, may_pass, offered, passings, recall, send, take_over,
};
use crate::identity::{Actor, Place, Role};
use crate::indicators::{Measure, counted};
use crate::words::UnitId;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn place(unit: &str) -> Place {
    Place { unit: unit.parse().unwrap(), province: province() }
}

fn here() -> Place {
    Place { unit: unit(), province: province() }
}

fn there() -> Place {
    place("15088@2025-07-01")
}

/// Somebody of a unit.
fn of(place: &Place, role: Role) -> Actor {
    Actor { unit: place.unit.clone(), province: place.province.clone(), ..actor(role) }
}

fn fold(dossier: &Dossier, event: &Event) -> Dossier {
    evolve(Some(dossier.clone()), at(10), event).unwrap()
}

fn sent(case: &Case, by: &Actor, why: &str) -> Result<Event, Refusal> {
    let d = &case.dossier;
    send(by, &case.definition.process, d, d.version, there(), why)
}

fn code(result: Result<Event, Refusal>) -> RefusalCode {
    result.unwrap_err().code
}

/// Sent there and taken over there.
fn handed(case: &mut Case) {
    let event = sent(case, &actor(Role::Reception), "").unwrap();
    case.dossier = fold(&case.dossier, &event);
    let taken = take_over(&there().unit, case.dossier.clone()).unwrap();
    case.dossier = fold(&case.dossier, &taken);
}

#[test]
fn reception_sends_at_first_and_who_works_on_it_says_why() {
    let mut case = Case::received(Limit::WorkingDays(5));
    assert!(sent(&case, &actor(Role::Reception), "").is_ok(), "nobody worked on it yet");
    assert_eq!(code(sent(&case, &actor(Role::Specialist), " ")), RefusalCode::ReasonMissing);
    assert!(sent(&case, &actor(Role::Specialist), "thuộc thẩm quyền Sở").is_ok());
    case.act(at(10), "forward", Command::Move(Move {})).unwrap();
    let process = &case.definition.process;
    let may = |role| may_pass(Passing::Send, &actor(role), process, &case.dossier);
    let roles = [Role::Reception, Role::Specialist, Role::Leader];
    assert_eq!(roles.map(may), [false, false, true], "it stands at the signature");
    assert!(!may_pass(Passing::Send, &of(&there(), Role::Leader), process, &case.dossier), "of this unit");
    assert_eq!(code(sent(&case, &actor(Role::Leader), "")), RefusalCode::ReasonMissing);
    case.act(at(11), "approve", Command::Approve(Approve::default())).unwrap();
    assert_eq!(code(sent(&case, &actor(Role::Reception), "đã ký")), RefusalCode::NotHere);
}

#[test]
fn what_waits_to_be_accepted_is_sent_and_accepted_there() {
    let mut case = Case::submitted(Limit::WorkingDays(5));
    handed(&mut case);
    assert_eq!((case.dossier.stage, case.dossier.place()), (Stage::Submitted, there()));
    let first = offered(&of(&there(), Role::Reception), &case.definition, &case.dossier);
    assert_eq!(first[0].id.as_str(), "accept");
    assert!(offered(&actor(Role::Reception), &case.definition, &case.dossier).is_empty());
    case.act(at(11), "accept", Command::Accept(Accept {})).unwrap();
    assert_eq!(case.dossier.stage, Stage::Received);
}

#[test]
fn the_promise_and_the_national_state_stay_and_hours_are_of_who_decides() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let before = case.dossier.clone();
    assert_eq!(*before.hours_of(), unit());
    handed(&mut case);
    let after = &case.dossier;
    assert_eq!((after.due(), after.national()), (before.due(), before.national()));
    assert_eq!((after.filing.unit.clone(), after.place(), after.version), (unit(), there(), 3));
    assert_eq!(*after.hours_of(), there().unit);
    let rule = HandOverReason::Reorganisation { act: "1/NQ".into(), rule: "whole".into() };
    let moved = fold(&before, &crate::dossier::hand_over(&before, there(), rule, true).unwrap());
    assert_eq!(*moved.hours_of(), unit(), "a reorganisation changes no hours");
}

#[test]
fn a_result_goes_back_without_words_and_anything_else_with_a_reason() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let back = |case: &Case, why: &str| give_back(&case.dossier, case.dossier.version, why);
    assert_eq!(code(back(&case, "không thuộc thẩm quyền")), RefusalCode::SameUnit);
    handed(&mut case);
    assert_eq!(code(back(&case, "")), RefusalCode::ReasonMissing);
    assert!(back(&case, "không thuộc thẩm quyền").is_ok());
    case.act(at(11), "forward", Command::Move(Move {})).unwrap();
    case.act(at(12), "approve", Command::Approve(Approve::default())).unwrap();
    let process = &case.definition.process;
    for role in [Role::Reception, Role::Specialist, Role::Leader] {
        assert_eq!(passings(&of(&there(), role), process, &case.dossier), [Passing::Return]);
    }
    assert!(passings(&of(&there(), Role::Administrator), process, &case.dossier).is_empty());
    let event = back(&case, "").unwrap();
    case.dossier = fold(&case.dossier, &event);
    let taken = take_over(&unit(), case.dossier.clone()).unwrap();
    case.dossier = fold(&case.dossier, &taken);
    assert_eq!((case.dossier.owner.clone(), case.dossier.stage), (None, Stage::Resolved));
    let deliver = Deliver { receiver: "Lê Thị Ánh".into(), ..Deliver::default() };
    case.act(at(15), "deliver", Command::Deliver(deliver)).unwrap();
    assert_eq!(code(back(&case, "nữa")), RefusalCode::Ended);
}

#[test]
fn whoever_decided_is_on_time_or_late_and_nobody_else() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let mut counts: Vec<(UnitId, Measure)> = Vec::new();
    let mut count = |event: &Event, after: &Dossier| {
        let (_, measures) = counted(event, at(15), after);
        counts.extend(measures.into_iter().map(|m| (after.place().unit, m)));
    };
    let event = sent(&case, &actor(Role::Reception), "").unwrap();
    case.dossier = fold(&case.dossier, &event);
    count(&event, &case.dossier);
    let event = take_over(&there().unit, case.dossier.clone()).unwrap();
    case.dossier = fold(&case.dossier, &event);
    count(&event, &case.dossier);
    for (act, command) in
        [("forward", Command::Move(Move {})), ("approve", Command::Approve(Approve::default()))]
    {
        let event = case.act(at(11), act, command).unwrap();
        count(&event, &case.dossier);
    }
    let event = give_back(&case.dossier, case.dossier.version, "").unwrap();
    case.dossier = fold(&case.dossier, &event);
    count(&event, &case.dossier);
    let event = take_over(&unit(), case.dossier.clone()).unwrap();
    case.dossier = fold(&case.dossier, &event);
    count(&event, &case.dossier);
    let deliver = Deliver { receiver: "Lê Thị Ánh".into(), ..Deliver::default() };
    let event = case.act(at(15), "deliver", Command::Deliver(deliver)).unwrap();
    count(&event, &case.dossier);
    assert_eq!(counts, [(there().unit, Measure::OnTime), (unit(), Measure::Delivered)]);
}

#[test]
fn what_is_called_back_is_as_it_was_and_goes_on_here() {
    let mut case = Case::received(Limit::WorkingDays(5));
    assert_eq!(code(recall(&case.dossier, 1)), RefusalCode::NotInTransit);
    let before = case.dossier.clone();
    let event = sent(&case, &actor(Role::Reception), "").unwrap();
    case.dossier = fold(&before, &event);
    let process = case.definition.process.clone();
    assert_eq!(passings(&actor(Role::Reception), &process, &case.dossier), [Passing::Recall]);
    assert!(passings(&of(&there(), Role::Reception), &process, &case.dossier).is_empty());
    assert_eq!(code(recall(&case.dossier, 1)), RefusalCode::Stale);
    let event = recall(&case.dossier, 2).unwrap();
    case.dossier = fold(&case.dossier, &event);
    assert_eq!(case.dossier, Dossier { version: 3, ..before });
    assert_eq!(code(take_over(&there().unit, case.dossier.clone())), RefusalCode::NotHandedOver);
    case.act(at(10), "forward", Command::Move(Move {})).unwrap();
    case.act(at(11), "refuse", Command::Refuse(Refuse { reason: "không đủ điều kiện".into() })).unwrap();
    assert_eq!(case.dossier.stage, Stage::Stopped);
}

/// What units have of one dossier, by the rules of a store: a row a unit, the newest speaks.
struct Ledgers {
    process: crate::packs::Process,
    rows: BTreeMap<UnitId, Dossier>,
}

impl Ledgers {
    fn newest(&self) -> &Dossier {
        self.rows.values().max_by_key(|d| d.version).unwrap()
    }

    /// Writes into the ledger of `unit`, which a take-over may begin; all else must be its own.
    fn write(&mut self, unit: &UnitId, before: Dossier, event: &Event) {
        let after = evolve(Some(before), at(10), event).unwrap();
        assert_eq!(after.place().unit, *unit, "an entry stands in its owner's ledger");
        self.rows.insert(unit.clone(), after);
    }

    fn step(&mut self, who: &Place, pick: u8, to: &Place) {
        let mine = self.rows.get(&who.unit).cloned();
        let (expected, newest) = (mine.as_ref().map_or(0, |d| d.version), self.newest().clone());
        let event = match (pick, mine) {
            (0, Some(d)) => {
                let by = of(who, Role::Specialist);
                send(&by, &self.process, &d, expected, to.clone(), "sai nơi nhận")
            }
            (1, Some(d)) => give_back(&d, expected, "trả về nơi nhận"),
            // Who calls back looks at both ends; who takes over reads what was left for it.
            (2, Some(_)) if newest.place().unit == who.unit => recall(&newest, newest.version),
            (3, _) => take_over(&who.unit, newest.clone()),
            _ => return,
        };
        let Ok(event) = event else { return };
        // What a unit has of a dossier that went on elsewhere is no more than a stub.
        let stub = self.rows.get(&who.unit).filter(|d| d.version < newest.version);
        if let (Some(stub), false) = (stub, matches!(event, Event::TakenOver(_))) {
            panic!("decided on a stub: {stub:?}");
        }
        self.write(&who.unit, newest, &event);
    }
}

proptest! {
    #[test]
    fn passed_on_in_any_order_a_dossier_has_one_owner(
        steps in prop::collection::vec((0usize..3, 0u8..4, 0usize..3), 0..60),
    ) {
        let case = Case::received(Limit::WorkingDays(5));
        let units = [here(), there(), place("15091@2025-07-01")];
        let (due, code) = (case.dossier.due(), case.dossier.filing.code.clone());
        let process = case.definition.process.clone();
        let mut all = Ledgers { process, rows: BTreeMap::from([(unit(), case.dossier)]) };
        let mut last = 1;
        for (who, pick, to) in steps {
            all.step(&units[who], pick, &units[to]);
            let newest = all.newest();
            prop_assert!(newest.version == last || newest.version == last + 1, "no version is left out");
            last = newest.version;
            let owners = all.rows.values().filter(|d| d.moved_to.is_none()).count();
            prop_assert_eq!(owners, usize::from(newest.moved_to.is_none()), "one owner, or on its way");
            prop_assert_eq!((newest.due(), &newest.filing.code), (due, &code), "promise and code stay");
            let versions: std::collections::BTreeSet<u32> = all.rows.values().map(|d| d.version).collect();
            prop_assert_eq!(versions.len(), all.rows.len(), "no version stands in two ledgers");
        }
    }
}
