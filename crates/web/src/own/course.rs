//! The course of a dossier as a part of a page: where it stands, what is wanted, who has it until when, what
//! happened, the result.

use super::told;
use crate::components::{
    Due, DueSize, History, Link, Notice, StateTag, StepTrack, Summary, SummaryRow, TrackState, TrackStep,
    WhyDue,
};
use crate::frame::Web;
use crate::manage::hours::sessions_said;
use crate::show;
use crate::why::why;
use app::own::Course;
use askama::{Template, filters::HtmlSafe};
use domain::calendar;
use domain::dossier::{Dossier, Stage, Told, Wanted};
use domain::packs::Step;
use domain::words::{Moment, UnitId};
use lang::Words;

/// The part.
#[derive(Template)]
#[template(path = "own/course.html")]
pub struct CourseView {
    words: &'static Words,
    title: String,
    code: String,
    state: StateTag,
    due: Option<Due>,
    standing: String,
    sent: Option<Notice>,
    todo: Option<Todo>,
    steps: Option<StepTrack>,
    summary: Summary,
    results: Vec<Link>,
    calendar: Option<Link>,
    history: History,
    grounds: Option<WhyDue>,
}

impl HtmlSafe for CourseView {}

/// What is wanted from the person.
struct Todo {
    title: String,
    text: String,
    items: Vec<String>,
    act: Option<Link>,
}

/// Where the parts of a dossier are, for who looks.
pub struct Places {
    /// The dossier itself, without a slash at the end: files and the printed result stand under it.
    pub base: String,
    /// Where what is wanted is done; none for who can only look.
    pub acts: Option<String>,
}

/// Fills the part.
pub fn view(web: &Web, words: &'static Words, course: &Course, places: &Places) -> CourseView {
    let (d, world, now) = (&course.dossier, web.app.world(), web.app.now());
    let broke_off = matches!(d.stage, Stage::Declined | Stage::Stopped | Stage::Lapsed | Stage::Withdrawn);
    // While the time stands still no day is promised; a way that broke off has none.
    let runs = d.due().filter(|_| d.finished().is_none() && d.open() && !d.stage.paused());
    let calendar =
        runs.map(|_| Link::new(format!("/track/{}/due.ics", d.filing.code), words.say("own-calendar")));
    CourseView {
        words,
        title: show::procedure(words, &course.definition).to_owned(),
        code: d.filing.code.to_string(),
        state: if d.paid.is_some() { show::paid(words) } else { show::stage(words, d.stage) },
        due: show::due(words, &world, now, d, DueSize::Full).filter(|_| !broke_off),
        standing: told::standing(web, words, course),
        sent: course.sent.as_ref().map(|sent| told::sent(web, words, sent)),
        todo: course.wanted.map(|wanted| todo(web, words, course, wanted, places)),
        steps: (!broke_off).then(|| steps(web, words, course)),
        summary: summary(web, words, d),
        results: results(words, course, places),
        calendar,
        history: told::history(web, words, course),
        grounds: d.clock.as_ref().map(|clock| why(words, &clock.due)),
    }
}

fn todo(web: &Web, words: &'static Words, course: &Course, wanted: Wanted, places: &Places) -> Todo {
    let of = |what: &str| words.say(&format!("own-do-{}{what}", wanted.as_str()));
    let act = |name: &str| {
        let base = places.acts.as_ref()?;
        Some(Link::new(format!("{base}/acts/{name}"), of("-button")))
    };
    let asked = course.asked().map(|asked| &asked.told);
    let (text, items, act) = match (wanted, asked) {
        (Wanted::Papers, Some(Told::PapersAsked { items, reason, until })) => {
            let until = until.map(|at| show::moment(words, at)).unwrap_or_default();
            let facts = [("reason", reason.as_str().into()), ("at", until.into())];
            (words.say_with("own-do-papers-text", &facts), items.clone(), act("supplement"))
        }
        (Wanted::Payment, Some(Told::PaymentAsked { amount_vnd, reason })) => {
            let facts = [("amount", words.money(*amount_vnd).into()), ("reason", reason.as_str().into())];
            (words.say_with("own-do-payment-text", &facts), paying(web, words, &course.dossier), act("pay"))
        }
        (Wanted::Collect, _) => (collect(web, words, &course.dossier), Vec::new(), None),
        (Wanted::Papers, _) => (words.say("portal-means-awaiting-documents"), Vec::new(), act("supplement")),
        (Wanted::Payment, _) => (words.say("portal-means-awaiting-payment"), Vec::new(), act("pay")),
    };
    Todo { title: of(""), text, items, act }
}

/// How one pays, as the unit says it; where it says nothing, where to go and whom to ask.
pub fn paying(web: &Web, words: &Words, d: &Dossier) -> Vec<String> {
    let unit = d.place().unit;
    let info = web.app.office_info(&unit);
    if !info.paying.is_empty() {
        return info.paying.lines().map(str::to_owned).collect();
    }
    let at = words.say_one("own-pay-at", "unit", web.app.world().unit_name(&unit));
    let ask = info.phone.map(|phone| words.say_one("own-pay-ask", "phone", phone.dialled()));
    std::iter::once(at).chain(ask).collect()
}

/// Where the result is collected, and when the unit is open next.
fn collect(web: &Web, words: &Words, d: &Dossier) -> String {
    let (world, now) = (web.app.world(), web.app.now());
    let unit = d.place().unit;
    let hours = world.hours(&unit);
    let open = if calendar::is_working(now, hours) { now } else { calendar::next_opening(now, hours) }.day();
    let facts = [
        ("unit", world.unit_name(&unit).into()),
        ("day", show::day_near(words, now, open).into()),
        ("sessions", sessions_said(words, hours.sessions_on(open)).into()),
    ];
    words.say_with("own-do-collect-text", &facts)
}

/// The steps, with the unit that has it and until when.
fn steps(web: &Web, words: &'static Words, course: &Course) -> StepTrack {
    let (d, now) = (&course.dossier, web.app.now());
    let steps = &course.definition.process.steps;
    let here = steps.iter().position(|s| s.id == d.step);
    let behind = here.unwrap_or(if d.outcome.is_some() { steps.len() } else { 0 });
    let step = |(at, step): (usize, &Step)| {
        let current = Some(at) == here;
        let until = until(web, d, step).filter(|_| current && !d.stage.paused() && d.outcome.is_none());
        TrackStep {
            title: show::text(words, &step.title).to_owned(),
            state: match (current, at < behind) {
                (false, true) if !course.left.contains(&step.id) => TrackState::Skipped,
                (true, _) => TrackState::Current,
                (false, true) => TrackState::Done,
                (false, false) => TrackState::Next,
            },
            who: current.then(|| web.app.world().unit_name(has_it(d))),
            until: until.map(|at| words.say_one("desk-until", "at", show::near(words, now, at))),
        }
    };
    StepTrack { words, steps: steps.iter().enumerate().map(step).collect() }
}

/// Until when a step should be done: its norm, and never later than the promise.
fn until(web: &Web, d: &Dossier, step: &Step) -> Option<Moment> {
    let world = web.app.world();
    let norm = step.norm_hours.map(|hours| {
        calendar::add_working_minutes(d.step_since, i64::from(hours) * 60, world.hours(d.hours_of()))
    });
    match (norm, d.due()) {
        (Some(norm), Some(due)) => Some(norm.min(due)),
        (norm, due) => norm.or(due),
    }
}

/// The unit that has it, or to which it is on its way.
fn has_it(d: &Dossier) -> &UnitId {
    let place = d.moved_to.as_ref().or(d.owner.as_ref());
    place.map_or(&d.filing.unit, |place| &place.unit)
}

fn summary(web: &Web, words: &Words, d: &Dossier) -> Summary {
    let world = web.app.world();
    let mut rows = vec![SummaryRow::new(words.say("portal-track-unit"), world.unit_name(has_it(d)))];
    if *has_it(d) != d.filing.unit {
        rows.push(SummaryRow::new(words.say("own-taken-in-by"), world.unit_name(&d.filing.unit)));
    }
    let mut at = |key: &str, at: Option<Moment>| {
        rows.extend(at.map(|at| SummaryRow::new(words.say(key), show::moment(words, at))));
    };
    at("own-sent", Some(d.filed).filter(|_| d.clock.as_ref().is_none_or(|c| c.received != d.filed)));
    at("portal-track-received", d.clock.as_ref().map(|c| c.received));
    let broke_off = matches!(d.stage, Stage::Declined | Stage::Stopped | Stage::Lapsed | Stage::Withdrawn);
    at("portal-track-due", d.due().filter(|_| !broke_off && !d.stage.paused()));
    at("portal-track-finished", d.finished());
    Summary { rows }
}

/// The result: what was attached as such, the pack's paper, and where it is checked.
fn results(words: &Words, course: &Course, places: &Places) -> Vec<Link> {
    let Some(outcome) = &course.dossier.outcome else { return Vec::new() };
    let base = &places.base;
    let file = |a: &domain::dossier::Attachment| Link::new(format!("{base}/files/{}", a.blob), &a.name);
    let mut links: Vec<Link> = outcome.files.iter().map(file).collect();
    if course.printed {
        links.push(Link::new(format!("{base}/result.pdf"), words.say("own-result-printed")));
    }
    links.extend(course.certificate.as_ref().map(|path| Link::new(path, words.say("own-result-check"))));
    links
}
