//! Putting a dossier on the counter's tablet. The page says what was put there and for how long, and never
//! whether somebody rated, or how.

use super::id_of;
use crate::components::{Button, Empty, Notice, NoticeKind};
use crate::frame::{Area, Fail, Sent, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::show;
use app::ratings::TabletLink;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::DossierCode;

/// A dossier that can be put on the tablet.
struct Choosable {
    id: String,
    code: String,
    who: String,
    when: String,
    put: Button,
}

#[derive(Template)]
#[template(path = "desk/tablet.html")]
struct Screen {
    layout: Layout,
    link: String,
    choices: Vec<Choosable>,
    none: Empty,
}

/// `GET /desk/rate-tablet`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (actor, words) = (visit.actor()?, visit.words);
    let elsewhere = web.app.rated_elsewhere().await?;
    let rows = if elsewhere { Vec::new() } else { web.app.tablet_choices(&actor).await? };
    let TabletLink { officer, day, proof } = web.app.tablet_link(&actor);
    let mut layout = web.layout(&visit, words.say("rate-tablet-desk"), Area::Reception);
    // Only a code is ever shown again.
    if let Ok(code) = visit.asked().get("shown").parse::<DossierCode>() {
        let text = words.say_one("rate-tablet-shown", "code", code.to_string());
        layout.notice = Some(Notice::new(words, NoticeKind::Success, text));
    }
    let choice = |row: app::DossierRow| Choosable {
        id: row.id.to_string(),
        code: row.code.to_string(),
        who: row.applicant,
        when: row.ended_at.map(|at| show::moment(words, at)).unwrap_or_default(),
        put: Button::quiet(words.say("rate-tablet-put")),
    };
    let none = Empty {
        title: words.say("rate-tablet-none"),
        text: words.say(if elsewhere { "rate-tablet-elsewhere" } else { "rate-tablet-none-next" }),
        button: None,
    };
    let link = format!("{}/rate-tablet?o={officer}&d={day}&t={proof}", web.settings.base_url);
    let choices = rows.into_iter().map(choice).collect();
    Ok(html(&Screen { layout, link, choices, none }))
}

/// `POST /desk/rate-tablet`
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let code = web.app.tablet_show(&visit.actor()?, id_of(sent.fields.get("dossier"))?).await?;
    Ok(Redirect::to(&format!("/desk/rate-tablet?shown={}", encode(code.as_str()))).into_response())
}
