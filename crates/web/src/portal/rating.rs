//! How were you served? Three large answers, then reasons and words; nothing is written before the last
//! step, and no address, page or answer ever says what was chosen to anybody but who chooses, or that
//! somebody did to anybody but who sends a rating: the link and the question stay as they are. The link
//! stands behind the receipt's QR code and in notices; a tablet at the counter shows the same pages.

use crate::components::{
    Button, Choice, ErrorSummary, Field, Link, Notice, NoticeKind, Problem as FieldProblem,
};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, encode, html, said};
use crate::layout::Layout;
use crate::show;
use app::ratings::{RatingAsked, RatingInput, RatingSent, TabletLink};
use app::{AppError, Problem};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ratings::{Answer, WORDS};
use lang::Words;

/// Most ratings that one address sends in a minute: a tablet stands for many people.
const A_MINUTE: u32 = 60;

/// What the pages are called with: the proof, and on which tablet they are shown.
struct Way {
    code: String,
    proof: String,
    tablet: Option<TabletLink>,
}

impl Way {
    fn of(code: String, fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let tablet =
            fields.has("o").then(|| TabletLink { officer: text("o"), day: text("d"), proof: text("t") });
        Self { code, proof: text("proof"), tablet }
    }

    fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut hidden = vec![("proof", self.proof.clone())];
        if let Some(TabletLink { officer, day, proof }) = &self.tablet {
            hidden.extend([("o", officer.clone()), ("d", day.clone()), ("t", proof.clone())]);
        }
        hidden
    }
}

/// A page's address for a tablet.
pub(super) fn tablet_query(link: &TabletLink) -> String {
    format!("o={}&d={}&t={}", encode(&link.officer), encode(&link.day), encode(&link.proof))
}

/// The address at which a dossier is rated.
pub fn link(web: &Web, code: &domain::dossier::DossierCode) -> String {
    format!("/rate/{}?proof={}", encode(code.as_str()), web.app.rating_proof(code))
}

/// Where whoever owns a dossier, or holds its receipt, says how it went: once it was answered, and whether or
/// not somebody did.
pub async fn offered(web: &Web, code: &str) -> Result<Option<String>, Fail> {
    let Ok(code) = code.parse::<domain::dossier::DossierCode>() else { return Ok(None) };
    let asked = match web.app.rating_ask(code.as_str(), &web.app.rating_proof(&code)).await {
        Ok(asked) => asked,
        Err(AppError::NotFound) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    Ok(asked.answered.then(|| link(web, &code)))
}

/// One of the three.
struct Face {
    answer: &'static str,
    mark: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "portal/rating.html")]
struct Ask {
    layout: Layout,
    /// Where a tablet goes when nobody taps.
    idle: Option<String>,
    told: Option<Notice>,
    about: String,
    action: String,
    hidden: Vec<(&'static str, String)>,
    faces: Vec<Face>,
}

#[derive(Template)]
#[template(path = "portal/rating_why.html")]
struct Why {
    layout: Layout,
    idle: Option<String>,
    errors: ErrorSummary,
    about: String,
    chosen: String,
    action: String,
    hidden: Vec<(&'static str, String)>,
    reasons: Field,
    free: Field,
    send: Button,
    back: Button,
}

fn faces(words: &Words) -> Vec<Face> {
    let face = |answer: Answer| Face {
        answer: answer.as_str(),
        mark: match answer {
            Answer::VerySatisfied => "☺☺",
            Answer::Satisfied => "☺",
            Answer::NotSatisfied => "☹",
        },
        text: answer_said(words, answer),
    };
    Answer::ALL.map(face).into()
}

/// An answer in words.
pub fn answer_said(words: &Words, answer: Answer) -> String {
    words.say(&format!("rate-answer-{}", answer.as_str()))
}

/// A frame without anything that leads away, on a tablet; everybody's otherwise.
fn frame(web: &Web, visit: &Visit, title: String, tablet: bool) -> Layout {
    if !tablet {
        return web.layout(visit, title, Area::Public);
    }
    let mut layout = web.layout(&Visit { signed: None, ..visit.clone() }, title, Area::Public);
    layout.nav.clear();
    layout.bare = true;
    // What a browser sends carries its own token, also where an officer is signed in on it.
    visit.csrf().clone_into(&mut layout.csrf);
    layout
}

fn about(web: &Web, words: &'static Words, asked: &RatingAsked) -> String {
    let catalogue = web.app.catalogue();
    let running = catalogue.get(&asked.procedure);
    let procedure = running.map_or_else(
        || asked.procedure.to_string(),
        |running| show::procedure(words, &running.definition).to_owned(),
    );
    let unit = web.app.world().unit_name(&asked.unit);
    let args =
        [("code", asked.code.to_string().into()), ("procedure", procedure.into()), ("unit", unit.into())];
    words.say_with("rate-about", &args)
}

/// What there is to say where nothing can be chosen.
fn told(words: &'static Words, asked: &RatingAsked) -> Option<Notice> {
    (!asked.answered).then(|| Notice::new(words, NoticeKind::Info, words.say("rate-early")))
}

/// `GET /rate/{code}?proof=`
pub async fn show(State(web): State<Web>, visit: Visit, Path(code): Path<String>) -> Result<Response, Fail> {
    let way = Way::of(code, &visit.asked());
    let asked = web.to_rate(&visit.address, &way.code, &way.proof).await?;
    Ok(html(&ask(&web, &visit, &way, &asked)))
}

/// The three answers, or why there are none.
fn ask(web: &Web, visit: &Visit, way: &Way, asked: &RatingAsked) -> Ask {
    let words = visit.words;
    let layout = frame(web, visit, words.say("rate-title"), way.tablet.is_some());
    Ask {
        layout,
        idle: way.tablet.as_ref().map(|link| format!("/rate-tablet?{}", tablet_query(link))),
        told: told(words, asked),
        about: about(web, words, asked),
        action: format!("/rate/{}", encode(&way.code)),
        hidden: way.hidden(),
        faces: if asked.answered { faces(words) } else { Vec::new() },
    }
}

/// The three answers for a tablet that shows a dossier.
pub(super) fn on_tablet(
    web: &Web,
    visit: &Visit,
    asked: &RatingAsked,
    proof: String,
    link: TabletLink,
) -> Response {
    let way = Way { code: asked.code.to_string(), proof, tablet: Some(link) };
    html(&ask(web, visit, &way, asked))
}

/// `POST /rate/{code}`: without `send` it only asks why; that is a form too, so that no address says what was
/// chosen.
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(code): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    web.within("rate-send", &visit.address, A_MINUTE)?;
    let way = Way::of(code, &sent.fields);
    let asked = web.to_rate(&visit.address, &way.code, &way.proof).await?;
    let input = RatingInput {
        answer: sent.fields.get("answer").to_owned(),
        reasons: sent.fields.all("reason").map(str::to_owned).collect(),
        words: sent.fields.get("words").to_owned(),
    };
    let again = |status: StatusCode, told: Option<&str>| {
        let (words, mut screen) = (visit.words, ask(&web, &visit, &way, &asked));
        if let Some(key) = told {
            screen.told = Some(Notice::new(words, NoticeKind::Error, words.say(key)));
        }
        let mut response = html(&screen);
        *response.status_mut() = status;
        response
    };
    if !asked.answered {
        return Ok(again(StatusCode::CONFLICT, None));
    }
    // Who serves doesn't rate: on the counter's tablet somebody else stands.
    if visit.signed.is_some() && way.tablet.is_none() {
        return Ok(again(StatusCode::FORBIDDEN, Some("rate-officer")));
    }
    let Some(answer) = Answer::parse(&input.answer) else {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, Some("rate-choose")));
    };
    if !sent.fields.has("send") {
        return Ok(html(&why(&web, &visit, &way, (&asked, answer), &input, &[])));
    }
    match web.app.rate(&way.code, &way.proof, &input, way.tablet.as_ref()).await {
        Ok(RatingSent::Early) => Ok(again(StatusCode::CONFLICT, None)),
        Ok(became) => Ok(after(&way, became)),
        Err(AppError::Invalid(problems)) => {
            let mut response = html(&why(&web, &visit, &way, (&asked, answer), &input, &problems));
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

fn why(
    web: &Web,
    visit: &Visit,
    way: &Way,
    (asked, answer): (&RatingAsked, Answer),
    input: &RatingInput,
    problems: &[Problem],
) -> Why {
    let words = visit.words;
    let problem =
        |p: &Problem| FieldProblem { field: p.field.clone(), message: said(visit, p.key, &p.facts) };
    let errors = ErrorSummary { words, problems: problems.iter().map(problem).collect() };
    let choice = |reason: &&'static str| Choice {
        chosen: input.reasons.iter().any(|r| r == reason),
        ..Choice::new(*reason, words.say(&format!("rate-reason-{reason}")))
    };
    let reasons = answer.reasons().iter().map(choice).collect();
    let layout = frame(web, visit, words.say("rate-why-title"), way.tablet.is_some());
    let mut hidden = way.hidden();
    hidden.push(("answer", answer.as_str().to_owned()));
    let back = match &way.tablet {
        Some(link) => format!("/rate-tablet?{}", tablet_query(link)),
        None => format!("/rate/{}?proof={}", encode(&way.code), encode(&way.proof)),
    };
    Why {
        layout,
        idle: way.tablet.as_ref().map(|link| format!("/rate-tablet?{}", tablet_query(link))),
        about: about(web, words, asked),
        chosen: words.say_one("rate-chosen", "answer", answer_said(words, answer)),
        action: format!("/rate/{}", encode(&way.code)),
        hidden,
        reasons: Field::checkboxes(words, "reason", words.say("rate-reasons"), reasons)
            .optional()
            .error(errors.of("reason")),
        free: Field::text_area(words, "words", words.say("rate-words"), 3)
            .value(input.words.as_str())
            .hint(words.say_one("rate-words-hint", "most", say_most()))
            .optional()
            .error(errors.of("words")),
        errors,
        send: Button::primary(words.say("rate-send")).sends("send", "1"),
        back: Button::link(words.say("rate-change")).to(back),
    }
}

fn say_most() -> u32 {
    u32::try_from(WORDS).unwrap_or(u32::MAX)
}

/// Where it goes on: the same place whatever was said.
fn after(way: &Way, became: RatingSent) -> Response {
    let to = match (&way.tablet, became) {
        (Some(link), _) => format!("/rate-tablet?{}&thanks=1", tablet_query(link)),
        (None, RatingSent::Again) => "/rated?again=1".to_owned(),
        (None, _) => "/rated".to_owned(),
    };
    Redirect::to(&to).into_response()
}

#[derive(Template)]
#[template(path = "portal/rated.html")]
struct Thanks {
    layout: Layout,
    told: Notice,
    /// Whether reports and proposals are taken.
    more: bool,
}

/// `GET /rated`
pub async fn thanks(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let again = visit.asked().has("again");
    let (kind, key) =
        if again { (NoticeKind::Info, "rate-again") } else { (NoticeKind::Success, "rate-done") };
    let told = Notice::new(words, kind, words.say(key));
    let mut layout = web.layout(&visit, words.say("rate-thanks"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let more = web.app.feedback_taken().await?;
    Ok(html(&Thanks { layout, told, more }))
}
