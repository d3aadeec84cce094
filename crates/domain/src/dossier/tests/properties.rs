//! Any sequence of acts, accepted or refused, at any time, keeps the invariants.

use super::Case;
use crate::calendar::{Limit, due};
use crate::dossier::{
    Accept, Approve, Assign, Charge, Command, Correct, Deliver, Event, Extend, Move, Refuse, Resume,
    Supplement, Withdraw, evolve,
};
use crate::identity::Role;
use crate::ledger::canonical_json;
use crate::words::{Channel, Day, Moment};
use proptest::prelude::*;

fn command(pick: u8, case: &Case) -> (&'static str, Command) {
    let reason = || "lý do ghi rõ".to_owned();
    let until = case.dossier.due().map_or(Day::new(2025, 8, 29).unwrap(), |d| d.day().plus(4));
    match pick {
        0 => ("accept", Command::Accept(Accept {})),
        1 => ("forward", Command::Move(Move {})),
        2 => ("send-back", Command::Move(Move {})),
        3 => ("supplement", Command::Supplement(Supplement { items: vec!["x".into()], reason: reason() })),
        4 => ("charge", Command::Charge(Charge { amount_vnd: 1_000, reason: reason() })),
        5 => ("resume", Command::Resume(Resume::default())),
        6 => ("refuse", Command::Refuse(Refuse { reason: reason() })),
        7 => ("extend", Command::Extend(Extend { until, reason: reason() })),
        8 => ("approve", Command::Approve(Approve::default())),
        9 => ("deliver", Command::Deliver(Deliver { receiver: "A".into(), ..Deliver::default() })),
        10 => ("withdraw", Command::Withdraw(Withdraw { reason: reason() })),
        11 => {
            let to = super::colleague(2, &[Role::Specialist, Role::Leader, Role::Reception]);
            ("assign", Command::Assign(Assign { by: to.person, to, leads: false }))
        }
        _ => {
            let mut applicant = case.dossier.filing.applicant.clone();
            applicant.address.push('a');
            ("correct", Command::Correct(Correct { applicant, content: String::new(), reason: reason() }))
        }
    }
}

fn limits() -> impl Strategy<Value = Limit> {
    prop_oneof![
        Just(Limit::SameDay),
        (1u32..40).prop_map(Limit::WorkingDays),
        (1u32..40).prop_map(Limit::CalendarDays),
        (1u32..60).prop_map(Limit::WorkingHours),
        (1u32..4).prop_map(Limit::Months),
    ]
}

proptest! {
    #[test]
    fn any_sequence_of_accepted_acts_keeps_the_invariants(
        limit in limits(),
        online in any::<bool>(),
        acts in prop::collection::vec((0u8..17, 1i64..9_000), 0..24),
    ) {
        let mut case = if online { Case::submitted(limit) } else { Case::received(limit) };
        let (mut now, fewer) = (super::at(9), super::clock::with_holiday("2025-08-20"));
        let (owner, id) = (case.dossier.place(), case.dossier.id());
        for (pick, minutes) in acts {
            now = now.plus_minutes(minutes);
            let before = case.dossier.clone();
            let clock_before = before.clock.clone();
            let done = match pick {
                13 => case.lapse(now),
                14 => case.recount(now, &fewer),
                15 => case.own(now, |_, d| super::own::told(d)),
                16 => case.own(now, super::own::answered(now)),
                pick => {
                    let (name, command) = command(pick, &case);
                    case.act(now, name, command)
                }
            };
            match done {
                Err(_) => prop_assert_eq!(&case.dossier, &before, "a refusal changes nothing"),
                Ok(event) => {
                    prop_assert!(!before.stage.ended(), "nothing happens after the end");
                    prop_assert_eq!(case.dossier.version, before.version + 1);
                    let body = event.body("ghi chú").unwrap();
                    let (again, note) = Event::read(event.kind(), Event::VERSION, &body).unwrap();
                    prop_assert_eq!(&again, &event);
                    prop_assert_eq!(note.as_str(), "ghi chú");
                    let evolved = evolve(Some(before), now, &again);
                    prop_assert_eq!(evolved.as_ref(), Some(&case.dossier));
                }
            }
            let d = &case.dossier;
            prop_assert_eq!((d.place(), d.id()), (owner.clone(), id), "one owner, one identity");
            prop_assert!(d.at_end() || case.definition.process.step(&d.step).is_some(), "one known step");
            prop_assert_eq!(d.at_end(), d.stage.ended());
            prop_assert_eq!(d.ended.is_some(), d.stage.ended());
            if let Some(clock) = &d.clock {
                prop_assert!(!clock.due.grounds.is_empty(), "a due date is explained");
                prop_assert!(clock.due.at >= clock.received);
                let open = clock.pauses.iter().filter(|p| p.to.is_none()).count();
                prop_assert_eq!(open, usize::from(d.stage.paused()));
                if let Some(was) = &clock_before {
                    prop_assert!(clock.due.at >= was.due.at, "no act brings a promise forward");
                    prop_assert!(clock.score().at >= was.score().at, "nor the score's date");
                }
                prop_assert!(clock.extended || clock.score().at >= clock.promised);
            }
            let kept = serde_json::to_value(d).unwrap();
            let read: crate::dossier::Dossier = serde_json::from_str(&canonical_json(&kept)).unwrap();
            prop_assert_eq!(&read, d);
        }
    }

    #[test]
    fn later_reception_never_promises_an_earlier_date(
        limit in limits(),
        minutes in 0i64..20_000,
        later in 0i64..20_000,
    ) {
        let (a, b) = (super::at(7).plus_minutes(minutes), super::at(7).plus_minutes(minutes + later));
        let due_at = |at: Moment| due(at, limit, Channel::Counter, &super::hours(), None).at;
        prop_assert!(due_at(a) <= due_at(b));
    }
}
