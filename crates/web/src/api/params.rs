//! What a program writes in the address and the headers: query parameters, versions, language of dates.

use super::problem::Fault;
use app::{AppError, Problem};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::words::Day;
use serde::Serialize;

/// Query parameters, taken out one by one; what is left at the end is unknown.
pub struct Params {
    left: Vec<(String, String)>,
    problems: Vec<Problem>,
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let query = parts.uri.query().unwrap_or_default();
        let unreadable = |_| AppError::invalid("", "problem-form-unreadable");
        let mut left: Vec<(String, String)> = serde_urlencoded::from_str(query).map_err(unreadable)?;
        // The language of the answer is chosen before any handler is asked.
        left.retain(|(name, _)| name != "lang");
        Ok(Self { left, problems: Vec::new() })
    }
}

impl Params {
    /// A text; empty where it isn't there.
    pub fn text(&mut self, name: &str) -> String {
        let found = self.left.iter().position(|(n, _)| n == name);
        found.map(|at| self.left.remove(at).1).unwrap_or_default()
    }

    /// A number of rows: from 1 to `most`, or `usual` where it isn't said.
    pub fn limit(&mut self, usual: u32, most: u32) -> u32 {
        let text = self.text("limit");
        if text.is_empty() {
            return usual;
        }
        text.parse().ok().filter(|n| (1..=most).contains(n)).unwrap_or_else(|| {
            self.wrong("limit", "problem-range");
            usual
        })
    }

    /// `true` or `false`; false where it isn't there.
    pub fn flag(&mut self, name: &str) -> bool {
        match self.text(name).as_str() {
            "true" | "1" => true,
            "" | "false" | "0" => false,
            _ => {
                self.wrong(name, "problem-choice");
                false
            }
        }
    }

    /// A day, `2025-08-15`.
    pub fn day(&mut self, name: &str, usual: Day) -> Day {
        self.day_if_said(name).unwrap_or(usual)
    }

    /// A day, where one is said.
    pub fn day_if_said(&mut self, name: &str) -> Option<Day> {
        let text = self.text(name);
        let day = Day::parse(&text).filter(|d| (1900..=2200).contains(&d.0.year()));
        if day.is_none() && !text.is_empty() {
            self.wrong(name, "problem-date");
        }
        day
    }

    /// Notes that a parameter is wrong.
    pub fn wrong(&mut self, name: &str, key: &'static str) {
        self.problems.push(Problem::new(name, key));
    }

    /// Refuses what nobody asked for, and everything that was wrong.
    pub fn end(mut self) -> Result<(), Fault> {
        for (name, _) in self.left.iter().take(20) {
            let name: String = name.chars().take(60).collect();
            self.problems.push(Problem::new(&name, "problem-unknown-field").with("name", &name));
        }
        if self.problems.is_empty() { Ok(()) } else { Err(Fault::invalid(self.problems)) }
    }
}

/// An entity tag: the text in quotes.
pub fn etag(of: impl std::fmt::Display) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{of}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// JSON under an entity tag; nothing but the tag when the client has it already.
pub fn tagged(headers: &HeaderMap, tag: HeaderValue, body: &impl Serialize) -> Response {
    let varies = [(header::ETAG, tag.clone()), (header::VARY, HeaderValue::from_static("Accept-Language"))];
    if known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, varies).into_response();
    }
    (varies, axum::Json(body)).into_response()
}

/// Whether `If-None-Match` names the tag.
pub fn known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let lines = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|v| v.to_str().ok());
    let weak = |t: &str| t.trim().trim_start_matches("W/").to_owned();
    let Ok(tag) = tag.to_str() else { return false };
    lines.flat_map(|l| l.split(',')).any(|t| t.trim() == "*" || weak(t) == tag)
}

/// The version that a request names in its body or in `If-Match`, and whether it was the header.
pub fn version(headers: &HeaderMap, in_body: Option<i64>) -> Result<(u32, bool), Fault> {
    let wrong = |field: &str| Fault::from(AppError::invalid(field, "problem-version"));
    let by_body = in_body.map(|n| u32::try_from(n).map_err(|_| wrong("version"))).transpose()?;
    let by_header = match headers.get(header::IF_MATCH) {
        None => None,
        Some(value) => {
            let inner = value.to_str().ok().and_then(|v| v.trim().strip_prefix('"')?.strip_suffix('"'));
            Some(inner.and_then(|n| n.parse::<u32>().ok()).ok_or_else(|| wrong("If-Match"))?)
        }
    };
    match (by_body, by_header) {
        (Some(a), Some(b)) if a != b => Err(wrong("version")),
        (_, Some(version)) => Ok((version, true)),
        (Some(version), None) => Ok((version, false)),
        (None, None) => {
            let error = AppError::invalid("version", "problem-version-missing");
            Err(Fault::seen(StatusCode::PRECONDITION_REQUIRED, "version-missing", error))
        }
    }
}

/// The header that says that an answer was given before.
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
