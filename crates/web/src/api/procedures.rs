//! What can be asked for.

use super::params::{Params, etag, tagged};
use super::problem::Fault;
use crate::frame::{Visit, Web};
use crate::show;
use app::AppError;
use app::catalogue::Running;
use app::search::Asker;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::packs::catalogue::{ChannelTerms, Procedure};
use domain::packs::{ActDef, Definition, Step};
use lang::Words;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A way to hand in, with what holds for it.
#[derive(Serialize, ToSchema)]
pub struct Terms {
    /// `counter`, `online` or `post`.
    channel: &'static str,
    /// How long the authority may take: `same-day`, `8h` (office hours), `5wd` (working days), `30d`, `2m`.
    #[schema(examples("5wd"))]
    limit: String,
    /// The same in words.
    limit_text: String,
    /// What the catalogue names in đồng; no amount doesn't mean free, as many are set by the province.
    fee_vnd: i64,
    /// Whether a dossier must name its case, because the cases differ in their limits.
    case_needed: bool,
}

impl Terms {
    fn of(words: &Words, definition: &Definition, terms: &ChannelTerms) -> Self {
        let limit = definition.limit(terms.channel, None).unwrap_or(terms.limit);
        Self {
            channel: terms.channel.as_str(),
            limit: limit.to_string(),
            limit_text: words.say_one(limit.key(), "amount", limit.amount()),
            fee_vnd: definition.fee_vnd(terms.channel),
            case_needed: definition.case_needed(terms.channel),
        }
    }

    fn all(words: &Words, definition: &Definition) -> Vec<Self> {
        definition.facts.channels.iter().map(|t| Self::of(words, definition, t)).collect()
    }
}

/// A procedure in a list.
#[derive(Serialize, ToSchema)]
pub struct ProcedureListed {
    #[schema(examples("1.001193"))]
    code: String,
    name: String,
    /// The field of work.
    field: String,
    ministry: String,
    channels: Vec<Terms>,
}

/// Procedures.
#[derive(Serialize, ToSchema)]
#[schema(as = ProcedurePage)]
pub struct Page {
    items: Vec<ProcedureListed>,
    /// How many run in all.
    total: usize,
}

/// Search the procedures in plain words, with or without diacritics; all of them where nothing is asked.
#[utoipa::path(
    get, path = "/api/v1/procedures", operation_id = "listProcedures", tag = "public",
    params(
        ("q" = Option<String>, Query, description = "what a person wants done", example = "khai sinh"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "rows; 50 usually"),
    ),
    responses((status = 200, body = Page)),
)]
pub async fn list(State(web): State<Web>, visit: Visit, mut params: Params) -> Result<Json<Page>, Fault> {
    let (text, limit) = (params.text("q"), params.limit(50, 500));
    params.end()?;
    let (catalogue, most) = (web.app.catalogue(), usize::try_from(limit).unwrap_or(usize::MAX));
    let text: String = text.chars().take(200).collect();
    let found: Vec<Running> = if text.trim().is_empty() {
        catalogue.public().take(most).cloned().collect()
    } else {
        web.app.search_procedures(&text, Asker::Anybody, most).await?
    };
    let listed = |r: &Running| {
        let (d, facts) = (&*r.definition, &r.definition.facts);
        ProcedureListed {
            code: facts.code.to_string(),
            name: show::procedure(visit.words, d).to_owned(),
            field: facts.field.clone(),
            ministry: facts.ministry.clone(),
            channels: Terms::all(visit.words, d),
        }
    };
    Ok(Json(Page { items: found.iter().map(listed).collect(), total: catalogue.public().count() }))
}

/// A case with its own limit.
#[derive(Serialize, ToSchema)]
pub struct Case {
    /// What a dossier names it by.
    code: String,
    name: String,
    limit: Option<String>,
}

/// A document asked for.
#[derive(Serialize, ToSchema)]
pub struct DocumentAsked {
    name: String,
    /// The heading it stands under; may be empty.
    group: String,
    originals: u8,
    copies: u8,
}

/// A result that is given.
#[derive(Serialize, ToSchema)]
pub struct ResultGiven {
    /// The national code; may be empty.
    code: String,
    name: String,
}

/// A step of the process.
#[derive(Serialize, ToSchema)]
pub struct StepShown {
    #[schema(examples("check"))]
    id: String,
    title: String,
    /// Who works here.
    role: &'static str,
    norm_hours: Option<u32>,
    acts: Vec<StepAct>,
}

/// An act that a step offers.
#[derive(Serialize, ToSchema)]
pub struct StepAct {
    #[schema(examples("forward"))]
    id: String,
    /// What it means.
    kind: &'static str,
    title: String,
    to: Option<String>,
    /// Who may do it.
    roles: Vec<&'static str>,
}

impl StepShown {
    fn of(words: &Words, definition: &Definition, step: &Step) -> Self {
        let process = &definition.process;
        let act = |a: &ActDef| StepAct {
            id: a.id.to_string(),
            kind: a.kind.as_str(),
            title: show::text(words, &a.title).to_owned(),
            to: a.to.as_ref().map(ToString::to_string),
            roles: process.roles_of(&step.id, a).iter().map(|r| r.as_str()).collect(),
        };
        Self {
            id: step.id.to_string(),
            title: show::text(words, &step.title).to_owned(),
            role: step.role.as_str(),
            norm_hours: step.norm_hours,
            acts: process.acts_at(&step.id).map(act).collect(),
        }
    }
}

/// A procedure as it runs.
#[derive(Serialize, ToSchema)]
#[schema(as = Procedure)]
pub struct ProcedureShown {
    #[schema(examples("1.001193"))]
    code: String,
    /// The published revision; dossiers keep theirs.
    revision: String,
    /// The name in the reader's language, where there is one.
    name: String,
    /// The name in the national catalogue.
    official_name: String,
    field: String,
    ministry: String,
    /// `any` counter may receive it, or it is `bound` to a place.
    territory: &'static str,
    /// Who may ask, in the catalogue's words.
    subjects: Vec<String>,
    channels: Vec<Terms>,
    cases: Vec<Case>,
    documents: Vec<DocumentAsked>,
    results: Vec<ResultGiven>,
    /// Numbers of the acts it rests on.
    legal: Vec<String>,
    /// The act that published it; may be empty.
    decision: String,
    #[schema(format = Date)]
    decided_on: Option<String>,
    /// JSON Schema of `data`, where there is a form.
    #[schema(value_type = Option<Object>)]
    form: Option<Value>,
    steps: Vec<StepShown>,
}

impl ProcedureShown {
    fn of(words: &Words, running: &Running) -> Self {
        let definition = &*running.definition;
        let f: &Procedure = &definition.facts;
        let case = |code: String, c: &domain::packs::catalogue::CaseTerms| Case {
            code,
            name: c.name.clone(),
            limit: c.limit.map(|l| l.to_string()),
        };
        let named = definition.cases();
        let cases = if named.is_empty() {
            f.cases.iter().map(|c| case(c.code.clone(), c)).collect()
        } else {
            named.iter().map(|c| case(c.code.to_string(), c.terms)).collect()
        };
        let document = |d: &domain::packs::catalogue::DocumentAsked| DocumentAsked {
            name: d.name.clone(),
            group: d.group.clone(),
            originals: d.originals,
            copies: d.copies,
        };
        let steps = definition.process.steps.iter();
        Self {
            code: f.code.to_string(),
            revision: running.revision.clone(),
            name: show::procedure(words, definition).to_owned(),
            official_name: f.name.clone(),
            field: f.field.clone(),
            ministry: f.ministry.clone(),
            territory: f.territory.key().trim_start_matches("territory-"),
            subjects: f.subjects.clone(),
            channels: Terms::all(words, definition),
            cases,
            documents: f.documents.iter().map(document).collect(),
            results: f
                .results
                .iter()
                .map(|r| ResultGiven { code: r.code.clone(), name: r.name.clone() })
                .collect(),
            legal: f.legal.clone(),
            decision: f.decision.clone(),
            decided_on: f.decided_on.map(|d| d.to_string()),
            form: definition.form.clone(),
            steps: steps.map(|s| StepShown::of(words, definition, s)).collect(),
        }
    }
}

/// One procedure: documents, limits, fees, steps.
#[utoipa::path(
    get, path = "/api/v1/procedures/{code}", operation_id = "getProcedure", tag = "public",
    params(
        ("code" = String, Path, description = "the national code", example = "1.001193"),
        ("If-None-Match" = Option<String>, Header, description = "the revision that is known already"),
    ),
    responses(
        (status = 200, body = ProcedureShown, headers(("ETag" = String, description = "its revision"))),
        (status = 304, description = "it still runs in that revision"),
    ),
)]
pub async fn one(
    State(web): State<Web>,
    visit: Visit,
    Path(code): Path<String>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    params.end()?;
    let catalogue = web.app.catalogue();
    let running = catalogue.find(&code).ok_or(AppError::NotFound)?;
    let tag = etag(format_args!("{}-{}", running.revision, visit.words.tag()));
    Ok(tagged(&headers, tag, &ProcedureShown::of(visit.words, running)))
}
