//! What the API says when it can't do what was asked: problem documents (RFC 9457) with stable codes.

use crate::frame::{Fail, Visit, own_words, said};
use crate::show;
use app::{AppError, Problem};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::dossier::{Refusal, RefusalCode};
use serde::Serialize;
use utoipa::ToSchema;

/// A problem: what happened, and what to do next, in the language that `Accept-Language` asks for.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDoc {
    /// `urn:motcua:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(examples("urn:motcua:problem:stale"))]
    kind: String,
    /// What happened, in a few words.
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What happened here.
    detail: String,
    /// The stable code; programs decide by it, never by the words.
    #[schema(examples("stale"))]
    code: String,
    /// What to do next.
    next: String,
    /// Everything that is wrong with what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// The article of law that stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Điều 17 Nghị định 118/2025/NĐ-CP"))]
    article: Option<&'static str>,
    /// The version that the dossier has now, where the request named an older one.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
}

/// One thing that is wrong with what was sent.
#[derive(Serialize, ToSchema)]
pub struct FieldError {
    /// Where: `applicant.personal_number`, `documents.0.copies`; empty when it is about the whole.
    #[schema(examples("applicant.personal_number"))]
    field: String,
    /// The stable code.
    #[schema(examples("personal-number-length"))]
    code: String,
    /// In words.
    detail: String,
}

/// An error as a problem document, in the client's language.
pub fn problem(visit: &Visit, error: &AppError, status: StatusCode, code: &'static str) -> Response {
    let kind = own_words(error).map_or_else(|| worded(status).to_string(), str::to_owned);
    let part = |part: &str| visit.words.say(&format!("error-{kind}-{part}"));
    let mut doc = ProblemDoc {
        kind: format!("urn:motcua:problem:{code}"),
        title: part("title"),
        status: status.as_u16(),
        detail: part("what"),
        code: code.to_owned(),
        next: part("next"),
        errors: Vec::new(),
        article: None,
        version: None,
    };
    match error {
        AppError::Invalid(problems) => doc.errors = problems.iter().map(|p| field_error(visit, p)).collect(),
        AppError::Refused(refusal) => refused(visit, refusal, &mut doc),
        AppError::KeyReused => doc.detail = visit.words.say("api-key-reused"),
        AppError::Paper(fault) => doc.detail = visit.words.say_one("error-paper", "fault", fault.to_string()),
        _ => {}
    }
    let body = serde_json::to_string(&doc).unwrap_or_default();
    let language = HeaderValue::from_static(visit.words.tag());
    let kind = HeaderValue::from_static("application/problem+json");
    let mut response =
        (status, [(header::CONTENT_TYPE, kind), (header::CONTENT_LANGUAGE, language)], body).into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// The status whose words are said.
fn worded(status: StatusCode) -> u16 {
    match status.as_u16() {
        n @ (400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 503 | 507) => n,
        _ => 500,
    }
}

fn field_error(visit: &Visit, problem: &Problem) -> FieldError {
    let code = problem.key.trim_start_matches("problem-").to_owned();
    FieldError { field: problem.field.clone(), code, detail: said(visit, problem.key, &problem.facts) }
}

fn refused(visit: &Visit, refusal: &Refusal, doc: &mut ProblemDoc) {
    doc.detail = show::refusal_said(visit.words, refusal);
    if refusal.code != RefusalCode::Stale && refusal.code.field().is_none() {
        // Nobody changed anything: the process or the law stands in the way.
        doc.title = visit.words.say("api-refused-title");
        doc.next = visit.words.say("api-refused-next");
    }
    doc.article = refusal.code.article();
    let code = refusal.code.key().trim_start_matches("refusal-");
    if let Some(field) = refusal.code.field() {
        let (field, code) = (format!("data.{field}"), code.to_owned());
        doc.errors.push(FieldError { field, code, detail: doc.detail.clone() });
    }
    if refusal.code == RefusalCode::Stale {
        let version = refusal.facts.iter().find(|(name, _)| *name == "version");
        doc.version = version.and_then(|(_, v)| v.parse().ok());
    }
}

/// An error of the API, with the status and code that HTTP has for it where these say more.
#[derive(Debug)]
pub struct Fault {
    error: AppError,
    seen: Option<(StatusCode, &'static str)>,
}

impl Fault {
    /// An error under a status and a code of its own.
    pub fn seen(status: StatusCode, code: &'static str, error: AppError) -> Self {
        Self { error, seen: Some((status, code)) }
    }

    /// Everything that is wrong with what was sent.
    pub fn invalid(problems: Vec<Problem>) -> Self {
        AppError::Invalid(problems).into()
    }

    /// The same, with fields named as the API nests them.
    pub fn placed(mut self, place: impl Fn(&str) -> String) -> Self {
        if let AppError::Invalid(problems) = &mut self.error {
            for problem in problems {
                problem.field = place(&problem.field);
            }
        }
        self
    }

    /// The same, where `If-Match` named the version: it is the precondition that failed.
    pub fn by_precondition(mut self, by_header: bool) -> Self {
        let stale = matches!(&self.error, AppError::Refused(r) if r.code == RefusalCode::Stale);
        if by_header && stale {
            self.seen = Some((StatusCode::PRECONDITION_FAILED, "stale"));
        }
        self
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self { error, seen: None }
    }
}

impl From<Fail> for Fault {
    fn from(fail: Fail) -> Self {
        fail.0.into()
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match self.seen {
            Some((status, code)) => Fail(self.error).answered(status, code),
            None => Fail(self.error).into_response(),
        }
    }
}
