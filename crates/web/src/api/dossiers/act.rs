//! Do something to a dossier.

use super::input::{self, ApplicantSent, PaperSent};
use super::shapes::Answer;
use crate::api::body::{Body, Object};
use crate::api::params::version;
use crate::api::problem::Fault;
use crate::frame::{Visit, Web};
use app::dossier::ActInput;
use app::{AppError, Problem};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::identity::Actor;
use domain::words::DossierId;
use utoipa::ToSchema;

/// What an act is told.
#[derive(ToSchema)]
#[schema(as = Act)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct ActSent {
    /// The version that was seen; `If-Match` may say it instead.
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// The officer's note.
    #[schema(max_length = 2000)]
    note: Option<String>,
    /// What this kind of act asks for.
    data: Option<ActData>,
}

/// What acts ask for; each kind looks at its own fields.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct ActData {
    /// Why: supplement, charge, refuse, extend, withdraw, correct.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// What is missing: supplement.
    #[schema(max_items = 40)]
    items: Option<Vec<String>>,
    /// Đồng: charge.
    #[schema(minimum = 0)]
    amount: Option<i64>,
    /// The new day: extend.
    #[schema(format = Date)]
    until: Option<String>,
    /// Number of the decision: approve.
    #[schema(max_length = 60)]
    number: Option<String>,
    /// What is decided: approve.
    #[schema(max_length = 2000)]
    summary: Option<String>,
    /// Who takes the result: deliver.
    #[schema(max_length = 200)]
    receiver: Option<String>,
    /// `counter`, `post` or `electronic`: deliver.
    #[schema(pattern = "^(counter|post|electronic)$")]
    way: Option<String>,
    /// Papers that came: resume.
    #[schema(max_items = 60)]
    documents: Option<Vec<PaperSent>>,
    /// The signed result, as digests that `POST /api/v1/uploads` answered with: approve.
    #[schema(max_items = 40)]
    files: Option<Vec<String>>,
    /// The applicant as it should read: correct.
    applicant: Option<ApplicantSent>,
    /// What is asked, as it should read: correct.
    #[schema(max_length = 2000)]
    content: Option<String>,
    /// Who gets it: assign; oneself where it is left out.
    #[schema(format = "uuid")]
    person: Option<String>,
    /// What the act's own form is filled with, where `form` of the dossier's `acts` names one.
    #[schema(value_type = Option<Object>)]
    answers: Option<serde_json::Map<String, serde_json::Value>>,
    /// The procedure's form as it was completed, whole: resume.
    #[schema(value_type = Option<Object>)]
    form: Option<serde_json::Map<String, serde_json::Value>>,
}

/// What was read, with scans that aren't looked up yet.
#[derive(Default)]
struct Read {
    input: ActInput,
    papers: Vec<input::Paper>,
    files: Vec<String>,
}

/// Do one of the acts that the dossier offers where it stands.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/acts/{act}", operation_id = "actOnDossier", tag = "dossiers",
    params(
        ("id" = String, Path, format = "uuid", description = "the dossier's id"),
        ("act" = String, Path, description = "the act's id, from `acts` of the dossier", example = "forward"),
        ("If-Match" = Option<String>, Header, description = "the version that was seen, `\"3\"`"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
            description = "makes repeating harmless: the same key and body get the first answer again"),
    ),
    request_body = ActSent,
    responses((status = 200, body = Answer, headers(
        ("ETag" = String, description = "the new version, for If-Match"),
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn act(
    State(web): State<Web>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    body: Body,
) -> Result<Response, Fault> {
    let actor = visit.actor()?;
    let id: DossierId = id.parse().map_err(|_| AppError::NotFound)?;
    let (read, by_header) = read(&body)?;
    let input = with_files(&web, &actor, read).await?;
    let done = web.app.dossier_act(&actor, id, &act, input, body.once()?).await;
    let (answer, replayed) = done.map_err(|e| Fault::from(e).placed(place).by_precondition(by_header))?;
    Ok(Answer::from(answer).response(StatusCode::OK, replayed))
}

/// Fields of acts stand in `data`, those of the applicant one level deeper.
fn place(field: &str) -> String {
    match field {
        "version" | "note" | "Idempotency-Key" => field.to_owned(),
        other if other.starts_with("data.") => format!("data.form.{}", other.trim_start_matches("data.")),
        other => format!("data.{}", input::place_applicant(other, "applicant")),
    }
}

fn read(body: &Body) -> Result<(Read, bool), Fault> {
    let (mut from, mut problems) = (body.read(), Vec::new());
    let found = &mut problems;
    let in_body = from.number("version", found);
    let note = from.text("note", found).unwrap_or_default();
    let mut read = from.object("data", found, data).unwrap_or_default();
    from.end(found);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let (version, by_header) = version(body.headers(), in_body)?;
    (read.input.version, read.input.note) = (version, note);
    Ok((read, by_header))
}

fn data(from: &mut Object, problems: &mut Vec<Problem>) -> Read {
    let amount = from.number_or_text("amount", problems).unwrap_or_default();
    let items = from.texts("items", problems);
    let files = from.texts("files", problems);
    let papers = from.objects("documents", problems, input::paper);
    let applicant = from.object("applicant", problems, input::applicant);
    let content = from.text("content", problems);
    let answers = from.map("answers", problems);
    let form = from.map("form", problems);
    let mut text = |name: &str| from.text(name, problems).unwrap_or_default();
    let input = ActInput {
        reason: text("reason"),
        until: text("until"),
        number: text("number"),
        summary: text("summary"),
        receiver: text("receiver"),
        way: text("way"),
        person: text("person"),
        amount,
        items,
        applicant,
        content,
        answers,
        data: (!form.is_empty()).then_some(form),
        ..ActInput::default()
    };
    Read { input, papers, files }
}

async fn with_files(web: &Web, actor: &Actor, read: Read) -> Result<ActInput, Fault> {
    let documents = input::with_scans(web, actor, read.papers, "data.documents").await?;
    let files = input::uploaded(web, actor, &read.files, "data.files").await?;
    Ok(ActInput { documents, files, ..read.input })
}
