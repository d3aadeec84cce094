//! Passing a dossier on, on a page of its own: to the unit that is competent, back to the one that took it
//! in, or back from its way. What it does is said before, and what was typed is kept.

use super::super::unit::{self, Typed};
use super::super::{id_of, new_key};
use crate::components::{
    Button, Confirm, ErrorSummary, Field, Link, Notice, NoticeKind, Problem as FieldProblem, Summary,
    SummaryRow,
};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::dossier::{Answer, Look};
use app::{AppError, Problem};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::Passing;
use domain::identity::Actor;
use domain::words::DossierId;
use lang::Words;

#[derive(Template)]
#[template(path = "desk/dossier/passing.html")]
struct Page {
    layout: Layout,
    errors: ErrorSummary,
    confirm: Confirm,
}

/// The messages of a way.
struct Keys {
    title: &'static str,
    ask: &'static str,
    what: &'static str,
    button: &'static str,
}

const fn keys(passing: Passing) -> Keys {
    match passing {
        Passing::Send => Keys {
            title: "passing-send",
            ask: "passing-send-ask",
            what: "passing-send-what",
            button: "passing-send-do",
        },
        Passing::Return => Keys {
            title: "passing-return",
            ask: "passing-return-ask",
            what: "passing-return-what",
            button: "passing-return-do",
        },
        Passing::Recall => Keys {
            title: "passing-recall",
            ask: "passing-recall-ask",
            what: "passing-recall-what",
            button: "passing-recall-do",
        },
    }
}

/// The buttons of the dossier's page.
pub fn buttons(words: &Words, look: &Look) -> Vec<Button> {
    let at = |passing: Passing| format!("/desk/dossiers/{}/pass/{}", look.dossier.id(), passing.as_str());
    let button = |passing: &Passing| {
        let title = words.say(keys(*passing).title);
        match passing {
            // Reception seldom takes in what isn't for this unit; a result goes back as a rule.
            Passing::Send => Button::link(title).to(at(*passing)),
            Passing::Return | Passing::Recall => Button::quiet(title).to(at(*passing)),
        }
    };
    look.passings.iter().map(button).collect()
}

/// `GET /desk/dossiers/{id}/pass/{way}`
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    Path((id, way)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let look = web.app.dossier_look(&visit.actor()?, id_of(&id)?).await?;
    let passing = Passing::parse(&way).filter(|way| look.passings.contains(way));
    let passing = passing.ok_or(Fail(AppError::NotFound))?;
    Ok(html(&page(&web, &visit, &look, passing, &Fields::default(), Vec::new())?))
}

/// `POST /desk/dossiers/{id}/pass/{way}`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path((id, way)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fail> {
    let (actor, dossier) = (visit.actor()?, id_of(&id)?);
    let passing = Passing::parse(&way).ok_or(Fail(AppError::NotFound))?;
    match pass(&web, &actor, dossier, passing, &sent).await {
        Ok((_, replayed)) => {
            let said = if replayed { "act-again" } else { "act-done" };
            Ok(Redirect::to(&format!("/desk/dossiers/{id}?said={said}")).into_response())
        }
        Err(error) => again(&web, &visit, dossier, passing, &sent.fields, error).await,
    }
}

async fn pass(
    web: &Web,
    actor: &Actor,
    id: DossierId,
    passing: Passing,
    sent: &Sent,
) -> Result<(Answer, bool), AppError> {
    let fields = &sent.fields;
    let version = fields.get("version").parse().map_err(|_| AppError::invalid("", "problem-version"))?;
    let (why, once) = (fields.get("reason"), sent.once());
    let to = Typed::read(web, fields.get("to"));
    if to.wrong && passing != Passing::Return {
        return Err(AppError::invalid("to", "problem-competent"));
    }
    match passing {
        Passing::Send => {
            let to = to.code().ok_or_else(|| AppError::invalid("to", "problem-competent"))?;
            web.app.dossier_send(actor, id, version, &to, why, once).await
        }
        Passing::Return => web.app.dossier_return(actor, id, version, why, once).await,
        Passing::Recall => web.app.dossier_recall(actor, id, version, to.code(), once).await,
    }
}

/// The page as the dossier stands now, with what was typed and what is wrong. Where it can't be passed on so
/// any more, the page says why and leads back.
async fn again(
    web: &Web,
    visit: &Visit,
    id: DossierId,
    passing: Passing,
    typed: &Fields,
    error: AppError,
) -> Result<Response, Fail> {
    let status: StatusCode = status(&error);
    let problems = match error {
        AppError::KeyReused => {
            let problem = Problem::new("", "desk-problem-act-sent-before");
            show::problems(visit.words, &[problem], str::to_owned)
        }
        error => show::form_error(visit.words, error, str::to_owned)?,
    };
    let look = web.app.dossier_look(&visit.actor()?, id).await?;
    let mut response = html(&page(web, visit, &look, passing, typed, problems)?);
    *response.status_mut() = status;
    Ok(response)
}

fn page(
    web: &Web,
    visit: &Visit,
    look: &Look,
    passing: Passing,
    typed: &Fields,
    problems: Vec<FieldProblem>,
) -> Result<Page, Fail> {
    let (words, d) = (visit.words, &look.dossier);
    let back = format!("/desk/dossiers/{}", d.id());
    let errors = ErrorSummary { words, problems };
    let title = words.say(keys(passing).title);
    let mut layout = web.layout(visit, title, Area::Worklist);
    layout.breadcrumbs = vec![
        Link::new("/desk/worklist", words.say("desk-worklist")),
        Link::new(&back, d.filing.code.as_str()),
    ];
    let offered = look.passings.contains(&passing);
    let button = if offered {
        Button::primary(words.say(keys(passing).button))
    } else {
        Button::quiet(words.say("back")).to(back.clone())
    };
    let fields = fields(web, visit, look, passing, typed, &errors)?;
    let confirm = Confirm {
        words,
        title: words.say(keys(passing).ask),
        notice: Some(Notice::new(words, NoticeKind::Info, words.say(keys(passing).what))),
        summary: summary(web, visit, look, passing),
        fields: if offered { fields } else { Vec::new() },
        action: format!("{back}/pass/{}", passing.as_str()),
        hidden: vec![
            ("csrf".to_owned(), visit.csrf().to_owned()),
            ("key".to_owned(), new_key(web)),
            ("version".to_owned(), d.version.to_string()),
        ],
        button,
        back,
    };
    Ok(Page { layout, errors, confirm })
}

/// Which dossier, by when, and where it goes as far as that is known.
fn summary(web: &Web, visit: &Visit, look: &Look, passing: Passing) -> Summary {
    let (words, world, d) = (visit.words, web.app.world(), &look.dossier);
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    let mut rows = vec![
        row(
            "nodes-stray-dossier",
            format!("{} · {}", d.filing.code, show::procedure(words, &look.definition)),
        ),
        row("desk-part-person", d.filing.applicant.name.clone()),
    ];
    rows.extend(d.due().map(|due| row("desk-due", show::near(words, web.app.now(), due))));
    match (passing, &d.moved_to) {
        (Passing::Return, _) => rows.push(row("passing-to", world.unit_name(&d.filing.unit))),
        (Passing::Recall, Some(to)) => rows.push(row("desk-unit-next", world.unit_name(&to.unit))),
        _ => {}
    }
    Summary { rows }
}

fn fields(
    web: &Web,
    visit: &Visit,
    look: &Look,
    passing: Passing,
    typed: &Fields,
    errors: &ErrorSummary,
) -> Result<Vec<Field>, Fail> {
    let (words, actor, d) = (visit.words, visit.actor()?, &look.dossier);
    let filled = |field: Field| {
        let name = field.name.clone();
        field.value(typed.get(&name)).error(errors.of(&name))
    };
    let unit = |label: &str| unit::field(web, words, "to", label, Some(&actor.unit));
    let reason = || Field::text_area(words, "reason", words.say("desk-act-reason"), 3);
    let process = &look.definition.process;
    // Reception that looks at it first says nothing more than where it belongs.
    let begins = d.step == process.submitted || d.step == process.entry;
    let first = begins && actor.is(domain::identity::Role::Reception);
    Ok(match passing {
        Passing::Send => {
            let why = if first { reason().optional() } else { reason() };
            vec![filled(unit("passing-to")), filled(why)]
        }
        Passing::Return if d.outcome.is_some() => vec![filled(reason().optional())],
        Passing::Return => vec![filled(reason())],
        Passing::Recall => {
            let hint = words.say("passing-other-hint");
            vec![filled(unit("passing-other").hint(hint).optional())]
        }
    })
}
