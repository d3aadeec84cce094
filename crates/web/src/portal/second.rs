//! The second step of signing in: a code, a key in a device, or a code on paper; and setting a factor up
//! before the first session, for whom the province's rule binds.

use super::sign_in::{after, begun_again, enter_as, let_in};
use crate::components::{Button, ErrorSummary, Field, Notice, NoticeKind, Problem};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::manage::second::{CodesPage, RecoveryPage, code_field};
use crate::show;
use app::AppError;
use app::second::{Asked, Brought, SetUpCodes};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use lang::Words;

#[derive(Template)]
#[template(path = "portal/second.html")]
struct Second {
    layout: Layout,
    errors: ErrorSummary,
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    code: Option<Field>,
    /// For the script, where the person has keys in devices.
    options: Option<String>,
    enter: Button,
    key: Button,
}

/// Where a second factor goes that is asked for.
pub struct Asking {
    /// The frame.
    pub layout: Layout,
    /// The form's address.
    pub action: &'static str,
    /// What the form carries besides.
    pub carried: Vec<(&'static str, String)>,
    /// What sends it.
    pub enter: Button,
}

/// The page that asks for the second factor.
pub fn asking(words: &'static Words, asked: &Asked, asking: Asking, problems: Vec<Problem>) -> Response {
    let errors = ErrorSummary { words, problems };
    let Asking { mut layout, action, carried: mut hidden, enter } = asking;
    if !asked.codes && asked.options.is_none() {
        layout.notice = Some(Notice::new(words, NoticeKind::Warning, words.say("second-none-here")));
    }
    hidden.push(("ticket", asked.ticket.shown().to_owned()));
    html(&Second {
        layout,
        action,
        hidden,
        code: asked
            .codes
            .then(|| code_field(words, errors.of("code")).hint(words.say("second-code-or-paper")).first()),
        options: asked.options.clone(),
        enter,
        key: Button::quiet(words.say("second-use-key")),
        errors,
    })
}

/// The same while signing in.
pub(super) fn page(web: &Web, visit: &Visit, asked: &Asked, to: &str, problems: Vec<Problem>) -> Response {
    let words = visit.words;
    let ask = Asking {
        layout: web.layout(visit, words.say("second-ask"), Area::Public),
        action: "/sign-in/second",
        carried: vec![("to", to.to_owned())],
        enter: Button::primary(words.say("sign-in")),
    };
    asking(words, asked, ask, problems)
}

/// `POST /sign-in/second`
pub async fn finish(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Fail> {
    let get = |name: &str| sent.fields.get(name);
    let (ticket, to) = (get("ticket"), get("to"));
    let error = match web.app.second_finish(&brought(&web, &sent.fields)).await {
        Ok(session) => return let_in(&web, &headers, &session, after(to)).await,
        Err(error) => error,
    };
    let (problem, status) = match error {
        AppError::SignedOut => return Ok(begun_again(&web, &visit, to)),
        AppError::Invalid(found) => (show::problems(visit.words, &found, str::to_owned), 401),
        AppError::TooMany { .. } => {
            let message = visit.words.say("second-too-many");
            (vec![Problem { field: "code".to_owned(), message }], 429)
        }
        other => return Err(other.into()),
    };
    let Some(asked) = web.app.second_asked(ticket).await? else {
        return Ok(begun_again(&web, &visit, to));
    };
    let mut response = page(&web, &visit, &asked, to, problem);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::UNAUTHORIZED);
    if status == 429 {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(15 * 60));
    }
    Ok(response)
}

/// What a form brings to the second step.
pub fn brought<'a>(web: &'a Web, fields: &'a Fields) -> Brought<'a> {
    let [ticket, code, answer] = ["ticket", "code", "answer"].map(|name| fields.get(name));
    Brought { ticket, code, answer, site: web.site.as_ref() }
}

/// The page on which a factor is set up before the first session.
pub(super) fn set_up_page(
    web: &Web,
    visit: &Visit,
    codes: &SetUpCodes,
    to: &str,
    problems: Vec<Problem>,
) -> Result<Response, Fail> {
    let layout = web.layout(visit, visit.words.say("second-codes"), Area::Public);
    let mut page = CodesPage::of(visit.words, layout, codes, problems)?;
    page.action = "/sign-in/set-up";
    to.clone_into(&mut page.to);
    page.layout.notice = Some(Notice::new(visit.words, NoticeKind::Info, visit.words.say("second-must")));
    Ok(html(&page))
}

/// `POST /sign-in/set-up`
pub async fn set_up(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Fail> {
    let (ticket, to) = (sent.fields.get("ticket"), sent.fields.get("to"));
    match web.app.codes_confirm(None, ticket, sent.fields.get("code")).await {
        Ok(done) => {
            let session = done.session.ok_or(Fail(AppError::SignedOut))?;
            let cookie = enter_as(&web, &headers, &session).await?;
            let layout = web.layout(&visit, visit.words.say("second-recovery"), Area::Public);
            let mut response = html(&RecoveryPage::of(visit.words, layout, &done.recovery, after(to)));
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(AppError::SignedOut) => Ok(begun_again(&web, &visit, to)),
        Err(AppError::Invalid(found)) => {
            let Some(codes) = web.app.codes_again(ticket).await? else {
                return Ok(begun_again(&web, &visit, to));
            };
            let problems = show::problems(visit.words, &found, str::to_owned);
            let mut response = set_up_page(&web, &visit, &codes, to, problems)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}
