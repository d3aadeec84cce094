//! Two tiers, as programs see them: how this node stands with the province, and, at the province, how its
//! communes' machines stand.

use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use app::nodes::{LedgerLine, NodeLine};
use axum::Json;
use axum::extract::State;
use domain::words::Moment;
use serde::Serialize;
use utoipa::ToSchema;

/// How this node stands with the province.
#[derive(Serialize, ToSchema)]
pub struct NodeStanding {
    /// `alone`, `box` or `centre`.
    role: &'static str,
    /// `none` where there is no line, `online`, `catching-up`, `cut`, `refused`, or `full` where the centre's
    /// disk is.
    state: &'static str,
    #[schema(format = "uuid")]
    node: Option<String>,
    /// The centre's address, on a box.
    province: Option<String>,
    /// When the centre answered last.
    #[schema(format = DateTime)]
    contact: Option<String>,
    /// Since when it can't be reached.
    #[schema(format = DateTime)]
    cut_since: Option<String>,
    /// Why it takes nothing: the cause of a fault.
    #[schema(examples("revoked"))]
    refused: Option<String>,
    /// How far the clock here is ahead of the centre's; behind where it is negative.
    clock_millis: Option<i64>,
    unsent: Unsent,
    ledgers: Vec<NodeLedger>,
}

/// What waits to be sent.
#[derive(Serialize, ToSchema)]
#[schema(as = NodeUnsent)]
pub struct Unsent {
    entries: u64,
    dossiers: u64,
    files: u64,
    file_bytes: u64,
    /// When the oldest entry was written that waits.
    #[schema(format = DateTime)]
    oldest: Option<String>,
}

/// A ledger that this node writes.
#[derive(Serialize, ToSchema)]
pub struct NodeLedger {
    /// The unit, for all time.
    #[schema(examples("14758@2025-07-01"))]
    unit: String,
    /// Its last entry here.
    here: u64,
    /// The last one that the centre has.
    there: u64,
}

/// A machine of a commune, as the province sees it.
#[derive(Serialize, ToSchema)]
pub struct NodeItem {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    /// `level`, `behind`, `silent`, `invited`, `expired` or `revoked`.
    state: &'static str,
    /// The units whose ledgers it writes, or is invited to write.
    units: Vec<String>,
    /// When it spoke last.
    #[schema(format = DateTime)]
    contact: Option<String>,
    /// Entries that the province lacks.
    lag_entries: u64,
    /// Files that the province lacks.
    files_missing: u64,
    clock_millis: Option<i64>,
    version: Option<String>,
    faults_open: u64,
}

/// The machines of a province, and what waits for somebody.
#[derive(Serialize, ToSchema)]
pub struct NodePage {
    items: Vec<NodeItem>,
    /// Faults that nobody settled.
    faults_open: u64,
    /// Entries that only an old machine had, and that nobody settled.
    strays_open: u64,
}

/// How this node stands with the province.
#[utoipa::path(
    get, path = "/api/v1/node", operation_id = "getNode", tag = "nodes",
    responses((status = 200, body = NodeStanding)),
)]
pub async fn node(State(web): State<Web>, params: Params) -> Result<Json<NodeStanding>, Fault> {
    params.end()?;
    let standing = web.app.standing().await?;
    let ledger = |l: &LedgerLine| NodeLedger { unit: l.unit.to_string(), here: l.here, there: l.there };
    Ok(Json(NodeStanding {
        role: standing.role.as_str(),
        state: standing.state.as_str(),
        node: standing.node.map(|id| id.to_string()),
        province: standing.address,
        contact: standing.contact.map(Moment::rfc3339),
        cut_since: standing.cut.map(Moment::rfc3339),
        refused: standing.refused.map(|refusal| refusal.code),
        clock_millis: standing.clock_millis,
        unsent: Unsent {
            entries: standing.unsent.entries,
            dossiers: standing.unsent.dossiers,
            files: standing.unsent.files.count,
            file_bytes: standing.unsent.files.bytes,
            oldest: standing.oldest.map(Moment::rfc3339),
        },
        ledgers: standing.ledgers.iter().map(ledger).collect(),
    }))
}

/// The machines of the province's communes, and how each stands.
#[utoipa::path(
    get, path = "/api/v1/nodes", operation_id = "listNodes", tag = "nodes",
    responses((status = 200, body = NodePage)),
)]
pub async fn list(State(web): State<Web>, visit: Visit, params: Params) -> Result<Json<NodePage>, Fault> {
    params.end()?;
    let view = web.app.nodes(&visit.actor()?).await?;
    let item = |node: &NodeLine| NodeItem {
        id: node.id.to_string(),
        name: node.name.clone(),
        state: node.state.as_str(),
        units: node.units.iter().map(|line| line.unit.to_string()).collect(),
        contact: node.contact.map(Moment::rfc3339),
        lag_entries: node.lag_entries,
        files_missing: node.files_missing,
        clock_millis: node.clock_millis,
        version: node.version.clone(),
        faults_open: node.faults_open,
    };
    Ok(Json(NodePage {
        items: view.boxes.iter().chain(&view.invitations).map(item).collect(),
        faults_open: view.faults_open,
        strays_open: view.strays_open,
    }))
}
