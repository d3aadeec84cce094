//! How many wait at the counter: kept with one press, on the worklist and beside what is being typed.

use super::new_key;
use crate::frame::{Fail, Sent, Visit, Web};
use app::{AppError, Once};
use askama::{Template, filters::HtmlSafe};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::places::Press;
use lang::Words;

/// The buttons, with what they count.
#[derive(Template)]
#[template(path = "desk/queue.html")]
pub struct Buttons {
    words: &'static Words,
    waiting: String,
    counters: u32,
    /// The token and the key where the buttons are a form of their own; else they send the one around them.
    own: Option<(String, String)>,
}

impl HtmlSafe for Buttons {}

impl Buttons {
    /// The buttons for who keeps the unit's queue; `own`: as a form of their own.
    pub async fn of(web: &Web, visit: &Visit, own: bool) -> Result<Option<Self>, Fail> {
        let words = visit.words;
        let queue = web.app.queue(&visit.actor()?).await?;
        Ok(queue.map(|queue| Self {
            words,
            waiting: words.say_one("queue-waiting", "count", queue.waiting),
            counters: queue.counters,
            own: own.then(|| (visit.csrf().to_owned(), new_key(web))),
        }))
    }
}

/// `POST /desk/queue`
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    press(&web, &visit, &sent).await?;
    Ok(Redirect::to("/desk/worklist").into_response())
}

/// Counts a press that a form sent; one that is sent twice counts once.
pub async fn press(web: &Web, visit: &Visit, sent: &Sent) -> Result<(), Fail> {
    let (name, counters) = (sent.fields.get("press"), sent.fields.get("counters"));
    let press =
        Press::parse(name, counters).ok_or_else(|| AppError::invalid("counters", "problem-counters"))?;
    let key = sent.fields.get("key");
    let once = (!key.is_empty()).then(|| Once::of(format!("{key}-{name}"), counters.as_bytes()));
    web.app.queue_press(&visit.actor()?, press, once).await?;
    Ok(())
}
