//! Where the dossier stands, who had it and until when, and what happened day by day: both read from the
//! history.

use crate::components::{History, HistoryDay, HistoryItem, StepTrack, Tone, TrackState, TrackStep};
use crate::frame::Web;
use crate::show;
use app::dossier::{Happening, Look};
use domain::calendar;
use domain::dossier::{self, Entered, Event, HandOverReason, Revised};
use domain::packs::Step;
use domain::registers::RecordRef;
use domain::words::{Moment, StepId, UnitId};
use lang::Words;
use std::collections::BTreeMap;

/// Who left a step behind, and when.
fn left_behind(words: &Words, look: &Look) -> BTreeMap<StepId, (String, Moment)> {
    let left = dossier::left_behind(&look.definition.process, look.events());
    let by = |place: usize| look.history.get(place).map(|h| (h.who(words), h.at));
    left.into_iter().filter_map(|(step, place)| Some((step, by(place)?))).collect()
}

/// Until when the step at hand should be done: its norm, and never later than the promise.
fn until(web: &Web, look: &Look, step: &Step) -> Option<Moment> {
    let world = web.app.world();
    let d = &look.dossier;
    let norm = step.norm_hours.map(|hours| {
        let minutes = i64::from(hours) * 60;
        calendar::add_working_minutes(d.step_since, minutes, world.hours(d.hours_of()))
    });
    match (norm, d.due()) {
        (Some(norm), Some(due)) => Some(norm.min(due)),
        (norm, due) => norm.or(due),
    }
}

/// The steps with who and until when.
pub fn track(web: &Web, words: &'static Words, look: &Look) -> StepTrack {
    let (left, now, d) = (left_behind(words, look), web.app.now(), &look.dossier);
    let steps = &look.definition.process.steps;
    let here = steps.iter().position(|s| s.id == d.step);
    let step = |(at, step): (usize, &Step)| {
        let done = left.get(&step.id).filter(|_| here.is_none_or(|here| at < here));
        let state = match here {
            Some(here) if here == at => TrackState::Current,
            _ if done.is_some() => TrackState::Done,
            Some(here) if at > here => TrackState::Next,
            _ => TrackState::Skipped,
        };
        let role = || words.say(&format!("role-{}", step.role.as_str()));
        let (who, until) = match (state, done) {
            (TrackState::Done, Some((by, at))) => (Some(by.clone()), Some(show::near(words, now, *at))),
            (TrackState::Current, _) => {
                let until = until(web, look, step).filter(|_| !d.stage.paused());
                let until = until.map(|at| words.say_one("desk-until", "at", show::near(words, now, at)));
                (Some(look.assignee.clone().unwrap_or_else(role)), until)
            }
            (TrackState::Next, _) => (Some(role()), None),
            _ => (None, None),
        };
        TrackStep { title: show::text(words, &step.title).to_owned(), state, who, until }
    };
    StepTrack { words, steps: steps.iter().enumerate().map(step).collect() }
}

/// What happened, the newest day first. Where the story went through several ledgers, each entry with which
/// it goes over to another one says whose that is.
pub fn history(web: &Web, words: &Words, look: &Look) -> History {
    let (now, all) = (web.app.now(), &look.history);
    let several = all.iter().any(|h| all.first().is_some_and(|first| first.unit != h.unit));
    let before = std::iter::once(None).chain(all.iter().map(|h| Some(&h.unit)));
    let told: Vec<_> = all.iter().zip(before).collect();
    let mut days: Vec<HistoryDay> = Vec::new();
    for (happening, before) in told.into_iter().rev() {
        let day = show::day_near(words, now, happening.at.day());
        let goes_over = several && before != Some(&happening.unit);
        let item = item(web, words, look, happening, goes_over.then_some(&happening.unit));
        match days.last_mut().filter(|last| last.day == day) {
            Some(last) => last.items.push(item),
            None => days.push(HistoryDay { day, items: vec![item] }),
        }
    }
    History { days }
}

fn item(
    web: &Web,
    words: &Words,
    look: &Look,
    happening: &Happening,
    ledger: Option<&UnitId>,
) -> HistoryItem {
    let what = happening.event.as_ref().map_or_else(
        || words.say("desk-erased"),
        |event| show::event(words, &look.definition.process, event),
    );
    let detail = happening.event.as_ref().and_then(|event| detail(web, words, event));
    let hash: String = happening.hash.to_string().chars().take(8).collect();
    let entry = words.say_with("desk-entry", &[("seq", happening.seq.into()), ("hash", hash.into())]);
    let unit = ledger.map(|u| words.say_one("nodes-history-unit", "unit", web.app.world().unit_name(u)));
    let by: Vec<String> = [Some(happening.who(words)), unit, Some(entry)].into_iter().flatten().collect();
    let parts = [detail, Some(happening.note.clone()).filter(|n| !n.is_empty())];
    let note: Vec<String> = parts.into_iter().flatten().collect();
    HistoryItem {
        time: show::time(words, happening.at),
        what,
        by: Some(by.join(" · ")),
        note: (!note.is_empty()).then(|| note.join(" — ")),
        tone: happening.event.as_ref().map_or(Tone::Neutral, show::event_tone),
    }
}

/// What the event says besides its name.
fn detail(web: &Web, words: &Words, event: &Event) -> Option<String> {
    let promised = |at: Moment| words.say_one("desk-promise", "at", show::moment(words, at));
    Some(match event {
        Event::Received(e) => promised(e.due.at),
        Event::Accepted(e) => promised(e.due.at),
        Event::Resumed(e) => promised(e.due.at),
        Event::SupplementAsked(e) => format!("{}. {}", e.items.join("; "), e.reason),
        Event::PaymentAsked(e) => format!("{}. {}", words.money(e.amount_vnd), e.reason),
        Event::PaymentTold(e) => words.say_one("own-paid-reference", "reference", &e.reference),
        Event::Refused(e) => e.reason.clone(),
        Event::Withdrawn(e) => e.reason.clone(),
        Event::Corrected(e) => e.reason.clone(),
        Event::Extended(e) => format!("{}. {}", e.reason, promised(e.due.at)),
        Event::Recounted(e) => format!("{} ({}). {}", e.reason, e.act, promised(e.due.at)),
        Event::Lapsed(e) => words.say_one("desk-lapsed-until", "at", show::moment(words, e.until)),
        Event::Approved(e) => {
            let parts = [e.number.as_str(), e.summary.as_str()];
            let said: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            return (!said.is_empty()).then(|| said.join(" · "));
        }
        Event::Delivered(e) => e.receiver.clone(),
        Event::HandedOver(e) => {
            let to = words.say_one("desk-handed-over-to", "unit", web.app.world().unit_name(&e.to.unit));
            match &e.why {
                HandOverReason::Reorganisation { act, .. } => format!("{to} · {act}"),
                HandOverReason::Decision { act, reason } => format!("{to} · {act}. {reason}"),
                HandOverReason::Competence {} => format!("{to} · {}", words.say("desk-competence")),
                HandOverReason::Return { reason } if reason.is_empty() => to,
                HandOverReason::Return { reason } => format!("{to}. {reason}"),
            }
        }
        Event::TakenOver(e) => {
            words.say_one("desk-taken-over-from", "unit", web.app.world().unit_name(&e.from))
        }
        Event::Recalled(e) => words.say_one("desk-recalled-from", "unit", web.app.world().unit_name(&e.from)),
        Event::Assigned(e) => e.name.clone(),
        Event::Entered(e) => return entered(web, words, e),
        Event::Revised(e) => revised(words, e),
        Event::Opened(e) => super::children::opened(web, words, e),
        Event::ChildEnded(e) => super::children::ended(words, &e.end),
        Event::Submitted(_) | Event::Moved(_) => return None,
    })
}

/// The records that an act made or changed; what its form was filled with stands elsewhere.
fn entered(web: &Web, words: &Words, e: &Entered) -> Option<String> {
    let catalogue = web.app.catalogue();
    let said = |r: &RecordRef| {
        let register = catalogue.register(r.register.as_str());
        let title = register.map_or(r.register.as_str(), |known| show::text(words, &known.register.title));
        format!("{title} {}: {}", r.number, words.say(&format!("register-change-{}", r.change.as_str())))
    };
    (!e.records.is_empty()).then(|| e.records.iter().map(said).collect::<Vec<_>>().join("; "))
}

/// The pack's new version, and what it changes.
fn revised(words: &Words, e: &Revised) -> String {
    let pack = e.pack.as_ref().map(|pack| format!("{} {}", pack.id, pack.version));
    let changes = e.changes.iter().map(|change| {
        let facts: Vec<(&str, lang::Arg<'_>)> =
            change.facts.iter().map(|(name, fact)| (name.as_str(), fact.as_str().into())).collect();
        words.say_with(&change.key, &facts)
    });
    pack.into_iter().chain(changes).collect::<Vec<_>>().join(" · ")
}
