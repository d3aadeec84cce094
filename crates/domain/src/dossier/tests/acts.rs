use super::{Case, actor, at};
use crate::calendar::Limit;
use crate::dossier::{
    Accept, Approve, Charge, Command, Correct, Deliver, Extend, Move, Punctuality, RefusalCode, Refuse,
    Resume, Stage, Supplement, Withdraw, offered,
};
use crate::identity::Role;
use crate::packs::condition::Condition;
use crate::words::{Day, Moment};

fn day(m: i8, d: i8) -> Day {
    Day::new(2025, m, d).unwrap()
}

fn move_on() -> Command {
    Command::Move(Move {})
}

fn supplement(items: &[&str]) -> Command {
    let items = items.iter().map(|s| (*s).to_owned()).collect();
    Command::Supplement(Supplement { items, reason: "thiếu giấy tờ".into() })
}

fn names(case: &Case, role: Role) -> Vec<String> {
    let acts = offered(&actor(role), &case.definition, &case.dossier);
    acts.iter().map(|a| a.id.to_string()).collect()
}

#[test]
fn from_the_counter_to_the_signed_result() {
    let mut case = Case::received(Limit::WorkingDays(5));
    assert_eq!((case.dossier.stage, case.dossier.national().number()), (Stage::Received, 2));
    case.act(at(10), "forward", move_on()).unwrap();
    assert_eq!((case.dossier.stage, case.dossier.step.as_str()), (Stage::Processing, "sign"));
    let approve = Approve { number: "12/GKS".into(), ..Approve::default() };
    case.act(at(11), "approve", Command::Approve(approve)).unwrap();
    assert_eq!(case.dossier.punctuality(at(16)), Punctuality::OnTime);
    let to = Deliver { receiver: "Lê Thị Ánh".into(), ..Deliver::default() };
    case.act(at(16), "deliver", Command::Deliver(to)).unwrap();
    assert_eq!((case.dossier.stage, case.dossier.national().number()), (Stage::Delivered, 10));
    assert!(case.dossier.at_end() && case.dossier.version == 4);
    let again = case.act(at(16), "deliver", Command::Deliver(Deliver::default())).unwrap_err();
    assert_eq!(again.code, RefusalCode::NotHere);
}

#[test]
fn the_page_offers_what_the_role_may_do_where_it_stands() {
    let mut case = Case::received(Limit::WorkingDays(5));
    assert_eq!(names(&case, Role::Specialist), ["forward", "supplement", "charge", "correct", "assign"]);
    assert_eq!(names(&case, Role::Reception), ["withdraw", "correct"]);
    assert_eq!(names(&case, Role::Leader), ["refuse", "extend", "assign"]);
    assert!(names(&case, Role::Province).is_empty());
    case.act(at(10), "supplement", supplement(&["Bản sao giấy chứng sinh"])).unwrap();
    assert_eq!(names(&case, Role::Specialist), ["resume", "correct", "assign"]);
    let mut stranger = actor(Role::Specialist);
    stranger.unit = "15086@2025-07-01".parse().unwrap();
    assert!(offered(&stranger, &case.definition, &case.dossier).is_empty());
}

#[test]
fn a_supplement_is_asked_once_stops_the_clock_and_restarts_it_from_zero() {
    let mut case = Case::received(Limit::WorkingDays(2));
    let first = case.dossier.due().unwrap();
    case.act(at(10), "supplement", supplement(&["Giấy chứng sinh"])).unwrap();
    assert_eq!(case.dossier.national().number(), 5);
    assert_eq!(case.dossier.punctuality(Moment::at(day(9, 30), 8, 0)), Punctuality::Running);
    let resumed = Moment::at(day(8, 21), 9, 0);
    case.act(resumed, "resume", Command::Resume(Resume::default())).unwrap();
    assert_eq!(case.dossier.due().unwrap().day(), day(8, 25));
    let clock = case.dossier.clock.clone().unwrap();
    assert_eq!(clock.promised, first);
    assert_eq!(clock.pauses.len(), 1);
    let refusal = case.act(resumed, "supplement", supplement(&["Ảnh"])).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::SupplementOnce);
    assert!(refusal.code.article().is_some());
    assert_eq!(
        Case::received(Limit::SameDay).act(at(10), "supplement", supplement(&[" "])).unwrap_err().code,
        RefusalCode::ItemsMissing
    );
}

#[test]
fn a_payment_moves_the_due_date_by_the_pause() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let first = case.dossier.due().unwrap();
    let charge = |amount_vnd| Command::Charge(Charge { amount_vnd, reason: "lệ phí".into() });
    assert_eq!(case.act(at(9), "charge", charge(0)).unwrap_err().code, RefusalCode::AmountMissing);
    case.act(at(9), "charge", charge(50_000)).unwrap();
    assert_eq!((case.dossier.national().number(), case.dossier.filing.fee_vnd), (6, 50_000));
    case.act(Moment::at(day(8, 18), 9, 0), "resume", Command::Resume(Resume::default())).unwrap();
    assert!(case.dossier.due().unwrap() > first);
}

#[test]
fn a_new_date_is_promised_once_and_a_day_ahead() {
    let mut case = Case::received(Limit::WorkingDays(3));
    let extend = |until| Command::Extend(Extend { until, reason: "cần xác minh thêm".into() });
    let due = case.dossier.due().unwrap();
    assert_eq!(due.day(), day(8, 20));
    let code = |case: &mut Case, now, until| case.act(now, "extend", extend(until)).unwrap_err().code;
    assert_eq!(code(&mut case, Moment::at(day(8, 20), 9, 0), day(8, 25)), RefusalCode::ExtendTooLate);
    assert_eq!(code(&mut case, at(10), day(8, 19)), RefusalCode::ExtendBackwards);
    assert_eq!(code(&mut case, at(10), day(8, 24)), RefusalCode::ExtendNotWorkingDay);
    case.act(at(10), "extend", extend(day(8, 25))).unwrap();
    assert_eq!(case.dossier.due().unwrap().day(), day(8, 25));
    assert_eq!(code(&mut case, at(11), day(8, 28)), RefusalCode::ExtendOnce);
}

#[test]
fn an_online_dossier_waits_to_be_accepted_or_declined() {
    let mut case = Case::submitted(Limit::WorkingDays(3));
    assert_eq!((case.dossier.national().number(), case.dossier.due()), (1, None));
    assert_eq!(names(&case, Role::Reception), ["accept", "refuse", "withdraw", "correct", "assign"]);
    case.act(at(10), "accept", Command::Accept(Accept {})).unwrap();
    assert!(case.dossier.due().is_some());
    let mut case = Case::submitted(Limit::WorkingDays(3));
    let refuse = |reason: &str| Command::Refuse(Refuse { reason: reason.into() });
    assert_eq!(case.act(at(10), "refuse", refuse(" ")).unwrap_err().code, RefusalCode::ReasonMissing);
    case.act(at(10), "refuse", refuse("không thuộc thẩm quyền")).unwrap();
    assert_eq!(case.dossier.national().number(), 3);
}

#[test]
fn refused_after_examination_is_stopped_and_withdrawn_is_withdrawn() {
    let mut case = Case::received(Limit::WorkingDays(3));
    case.act(at(10), "forward", move_on()).unwrap();
    case.act(at(10), "refuse", Command::Refuse(Refuse { reason: "không đủ điều kiện".into() })).unwrap();
    assert_eq!(
        (case.dossier.national().number(), case.dossier.punctuality(at(11))),
        (8, Punctuality::OnTime)
    );
    let mut case = Case::received(Limit::WorkingDays(3));
    case.act(at(10), "withdraw", Command::Withdraw(Withdraw { reason: "đã nộp nơi khác".into() })).unwrap();
    assert_eq!(case.dossier.national().number(), 7);
}

#[test]
fn a_correction_says_what_was_wrong_and_a_stale_page_changes_nothing() {
    let mut case = Case::received(Limit::WorkingDays(3));
    let mut applicant = case.dossier.filing.applicant.clone();
    let content = case.dossier.filing.content.clone();
    let correct =
        |applicant, content| Command::Correct(Correct { applicant, content, reason: "gõ nhầm".into() });
    let same = case.act(at(10), "correct", correct(applicant.clone(), content.clone())).unwrap_err();
    assert_eq!(same.code, RefusalCode::NothingCorrected);
    applicant.name = "Lê Thị Ánh Tuyết".into();
    case.act(at(10), "correct", correct(applicant, content)).unwrap();
    assert_eq!(case.dossier.filing.applicant.name, "Lê Thị Ánh Tuyết");
    let stale = case.act_on(at(10), 1, "forward", move_on()).unwrap_err();
    assert_eq!((stale.code, stale.facts), (RefusalCode::Stale, vec![("version", "2".to_owned())]));
}

#[test]
fn a_guard_opens_and_closes_an_act_and_a_faulty_one_closes_only_its_own() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let guard = |case: &mut Case, text: &str| {
        case.definition.process.steps[1].acts[0].when = Some(Condition::new(text));
    };
    guard(&mut case, "has(data.checked) && data.checked");
    assert_eq!(names(&case, Role::Specialist), ["supplement", "charge", "correct", "assign"]);
    let refused = case.act(at(10), "forward", move_on()).unwrap_err();
    assert_eq!(refused.code, RefusalCode::GuardNotMet);
    // What can't be answered stays in sight, and says whose fault it is.
    guard(&mut case, "data.checked");
    assert_eq!(names(&case, Role::Specialist)[0], "forward");
    let refused = case.act(at(10), "forward", move_on()).unwrap_err();
    assert_eq!(refused.code, RefusalCode::GuardFaulty);
    assert_eq!(case.dossier.version, 1);
    case.dossier.filing.data.insert("checked".into(), true.into());
    case.act(at(10), "forward", move_on()).unwrap();
}

#[test]
fn a_condition_that_costs_too_much_leaves_the_dossier_usable() {
    let mut case = Case::received(Limit::WorkingDays(5));
    let all: Vec<i64> = (0..200).collect();
    case.dossier.filing.data.insert("all".into(), all.into());
    let costly = "data.all.exists(a, data.all.exists(b, data.all.exists(c, a + b + c < 0)))";
    case.definition.process.steps[1].acts[0].when = Some(Condition::new(costly));
    let refused = case.act(at(10), "forward", move_on()).unwrap_err();
    assert_eq!((refused.code, refused.facts[0].1.as_str()), (RefusalCode::GuardFaulty, "costs too much"));
    case.act(at(10), "supplement", supplement(&["Bản sao"])).unwrap();
}
