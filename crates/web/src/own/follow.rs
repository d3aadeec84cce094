//! Follow a dossier by its code and the telephone that stands on it. The telephone goes by POST and stands in
//! no address; who had the right pair gets a pass as a cookie. A wrong telephone, a code that nobody has and
//! nonsense get the same answer.

use super::course::{self, CourseView, Places};
use super::layout;
use crate::components::{Button, ErrorSummary, Field, Link, Problem as FieldProblem};
use crate::frame::{Fail, Sent, Visit, Web, cookie, html, set_cookie};
use crate::layout::Layout;
use app::AppError;
use app::own::Following;
use askama::{Template, filters::HtmlSafe};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use lang::Words;

/// The pass's cookie.
const FOLLOW: &str = "motcua_follow";
/// What was typed is shown again up to so many characters.
const TYPED: usize = 80;

/// The form that asks for code and telephone, or for the telephone on a dossier whose code is known.
#[derive(Template)]
#[template(path = "own/phone.html")]
pub struct PhoneForm {
    words: &'static Words,
    csrf: String,
    /// None where the code is known.
    code: Option<Field>,
    known: String,
    phone: Field,
    send: Button,
}

impl HtmlSafe for PhoneForm {}

impl PhoneForm {
    /// The form with what was typed: the code alone shows how far a dossier is, the telephone shows the rest.
    pub fn of(visit: &Visit, code: &str, phone: &str) -> Self {
        let words = visit.words;
        let field = Field::text(words, "code", words.say("portal-track-code")).value(code);
        Self {
            code: Some(field.hint(words.say("portal-track-hint"))),
            phone: Self::phone(words).value(phone).hint(words.say("own-follow-phone-why")).optional(),
            send: Button::primary(words.say("show")),
            ..Self::more(visit, code)
        }
    }

    /// The form for more about a dossier.
    pub fn more(visit: &Visit, code: &str) -> Self {
        let words = visit.words;
        Self {
            words,
            csrf: visit.csrf().to_owned(),
            code: None,
            known: code.to_owned(),
            phone: Self::phone(words).hint(words.say("own-follow-phone-hint")),
            send: Button::quiet(words.say("own-follow-send")),
        }
    }

    fn phone(words: &'static Words) -> Field {
        Field::phone(words, "phone", words.say("own-follow-phone"))
    }
}

#[derive(Template)]
#[template(path = "own/follow.html")]
struct Ask {
    layout: Layout,
    errors: ErrorSummary,
    /// What to look at where the pair fits nothing.
    next: Option<String>,
    form: PhoneForm,
}

#[derive(Template)]
#[template(path = "own/followed.html")]
struct Followed {
    layout: Layout,
    words: &'static Words,
    course: CourseView,
}

/// `POST /track`
pub async fn begin(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let typed = |name: &str| sent.fields.get(name).trim().chars().take(TYPED).collect::<String>();
    let (code, phone) = (typed("code"), typed("phone"));
    let (field, key, status) = if code.is_empty() {
        ("code", "own-follow-no-code", StatusCode::UNPROCESSABLE_ENTITY)
    } else if phone.is_empty() && typed("more").is_empty() {
        return Ok(Redirect::to(&by_code(&code)).into_response());
    } else if phone.is_empty() {
        ("phone", "own-follow-no-phone", StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        match web.followed_by_phone(&visit.address, &code, &phone).await {
            Ok(following) => return Ok(let_in(&web, &following)),
            Err(Fail(AppError::NotFound)) => ("code", "own-follow-missing", StatusCode::NOT_FOUND),
            Err(Fail(AppError::TooMany { .. })) => {
                ("code", "own-follow-too-many", StatusCode::TOO_MANY_REQUESTS)
            }
            Err(other) => return Err(other),
        }
    };
    let mut response = again(&web, &visit, (field, key), [&code, &phone]);
    *response.status_mut() = status;
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(60));
    }
    Ok(response)
}

/// The form with what was typed, and what is wrong with it.
fn again(web: &Web, visit: &Visit, (field, key): (&str, &'static str), [code, phone]: [&str; 2]) -> Response {
    let words = visit.words;
    let problem = FieldProblem { field: field.to_owned(), message: words.say(key) };
    let mut layout = layout(web, visit, words.say("portal-track"));
    layout.breadcrumbs =
        vec![Link::new("/", words.say("home")), Link::new("/track", words.say("portal-track"))];
    let errors = ErrorSummary { words, problems: vec![problem] };
    let next = (key == "own-follow-missing").then(|| words.say("own-follow-missing-next"));
    html(&Ask { layout, errors, next, form: PhoneForm::of(visit, code, phone) })
}

/// Where the code alone leads.
fn by_code(code: &str) -> String {
    let asked = serde_urlencoded::to_string([("code", code)]).unwrap_or_default();
    format!("/track?{asked}")
}

/// Gives the pass, and leads to the dossier.
fn let_in(web: &Web, following: &Following) -> Response {
    let cookie = set_cookie(web, (FOLLOW, "/track"), &following.pass, following.seconds);
    let to = Redirect::to(&format!("/track/{}", following.code));
    ([(header::SET_COOKIE, cookie)], to).into_response()
}

/// The pass that a browser brought; empty where it brought none.
pub fn pass_of(headers: &HeaderMap) -> String {
    cookie(headers, FOLLOW).unwrap_or_default().to_owned()
}

/// `GET /track/{code}`: who has no pass is asked for the telephone.
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Fail> {
    let look = match web.app.follow_look(&code, &pass_of(&headers)).await {
        Ok(look) => look,
        Err(AppError::NotFound) => {
            return Ok(Redirect::to(&by_code(&code)).into_response());
        }
        Err(other) => return Err(other.into()),
    };
    let words = visit.words;
    let places = Places { base: format!("/track/{}", look.dossier.filing.code), acts: None };
    let mut layout = layout(&web, &visit, look.dossier.filing.code.as_str());
    layout.breadcrumbs =
        vec![Link::new("/", words.say("home")), Link::new("/track", words.say("portal-track"))];
    Ok(html(&Followed { layout, words, course: course::view(&web, words, &look, &places) }))
}
