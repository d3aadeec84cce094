use super::{grounds, moment};
use domain::calendar::{Calendar, Due, Ground, Hours, Limit, Office, Rule, Via, due};
use domain::words::{Day, Moment};
use lang::{Lang, Words};

fn at(day: i8, hour: i8, minute: i8) -> Moment {
    Moment::at(Day::new(2025, 8, day).unwrap(), hour, minute)
}

#[test]
fn a_moment_is_said_in_the_readers_order() {
    let said = |lang| moment(at(15, 14, 5), Words::of(lang));
    assert_eq!(said(Lang::Vi), "14:05 ngày 15/08/2025");
    assert_eq!(said(Lang::En), "14:05 on 15/08/2025");
    assert_eq!(said(Lang::Fr), "15/08/2025 à 14:05");
}

#[test]
fn days_times_of_day_and_quantities_are_said_as_such() {
    let said = |ground| grounds(&Due { at: at(20, 17, 0), grounds: vec![ground] }, Words::of(Lang::Vi));
    assert_eq!(
        said(Ground::new(Rule::WeekendSkipped, at(16, 0, 0), at(18, 0, 0), 2)),
        ["Không tính 2 ngày thứ Bảy, Chủ nhật trong khoảng từ 16/08/2025 đến 17/08/2025."]
    );
    let late = said(Ground::new(Rule::AfterSameDayCutoff, at(15, 15, 30), at(18, 17, 0), 15 * 60));
    assert!(late.concat().contains("lúc 15:30 ngày 15/08/2025, sau 15:00,"), "{late:?}");
    let limit = said(Ground::new(Rule::LimitWorkingDays, at(15, 9, 0), at(20, 17, 0), 3));
    assert_eq!(limit, ["Thời hạn giải quyết là 3 ngày làm việc, kết thúc lúc 17:00 ngày 20/08/2025."]);
}

#[test]
fn every_ground_of_a_due_date_is_a_sentence_in_every_language() {
    let calendar = Calendar::parse("date,kind,name_vi,name_en,status\n").unwrap();
    let due =
        due(at(15, 9, 0), Limit::WorkingDays(5), Via::Counter, &Hours::of(Office::default(), calendar), None);
    for lang in Lang::ALL {
        let said = grounds(&due, Words::of(lang));
        assert_eq!(said.len(), due.grounds.len());
        assert!(said.iter().all(|s| s.contains(' ') && !s.contains('$') && !s.starts_with("ground-")));
    }
}
