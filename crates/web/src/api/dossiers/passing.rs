//! Pass a dossier on to another unit, back to the unit that took it in, or call it back from its way.

use super::shapes::Answer;
use crate::api::body::Body;
use crate::api::params::version;
use crate::api::problem::Fault;
use crate::frame::{Visit, Web};
use app::{AppError, Problem};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::words::{DossierId, UnitCode};
use utoipa::ToSchema;

/// Where a dossier is sent.
#[derive(ToSchema)]
#[schema(as = Sending)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct SendSent {
    /// The version that was seen; `If-Match` may say it instead.
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// The code of the unit of the province that is competent.
    #[schema(examples("14797"))]
    to: String,
    /// Why it isn't this unit; may be left out by reception while nobody worked on it.
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// Why a dossier is returned.
#[derive(ToSchema)]
#[schema(as = Returning)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct ReturnSent {
    /// The version that was seen; `If-Match` may say it instead.
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// Why; may be left out once it is decided.
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// What becomes of a dossier that is called back.
#[derive(ToSchema)]
#[schema(as = Recalling)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct RecallSent {
    /// The version that was seen; `If-Match` may say it instead.
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// The code of the unit that it is sent to instead; it stays here where none is said.
    #[schema(examples("14797"))]
    to: Option<String>,
}

/// What was read.
struct Read {
    version: u32,
    /// Whether a header said the version.
    by_header: bool,
    to: Option<UnitCode>,
    reason: String,
}

/// Which fields a request may carry besides its version.
#[derive(Clone, Copy)]
struct Takes {
    to: bool,
    needs_to: bool,
    reason: bool,
}

fn read(body: &Body, takes: Takes) -> Result<Read, Fault> {
    let (mut from, mut problems) = (body.read(), Vec::new());
    let found = &mut problems;
    let in_body = from.number("version", found);
    let to = if takes.to { from.text("to", found) } else { None };
    let reason = if takes.reason { from.text("reason", found) } else { None };
    if takes.needs_to && to.is_none() {
        from.missing("to", found);
    }
    let code = to.map(|to| to.trim().parse::<UnitCode>());
    if matches!(code, Some(Err(_))) {
        found.push(Problem::new("to", "problem-competent"));
    }
    from.end(found);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let (version, by_header) = version(body.headers(), in_body)?;
    Ok(Read { version, by_header, to: code.and_then(Result::ok), reason: reason.unwrap_or_default() })
}

fn id_of(id: &str) -> Result<DossierId, AppError> {
    id.parse().map_err(|_| AppError::NotFound)
}

fn answer(done: Result<(app::dossier::Answer, bool), AppError>, by_header: bool) -> Result<Response, Fault> {
    let (answer, replayed) = done.map_err(|e| Fault::from(e).by_precondition(by_header))?;
    Ok(Answer::from(answer).response(StatusCode::OK, replayed))
}

/// Send a dossier to the unit of the province that is competent.
///
/// It is on its way until that unit's node takes it over; what was promised stays promised.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/send", operation_id = "sendDossier", tag = "dossiers",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("If-Match" = Option<String>, Header, description = "the version that was seen, `\"3\"`"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
            description = "makes repeating harmless: the same key and body get the first answer again"),
    ),
    request_body = SendSent,
    responses((status = 200, body = Answer, headers(
        ("ETag" = String, description = "the new version, for If-Match"),
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Fault> {
    let (actor, id) = (visit.actor()?, id_of(&id)?);
    let read = read(&body, Takes { to: true, needs_to: true, reason: true })?;
    let to = read.to.ok_or_else(|| AppError::invalid("to", "problem-competent"))?;
    let done = web.app.dossier_send(&actor, id, read.version, &to, &read.reason, body.once()?).await;
    answer(done, read.by_header)
}

/// Hand a dossier back to the unit that took it in, mostly with its result.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/return", operation_id = "returnDossier", tag = "dossiers",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("If-Match" = Option<String>, Header, description = "the version that was seen, `\"3\"`"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
            description = "makes repeating harmless: the same key and body get the first answer again"),
    ),
    request_body = ReturnSent,
    responses((status = 200, body = Answer, headers(
        ("ETag" = String, description = "the new version, for If-Match"),
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn give_back(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Fault> {
    let (actor, id) = (visit.actor()?, id_of(&id)?);
    let read = read(&body, Takes { to: false, needs_to: false, reason: true })?;
    let done = web.app.dossier_return(&actor, id, read.version, &read.reason, body.once()?).await;
    answer(done, read.by_header)
}

/// Take back a dossier that is on its way to another unit, and send it elsewhere where a unit is named.
///
/// Refused once the other unit has it, or its node was told of it.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/recall", operation_id = "recallDossier", tag = "dossiers",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("If-Match" = Option<String>, Header, description = "the version that was seen, `\"3\"`"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
            description = "makes repeating harmless: the same key and body get the first answer again"),
    ),
    request_body = RecallSent,
    responses((status = 200, body = Answer, headers(
        ("ETag" = String, description = "the new version, for If-Match"),
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn recall(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Fault> {
    let (actor, id) = (visit.actor()?, id_of(&id)?);
    let read = read(&body, Takes { to: true, needs_to: false, reason: false })?;
    let done = web.app.dossier_recall(&actor, id, read.version, read.to, body.once()?).await;
    answer(done, read.by_header)
}
