//! Something to say: reports and proposals, with or without a name, and the answers that may be read by all.

use crate::brought::{Kept, keep_sent};
use crate::components::{
    Button, Choice, ErrorSummary, Field, Link, Notice, NoticeKind, Problem as FieldProblem,
};
use crate::desk::new_key;
use crate::frame::{Area, Fail, Fields, Sent, SentFile, Visit, Web, encode, html, said};
use crate::layout::Layout;
use crate::show;
use app::feedback::{FeedbackInput, PROPOSAL, REPORT};
use app::{AppError, Problem};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::{Attachment, DossierCode};
use domain::units::Tier;
use lang::Words;

/// How often one address may send in a minute.
const A_MINUTE: u32 = 5;
/// What is counted: reports that were taken.
const TAKEN: &str = "feedback";
/// The form was sent before, with other words in it.
const SENT_BEFORE: &str = "problem-feedback-sent-before";
/// Most tries of an address in a minute, right or wrong.
const TRIES: u32 = 60;
/// What it may be about, as the pack's form has it.
const CATEGORIES: [&str; 8] =
    ["conduct", "delay", "papers", "money", "information", "system", "rule", "other"];

#[derive(Template)]
#[template(path = "portal/feedback.html")]
struct Screen {
    layout: Layout,
    errors: ErrorSummary,
    what: Vec<Field>,
    who: Vec<Field>,
    files: Field,
    kept: Vec<(String, String)>,
    key: String,
    send: Button,
}

/// `GET /feedback?unit=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    if !web.app.feedback_taken().await? {
        return Err(AppError::NotFound.into());
    }
    Ok(html(&screen(&web, &visit, &visit.asked(), &[], &[])))
}

fn screen(web: &Web, visit: &Visit, typed: &Fields, kept: &[Attachment], problems: &[Problem]) -> Screen {
    let words = visit.words;
    let problem = |p: &Problem| FieldProblem {
        field: p.field.strip_prefix("data.").unwrap_or(&p.field).to_owned(),
        message: said(visit, p.key, &p.facts),
    };
    let errors = ErrorSummary { words, problems: problems.iter().map(problem).collect() };
    let mut layout = web.layout(visit, words.say("feedback-title"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let done = |field: Field, name: &str| field.value(typed.get(name)).error(errors.of(name));
    let kinds = [(REPORT, "feedback-kind-report"), (PROPOSAL, "feedback-kind-proposal")];
    let kinds = kinds.map(|(kind, key)| Choice::new(kind, words.say(key))).into();
    let category = |c: &str| Choice::new(c, words.say(&format!("feedback-about-{c}")));
    // Nobody complains of an office, or of its people, by not looking.
    let none = || Choice::new("", words.say("desk-choose"));
    let categories = std::iter::once(none()).chain(CATEGORIES.iter().map(|c| category(c))).collect();
    let units = std::iter::once(none()).chain(units(web)).collect();
    let what = vec![
        done(Field::radios(words, "kind", words.say("feedback-kind"), kinds), "kind"),
        done(Field::select(words, "unit", words.say("feedback-unit"), units), "unit"),
        done(Field::select(words, "category", words.say("feedback-category"), categories), "category"),
        done(Field::text_area(words, "content", words.say("feedback-content"), 6), "content")
            .hint(words.say("feedback-content-hint")),
        done(Field::text(words, "about", words.say("feedback-dossier")), "about").optional(),
    ];
    let who = vec![
        done(Field::text(words, "name", words.say("feedback-name")), "name").optional(),
        done(Field::phone(words, "phone", words.say("feedback-phone")), "phone").optional(),
        done(Field::text(words, "address", words.say("feedback-address")), "address").optional(),
        done(Field::checkbox(words, "publish", words.say("feedback-publish")), "publish").optional(),
    ];
    // What was sent under a key stays: what is sent next is something else.
    let spent = problems.iter().any(|p| p.key == SENT_BEFORE);
    let key = Some(typed.get("key")).filter(|k| !k.is_empty() && !spent);
    let key = key.map_or_else(|| new_key(web), str::to_owned);
    Screen {
        layout,
        what,
        who,
        files: Field::file(
            words,
            "files",
            words.say("feedback-files"),
            "image/jpeg,image/png,application/pdf",
        )
        .hint(words.say_one("feedback-files-hint", "most", web.file_mb()))
        .error(errors.of("files"))
        .optional(),
        kept: kept.iter().map(|a| (a.blob.to_string(), a.name.clone())).collect(),
        errors,
        key,
        send: Button::primary(words.say("feedback-send")),
    }
}

/// The province and its communes, by name.
fn units(web: &Web) -> Vec<Choice> {
    let (world, today, province) = (web.app.world(), web.app.now().day(), web.app.province());
    let communes = world.units.on(Tier::Commune, today).filter(|u| world.province_of(&u.id) == province);
    let mut units: Vec<Choice> =
        communes.map(|u| Choice::new(u.code.as_str(), u.full_name.as_str())).collect();
    units.sort_by(|a, b| a.label.cmp(&b.label));
    units.insert(0, Choice::new(province.code(), world.unit_name(&province)));
    units
}

/// `POST /feedback`
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    if !web.app.feedback_taken().await? {
        return Err(AppError::NotFound.into());
    }
    web.within("feedback-tried", &visit.address, TRIES)?;
    let once = sent.once();
    let typed = sent.fields;
    let (kept, mut problems) = keep(&web, &visit.address, &typed, sent.files).await?;
    let text = |name: &str| typed.get(name).to_owned();
    let input = FeedbackInput {
        kind: text("kind"),
        unit: text("unit"),
        category: text("category"),
        content: text("content"),
        about: text("about"),
        name: text("name"),
        phone: text("phone"),
        address: text("address"),
        publish: typed.get("publish") == "1",
        files: kept.clone(),
    };
    // Only what was taken counts: who mends what was wrong isn't stopped.
    let many = problems.is_empty() && web.missed(TAKEN, &visit.address) >= A_MINUTE;
    if many {
        problems.push(Problem::new("", "problem-feedback-many"));
    } else if problems.is_empty() {
        match web.app.feedback_file(input, once).await {
            Ok((answer, _)) => {
                web.miss(TAKEN, &visit.address);
                let to = format!("/feedback/sent?code={}", encode(&answer.code));
                return Ok(Redirect::to(&to).into_response());
            }
            Err(AppError::Invalid(found)) => problems = found,
            Err(AppError::KeyReused) => problems.push(Problem::new("", SENT_BEFORE)),
            Err(other) => return Err(other.into()),
        }
    }
    let full = problems.iter().any(|p| p.key == show::FULL);
    let mut response = html(&screen(&web, &visit, &typed, &kept, &problems));
    *response.status_mut() = match (full, many) {
        (true, _) => StatusCode::INSUFFICIENT_STORAGE,
        (_, true) => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(response)
}

/// Keeps what was sent along, and what was kept at an earlier try.
async fn keep(
    web: &Web,
    address: &str,
    typed: &Fields,
    files: Vec<SentFile>,
) -> Result<(Vec<Attachment>, Vec<Problem>), AppError> {
    // Kept where the province's are: which unit it concerns may still change.
    let (at, mut problems) = (web.app.province(), Vec::new());
    let named: Vec<String> = typed.all("kept").map(str::to_owned).collect();
    let mut kept = match web.app.feedback_files(&at, &named).await {
        Ok(kept) => kept,
        Err(AppError::Invalid(found)) => {
            problems.extend(found);
            Vec::new()
        }
        Err(other) => return Err(other),
    };
    let mut came = Kept::new();
    let bringer = web.app.feedback_bringer(&at).await?;
    problems.extend(keep_sent(web, (&bringer, Some(address)), files, &mut came).await?);
    for file in came.into_values().flatten() {
        if kept.iter().all(|k| k.blob != file.blob) {
            kept.push(file);
        }
    }
    Ok((kept, problems))
}

#[derive(Template)]
#[template(path = "portal/feedback_sent.html")]
struct Arrived {
    layout: Layout,
    told: Notice,
    code: String,
}

/// `GET /feedback/sent?code=`
pub async fn sent(State(web): State<Web>, visit: Visit) -> Response {
    let words = visit.words;
    let Ok(code) = visit.asked().get("code").parse::<DossierCode>() else {
        return Redirect::to("/feedback").into_response();
    };
    let told = Notice::new(words, NoticeKind::Success, words.say("feedback-arrived"));
    let mut layout = web.layout(&visit, words.say("feedback-thanks"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    html(&Arrived { layout, told, code: code.to_string() })
}

/// A published answer.
struct Published {
    number: String,
    unit: String,
    question: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "portal/feedback_answers.html")]
struct Answers {
    layout: Layout,
    published: Vec<Published>,
    next: Option<String>,
}

/// `GET /feedback/answers?after=`
pub async fn answers(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, asked): (&'static Words, Fields) = (visit.words, visit.asked());
    let after = Some(asked.get("after").to_owned()).filter(|after| !after.is_empty());
    let page = web.app.feedback_answers(after).await?;
    let world = web.app.world();
    let published = page.rows.iter().map(|row| {
        let text = |name: &str| {
            row.registered.fields.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned()
        };
        Published {
            number: row.registered.number.clone(),
            unit: world.unit_name(&row.unit),
            question: text("question"),
            answer: text("answer"),
        }
    });
    let mut layout = web.layout(&visit, words.say("feedback-answers"), Area::Public);
    layout.breadcrumbs =
        vec![Link::new("/", words.say("home")), Link::new("/feedback", words.say("feedback-title"))];
    let next = page.next.as_deref().map(|next| format!("/feedback/answers?after={}", encode(next)));
    Ok(html(&Answers { layout, published: published.collect(), next }))
}
