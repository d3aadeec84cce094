//! Citizens sign in through the identity provider, and out. What the provider is asked, and what is believed,
//! stands in `signin`; here is what people see of it.
//!
//! The way to the provider is a page that sends the browser on, not a redirect: the content policy lets forms
//! lead nowhere but to this site, and browsers count redirects among what a form leads to.

use super::sign_in::local;
use crate::apply;
use crate::components::{Button, Link, Notice, NoticeKind};
use crate::frame::{
    Area, CITIZEN, Fail, Plain, Sent, Visit, Web, citizen_session_of, cookie, html, set_cookie,
};
use crate::layout::Layout;
use crate::show;
use app::citizen::{DoorError, SignInFault, Standing};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::Level;
use lang::Words;

/// What a browser that is on its way to the provider brings back.
const ON_THE_WAY: &str = "motcua_door";
/// Seconds that it may take there, and that a citizen is signed in.
const WAY_SECONDS: i64 = 15 * 60;
const SESSION_SECONDS: i64 = 2 * 60 * 60;
/// Sign-ins that begin from one address in a minute: a whole ward may stand behind one.
const BEGUN: u32 = 60;
/// Logout tokens of one address in a minute.
const LOGOUTS: u32 = 600;
/// When it is worth trying again after the provider was away.
const RETRY_SECONDS: u32 = 15;
/// Where the law lets everybody sign in and submit.
const NATIONAL: &str = "https://dichvucong.gov.vn/";

#[derive(Template)]
#[template(path = "portal/citizen.html")]
struct SignIn {
    layout: Layout,
    /// Whether citizens sign in here at all.
    open: bool,
    to: String,
    level: &'static str,
    enter: Button,
    national: Link,
    without: Vec<Link>,
}

#[derive(Template)]
#[template(path = "portal/citizen_going.html")]
struct Going {
    layout: Layout,
    what: String,
    go: Button,
}

fn screen(web: &Web, visit: &Visit, to: &str, level: Level, notice: Option<Notice>) -> SignIn {
    let words = visit.words;
    let mut layout = web.layout(visit, words.say("citizen-sign-in"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let standing = web.app.door();
    layout.notice = notice.or_else(|| away(words, standing));
    let again = layout.notice.as_ref().is_some_and(|notice| notice.kind != NoticeKind::Info);
    let enter = if again { "citizen-sign-in-again" } else { "citizen-sign-in-go" };
    SignIn {
        open: standing.is_some(),
        to: if local(to) { to.to_owned() } else { String::new() },
        level: if level == Level::Two { "2" } else { "1" },
        enter: Button::primary(words.say(enter)),
        national: Link::new(NATIONAL, words.say("citizen-national")),
        without: vec![
            Link::new("/procedures", words.say("citizen-without-procedures")),
            Link::new("/track", words.say("citizen-without-track")),
            Link::new("/verify", words.say("citizen-without-verify")),
            Link::new("/rates", words.say("citizen-without-rates")),
        ],
        layout,
    }
}

/// That the provider is away, before anybody goes there in vain.
fn away(words: &'static Words, standing: Option<Standing>) -> Option<Notice> {
    let Some(Standing::Away { until }) = standing else { return None };
    let text = words.say_one("citizen-away-until", "at", show::moment(words, until));
    Some(Notice::new(words, NoticeKind::Warning, text))
}

fn level(asked: &str) -> Level {
    if asked == "2" { Level::Two } else { Level::One }
}

/// `GET /citizen/sign-in?to=&level=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let asked = visit.asked();
    let (to, level) = (asked.get("to"), level(asked.get("level")));
    if visit.citizen.as_ref().is_some_and(|c| c.citizen.level >= level) {
        return Ok(Redirect::to(after(to)).into_response());
    }
    let text = match (level, &visit.citizen) {
        (Level::Two, Some(_)) => "citizen-sign-in-level",
        (Level::Two, None) => "citizen-sign-in-two",
        _ => "citizen-sign-in-first",
    };
    let first = web.app.door() == Some(Standing::Well) && local(to);
    let notice = first.then(|| Notice::new(visit.words, NoticeKind::Info, visit.words.say(text)));
    Ok(html(&screen(&web, &visit, to, level, notice)))
}

/// `POST /citizen/sign-in`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Fail> {
    let (to, level) = (sent.fields.get("to"), level(sent.fields.get("level")));
    if web.within("citizen-sign-in", &visit.address, BEGUN).is_err() {
        return Ok(said(&web, &visit, (to, level), "problem-sign-in-many", StatusCode::TOO_MANY_REQUESTS));
    }
    let to_keep = if local(to) { to } else { "/" };
    let begun =
        web.app.citizen_begin(level, visit.words.lang().tag(), to_keep, cookie(&headers, ON_THE_WAY)).await;
    let going = match begun {
        Ok(going) => going,
        Err(error) => return refused(&web, &visit, (to, level), error),
    };
    let words = visit.words;
    let page = Going {
        layout: web.layout(&visit, words.say("citizen-going"), Area::Public),
        what: words.say("citizen-going-what"),
        go: Button::primary(words.say("citizen-going-go")).to(going.url.clone()),
    };
    let mut response = html(&page);
    let headers = response.headers_mut();
    if let Ok(refresh) = HeaderValue::from_str(&format!("0; url={}", going.url)) {
        headers.insert(header::REFRESH, refresh);
    }
    let on_the_way = set_cookie(&web, (ON_THE_WAY, "/citizen"), going.cookie.shown(), WAY_SECONDS);
    headers.append(header::SET_COOKIE, on_the_way);
    Ok(response)
}

/// `GET /citizen/callback`: the provider sends the browser back. It is the one page that writes when it is
/// asked for, as OpenID Connect wants it; what it writes, it writes once.
pub async fn back(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Fail> {
    let on_the_way = cookie(&headers, ON_THE_WAY).unwrap_or_default();
    let finished = web.app.citizen_finish(uri.query().unwrap_or_default(), on_the_way).await;
    let response = match finished {
        Ok(came) => {
            // Whoever was signed in on this browser before is so no longer.
            if let Some(before) = citizen_session_of(&headers) {
                web.app.citizen_end(before).await?;
            }
            let token = &came.session.token;
            // Who is in is in; what this browser began is found by its own cookie all the same.
            if let Err(error) = apply::take_over(&web, &headers, token, &came.to).await {
                tracing::warn!(%error, "what a browser began could not be taken over");
            }
            let session = set_cookie(&web, (CITIZEN, "/"), token, SESSION_SECONDS);
            ([(header::SET_COOKIE, session)], Redirect::to(after(&came.to))).into_response()
        }
        Err((error, to)) => {
            let wanted = match &error {
                DoorError::SignIn(SignInFault::LevelTooLow { wanted, .. }) => *wanted,
                _ => Level::One,
            };
            refused(&web, &visit, (to.as_deref().unwrap_or_default(), wanted), error)?
        }
    };
    // The cookie stays: another window of this browser may be on its way too. Each way opens once.
    Ok(response)
}

/// `POST /citizen/sign-out`
pub async fn leave(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    _: Sent,
) -> Result<Response, Fail> {
    let there = match citizen_session_of(&headers) {
        Some(token) => web.app.citizen_sign_out(token).await?,
        None => None,
    };
    let mut response = match there {
        None => Redirect::to("/").into_response(),
        Some(url) => {
            let (words, nobody) = (visit.words, Visit { citizen: None, ..visit });
            html(&Going {
                layout: web.layout(&nobody, words.say("citizen-left"), Area::Public),
                what: words.say("citizen-left-what"),
                go: Button::primary(words.say("citizen-left-go")).to(url),
            })
        }
    };
    for gone in [set_cookie(&web, (CITIZEN, "/"), "", 0), apply::forget_browser(&web)] {
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    Ok(response)
}

/// `POST /citizen/back-channel-logout`: the provider itself says that somebody signed out there.
pub async fn logged_out(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    web.within("citizen-logout", &visit.address, LOGOUTS)?;
    let status = match web.app.citizen_logged_out(sent.fields.get("logout_token")).await {
        Ok(()) => StatusCode::OK,
        Err(DoorError::SignIn(fault)) if fault.is_the_providers() => StatusCode::SERVICE_UNAVAILABLE,
        Err(DoorError::SignIn(_) | DoorError::Closed) => StatusCode::BAD_REQUEST,
        Err(DoorError::App(error)) => return Err(error.into()),
    };
    Ok((status, Plain, "").into_response())
}

/// The page once more with what went wrong; where the person was going is kept.
fn refused(web: &Web, visit: &Visit, way: (&str, Level), error: DoorError) -> Result<Response, Fail> {
    let (key, status) = match error {
        DoorError::App(error) => return Err(error.into()),
        DoorError::Closed => ("problem-sign-in-closed", StatusCode::NOT_FOUND),
        DoorError::SignIn(fault) => {
            let status = match &fault {
                fault if fault.is_the_providers() => StatusCode::SERVICE_UNAVAILABLE,
                SignInFault::LevelTooLow { .. } => StatusCode::FORBIDDEN,
                _ => StatusCode::BAD_REQUEST,
            };
            (fault.key(), status)
        }
    };
    Ok(said(web, visit, way, key, status))
}

fn said(
    web: &Web,
    visit: &Visit,
    (to, level): (&str, Level),
    key: &'static str,
    status: StatusCode,
) -> Response {
    let notice = Notice::new(visit.words, NoticeKind::Error, visit.words.say(key));
    let mut response = html(&screen(web, visit, to, level, Some(notice)));
    *response.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
    }
    response
}

/// Where to go when signed in: where one came from, or to the own dossiers.
fn after(to: &str) -> &str {
    if local(to) && !to.starts_with("/citizen/sign-") && to != "/" { to } else { "/citizen" }
}
