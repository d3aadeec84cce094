//! Sign in with name and password; sign out.

use super::second;
use crate::components::{Button, ErrorSummary, Field, Link, Notice, NoticeKind, Problem as FieldProblem};
use crate::frame::{Area, Fail, SESSION, Sent, Visit, Web, html, set_cookie};
use crate::layout::Layout;
use app::AppError;
use app::nodes::LineRole;
use app::second::Entered;
use app::session::NewSession;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "portal/sign_in.html")]
struct SignIn {
    layout: Layout,
    errors: ErrorSummary,
    login: Field,
    password: Field,
    to: String,
    enter: Button,
}

fn screen(web: &Web, visit: &Visit, login: &str, to: &str, problem: Option<String>) -> SignIn {
    let (words, problem_free) = (visit.words, problem.is_none());
    let problems =
        problem.map(|message| FieldProblem { field: "login".to_owned(), message }).into_iter().collect();
    let errors = ErrorSummary { words, problems };
    let mut layout = web.layout(visit, words.say("sign-in"), Area::Public);
    if problem_free && local(to) {
        layout.notice = Some(Notice::new(words, NoticeKind::Info, words.say("portal-sign-in-first")));
    }
    SignIn {
        layout,
        login: Field::text(words, "login", words.say("sign-in-login"))
            .value(login)
            .error(errors.of("login"))
            .first(),
        password: Field::password(words, "password", words.say("sign-in-password")),
        errors,
        to: to.to_owned(),
        enter: Button::primary(words.say("sign-in")),
    }
}

/// What to know at a commune's machine that has no unit any more: nobody signs in here, whatever they type.
async fn left(web: &Web, visit: &Visit) -> Result<Option<Notice>, AppError> {
    let standing = web.app.standing().await?;
    let idle = standing.role == LineRole::Box && standing.ledgers.is_empty();
    let link = standing.address.map(|at| Link::new(at.clone(), at));
    let told = Notice::new(visit.words, NoticeKind::Warning, visit.words.say("line-lead-idle"));
    Ok(idle.then_some(Notice { link, ..told }))
}

/// `GET /sign-in`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let asked = visit.asked();
    let to = asked.get("to");
    if visit.signed.is_some() {
        return Ok(Redirect::to(after(to)).into_response());
    }
    let left = left(&web, &visit).await?;
    let mut screen = screen(&web, &visit, "", to, None);
    if left.is_some() {
        screen.layout.notice = left;
    }
    Ok(html(&screen))
}

/// `POST /sign-in`
pub async fn enter(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Fail> {
    let (login, to) = (sent.fields.get("login"), sent.fields.get("to"));
    let (password, site) = (sent.fields.get("password"), web.site.as_ref());
    let entered = web.app.enter(login, password, &visit.address, site).await;
    let mut wait = None;
    let (said, status) = match entered {
        Ok(Entered::In(session)) => return let_in(&web, &headers, &session, after(to)).await,
        Ok(Entered::SetUpBy(session, day)) => {
            return let_in(&web, &headers, &session, &format!("/own/second?by={day}")).await;
        }
        Ok(Entered::Second(asked)) => return Ok(second::page(&web, &visit, &asked, to, Vec::new())),
        Ok(Entered::SetUp(codes)) => return second::set_up_page(&web, &visit, &codes, to, Vec::new()),
        Err(AppError::SignedOut) => (visit.words.say("sign-in-wrong"), StatusCode::UNAUTHORIZED),
        Err(AppError::TooMany { retry_seconds }) => {
            wait = Some(retry_seconds);
            (visit.words.say("sign-in-too-many"), StatusCode::TOO_MANY_REQUESTS)
        }
        // Name and password were right: who it is may be told where to work.
        Err(AppError::HomeElsewhere { unit }) => {
            let unit = web.app.world().unit_name(&unit);
            (visit.words.say_one("sign-in-elsewhere", "unit", unit), StatusCode::CONFLICT)
        }
        Err(other) => return Err(other.into()),
    };
    let left = left(&web, &visit).await?;
    let mut screen = screen(&web, &visit, login, to, Some(said));
    if left.is_some() {
        screen.layout.notice = left;
    }
    let mut response = html(&screen);
    *response.status_mut() = status;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

/// The page again after too long a time between its steps.
pub(super) fn begun_again(web: &Web, visit: &Visit, to: &str) -> Response {
    let mut response = html(&screen(web, visit, "", to, Some(visit.words.say("sign-in-too-late"))));
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    response
}

/// Lets somebody in.
pub(super) async fn let_in(
    web: &Web,
    headers: &HeaderMap,
    session: &NewSession,
    to: &str,
) -> Result<Response, Fail> {
    let cookie = enter_as(web, headers, session).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response())
}

/// The cookie of who came in. Whoever was signed in on this browser before is so no longer.
pub(super) async fn enter_as(
    web: &Web,
    headers: &HeaderMap,
    session: &NewSession,
) -> Result<HeaderValue, Fail> {
    if let Some(before) = crate::frame::session_of(headers) {
        web.app.sign_out(before).await?;
    }
    Ok(session_cookie(web, &session.token, 12 * 60 * 60))
}

/// `POST /sign-out`
pub async fn leave(State(web): State<Web>, headers: HeaderMap, _: Sent) -> Result<Response, Fail> {
    if let Some(token) = crate::frame::session_of(&headers) {
        web.app.sign_out(token).await?;
    }
    Ok(([(header::SET_COOKIE, session_cookie(&web, "", 0))], Redirect::to("/")).into_response())
}

/// Where to go when signed in: where one came from, or to work.
pub(super) fn after(to: &str) -> &str {
    if local(to) { to } else { "/desk" }
}

/// A path of this site, and of no other.
pub(super) fn local(to: &str) -> bool {
    to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.chars().any(char::is_control)
}

fn session_cookie(web: &Web, token: &str, seconds: i64) -> HeaderValue {
    set_cookie(web, (SESSION, "/"), token, seconds)
}
