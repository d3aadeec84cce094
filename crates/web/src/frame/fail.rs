//! An error on its way out. Handlers return it with `?`; it becomes a page in the reader's language, or a
//! problem document (RFC 9457) under `/api/`, in one place: [`super::dress`].

use app::{AppError, Problem};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::dossier::RefusalCode;
use std::sync::Arc;

/// An error on its way out.
#[derive(Debug)]
pub struct Fail(pub AppError);

impl<E: Into<AppError>> From<E> for Fail {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl Fail {
    /// The same under a status and a code of its own, where HTTP knows more than the use case does.
    pub fn answered(self, status: StatusCode, code: &'static str) -> Response {
        let mut response = status.into_response();
        response.extensions_mut().insert(Failed { error: Arc::new(self.0), code: Some(code) });
        response
    }
}

/// What [`super::dress`] finds in a response that went wrong.
#[derive(Clone)]
pub(super) struct Failed {
    pub(super) error: Arc<AppError>,
    /// The code that the API says instead of the error's own.
    pub(super) code: Option<&'static str>,
}

impl Failed {
    /// An error that the framework made, with no words of ours.
    pub(super) fn of_status(status: StatusCode) -> Option<Self> {
        let unreadable = || AppError::Invalid(vec![Problem::new("", "problem-form-unreadable")]);
        let (error, code) = match status {
            StatusCode::NOT_FOUND => (AppError::NotFound, None),
            StatusCode::METHOD_NOT_ALLOWED => (AppError::NotFound, Some("method-not-allowed")),
            StatusCode::PAYLOAD_TOO_LARGE => (AppError::TooLarge { limit_bytes: 0 }, None),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => (AppError::MediaType, None),
            StatusCode::BAD_REQUEST => (unreadable(), Some("unreadable")),
            _ => return None,
        };
        Some(Self { error: Arc::new(error), code })
    }
}

/// The status of an error.
pub fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::Invalid(_) | AppError::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Refused(r) if r.code == RefusalCode::Stale => StatusCode::CONFLICT,
        AppError::Refused(r) if r.code.field().is_some() => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Refused(_) | AppError::HomeElsewhere { .. } => StatusCode::CONFLICT,
        AppError::NotFound | AppError::FileAway { .. } => StatusCode::NOT_FOUND,
        AppError::Forbidden => StatusCode::FORBIDDEN,
        AppError::SignedOut => StatusCode::UNAUTHORIZED,
        AppError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        AppError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        AppError::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        AppError::Full => StatusCode::INSUFFICIENT_STORAGE,
        AppError::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
        AppError::Paper(_) | AppError::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Failed { error: Arc::new(self.0), code: None });
        response
    }
}

/// The words of an error that has its own: `error-<name>-title`, `-what` and `-next`; others have those of
/// their status.
pub fn own_words(error: &AppError) -> Option<&'static str> {
    match error {
        AppError::HomeElsewhere { .. } => Some("elsewhere"),
        AppError::FileAway { coming: true } => Some("file-coming"),
        AppError::FileAway { coming: false } => Some("file-lost"),
        _ => None,
    }
}
