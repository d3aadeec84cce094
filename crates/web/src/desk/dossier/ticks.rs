//! Ticks of the checklist: what is ticked now against what was when the page was made, so that two people at
//! one list don't undo each other's ticks.

use super::super::id_of;
use crate::frame::{Fail, Sent, Visit, Web};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::BTreeSet;

/// Most lines that are looked at.
const LINES: usize = 200;

/// `POST /desk/dossiers/{id}/ticks`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let of = |name: &str| -> BTreeSet<String> {
        sent.fields
            .pairs()
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, line)| line.clone())
            .take(LINES)
            .collect()
    };
    let (on, was) = (of("on"), of("was"));
    let changed = on.symmetric_difference(&was).map(|line| (line.clone(), on.contains(line)));
    let changed: Vec<(String, bool)> = changed.collect();
    web.app.checklist_mark(&visit.actor()?, id_of(&id)?, &changed).await?;
    Ok(Redirect::to(&format!("/desk/dossiers/{id}#ticks")).into_response())
}
