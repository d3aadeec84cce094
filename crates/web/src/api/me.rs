//! Whose key this is.

use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use app::AppError;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// The person that a key stands for.
#[derive(Serialize, ToSchema)]
pub struct Me {
    #[schema(format = "uuid")]
    id: String,
    login: String,
    name: String,
    /// The position.
    title: String,
    /// The unit's code.
    unit: String,
    unit_name: String,
    province: String,
    /// `reception`, `specialist`, `leader`, `administrator`, `province`.
    roles: Vec<&'static str>,
}

/// Whose key this is, and what the person does.
#[utoipa::path(
    get, path = "/api/v1/me", operation_id = "getMe", tag = "account",
    responses((status = 200, body = Me)),
)]
pub async fn me(State(web): State<Web>, visit: Visit, params: Params) -> Result<Json<Me>, Fault> {
    params.end()?;
    let account = visit.signed.map(|s| s.account).ok_or(AppError::SignedOut)?;
    Ok(Json(Me {
        id: account.person.to_string(),
        login: account.login,
        name: account.name,
        title: account.title,
        unit_name: web.app.world().unit_name(&account.unit),
        unit: account.unit.code().to_owned(),
        province: account.province.code().to_owned(),
        roles: account.roles.iter().map(|r| r.as_str()).collect(),
    }))
}
