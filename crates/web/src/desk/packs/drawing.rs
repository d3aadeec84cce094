//! The drawing of a process as a picture of its own, so that the page about a pack stays small.

use crate::frame::{Fail, Visit, Web};
use crate::show;
use app::{AppError, World};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::packs::draw::{Labels, layout, svg};
use domain::packs::pack::{Library, Pack};
use domain::packs::{Process, Text};
use domain::words::ProcedureCode;
use lang::Words;

/// The name under which the process that a pack gives to others is drawn.
pub const OWN: &str = "process";

/// The title and process of a procedure of a pack, or of what the pack gives to others.
pub fn process(
    web: &Web,
    words: &Words,
    (packs, pack): (&Library, &Pack),
    name: &str,
) -> Option<(String, Process)> {
    if name == OWN {
        let title = show::text(words, &pack.manifest.title).to_owned();
        return pack.process.clone().map(|process| (title, process));
    }
    let code = name.parse::<ProcedureCode>().ok().filter(|code| pack.procedures.contains_key(code))?;
    let row = World::catalogue_row(&code);
    let definition = match row {
        Some(row) => packs.define(row, &web.app.world().process),
        None => packs.define_local(&code)?,
    };
    Some((show::procedure(words, &definition).to_owned(), definition.process))
}

/// `GET /packs/{id}/processes/{name}`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let (words, packs) = (visit.words, web.app.packs().await?);
    let pack = packs.pack(&id).ok_or(AppError::NotFound)?;
    let (title, process) = process(&web, words, (&packs, pack), &name).ok_or(AppError::NotFound)?;
    let labels = Labels {
        title,
        text: &|text: &Text| show::text(words, text).to_owned(),
        role: &|role| words.say(&format!("role-{}", role.as_str())),
        hours: &|n| words.say_one("draw-hours", "n", i64::from(n)),
        start: words.say("draw-start"),
        end: words.say("draw-end"),
        anytime: words.say("draw-anytime"),
    };
    let picture = svg(&layout(&process, &labels));
    Ok(([(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8")], picture).into_response())
}
