//! Handing a person's work over, and sending an account to another unit.

use super::body::Body;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use app::{AppError, HandOverInput, HandedOn};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::words::PersonId;
use serde::Serialize;
use utoipa::ToSchema;

/// To whom a person's work goes.
#[derive(ToSchema)]
#[schema(as = HandOverInput)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct HandOverSent {
    /// Who takes over; the work is dealt out evenly to who works at its steps.
    #[schema(max_items = 50)]
    to: Vec<String>,
    /// Why.
    #[schema(min_length = 3, max_length = 500)]
    reason: String,
    /// Whether the account is closed with it; for administrators.
    close: Option<bool>,
}

/// What one person got.
#[derive(Serialize, ToSchema)]
pub struct Share {
    #[schema(format = "uuid")]
    person: String,
    name: String,
    count: u32,
}

/// What was handed over.
#[derive(Serialize, ToSchema)]
#[schema(as = HandedOver)]
pub struct HandedOver {
    /// How many dossiers.
    count: u32,
    to: Vec<Share>,
    /// Whether the account was closed with it.
    closed: bool,
}

impl From<HandedOn> for HandedOver {
    fn from(done: HandedOn) -> Self {
        let share =
            |s: domain::identity::Share| Share { person: s.person.to_string(), name: s.name, count: s.count };
        Self { count: done.count, to: done.to.into_iter().map(share).collect(), closed: done.closed }
    }
}

/// An answer that says whether it was given before.
pub(super) fn answered<T: Serialize>(status: StatusCode, replayed: bool, body: Json<T>) -> Response {
    let replay = replayed.then_some([(HeaderName::from_static("idempotency-replayed"), "true")]);
    match replay {
        Some(header) => (status, header, body).into_response(),
        None => (status, body).into_response(),
    }
}

/// Hand all open dossiers of a person over to others, in one act.
#[utoipa::path(
    post, path = "/api/v1/people/{id}/hand-over", operation_id = "handWorkOver", tag = "people",
    params(
        ("id" = String, Path, format = "uuid", description = "the person who hands over"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
            description = "makes repeating harmless: the same key and body get the first answer again"),
    ),
    request_body = HandOverSent,
    responses((status = 200, body = HandedOver, headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn hand_over(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Fault> {
    let leaver: PersonId = id.parse().map_err(|_| AppError::NotFound)?;
    let (mut from, mut problems) = (body.read(), Vec::new());
    let input = HandOverInput {
        to: from.texts("to", &mut problems),
        reason: from.text("reason", &mut problems).unwrap_or_default(),
        close: from.flag("close", &mut problems),
    };
    from.end(&mut problems);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let done = web.app.worklist_hand_over(&visit.actor()?, leaver, &input, body.once()?).await;
    let (done, replayed) = done.map_err(|e| crate::manage::hand_over::in_words(&web, &visit, e))?;
    Ok(answered(StatusCode::OK, replayed, Json(HandedOver::from(done))))
}

/// To which unit an account goes.
#[derive(ToSchema)]
#[schema(as = PersonSendInput)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct PersonSent {
    /// The unit's code today; it lies in the same province.
    #[schema(examples("15085"))]
    unit: String,
}

/// Send an account to another unit, whose administrator looks after it from then on.
#[utoipa::path(
    post, path = "/api/v1/people/{id}/send", operation_id = "sendAccount", tag = "people",
    params(
        ("id" = String, Path, format = "uuid", description = "whose account"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
            description = "makes repeating harmless: the same key and body get the first answer again"),
    ),
    request_body = PersonSent,
    responses((status = 204, description = "it is on its way")),
)]
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Fault> {
    let (actor, person): (_, PersonId) = (visit.actor()?, id.parse().map_err(|_| AppError::NotFound)?);
    if !web.app.may_send_people(&actor) {
        return Err(AppError::Forbidden.into());
    }
    web.app.person(&actor, person).await?;
    let (mut from, mut problems) = (body.read(), Vec::new());
    let code = from.text("unit", &mut problems).unwrap_or_default();
    from.end(&mut problems);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let unit = crate::manage::send::unit(&web, &code);
    let unit = unit.ok_or_else(|| AppError::invalid("unit", "problem-send-unit"))?;
    web.app.person_send(&actor, person, &unit, body.once()?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
