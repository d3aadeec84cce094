//! Everything once more, with what is promised; and sending it.

use super::filling::{Filling, Step};
use super::merge::WHO;
use super::{Here, Room, sign_in};
use crate::components::{Button, Field, Link, Notice, NoticeKind, Problem, StepTrack, Summary, SummaryRow};
use crate::desk::unit;
use crate::forms::{Told, told};
use crate::frame::{Fail, Fields, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::apply::Draft;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::Level;
use domain::packs::Form;
use domain::packs::catalogue::ChannelTerms;
use domain::words::Channel;
use lang::Words;
use serde_json::Value;

/// What was filled in at a step.
struct Section {
    title: String,
    summary: Summary,
    told: Vec<Told>,
    change: Link,
}

/// Something that is wrong, and where it is put right.
struct Wrong {
    link: Link,
}

#[derive(Template)]
#[template(path = "apply/review.html")]
struct Review {
    layout: Layout,
    words: &'static Words,
    procedure: Link,
    place: String,
    track: StepTrack,
    wrong: Vec<Wrong>,
    sections: Vec<Section>,
    promise: Summary,
    grounds: Vec<String>,
    /// Papers that are asked for and aren't there.
    lacking: Option<Notice>,
    sign_in: Option<Notice>,
    action: String,
    code: Option<Field>,
    submit: Button,
    back: String,
    kept_until: String,
}

/// The page; `more` is what sending it found besides.
pub(super) fn page(filling: &Filling<'_>, more: Vec<(Step, Problem)>, notice: Option<Notice>) -> Response {
    let (here, words, draft) = (filling.here, filling.here.visit.words, filling.draft);
    let (steps, id) = (filling.steps(), draft.dossier());
    let at = steps.len().saturating_sub(1);
    let title = filling.title(Step::Review);
    let mut problems = filling.problems();
    for (step, problem) in more {
        if !problems.iter().any(|(_, p)| p.field == problem.field) {
            problems.push((step, problem));
        }
    }
    let code_error = problems.iter().find(|(_, p)| p.field == "code").map(|(_, p)| p.message.clone());
    filling.name(&mut problems);
    let wrong = |(step, problem): &(Step, Problem)| {
        let href = match step {
            Step::Review => format!("#{}", problem.field),
            step => format!("{}#{}", here.at(id, &step.name()), problem.field),
        };
        Wrong { link: Link::new(href, &problem.message) }
    };
    // As long as questions are open, what they would ask for is open too.
    let all_there = problems.is_empty();
    let wrong = problems.iter().map(wrong).collect();
    let place = [("at", (at + 1).into()), ("of", steps.len().into()), ("title", title.as_str().into())];
    let mut layout = here.layout(title.clone());
    layout.notice = notice;
    let (promise, grounds) = promise(filling);
    let lacks = lacks(filling);
    let others = here.room == Room::Intermediaries;
    let text = words.say(if here.known() { "apply-submit" } else { "apply-sign-in-submit" });
    let field = Field::text(words, "code", words.say("apply-code")).hint(words.say("apply-code-hint"));
    let back = steps.get(at.saturating_sub(1)).copied().unwrap_or(Step::Who);
    let name = show::procedure(words, &filling.running.definition);
    html(&Review {
        procedure: Link::new(format!("{}/{}", here.base(), draft.procedure), name),
        place: words.say_with("apply-place", &place),
        track: super::screen::track(filling, &steps, at),
        wrong,
        sections: sections(filling, &steps, &lacks),
        promise,
        grounds,
        lacking: lacking(words, &lacks).filter(|_| all_there),
        sign_in: signing_in(filling),
        action: here.at(id, "review"),
        code: others.then(|| field.error(code_error)),
        submit: Button::primary(text).sends("do", "submit"),
        back: here.at(id, &back.name()),
        kept_until: words.say_one("apply-kept-until", "day", show::day(words, draft.expires.day())),
        words,
        layout,
    })
}

/// What is asked for and isn't there: it can be sent so, and costs the person a request to add it.
fn lacking(words: &'static Words, lacks: &[String]) -> Option<Notice> {
    let text = words.say_one("apply-lacking", "papers", lacks.join("; "));
    (!lacks.is_empty()).then(|| Notice::new(words, NoticeKind::Warning, text))
}

/// The papers that are asked for and of which nothing was brought.
fn lacks(filling: &Filling<'_>) -> Vec<String> {
    let typed = filling.typed().intake;
    let asked = filling.here.web.app.apply_asked(&typed).map(|a| a.documents).unwrap_or_default();
    let brought = |name: &str| typed.documents.iter().any(|piece| piece.name == name);
    asked.into_iter().map(|d| d.name).filter(|name| !brought(name)).collect()
}

/// What signing in still asks of the person.
fn signing_in(filling: &Filling<'_>) -> Option<Notice> {
    let (here, words) = (filling.here, filling.here.visit.words);
    if here.room == Room::Intermediaries {
        return None;
    }
    let to = sign_in(&here.at(filling.draft.dossier(), "review"));
    match &here.visit.citizen {
        None => Some(Notice::new(words, NoticeKind::Info, words.say("apply-sign-in-needed"))),
        Some(signed) if signed.citizen.level < Level::Two => {
            let link = Some(Link::new(to, words.say("apply-sign-in-again")));
            let notice = Notice::new(words, NoticeKind::Warning, words.say("problem-online-level"));
            Some(Notice { link, ..notice })
        }
        Some(_) => None,
    }
}

/// What it costs, by when somebody looks at it, and when the result comes.
fn promise(filling: &Filling<'_>) -> (Summary, Vec<String>) {
    let (here, words) = (filling.here, filling.here.visit.words);
    let (web, now, intake) = (here.web, here.web.app.now(), filling.typed().intake);
    let mut rows = Vec::new();
    if let Some(asked) = web.app.apply_asked(&intake) {
        rows.push(SummaryRow::new(words.say("desk-fee"), fee(filling, asked.fee_vnd)));
    }
    if let Some(at) = web.app.apply_answered(filling.running, &intake.competent) {
        let by = words.say_one("apply-answered-by", "at", show::near(words, now, at));
        rows.push(SummaryRow::new(words.say("apply-answered"), by));
    }
    let unit = unit::Typed::read(web, filling.body().get("competent")).unit;
    let code = filling.running.definition.code().as_str();
    let due = unit.and_then(|unit| web.app.dossier_promise(&unit.id, code, "online", &intake.case));
    let mut grounds = Vec::new();
    if let Some(promise) = due {
        rows.push(SummaryRow::new(words.say("apply-due"), show::near(words, now, promise.due.at)));
        grounds = app::grounds(&promise.due, words);
    }
    (Summary { rows }, grounds)
}

/// What it costs: an amount that nobody names isn't free.
fn fee(filling: &Filling<'_>, amount: i64) -> String {
    let (words, definition) = (filling.here.visit.words, &filling.running.definition);
    let named = |terms: &ChannelTerms| crate::portal::fees(words, terms);
    let named_by_pack = definition.fees.iter().any(|rule| rule.when.is_none());
    let nobody = |_: &&ChannelTerms| amount == 0 && !named_by_pack;
    let unnamed = definition.facts.channel(Channel::Online).filter(nobody);
    unnamed.map_or_else(|| words.money(amount), named)
}

fn sections(filling: &Filling<'_>, steps: &[Step], lacks: &[String]) -> Vec<Section> {
    let (here, words) = (filling.here, filling.here.visit.words);
    let section = |step: &Step| {
        let (summary, told) = match step {
            Step::Who => (who(filling), Vec::new()),
            Step::Case => (case(filling), Vec::new()),
            Step::Form(group) => (Summary::default(), group_told(filling, *group)),
            Step::Papers => (papers(filling, lacks), Vec::new()),
            Step::Review => return None,
        };
        let href = here.at(filling.draft.dossier(), &step.name());
        let change = Link::new(href, words.say("apply-change"));
        Some(Section { title: filling.title(*step), summary, told, change })
    };
    steps.iter().filter_map(section).collect()
}

fn who(filling: &Filling<'_>) -> Summary {
    let (words, body) = (filling.here.visit.words, filling.body());
    let kind = if filling.business() { "apply-as-business" } else { "apply-as-person" };
    let mut rows = vec![SummaryRow::new(words.say("apply-as"), words.say(kind))];
    for (name, key) in WHO.into_iter().filter(|(name, _)| *name != "as") {
        let typed = body.get(name).trim();
        // Whoever typed a code sees whose it is.
        let unit = (name == "competent").then(|| unit::Typed::read(filling.here.web, typed).unit).flatten();
        let said = unit.map_or_else(|| typed.to_owned(), |unit| unit.full_name);
        if !said.is_empty() {
            rows.push(SummaryRow::new(words.say(key), said));
        }
    }
    Summary { rows }
}

fn case(filling: &Filling<'_>) -> Summary {
    let (words, definition) = (filling.here.visit.words, &filling.running.definition);
    let code = filling.body().get("case").parse().ok();
    let name = code.and_then(|code| app::case_name(definition, &code, words));
    let said = name.unwrap_or_else(|| words.say("apply-nothing"));
    Summary { rows: vec![SummaryRow::new(words.say("desk-case"), said)] }
}

fn group_told(filling: &Filling<'_>, group: usize) -> Vec<Told> {
    let (here, form) = (filling.here, filling.form());
    let mut groups: Vec<_> = form.groups.get(group).cloned().into_iter().collect();
    for group in &mut groups {
        group.title = None;
    }
    let data = Value::Object(filling.typed().intake.data);
    let file = |digest: &str| {
        let file = filling.body().file(digest)?;
        let href = here.at(filling.draft.dossier(), &format!("file-{digest}"));
        Some(Link::new(href, &file.name))
    };
    let (world, today) = (here.web.app.world(), here.web.app.now().day());
    told(here.visit.words, (&world, today), &Form { groups }, &data, &file)
}

/// Each paper that is asked for, with its files or that there are none; then what else there is.
fn papers(filling: &Filling<'_>, lacks: &[String]) -> Summary {
    let words = filling.here.visit.words;
    let typed = filling.typed().intake;
    let names = |files: &[domain::dossier::Attachment]| {
        files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let given = typed.documents.iter().map(|piece| SummaryRow::new(&piece.name, names(&piece.files)));
    let lacks = lacks.iter().map(|name| SummaryRow::new(name, words.say("apply-no-file")));
    let mut rows: Vec<SummaryRow> = given.chain(lacks).collect();
    if !typed.content.trim().is_empty() {
        rows.push(SummaryRow::new(words.say("desk-content"), typed.content.trim()));
    }
    if rows.is_empty() {
        rows.push(SummaryRow::new(words.say("desk-part-documents"), words.say("apply-nothing")));
    }
    Summary { rows }
}

/// `POST …/review`: sends it, or sends the person's code first.
pub(super) async fn send(here: &Here<'_>, draft: &Draft, sent: &Fields) -> Result<Response, Fail> {
    let (app, words, id) = (&here.web.app, here.visit.words, draft.dossier());
    let catalogue = app.catalogue();
    let running = catalogue.get(&draft.procedure).ok_or(AppError::NotFound)?;
    let filling = Filling { here, running, draft };
    let typed = filling.typed();
    if !here.known() {
        return Ok(Redirect::to(&sign_in(&here.at(id, "review"))).into_response());
    }
    let intake = typed.intake.clone();
    let done = match (here.room, &here.visit.citizen, sent.get("do")) {
        (Room::Citizens, Some(signed), _) => {
            app.citizen_submit(signed, draft, intake, filling.business()).await.map(Some)
        }
        (_, _, "code") => {
            let address = &here.visit.address;
            app.apply_code(&here.visit.actor()?, draft, &intake, address).await.map(|()| None)
        }
        _ => {
            let (actor, code) = (here.visit.actor()?, sent.get("code"));
            app.intermediary_submit(&actor, draft, intake, filling.business(), code).await.map(Some)
        }
    };
    match done {
        Ok(Some(_)) => Ok(Redirect::to(&here.at(id, "sent")).into_response()),
        Ok(None) => {
            let told = Notice::new(words, NoticeKind::Success, words.say("apply-code-sent"));
            Ok(page(&filling, Vec::new(), Some(told)))
        }
        Err(AppError::KeyReused) => {
            let told = Notice::new(words, NoticeKind::Warning, words.say("apply-elsewhere"));
            Ok(answered(page(&filling, Vec::new(), Some(told)), StatusCode::CONFLICT))
        }
        // The code that came last still fits: the page stays, with the place to type it.
        Err(AppError::TooMany { .. }) => {
            let told = Notice::new(words, NoticeKind::Warning, words.say("apply-code-many"));
            Ok(answered(page(&filling, Vec::new(), Some(told)), StatusCode::TOO_MANY_REQUESTS))
        }
        Err(error) => {
            let status = crate::frame::status(&error);
            let found = show::form_error(words, error, |name| typed.field(name))?;
            let more = found.into_iter().map(|problem| (filling.step_of(&problem.field), problem));
            Ok(answered(page(&filling, more.collect(), None), status))
        }
    }
}

/// The same answer under a status.
fn answered(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    response
}
