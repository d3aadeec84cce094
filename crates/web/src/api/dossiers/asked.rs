//! What a request is asked for: documents, fees and further procedures, by what is filled in so far.

use super::input;
use crate::api::body::Body;
use crate::api::problem::Fault;
use crate::frame::{Visit, Web};
use app::dossier::Intake;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// A request as far as it is filled in; every field may be missing.
#[derive(ToSchema)]
#[schema(as = RequestSoFar)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct SoFar {
    /// Which of the procedure's cases it is.
    case: Option<String>,
    /// `counter`, `online` or `post`; `counter` where it isn't said.
    #[schema(examples("counter"), pattern = "^(counter|online|post)$")]
    channel: Option<String>,
    /// Who asks.
    applicant: Option<super::ApplicantSent>,
    /// What the procedure's form asks for.
    #[schema(value_type = Option<Object>)]
    data: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A document that this request must bring.
#[derive(Serialize, ToSchema)]
pub struct DocumentNeeded {
    name: String,
    /// The heading it stands under; may be empty.
    group: String,
    originals: u8,
    copies: u8,
}

/// What this request is asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = AskedFor)]
pub struct AskedShown {
    documents: Vec<DocumentNeeded>,
    /// What it costs, in đồng.
    fee_vnd: i64,
    /// The procedures that begin together with it, by their codes.
    with: Vec<String>,
}

/// Tell what a request is asked for. Nothing is kept.
#[utoipa::path(
    post, path = "/api/v1/procedures/{code}/asked", operation_id = "askedForRequest", tag = "dossiers",
    params(("code" = String, Path, description = "the procedure's code", example = "1.001193")),
    request_body = SoFar,
    responses((status = 200, body = AskedShown)),
)]
pub async fn asked(
    State(web): State<Web>,
    visit: Visit,
    Path(procedure): Path<String>,
    body: Body,
) -> Result<Json<AskedShown>, Fault> {
    let actor = visit.actor()?;
    let (mut from, mut problems) = (body.read(), Vec::new());
    let found = &mut problems;
    let intake = Intake {
        procedure,
        case: from.text("case", found).unwrap_or_default(),
        channel: from.text("channel", found).unwrap_or_default(),
        applicant: from.object("applicant", found, input::applicant).unwrap_or_default(),
        data: from.map("data", found),
        ..Intake::default()
    };
    from.end(found);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let asked = web.app.dossier_asked(&actor, &intake)?;
    let needed = asked.documents.into_iter().map(|d| DocumentNeeded {
        name: d.name,
        group: d.group,
        originals: d.originals,
        copies: d.copies,
    });
    Ok(Json(AskedShown {
        documents: needed.collect(),
        fee_vnd: asked.fee_vnd,
        with: asked.with.iter().map(ToString::to_string).collect(),
    }))
}
