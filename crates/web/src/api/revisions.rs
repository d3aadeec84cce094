//! Dossiers under way when a pack gets a new version: which could go over, and the decision that one does.

use super::body::Body;
use super::dossiers::Answer;
use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use crate::show;
use app::AppError;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// A dossier that could go over.
#[derive(Serialize, ToSchema)]
pub struct BehindShown {
    #[schema(format = "uuid")]
    id: String,
    #[schema(examples("H56.001-260309-0001"))]
    code: String,
    procedure: String,
    /// The pack that has a new version.
    pack: Option<String>,
    /// That version.
    version: Option<u32>,
    /// What it changes, in words.
    changes: Vec<String>,
}

/// Dossiers of which the leader is asked.
#[derive(Serialize, ToSchema)]
pub struct BehindList {
    items: Vec<BehindShown>,
}

/// List the unit's dossiers that could go over to a new version of their pack.
#[utoipa::path(
    get, path = "/api/v1/revisions", operation_id = "listRevisions", tag = "dossiers",
    params(("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "rows; 100 usually")),
    responses((status = 200, body = BehindList)),
)]
pub async fn list(
    State(web): State<Web>,
    visit: Visit,
    mut params: Params,
) -> Result<Json<BehindList>, Fault> {
    let most = params.limit(100, 500);
    params.end()?;
    let found = web.app.revisions_asked(&visit.actor()?, most).await?;
    let items = found.iter().map(|behind| {
        let (filing, pack) = (&behind.dossier.filing, behind.definition.pack.as_ref());
        BehindShown {
            id: filing.id.to_string(),
            code: filing.code.to_string(),
            procedure: filing.procedure.to_string(),
            pack: pack.map(|p| p.id.to_string()),
            version: pack.map(|p| p.version),
            changes: behind.changes.iter().map(|change| show::change(visit.words, change)).collect(),
        }
    });
    Ok(Json(BehindList { items: items.collect() }))
}

/// Let a dossier go on under the version that runs now. What was promised stays promised.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/revision", operation_id = "reviseDossier", tag = "dossiers",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
            description = "makes repeating harmless: the same key and body get the first answer again"),
    ),
    request_body = NothingSent,
    responses((status = 200, body = Answer)),
)]
pub async fn take(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Fault> {
    let actor = visit.actor()?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let (mut from, mut problems) = (body.read(), Vec::new());
    from.end(&mut problems);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let answer = web.app.revision_take(&actor, id, body.once()?).await?;
    Ok(Answer::from(answer).response(StatusCode::OK, false))
}

/// Nothing needs to be said: `{}`.
#[derive(ToSchema)]
#[schema(as = Nothing)]
#[serde(deny_unknown_fields)]
pub struct NothingSent {}
