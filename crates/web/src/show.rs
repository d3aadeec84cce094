//! How rooms show what they share: times, due dates, states, events, problems. Domain types in, words and
//! components out; no rule is decided here, `domain` is asked.

use crate::components::{Band, Due, DueSize, Problem as FieldProblem, StateTag, Tone};
use app::dossier::Tracked;
use app::{AppError, DossierRow, Problem, World};
use domain::calendar::{self, Remaining};
use domain::dossier::{Dossier, Event, Refusal, Stage};
use domain::packs::diff::{Change, Fact};
use domain::packs::{Definition, Process, Text};
use domain::registers::{Registered, Standing};
use domain::words::{Day, Moment, UnitId};
use lang::{Arg, Lang, Words};

/// The attribute of what is written as the law names it, in Vietnamese, on a page of another language
/// (WCAG 2.2, 3.1.2): a screen reader then changes its voice.
pub fn as_named(words: &Words) -> askama::filters::Safe<&'static str> {
    askama::filters::Safe(if words.lang() == Lang::Vi { "" } else { " lang=\"vi\"" })
}

/// A day: `15/08/2025`.
pub fn day(words: &Words, day: Day) -> String {
    words.date(day.0.year(), day.0.month(), day.0.day())
}

/// A time of day: `14:30`.
pub fn time(words: &Words, at: Moment) -> String {
    let minute = at.minute_of_day();
    words.time(minute / 60, minute % 60)
}

/// A moment to the minute: `14:30 15/08/2025`.
pub fn moment(words: &Words, at: Moment) -> String {
    format!("{} {}", time(words, at), day(words, at.day()))
}

/// A moment as people near it say it: `14:30 hôm nay`.
pub fn near(words: &Words, now: Moment, at: Moment) -> String {
    let key = match at.day().days_since(now.day()) {
        -1 => "show-yesterday",
        0 => "show-today",
        1 => "show-tomorrow",
        _ => return moment(words, at),
    };
    words.say_one(key, "time", time(words, at))
}

/// A day as people near it say it: `Hôm nay, 15/08/2025`.
pub fn day_near(words: &Words, now: Moment, of: Day) -> String {
    let key = match of.days_since(now.day()) {
        -1 => "yesterday",
        0 => "today",
        1 => "tomorrow",
        _ => return day(words, of),
    };
    format!("{}, {}", words.say(key), day(words, of))
}

/// A pack's word in the reader's language.
pub fn text<'a>(words: &Words, text: &'a Text) -> &'a str {
    match words.lang() {
        Lang::Vi => &text.vi,
        Lang::En => &text.en,
        Lang::Fr => &text.fr,
    }
}

/// What a procedure is called: the pack's name in the reader's language, else the catalogue's.
pub fn procedure<'a>(words: &Words, definition: &'a Definition) -> &'a str {
    definition.title.as_ref().map_or(definition.facts.name.as_str(), |title| text(words, title))
}

/// What a dossier asks for: the procedure, and the case where it names one.
pub fn procedure_and_case(words: &Words, look: &app::dossier::Look) -> String {
    let name = procedure(words, &look.definition);
    let case = look.dossier.filing.case.as_ref();
    let case = case.and_then(|code| app::case_name(&look.definition, code, words));
    case.map_or_else(|| name.to_owned(), |case| format!("{name} · {case}"))
}

/// What a step is called; its name where the process no longer knows it, the end's word at the end.
pub fn step(words: &Words, process: &Process, id: &domain::words::StepId) -> String {
    if id.as_str() == domain::packs::END {
        return words.say("show-end");
    }
    process.step(id).map_or_else(|| id.to_string(), |s| text(words, &s.title).to_owned())
}

/// What a due badge is made from.
#[derive(Clone, Copy, Debug)]
pub struct DueFacts<'a> {
    /// Whose hours count.
    pub unit: &'a UnitId,
    /// Where the dossier stands in the eyes of the law.
    pub stage: Stage,
    /// When its clock began.
    pub received: Option<Moment>,
    /// What is promised.
    pub due: Option<Moment>,
    /// When it was decided or ended.
    pub finished: Option<Moment>,
    /// Since when the clock stands still, where that is known.
    pub paused_since: Option<Moment>,
}

impl<'a> From<&'a DossierRow> for DueFacts<'a> {
    fn from(row: &'a DossierRow) -> Self {
        Self {
            unit: &row.unit,
            stage: row.stage,
            received: row.received_at,
            due: row.due_at,
            finished: row.finished_at,
            paused_since: None,
        }
    }
}

impl<'a> From<&'a Dossier> for DueFacts<'a> {
    fn from(d: &'a Dossier) -> Self {
        let open = d.clock.as_ref().and_then(|c| c.pauses.iter().rev().find(|p| p.to.is_none()));
        Self {
            unit: d.hours_of(),
            stage: d.stage,
            received: d.clock.as_ref().map(|c| c.received),
            due: d.due(),
            finished: d.finished(),
            paused_since: open.map(|p| p.from),
        }
    }
}

impl<'a> From<&'a Tracked> for DueFacts<'a> {
    fn from(t: &'a Tracked) -> Self {
        let due = t.due.as_ref().map(|d| d.at);
        let (stage, received, finished) = (t.stage, t.received, t.finished);
        Self { unit: &t.unit, stage, received, due, finished, paused_since: None }
    }
}

/// The due badge; none where nothing is promised yet.
pub fn due<'a>(
    words: &'static Words,
    world: &World,
    now: Moment,
    facts: impl Into<DueFacts<'a>>,
    size: DueSize,
) -> Option<Due> {
    let facts: DueFacts<'a> = facts.into();
    let hours = world.hours(facts.unit);
    if facts.stage == Stage::Lapsed {
        return None; // The person let it go: no promise was kept or broken.
    }
    let (received, due) = (facts.received?, facts.due?);
    let minutes = |to: Moment| {
        let minutes = calendar::working_minutes(received, to, hours);
        u32::try_from(minutes.max(0)).unwrap_or(u32::MAX)
    };
    let paused = facts.stage.paused().then(|| facts.paused_since.unwrap_or(received));
    let until = facts.finished.or(paused).unwrap_or(now);
    let remaining = Remaining::of(now, due, hours);
    let (band, left) = match (facts.finished, remaining) {
        (Some(at), _) if at > due => (Band::DoneLate, words.say_one("show-done", "at", near(words, now, at))),
        (Some(at), _) => (Band::Done, words.say_one("show-done", "at", near(words, now, at))),
        (None, _) if facts.stage.paused() => (Band::Paused, stage_word(words, facts.stage)),
        (None, Remaining::Late(_)) => (Band::Late, remaining_word(words, remaining)),
        (None, Remaining::Soon { .. }) => (Band::Soon, remaining_word(words, remaining)),
        (None, Remaining::InTime(_)) => (Band::InTime, remaining_word(words, remaining)),
    };
    // Where it isn't known since when the clock stands still, a bar would say too much.
    let known = !facts.stage.paused() || facts.paused_since.is_some();
    let (elapsed, allowed) = if known { (minutes(until), minutes(due)) } else { (0, 0) };
    // What stands still promises no day: it is counted anew when it goes on.
    let when = if matches!(band, Band::Paused) {
        words.say("show-promised-later")
    } else {
        words.say_one("show-promised", "at", near(words, now, due))
    };
    Some(Due { words, band, left, when, elapsed, allowed, size })
}

/// What is left, in words.
pub fn remaining_word(words: &Words, remaining: Remaining) -> String {
    let (key, amount) = remaining.said();
    words.say_one(key, "amount", amount)
}

/// A stage in a word.
pub fn stage_word(words: &Words, stage: Stage) -> String {
    words.say(&format!("stage-{}", stage.as_str()))
}

/// A stage as a tag.
pub fn stage(words: &Words, stage: Stage) -> StateTag {
    let tone = match stage {
        Stage::Submitted | Stage::AwaitingDocuments | Stage::AwaitingPayment | Stage::AwaitingAnswers => {
            Tone::Soon
        }
        Stage::Received | Stage::Processing => Tone::Action,
        Stage::Declined | Stage::Stopped | Stage::Lapsed => Tone::Late,
        Stage::Withdrawn => Tone::Neutral,
        Stage::Resolved | Stage::Delivered => Tone::Done,
    };
    StateTag::new(tone, stage_word(words, stage))
}

/// The stage of a dossier of which somebody says that it is paid: the office must look.
pub fn paid(words: &Words) -> StateTag {
    StateTag::new(Tone::Soon, words.say("own-stage-paid"))
}

pub use crate::values::form_values;

/// What a new version of a pack changes, in words.
pub fn change(words: &Words, change: &Change) -> String {
    let fact = |fact: &Fact| -> Arg<'static> {
        match fact {
            // Some facts are themselves messages: a channel, a role, a territory.
            Fact::Plain(key) if words.has(key) => words.say(key).into(),
            Fact::Plain(said) => said.clone().into(),
            Fact::Word(said) => text(words, said).to_owned().into(),
            Fact::Limit(limit) => words.say_one(limit.key(), "amount", i64::from(limit.amount())).into(),
            Fact::Number(n) => (*n).into(),
        }
    };
    let facts: Vec<(&str, Arg<'_>)> = change.facts.iter().map(|(name, f)| (*name, fact(f))).collect();
    words.say_with(change.key, &facts)
}

/// Since when and until when something holds.
pub fn span(words: &Words, from: Day, until: Option<Day>) -> String {
    let from = day(words, from);
    match until {
        Some(until) => {
            let args = [("from", from.into()), ("until", day(words, until).into())];
            words.say_with("register-from-until", &args)
        }
        None => words.say_one("register-from", "from", from),
    }
}

/// Since when and until when a record holds.
pub fn holds(words: &Words, record: &Registered) -> String {
    span(words, record.from, record.until)
}

/// Whether a record holds, as a tag.
pub fn standing(words: &Words, standing: Standing) -> StateTag {
    let tone = match standing {
        Standing::Valid => Tone::Done,
        Standing::Expired | Standing::Replaced => Tone::Soon,
        Standing::Ended => Tone::Late,
    };
    StateTag::new(tone, words.say(&format!("register-{}", standing.as_str())))
}

/// What happened, in a few words: a move and an opening say the act that did it.
pub fn event(words: &Words, process: &Process, event: &Event) -> String {
    let act = match event {
        Event::Moved(moved) => Some(&moved.act),
        Event::Opened(opened) => opened.act.as_ref(),
        _ => None,
    };
    if let Some(act) = act {
        let steps = process.steps.iter().flat_map(|s| &s.acts).chain(&process.anytime);
        if let Some(act) = steps.into_iter().find(|a| a.id == *act) {
            return text(words, &act.title).to_owned();
        }
    }
    words.say(&format!("event-{}", event.kind()))
}

/// The colour of what happened.
pub const fn event_tone(event: &Event) -> Tone {
    match event {
        Event::Refused(_) | Event::Lapsed(_) => Tone::Late,
        Event::SupplementAsked(_)
        | Event::PaymentAsked(_)
        | Event::PaymentTold(_)
        | Event::Extended(_)
        | Event::Recounted(_)
        | Event::HandedOver(_) => Tone::Soon,
        Event::Received(_) | Event::Accepted(_) | Event::Approved(_) | Event::Delivered(_) => Tone::Done,
        _ => Tone::Neutral,
    }
}

/// A message with facts that are text.
pub fn fact(words: &Words, key: &str, facts: &[(&'static str, String)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = facts.iter().map(|(n, v)| (*n, v.as_str().into())).collect();
    words.say_with(key, &args)
}

/// A refusal in words: the process's own, where it has some.
pub fn refusal_said(words: &Words, refusal: &Refusal) -> String {
    match &refusal.said {
        Some(said) => text(words, said).to_owned(),
        None => fact(words, refusal.code.key(), &refusal.facts),
    }
}

/// A refusal in words, with its article of law where there is one.
pub fn refusal(words: &Words, refusal: &Refusal) -> String {
    let said = refusal_said(words, refusal);
    match refusal.code.article() {
        Some(article) => format!("{said} ({article})"),
        None => said,
    }
}

/// Problems as a form shows them; `field` translates the API's name of a field into the form's.
pub fn problems(words: &Words, problems: &[Problem], field: impl Fn(&str) -> String) -> Vec<FieldProblem> {
    let shown = |p: &Problem| FieldProblem { field: field(&p.field), message: fact(words, p.key, &p.facts) };
    problems.iter().map(shown).collect()
}

/// What a form says, with everything typed, when nothing more can be kept.
pub const FULL: &str = "problem-full";

/// What a form says about an error that belongs to it; any other error is given back.
pub fn form_error(
    words: &Words,
    error: AppError,
    field: impl Fn(&str) -> String,
) -> Result<Vec<FieldProblem>, AppError> {
    match error {
        AppError::Invalid(found) => Ok(problems(words, &found, field)),
        AppError::Refused(found) => {
            let name = found.code.field().unwrap_or_default();
            Ok(vec![FieldProblem { field: field(name), message: refusal(words, &found) }])
        }
        AppError::Away(_) => Ok(problems(words, &[Problem::new("", "problem-away")], field)),
        AppError::HomeElsewhere { .. } => {
            Ok(problems(words, &[Problem::new("", "problem-home-elsewhere")], field))
        }
        AppError::Full => Ok(problems(words, &[Problem::new("", FULL)], field)),
        other => Err(other),
    }
}
