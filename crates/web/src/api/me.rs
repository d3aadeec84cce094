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
    /// For whom the person acts today, in which roles.
    standing_in: Vec<StandingIn>,
}

/// Somebody for whom the key's person acts.
#[derive(Serialize, ToSchema)]
pub struct StandingIn {
    #[schema(format = "uuid")]
    principal: String,
    name: String,
    roles: Vec<&'static str>,
    /// The last day.
    #[schema(format = Date)]
    to: String,
}

/// Whose key this is, and what the person does.
#[utoipa::path(
    get, path = "/api/v1/me", operation_id = "getMe", tag = "account",
    responses((status = 200, body = Me)),
)]
pub async fn me(State(web): State<Web>, visit: Visit, params: Params) -> Result<Json<Me>, Fault> {
    params.end()?;
    let signed = visit.signed.ok_or(AppError::SignedOut)?;
    let (account, actor) = (signed.account, signed.actor);
    let standing_in = |s: &domain::identity::StandIn| StandingIn {
        principal: s.principal.to_string(),
        name: s.name.clone(),
        roles: s.roles.iter().map(|r| r.as_str()).collect(),
        to: s.to.to_string(),
    };
    Ok(Json(Me {
        id: account.person.to_string(),
        login: account.login,
        name: account.name,
        title: account.title,
        unit_name: web.app.world().unit_name(&account.unit),
        unit: account.unit.code().to_owned(),
        province: account.province.code().to_owned(),
        roles: actor.roles.iter().map(|r| r.as_str()).collect(),
        standing_in: actor.standing_in.iter().map(standing_in).collect(),
    }))
}
