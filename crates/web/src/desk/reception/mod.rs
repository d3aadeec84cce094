//! Reception: one screen, keyboard alone, the promise before the confirmation. Every button of the page sends
//! the whole form, so that nothing typed is ever lost, with script or without.

mod received;
mod screen;
pub(crate) mod typed;

pub use received::show as received;

use super::{id_of, keep_files, queue};
use crate::brought::{Kept, named_files, status_of};
use crate::components::Problem as FieldProblem;
use crate::forms::DATA;
use crate::frame::{Fail, Fields, Sent, Visit, Web, html, status};
use crate::show;
use app::{AppError, Problem};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::{Applicant, Dossier};
use screen::Draft;
use typed::Typed;

/// `GET /desk/reception?procedure=&again=`: an empty form, or one for the same person again.
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Fail> {
    let mut fields = Fields::of(query);
    if !fields.get("again").is_empty() {
        let id = id_of(fields.get("again"))?;
        let before: Dossier = web.app.dossier_look(&visit.actor()?, id).await?.dossier;
        fill(&mut fields, &before.filing.applicant);
    }
    Ok(html(&Draft::new(fields).screen(&web, &visit).await?))
}

/// `POST /desk/reception`: finds, fills in, checks or receives, as the button says.
pub async fn send(State(web): State<Web>, visit: Visit, mut sent: Sent) -> Result<Response, Fail> {
    let actor = visit.actor()?;
    let once = sent.once();
    let pressed = sent.fields.has("press");
    if pressed {
        queue::press(&web, &visit, &sent).await?;
    }
    let named = named_files(sent.fields.pairs());
    let files = std::mem::take(&mut sent.files);
    let (kept, wrong) = keep_files(&web, &actor, files, named).await?;
    let mut draft = Draft { kept, ..Draft::new(sent.fields) };
    draft.problems = show::problems(visit.words, &wrong, str::to_owned);
    draft.wrong = status_of(&wrong);
    match draft.fields.get("do").to_owned().as_str() {
        _ if pressed => {}
        _ if !draft.fields.get("pick").is_empty() => draft.pick(),
        "change" => draft.fields.set("procedure", ""),
        "more" => {
            let more = typed::extras(&draft.fields) + 1;
            draft.fields.set("extras", &more.to_string());
        }
        "known" => draft.known(&web, &visit).await?,
        "receive" if draft.problems.is_empty() => return receive(web, visit, draft, once).await,
        "receive" | "check" => draft.check(&web, &visit)?,
        _ => {}
    }
    draft.answer(&web, &visit).await
}

async fn receive(
    web: Web,
    visit: Visit,
    mut draft: Draft,
    once: Option<app::Once>,
) -> Result<Response, Fail> {
    let code = draft.fields.get("procedure").to_owned();
    let catalogue = web.app.catalogue();
    let Some(running) = catalogue.find(&code) else {
        draft.problem(&visit, "find", "desk-problem-no-procedure");
        return draft.answer(&web, &visit).await;
    };
    let typed = Typed::read(&web, visit.words, &draft.fields, running, &draft.kept);
    if typed.filled.is_wrong() {
        draft.check(&web, &visit)?;
        return draft.answer(&web, &visit).await;
    }
    match web.app.dossier_receive(&visit.actor()?, typed.intake.clone(), once).await {
        Ok((answer, _)) => {
            Ok(Redirect::to(&format!("/desk/dossiers/{}/received", answer.id)).into_response())
        }
        Err(AppError::KeyReused) => {
            draft.problem(&visit, "", "desk-problem-sent-before");
            draft.answer(&web, &visit).await
        }
        Err(error) => {
            draft.wrong = status(&error);
            draft.problems = show::form_error(visit.words, error, |name| typed.field(name))?;
            draft.answer(&web, &visit).await
        }
    }
}

impl Draft {
    /// A form with these answers.
    fn new(fields: Fields) -> Self {
        Self {
            fields,
            kept: Kept::new(),
            problems: Vec::new(),
            notice: None,
            wrong: StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// Chooses a procedure; the fee is the new one's.
    fn pick(&mut self) {
        let code = self.fields.get("pick").to_owned();
        self.fields.set("procedure", &code);
        self.fields.set("fee_vnd", "");
        self.fields.set("case", "");
    }

    fn problem(&mut self, visit: &Visit, field: &str, key: &str) {
        self.problems.push(FieldProblem { field: field.to_owned(), message: visit.words.say(key) });
    }

    /// Fills in what an earlier dossier of the unit says about the person; what is typed stays.
    async fn known(&mut self, web: &Web, visit: &Visit) -> Result<(), Fail> {
        let number = self.fields.get("personal_number").to_owned();
        match web.app.applicant_before(&visit.actor()?, &number).await? {
            Some(person) => {
                fill(&mut self.fields, &person);
                self.notice = Some(visit.words.say("desk-known-filled"));
            }
            None => self.notice = Some(visit.words.say("desk-known-none")),
        }
        Ok(())
    }

    /// Every problem at once, without receiving.
    fn check(&mut self, web: &Web, visit: &Visit) -> Result<(), Fail> {
        let catalogue = web.app.catalogue();
        let Some(running) = catalogue.find(self.fields.get("procedure")) else {
            if self.fields.get("find").trim().is_empty() {
                self.problem(visit, "find", "desk-problem-no-procedure");
            }
            return Ok(());
        };
        let typed = Typed::read(web, visit.words, &self.fields, running, &self.kept);
        let found: Vec<Problem> = web.app.dossier_check(&visit.actor()?, &typed.intake);
        let mut problems = typed.filled.problems(visit.words, DATA);
        // What is no value is told as such, and not once more as a value that doesn't fit.
        let more = show::problems(visit.words, &found, |name| typed.field(name));
        problems.extend(
            more.into_iter().filter(|m| !problems.iter().any(|p| p.field == m.field)).collect::<Vec<_>>(),
        );
        self.problems.extend(problems);
        Ok(())
    }

    async fn answer(self, web: &Web, visit: &Visit) -> Result<Response, Fail> {
        let wrong = (!self.problems.is_empty()).then_some(self.wrong);
        let mut response = html(&self.screen(web, visit).await?);
        if let Some(status) = wrong {
            *response.status_mut() = status;
        }
        Ok(response)
    }
}

/// Puts a person into the fields that are still empty.
fn fill(fields: &mut Fields, person: &Applicant) {
    let number = person.personal_number.as_ref().map(|n| n.as_str().to_owned());
    let tax = person.tax_code.as_ref().map(|c| c.as_str().to_owned());
    let phone = person.phone.as_ref().map(domain::words::Phone::dialled);
    let parts = [
        ("name", person.name.clone()),
        ("personal_number", number.unwrap_or_default()),
        ("tax_code", tax.unwrap_or_default()),
        ("phone", phone.unwrap_or_default()),
        ("address", person.address.clone()),
    ];
    for (name, value) in parts {
        if fields.get(name).trim().is_empty() {
            fields.set(name, &value);
        }
    }
}
