//! The API for programs, under `/api/v1`: the same use cases, JSON, problem documents (RFC 9457).

use crate::frame::{Visit, said};
use app::AppError;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error as a problem document, in the client's language, with a stable code.
pub fn problem(visit: &Visit, error: &AppError) -> Response {
    let status = crate::frame::status(error);
    let n = match status.as_u16() {
        n @ (401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 507) => n,
        _ => 500,
    };
    let detail = match error {
        AppError::Refused(refusal) => said(visit, refusal.code.key(), &refusal.facts),
        _ => visit.words.say(&format!("error-{n}-what")),
    };
    let mut body = json!({
        "type": format!("urn:motcua:problem:{}", error.code()),
        "title": visit.words.say(&format!("error-{n}-title")),
        "status": status.as_u16(),
        "detail": detail,
        "code": error.code(),
        "next": visit.words.say(&format!("error-{n}-next")),
    });
    if let (Some(map), AppError::Invalid(problems)) = (body.as_object_mut(), error) {
        let one = |p: &app::Problem| json!({ "field": p.field, "code": p.key.trim_start_matches("problem-"), "detail": said(visit, p.key, &p.facts) });
        map.insert("errors".to_owned(), problems.iter().map(one).collect());
    }
    if let (Some(map), AppError::Refused(refusal)) = (body.as_object_mut(), error) {
        if let Some(article) = refusal.code.article() {
            map.insert("article".to_owned(), article.into());
        }
    }
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
