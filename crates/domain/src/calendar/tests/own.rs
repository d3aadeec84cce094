//! Hours that change from a day on, a unit's own days and published calendars: tables, and what must hold
//! whatever a unit or a province publishes.

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn at(received: &str, limit: &str, hours: &Hours) -> Due {
    due(moment(received), limit.parse().unwrap(), Via::Counter, hours, None)
}

fn own_day(on: &str, sessions: &[&str], extra: bool) -> LocalDay {
    let sessions = sessions.iter().map(|s| s.parse().unwrap()).collect();
    LocalDay { day: day(on), sessions, reason: "Mất điện".into(), extra }
}

fn line(date: Day, kind: Option<DayKind>) -> PublishedDay {
    let (name_vi, name_en, act) = ("Nghỉ".into(), "Off".into(), "QĐ 1".into());
    PublishedDay { date, kind, name_vi, name_en, status: DayStatus::Official, act }
}

#[test]
fn a_units_own_days_count_as_it_says() {
    let closed = hours().with_local(own_day("2026-03-05", &[], false));
    let due = at("2026-03-04T09:00", "1wd", &closed);
    assert_eq!(due.at, moment("2026-03-06T17:00"));
    let why = due.grounds.iter().find(|g| g.rule == Rule::ClosedLocally).unwrap();
    assert_eq!((why.article, why.note.as_str(), why.amount), (Article::ClosureNotice, "Mất điện", 1));

    let morning = hours().with_local(own_day("2026-03-05", &["07:30-11:30"], false));
    let due = at("2026-03-04T15:00", "4h", &morning);
    assert_eq!(due.at, moment("2026-03-05T09:30"));
    assert_eq!(at("2026-03-05T10:00", "4h", &morning).at, moment("2026-03-06T10:00"));
    let due = at("2026-03-04T09:00", "1wd", &morning);
    assert_eq!(due.at, moment("2026-03-05T11:30"), "the day counts and closes at noon");
    assert_eq!(rules(&due), [Rule::FirstDayNotCounted, Rule::OtherSessionsLocally, Rule::LimitWorkingDays]);

    let opened = hours().with_local(own_day("2026-03-07", &["07:30-11:30"], true));
    let due = at("2026-03-06T09:00", "1wd", &opened);
    assert_eq!(due.at, moment("2026-03-07T11:30"));
    assert!(rules(&due).contains(&Rule::ExtraDayCounted));
}

#[test]
fn a_closure_never_opens_a_day_off() {
    for off in ["2026-04-30", "2026-03-07"] {
        let left = hours().with_local(own_day(off, &["07:30-11:30"], false));
        assert!(!left.is_working_day(day(off)) && left.local_on(day(off)).is_none(), "{off}");
        assert_eq!(left.day_off(day(off)), hours().day_off(day(off)));
    }
    let opened = hours().with_local(own_day("2026-04-30", &["07:30-11:30"], true));
    assert!(opened.is_working_day(day("2026-04-30")));
}

#[test]
fn an_office_changes_from_a_day_on() {
    let early: Office = toml::from_str(
        "make_up = [\"08:00-10:00\"]\n[week]\nmonday = [\"07:00-11:00\"]\n[cutoffs]\nsame_day = \"09:00\"",
    )
    .unwrap();
    let changed = hours().with_office(day("2026-08-01"), early);
    assert_eq!(at("2026-07-31T09:00", "1wd", &changed).at, moment("2026-08-03T11:00"));
    assert_eq!(at("2026-07-30T09:00", "1wd", &changed).at, moment("2026-07-31T17:00"));
    assert_eq!(changed.sessions_on(day("2026-08-22")), ["08:00-10:00".parse().unwrap()]);
    // The cut-off is that of the office in force on the day of reception.
    assert_eq!(at("2026-07-27T09:30", "same-day", &changed).at, moment("2026-07-27T17:00"));
    let late = at("2026-08-03T09:30", "same-day", &changed);
    assert_eq!((late.at, late.grounds[0].rule), (moment("2026-08-10T11:00"), Rule::AfterSameDayCutoff));
    assert_eq!(changed.offices().map(|(from, _)| from).collect::<Vec<_>>(), [None, Some(day("2026-08-01"))]);
}

#[test]
fn a_procedure_replaces_single_cutoffs() {
    let own = Cutoffs { same_day: Some("10:00".parse().unwrap()), ..Cutoffs::default() };
    let ask = |at, limit: &str, own| due(moment(at), limit.parse().unwrap(), Via::Counter, &hours(), own).at;
    assert_eq!(ask("2026-03-04T10:30", "same-day", Some(&own)), moment("2026-03-05T17:00"));
    assert_eq!(ask("2026-03-04T10:30", "same-day", None), moment("2026-03-04T17:00"));
    assert_eq!(ask("2026-03-04T16:30", "1h", Some(&own)), moment("2026-03-05T08:30"), "the last hour stays");
}

#[test]
fn a_published_calendar_is_named() {
    let calendar = calendar().with_published(4, &[line(day("2026-03-05"), Some(DayKind::Holiday))]);
    let due = at("2026-03-04T09:00", "1wd", &hours().with_calendar(calendar));
    assert_eq!(due.at, moment("2026-03-06T17:00"));
    let last = due.grounds.last().unwrap();
    assert_eq!((last.rule, last.amount), (Rule::CalendarVersion, 4));
}

/// Hours with changes, closures and openings drawn from what units do.
fn any_hours() -> impl Strategy<Value = Hours> {
    let sessions = prop_oneof![
        3 => Just(vec![]),
        1 => Just(vec!["07:30-11:30"]),
        1 => Just(vec!["09:00-10:00", "14:00-18:00"]),
    ];
    let days = proptest::collection::vec((0i64..1100, sessions, any::<bool>()), 0..12);
    let first = Day::new(2025, 1, 1).unwrap();
    (0usize..4, 0usize..4, 0i64..1100, days).prop_map(move |(before, after, change, days)| {
        let later = office(after).office_on(first).clone();
        let hours = office(before).with_office(first.plus(change), later);
        days.into_iter().fold(hours, |hours, (n, sessions, extra)| {
            hours.with_local(own_day(&first.plus(n).to_string(), &sessions, extra))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn later_reception_is_never_due_earlier_whatever_a_unit_publishes(
        a in moments(), gap in 0i64..5_000, limit in limits(), via in vias(), hours in any_hours(),
    ) {
        let first = due(a, limit, via, &hours, None);
        let second = due(a.plus_minutes(gap), limit, via, &hours, None);
        prop_assert!(first.at <= second.at, "{first:?}\n{second:?}");
    }

    #[test]
    fn a_holiday_added_never_makes_a_due_date_earlier(
        a in moments(), limit in limits(), via in vias(), hours in any_hours(),
        added in proptest::collection::vec(0i64..400, 1..6),
    ) {
        let lines: Vec<PublishedDay> =
            added.iter().map(|n| line(a.day().plus(*n), Some(DayKind::Holiday))).collect();
        let fewer = hours.clone().with_calendar(hours.calendar().with_published(1, &lines));
        prop_assert!(due(a, limit, via, &hours, None).at <= due(a, limit, via, &fewer, None).at);
    }

    #[test]
    fn a_closed_day_added_never_makes_a_due_date_earlier(
        a in moments(), limit in limits(), via in vias(), which in 0usize..4,
        added in proptest::collection::vec(0i64..400, 1..6),
    ) {
        let hours = office(which);
        let closed = added.iter().fold(hours.clone(), |hours, n| {
            hours.with_local(own_day(&a.day().plus(*n).to_string(), &[], false))
        });
        prop_assert!(due(a, limit, via, &hours, None).at <= due(a, limit, via, &closed, None).at);
    }

    #[test]
    fn an_office_that_changes_later_changes_nothing_before(
        a in moments(), limit in limits(), via in vias(), hours in any_hours(), after in 0usize..4,
    ) {
        let promised = due(a, limit, via, &hours, None);
        let from = promised.at.day().plus(1);
        let changed = hours.clone().with_office(from, office(after).office_on(from).clone());
        let changed = changed.with_local(own_day(&from.to_string(), &[], false));
        prop_assert_eq!(due(a, limit, via, &changed, None), promised);
    }

    #[test]
    fn what_the_grounds_counted_is_the_limit(
        a in moments(), limit in limits(), via in vias(), hours in any_hours(),
    ) {
        let due = due(a, limit, via, &hours, None);
        let counted: u64 = due.grounds.iter().map(|g| u64::from(g.counted)).sum();
        match limit {
            Limit::WorkingHours(n) => prop_assert_eq!(counted, u64::from(n) * 60, "{:?}", due),
            Limit::WorkingDays(n) if n > 0 => {
                let limit = due.grounds.iter().find(|g| g.rule == Rule::LimitWorkingDays).unwrap();
                let (mut day, mut days, mut minutes) = (limit.from.day(), 0, 0u64);
                while day <= due.at.day() {
                    let sessions = hours.sessions_on(day);
                    days += u32::from(!sessions.is_empty());
                    minutes += sessions.iter().map(|s| u64::from(s.closes() - s.opens())).sum::<u64>();
                    day = day.plus(1);
                }
                prop_assert_eq!((days, counted), (n, minutes), "{:?}", due);
            }
            Limit::CalendarDays(_) | Limit::Months(_) => prop_assert_eq!(counted, 0),
            _ => prop_assert!(due.grounds.iter().all(|g| g.counted <= 1_440)),
        }
        for ground in &due.grounds {
            use Rule::{ClosedLocally, HolidaySkipped, WeekendSkipped};
            let passed = matches!(ground.rule, HolidaySkipped | WeekendSkipped | ClosedLocally);
            prop_assert!(!passed || ground.counted == 0);
        }
    }

    #[test]
    fn grounds_cover_reception_to_due_whatever_a_unit_publishes(
        a in moments(), limit in limits(), via in vias(), hours in any_hours(),
    ) {
        let due = due(a, limit, via, &hours, None);
        let mut grounds = due.grounds.clone();
        grounds.sort_by_key(|g| (g.from, g.to));
        let mut covered = a;
        for g in &grounds {
            prop_assert!(a <= g.from && g.from <= g.to && g.to <= due.at, "{:?} outside {:?}", g, due);
            prop_assert!(g.from <= covered, "a gap before {:?} in {:?}", g, due);
            covered = covered.max(g.to);
        }
        prop_assert_eq!(covered, due.at);
    }

    #[test]
    fn the_days_of_a_due_date_are_read_back_from_its_grounds(
        a in moments(), n in 1u32..70, via in vias(), hours in any_hours(),
    ) {
        let due = due(a, Limit::WorkingDays(n), via, &hours, None);
        let days = due.days();
        prop_assert_eq!(days.last().map(|(day, _)| *day), Some(due.at.day()));
        let from = due.grounds.iter().find(|g| g.rule == Rule::LimitWorkingDays).unwrap().from.day();
        for (day, mark) in days.into_iter().filter(|(day, _)| *day >= from) {
            let worked = matches!(mark, DayMark::Counted | DayMark::Unlike(_));
            prop_assert_eq!(worked, hours.is_working_day(day), "{} is {:?} in {:?}", day, mark, due);
        }
    }

    #[test]
    fn splitting_an_interval_adds_up_whatever_a_unit_publishes(
        a in moments(), b in moments(), c in moments(), hours in any_hours(),
    ) {
        let minutes = |x, y| working_minutes(x, y, &hours);
        prop_assert_eq!(minutes(a, b) + minutes(b, c), minutes(a, c));
    }

    #[test]
    fn adding_minutes_is_counting_them_whatever_a_unit_publishes(
        a in moments(), n in -20_000i64..20_000, hours in any_hours(),
    ) {
        prop_assert_eq!(working_minutes(a, add_working_minutes(a, n, &hours), &hours), n);
    }

    #[test]
    fn a_pause_never_shortens_whatever_a_unit_publishes(
        a in moments(), limit in limits(), start in 0i64..90_000, length in 0i64..20_000,
        hours in any_hours(),
    ) {
        let first = due(a, limit, Via::Counter, &hours, None);
        let pause = Pause { from: a.plus_minutes(start), to: a.plus_minutes(start + length) };
        let longer = Pause { to: pause.to.plus_minutes(600), ..pause };
        let paused = |pause| subtract_pauses(a, &first, &[pause], &hours).at;
        prop_assert!(first.at <= paused(pause) && paused(pause) <= paused(longer));
    }

    #[test]
    fn a_table_of_working_days_agrees_with_walking(
        starts in proptest::collection::vec((-900i64..2_500, 0u32..400), 1..20), hours in any_hours(),
    ) {
        let first = Day::new(2025, 1, 1).unwrap();
        let mut table = WorkingDays::of(&hours, first);
        for (n, amount) in starts {
            let start = first.plus(n);
            let walked = if amount == 0 && hours.is_working_day(start) {
                start
            } else {
                (0..amount.max(1)).fold(start, |day, _| next_working_day(day, &hours))
            };
            prop_assert_eq!(table.due(start, amount), Some(walked), "{} + {}", start, amount);
        }
    }
}
