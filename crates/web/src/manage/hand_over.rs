//! A person's whole worklist goes to others: what there is, to whom it can go, and the one button.

use super::form::{person, roles_said};
use crate::components::{
    Button, Choice, Confirm, ErrorSummary, Field, Link, Notice, NoticeKind, Problem, Summary, SummaryRow,
};
use crate::desk::new_key;
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::{AppError, HandOverInput, HandOverView};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::PersonId;

#[derive(Template)]
#[template(
    source = "{% extends \"layout.html\" %}{% block main %}{{ errors }}{{ confirm }}{% endblock %}",
    ext = "html"
)]
struct Page {
    layout: Layout,
    errors: ErrorSummary,
    confirm: Confirm,
}

/// `GET /manage/people/{id}/hand-over`
pub async fn ask(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    Ok(html(&page(&web, &visit, person(&id)?, &Fields::default(), Vec::new()).await?))
}

/// `POST /manage/people/{id}/hand-over`
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let who = person(&id)?;
    let input = HandOverInput {
        to: sent.fields.all("to").map(str::to_owned).collect(),
        reason: sent.fields.get("reason").to_owned(),
        close: sent.fields.get("close") == "1",
    };
    match web.app.worklist_hand_over(&visit.actor()?, who, &input, sent.once()).await {
        Ok(_) => Ok(Redirect::to(&format!("/manage/people/{who}?said=handed-over")).into_response()),
        Err(error) => {
            let code = status(&error);
            let error = in_words(&web, &visit, error);
            let problems = show::form_error(visit.words, error, str::to_owned)?;
            let mut response = html(&page(&web, &visit, who, &sent.fields, problems).await?);
            *response.status_mut() = code;
            Ok(response)
        }
    }
}

/// A step that a refusal names is called by its title.
pub fn in_words(web: &Web, visit: &Visit, error: AppError) -> AppError {
    let AppError::Refused(mut refusal) = error else { return error };
    let process = &web.app.world().process;
    for (_, value) in refusal.facts.iter_mut().filter(|(name, _)| *name == "step") {
        if let Ok(step) = value.parse() {
            *value = show::step(visit.words, process, &step);
        }
    }
    AppError::Refused(refusal)
}

async fn page(
    web: &Web,
    visit: &Visit,
    who: PersonId,
    typed: &Fields,
    problems: Vec<Problem>,
) -> Result<Page, Fail> {
    let words = visit.words;
    let view = web.app.hand_over_view(&visit.actor()?, who).await?;
    let errors = ErrorSummary { words, problems };
    let back = format!("/manage/people/{who}");
    let mut layout = web.layout(visit, words.say("hand-over-title"), Area::People);
    layout.breadcrumbs = vec![
        Link::new("/manage/people", words.say("nav-people")),
        Link::new(back.clone(), &view.account.name),
    ];
    let nothing = view.work.is_empty();
    let notice = if nothing { "hand-over-empty" } else { "hand-over-what" };
    let kind = if nothing { NoticeKind::Info } else { NoticeKind::Warning };
    let confirm = Confirm {
        words,
        title: words.say("hand-over-title"),
        notice: Some(Notice::new(words, kind, words.say(notice))),
        summary: summary(web, visit, &view),
        fields: fields(visit, &view, typed, &errors),
        action: format!("{back}/hand-over"),
        hidden: vec![("csrf".to_owned(), visit.csrf().to_owned()), ("key".to_owned(), new_key(web))],
        button: Button::primary(words.say("hand-over")),
        back,
    };
    Ok(Page { layout, errors, confirm })
}

fn summary(web: &Web, visit: &Visit, view: &HandOverView) -> Summary {
    let words = visit.words;
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    let process = &web.app.world().process;
    let all: u32 = view.work.iter().map(|(_, n)| n).sum();
    let step = |(step, n): &(domain::words::StepId, u32)| {
        let args = [("step", show::step(words, process, step).into()), ("count", (*n).into())];
        words.say_with("hand-over-step", &args)
    };
    let steps: Vec<String> = view.work.iter().map(step).collect();
    let counted = words.say_one("hand-over-count", "count", all);
    let counted = if steps.is_empty() { counted } else { format!("{counted}: {}", steps.join(", ")) };
    let mut rows = vec![
        row("manage-name", view.account.name.clone()),
        row("manage-title", view.account.title.clone()),
        row("hand-over-work", counted),
    ];
    if view.delegations > 0 {
        rows.push(row("delegations", view.delegations.to_string()));
    }
    Summary { rows }
}

fn fields(visit: &Visit, view: &HandOverView, typed: &Fields, errors: &ErrorSummary) -> Vec<Field> {
    let words = visit.words;
    let mut fields = Vec::new();
    if !view.work.is_empty() {
        let heir = |c: &domain::dossier::Colleague| {
            let id = c.person.to_string();
            Choice {
                hint: Some(roles_said(words, &c.roles)),
                chosen: typed.all("to").any(|to| to == id),
                ..Choice::new(id, &c.name)
            }
        };
        let heirs = view.heirs.iter().map(heir).collect();
        let to = Field::checkboxes(words, "to", words.say("hand-over-to"), heirs);
        fields.push(to.hint(words.say("hand-over-to-hint")).error(errors.of("to")));
    }
    let reason = Field::text(words, "reason", words.say("hand-over-reason"));
    fields.push(reason.value(typed.get("reason")).error(errors.of("reason")));
    if view.may_close && view.account.open {
        let close = Field::checkbox(words, "close", words.say("hand-over-close"));
        fields.push(close.value(typed.get("close")).hint(words.say("hand-over-close-hint")).optional());
    }
    fields
}
