use super::{Due, Facts, Level, Reminder, due, horizon};
use crate::calendar::{self, Calendar, Hours, Limit, Office};
use crate::dossier::Stage;
use crate::identity::Role;
use crate::records::Body as _;
use crate::words::{Channel, Day, Moment};
use proptest::prelude::*;

fn hours() -> Hours {
    let rows = "date,kind,name_vi,name_en,status\n2025-09-01,holiday,a,a,official\n2025-09-02,holiday,a,a,official\n";
    Hours::of(Office::default(), Calendar::parse(rows).unwrap())
}

fn on(m: i8, d: i8, hour: i8, minute: i8) -> Moment {
    Moment::at(Day::new(2025, m, d).unwrap(), hour, minute)
}

/// Everything that a program which looks every minute says, with the minute.
fn said(facts: Facts, from: Moment, to: Moment) -> Vec<(Level, Moment)> {
    let (hours, mut known, mut said) = (hours(), Vec::<(Level, u32)>::new(), Vec::new());
    let mut now = from;
    while now <= to {
        for found in due(now, facts, &hours) {
            if !known.contains(&(found.level, found.week)) {
                known.push((found.level, found.week));
                said.push((found.level, now));
            }
        }
        now = now.plus_minutes(1);
    }
    said
}

#[test]
fn a_running_dossier_is_brought_to_mind_before_at_and_after_its_date_then_to_the_leaders_weekly() {
    let facts = Facts { stage: Stage::Processing, wanted: on(8, 20, 17, 0), received: Some(on(8, 15, 9, 0)) };
    let expected = [
        (Level::BeforeDue, on(8, 19, 7, 30)),
        (Level::AtDue, on(8, 20, 7, 30)),
        (Level::Overdue, on(8, 21, 7, 30)),
        (Level::Escalated, on(8, 22, 7, 30)),
        (Level::Escalated, on(8, 29, 7, 30)),
        (Level::Escalated, on(9, 5, 7, 30)),
    ];
    let said = said(facts, on(8, 15, 9, 0), on(9, 6, 9, 0));
    assert_eq!(said, expected);
}

#[test]
fn a_date_at_noon_is_past_at_noon() {
    let facts = Facts { stage: Stage::Processing, wanted: on(8, 20, 11, 0), received: Some(on(8, 11, 9, 0)) };
    let said = said(facts, on(8, 15, 9, 0), on(8, 21, 6, 0));
    let expected = [
        (Level::BeforeDue, on(8, 19, 7, 30)),
        (Level::AtDue, on(8, 20, 7, 30)),
        (Level::Overdue, on(8, 20, 11, 1)),
    ];
    assert_eq!(said, expected);
}

#[test]
fn half_of_a_short_limit_is_enough_and_what_came_today_has_no_morning() {
    let facts = Facts { stage: Stage::Received, wanted: on(8, 15, 17, 0), received: Some(on(8, 15, 9, 0)) };
    let said = said(facts, on(8, 15, 9, 0), on(8, 18, 8, 0));
    assert_eq!(said, [(Level::BeforeDue, on(8, 15, 14, 0)), (Level::Overdue, on(8, 18, 7, 30))]);
    let facts = Facts { received: Some(on(8, 14, 9, 0)), ..facts };
    let said = self::said(facts, on(8, 14, 9, 0), on(8, 15, 17, 0));
    assert_eq!(said, [(Level::AtDue, on(8, 15, 7, 30))], "the morning comes before the half");
}

#[test]
fn an_online_submission_is_brought_to_mind_after_two_working_hours() {
    let hours = hours();
    let answer = |at| calendar::due(at, Limit::WorkingHours(8), Channel::Online, &hours, None).at;
    let facts = |at| Facts { stage: Stage::Submitted, wanted: answer(at), received: None };
    let morning = said(facts(on(8, 15, 8, 0)), on(8, 15, 8, 0), on(8, 19, 9, 0));
    let expected = [
        (Level::Unanswered, on(8, 15, 10, 0)),
        (Level::Overdue, on(8, 18, 8, 31)),
        (Level::Escalated, on(8, 19, 8, 30)),
    ];
    assert_eq!(morning, expected);
    let evening = said(facts(on(8, 15, 20, 0)), on(8, 15, 20, 0), on(8, 18, 12, 0));
    assert_eq!(evening, [(Level::Unanswered, on(8, 18, 9, 30))], "two hours of Monday");
}

#[test]
fn three_working_days_before_the_wait_ends_officers_and_the_person_are_told() {
    let facts = Facts { stage: Stage::AwaitingDocuments, wanted: on(9, 10, 17, 0), received: None };
    let said = said(facts, on(9, 3, 7, 0), on(9, 11, 7, 0));
    assert_eq!(said, [(Level::Lapsing, on(9, 5, 7, 30)), (Level::Warned, on(9, 5, 7, 30))]);
}

#[test]
fn nothing_is_said_about_what_is_over_or_waits_for_others() {
    let stages = [Stage::AwaitingPayment, Stage::Resolved, Stage::Delivered, Stage::Lapsed, Stage::Withdrawn];
    for stage in stages {
        let facts = Facts { stage, wanted: on(8, 15, 17, 0), received: Some(on(8, 14, 9, 0)) };
        assert_eq!(due(on(8, 25, 9, 0), facts, &hours()), [], "{stage:?}");
    }
}

#[test]
fn a_reminders_record_is_golden() {
    let text = r#"{"code":"H56.148-250815-0012","dossier":"00000000-0000-0000-0000-00000000000a","level":"overdue","procedure":"1.001193","role":"specialist","step":"check","unit":"15085@2025-07-01","wanted":1755684000000}"#;
    let golden = include_str!("../../testdata/records/reminder/v1.json");
    assert_eq!(golden.trim(), text);
    let read: Reminder = serde_json::from_str(golden).unwrap();
    assert_eq!(
        (read.level, read.role, read.text().unwrap()),
        (Level::Overdue, Some(Role::Specialist), text.into())
    );
    let due = Due { level: read.level, at: read.wanted, wanted: read.wanted, week: 0 };
    assert!(due.key(read.dossier).ends_with(":overdue:1755684000000"));
    assert_ne!(due.key(read.dossier), Due { week: 1, ..due }.key(read.dossier));
}

proptest! {
    #[test]
    fn each_is_said_once_in_order_in_office_hours_and_within_the_horizon(
        limit in prop_oneof![
            (1u32..12).prop_map(Limit::WorkingDays),
            (1u32..30).prop_map(Limit::WorkingHours),
            (1u32..20).prop_map(Limit::CalendarDays),
            Just(Limit::SameDay),
        ],
        minutes in 0i64..20_000,
        // A morning lasts four hours: each is looked at.
        step in 1i64..240,
    ) {
        let hours = hours();
        let received = on(8, 11, 7, 30).plus_minutes(minutes);
        let wanted = calendar::due(received, limit, Channel::Counter, &hours, None).at;
        let facts = Facts { stage: Stage::Processing, wanted, received: Some(received) };
        let order = [Level::BeforeDue, Level::AtDue, Level::Overdue];
        let (mut last, mut weeks) = (0, None);
        let mut now = received;
        while now < wanted.plus_minutes(30 * 24 * 60) {
            for found in due(now, facts, &hours) {
                prop_assert!(calendar::is_working(now, &hours) && found.at <= now);
                prop_assert!(wanted <= horizon(now, &hours), "the list that is looked through holds it");
                if found.level == Level::Escalated {
                    prop_assert!(now > wanted && weeks <= Some(found.week));
                    weeks = Some(found.week);
                } else {
                    let place = order.iter().position(|l| *l == found.level).unwrap();
                    prop_assert!(place >= last, "never back");
                    prop_assert_eq!(found.level == Level::Overdue, now > wanted);
                    last = place;
                }
            }
            now = now.plus_minutes(step);
        }
        prop_assert!(weeks >= Some(2), "leaders are told week after week");
    }
}
