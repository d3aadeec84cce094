//! Files, sent before the dossier that names them.

use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use app::AppError;
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::dossier::Attachment;
use serde::Serialize;
use utoipa::ToSchema;

/// A file that is kept.
#[derive(Serialize, ToSchema)]
pub struct Uploaded {
    /// SHA-256 of its bytes: papers and results name the file by it.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    digest: String,
    /// The name it came with, cleaned.
    name: String,
    /// Its media type, found from its content.
    #[schema(examples("application/pdf"))]
    media: String,
    size_bytes: u64,
}

impl From<Attachment> for Uploaded {
    fn from(a: Attachment) -> Self {
        Self { digest: a.blob.to_string(), name: a.name, media: a.media, size_bytes: a.size_bytes }
    }
}

/// Upload a file: PDF, JPEG or PNG, known by its content, whatever it is called.
#[utoipa::path(
    post, path = "/api/v1/uploads", operation_id = "uploadFile", tag = "files",
    params(("name" = Option<String>, Query, description = "what the file is called")),
    request_body(description = "the bytes themselves, or a form with one file", content(
        (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"),
        (Vec<u8> = "application/octet-stream"))),
    responses((status = 201, body = Uploaded)),
)]
pub async fn upload(State(web): State<Web>, visit: Visit, request: Request) -> Result<Response, Fault> {
    let actor = visit.actor()?;
    let (mut parts, body) = request.into_parts();
    let mut params = Params::from_request_parts(&mut parts, &web).await?;
    let name = params.text("name");
    params.end()?;
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (name, bytes) = if kind.starts_with("multipart/form-data") {
        let (sent, bytes) = in_form(Request::from_parts(parts, body), &web).await?;
        (if name.is_empty() { sent } else { name }, bytes)
    } else {
        let limit_bytes = web.app.settings().upload_limit_bytes;
        let most = usize::try_from(limit_bytes).unwrap_or(usize::MAX);
        let bytes = to_bytes(body, most).await.map_err(|_| AppError::TooLarge { limit_bytes })?;
        (name, bytes.to_vec())
    };
    let kept = web.app.upload(&actor, &name, bytes).await?;
    Ok((StatusCode::CREATED, Json(Uploaded::from(kept))).into_response())
}

/// The first file of a form.
async fn in_form(request: Request, web: &Web) -> Result<(String, Vec<u8>), Fault> {
    let unreadable = || AppError::invalid("", "problem-form-unreadable");
    let mut form: Multipart = Multipart::from_request(request, web).await.map_err(|_| unreadable())?;
    loop {
        let field = form.next_field().await.map_err(|_| unreadable())?;
        let Some(field) = field else { return Err(AppError::invalid("file", "problem-required").into()) };
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        let limit_bytes = web.app.settings().upload_limit_bytes;
        let bytes = field.bytes().await.map_err(|e| match e.status() {
            StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge { limit_bytes },
            _ => unreadable(),
        })?;
        return Ok((name, bytes.to_vec()));
    }
}
