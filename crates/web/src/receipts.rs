//! `POST /notices/{provider}/receipt`: what became of messages, as providers say it later. It carries the
//! provider's secret (`Authorization: Bearer …`, `X-Receipt-Secret`, or `?secret=…` where a provider can't
//! set headers), so it needs no session and no right. A receipt that comes twice changes nothing; who guesses
//! at secrets is counted by address, and learns nothing of which providers there are.

use crate::frame::{Plain, Visit, Web};
use app::AppError;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Most bytes of a request.
const BYTES: usize = 256 * 1024;
/// Most forged ones a minute from one address.
const FORGED: u32 = 30;
/// How they are counted.
const COUNTED: &str = "receipt-miss";

/// `POST /notices/{provider}/receipt`
pub async fn hear(
    State(web): State<Web>,
    visit: Visit,
    Path(provider): Path<String>,
    request: Request,
) -> Response {
    let address = visit.address.clone();
    if web.missed(COUNTED, &address) >= FORGED {
        return (StatusCode::TOO_MANY_REQUESTS, Plain, [(header::RETRY_AFTER, "60")]).into_response();
    }
    let secret =
        secret(request.headers()).map_or_else(|| visit.asked().get("secret").to_owned(), str::to_owned);
    let Ok(body) = to_bytes(request.into_body(), BYTES).await else {
        return (Plain, StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    match web.app.notice_receipt(&provider, &secret, &body).await {
        Ok(()) => (Plain, StatusCode::NO_CONTENT).into_response(),
        Err(AppError::NotFound) => {
            web.miss(COUNTED, &address);
            (Plain, StatusCode::NOT_FOUND).into_response()
        }
        Err(AppError::Invalid(_)) => (Plain, StatusCode::BAD_REQUEST).into_response(),
        // Not kept: the provider says it again.
        Err(error) => {
            tracing::warn!(provider, %error, "a receipt could not be kept");
            (Plain, StatusCode::SERVICE_UNAVAILABLE).into_response()
        }
    }
}

fn secret(headers: &HeaderMap) -> Option<&str> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = text("authorization").and_then(|value| value.strip_prefix("Bearer "));
    bearer.or_else(|| text("x-receipt-secret"))
}
