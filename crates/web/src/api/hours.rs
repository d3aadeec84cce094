//! When a unit is open, on any day.

use super::params::Params;
use super::problem::Fault;
use crate::frame::Web;
use app::AppError;
use axum::Json;
use axum::extract::{Path, State};
use domain::calendar::{Rule, Session, next_working_day};
use domain::words::{Day, UnitCode};
use serde::Serialize;
use utoipa::ToSchema;

/// A unit's hours of a day, and the week that holds then.
#[derive(Serialize, ToSchema)]
pub struct UnitHours {
    /// The unit's code.
    #[schema(examples("14758"))]
    unit: String,
    /// The day.
    #[schema(format = Date)]
    on: String,
    /// When it is open on that day; empty when it isn't.
    #[schema(examples(json!(["07:30-11:30", "13:30-17:00"])))]
    sessions: Vec<String>,
    /// The rule by which the day isn't worked, or is worked unlike its weekday; none for an ordinary day.
    #[schema(examples("holiday-skipped"))]
    rule: Option<String>,
    /// What the unit announced of the day; empty when it announced nothing.
    note: String,
    /// The next working day.
    #[schema(format = Date)]
    next: String,
    /// The sessions of each weekday, Monday first.
    week: Vec<Vec<String>>,
    /// From when on that day what arrives counts from the next working day.
    cutoffs: HoursCutoffs,
}

/// Cut-offs of an office; one that is none doesn't apply.
#[derive(Serialize, ToSchema)]
pub struct HoursCutoffs {
    /// For what is due on the same day.
    #[schema(examples("15:00"))]
    same_day: Option<String>,
    /// So many minutes before closing, for everything.
    last_minutes: Option<u16>,
    /// For what is sent online.
    #[schema(examples("17:00"))]
    online_after: Option<String>,
}

fn written(sessions: &[Session]) -> Vec<String> {
    sessions.iter().map(Session::to_string).collect()
}

fn name(rule: Rule) -> String {
    rule.key().trim_start_matches("ground-").to_owned()
}

/// When a unit is open on a day.
#[utoipa::path(
    get, path = "/api/v1/units/{code}/hours", operation_id = "getUnitHours", tag = "public",
    params(
        ("code" = String, Path, description = "its code", example = "14758"),
        ("on" = Option<String>, Query, format = Date, description = "the day; today where it isn't said"),
    ),
    responses((status = 200, body = UnitHours)),
)]
pub async fn one(
    State(web): State<Web>,
    Path(code): Path<String>,
    mut params: Params,
) -> Result<Json<UnitHours>, Fault> {
    let on: Day = params.day("on", web.app.now().day());
    params.end()?;
    let world = web.app.world();
    let code: UnitCode = code.parse().map_err(|_| AppError::NotFound)?;
    let unit = world.units.at(&code, on).ok_or(AppError::NotFound)?;
    let hours = world.hours(&unit.id);
    let office = hours.office_on(on);
    let minute = |m: Option<domain::calendar::Minute>| m.map(|m| m.to_string());
    let cutoffs = office.cutoffs();
    Ok(Json(UnitHours {
        unit: unit.code.to_string(),
        on: on.to_string(),
        sessions: written(hours.sessions_on(on)),
        rule: hours.day_off(on).or_else(|| hours.day_on(on)).map(name),
        note: hours.local_on(on).map(|l| l.reason.clone()).unwrap_or_default(),
        next: next_working_day(on, hours).to_string(),
        week: (1..=7).map(|n| written(office.week().sessions(n))).collect(),
        cutoffs: HoursCutoffs {
            same_day: minute(cutoffs.same_day),
            last_minutes: cutoffs.last_hour_minutes,
            online_after: minute(cutoffs.online_after),
        },
    }))
}
