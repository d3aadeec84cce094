//! Both counts, the end of waiting, counting anew: over days, at their edges.

use super::{Case, at, filing};
use crate::calendar::{Calendar, Due, Hours, Limit, Office};
use crate::dossier::{
    Charge, Command, Event, Extend, Punctuality, Recount, RefusalCode, Refuse, Resume, Rules, Stage,
    Supplement, Withdraw, evolve, lapse, recount, recounted, submit,
};
use crate::words::{Channel, Day, Moment};

fn on(m: i8, d: i8, hour: i8, minute: i8) -> Moment {
    Moment::at(Day::new(2025, m, d).unwrap(), hour, minute)
}

fn supplement() -> Command {
    Command::Supplement(Supplement { items: vec!["Ảnh".into()], reason: "thiếu ảnh".into() })
}

fn resume() -> Command {
    Command::Resume(Resume::default())
}

fn extend(m: i8, d: i8) -> Command {
    Command::Extend(Extend { until: Day::new(2025, m, d).unwrap(), reason: "cần xác minh".into() })
}

fn score(case: &Case) -> Moment {
    case.dossier.clock.as_ref().unwrap().score().at
}

#[test]
fn after_a_supplement_the_promise_restarts_and_the_score_subtracts() {
    let mut case = Case::received(Limit::WorkingDays(2));
    assert_eq!((case.dossier.due(), score(&case)), (Some(on(8, 19, 17, 0)), on(8, 19, 17, 0)));
    case.act(on(8, 18, 8, 0), "supplement", supplement()).unwrap();
    assert_eq!(
        case.dossier.scored(on(8, 29, 8, 0)),
        Punctuality::OnTime,
        "asked once: the asking is the end"
    );
    case.act(on(8, 21, 8, 0), "resume", resume()).unwrap();
    assert_eq!(case.dossier.due(), Some(on(8, 25, 17, 0)), "two days from the resumption");
    assert_eq!(score(&case), on(8, 22, 17, 0), "three working days of waiting taken out");
    assert_eq!(case.dossier.scored(on(8, 25, 8, 0)), Punctuality::Overdue);
    assert_eq!(case.dossier.punctuality(on(8, 25, 8, 0)), Punctuality::Running);
}

#[test]
fn a_payment_moves_both_dates_alike() {
    let mut case = Case::received(Limit::WorkingDays(2));
    let charge = Command::Charge(Charge { amount_vnd: 5_000, reason: "lệ phí".into() });
    case.act(on(8, 18, 8, 0), "charge", charge).unwrap();
    case.act(on(8, 19, 8, 0), "resume", resume()).unwrap();
    assert_eq!((case.dossier.due(), score(&case)), (Some(on(8, 20, 17, 0)), on(8, 20, 17, 0)));
}

#[test]
fn an_apology_moves_the_promise_and_not_the_score() {
    let mut case = Case::received(Limit::WorkingDays(3));
    case.act(on(8, 18, 8, 0), "extend", extend(8, 25)).unwrap();
    assert_eq!((case.dossier.due(), score(&case)), (Some(on(8, 25, 17, 0)), on(8, 20, 17, 0)));
}

#[test]
fn a_date_is_moved_until_the_eve_closes_and_never_again_after_a_restart() {
    let mut case = Case::received(Limit::WorkingDays(3));
    let late = case.act(on(8, 19, 17, 1), "extend", extend(8, 25)).unwrap_err();
    assert_eq!(late.code, RefusalCode::ExtendTooLate);
    case.act(on(8, 19, 17, 0), "extend", extend(9, 12)).unwrap();
    case.act(on(8, 20, 8, 0), "supplement", supplement()).unwrap();
    case.act(on(8, 21, 8, 0), "resume", resume()).unwrap();
    assert_eq!(case.dossier.due(), Some(on(9, 12, 17, 0)), "a later promise that was given stays");
    let again = case.act(on(8, 21, 9, 0), "extend", extend(9, 30)).unwrap_err();
    assert_eq!(again.code, RefusalCode::ExtendOnce);
}

#[test]
fn after_a_restart_the_one_extension_is_still_there_until_a_day_before_the_new_date() {
    let mut case = Case::received(Limit::WorkingDays(3));
    case.act(on(8, 18, 8, 0), "supplement", supplement()).unwrap();
    case.act(on(8, 21, 8, 0), "resume", resume()).unwrap();
    assert_eq!(case.dossier.due(), Some(on(8, 26, 17, 0)));
    let late = case.act(on(8, 25, 17, 1), "extend", extend(8, 29)).unwrap_err();
    assert_eq!(late.code, RefusalCode::ExtendTooLate);
    case.act(on(8, 25, 17, 0), "extend", extend(8, 29)).unwrap();
}

#[test]
fn what_ends_while_the_clock_stands_still_ended_when_it_stopped() {
    for (act, command) in [
        ("refuse", Command::Refuse(Refuse { reason: "không đủ".into() })),
        ("withdraw", Command::Withdraw(Withdraw { reason: "không cần".into() })),
    ] {
        let mut case = Case::received(Limit::WorkingDays(2));
        case.act(on(8, 18, 8, 0), "supplement", supplement()).unwrap();
        case.act(on(8, 29, 8, 0), act, command).unwrap();
        let now = on(8, 29, 9, 0);
        assert_eq!(case.dossier.punctuality(now), Punctuality::OnTime, "{act}");
        assert_eq!(case.dossier.scored(now), Punctuality::OnTime, "{act}");
    }
}

#[test]
fn who_asks_twice_is_late_by_the_score() {
    let mut case = Case::received(Limit::WorkingDays(20));
    case.act(on(8, 18, 8, 0), "supplement", supplement()).unwrap();
    case.act(on(8, 19, 8, 0), "resume", resume()).unwrap();
    let clock = case.dossier.clock.as_mut().unwrap();
    let first = clock.pauses[0];
    clock.pauses.push(first);
    assert_eq!(case.dossier.scored(on(8, 19, 9, 0)), Punctuality::Late);
}

#[test]
fn what_nobody_completes_is_closed_in_the_first_office_minute_after_fifteen_working_days() {
    let mut case = Case::received(Limit::WorkingDays(2));
    case.act(on(8, 18, 8, 0), "supplement", supplement()).unwrap();
    // The 1st and 2nd of September are days off.
    let until = on(9, 10, 17, 0);
    assert_eq!(case.dossier.wanted_by(), until);
    let refused = |now| lapse(now, case.rules(), &case.dossier).unwrap_err().code;
    assert_eq!(refused(until), RefusalCode::StillTime);
    assert_eq!(refused(on(9, 10, 20, 0)), RefusalCode::StillTime, "the office is closed");
    let opening = on(9, 11, 7, 30);
    let event = lapse(opening, case.rules(), &case.dossier).unwrap();
    let after = evolve(Some(case.dossier.clone()), opening, &event).unwrap();
    assert_eq!((after.stage, after.national().number(), after.at_end()), (Stage::Lapsed, 8, true));
    assert_eq!(after.punctuality(opening), Punctuality::OnTime, "the office lost no time");
    assert!(lapse(opening, case.rules(), &after).is_err(), "never twice");
    case.act(on(9, 10, 16, 59), "resume", resume()).unwrap();
    assert!(lapse(opening, case.rules(), &case.dossier).is_err(), "what came in time prevents it");
}

#[test]
fn a_field_of_law_may_give_another_time_to_complete() {
    let mut case = Case::received(Limit::WorkingDays(2));
    case.definition.supplement_days = Some(3);
    case.act(on(8, 18, 8, 0), "supplement", supplement()).unwrap();
    assert_eq!(case.dossier.wanted_by(), on(8, 21, 17, 0));
}

#[test]
fn an_online_submission_is_answered_within_eight_working_hours() {
    let case = Case::received(Limit::WorkingDays(2));
    let wanted = |at: Moment| {
        let event = submit(at, case.rules(), online()).unwrap();
        evolve(None, at, &event).unwrap().wanted_by()
    };
    // 7.5 hours a day from Monday to Friday: eight hours from Friday 9:00 end on Monday at 9:30.
    assert_eq!(wanted(on(8, 15, 9, 0)), on(8, 18, 9, 30));
    assert_eq!(
        wanted(on(8, 15, 21, 0)),
        wanted(on(8, 17, 10, 0)),
        "an evening and a Sunday count from Monday"
    );
    assert_eq!(wanted(on(8, 15, 21, 0)), on(8, 19, 8, 0));
}

fn online() -> crate::dossier::Filing {
    crate::dossier::Filing { channel: Channel::Online, ..filing() }
}

pub fn with_holiday(day: &str) -> Hours {
    let rows = format!(
        "date,kind,name_vi,name_en,status\n2025-09-01,holiday,a,a,official\n2025-09-02,holiday,a,a,official\n\
         {day},holiday,Nghỉ thêm,Extra,official\n"
    );
    Hours::of(Office::default(), Calendar::parse(&rows).unwrap())
}

fn anew(case: &Case, hours: &Hours) -> Option<Due> {
    recounted(Rules { hours, ..case.rules() }, &case.dossier)
}

#[test]
fn a_holiday_changes_a_promise_only_by_decision_and_only_to_a_later_date() {
    let mut case = Case::received(Limit::WorkingDays(3));
    let (before, hours) = (case.dossier.due().unwrap(), with_holiday("2025-08-19"));
    let rules = Rules { hours: &hours, ..case.rules() };
    let decide = |reason: &str, act: &str| {
        let c = Recount { reason: reason.into(), act: act.into() };
        recount(on(8, 18, 8, 0), rules, &case.dossier, &c)
    };
    assert_eq!(decide("nghỉ bù", " ").unwrap_err().code, RefusalCode::ActNumberMissing);
    assert_eq!(decide("", "12/TB").unwrap_err().code, RefusalCode::ReasonMissing);
    let event = decide("nghỉ bù", "12/TB").unwrap();
    let Event::Recounted(e) = &event else { panic!("{event:?}") };
    assert_eq!((e.before, e.due.at), (before, on(8, 21, 17, 0)));
    case.dossier = evolve(Some(case.dossier.clone()), on(8, 18, 8, 0), &event).unwrap();
    assert_eq!((case.dossier.due(), score(&case)), (Some(on(8, 21, 17, 0)), on(8, 21, 17, 0)));
    assert_eq!(anew(&case, &hours), None, "once");
    assert_eq!(anew(&case, case.rules().hours), None, "never earlier");
}

#[test]
fn counting_anew_begins_where_the_clock_began() {
    let hours = with_holiday("2025-08-22");
    let mut case = Case::received(Limit::WorkingDays(2));
    case.act(on(8, 18, 8, 0), "supplement", supplement()).unwrap();
    assert_eq!(anew(&case, &hours), None, "a promise that stands still isn't counted");
    case.act(on(8, 21, 8, 0), "resume", resume()).unwrap();
    assert_eq!(case.dossier.due(), Some(on(8, 25, 17, 0)));
    assert_eq!(anew(&case, &hours).unwrap().at, on(8, 26, 17, 0));
    assert_eq!(anew(&case, &with_holiday("2025-08-19")), None, "a day before the restart is no matter");
    let mut paid = Case::received(Limit::WorkingDays(2));
    let charge = Command::Charge(Charge { amount_vnd: 5_000, reason: "lệ phí".into() });
    paid.act(on(8, 18, 8, 0), "charge", charge).unwrap();
    paid.act(on(8, 20, 8, 0), "resume", resume()).unwrap();
    assert_eq!(paid.dossier.due(), Some(on(8, 21, 17, 0)));
    assert_eq!(anew(&paid, &with_holiday("2025-08-21")).unwrap().at, on(8, 22, 17, 0));
    assert_eq!(at(9), paid.dossier.clock.as_ref().unwrap().received);
}
