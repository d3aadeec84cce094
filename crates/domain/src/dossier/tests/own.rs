//! What is whose, and what citizens may do to it.

use super::{Case, at};
use crate::calendar::Limit;
use crate::dossier::{
    Answered, Approve, Attachment, Charge, Command, Dossier, Event, Move, OwnAct, Paid, Refusal, RefusalCode,
    Resume, Rules, Stage, Submitter, Supplement, TellPaid, Told, Withdraw, answer, own_acts, owns, tell_paid,
    told as told_of, withdraw,
};
use crate::identity::{Citizen, CitizenKind, Level, Own};
use crate::words::{Moment, NumberCheck, PersonId, PersonalNumber, TaxCode};
use proptest::prelude::*;
use uuid::Uuid;

const CHECK: NumberCheck = NumberCheck { year_now: 2026, invented: true };

fn number(n: usize) -> PersonalNumber {
    let all = ["000191000001", "000191000002", "000191000003"];
    PersonalNumber::parse(all[n % 3], CHECK).unwrap()
}

/// The last one is a household's: its head's personal number.
fn code(n: usize) -> TaxCode {
    let digits = |head: &str| (0..10).find_map(|last| TaxCode::parse(&format!("{head}{last}"), CHECK).ok());
    match n % 3 {
        0 => digits("000191000").unwrap(),
        1 => digits("000194000").unwrap(),
        _ => TaxCode::parse("000191000001", CHECK).unwrap(),
    }
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

pub fn citizen(level: Level) -> Own {
    Own { person: person(7), level, personal_number: None, tax_codes: Vec::new() }
}

fn scan() -> Attachment {
    Attachment {
        blob: "ab".repeat(32).parse().unwrap(),
        name: "anh.jpg".into(),
        media: "image/jpeg".into(),
        size_bytes: 9,
    }
}

pub fn asked() -> Vec<String> {
    vec!["Giấy chứng sinh".into(), "Chữ ký của cha".into()]
}

pub fn full() -> Vec<Answered> {
    let in_words = Answered { text: "Cha đã ký tại bộ phận một cửa".into(), files: Vec::new() };
    vec![Answered { text: String::new(), files: vec![scan()] }, in_words]
}

/// Tells of a payment.
pub fn told(d: &Dossier) -> Result<Event, Refusal> {
    let paid = TellPaid { reference: "FT25227001".into(), documents: Vec::new() };
    tell_paid(&citizen(Level::Two), d, d.version, paid)
}

/// Answers all that was asked for.
pub fn answered(now: Moment) -> impl FnOnce(Rules<'_>, &Dossier) -> Result<Event, Refusal> {
    move |rules, d| {
        answer(&citizen(Level::Two), now, rules, d, d.version, &asked(), full()).map(|(event, _)| event)
    }
}

pub fn waiting(stage: Stage) -> Case {
    let mut case = Case::received(Limit::WorkingDays(5));
    let reason = || "lý do ghi rõ".to_owned();
    if stage == Stage::AwaitingDocuments {
        let c = Command::Supplement(Supplement { items: asked(), reason: reason() });
        case.act(at(10), "supplement", c).unwrap();
    } else {
        case.act(at(10), "charge", Command::Charge(Charge { amount_vnd: 8_000, reason: reason() })).unwrap();
    }
    assert_eq!(case.dossier.stage, stage);
    case
}

fn refused(result: Result<Event, Refusal>) -> RefusalCode {
    result.unwrap_err().code
}

#[test]
fn what_was_only_declared_opens_nobodys_dossiers() {
    let declared = Citizen {
        issuer: "https://id.example.test".into(),
        subject: "thanh".into(),
        kind: CitizenKind::Business,
        name: "Minh An".into(),
        personal_number: Some(number(0)),
        tax_codes: vec![code(0)],
        phone: None,
        email: None,
        level: Level::One,
    };
    let mut dossier = Case::received(Limit::WorkingDays(2)).dossier;
    dossier.filing.applicant.personal_number = Some(number(0));
    dossier.filing.applicant.tax_code = Some(code(0));
    assert!(!owns(&Own::of(person(7), &declared), &dossier));
    let sure = Citizen { level: Level::Two, ..declared.clone() };
    assert!(owns(&Own::of(person(7), &sure), &dossier));
    let sent = Submitter { person: person(7), level: None, business: None, intermediary: None };
    dossier.filing.submitter = Some(Box::new(sent));
    assert!(owns(&Own::of(person(7), &declared), &dossier), "what one sent is one's own");
}

#[test]
fn a_full_answer_restarts_the_clock_at_once_and_words_go_into_the_note() {
    let mut case = waiting(Stage::AwaitingDocuments);
    let d = case.dossier.clone();
    let own = citizen(Level::Two);
    let (event, said) = answer(&own, at(11), case.rules(), &d, d.version, &asked(), full()).unwrap();
    assert_eq!(said, "Chữ ký của cha: Cha đã ký tại bộ phận một cửa");
    case.own(at(11), |_, _| Ok(event)).unwrap();
    assert_eq!(case.dossier.stage, Stage::Processing);
    let clock = case.dossier.clock.as_ref().unwrap();
    assert_eq!(clock.restarted(), Some(at(11)));
    let brought = case.dossier.filing.documents.last().unwrap();
    assert_eq!((brought.name.as_str(), brought.files.len()), ("Giấy chứng sinh", 1));
    assert_eq!(refused(case.own(at(12), answered(at(12)))), RefusalCode::NotHere, "it is answered once");
}

#[test]
fn an_answer_with_a_hole_names_what_is_missing_and_changes_nothing() {
    let mut case = waiting(Stage::AwaitingDocuments);
    let before = case.dossier.clone();
    let some = vec![Answered { text: String::new(), files: vec![scan()] }, Answered::default()];
    let gave = case.own(at(11), |rules, d| {
        answer(&citizen(Level::Two), at(11), rules, d, d.version, &asked(), some).map(|(event, _)| event)
    });
    let refusal = gave.unwrap_err();
    assert_eq!(refusal.code, RefusalCode::ItemsUnanswered);
    assert_eq!(refusal.facts, [("items", "Chữ ký của cha".to_owned())]);
    assert_eq!(case.dossier, before);
}

#[test]
fn a_payment_that_was_told_waits_for_an_officer_who_gains_no_time_by_looking_late() {
    let (mut late, mut soon) = (waiting(Stage::AwaitingPayment), waiting(Stage::AwaitingPayment));
    late.own(at(14), |_, d| told(d)).unwrap();
    let paid = Paid { at: at(14), reference: "FT25227001".into() };
    assert_eq!(late.dossier.paid, Some(paid));
    assert_eq!((late.dossier.stage, late.dossier.wanted_by()), (Stage::AwaitingPayment, at(14)));
    let much_later = at(14).plus_minutes(3 * 24 * 60);
    late.act(much_later, "resume", Command::Resume(Resume::default())).unwrap();
    soon.act(at(14), "resume", Command::Resume(Resume::default())).unwrap();
    assert_eq!(late.dossier.due(), soon.dossier.due());
    assert_eq!(late.dossier.clock.as_ref().unwrap().pauses, soon.dossier.clock.as_ref().unwrap().pauses);
    assert_eq!(late.dossier.paid, None);
}

#[test]
fn a_payment_needs_a_reference_or_a_proof() {
    let mut case = waiting(Stage::AwaitingPayment);
    let nothing = TellPaid { reference: "  ".into(), documents: Vec::new() };
    let gave = case.own(at(11), |_, d| tell_paid(&citizen(Level::Two), d, d.version, nothing));
    assert_eq!(refused(gave), RefusalCode::ReferenceMissing);
}

#[test]
fn after_the_decision_nothing_is_taken_back() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let back = |own: Own| {
        move |_: Rules<'_>, d: &Dossier| {
            withdraw(&own, d, d.version, Withdraw { reason: "Nộp nhầm thủ tục".into() })
        }
    };
    assert_eq!(refused(case.own(at(10), back(citizen(Level::One)))), RefusalCode::LevelLow);
    case.act(at(10), "forward", Command::Move(Move {})).unwrap();
    case.act(at(11), "approve", Command::Approve(Approve::default())).unwrap();
    assert_eq!(own_acts(&case.dossier), []);
    assert_eq!(refused(case.own(at(12), back(citizen(Level::Two)))), RefusalCode::NotHere);
    let mut other = Case::received(Limit::WorkingDays(5));
    other.own(at(10), back(citizen(Level::Two))).unwrap();
    assert_eq!(other.dossier.stage, Stage::Withdrawn);
    assert_eq!(refused(other.own(at(11), back(citizen(Level::Two)))), RefusalCode::Ended);
}

#[test]
fn who_saw_an_older_dossier_looks_again_first() {
    let case = waiting(Stage::AwaitingPayment);
    let paid = TellPaid { reference: "FT1".into(), documents: Vec::new() };
    let stale = tell_paid(&citizen(Level::Two), &case.dossier, case.dossier.version - 1, paid);
    assert_eq!(refused(stale), RefusalCode::Stale);
}

#[test]
fn the_person_is_told_the_course_and_never_which_officer_had_it() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let to = super::colleague(2, &[crate::identity::Role::Specialist, crate::identity::Role::Reception]);
    let assign = Command::Assign(crate::dossier::Assign { by: to.person, to, leads: false });
    let event = case.act(at(10), "assign", assign).unwrap();
    assert_eq!(told_of(&event), None);
    let event = case.act(at(10), "forward", Command::Move(Move {})).unwrap();
    assert_eq!(told_of(&event), Some(Told::Step { step: case.dossier.step.clone() }));
}

proptest! {
    #[test]
    fn a_dossier_is_ones_own_by_sender_number_or_business_and_by_nothing_else(
        mine in prop::option::of(0usize..3),
        for_whom in prop::collection::vec(0usize..3, 0..3),
        asks in prop::option::of(0usize..3),
        taxed in prop::option::of(0usize..3),
        sender in prop::option::of((6u128..9, prop::option::of(0usize..3))),
        internal in any::<bool>(),
    ) {
        let own = Own {
            personal_number: mine.map(number),
            tax_codes: for_whom.iter().map(|n| code(*n)).collect(),
            ..citizen(Level::Two)
        };
        let mut dossier = Case::received(Limit::WorkingDays(2)).dossier;
        dossier.internal = internal;
        dossier.filing.applicant.personal_number = asks.map(number);
        dossier.filing.applicant.tax_code = taxed.map(code);
        dossier.filing.submitter = sender.map(|(n, business)| {
            let business = business.map(code);
            Box::new(Submitter { person: person(n), level: Some(Level::Two), business, intermediary: None })
        });
        let by_number = mine.is_some() && mine == asks;
        let household = mine == Some(0) && asks.is_none() && taxed == Some(2);
        let by_business = taxed.is_some_and(|t| for_whom.contains(&t));
        let by_sender = sender.is_some_and(|(n, b)| n == 7 || b.is_some_and(|b| for_whom.contains(&b)));
        let expected = !internal && (by_number || household || by_business || by_sender);
        prop_assert_eq!(owns(&own, &dossier), expected);
    }

    #[test]
    fn what_is_offered_is_what_is_not_refused_for_where_it_stands(
        stage in prop::sample::select(Stage::ALL.to_vec()),
        moved in any::<bool>(),
    ) {
        let mut case = waiting(Stage::AwaitingPayment);
        case.dossier.stage = stage;
        case.dossier.moved_to = moved.then(|| case.dossier.place());
        let (own, d) = (citizen(Level::Two), case.dossier.clone());
        let tried = |act| match act {
            OwnAct::Supplement => {
                answer(&own, at(11), case.rules(), &d, d.version, &asked(), full()).map(|_| ())
            }
            OwnAct::Pay => told(&d).map(|_| ()),
            OwnAct::Withdraw => {
                withdraw(&own, &d, d.version, Withdraw { reason: "Nộp nhầm".into() }).map(|_| ())
            }
        };
        for act in OwnAct::ALL {
            prop_assert_eq!(own_acts(&d).contains(&act), tried(act).is_ok(), "{:?}", act);
        }
    }
}
