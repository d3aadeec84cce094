//! Hand-overs, read from the history.

use super::{ControlSheet, Happened};
use crate::{PaperError, say};
use domain::calendar::working_minutes;
use domain::dossier::{Dossier, Event, Stage, evolve};
use domain::packs::{Step, Text};
use domain::words::{Moment, StepId};
use lang::{Lang, Words};

/// One hand-over.
#[derive(serde::Serialize)]
pub(super) struct Row {
    pub giver: String,
    pub receiver: String,
    pub at: String,
    /// Whether the giver kept the time allowed for the step.
    pub result: String,
    pub note: String,
}

/// Who has the dossier.
#[derive(Clone, PartialEq, Eq)]
enum Holder {
    Applicant,
    Step(StepId),
}

/// The working time that a step has taken so far.
struct Spent {
    minutes: i64,
    /// Since when it runs; it stands still while the applicant must do something.
    since: Option<Moment>,
}

/// The hand-overs, oldest first.
pub(super) fn rows(paper: &ControlSheet<'_>, words: &Words) -> Result<Vec<Row>, PaperError> {
    let mut state: Option<Dossier> = None;
    let mut holder = Holder::Applicant;
    let mut spent = Spent { minutes: 0, since: None };
    let mut rows = Vec::new();
    // Who took the dossier on, by name.
    let mut had: Option<String> = None;
    for (at, happened) in paper.history.iter().enumerate() {
        let next = evolve(state.clone(), happened.at, happened.event).ok_or(PaperError::History)?;
        let later = paper.history.get(at + 1);
        if let Some(taker) = taker(happened.event, state.as_ref(), &next) {
            let used = spent.until(happened.at, paper);
            let from = had.as_deref().filter(|_| assigned(happened.event).is_some());
            let giver = (&holder, from.unwrap_or(happened.by));
            rows.push(row(paper, words, giver, &taker, happened, later, used));
            spent = Spent::after(state.as_ref(), &next, &taker, happened.at, used);
            holder = taker;
        }
        had = next.assignee.and(assigned(happened.event).map(str::to_owned).or(had));
        state = Some(next);
    }
    Ok(rows)
}

/// Who has the dossier after the event; `None` where it changes no hands.
fn taker(event: &Event, before: Option<&Dossier>, after: &Dossier) -> Option<Holder> {
    match event {
        // Who takes on what nobody had is named where the dossier came to the step.
        Event::Assigned(_) => before?.assignee.map(|_| Holder::Step(after.step.clone())),
        Event::Submitted(_)
        | Event::Received(_)
        | Event::Accepted(_)
        | Event::Moved(_)
        | Event::Resumed(_)
        // The office looks whether it came.
        | Event::PaymentTold(_)
        | Event::Approved(_)
        | Event::TakenOver(_)
        | Event::Recalled(_) => Some(Holder::Step(after.step.clone())),
        Event::SupplementAsked(_)
        | Event::PaymentAsked(_)
        | Event::Refused(_)
        | Event::Lapsed(_)
        | Event::Withdrawn(_)
        | Event::Delivered(_) => Some(Holder::Applicant),
        // Who is asked has a sheet of its own; here the dossier stands where the opening left it.
        Event::Opened(_) => before.filter(|b| b.step != after.step).map(|_| Holder::Step(after.step.clone())),
        Event::Extended(_)
        | Event::Recounted(_)
        | Event::Corrected(_)
        | Event::Entered(_)
        | Event::Revised(_)
        | Event::HandedOver(_)
        | Event::ChildEnded(_) => None,
    }
}

impl Spent {
    fn until(&self, now: Moment, paper: &ControlSheet<'_>) -> i64 {
        let running = self.since.map_or(0, |since| working_minutes(since, now, paper.hours));
        self.minutes + running
    }

    /// A payment's pause is taken out; after a supplement, and at another step, time begins anew (Decree
    /// 61/2018/NĐ-CP art. 19.4).
    fn after(before: Option<&Dossier>, next: &Dossier, taker: &Holder, at: Moment, used: i64) -> Self {
        let since = (*taker != Holder::Applicant).then_some(at);
        let same = before.is_some_and(|b| b.step == next.step && b.stage != Stage::AwaitingDocuments);
        Self { minutes: if same { used } else { 0 }, since }
    }
}

fn row(
    paper: &ControlSheet<'_>,
    words: &Words,
    (giver, by): (&Holder, &str),
    taker: &Holder,
    happened: &Happened<'_>,
    later: Option<&Happened<'_>>,
    used: i64,
) -> Row {
    let applicant = &paper.dossier.filing.applicant.name;
    let step = |id: &StepId| paper.process.step(id);
    let giver_step = if let Holder::Step(id) = giver { step(id) } else { None };
    Row {
        giver: match giver {
            Holder::Applicant => applicant.clone(),
            Holder::Step(id) => named(by, &title(step(id), id, words)),
        },
        receiver: match (taker, happened.event) {
            (Holder::Step(id), _) => {
                let later = later.and_then(|l| assigned(l.event).or(holds(l.event).then_some(l.by)));
                let who = assigned(happened.event).or(later).unwrap_or_default();
                named(who, &title(step(id), id, words))
            }
            (Holder::Applicant, Event::Delivered(e)) => e.receiver.clone(),
            (Holder::Applicant, _) => applicant.clone(),
        },
        at: say::moment(happened.at, words),
        // Between colleagues of a step nothing is finished yet.
        result: result(giver_step.filter(|_| giver != taker), used)
            .map_or_else(|| "–".to_owned(), |key| words.say(key)),
        note: note(happened.event, words),
    }
}

/// Whether who did this had the dossier: an apology or a correction may be anybody's.
fn holds(event: &Event) -> bool {
    matches!(
        event,
        Event::Accepted(_)
            | Event::Moved(_)
            | Event::SupplementAsked(_)
            | Event::PaymentAsked(_)
            | Event::Refused(_)
            | Event::Approved(_)
            | Event::Delivered(_)
    )
}

/// To whom the dossier was given by name.
fn assigned(event: &Event) -> Option<&str> {
    if let Event::Assigned(e) = event { Some(&e.name) } else { None }
}

fn named(who: &str, step: &str) -> String {
    if who.is_empty() { step.to_owned() } else { format!("{who} ({step})") }
}

fn title(step: Option<&Step>, id: &StepId, words: &Words) -> String {
    step.map_or_else(|| id.to_string(), |step| text(&step.title, words.lang()).to_owned())
}

fn text(text: &Text, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &text.vi,
        Lang::En => &text.en,
        Lang::Fr => &text.fr,
    }
}

/// The form's three answers, where the step has a norm.
fn result(step: Option<&Step>, used: i64) -> Option<&'static str> {
    let norm = i64::from(step?.norm_hours?) * 60;
    Some(match used.cmp(&norm) {
        std::cmp::Ordering::Less => "paper-control-early",
        std::cmp::Ordering::Equal => "paper-control-in-time",
        std::cmp::Ordering::Greater => "paper-control-late",
    })
}

fn note(event: &Event, words: &Words) -> String {
    match event {
        Event::SupplementAsked(e) => words.say_one("paper-note-supplement", "reason", &e.reason),
        Event::PaymentAsked(e) => words.say_one("paper-note-payment", "amount", words.money(e.amount_vnd)),
        Event::PaymentTold(e) => words.say_one("paper-note-paid", "reference", &e.reference),
        Event::Refused(e) => words.say_one("paper-note-refused", "reason", &e.reason),
        Event::Withdrawn(e) => words.say_one("paper-note-withdrawn", "reason", &e.reason),
        Event::Lapsed(_) => words.say("paper-note-lapsed"),
        Event::Recounted(e) => words.say_one("paper-note-recounted", "reason", &e.reason),
        Event::Approved(_) => words.say("paper-note-approved"),
        Event::Delivered(_) => words.say("paper-note-delivered"),
        Event::TakenOver(_) => words.say("paper-note-taken-over"),
        Event::Recalled(_) => words.say("paper-note-recalled"),
        _ => String::new(),
    }
}
