//! Legal time as a table of known cases, and as properties that hold for every moment and limit.

mod own;

use super::*;
use crate::words::{Day, Moment};
use proptest::prelude::*;

const DAYS: &str = "date,kind,name_vi,name_en,status
2025-01-01,holiday,Tết Dương lịch,New Year,official
2025-04-26,swap_work,Làm bù,Make-up,official
2025-04-30,holiday,Ngày Chiến thắng,Reunification,official
2025-05-01,holiday,Quốc tế Lao động,Labour Day,official
2025-05-02,swap_off,Nghỉ hoán đổi,Day off,official
2025-09-01,holiday,Quốc khánh,National Day,official
2025-09-02,holiday,Quốc khánh,National Day,official
2026-01-01,holiday,Tết Dương lịch,New Year,official
2026-01-02,swap_off,Nghỉ hoán đổi,Day off,official
2026-01-10,swap_work,Làm bù,Make-up,official
2026-02-16,holiday,Giao thừa,Eve,official
2026-02-17,holiday,Tết,Lunar New Year,official
2026-02-18,holiday,Mùng hai,Second day,official
2026-02-19,holiday,Mùng ba,Third day,official
2026-02-20,holiday,Mùng bốn,Fourth day,official
2026-04-26,holiday,Giỗ Tổ,Hung Kings,official
2026-04-27,compensation,Giỗ Tổ (nghỉ bù),Hung Kings observed,official
2026-04-30,holiday,Ngày Chiến thắng,Reunification,official
2026-05-01,holiday,Quốc tế Lao động,Labour Day,official
2026-08-22,swap_work,Làm bù,Make-up,official
2026-08-31,swap_off,Nghỉ hoán đổi,Day off,official
2026-09-01,holiday,Quốc khánh,National Day,official
2026-09-02,holiday,Quốc khánh,National Day,official
2027-01-01,holiday,Tết Dương lịch,New Year,projected
";

fn calendar() -> Calendar {
    Calendar::parse(DAYS).unwrap()
}

fn hours() -> Hours {
    Hours::of(Office::default(), calendar())
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn due_via(received: &str, limit: &str, via: Via) -> Due {
    due(moment(received), limit.parse().unwrap(), via, &hours(), None)
}

fn rules(due: &Due) -> Vec<Rule> {
    due.grounds.iter().map(|g| g.rule).collect()
}

#[test]
fn known_due_dates() {
    let table = [
        // A make-up Saturday counts; a swapped Friday and a holiday don't.
        ("2025-04-25T10:00", "1wd", "2025-04-26T17:00"),
        ("2025-12-31T10:00", "1wd", "2026-01-05T17:00"),
        ("2025-04-29T10:00", "1wd", "2025-05-05T17:00"),
        // Tết 2026: out on Saturday 14, back on Monday 23 February.
        ("2026-02-13T09:00", "1wd", "2026-02-23T17:00"),
        ("2026-02-12T09:00", "5wd", "2026-02-26T17:00"),
        ("2026-02-13T15:00", "same-day", "2026-02-23T17:00"),
        // 2 September 2026: the Saturday before is worked, five days are off in a row.
        ("2026-08-21T09:00", "1wd", "2026-08-22T17:00"),
        ("2026-08-28T09:00", "1wd", "2026-09-03T17:00"),
        ("2026-08-28T09:00", "8h", "2026-09-03T09:30"),
        // The 15:00 cut-off.
        ("2026-03-04T14:59", "same-day", "2026-03-04T17:00"),
        ("2026-03-04T15:00", "same-day", "2026-03-05T17:00"),
        ("2026-03-06T15:00", "same-day", "2026-03-09T17:00"),
        ("2026-03-07T09:00", "same-day", "2026-03-09T17:00"),
        ("2026-03-04T06:00", "same-day", "2026-03-04T17:00"),
        // Hours run through noon and night; the last hour counts from tomorrow.
        ("2026-03-04T10:00", "2h", "2026-03-04T14:00"),
        ("2026-03-04T12:00", "2h", "2026-03-04T15:30"),
        ("2026-03-04T06:00", "4h", "2026-03-04T11:30"),
        ("2026-03-04T15:59", "2h", "2026-03-05T08:29"),
        ("2026-03-04T16:00", "2h", "2026-03-05T09:30"),
        // Days of rest: counting starts on the next working day.
        ("2026-03-07T09:00", "1wd", "2026-03-09T17:00"),
        ("2026-03-07T09:00", "0wd", "2026-03-09T17:00"),
        ("2026-03-04T09:00", "0wd", "2026-03-04T17:00"),
        // Calendar days and months: the first day isn't counted, the last is a working day.
        ("2026-03-04T09:00", "9d", "2026-03-13T17:00"),
        ("2026-03-04T09:00", "10d", "2026-03-16T17:00"),
        ("2026-01-30T09:00", "1m", "2026-03-02T17:00"),
        ("2026-03-04T09:00", "1m", "2026-04-06T17:00"),
        ("2026-03-06T16:30", "7d", "2026-03-16T17:00"),
    ];
    for (received, limit, expected) in table {
        let due = due_via(received, limit, Via::Counter);
        assert_eq!(due.at.rfc3339(), moment(expected).rfc3339(), "{received} + {limit}: {:?}", rules(&due));
    }
}

#[test]
fn online_has_its_own_evening() {
    let office: Office =
        toml::from_str("[week]\nmonday = [\"07:30-19:00\"]\n[cutoffs]\nonline_after = \"17:00\"").unwrap();
    let office = Hours::of(office, calendar());
    let at = |via| due(moment("2026-03-02T17:30"), Limit::WorkingHours(1), via, &office, None);
    assert_eq!(at(Via::Counter).at, moment("2026-03-02T18:30"));
    let online = at(Via::Online);
    assert_eq!(online.at, moment("2026-03-09T08:30"));
    assert_eq!(online.grounds[0].rule, Rule::OnlineAfterHours);
    assert_eq!(online.grounds[0].amount, 17 * 60);
}

#[test]
fn grounds_tell_the_whole_story_once() {
    use Rule::{
        CalendarNotYetPublished, EndsOnDayOff, FirstDayNotCounted, HolidaySkipped, LimitCalendarDays,
        LimitWorkingDays, MakeUpDayCounted, SwapOffSkipped, WeekendSkipped,
    };
    let tet = due_via("2026-02-13T09:00", "10wd", Via::Counter);
    assert_eq!(rules(&tet), [FirstDayNotCounted, WeekendSkipped, HolidaySkipped, LimitWorkingDays]);
    assert_eq!(tet.grounds.iter().map(|g| g.amount).collect::<Vec<_>>(), [1, 6, 5, 10]);
    assert_eq!(
        (tet.grounds[2].from, tet.grounds[2].to),
        (moment("2026-02-16T00:00"), moment("2026-02-21T00:00"))
    );

    assert_eq!(
        tet.grounds[2].span(),
        GroundSpan::Days(Day::parse("2026-02-16").unwrap(), Day::parse("2026-02-20").unwrap())
    );
    assert_eq!(tet.grounds[3].span(), GroundSpan::Moments(moment("2026-02-14T00:00"), tet.at));

    let september = due_via("2026-08-21T09:00", "7wd", Via::Counter);
    assert_eq!(
        rules(&september),
        [
            FirstDayNotCounted,
            MakeUpDayCounted,
            WeekendSkipped,
            SwapOffSkipped,
            HolidaySkipped,
            LimitWorkingDays
        ]
    );
    let ends_off = due_via("2026-03-04T09:00", "10d", Via::Counter);
    assert_eq!(rules(&ends_off), [FirstDayNotCounted, LimitCalendarDays, WeekendSkipped, EndsOnDayOff]);

    let far = due_via("2026-12-30T09:00", "3wd", Via::Counter);
    assert_eq!(rules(&far).last(), Some(&CalendarNotYetPublished));
    assert_eq!(far.at, moment("2027-01-05T17:00"));
    let beyond = due_via("2030-04-29T09:00", "1wd", Via::Counter);
    assert_eq!(beyond.at, moment("2030-04-30T17:00"), "only weekends are known");
    assert_eq!(rules(&beyond).last(), Some(&CalendarNotYetPublished));
}

#[test]
fn supplement_restarts_and_the_score_subtracts() {
    let hours = hours();
    let (received, asked, back) =
        (moment("2026-03-02T09:00"), moment("2026-03-03T08:00"), moment("2026-03-10T08:00"));
    let first = due(received, Limit::WorkingDays(5), Via::Counter, &hours, None);
    assert_eq!(first.at, moment("2026-03-09T17:00"));
    let again = restart(back, Limit::WorkingDays(5), Via::Counter, &hours, None);
    assert_eq!(again.at, moment("2026-03-17T17:00"));
    assert_eq!(again.grounds[0].rule, Rule::RestartedAfterSupplement);
    // Five working days were spent waiting; said twice over, they're still five.
    let pause = Pause { from: asked, to: back };
    for pauses in [vec![pause], vec![pause, Pause { from: moment("2026-03-04T08:00"), ..pause }]] {
        let score = subtract_pauses(received, &first, &pauses, &hours);
        assert_eq!(score.at, moment("2026-03-16T17:00"));
        assert_eq!(score.grounds.last().unwrap().amount, 5 * 450);
    }
    let too_late = Pause { from: moment("2026-03-10T08:00"), to: moment("2026-03-12T08:00") };
    assert_eq!(subtract_pauses(received, &first, &[too_late], &hours), first);
}

#[test]
fn an_extension_comes_a_day_before_and_once() {
    let hours = hours();
    let due = due_via("2026-08-26T09:00", "3wd", Via::Counter);
    assert_eq!(due.at, moment("2026-09-03T17:00"));
    let allowed = |now| extension_allowed(moment(now), due.at, &hours);
    assert!(allowed("2026-08-28T17:00"));
    assert!(!allowed("2026-08-28T17:01"), "the five days off before the due date are no notice");
    assert!(!allowed("2026-09-03T08:00"));
    let later = extend(&due, moment("2026-09-08T17:00")).unwrap();
    assert!(later.is_extended() && !due.is_extended());
    assert_eq!(extend(&later, moment("2026-09-10T17:00")), None);
    assert_eq!(extend(&due, due.at), None);
}

#[test]
fn what_is_left_is_said_in_peoples_terms() {
    let hours = hours();
    let due = moment("2026-03-12T17:00");
    let table = [
        ("2026-03-09T10:00", ("left-days", 3)),
        ("2026-03-11T14:00", ("left-hours", 10)),
        ("2026-03-12T07:00", ("due-today", 7)),
        ("2026-03-12T16:30", ("left-minutes", 30)),
        ("2026-03-12T17:00", ("left-minutes", 0)),
        ("2026-03-12T18:00", ("late-now", 0)),
        ("2026-03-13T10:00", ("late-hours", 2)),
        ("2026-03-16T08:00", ("late-days", 1)),
    ];
    for (now, said) in table {
        assert_eq!(Remaining::of(moment(now), due, &hours).said(), said, "{now}");
    }
    let share = |now| elapsed_share(moment("2026-03-12T07:30"), due, moment(now), &hours);
    assert_eq!(
        (share("2026-03-12T07:00"), share("2026-03-12T13:00"), share("2026-03-12T20:00")),
        (0, 53, 100)
    );
}

#[test]
fn openings_and_working_days() {
    let hours = hours();
    let next = |at| next_opening(moment(at), &hours);
    assert_eq!(next("2026-03-04T09:10"), moment("2026-03-04T09:10"));
    assert_eq!(next("2026-03-04T11:30"), moment("2026-03-04T13:30"));
    assert_eq!(next("2026-02-13T17:00"), moment("2026-02-23T07:30"));
    assert!(is_working(moment("2026-08-22T08:00"), &hours), "a make-up Saturday");
    assert!(!is_working(moment("2026-08-31T08:00"), &hours));
    let day = |text| Day::parse(text).unwrap();
    assert_eq!(working_days_between(day("2026-02-13"), day("2026-02-23"), &hours), 1);
    assert_eq!(working_days_between(day("2026-08-24"), day("2026-08-21"), &hours), -2);
    assert_eq!(previous_working_day(day("2026-02-23"), &hours), day("2026-02-13"));
}

#[test]
fn an_absurd_limit_ends_too() {
    for limit in [Limit::WorkingDays(u32::MAX), Limit::WorkingHours(u32::MAX), Limit::Months(u32::MAX)] {
        let due = due(moment("2026-03-04T09:00"), limit, Via::Post, &hours(), None);
        assert!(due.at > moment("2026-03-04T09:00"));
        assert!(due.grounds.len() < 40, "{}", due.grounds.len());
    }
}

/// Offices with and without Saturdays, cut-offs and a weekday of rest.
fn office(which: usize) -> Hours {
    let texts = [
        "",
        "[cutoffs]",
        "[week]\nmonday = [\"07:00-11:00\", \"13:00-17:00\"]\nthursday = [\"08:00-16:00\"]\n\
         saturday = [\"07:30-11:30\"]\n[cutoffs]\nsame_day = \"10:00\"\nonline_after = \"14:00\"",
        "[week]\ntuesday = [\"09:00-09:30\"]\nsunday = [\"00:00-23:59\"]\n[cutoffs]\nlast_hour_minutes = 60",
    ];
    Hours::of(toml::from_str::<Office>(texts[which % texts.len()]).unwrap(), calendar())
}

prop_compose! {
    /// Any millisecond of 2025–2027.
    fn moments()(millis in 1_735_664_400_000i64..1_830_272_400_000) -> Moment {
        Moment::from_millis(millis)
    }
}

fn limits() -> impl Strategy<Value = Limit> {
    prop_oneof![
        Just(Limit::SameDay),
        (0u32..200).prop_map(Limit::WorkingHours),
        (0u32..70).prop_map(Limit::WorkingDays),
        (0u32..100).prop_map(Limit::CalendarDays),
        (0u32..13).prop_map(Limit::Months),
    ]
}

fn vias() -> impl Strategy<Value = Via> {
    prop_oneof![Just(Via::Counter), Just(Via::Online), Just(Via::Post)]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn later_reception_is_never_due_earlier(
        a in moments(), gap in 0i64..5_000, limit in limits(), via in vias(), which in 0usize..4,
    ) {
        let hours = office(which);
        let first = due(a, limit, via, &hours, None);
        let second = due(a.plus_minutes(gap), limit, via, &hours, None);
        prop_assert!(first.at <= second.at, "{first:?}\n{second:?}");
    }

    #[test]
    fn a_longer_limit_is_never_due_earlier(
        a in moments(), n in 0u32..100, via in vias(), which in 0usize..4,
    ) {
        let hours = office(which);
        let kinds: [fn(u32) -> Limit; 4] =
            [Limit::WorkingHours, Limit::WorkingDays, Limit::CalendarDays, Limit::Months];
        for kind in kinds {
            let shorter = due(a, kind(n), via, &hours, None);
            prop_assert!(shorter.at <= due(a, kind(n + 1), via, &hours, None).at);
        }
    }

    #[test]
    fn day_limits_end_at_closing(a in moments(), limit in limits(), via in vias(), which in 0usize..4) {
        let hours = office(which);
        let due = due(a, limit, via, &hours, None);
        prop_assert!(due.at >= a);
        if matches!(limit, Limit::WorkingHours(_)) {
            // Within a session or exactly at its end.
            let open = |at| is_working(at, &hours);
            prop_assert!(open(due.at) || open(due.at.plus_minutes(-1)));
        } else {
            let last_minute = due.at.plus_minutes(-1);
            prop_assert_eq!(closing(last_minute.day(), &hours), Some(due.at));
        }
    }

    #[test]
    fn grounds_cover_reception_to_due(a in moments(), limit in limits(), via in vias(), which in 0usize..4) {
        let due = due(a, limit, via, &office(which), None);
        prop_assert!(!due.grounds.is_empty());
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
    fn working_minutes_add_up(a in moments(), b in moments(), c in moments(), which in 0usize..4) {
        let hours = office(which);
        let minutes = |x, y| working_minutes(x, y, &hours);
        prop_assert_eq!(minutes(a, b) + minutes(b, c), minutes(a, c));
        prop_assert_eq!(minutes(a, b), -minutes(b, a));
    }

    #[test]
    fn adding_minutes_is_counting_them(a in moments(), n in -20_000i64..20_000, which in 0usize..4) {
        let hours = office(which);
        let b = add_working_minutes(a, n, &hours);
        prop_assert_eq!(working_minutes(a, b, &hours), n);
    }

    #[test]
    fn a_pause_never_shortens(
        a in moments(), limit in limits(),
        starts in proptest::collection::vec((0i64..90_000, 0i64..20_000), 0..4),
    ) {
        let hours = hours();
        let first = due(a, limit, Via::Counter, &hours, None);
        let pause = |(start, length): (i64, i64)| {
            Pause { from: a.plus_minutes(start), to: a.plus_minutes(start + length) }
        };
        let pauses: Vec<Pause> = starts.into_iter().map(pause).collect();
        let mut before = first.at;
        for n in 0..=pauses.len() {
            let at = subtract_pauses(a, &first, &pauses[..n], &hours).at;
            prop_assert!(at >= before);
            before = at;
        }
    }
}

/// Every start day of three years with every limit of up to 60 working days, against counting the
/// working days one by one.
#[test]
fn the_batch_agrees_with_plain_counting() {
    let hours = hours();
    let first = Day::new(2025, 1, 1).unwrap();
    let working: Vec<Day> = (0..1200).map(|n| first.plus(n)).filter(|d| hours.is_working_day(*d)).collect();
    for start in (0..1095).map(|n| first.plus(n)) {
        let later = working.partition_point(|d| *d <= start);
        for n in (1..=60).step_by(7) {
            let due = due(Moment::at(start, 10, 0), Limit::WorkingDays(n), Via::Counter, &hours, None);
            let expected = working[later + n as usize - 1];
            assert_eq!(due.at, Moment::at(expected, 17, 0), "{start} + {n}");
        }
    }
}

#[test]
fn every_key_is_a_message() {
    let words = include_str!("../../../lang/locales/vi/calendar.ftl");
    let defined = |key: &str| words.lines().any(|l| l.split_once(" = ").is_some_and(|(k, _)| k == key));
    let limits = ["same-day", "8h", "1wd", "30d", "2m"].map(|l| l.parse::<Limit>().unwrap().key());
    let left = [0, 59, 60]
        .into_iter()
        .flat_map(|minutes| [true, false].map(|today| Remaining::Soon { minutes, today }));
    let stretches = [Stretch::Days(2), Stretch::Hours(0), Stretch::Hours(2)].into_iter();
    let said = stretches.flat_map(|s| [Remaining::Late(s), Remaining::InTime(s)]).chain(left);
    let keys = Rule::ALL.iter().map(|r| r.key()).chain(Article::ALL.iter().map(|a| a.key()));
    for key in keys.chain(limits).chain(said.map(|r| r.said().0)) {
        assert!(defined(key), "{key}");
    }
}
