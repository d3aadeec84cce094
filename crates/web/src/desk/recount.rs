//! Promises counted anew: what would change, before and after, one decision for all, and what became of each.

use super::new_key;
use crate::components::{
    Button, Confirm, Empty, ErrorSummary, Field, Notice, NoticeKind, Problem, StateTag, Summary, SummaryRow,
    Tone,
};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::dossier::Anew;
use app::{AppError, Once};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::dossier::{Recount, Refusal};

/// Most promises of one decision.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "desk/recount.html")]
struct Asking {
    layout: Layout,
    errors: ErrorSummary,
    confirm: Option<Confirm>,
    empty: Empty,
}

#[derive(Template)]
#[template(path = "desk/approved.html")]
struct Told {
    layout: Layout,
    words: &'static lang::Words,
    sentence: String,
    rows: Vec<Became>,
}

/// What became of one promise.
struct Became {
    tag: StateTag,
    href: String,
    name: String,
    why: String,
}

/// `GET /desk/recount`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    Ok(html(&asking(&web, &visit, &Fields::of(Vec::new()), Vec::new()).await?))
}

/// `POST /desk/recount`: counts those anew that the page showed, with one reason and one act.
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let (actor, words) = (visit.actor()?, visit.words);
    let get = |name: &str| sent.fields.get(name).to_owned();
    let recount = Recount { reason: get("reason"), act: get("act") };
    if let Err(refusal) = recount.checked() {
        return refused(&web, &visit, &sent.fields, refusal).await;
    }
    let picked: Vec<&str> = sent.fields.all("pick").take(MOST).collect();
    let (mut rows, mut done) = (Vec::with_capacity(picked.len()), 0_usize);
    for id in picked {
        let id = super::id_of(id)?;
        let look = web.app.dossier_look(&actor, id).await?;
        let (key, body) = (sent.fields.get("key"), format!("{} {}", recount.reason, recount.act));
        let once = (!key.is_empty()).then(|| Once::of(format!("{key}-{id}"), body.as_bytes()));
        let became = web.app.promise_recount(&actor, id, recount.clone(), once).await;
        let why = match became {
            Ok(_) => None,
            Err(AppError::Forbidden) => Some(words.say("error-403-what")),
            Err(error) => {
                let problems = show::form_error(words, error, str::to_owned)?;
                Some(problems.into_iter().map(|p| p.message).collect::<Vec<_>>().join(" "))
            }
        };
        done += usize::from(why.is_none());
        let (tone, word) =
            if why.is_some() { (Tone::Late, "recount-not-done") } else { (Tone::Done, "recount-done") };
        rows.push(Became {
            tag: StateTag::new(tone, words.say(word)),
            href: format!("/desk/dossiers/{id}"),
            name: format!("{} · {}", look.dossier.filing.code, look.dossier.filing.applicant.name),
            why: why.unwrap_or_default(),
        });
    }
    let all = rows.len();
    let sentence = words.say_with("recount-sentence", &[("done", done.into()), ("all", all.into())]);
    let layout = web.layout(&visit, words.say("recount"), Area::Worklist);
    Ok(html(&Told { layout, words, sentence, rows }))
}

/// The page again, with what was typed and what is missing.
async fn refused(web: &Web, visit: &Visit, fields: &Fields, refusal: Refusal) -> Result<Response, Fail> {
    let error = AppError::from(refusal);
    let status: StatusCode = status(&error);
    let problems = show::form_error(visit.words, error, str::to_owned)?;
    let page = asking(web, visit, fields, problems).await?;
    Ok((status, html(&page)).into_response())
}

async fn asking(web: &Web, visit: &Visit, fields: &Fields, problems: Vec<Problem>) -> Result<Asking, Fail> {
    let words = visit.words;
    let found = web.app.promises_anew(&visit.actor()?, MOST).await?;
    let errors = ErrorSummary { words, problems };
    let title = words.say_one("recount-ask", "count", found.len());
    let field = |field: Field| {
        let name = field.name.clone();
        field.value(fields.get(&name)).error(errors.of(&name))
    };
    let mut hidden = vec![("csrf".to_owned(), visit.csrf().to_owned()), ("key".to_owned(), new_key(web))];
    hidden.extend(found.iter().map(|anew| ("pick".to_owned(), anew.dossier.id().to_string())));
    let confirm = (!found.is_empty()).then(|| Confirm {
        words,
        title: title.clone(),
        notice: Some(Notice::new(words, NoticeKind::Info, words.say("recount-why"))),
        summary: Summary { rows: found.iter().map(|anew| row(web, visit, anew)).collect() },
        fields: vec![
            field(Field::text(words, "act", words.say("recount-act")).hint(words.say("recount-act-hint"))),
            field(Field::text_area(words, "reason", words.say("desk-act-reason"), 2)),
        ],
        action: "/desk/recount".to_owned(),
        hidden,
        button: Button::primary(words.say_one("recount-do", "count", found.len())),
        back: "/desk/worklist".to_owned(),
    });
    let empty = Empty {
        title: words.say("recount-none"),
        text: words.say("recount-none-next"),
        button: Some(Button::quiet(words.say("back")).to("/desk/worklist")),
    };
    Ok(Asking { layout: web.layout(visit, words.say("recount"), Area::Worklist), errors, confirm, empty })
}

/// A promise, before and after.
fn row(web: &Web, visit: &Visit, anew: &Anew) -> SummaryRow {
    let (words, now, d) = (visit.words, web.app.now(), &anew.dossier);
    let near = |at| show::near(words, now, at);
    let before = d.due().map(near).unwrap_or_default();
    let dates = [("before", before.into()), ("after", near(anew.due.at).into())];
    let title = show::procedure(words, &anew.definition);
    let said = format!("{} · {title} · {}", d.filing.applicant.name, words.say_with("recount-dates", &dates));
    SummaryRow::new(d.filing.code.as_str(), said)
}
