//! What the citizen does to an own dossier, each on a page of its own: answers a request for papers, tells of
//! a payment, takes the request back. A page with a mistake comes back with everything typed and every file.

use super::course::paying;
use super::{id_of, layout};
use crate::brought::{Kept, keep_sent, named_files};
use crate::components::{
    Button, Choice, ErrorSummary, Field, FormFile, Link, Notice, NoticeKind, Problem as FieldProblem,
};
use crate::desk::new_key;
use crate::frame::{Fail, Fields, Sent, SentFile, Visit, Web, held, html, status};
use crate::layout::Layout;
use crate::show;
use app::own::{Acted, Course, Doing};
use app::{AppError, Problem};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::{Answered, OwnAct, Told};
use domain::words::DossierId;
use lang::Words;

/// The field of the proof of a payment.
const PROOF: &str = "proof";

#[derive(Template)]
#[template(path = "own/act.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    errors: ErrorSummary,
    lead: String,
    /// How it is done outside.
    how: Vec<String>,
    notice: Option<Notice>,
    action: String,
    hidden: Vec<(&'static str, String)>,
    parts: Vec<Part>,
    fields: Vec<Field>,
    button: Button,
    back: String,
}

/// One thing that is asked for, with how it can be answered.
struct Part {
    title: String,
    file: Option<FormFile>,
    text: Option<Field>,
}

/// What was typed, and what came of it.
#[derive(Default)]
struct Typed {
    fields: Fields,
    kept: Kept,
    problems: Vec<FieldProblem>,
}

/// `GET /citizen/dossiers/{id}/acts/{act}`
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path((id, act)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let path = format!("/citizen/dossiers/{id}/acts/{act}");
    let act = OwnAct::parse(&act).ok_or(Fail(AppError::NotFound))?;
    let look = web.app.own_look(visit.citizen()?, id_of(&id)?).await?;
    if !look.acts.contains(&act) {
        return Ok(Redirect::to(&format!("/citizen/dossiers/{}", look.dossier.id())).into_response());
    }
    let fields = held(&web, &path, &headers).await?;
    let (kept, _) = keep(&web, &visit, Vec::new(), named_files(fields.pairs())).await?;
    Ok(html(&screen(&web, &visit, &look, act, &Typed { fields, kept, ..Typed::default() })))
}

/// `POST /citizen/dossiers/{id}/acts/{act}`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    mut sent: Sent,
) -> Result<Response, Fail> {
    let act = OwnAct::parse(&act).ok_or(Fail(AppError::NotFound))?;
    let (citizen, id, once) = (visit.citizen()?, id_of(&id)?, sent.once());
    // Nobody leaves files at a dossier that isn't theirs.
    let look = web.app.own_look(citizen, id).await?;
    let named = named_files(sent.fields.pairs());
    let (kept, wrong) = keep(&web, &visit, std::mem::take(&mut sent.files), named).await?;
    let problems = show::problems(visit.words, &wrong, str::to_owned);
    let mut typed = Typed { fields: sent.fields, kept, problems };
    if !typed.problems.is_empty() {
        return again(&web, &visit, id, act, &typed, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let version = typed.fields.get("version").parse().unwrap_or_default();
    let doing = doing(visit.words, &look, act, &typed);
    match web.app.own_act(citizen, id, version, doing, once).await {
        Ok(acted) => {
            let said = match acted {
                Acted::Done => format!("?said={}", act.as_str()),
                Acted::Again => "?said=again".to_owned(),
                // The dossier's page itself says what became of it.
                Acted::Sent => String::new(),
            };
            Ok(Redirect::to(&format!("/citizen/dossiers/{id}{said}")).into_response())
        }
        Err(AppError::KeyReused) => {
            let message = visit.words.say("desk-problem-act-sent-before");
            typed.problems = vec![FieldProblem { field: String::new(), message }];
            again(&web, &visit, id, act, &typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => {
            let status = status(&error);
            typed.problems = show::form_error(visit.words, error, field)?;
            again(&web, &visit, id, act, &typed, status).await
        }
    }
}

/// The form's name of a field of the use case: `answers.2` is said in words.
fn field(name: &str) -> String {
    match name.strip_prefix("answers.") {
        Some(at) => format!("answer-{at}-text"),
        None if name == "answers" => "answer-0".to_owned(),
        None if name == "files" => PROOF.to_owned(),
        None => name.to_owned(),
    }
}

fn doing(words: &Words, look: &Course, act: OwnAct, typed: &Typed) -> Doing {
    let files = |name: &str| typed.kept.get(name).cloned().unwrap_or_default();
    let text = |name: &str| typed.fields.get(name).to_owned();
    match act {
        OwnAct::Supplement => {
            let answer = |at: usize| Answered {
                text: text(&format!("answer-{at}-text")),
                files: files(&format!("answer-{at}")),
            };
            Doing::Supplement { answers: (0..items(look).len()).map(answer).collect(), note: text("note") }
        }
        OwnAct::Pay => {
            let proof = words.say("own-proof");
            Doing::Pay { reference: text("reference"), files: files(PROOF), proof }
        }
        OwnAct::Withdraw => Doing::Withdraw { reason: text("reason") },
    }
}

/// What was asked for.
fn items(look: &Course) -> &[String] {
    match look.asked().map(|asked| &asked.told) {
        Some(Told::PapersAsked { items, .. }) => items,
        _ => &[],
    }
}

/// Keeps what a form sent, and what it named from an earlier try.
async fn keep(
    web: &Web,
    visit: &Visit,
    files: Vec<SentFile>,
    named: Vec<(String, String)>,
) -> Result<(Kept, Vec<Problem>), Fail> {
    let (citizen, mut kept, mut problems) = (visit.citizen()?, Kept::new(), Vec::new());
    for (field, digest) in named {
        match web.app.own_uploaded(citizen, &digest).await {
            Ok(found) => kept.entry(field).or_default().push(found),
            Err(AppError::Invalid(_)) => problems.push(Problem::new(field, "problem-file-unknown")),
            Err(other) => return Err(other.into()),
        }
    }
    let bringer = web.app.own_bringer(citizen);
    problems.extend(keep_sent(web, (&bringer, Some(&visit.address)), files, &mut kept).await?);
    Ok((kept, problems))
}

/// The page as the dossier stands now, with everything typed. Where the act is no longer possible the page
/// says why, and how the dossier stands.
async fn again(
    web: &Web,
    visit: &Visit,
    id: DossierId,
    act: OwnAct,
    typed: &Typed,
    status: StatusCode,
) -> Result<Response, Fail> {
    let look = web.app.own_look(visit.citizen()?, id).await?;
    let mut response = html(&screen(web, visit, &look, act, typed));
    *response.status_mut() = status;
    Ok(response)
}

fn screen(web: &Web, visit: &Visit, look: &Course, act: OwnAct, typed: &Typed) -> Screen {
    let (words, d) = (visit.words, &look.dossier);
    let errors = ErrorSummary { words, problems: typed.problems.clone() };
    let of = |what: &str| words.say(&format!("own-act-{}{what}", act.as_str()));
    let back = format!("/citizen/dossiers/{}", d.id());
    let mut layout = layout(web, visit, of(""));
    layout.breadcrumbs =
        vec![Link::new("/citizen", words.say("own-dossiers")), Link::new(&back, d.filing.code.as_str())];
    let notice = match act {
        OwnAct::Withdraw => Some(Notice::new(words, NoticeKind::Warning, of("-warn"))),
        _ => None,
    };
    let button = match act {
        OwnAct::Withdraw => Button::late(of("-button")),
        _ => Button::primary(of("-button")),
    };
    Screen {
        lead: lead(words, look, act),
        how: if act == OwnAct::Pay { paying(web, words, d) } else { Vec::new() },
        notice,
        action: format!("{back}/acts/{}", act.as_str()),
        hidden: vec![
            ("csrf", visit.csrf().to_owned()),
            ("key", new_key(web)),
            ("version", d.version.to_string()),
        ],
        parts: parts(words, look, act, typed, &errors),
        fields: fields(words, act, typed, &errors),
        button,
        back,
        layout,
        words,
        errors,
    }
}

fn lead(words: &Words, look: &Course, act: OwnAct) -> String {
    match (act, look.asked().map(|asked| &asked.told)) {
        (OwnAct::Pay, Some(Told::PaymentAsked { amount_vnd, reason })) => {
            let facts = [("amount", words.money(*amount_vnd).into()), ("reason", reason.as_str().into())];
            words.say_with("own-act-pay-lead", &facts)
        }
        (OwnAct::Supplement, Some(Told::PapersAsked { reason, .. })) => {
            words.say_one("own-act-supplement-lead", "reason", reason)
        }
        _ => words.say("own-act-withdraw-lead"),
    }
}

fn parts(
    words: &'static Words,
    look: &Course,
    act: OwnAct,
    typed: &Typed,
    errors: &ErrorSummary,
) -> Vec<Part> {
    let file = |name: &str, label: String, hint: &str| FormFile {
        words,
        name: name.to_owned(),
        label,
        hint: Some(words.say(hint)),
        error: errors.of(name),
        optional: true,
        kept: kept(typed, name),
    };
    match act {
        OwnAct::Supplement => {
            let part = |(at, item): (usize, &String)| {
                let (name, text) = (format!("answer-{at}"), format!("answer-{at}-text"));
                let said = Field::text_area(words, &text, words.say("own-answer-text"), 2)
                    .value(typed.fields.get(&text))
                    .error(errors.of(&text))
                    .optional();
                Part {
                    title: format!("{}. {item}", at + 1),
                    file: Some(file(&name, words.say("own-answer-file"), "own-answer-file-hint")),
                    text: Some(said),
                }
            };
            items(look).iter().enumerate().map(part).collect()
        }
        OwnAct::Pay => {
            let proof = file(PROOF, words.say("own-proof"), "own-answer-file-hint");
            vec![Part { title: String::new(), file: Some(proof), text: None }]
        }
        OwnAct::Withdraw => Vec::new(),
    }
}

/// Files that are kept already.
fn kept(typed: &Typed, name: &str) -> Vec<Choice> {
    let files = typed.kept.get(name).map(Vec::as_slice).unwrap_or_default();
    files.iter().map(|a| Choice::new(a.blob.as_str(), a.name.clone())).collect()
}

fn fields(words: &'static Words, act: OwnAct, typed: &Typed, errors: &ErrorSummary) -> Vec<Field> {
    let filled = |field: Field, name: &str| field.value(typed.fields.get(name)).error(errors.of(name));
    match act {
        OwnAct::Supplement => {
            let note = Field::text_area(words, "note", words.say("own-note"), 3).optional();
            vec![filled(note, "note")]
        }
        OwnAct::Pay => {
            let reference = Field::text(words, "reference", words.say("own-reference"));
            vec![filled(reference.hint(words.say("own-reference-hint")), "reference")]
        }
        OwnAct::Withdraw => {
            vec![filled(Field::text_area(words, "reason", words.say("own-reason"), 3), "reason")]
        }
    }
}
