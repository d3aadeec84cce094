//! Whose turn it is: taken, given, handed over whole.

use super::{Case, at, colleague};
use crate::calendar::Limit;
use crate::dossier::{
    Assign, Assigned, Colleague, Command, Dossier, Event, Move, Refusal, RefusalCode, spread,
};
use crate::identity::Role;
use crate::packs::Process;
use crate::words::{DossierId, PersonId};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

fn assign(to: Colleague, by: u128, leads: bool) -> Command {
    Command::Assign(Assign { to, by: PersonId(Uuid::from_u128(by)), leads })
}

fn refused(case: &mut Case, command: Command) -> RefusalCode {
    case.act(at(10), "assign", command).unwrap_err().code
}

#[test]
fn who_works_at_the_step_takes_it_and_a_leader_gives_it() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let (clerk, other) = (colleague(2, &[Role::Specialist]), colleague(3, &[Role::Specialist]));
    let reception = colleague(4, &[Role::Reception]);
    assert_eq!(refused(&mut case, assign(reception.clone(), 4, false)), RefusalCode::AssigneeRole);
    assert_eq!(refused(&mut case, assign(reception, 1, true)), RefusalCode::AssigneeRole);
    assert_eq!(refused(&mut case, assign(other.clone(), 2, false)), RefusalCode::AssignNotYours);
    case.act(at(10), "assign", assign(clerk.clone(), 2, false)).unwrap();
    assert_eq!(case.dossier.assignee, Some(clerk.person));
    assert_eq!(refused(&mut case, assign(clerk, 2, false)), RefusalCode::AssignedAlready);
    case.act(at(11), "assign", assign(other.clone(), 1, true)).unwrap();
    assert_eq!(case.dossier.assignee, Some(other.person));
}

#[test]
fn another_step_is_another_persons_turn_unless_the_same_people_work_there() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let clerk = colleague(2, &[Role::Specialist]);
    case.act(at(10), "assign", assign(clerk.clone(), 2, false)).unwrap();
    let moved = case.act(at(11), "forward", Command::Move(Move {})).unwrap();
    assert!(matches!(moved, Event::Moved(m) if !m.same_role));
    assert_eq!(case.dossier.assignee, None);

    let mut case = Case::received(Limit::WorkingDays(5));
    for step in &mut case.definition.process.steps {
        step.role = Role::Specialist;
    }
    case.act(at(10), "assign", assign(clerk.clone(), 2, false)).unwrap();
    case.act(at(11), "forward", Command::Move(Move {})).unwrap();
    assert_eq!(case.dossier.assignee, Some(clerk.person));
}

#[test]
fn a_state_from_before_reads_as_taken_by_nobody() {
    let case = Case::received(Limit::WorkingDays(5));
    let kept = serde_json::to_string(&case.dossier).unwrap();
    assert!(!kept.contains("assignee"));
    assert_eq!(serde_json::from_str::<Dossier>(&kept).unwrap(), case.dossier);
}

fn work(n: u128) -> Vec<Dossier> {
    let dossier = Case::received(Limit::WorkingDays(5)).dossier;
    let with = |id| {
        let mut d = dossier.clone();
        d.filing.id = DossierId(Uuid::from_u128(id));
        if id % 3 == 0 {
            d.step = "sign".parse().unwrap();
        }
        d
    };
    (1..=n).map(with).collect()
}

fn dealt(
    work: &[Dossier],
    process: &Process,
    heirs: &[Colleague],
) -> Result<Vec<(DossierId, Assigned)>, Refusal> {
    spread(work.iter().map(|d| (d, process)).collect(), heirs)
}

#[test]
fn where_nobody_works_at_a_step_nothing_is_dealt_out_and_the_step_is_named() {
    let process = super::process();
    let refusal = dealt(&work(4), &process, &[colleague(2, &[Role::Specialist])]).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::HeirMissing);
    assert_eq!(refusal.facts, [("step", "sign".to_owned())]);
    assert!(dealt(&work(4), &process, &[]).is_err());
    assert_eq!(dealt(&[], &process, &[]), Ok(Vec::new()));
}

proptest! {
    #[test]
    fn everything_is_dealt_once_evenly_and_to_who_works_there(n in 0u128..40, clerks in 1u128..4) {
        let process = super::process();
        let mut heirs: Vec<Colleague> =
            (10..10 + clerks).map(|n| colleague(n, &[Role::Specialist])).collect();
        heirs.push(colleague(20, &[Role::Leader]));
        let work = work(n);
        let dealt = dealt(&work, &process, &heirs).unwrap();
        let mut ids: Vec<DossierId> = dealt.iter().map(|(id, _)| *id).collect();
        ids.sort();
        prop_assert_eq!(ids, work.iter().map(Dossier::id).collect::<Vec<_>>());
        let mut got: BTreeMap<PersonId, usize> = heirs.iter().map(|h| (h.person, 0)).collect();
        for (id, to) in &dealt {
            let d = work.iter().find(|d| d.id() == *id).unwrap();
            let role = process.step(&d.step).unwrap().role;
            let heir = heirs.iter().find(|h| h.person == to.person).unwrap();
            prop_assert!(heir.roles.contains(&role));
            *got.get_mut(&to.person).unwrap() += 1;
        }
        let of_clerks: Vec<usize> =
            heirs.iter().take(heirs.len() - 1).map(|h| got[&h.person]).collect();
        prop_assert!(of_clerks.iter().max().unwrap() - of_clerks.iter().min().unwrap() <= 1);
    }
}
