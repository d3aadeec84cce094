//! Where applying begins: what is being filled in, and a box to find what one needs.

use super::{Here, Room, offered};
use crate::components::{Empty, Link, Notice, NoticeKind, ProcedureCard, SearchBox, SearchSize};
use crate::frame::{Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::portal::card;
use crate::show;
use app::apply::Draft;
use app::search::Asker;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

/// Most results of a search.
const MOST: usize = 10;
/// Longer questions are cut before they are searched.
const QUESTION: usize = 200;

/// Something that is being filled in.
struct Begun {
    link: Link,
    more: String,
    drop: String,
}

#[derive(Template)]
#[template(path = "apply/start.html")]
struct Start {
    layout: Layout,
    lead: String,
    search: SearchBox,
    cards: Vec<ProcedureCard>,
    empty: Option<Empty>,
    begun: Vec<Begun>,
}

/// `GET /apply?q=`
pub async fn show(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Result<Response, Fail> {
    let here = Here::of(&web, &visit, &headers)?;
    let (words, asked) = (visit.words, visit.asked());
    let question: String = asked.get("q").trim().chars().take(QUESTION).collect();
    let found = if question.is_empty() {
        Vec::new()
    } else {
        web.app.search_procedures(&question, Asker::Anybody, MOST).await?
    };
    let found = found.iter().filter(|running| offered(running));
    let to = |card: ProcedureCard| ProcedureCard {
        href: format!("{}/{}", here.base(), encode(&card.code)),
        ..card
    };
    let cards: Vec<ProcedureCard> = found.map(|running| to(card(words, running))).collect();
    let nothing = cards.is_empty() && !question.is_empty();
    let drafts = web.app.drafts(&here.owners).await?;
    let of_others = here.room == Room::Intermediaries;
    let mut layout = here.layout(words.say(if of_others { "apply-for-others" } else { "apply-title" }));
    layout.notice = match asked.get("said") {
        "saved" => Some(Notice::new(words, NoticeKind::Success, words.say("apply-said-saved"))),
        "dropped" => Some(Notice::new(words, NoticeKind::Success, words.say("apply-said-dropped"))),
        _ => None,
    };
    Ok(html(&Start {
        lead: words.say(if of_others { "apply-for-others-lead" } else { "apply-lead" }),
        search: SearchBox {
            words,
            action: here.base().to_owned(),
            name: "q".to_owned(),
            label: words.say("portal-ask"),
            value: question.clone(),
            button: None,
            size: SearchSize::Main,
        },
        empty: nothing.then(|| Empty {
            title: words.say_one("apply-none-found", "question", question.as_str()),
            text: words.say("apply-none-found-next"),
            button: None,
        }),
        begun: drafts.iter().map(|draft| begun(&here, draft)).collect(),
        cards,
        layout,
    }))
}

fn begun(here: &Here<'_>, draft: &Draft) -> Begun {
    let (words, catalogue) = (here.visit.words, here.web.app.catalogue());
    let running = catalogue.get(&draft.procedure);
    let title = running.map_or(draft.procedure.as_str(), |r| show::procedure(words, &r.definition));
    let args = [
        ("at", show::near(words, here.web.app.now(), draft.updated).into()),
        ("until", show::day(words, draft.expires.day()).into()),
    ];
    let name = draft.body.get("name").trim();
    let kept = words.say_with("apply-draft-kept", &args);
    Begun {
        link: Link::new(here.at(draft.dossier(), "who"), title),
        more: if name.is_empty() { kept } else { format!("{name} · {kept}") },
        drop: here.at(draft.dossier(), "drop"),
    }
}
