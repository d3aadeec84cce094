//! The own second factors: codes from an authenticator, keys in devices, codes on paper. Each change asks
//! for the password again, and for a factor where there is one.

use super::form::done;
use crate::components::{Button, ErrorSummary, Field, Link, Notice, NoticeKind, Problem};
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::portal::second::{Asking, asking, brought};
use crate::show;
use app::second::{Asked, Confirmed, KeySetUp, Off, SecondView, SetUpCodes, Shown, Sure};
use app::{AppError, Hidden};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::Day;
use lang::Words;

#[derive(Template)]
#[template(path = "manage/second.html")]
struct Own {
    layout: Layout,
    errors: ErrorSummary,
    standing: Vec<String>,
    password: Field,
    /// What a new key will be called, where the address has a name that keys can belong to.
    label: Option<Field>,
    add: Vec<Button>,
    remove: Vec<Button>,
    /// Where the centre's administrator says who must have one.
    rule: Option<Link>,
}

/// Codes that are being set up: also before the first session, under another action.
#[derive(Template)]
#[template(path = "manage/second_codes.html")]
pub struct CodesPage {
    /// The frame.
    pub layout: Layout,
    /// Where the form goes.
    pub action: &'static str,
    /// Where the person was going.
    pub to: String,
    errors: ErrorSummary,
    ticket: String,
    picture: String,
    typed: String,
    code: Field,
    save: Button,
}

impl CodesPage {
    /// The page.
    pub fn of(
        words: &'static Words,
        layout: Layout,
        codes: &SetUpCodes,
        problems: Vec<Problem>,
    ) -> Result<Self, AppError> {
        let errors = ErrorSummary { words, problems };
        Ok(Self {
            layout,
            action: "/own/second/confirm",
            to: String::new(),
            ticket: codes.ticket.shown().to_owned(),
            picture: codes.picture(&words.say("second-codes-picture"))?,
            typed: codes.typed.shown().to_owned(),
            code: code_field(words, errors.of("code")).first(),
            save: Button::primary(words.say("second-codes-save")),
            errors,
        })
    }
}

/// Codes on paper, shown once.
#[derive(Template)]
#[template(path = "manage/second_recovery.html")]
pub struct RecoveryPage {
    layout: Layout,
    codes: Vec<String>,
    noted: Button,
}

impl RecoveryPage {
    /// The page; `to`: where it leads when they are written down.
    pub fn of(words: &'static Words, mut layout: Layout, codes: &[Hidden], to: &str) -> Self {
        layout.notice = Some(Notice::new(words, NoticeKind::Warning, words.say("second-recovery-once")));
        let codes = codes.iter().map(|code| code.shown().to_owned()).collect();
        Self { layout, codes, noted: Button::primary(words.say("second-recovery-noted")).to(to) }
    }
}

#[derive(Template)]
#[template(path = "manage/second_key.html")]
struct KeyPage {
    layout: Layout,
    ticket: String,
    options: String,
    save: Button,
    back: Button,
}

/// A field for a code: the browser may fill it in from a message or an authenticator.
pub fn code_field(words: &'static Words, error: Option<String>) -> Field {
    let mut field = Field::text(words, "code", words.say("second-code")).error(error);
    if let crate::components::Control::Input(input) = &mut field.control {
        input.autocomplete = "one-time-code";
        input.class = "input-digits";
    }
    field
}

/// `GET /own/second?by=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (mut page, words) = (page(&web, &visit, Vec::new()).await?, visit.words);
    let by = Day::parse(visit.asked().get("by")).map(|day| {
        let text = words.say_one("second-by", "day", show::day(words, day));
        Notice::new(words, NoticeKind::Warning, text)
    });
    page.layout.notice = done(&visit).or(by);
    Ok(html(&page))
}

/// `POST /own/second`: first with the password, then, where there is a factor, with what that gives.
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let (actor, words, fields) = (visit.actor()?, visit.words, &sent.fields);
    let again = fields.has("ticket");
    let error = match change(&web, &visit, fields).await {
        Ok(response) => return Ok(response),
        Err(Fail(error)) => error,
    };
    let (problems, status) = match error {
        AppError::Invalid(found) => {
            (show::problems(words, &found, str::to_owned), StatusCode::UNPROCESSABLE_ENTITY)
        }
        AppError::TooMany { .. } => {
            let field = if again { "code" } else { "password" }.to_owned();
            let message = words.say("second-too-many");
            (vec![Problem { field, message }], StatusCode::TOO_MANY_REQUESTS)
        }
        AppError::SignedOut if again => {
            let late = [app::Problem::new("password", "problem-passkey-again")];
            (show::problems(words, &late, str::to_owned), StatusCode::UNPROCESSABLE_ENTITY)
        }
        other => return Err(other.into()),
    };
    let Some(asked) = web.app.own_asked(&actor, fields.get("ticket")).await? else {
        return refused(&web, &visit, problems, status).await;
    };
    let mut response = second_page(&web, &visit, &asked, fields, problems);
    *response.status_mut() = status;
    Ok(response)
}

/// The page that asks for a factor; what is to be done goes along.
fn second_page(web: &Web, visit: &Visit, asked: &Asked, fields: &Fields, problems: Vec<Problem>) -> Response {
    let ask = Asking {
        layout: framed(web, visit, "second-ask"),
        action: "/own/second",
        carried: ["do", "label"].map(|name| (name, fields.get(name).to_owned())).into(),
        enter: Button::primary(visit.words.say("second-codes-save")),
    };
    asking(visit.words, asked, ask, problems)
}

async fn change(web: &Web, visit: &Visit, fields: &Fields) -> Result<Response, Fail> {
    let actor = visit.actor()?;
    if fields.has("ticket") {
        let sure = web.app.own_second(&actor, &brought(web, fields)).await?;
        return changed(web, visit, fields, sure).await;
    }
    match web.app.own_password(&actor, fields.get("password"), web.site.as_ref()).await? {
        Shown::Sure(sure) => changed(web, visit, fields, sure).await,
        Shown::Second(asked) => Ok(second_page(web, visit, &asked, fields, Vec::new())),
    }
}

async fn changed(web: &Web, visit: &Visit, fields: &Fields, sure: Sure) -> Result<Response, Fail> {
    let (words, asked) = (visit.words, fields.get("do"));
    let off = match asked.split_once(':') {
        Some(("key-off", id)) => Some(Off::Key(id.to_owned())),
        _ => (asked == "codes-off").then_some(Off::Codes),
    };
    if let Some(off) = off {
        web.app.second_off(sure, off).await?;
        return Ok(Redirect::to("/own/second?said=second-off").into_response());
    }
    match asked {
        "key" => {
            let begun = web.app.key_set_up(&sure, fields.get("label"), web.site.as_ref()).await?;
            Ok(html(&key_page(web, visit, &begun)))
        }
        "recovery" => {
            let codes = web.app.recovery_anew(sure).await?;
            let layout = framed(web, visit, "second-recovery");
            Ok(html(&RecoveryPage::of(words, layout, &codes, "/own/second")))
        }
        _ => {
            let codes = web.app.codes_set_up(&sure).await?;
            let layout = framed(web, visit, "second-codes");
            Ok(html(&CodesPage::of(words, layout, &codes, Vec::new())?))
        }
    }
}

/// `POST /own/second/confirm`
pub async fn confirm(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let (actor, words, ticket) = (visit.actor()?, visit.words, sent.fields.get("ticket"));
    let answer = sent.fields.get("answer");
    let confirmed = if answer.is_empty() {
        web.app.codes_confirm(Some(&actor), ticket, sent.fields.get("code")).await
    } else {
        web.app.key_confirm(&actor, ticket, answer, web.site.as_ref()).await
    };
    let found = match confirmed {
        Ok(Confirmed { recovery, .. }) if recovery.is_empty() => {
            return Ok(Redirect::to("/own/second?said=second-on").into_response());
        }
        Ok(Confirmed { recovery, .. }) => {
            let layout = framed(&web, &visit, "second-recovery");
            return Ok(html(&RecoveryPage::of(words, layout, &recovery, "/own/second")));
        }
        Err(AppError::Invalid(found)) => found,
        Err(AppError::SignedOut) => vec![app::Problem::new("password", "problem-passkey-again")],
        Err(other) => return Err(other.into()),
    };
    let problems = show::problems(words, &found, str::to_owned);
    let again = if answer.is_empty() { web.app.codes_again(ticket).await? } else { None };
    let Some(codes) = again else {
        return refused(&web, &visit, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let layout = framed(&web, &visit, "second-codes");
    let mut response = html(&CodesPage::of(words, layout, &codes, problems)?);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn refused(
    web: &Web,
    visit: &Visit,
    problems: Vec<Problem>,
    status: StatusCode,
) -> Result<Response, Fail> {
    let mut response = html(&page(web, visit, problems).await?);
    *response.status_mut() = status;
    Ok(response)
}

fn framed(web: &Web, visit: &Visit, title: &str) -> Layout {
    let words = visit.words;
    let mut layout = web.layout(visit, words.say(title), Area::Own);
    layout.breadcrumbs = vec![Link::new("/own", words.say("nav-own"))];
    layout
}

fn key_page(web: &Web, visit: &Visit, begun: &KeySetUp) -> KeyPage {
    let words = visit.words;
    KeyPage {
        layout: framed(web, visit, "second-key"),
        ticket: begun.ticket.shown().to_owned(),
        options: begun.options.clone(),
        save: Button::primary(words.say("second-key-save")),
        back: Button::quiet(words.say("back")).to("/own/second"),
    }
}

async fn page(web: &Web, visit: &Visit, problems: Vec<Problem>) -> Result<Own, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let view = web.app.second_own(&actor).await?;
    let errors = ErrorSummary { words, problems };
    let label = || Field::text(words, "label", words.say("second-key-label")).optional();
    let button = |key: &str, sends: &str| Button::quiet(words.say(key)).sends("do", sends);
    let codes = if view.codes { "second-codes-anew" } else { "second-codes" };
    let mut add = vec![button(codes, "codes")];
    add.extend(web.site.as_ref().map(|_| button("second-key", "key")));
    add.extend(view.any().then(|| button("second-recovery-anew", "recovery")));
    Ok(Own {
        layout: framed(web, visit, "second"),
        standing: standing(words, &view),
        password: Field::password(words, "password", words.say("second-password"))
            .hint(words.say("second-password-hint"))
            .error(errors.of("password").or_else(|| errors.of("key"))),
        label: web.site.as_ref().map(|_| label()),
        add,
        remove: remove(words, &view),
        rule: web.app.rules_second(&actor).then(|| Link::new("/manage/second", words.say("second-rule"))),
        errors,
    })
}

/// What is set up, in sentences.
pub(super) fn standing(words: &Words, view: &SecondView) -> Vec<String> {
    let codes = if view.codes { "second-has-codes" } else { "second-no-codes" };
    let mut lines = vec![words.say(codes)];
    let key = |(_, label, at): &(String, String, _)| {
        let label = if label.is_empty() { words.say("second-key-unnamed") } else { label.clone() };
        let args = [("label", label.into()), ("at", show::moment(words, *at).into())];
        words.say_with("second-has-key", &args)
    };
    lines.extend(view.keys.iter().map(key));
    lines.extend(view.any().then(|| words.say_one("second-recovery-left", "count", view.recovery)));
    lines
}

fn remove(words: &Words, view: &SecondView) -> Vec<Button> {
    let codes = view.codes.then(|| Button::late(words.say("second-codes-off")).sends("do", "codes-off"));
    let key = |(id, label, _): &(String, String, _)| {
        let text = words.say_one("second-key-off", "label", label.as_str());
        Button::late(text).sends("do", format!("key-off:{id}"))
    };
    codes.into_iter().chain(view.keys.iter().map(key)).collect()
}
