//! After a reception: the number large, what was promised, the receipt, and the next person.

use crate::components::Button;
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use lang::Words;

#[derive(Template)]
#[template(path = "desk/reception/received.html")]
struct Received {
    layout: Layout,
    words: &'static Words,
    code: String,
    procedure: String,
    person: String,
    promise: Option<String>,
    grounds: Vec<String>,
    fee: String,
    decides: Option<String>,
    receipt: Button,
    again: Button,
    open: Button,
}

/// `GET /desk/dossiers/{id}/received`
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let (words, now) = (visit.words, web.app.now());
    let look = web.app.dossier_look(&visit.actor()?, super::id_of(&id)?).await?;
    let d = &look.dossier;
    let at = format!("/desk/dossiers/{id}");
    Ok(html(&Received {
        layout: web.layout(&visit, words.say("desk-received"), Area::Reception),
        words,
        code: d.filing.code.to_string(),
        procedure: show::procedure_and_case(words, &look),
        person: d.filing.applicant.name.clone(),
        promise: d.due().map(|due| words.say_one("desk-promise", "at", show::near(words, now, due))),
        grounds: d.clock.as_ref().map(|c| app::grounds(&c.due, words)).unwrap_or_default(),
        fee: words.money(d.filing.fee_vnd),
        decides: d
            .competent
            .as_ref()
            .map(|place| words.say_one("desk-decides", "unit", web.app.world().unit_name(&place.unit))),
        receipt: Button::quiet(words.say("desk-print-receipt")).to(format!("{at}/receipt")),
        again: Button::quiet(words.say("desk-same-person")).to(format!("/desk/reception?again={id}")),
        open: Button::link(words.say("desk-open-dossier")).to(at),
    }))
}
