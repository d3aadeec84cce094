//! Lists of dossiers.

use crate::api::params::Params;
use crate::api::problem::Fault;
use crate::frame::{Visit, Web};
use crate::show;
use app::DossierRow;
use app::dossier::ListQuery;
use axum::Json;
use axum::extract::State;
use domain::words::Moment;
use serde::Serialize;
use utoipa::ToSchema;

/// A dossier in a list.
#[derive(Serialize, ToSchema)]
pub struct Listed {
    #[schema(format = "uuid")]
    id: String,
    code: String,
    unit: String,
    procedure: String,
    procedure_name: String,
    /// `counter`, `online` or `post`.
    channel: &'static str,
    /// The applicant's name.
    applicant: String,
    /// Where it stands in the eyes of the law.
    state: &'static str,
    /// The same for the national portal, 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    national_state: u8,
    step: String,
    #[schema(format = DateTime)]
    filed: String,
    #[schema(format = DateTime)]
    received: Option<String>,
    #[schema(format = DateTime)]
    due: Option<String>,
    /// Whether its due date has passed while the clock runs.
    late: bool,
    #[schema(format = DateTime)]
    finished: Option<String>,
    /// The person who took it on at its step.
    #[schema(format = "uuid")]
    assignee: Option<String>,
    #[schema(minimum = 1)]
    version: u32,
}

impl Listed {
    fn of(web: &Web, visit: &Visit, now: Moment, row: &DossierRow) -> Self {
        let at = |m: Option<Moment>| m.map(Moment::rfc3339);
        let catalogue = web.app.catalogue();
        let name =
            catalogue.get(&row.procedure).map(|r| show::procedure(visit.words, &r.definition).to_owned());
        Self {
            id: row.id.to_string(),
            code: row.code.to_string(),
            unit: row.unit.code().to_owned(),
            procedure: row.procedure.to_string(),
            procedure_name: name.unwrap_or_else(|| row.procedure.to_string()),
            channel: row.channel.as_str(),
            applicant: row.applicant.clone(),
            state: row.stage.as_str(),
            national_state: row.national.number(),
            step: row.step.to_string(),
            filed: row.filed_at.rfc3339(),
            received: at(row.received_at),
            due: at(row.due_at),
            late: row.runs_to.is_some_and(|due| due < now),
            finished: at(row.finished_at),
            assignee: row.assignee.map(|p| p.to_string()),
            version: row.version,
        }
    }
}

/// The figures above a list.
#[derive(Serialize, ToSchema)]
pub struct Counts {
    /// Not ended.
    pub open: u64,
    /// Of these late.
    pub late: u64,
    /// Of these due today, not late yet.
    pub due_today: u64,
}

impl From<app::Counts> for Counts {
    fn from(c: app::Counts) -> Self {
        Self { open: c.open, late: c.late, due_today: c.due_today }
    }
}

/// A page of dossiers.
#[derive(Serialize, ToSchema)]
#[schema(as = DossierPage)]
pub struct Page {
    items: Vec<Listed>,
    /// Where the next page begins; none on the last.
    next: Option<String>,
    /// In all that this key sees, or in the unit that was named.
    counts: Counts,
}

/// List the dossiers that this key's person may see.
#[utoipa::path(
    get, path = "/api/v1/dossiers", operation_id = "listDossiers", tag = "dossiers",
    params(
        ("unit" = Option<String>, Query, description = "a unit's code; all that this key sees otherwise"),
        ("state" = Option<String>, Query, description = "`open`, `all`, or a state's name", example = "open"),
        ("step" = Option<String>, Query, description = "a step's name, or several with commas"),
        ("late" = Option<bool>, Query, description = "only what is late"),
        ("q" = Option<String>, Query, description = "a name, number, telephone or code"),
        ("assignee" = Option<String>, Query,
            description = "`me`, `none`, or the id of the person who took it on"),
        ("procedure" = Option<String>, Query, description = "a procedure's code"),
        ("sort" = Option<String>, Query, description = "`due` (the usual) or `newest`"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "rows a page; 50 usually"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses((status = 200, body = Page)),
)]
pub async fn list(State(web): State<Web>, visit: Visit, mut params: Params) -> Result<Json<Page>, Fault> {
    let actor = visit.actor()?;
    let query = ListQuery {
        unit: params.text("unit"),
        state: params.text("state"),
        step: params.text("step"),
        late: params.flag("late"),
        text: params.text("q"),
        procedure: params.text("procedure"),
        assignee: params.text("assignee"),
        sort: params.text("sort"),
        limit: params.limit(50, 200),
        cursor: params.text("cursor"),
        ..ListQuery::default()
    };
    params.end()?;
    let page = web.app.dossier_list(&actor, &query).await?;
    let now = web.app.now();
    let items = page.rows.iter().map(|row| Listed::of(&web, &visit, now, row)).collect();
    Ok(Json(Page { items, next: page.next, counts: page.counts.into() }))
}
