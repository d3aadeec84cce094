//! The papers of a dossier as files.

use crate::api::params::Params;
use crate::api::problem::Fault;
use crate::desk::print::pdf_of;
use crate::frame::{Visit, Web};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Print a paper of a dossier: the receipt, the control sheet, the slip or the pack's paper of an entry, the
/// result. In the language that is asked for; Vietnamese is the law's.
#[utoipa::path(
    get, path = "/api/v1/dossiers/{id}/papers/{paper}", operation_id = "getPaper", tag = "files",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("paper" = String, Path, pattern = r"^(receipt|control|result|(slip|act)-[0-9]+)\.pdf$",
            description = "which one; entries by the version after them", example = "receipt.pdf"),
    ),
    responses((status = 200, description = "PDF/A-2b", content((Vec<u8> = "application/pdf")))),
)]
pub async fn paper(
    State(web): State<Web>,
    visit: Visit,
    Path((id, paper)): Path<(String, String)>,
    params: Params,
) -> Result<Response, Fault> {
    params.end()?;
    let pdf = pdf_of(&web, &visit, &id, &paper).await?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", pdf.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, name.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    Ok((headers, pdf.bytes).into_response())
}
