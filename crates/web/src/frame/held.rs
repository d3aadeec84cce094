//! A citizen's form that came when the sign-in was over: what was typed is held for the browser, which goes
//! to sign in and finds it again. Files that came along are not: nobody leaves files here unknown.

use super::guard::encode;
use super::{Fail, Fields, Sent, Visit, Web, cookie, set_cookie};
use axum::extract::{FromRequest as _, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};

/// The cookie by which a browser finds it again. Never read by scripts.
const HELD: &str = "motcua_held";
/// How long the browser keeps it, in seconds.
const SECONDS: i64 = 30 * 60;
/// Most forms of an address that are held in a minute.
const A_MINUTE: u32 = 20;

/// Holds what was typed, and sends the person to sign in.
pub(super) async fn hold(web: &Web, visit: &Visit, request: Request) -> Result<Response, Fail> {
    web.within("held", &visit.address, A_MINUTE)?;
    let path = request.uri().path().to_owned();
    let known = secret(request.headers()).map(str::to_owned);
    let sent = Sent::from_request(request, web).await?;
    let fields = sent.fields.pairs().iter().filter(|(name, _)| name != "csrf" && name != "key");
    let secret = known.unwrap_or_else(|| crate::desk::new_key(web));
    web.app.typed_hold(&path, &secret, &fields.cloned().collect::<Vec<_>>()).await?;
    let held = set_cookie(web, (HELD, "/citizen"), &secret, SECONDS);
    let to = format!("/citizen/sign-in?to={}&level=2", encode(&path));
    Ok(([(header::SET_COOKIE, held)], Redirect::to(&to)).into_response())
}

/// What was held for a page.
pub async fn held(web: &Web, path: &str, headers: &HeaderMap) -> Result<Fields, Fail> {
    let Some(secret) = secret(headers) else { return Ok(Fields::default()) };
    Ok(Fields::of(web.app.typed_held(path, secret).await?))
}

fn secret(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, HELD).filter(|secret| secret.len() == 32)
}
