//! Several dossiers signed in one act: first a page that lists them, then what became of each.

use super::new_key;
use crate::components::{Button, Confirm, Notice, NoticeKind, StateTag, Summary, SummaryRow, Tone};
use crate::frame::{Area, Fail, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::dossier::{ActInput, Look};
use app::{AppError, Once};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::identity::Actor;
use domain::packs::{ActDef, ActKind};
use domain::words::DossierId;
use lang::Words;

/// Most dossiers of one act.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "desk/approve.html")]
struct Asking {
    layout: Layout,
    confirm: Confirm,
}

#[derive(Template)]
#[template(path = "desk/approved.html")]
struct Told {
    layout: Layout,
    words: &'static Words,
    sentence: String,
    rows: Vec<Became>,
}

/// What became of one dossier.
struct Became {
    tag: StateTag,
    href: String,
    name: String,
    why: String,
}

/// `POST /desk/approve`: asks first; with `sure` it signs.
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let actor = visit.actor()?;
    let picked = picked(&web, &actor, &sent).await?;
    if sent.fields.has("sure") {
        Box::pin(told(&web, &visit, &actor, &sent, picked)).await
    } else {
        Ok(asking(&web, &visit, &picked))
    }
}

/// The dossiers that were picked, each as it stands; an unknown one is an error of the whole.
async fn picked(web: &Web, actor: &Actor, sent: &Sent) -> Result<Vec<Look>, Fail> {
    let ids: Vec<&str> = sent.fields.all("pick").collect();
    if ids.len() > MOST {
        return Err(Fail(AppError::Invalid(vec![
            app::Problem::new("pick", "problem-too-many-items").with("most", MOST),
        ])));
    }
    let mut looks = Vec::with_capacity(ids.len());
    for id in ids {
        looks.push(web.app.dossier_look(actor, super::id_of(id)?).await?);
    }
    Ok(looks)
}

/// The act that signs, where it is offered.
fn signs(look: &Look) -> Option<&ActDef> {
    look.offered.iter().find(|def| def.kind == ActKind::Approve)
}

fn name(words: &Words, look: &Look) -> String {
    let filing = &look.dossier.filing;
    format!("{} · {} · {}", filing.code, filing.applicant.name, show::procedure(words, &look.definition))
}

fn asking(web: &Web, visit: &Visit, picked: &[Look]) -> Response {
    let (words, now) = (visit.words, web.app.now());
    let ready: Vec<&Look> = picked.iter().filter(|look| signs(look).is_some()).collect();
    let left = picked.len() - ready.len();
    let title = words.say_one("desk-approve-ask", "count", ready.len());
    let row = |look: &&Look| {
        let filing = &look.dossier.filing;
        let due =
            look.dossier.due().map(|at| words.say_one("desk-promise", "at", show::near(words, now, at)));
        let procedure = show::procedure(words, &look.definition).to_owned();
        let parts = [Some(filing.applicant.name.clone()), Some(procedure), due];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        SummaryRow::new(filing.code.as_str(), said.join(" · "))
    };
    let mut hidden = vec![
        ("csrf".to_owned(), visit.csrf().to_owned()),
        ("key".to_owned(), new_key(web)),
        ("sure".to_owned(), "1".to_owned()),
    ];
    for look in &ready {
        let id = look.dossier.id().to_string();
        hidden.push((format!("version-{id}"), look.dossier.version.to_string()));
        hidden.push(("pick".to_owned(), id));
    }
    let notice = match (ready.len(), left) {
        (0, _) => Some(words.say("desk-approve-none")),
        (_, 0) => None,
        _ => Some(words.say_one("desk-approve-left", "count", left)),
    };
    let button = Button::primary(words.say_one("desk-approve-do", "count", ready.len()));
    let confirm = Confirm {
        words,
        notice: notice.map(|text| Notice::new(words, NoticeKind::Warning, text)),
        summary: Summary { rows: ready.iter().map(row).collect() },
        fields: Vec::new(),
        action: "/desk/approve".to_owned(),
        hidden,
        button: if ready.is_empty() { Button::quiet(words.say("back")).to("/desk/worklist") } else { button },
        back: "/desk/worklist".to_owned(),
        title: title.clone(),
    };
    html(&Asking { layout: web.layout(visit, title, Area::Worklist), confirm })
}

async fn told(
    web: &Web,
    visit: &Visit,
    actor: &Actor,
    sent: &Sent,
    picked: Vec<Look>,
) -> Result<Response, Fail> {
    let words = visit.words;
    let mut rows = Vec::with_capacity(picked.len());
    let mut done = 0_usize;
    for look in picked {
        let id = look.dossier.id();
        let became = sign(web, actor, sent, &look).await;
        let refused = match became {
            Ok(()) => {
                done += 1;
                None
            }
            Err(error) => Some(why(words, error)?),
        };
        let (tone, word) =
            if refused.is_some() { (Tone::Late, "desk-not-done") } else { (Tone::Done, "desk-done") };
        rows.push(Became {
            tag: StateTag::new(tone, words.say(word)),
            href: format!("/desk/dossiers/{id}"),
            name: name(words, &look),
            why: refused.unwrap_or_default(),
        });
    }
    let all = rows.len();
    let sentence = words.say_with("desk-approved-sentence", &[("done", done.into()), ("all", all.into())]);
    let layout = web.layout(visit, words.say("desk-approved"), Area::Worklist);
    Ok(html(&Told { layout, words, sentence, rows }))
}

/// Signs one, with the version that the page before showed; sending the page twice signs once.
async fn sign(web: &Web, actor: &Actor, sent: &Sent, look: &Look) -> Result<(), AppError> {
    let id: DossierId = look.dossier.id();
    let version = sent.fields.get(&format!("version-{id}")).parse().unwrap_or_default();
    let process = &look.definition.process;
    let acts = process.steps.iter().flat_map(|s| &s.acts).chain(&process.anytime);
    // A repeated form finds the dossier past the step where it was signed: the act is then known by its kind.
    let act = signs(look).or_else(|| acts.into_iter().find(|a| a.kind == ActKind::Approve));
    let act = act.ok_or(AppError::Forbidden)?.id.to_string();
    let key = sent.fields.get("key");
    let once =
        (!key.is_empty()).then(|| Once::of(format!("{key}-{id}"), format!("{act} {version}").as_bytes()));
    let input = ActInput { version, ..ActInput::default() };
    web.app.dossier_act(actor, id, &act, input, once).await.map(|_| ())
}

/// Why one wasn't signed; a fault is not a reason.
fn why(words: &Words, error: AppError) -> Result<String, AppError> {
    match error {
        AppError::Forbidden => Ok(words.say("error-403-what")),
        AppError::KeyReused => Ok(words.say("desk-problem-act-sent-before")),
        other => {
            let problems = show::form_error(words, other, str::to_owned)?;
            Ok(problems.into_iter().map(|p| p.message).collect::<Vec<_>>().join(" "))
        }
    }
}
