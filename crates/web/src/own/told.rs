//! What happened to a dossier, in plain words, and why it waits.

use crate::components::{History, HistoryDay, HistoryItem, Notice, NoticeKind, Tone};
use crate::frame::Web;
use crate::show;
use app::own::{ActSent, ActStands, Course, Happened};
use domain::dossier::{HandOver, Stage, Told};
use domain::packs::Process;
use domain::words::Moment;
use lang::Words;

/// What happened, the newest day first.
pub fn history(web: &Web, words: &Words, course: &Course) -> History {
    let mut days: Vec<HistoryDay> = Vec::new();
    for happened in course.happened.iter().rev() {
        let day = show::day_near(words, web.app.now(), happened.at.day());
        let item = item(web, words, &course.definition.process, happened);
        match days.last_mut().filter(|last| last.day == day) {
            Some(last) => last.items.push(item),
            None => days.push(HistoryDay { day, items: vec![item] }),
        }
    }
    History { days }
}

fn item(web: &Web, words: &Words, process: &Process, happened: &Happened) -> HistoryItem {
    let told = &happened.told;
    HistoryItem {
        time: show::time(words, happened.at),
        what: what(web, words, process, told),
        by: Some(web.app.world().unit_name(&happened.unit)),
        note: note(words, told).filter(|note| !note.is_empty()),
        tone: tone(told),
    }
}

/// One sentence: what happened.
fn what(web: &Web, words: &Words, process: &Process, told: &Told) -> String {
    let at = |at: Moment| show::moment(words, at);
    let name = |unit| web.app.world().unit_name(unit);
    let key = format!("own-told-{}", told.as_str());
    match told {
        Told::Sent { answer_by: Some(by) } => words.say_one("own-told-sent-until", "at", at(*by)),
        Told::Received { due } | Told::GoesOn { due } | Told::DueMoved { due, .. } => {
            words.say_one(&key, "at", at(*due))
        }
        Told::Step { step } => words.say_one(&key, "step", show::step(words, process, step)),
        Told::PapersAsked { until: Some(until), .. } => {
            words.say_one("own-told-papers-asked-until", "at", at(*until))
        }
        Told::PaymentAsked { amount_vnd, .. } => words.say_one(&key, "amount", words.money(*amount_vnd)),
        Told::OthersAsked { units, .. } => {
            let units: Vec<String> = units.iter().map(name).collect();
            words.say_one(&key, "units", units.join(", "))
        }
        Told::WentTo { unit } => words.say_one(&key, "unit", name(unit)),
        Told::CameTo { from } => words.say_one(&key, "unit", name(from)),
        Told::Collected { way } => words.say(match way {
            HandOver::Counter => "own-told-collected-counter",
            HandOver::Post => "own-told-collected-post",
            HandOver::Electronic => "own-told-collected-electronic",
        }),
        Told::Closed { until } => words.say_one(&key, "at", at(*until)),
        Told::Sent { .. }
        | Told::PapersAsked { .. }
        | Told::PaymentTold { .. }
        | Told::CalledBack
        | Told::Corrected
        | Told::Decided { .. }
        | Told::Refused { .. }
        | Told::Withdrawn => words.say(&key),
    }
}

/// What was written about it.
fn note(words: &Words, told: &Told) -> Option<String> {
    Some(match told {
        Told::PapersAsked { items, reason, .. } => format!("{}. {reason}", items.join("; ")),
        Told::PaymentAsked { reason, .. } | Told::DueMoved { reason, .. } | Told::Refused { reason } => {
            reason.clone()
        }
        Told::PaymentTold { reference } if reference.is_empty() => return None,
        Told::PaymentTold { reference } => words.say_one("own-paid-reference", "reference", reference),
        Told::OthersAsked { article, .. } => article.clone(),
        Told::Decided { number, summary } => {
            let said: Vec<&str> =
                [number.as_str(), summary.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
            said.join(" · ")
        }
        _ => return None,
    })
}

const fn tone(told: &Told) -> Tone {
    match told {
        Told::Refused { .. } | Told::Closed { .. } => Tone::Late,
        Told::PapersAsked { .. } | Told::PaymentAsked { .. } | Told::DueMoved { .. } => Tone::Soon,
        Told::Received { .. } | Told::Decided { .. } | Told::Collected { .. } => Tone::Done,
        _ => Tone::Neutral,
    }
}

/// What became of what the person did, where it was for the machine of the dossier's unit.
pub fn sent(web: &Web, words: &'static Words, sent: &ActSent) -> Notice {
    let (kind, key) = match &sent.stands {
        ActStands::Waits => (NoticeKind::Info, "own-sent-waits"),
        ActStands::Done => (NoticeKind::Success, "own-sent-done"),
        ActStands::Refused(code) => {
            let key = match code.as_str() {
                "stale" => "own-sent-refused-stale",
                "ended" => "own-sent-refused-ended",
                _ => "own-sent-refused",
            };
            (NoticeKind::Warning, key)
        }
    };
    let facts = [
        ("act", words.say(&format!("own-act-{}", sent.act.as_str())).into()),
        ("at", show::near(words, web.app.now(), sent.at).into()),
        ("unit", web.app.world().unit_name(&sent.unit).into()),
    ];
    Notice::new(words, kind, words.say_with(key, &facts))
}

/// Where it stands and why it waits, in one sentence.
pub fn standing(web: &Web, words: &Words, course: &Course) -> String {
    let d = &course.dossier;
    let now = web.app.now();
    if let Some(to) = &d.moved_to {
        return words.say_one("own-waits-transit", "unit", web.app.world().unit_name(&to.unit));
    }
    let late = d.runs_to().is_some_and(|due| due < now);
    let since = d.clock.as_ref().and_then(|clock| clock.open_pause()).map(|pause| pause.from);
    let since = since.map(|at| show::moment(words, at)).unwrap_or_default();
    match d.stage {
        Stage::Submitted => {
            let by = d.answer_by.map(|at| show::near(words, now, at)).unwrap_or_default();
            words.say_one("own-stands-submitted", "at", by)
        }
        Stage::Received | Stage::Processing if late => words.say("portal-means-late"),
        Stage::Received | Stage::Processing => words.say("portal-means-processing"),
        Stage::AwaitingDocuments => words.say_one("own-waits-papers", "since", since),
        Stage::AwaitingPayment => match &d.paid {
            Some(paid) => words.say_one("own-waits-look", "at", show::near(words, now, paid.at)),
            None => words.say_one("own-waits-payment", "since", since),
        },
        Stage::AwaitingAnswers => words.say_one("own-waits-answers", "since", since),
        Stage::Declined | Stage::Stopped => words.say("portal-means-refused"),
        Stage::Lapsed => words.say("portal-means-lapsed"),
        Stage::Withdrawn => words.say("portal-means-withdrawn"),
        Stage::Resolved => words.say("portal-means-resolved"),
        Stage::Delivered => words.say("portal-means-delivered"),
    }
}
