//! Follow a dossier by its code, without a key: code and progress only.

use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// What everybody who knows the code may know.
#[derive(Serialize, ToSchema)]
pub struct Tracked {
    code: String,
    /// The unit that has it.
    unit: String,
    unit_name: String,
    /// Where it stands in the eyes of the law.
    #[schema(examples("processing"))]
    state: &'static str,
    /// The same for the national portal, 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    national_state: u8,
    /// The steps in their usual order.
    steps: Vec<Progress>,
    #[schema(format = DateTime)]
    received: Option<String>,
    /// What is promised.
    #[schema(format = DateTime)]
    due: Option<String>,
    /// The end of processing.
    #[schema(format = DateTime)]
    finished: Option<String>,
    /// Whether the clock stands still.
    paused: bool,
}

/// A step on the way.
#[derive(Serialize, ToSchema)]
pub struct Progress {
    /// Which part of the way: reception, examination, decision, delivery; as people read it.
    title: String,
    /// Whether it lies behind.
    done: bool,
    /// Whether the dossier stands here.
    here: bool,
}

/// Follow a dossier by its code.
#[utoipa::path(
    get, path = "/api/v1/track/{code}", operation_id = "trackDossier", tag = "public",
    params(("code" = String, Path, description = "the code on the receipt", example = "H56.001-260309-0001")),
    responses((status = 200, body = Tracked)),
)]
pub async fn track(
    State(web): State<Web>,
    visit: Visit,
    Path(code): Path<String>,
    params: Params,
) -> Result<Json<Tracked>, Fault> {
    params.end()?;
    let found = web.followed(&visit.address, &code).await?;
    let step = |p: &app::dossier::Progress| Progress {
        title: visit.words.say(p.part.key()),
        done: p.done,
        here: p.here,
    };
    Ok(Json(Tracked {
        code: found.code.to_string(),
        unit: found.unit.code().to_owned(),
        unit_name: web.app.world().unit_name(&found.unit),
        state: found.stage.as_str(),
        national_state: found.national.number(),
        steps: found.steps.iter().map(step).collect(),
        received: found.received.map(domain::words::Moment::rfc3339),
        due: found.due.map(|d| d.at.rfc3339()),
        finished: found.finished.map(domain::words::Moment::rfc3339),
        paused: found.paused,
    }))
}
