//! One dossier, whole.

use super::shapes::WholeDossier;
use crate::api::params::{Params, etag, tagged};
use crate::api::problem::Fault;
use crate::frame::{Visit, Web};
use app::AppError;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::words::DossierId;

/// Look at a dossier: where it stands, when it is due and why, what may be done, what happened.
#[utoipa::path(
    get, path = "/api/v1/dossiers/{id}", operation_id = "getDossier", tag = "dossiers",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("If-None-Match" = Option<String>, Header, description = "the version that is known already"),
    ),
    responses(
        (status = 200, body = WholeDossier, headers(
            ("ETag" = String, description = "its version, for If-Match"),
        )),
        (status = 304, description = "it is still at that version"),
    ),
)]
pub async fn look(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    params.end()?;
    let id: DossierId = id.parse().map_err(|_| AppError::NotFound)?;
    let look = web.app.dossier_look(&visit.actor()?, id).await?;
    let whole = WholeDossier::of(&visit, &web.app, &look);
    // How children stand isn't told by the dossier's version: while it may change, the whole is told.
    let known = if look.family.moves() { HeaderMap::new() } else { headers };
    Ok(tagged(&known, etag(look.dossier.version), &whole))
}
