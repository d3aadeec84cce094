//! A pack has a new version, and its province asks which dossiers under way go over to it: what it changes
//! for each, and the leader's choice.

use super::new_key;
use crate::components::{
    Bulk, Button, Cell, Column, ColumnKind, Empty, Row, StateTag, Table, TableUse, Tone,
};
use crate::frame::{Area, Fail, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::revisions::Behind;
use app::{AppError, Once};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use lang::Words;

/// Most dossiers of a page, and of one choice.
const MOST: u32 = 100;

#[derive(Template)]
#[template(path = "desk/revisions.html")]
struct Asking {
    layout: Layout,
    words: &'static Words,
    table: Table,
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

/// `GET /desk/revisions`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let found = web.app.revisions_asked(&visit.actor()?, MOST).await?;
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    let table = Table {
        words,
        caption: words.say("revisions"),
        usage: TableUse::Worklist,
        columns: vec![
            column(ColumnKind::First, "desk-person"),
            column(ColumnKind::Text, "revisions-version"),
            column(ColumnKind::Text, "revisions-changes"),
        ],
        bulk: (!found.is_empty()).then(|| Bulk {
            action: "/desk/revisions".to_owned(),
            hidden: vec![("csrf".to_owned(), visit.csrf().to_owned()), ("key".to_owned(), new_key(&web))],
            buttons: vec![Button::quiet(words.say("revisions-take"))],
        }),
        rows: found.iter().map(|behind| line(words, behind)).collect(),
        paging: None,
        empty: Empty {
            title: words.say("revisions-none"),
            text: words.say("revisions-none-next"),
            button: Some(Button::quiet(words.say("back")).to("/desk/worklist")),
        },
    };
    let layout = web.layout(&visit, words.say("revisions"), Area::Worklist);
    Ok(html(&Asking { layout, words, table }))
}

fn line(words: &'static Words, behind: &Behind) -> Row {
    let filing = &behind.dossier.filing;
    let title = show::procedure(words, &behind.definition).to_owned();
    let pack = behind.definition.pack.as_ref();
    let version = pack.map(|p| format!("{} {}", p.id, p.version)).unwrap_or_default();
    let decision = pack.and_then(|p| p.decision.as_ref()).map(|d| d.number.clone()).unwrap_or_default();
    let changes: Vec<String> = behind.changes.iter().map(|change| show::change(words, change)).collect();
    Row {
        id: filing.id.to_string(),
        name: format!("{} {}", filing.code, filing.applicant.name),
        cells: vec![
            Cell::Open {
                href: format!("/desk/dossiers/{}", filing.id),
                text: filing.applicant.name.clone(),
                under: Some(format!("{} · {title}", filing.code)),
            },
            Cell::Lines(version, decision),
            Cell::Text(changes.join(" · ")),
        ],
    }
}

/// `POST /desk/revisions`: takes those over that were picked.
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let (actor, words) = (visit.actor()?, visit.words);
    let (mut rows, mut done) = (Vec::new(), 0_usize);
    for id in sent.fields.all("pick").take(usize::try_from(MOST).unwrap_or(usize::MAX)) {
        let id = super::id_of(id)?;
        let look = web.app.dossier_look(&actor, id).await?;
        let key = sent.fields.get("key");
        let once = (!key.is_empty()).then(|| Once::of(format!("{key}-{id}"), b"revision"));
        let why = match web.app.revision_take(&actor, id, once).await {
            Ok(_) => None,
            Err(AppError::Forbidden) => Some(words.say("error-403-what")),
            Err(error) => {
                let problems = show::form_error(words, error, str::to_owned)?;
                Some(problems.into_iter().map(|p| p.message).collect::<Vec<_>>().join(" "))
            }
        };
        done += usize::from(why.is_none());
        let (tone, word) =
            if why.is_some() { (Tone::Late, "revisions-not-done") } else { (Tone::Done, "revisions-done") };
        rows.push(Became {
            tag: StateTag::new(tone, words.say(word)),
            href: format!("/desk/dossiers/{id}"),
            name: format!("{} · {}", look.dossier.filing.code, look.dossier.filing.applicant.name),
            why: why.unwrap_or_default(),
        });
    }
    let all = rows.len();
    let sentence = words.say_with("revisions-sentence", &[("done", done.into()), ("all", all.into())]);
    let layout = web.layout(&visit, words.say("revisions"), Area::Worklist);
    Ok(html(&Told { layout, words, sentence, rows }))
}
