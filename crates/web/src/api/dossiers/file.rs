//! The bytes of a dossier's file.

use crate::api::params::{Params, etag, known};
use crate::api::problem::Fault;
use crate::frame::{Visit, Web, encode};
use app::AppError;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::words::DossierId;

/// Read a file of a dossier.
#[utoipa::path(
    get, path = "/api/v1/dossiers/{id}/files/{digest}", operation_id = "getFile", tag = "files",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("digest" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the file"),
    ),
    responses(
        (status = 200, description = "its bytes", content(
            (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"))),
        (status = 304, description = "it is known already"),
    ),
)]
pub async fn file(
    State(web): State<Web>,
    visit: Visit,
    Path((id, digest)): Path<(String, String)>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    params.end()?;
    let id: DossierId = id.parse().map_err(|_| AppError::NotFound)?;
    let file = web.app.file(&visit.actor()?, id, &digest).await?;
    let tag = etag(&file.attachment.blob);
    if known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let name = format!("attachment; filename*=UTF-8''{}", encode(&file.attachment.name).replace('/', "_"));
    let text =
        |s: &str| HeaderValue::from_str(s).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, text(&file.attachment.media)),
        (header::CONTENT_DISPOSITION, text(&name)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::ETAG, tag),
    ];
    Ok((headers, file.bytes).into_response())
}
