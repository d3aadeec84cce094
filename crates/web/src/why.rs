//! A due date's explanation as pages show it.

use crate::components::{DayLook, DayStrip, StripDay, WhyDue, WhyLine};
use crate::show;
use domain::calendar::{DayMark, Due, Rule};
use domain::words::Day;
use lang::Words;

/// Most days that are drawn one by one: more would be too thin to be seen on a phone.
const MOST_DAYS: usize = 62;

/// Why this due date: days in a row, rules with what they rest on, hours that counted.
pub fn why(words: &'static Words, due: &Due) -> WhyDue {
    let lines: Vec<WhyLine> = app::why(due, words)
        .into_iter()
        .map(|w| {
            let span = if w.from == w.to { w.from } else { format!("{} → {}", w.from, w.to) };
            WhyLine { text: w.text, article: w.article, span, counted: w.counted }
        })
        .collect();
    let total: u32 = due.grounds.iter().map(|g| g.counted).fold(0, u32::saturating_add);
    let several = lines.iter().filter(|l| l.counted.is_some()).count() > 1;
    let total = several.then(|| app::counted(total, words));
    WhyDue { words, strip: strip(words, due), lines, total }
}

fn strip(words: &'static Words, due: &Due) -> Option<DayStrip> {
    let days = due.days();
    let ((first, _), (last, _)) = (days.first()?, days.last()?);
    if days.len() < 2 || days.len() > MOST_DAYS {
        return None;
    }
    let counted = days.iter().filter(|(_, m)| matches!(m, DayMark::Counted | DayMark::Unlike(_))).count();
    let args = [
        ("from", show::day(words, *first).into()),
        ("to", show::day(words, *last).into()),
        ("count", words.say_one("days-count", "count", counted).into()),
    ];
    let title = words.say_with("strip-title", &args);
    Some(DayStrip { words, title, days: days.iter().map(|(day, mark)| slot(words, *day, *mark)).collect() })
}

fn slot(words: &Words, day: Day, mark: DayMark) -> StripDay {
    let look = match mark {
        DayMark::Received => DayLook::Received,
        DayMark::Counted => DayLook::Counted,
        DayMark::Unlike(_) => DayLook::Unlike,
        DayMark::Passed(_) => DayLook::Passed,
    };
    let label = format!("{:02}/{:02}", day.0.day(), day.0.month());
    let weekday = words.say(&format!("weekday-{}", day.weekday()));
    let rule = match mark {
        DayMark::Unlike(rule) | DayMark::Passed(rule) => format!(": {}", words.say(short(rule))),
        DayMark::Received | DayMark::Counted => String::new(),
    };
    StripDay { label, title: format!("{weekday} {}{rule}", show::day(words, day)), look }
}

/// What a day off, or one that counts unlike its weekday, is called in short.
const fn short(rule: Rule) -> &'static str {
    match rule {
        Rule::HolidaySkipped => "day-kind-holiday",
        Rule::CompensationSkipped => "day-kind-compensation",
        Rule::SwapOffSkipped => "day-kind-swap-off",
        Rule::MakeUpDayCounted => "day-kind-swap-work",
        Rule::ExtraDayCounted => "day-kind-extra",
        Rule::OtherSessionsLocally => "day-kind-other-hours",
        Rule::WeekendSkipped => "day-kind-weekend",
        _ => "day-kind-closed",
    }
}
