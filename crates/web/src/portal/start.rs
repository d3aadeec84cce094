//! Where a person's work begins.

use crate::frame::{Fail, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::Role;

/// `GET /desk`
pub async fn show(visit: Visit) -> Result<Response, Fail> {
    let actor = visit.actor()?;
    let first = [
        (Role::Reception, "/desk/reception"),
        (Role::Specialist, "/desk/worklist"),
        (Role::Leader, "/desk/worklist"),
        (Role::Administrator, "/manage/people"),
        (Role::Province, "/desk/board"),
        (Role::Intermediary, "/desk/apply"),
    ];
    let to = first.into_iter().find(|(role, _)| actor.is(*role)).map_or("/own", |(_, to)| to);
    Ok(Redirect::to(to).into_response())
}
