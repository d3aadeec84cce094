//! Moments and due dates as people say them.

use domain::calendar::{Due, Ground, GroundSpan, Rule, Unit};
use domain::packs::Definition;
use domain::words::{CaseCode, Day, Moment};
use lang::{Arg, Words};
use serde::Serialize;

/// A day: `15/08/2025`.
pub fn day(day: Day, words: &Words) -> String {
    words.date(day.0.year(), day.0.month(), day.0.day())
}

/// A moment to the minute: `14:30 ngày 15/08/2025`.
pub fn moment(at: Moment, words: &Words) -> String {
    let minute = at.minute_of_day();
    let time = words.time(minute / 60, minute % 60);
    words.say_with("paper-moment", &[("time", time.into()), ("date", day(at.day(), words).into())])
}

/// What a case is called: its own name, else its code, as many have only the procedure's name.
pub fn case(definition: &Definition, code: &CaseCode, words: &Words) -> Option<String> {
    let case = definition.case(code)?;
    let name = case.terms.name.as_str();
    Some(if name.is_empty() || name == definition.facts.name {
        words.say_one("case-coded", "code", code.as_str())
    } else {
        words.say_with("case-named", &[("name", name.into()), ("code", code.as_str().into())])
    })
}

/// Why a due date is what it is, a sentence a ground, in reading order.
pub fn grounds(due: &Due, words: &Words) -> Vec<String> {
    due.grounds.iter().map(|g| ground(g, words)).collect()
}

/// One line of the explanation, as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The rule, for marks and colours.
    #[serde(skip)]
    pub rule: Rule,
    /// What was applied, as a sentence.
    pub text: String,
    /// What it rests on.
    pub article: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: String,
    /// The working hours that counted here; none where time passes over.
    pub counted: Option<String>,
}

/// Why a due date is what it is, with everything there is to say: a line a ground, in reading order.
pub fn why(due: &Due, words: &Words) -> Vec<Why> {
    let line = |g: &Ground| {
        let (from, to) = span(g, words);
        let counted = (g.counted > 0).then(|| counted(g.counted, words));
        Why { rule: g.rule, text: ground(g, words), article: words.say(g.article.key()), from, to, counted }
    };
    due.grounds.iter().map(line).collect()
}

/// Working time to the minute: `7 giờ 30 phút`.
pub fn counted(minutes: u32, words: &Words) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    match (hours, minutes) {
        (_, 0) => words.say_one("counted-hours", "hours", hours),
        (0, _) => words.say_one("minutes-count", "count", minutes),
        _ => words.say_with("counted-hours-minutes", &[("hours", hours.into()), ("minutes", minutes.into())]),
    }
}

fn span(ground: &Ground, words: &Words) -> (String, String) {
    match ground.span() {
        GroundSpan::Days(first, last) => (day(first, words), day(last, words)),
        GroundSpan::Moments(from, to) => (moment(from, words), moment(to, words)),
    }
}

fn ground(ground: &Ground, words: &Words) -> String {
    let (from, to) = span(ground, words);
    let args: [(&str, Arg<'_>); 4] = [
        ("from", from.into()),
        ("to", to.into()),
        ("amount", amount(ground, words).into()),
        ("note", ground.note.as_str().into()),
    ];
    words.say_with(ground.rule.key(), &args)
}

fn amount(ground: &Ground, words: &Words) -> String {
    let unit = ground.rule.unit();
    match (unit.key(), unit) {
        (Some(key), _) => words.say_one(key, "count", ground.amount),
        (None, Unit::Clock) => words.time(ground.amount / 60, ground.amount % 60),
        (None, _) => words.number(ground.amount),
    }
}

#[cfg(test)]
mod tests;
