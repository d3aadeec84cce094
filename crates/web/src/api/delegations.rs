//! Who acts for whom.

use super::body::Body;
use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use app::{DelegationInput, Substitution};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::words::Day;
use serde::Serialize;
use utoipa::ToSchema;

/// A substitution.
#[derive(Serialize, ToSchema)]
#[schema(as = Delegation)]
pub struct DelegationShown {
    id: String,
    /// Whose roles they are.
    #[schema(format = "uuid")]
    principal: String,
    principal_name: String,
    /// Who acts in the meantime.
    #[schema(format = "uuid")]
    substitute: String,
    substitute_name: String,
    /// `reception`, `specialist`, `leader`.
    roles: Vec<&'static str>,
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    to: String,
    reason: String,
    /// The paper that says so.
    act: String,
    /// Whether it holds today.
    holds: bool,
    /// When it was taken back.
    #[schema(format = DateTime)]
    revoked: Option<String>,
}

impl DelegationShown {
    fn of(s: Substitution, today: Day) -> Self {
        let d = &s.delegation;
        Self {
            id: s.key,
            principal: d.principal.to_string(),
            principal_name: s.principal,
            substitute: d.substitute.to_string(),
            substitute_name: s.substitute,
            roles: d.roles.iter().map(|r| r.as_str()).collect(),
            from: d.from.to_string(),
            to: d.to.to_string(),
            reason: d.reason.clone(),
            act: d.act.clone(),
            holds: d.holds(today),
            revoked: d.revoked.as_ref().map(|r| r.at.rfc3339()),
        }
    }
}

/// Substitutions.
#[derive(Serialize, ToSchema)]
#[schema(as = Delegations)]
pub struct All {
    items: Vec<DelegationShown>,
}

/// List the substitutions that concern this key's person; all of the unit, for who sees its people.
#[utoipa::path(
    get, path = "/api/v1/delegations", operation_id = "listDelegations", tag = "people",
    responses((status = 200, body = All)),
)]
pub async fn list(State(web): State<Web>, visit: Visit, params: Params) -> Result<Json<All>, Fault> {
    params.end()?;
    let today = web.app.now().day();
    let all = web.app.delegations(&visit.actor()?).await?;
    Ok(Json(All { items: all.into_iter().map(|s| DelegationShown::of(s, today)).collect() }))
}

/// Who stands in for whom.
#[derive(ToSchema)]
#[schema(as = DelegationInput)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct DelegationSent {
    /// Whose roles; the own where it is left out.
    #[schema(format = "uuid")]
    principal: Option<String>,
    /// Who acts in the meantime.
    #[schema(format = "uuid")]
    substitute: String,
    /// `reception`, `specialist`, `leader`.
    #[schema(min_items = 1, max_items = 3)]
    roles: Vec<String>,
    /// The first day: today or later.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    to: String,
    /// Why.
    #[schema(min_length = 2, max_length = 500)]
    reason: String,
    /// The paper that says so; needed for `leader`.
    #[schema(max_length = 500)]
    act: Option<String>,
}

/// A substitution was named.
#[derive(Serialize, ToSchema)]
#[schema(as = DelegationGiven)]
pub struct Given {
    id: String,
}

/// Name a substitute.
#[utoipa::path(
    post, path = "/api/v1/delegations", operation_id = "giveDelegation", tag = "people",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200,
        description = "makes repeating harmless: the same key and body get the first answer again")),
    request_body = DelegationSent,
    responses((status = 201, body = Given, headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` where the answer was given before"),
    ))),
)]
pub async fn give(State(web): State<Web>, visit: Visit, body: Body) -> Result<Response, Fault> {
    let (mut from, mut problems) = (body.read(), Vec::new());
    let found = &mut problems;
    let roles = from.texts("roles", found);
    let mut text = |name: &str| from.text(name, found).unwrap_or_default();
    let input = DelegationInput {
        principal: text("principal"),
        substitute: text("substitute"),
        from: text("from"),
        to: text("to"),
        reason: text("reason"),
        act: text("act"),
        roles,
    };
    from.end(&mut problems);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    let (id, replayed) = web.app.delegation_give(&visit.actor()?, &input, body.once()?).await?;
    Ok(super::people::answered(StatusCode::CREATED, replayed, Json(Given { id })))
}

/// Why it ends.
#[derive(ToSchema)]
#[schema(as = DelegationEnd)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct EndSent {
    /// Why.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Take a substitution back: it holds no longer from now on.
#[utoipa::path(
    post, path = "/api/v1/delegations/{id}/revoke", operation_id = "revokeDelegation", tag = "people",
    params(("id" = String, Path, description = "the substitution's id")),
    request_body = EndSent,
    responses((status = 204, description = "it is taken back")),
)]
pub async fn revoke(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Fault> {
    let (mut from, mut problems) = (body.read(), Vec::new());
    let reason = from.text("reason", &mut problems).unwrap_or_default();
    from.end(&mut problems);
    if !problems.is_empty() {
        return Err(Fault::invalid(problems));
    }
    web.app.delegation_revoke(&visit.actor()?, &id, &reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
