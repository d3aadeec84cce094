//! Does this certificate hold? The QR code on it leads here; who doesn't have it finds nothing but what a
//! register lists for everybody.

use crate::components::{Link, Notice, NoticeKind, Summary, SummaryRow};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::registers::{Certificate, Certified};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::registers::Standing;
use lang::Words;

#[derive(Template)]
#[template(path = "portal/certificate.html")]
struct Screen {
    layout: Layout,
    verdict: Notice,
    summary: Summary,
    limits: String,
}

/// `GET /register/{register}/{number}?u=&v=&c=`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path((register, number)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let (words, asked) = (visit.words, visit.asked());
    let text = |name: &str| asked.get(name).to_owned();
    let said = Certificate { register, number, unit: text("u"), version: text("v"), code: text("c") };
    // Without a code nobody holds a certificate: the record was found in the search.
    let listed = said.code.is_empty();
    let found = match web.certified(&visit.address, &said).await {
        Ok(found) => Some(found),
        Err(Fail(AppError::NotFound)) => None,
        Err(other) => return Err(other),
    };
    let mut layout =
        web.layout(&visit, words.say(if listed { "find-record-title" } else { "certificate" }), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let missing = found.is_none();
    let screen = Screen {
        layout,
        verdict: verdict(words, found.as_ref(), listed),
        limits: words.say(if listed { "find-record-limits" } else { "certificate-limits" }),
        summary: Summary { rows: found.map(|f| rows(&web, words, &f)).unwrap_or_default() },
    };
    let mut response = html(&screen);
    if missing {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

fn verdict(words: &'static Words, found: Option<&Certified>, listed: bool) -> Notice {
    let Some(found) = found else {
        let key = if listed { "find-record-none" } else { "certificate-false" };
        return Notice::new(words, NoticeKind::Error, words.say(key));
    };
    let kind = match found.standing {
        Standing::Valid => NoticeKind::Success,
        Standing::Replaced | Standing::Expired => NoticeKind::Warning,
        Standing::Ended => NoticeKind::Error,
    };
    let standing = found.standing.as_str();
    let key = if listed { format!("find-record-{standing}") } else { format!("certificate-{standing}") };
    Notice::new(words, kind, words.say(&key))
}

fn rows(web: &Web, words: &'static Words, found: &Certified) -> Vec<SummaryRow> {
    let mut rows = vec![
        SummaryRow::new(words.say("register"), show::text(words, &found.register.register.title)),
        SummaryRow::new(words.say("register-number"), found.number.clone()),
        SummaryRow::new(words.say("desk-unit"), web.app.world().unit_name(&found.unit)),
        SummaryRow::new(words.say("register-holds"), show::span(words, found.from, found.until)),
    ];
    if let Some(ended) = found.ended {
        rows.push(SummaryRow::new(words.say("register-ended-on"), show::day(words, ended)));
    }
    rows.extend(show::form_values(words, &found.register.form, &found.fields));
    rows
}
