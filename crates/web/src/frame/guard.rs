//! The two doors of every request: `guard` lets in who holds the route's right, `dress` gives every answer
//! its headers and every error its words.

use super::Web;
use super::fail::{Fail, Failed, status};
use super::held::hold;
use super::page::error_page;
use super::rest::Rest;
use super::visit::{LANG, Visit};
use app::AppError;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, IntoResponseParts, Redirect, Response, ResponseParts};
use domain::identity::{Right, Scope, scope};
use std::convert::Infallible;
use std::sync::Arc;

/// An answer for a program of ours, given beside others in a tuple: it has its status and no words for a
/// person, and nobody waits until a refused request has come to its end.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl IntoResponseParts for Plain {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}

/// When it is worth coming back after the database was away.
const RETRY_SECONDS: u32 = 5;

const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
     manifest-src 'self'; worker-src 'self'";

/// Lets in who holds the right; a form from another site is turned away.
pub async fn guard(State((web, right)): State<(Web, Right)>, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(visit) = visit else { return Fail(AppError::SignedOut).into_response() };
    let api = request.uri().path().starts_with("/api/");
    if !api && !request.method().is_safe() && foreign(request.headers(), &web.settings.base_url) {
        return Fail(AppError::Forbidden).into_response();
    }
    if right == Right::Citizen {
        let page = request.method() == Method::GET;
        if visit.citizen.is_none() && page {
            return Redirect::to(&format!("/citizen/sign-in?to={}", encode(&visit.here))).into_response();
        }
        if visit.citizen.is_none() {
            return hold(&web, &visit, request).await.into_response();
        }
    } else if right != Right::Public {
        let Ok(actor) = visit.actor() else {
            let page = !api && request.method() == Method::GET;
            let to = format!("/sign-in?to={}", encode(&visit.here));
            return if page {
                Redirect::to(&to).into_response()
            } else {
                Fail(AppError::SignedOut).into_response()
            };
        };
        if scope(&actor, right) == Scope::Nobody {
            return Fail(AppError::Forbidden).into_response();
        }
    }
    next.run(request).await
}

/// Whether a browser says that the request comes from another site. Programs that say nothing have no cookie
/// that a browser would have sent for them.
fn foreign(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = origin.split("://").nth(1).unwrap_or_default();
    origin != base_url && text(header::HOST) != Some(host)
}

/// Percent-encodes a path for a query.
pub fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    text.bytes().fold(String::new(), |mut out, b| {
        if plain(b) {
            out.push(char::from(b));
        } else {
            // Writing to a String can't fail.
            let _ = std::fmt::Write::write_fmt(&mut out, format_args!("%{b:02X}"));
        }
        out
    })
}

/// Finds out who asks, lets the request through, and gives the answer its headers and its words.
pub async fn dress(State(web): State<Web>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let path = request.uri().path().to_owned();
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::begin(&web, &parts).await {
        Ok(visit) => visit,
        Err(error) => {
            let (visit, failed) = (Visit::of_nobody(&parts), Failed { error: Arc::new(error), code: None });
            let response = explain(&web, &visit, &failed, status(&failed.error), api, &path);
            return headers(&web, &visit, &path, response);
        }
    };
    parts.extensions.insert(visit.clone());
    let (body, rest) = Rest::of(body);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if response.extensions().get::<Plain>().is_some() {
        return headers(&web, &visit, &path, response);
    }
    if response.status().is_client_error() || response.status().is_server_error() {
        rest.take_in().await;
    }
    let failed = response.extensions_mut().remove::<Failed>();
    let bare = || Failed::of_status(response.status()).filter(|_| is_bare(&response));
    if let Some(failed) = failed.or_else(bare) {
        let allowed = response.headers_mut().remove(header::ALLOW);
        response = explain(&web, &visit, &failed, response.status(), api, &path);
        if let Some(allowed) = allowed {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
    }
    headers(&web, &visit, &path, response)
}

/// An error that the framework made, with no words of ours.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    response.status().is_client_error() && !kind.starts_with("text/html") && !kind.contains("json")
}

fn explain(web: &Web, visit: &Visit, failed: &Failed, status: StatusCode, api: bool, path: &str) -> Response {
    let error = &*failed.error;
    if let AppError::Fault(_) | AppError::Away(_) | AppError::Paper(_) = error {
        tracing::error!(path, error = %chain(error), "a request failed");
    }
    let mut response = if api {
        let code = failed.code.unwrap_or_else(|| error.code());
        crate::api::problem(visit, error, status, code)
    } else {
        error_page(web, visit, error)
    };
    *response.status_mut() = status;
    let retry_seconds = match error {
        AppError::TooMany { retry_seconds } => Some(*retry_seconds),
        AppError::Away(_) => Some(RETRY_SECONDS),
        _ => None,
    };
    if let Some(seconds) = retry_seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// An error with its causes, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(e) = cause {
        text.push_str(": ");
        text.push_str(&e.to_string());
        cause = e.source();
    }
    text
}

fn headers(web: &Web, visit: &Visit, path: &str, mut response: Response) -> Response {
    let response_is_kept = response.status() == StatusCode::OK && visit.may_be_kept();
    let map = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        map.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(header::CONTENT_SECURITY_POLICY, CONTENT_POLICY);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "same-origin");
    put(header::X_FRAME_OPTIONS, "DENY");
    if !path.starts_with("/assets/") {
        put(header::CACHE_CONTROL, "no-store");
    }
    if response_is_kept {
        put(HeaderName::from_static("x-motcua-keep"), "1");
    }
    if let Some(lang) = visit.chosen {
        let secure = if web.settings.secure { "; Secure" } else { "" };
        let cookie = format!("{LANG}={}; Path=/; Max-Age=31536000; SameSite=Lax{secure}", lang.tag());
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            map.append(header::SET_COOKIE, value);
        }
    }
    response
}
