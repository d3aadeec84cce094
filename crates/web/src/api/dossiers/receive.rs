//! Take a dossier in: at the counter, by post, or as an online submission that waits to be accepted.

use super::input::{self, ApplicantSent, PaperSent};
use super::shapes::Answer;
use crate::api::body::Body;
use crate::api::problem::Fault;
use crate::frame::{Visit, Web};
use app::Problem;
use app::dossier::Intake;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::identity::Actor;
use domain::words::Channel;
use utoipa::ToSchema;

/// A dossier as it is handed in.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct Filing {
    /// The procedure's code.
    #[schema(examples("1.001193"))]
    procedure: String,
    /// The unit's code; the key's own unit where it isn't said. A province's key may name any unit of the
    /// province: the dossier is filed at the centre and handed over to that unit.
    #[schema(examples("14758"))]
    unit: Option<String>,
    /// The code of the unit that is competent, where that isn't the unit that takes it in: the dossier gets
    /// its number here and is handed over at once.
    #[schema(examples("14797"))]
    competent: Option<String>,
    /// Which of the procedure's cases it is; must be said where its `channels` say `case_needed`.
    #[schema(examples("1.000656.02"))]
    case: Option<String>,
    /// `counter`, `online` or `post`; `counter` where it isn't said.
    #[schema(examples("counter"), pattern = "^(counter|online|post)$")]
    channel: Option<String>,
    /// Who asks.
    applicant: ApplicantSent,
    /// The papers.
    #[schema(max_items = 60)]
    documents: Option<Vec<PaperSent>>,
    /// What the procedure's form asks for.
    #[schema(value_type = Option<Object>)]
    data: Option<serde_json::Map<String, serde_json::Value>>,
    /// What is asked, in the person's words.
    #[schema(max_length = 2000)]
    content: Option<String>,
    /// Fees in đồng; the catalogue's where it isn't said.
    #[schema(minimum = 0, maximum = 100_000_000_000_i64)]
    fee_vnd: Option<i64>,
    /// Codes of the procedures that begin together with it; all that the procedure offers for what is asked,
    /// where it isn't said.
    #[schema(max_items = 20)]
    with: Option<Vec<String>>,
}

/// Receive a dossier: the legal clock starts.
#[utoipa::path(
    post, path = "/api/v1/dossiers", operation_id = "receiveDossier", tag = "dossiers",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
        description = "makes repeating harmless: the same key and body get the first answer again")),
    request_body = Filing,
    responses((status = 201, body = Answer, headers(
        ("Location" = String, description = "the dossier"),
        ("ETag" = String, description = "its version, for If-Match"),
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn receive(State(web): State<Web>, visit: Visit, body: Body) -> Result<Response, Fault> {
    let actor = visit.actor()?;
    let intake = read(&web, &actor, &body).await?;
    let answered = web.app.dossier_receive(&actor, intake, body.once()?).await;
    answer(answered)
}

/// File an online submission: it waits to be accepted by reception.
#[utoipa::path(
    post, path = "/api/v1/submissions", operation_id = "submitDossier", tag = "dossiers",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
        description = "makes repeating harmless: the same key and body get the first answer again")),
    request_body = Filing,
    responses((status = 201, body = Answer, headers(
        ("Location" = String, description = "the dossier"),
        ("ETag" = String, description = "its version, for If-Match"),
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn submit(State(web): State<Web>, visit: Visit, body: Body) -> Result<Response, Fault> {
    let actor = visit.actor()?;
    let intake = read(&web, &actor, &body).await?;
    if !matches!(intake.channel.as_str(), "" | "online") {
        return Err(Fault::invalid(vec![Problem::new("channel", "problem-choice")]));
    }
    let answered = web.app.dossier_submit(&actor, intake, body.once()?).await;
    answer(answered)
}

fn answer(answered: Result<(app::dossier::Answer, bool), app::AppError>) -> Result<Response, Fault> {
    let place = |field: &str| input::place_applicant(field, "applicant");
    let (answer, replayed) = answered.map_err(|e| Fault::from(e).placed(place))?;
    Ok(Answer::from(answer).response(StatusCode::CREATED, replayed))
}

async fn read(web: &Web, actor: &Actor, body: &Body) -> Result<Intake, Fault> {
    let (mut from, mut problems) = (body.read(), Vec::new());
    let found = &mut problems;
    let procedure = from.text("procedure", found);
    if procedure.is_none() {
        from.missing("procedure", found);
    }
    let channel = from.text("channel", found).unwrap_or_default();
    if !channel.is_empty() && Channel::parse(&channel).is_none() {
        found.push(Problem::new("channel", "problem-channel"));
    }
    let applicant = from.object("applicant", found, input::applicant);
    if applicant.is_none() {
        from.missing("applicant", found);
    }
    let papers = from.objects("documents", found, input::paper);
    let mut intake = Intake {
        procedure: procedure.unwrap_or_default(),
        unit: from.text("unit", found).unwrap_or_default(),
        competent: from.text("competent", found).unwrap_or_default(),
        case: from.text("case", found).unwrap_or_default(),
        channel,
        applicant: applicant.unwrap_or_default(),
        content: from.text("content", found).unwrap_or_default(),
        documents: Vec::new(),
        data: from.map("data", found),
        fee_vnd: from.number("fee_vnd", found),
        with: from.has("with").then(|| from.texts("with", found)),
    };
    from.end(found);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    intake.documents = input::with_scans(web, actor, papers, "documents").await?;
    Ok(intake)
}
