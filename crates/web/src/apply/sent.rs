//! What a draft became: the code, by when somebody looks at it, and how it is followed.

use super::Here;
use crate::components::{Button, Link, Notice, NoticeKind, Summary, SummaryRow};
use crate::frame::{Fail, encode, html};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::response::Response;
use domain::words::DossierId;
use lang::Words;

#[derive(Template)]
#[template(path = "apply/sent.html")]
struct SentPage {
    layout: Layout,
    words: &'static Words,
    summary: Summary,
    follow: Button,
    more: Link,
}

/// `GET …/sent`, for who sent it.
pub(super) async fn show(here: &Here<'_>, id: DossierId) -> Result<Response, Fail> {
    let (web, words) = (here.web, here.visit.words);
    let person = here.sender().ok_or(AppError::NotFound)?;
    let sent = web.app.apply_sent(id.0, person).await?.ok_or(AppError::NotFound)?;
    let (dossier, catalogue) = (sent.dossier, web.app.catalogue());
    let running = catalogue.get(&dossier.filing.procedure);
    let name = running.map_or_else(
        || dossier.filing.procedure.to_string(),
        |running| show::procedure(words, &running.definition).to_owned(),
    );
    let code = dossier.filing.code.as_str();
    let mut rows = vec![
        SummaryRow::new(words.say("apply-dossier-code"), code),
        SummaryRow::new(words.say("desk-part-procedure"), name),
        SummaryRow::new(words.say("desk-part-person"), dossier.filing.applicant.name.as_str()),
    ];
    let unit = dossier.owner.as_ref().map_or(&dossier.filing.unit, |place| &place.unit);
    rows.push(SummaryRow::new(words.say("apply-unit"), web.app.world().unit_name(unit)));
    if let Some(at) = dossier.answer_by {
        let by = words.say_one("apply-answered-by", "at", show::near(words, web.app.now(), at));
        rows.push(SummaryRow::new(words.say("apply-answered"), by));
    }
    let mut layout = here.layout(words.say("apply-sent"));
    layout.notice = Some(Notice::new(words, NoticeKind::Success, words.say("apply-sent-what")));
    Ok(html(&SentPage {
        summary: Summary { rows },
        follow: Button::primary(words.say("apply-follow")).to(format!("/track?code={}", encode(code))),
        more: Link::new(here.base(), words.say("apply-another")),
        words,
        layout,
    }))
}
