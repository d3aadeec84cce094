//! What a reorganisation left to decide: dossiers of divided units that no rule sends anywhere.

use super::body::Body;
use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use app::territory::{Decide, WaitingQuery};
use axum::Json;
use axum::extract::State;
use domain::words::{Moment, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

/// A dossier that waits for a decision.
#[derive(Serialize, ToSchema)]
pub struct WaitingDossier {
    #[schema(format = "uuid")]
    id: String,
    #[schema(examples("H56.001-260309-0001"))]
    code: String,
    /// The closed unit that has it, for all time.
    #[schema(examples("14758@2025-07-01"))]
    unit: String,
    applicant: String,
    /// Where the applicant lives.
    address: String,
    procedure: String,
    /// What is promised; it runs on.
    #[schema(format = DateTime)]
    due: Option<String>,
    /// The units that may take it over.
    candidates: Vec<String>,
}

/// What waits for a decision, the most urgent first.
#[derive(Serialize, ToSchema)]
pub struct WaitingPage {
    items: Vec<WaitingDossier>,
    /// How many wait in all.
    total: u64,
}

/// A decision on which unit takes dossiers over.
#[derive(ToSchema)]
#[schema(as = TerritoryDecision)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct DecisionSent {
    /// Ids of dossiers that wait.
    #[schema(min_items = 1, max_items = 200)]
    dossiers: Vec<String>,
    /// The unit that takes them over: its id, or today's code.
    to: String,
    /// The document that the decision stands on.
    #[schema(min_length = 3, max_length = 2000)]
    act: String,
    /// Why this unit.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// What came of a decision.
#[derive(Serialize, ToSchema)]
pub struct DecisionDone {
    /// Taken over now.
    moved: usize,
    /// Decided before.
    before: usize,
    /// The unit that has them.
    to: String,
}

/// List dossiers of divided units that wait for a decision.
#[utoipa::path(
    get, path = "/api/v1/territory/waiting", operation_id = "listWaiting", tag = "dossiers",
    params(
        ("unit" = Option<String>, Query, description = "only of this closed unit, by its id"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "rows; 100 usually"),
    ),
    responses((status = 200, body = WaitingPage)),
)]
pub async fn waiting(
    State(web): State<Web>,
    visit: Visit,
    mut params: Params,
) -> Result<Json<WaitingPage>, Fault> {
    let query = WaitingQuery { unit: params.text("unit"), limit: params.limit(100, 500) };
    params.end()?;
    let waiting = web.app.territory_waiting(&visit.actor()?, &query).await?;
    let total = waiting.units.iter().map(|(_, n)| n).sum();
    let ids = |units: &Vec<UnitId>| units.iter().map(UnitId::to_string).collect();
    let item = |row: &app::DossierRow| WaitingDossier {
        id: row.id.to_string(),
        code: row.code.to_string(),
        unit: row.unit.to_string(),
        applicant: row.applicant.clone(),
        address: waiting.addresses.get(&row.id).cloned().unwrap_or_default(),
        procedure: row.procedure.to_string(),
        due: row.due_at.map(Moment::rfc3339),
        candidates: waiting.candidates.get(&row.unit).map(ids).unwrap_or_default(),
    };
    Ok(Json(WaitingPage { items: waiting.rows.iter().map(item).collect(), total }))
}

/// Decide which unit takes dossiers over. Deciding twice is deciding once.
#[utoipa::path(
    post, path = "/api/v1/territory/decisions", operation_id = "decideTerritory", tag = "dossiers",
    request_body = DecisionSent,
    responses((status = 200, body = DecisionDone)),
)]
pub async fn decide(State(web): State<Web>, visit: Visit, body: Body) -> Result<Json<DecisionDone>, Fault> {
    let actor = visit.actor()?;
    let (mut from, mut problems) = (body.read(), Vec::new());
    let found = &mut problems;
    let decide = Decide {
        dossiers: from.texts("dossiers", found),
        to: from.text("to", found).unwrap_or_default(),
        act: from.text("act", found).unwrap_or_default(),
        reason: from.text("reason", found).unwrap_or_default(),
    };
    from.end(found);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let done = web.app.territory_decide(&actor, &decide).await?;
    Ok(Json(DecisionDone { moved: done.moved, before: done.before, to: done.to.to_string() }))
}
