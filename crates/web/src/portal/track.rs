//! Follow a dossier by its code: code and progress only, as the law has it.

use crate::components::WhyDue;
use crate::components::{
    Due, DueSize, Link, SearchBox, SearchSize, StateTag, StepTrack, Summary, SummaryRow, TrackState,
    TrackStep,
};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::own::follow::PhoneForm;
use crate::show;
use crate::why::why;
use app::AppError;
use app::dossier::Tracked;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::Stage;
use lang::Words;

/// What was typed is shown again up to so many characters.
const TYPED: usize = 80;

/// Where a dossier stands, in words.
struct Standing {
    code: String,
    /// Whether a day is promised that is still to come.
    runs: bool,
    state: StateTag,
    due: Option<Due>,
    meaning: String,
    steps: Option<StepTrack>,
    summary: Summary,
    grounds: Option<WhyDue>,
}

#[derive(Template)]
#[template(path = "portal/track.html")]
struct Track {
    layout: Layout,
    /// For the next one.
    search: SearchBox,
    missing: Option<String>,
    standing: Option<Standing>,
    /// Code and telephone; where one was found, the telephone for more than the code alone tells.
    more: PhoneForm,
}

/// `GET /track?code=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, asked) = (visit.words, visit.asked());
    let typed: String = asked.get("code").trim().chars().take(TYPED).collect();
    let found = if typed.is_empty() {
        None
    } else {
        match web.followed(&visit.address, &typed).await {
            Ok(tracked) => Some(tracked),
            Err(Fail(AppError::NotFound)) => None,
            Err(other) => return Err(other),
        }
    };
    let mut layout = web.layout(&visit, words.say("portal-track"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let missing = found.is_none() && !typed.is_empty();
    let more =
        if found.is_some() { PhoneForm::more(&visit, &typed) } else { PhoneForm::of(&visit, &typed, "") };
    let page = Track {
        layout,
        search: SearchBox {
            words,
            action: "/track".to_owned(),
            name: "code".to_owned(),
            label: words.say("portal-track-code"),
            value: String::new(),
            button: Some(words.say("show")),
            size: SearchSize::Row,
        },
        missing: missing.then(|| words.say_one("portal-track-missing", "code", typed)),
        standing: found.map(|t| standing(&web, words, t)),
        more,
    };
    let mut response = html(&page);
    if missing {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

fn standing(web: &Web, words: &'static Words, t: Tracked) -> Standing {
    let (world, now) = (web.app.world(), web.app.now());
    let mut rows = vec![SummaryRow::new(words.say("portal-track-unit"), world.unit_name(&t.unit))];
    if let Some(received) = t.received {
        rows.push(SummaryRow::new(words.say("portal-track-received"), show::moment(words, received)));
    }
    if let Some(due) = &t.due {
        rows.push(SummaryRow::new(words.say("portal-track-due"), show::moment(words, due.at)));
    }
    if let Some(finished) = t.finished {
        rows.push(SummaryRow::new(words.say("portal-track-finished"), show::moment(words, finished)));
    }
    // A way that broke off has no steps ahead; a track would promise some.
    let broke_off = matches!(t.stage, Stage::Declined | Stage::Stopped | Stage::Lapsed | Stage::Withdrawn);
    Standing {
        due: show::due(words, &world, now, &t, DueSize::Full).filter(|_| !broke_off),
        state: show::stage(words, t.stage),
        meaning: meaning(words, t.stage, t.due.as_ref().is_some_and(|d| d.at < now)),
        steps: (!broke_off).then(|| steps(words, &t)),
        summary: Summary { rows },
        grounds: t.due.as_ref().map(|d| why(words, d)),
        runs: t.due.is_some() && t.finished.is_none(),
        code: t.code.to_string(),
    }
}

fn steps(words: &'static Words, t: &Tracked) -> StepTrack {
    let step = |p: &app::dossier::Progress| TrackStep {
        title: words.say(p.part.key()),
        state: match (p.here, p.done) {
            _ if p.skipped => TrackState::Skipped,
            (true, _) => TrackState::Current,
            (false, true) => TrackState::Done,
            (false, false) => TrackState::Next,
        },
        who: None,
        until: None,
    };
    StepTrack { words, steps: t.steps.iter().map(step).collect() }
}

/// What the state means for the person who waits.
fn meaning(words: &Words, stage: Stage, late: bool) -> String {
    match stage {
        Stage::Received | Stage::Processing if late => words.say("portal-means-late"),
        Stage::Submitted => words.say("portal-means-submitted"),
        Stage::Received | Stage::Processing => words.say("portal-means-processing"),
        Stage::AwaitingDocuments => words.say("portal-means-awaiting-documents"),
        Stage::AwaitingAnswers => words.say("portal-means-awaiting-answers"),
        Stage::AwaitingPayment => words.say("portal-means-awaiting-payment"),
        Stage::Declined | Stage::Stopped => words.say("portal-means-refused"),
        Stage::Lapsed => words.say("portal-means-lapsed"),
        Stage::Withdrawn => words.say("portal-means-withdrawn"),
        Stage::Resolved => words.say("portal-means-resolved"),
        Stage::Delivered => words.say("portal-means-delivered"),
    }
}
