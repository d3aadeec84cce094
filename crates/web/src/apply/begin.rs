//! Before anything is typed: what is asked for, how long it takes, and what one needs at hand.

use super::{BEGINNINGS, Here, Room, browser_cookie, offered};
use crate::components::{Button, Link, Notice, NoticeKind, Problem};
use crate::frame::{Fail, Sent, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::portal::card;
use crate::portal::papers::Papers;
use crate::show;
use app::AppError;
use app::apply::{Body, Owner};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::identity::{Citizen, CitizenKind};
use domain::words::Channel;

#[derive(Template)]
#[template(path = "apply/begin.html")]
struct Begin {
    layout: Layout,
    takes: String,
    costs: String,
    papers: Papers,
    action: String,
    start: Option<Button>,
    not_offered: Option<Notice>,
    wrong: Option<Notice>,
    about: Link,
    begun: Option<Link>,
}

/// `GET /apply/{procedure}`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Fail> {
    page(&Here::of(&web, &visit, &headers)?, &code, None).await
}

async fn page(here: &Here<'_>, code: &str, wrong: Option<Problem>) -> Result<Response, Fail> {
    let (web, words) = (here.web, here.visit.words);
    let catalogue = web.app.catalogue();
    let running = catalogue.find(code).filter(|running| running.is_public()).ok_or(AppError::NotFound)?;
    let facts = &running.definition.facts;
    let said = card(words, running);
    let offered = offered(running);
    let drafts = web.app.drafts(&here.owners).await?;
    let begun = drafts.iter().find(|draft| draft.procedure == *running.definition.code());
    let mut layout = here.layout(show::procedure(words, &running.definition));
    layout.breadcrumbs = vec![Link::new(here.base(), words.say("apply-title"))];
    let code = encode(facts.code.as_str());
    let warn = |key: &str| Notice::new(words, NoticeKind::Warning, words.say(key));
    Ok(html(&Begin {
        takes: said.deadline,
        costs: said.fee,
        papers: Papers::of(words, &facts.documents, Channel::Online),
        action: format!("{}/{code}", here.base()),
        start: offered.then(|| Button::primary(words.say("apply-begin"))),
        not_offered: (!offered).then(|| warn("apply-not-offered")),
        wrong: wrong.map(|problem| Notice::new(words, NoticeKind::Error, problem.message)),
        about: Link::new(format!("/procedures/{code}"), words.say("apply-about")),
        begun: begun.map(|draft| Link::new(here.at(draft.dossier(), "who"), words.say("apply-go-on"))),
        layout,
    }))
}

/// `POST /apply/{procedure}`: a draft, and its first step.
pub async fn begin(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
    _: Sent,
) -> Result<Response, Fail> {
    let here = Here::of(&web, &visit, &headers)?;
    web.within("apply-begin", &visit.address, BEGINNINGS)?;
    let catalogue = web.app.catalogue();
    if !catalogue.find(&code).is_some_and(offered) {
        return Err(Fail(AppError::NotFound));
    }
    let body = known(&here);
    let (owner, token) = if let Some(owner) = here.owners.first() {
        (owner.clone(), None)
    } else {
        let token = crate::desk::new_key(&web);
        (Owner::browser(&token), Some(token))
    };
    let draft = match web.app.draft_begin(&owner, &code, body).await {
        Ok(draft) => draft,
        Err(error @ AppError::Invalid(_)) => {
            let mut problems = show::form_error(visit.words, error, str::to_owned)?;
            let mut response = page(&here, &code, problems.pop()).await?;
            *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
        Err(other) => return Err(other.into()),
    };
    let to = Redirect::to(&here.at(draft.dossier(), "who"));
    Ok(match token {
        Some(token) => ([(header::SET_COOKIE, browser_cookie(&web, &token))], to).into_response(),
        None => to.into_response(),
    })
}

/// What is known before anybody types: who signed in.
fn known(here: &Here<'_>) -> Body {
    let mut body = Body::default();
    let Some(signed) = here.visit.citizen.as_ref().filter(|_| here.room == Room::Citizens) else {
        return body;
    };
    for (name, value) in identity(&signed.citizen) {
        body.set(name, &value);
    }
    body
}

/// What the identity provider said of a citizen, by the names of the first step's fields.
pub(super) fn identity(citizen: &Citizen) -> Vec<(&'static str, String)> {
    let business = citizen.kind == CitizenKind::Business;
    let number = citizen.personal_number.as_ref().map(|n| n.as_str().to_owned());
    let phone = citizen.phone.as_ref().map(domain::words::Phone::dialled);
    let tax_code = citizen.tax_codes.first().filter(|_| business).map(|c| c.as_str().to_owned());
    let parts = [
        ("as", Some(if business { "business" } else { "person" }.to_owned())),
        ("name", Some(citizen.name.clone())),
        ("personal_number", number),
        ("phone", phone),
        ("tax_code", tax_code),
    ];
    parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
