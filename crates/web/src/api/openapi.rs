//! The description of the API (OpenAPI 3.1). Handlers describe themselves; what holds for every route (keys,
//! problem documents) is added from the table of routes, so that no handler forgets it.

use super::params::{Params, etag, known};
use super::problem::{Fault, ProblemDoc};
use super::{
    delegations, dossiers, figures, hours, me, nodes, people, procedures, registers, revisions, territory,
    track, units, uploads,
};
use crate::frame::Web;
use crate::routes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::identity::Right;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Motcua",
        version = "1",
        description = "Receive, act on and follow dossiers of a one-stop office. Problems are documents of \
            RFC 9457 with stable codes. Words come in the language of `Accept-Language` (vi, en, fr), or \
            of `?lang=`. Times are RFC 3339 in Viet Nam's offset; amounts are whole đồng. A dossier \
            that the key's person may not see is not found. Fields and parameters that aren't known \
            are refused by name; a parameter without a value counts as not said.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    paths(
        dossiers::receive, dossiers::asked, registers::all, registers::list, registers::one, revisions::list,
        revisions::take, dossiers::act, dossiers::list, dossiers::look, dossiers::file, dossiers::submit,
        dossiers::paper, dossiers::send, dossiers::give_back, dossiers::recall,
        uploads::upload, track::track, procedures::list, procedures::one, units::list, units::one, hours::one,
        figures::rates, figures::board, territory::waiting, territory::decide, me::me, delegations::list,
        delegations::give, delegations::revoke, people::hand_over, people::send, nodes::node, nodes::list,
        describe,
    ),
    components(schemas(ProblemDoc)),
    tags(
        (name = "dossiers", description = "Take in, act, list, look"),
        (name = "files", description = "What people bring, and what they get"),
        (name = "registers", description = "What results feed: lists with search, records, their history"),
        (name = "figures", description = "What a unit did"),
        (name = "people", description = "Who acts for whom, and who took whose work over"),
        (name = "nodes", description = "How machines of communes and the province stand with each other"),
        (name = "account", description = "Whose key this is"),
        (name = "public", description = "Open to everybody, without a key"),
    ),
)]
struct Description;

struct Document {
    text: String,
    tag: HeaderValue,
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let described = serde_json::to_value(Description::openapi()).unwrap_or_default();
    let text = completed(described).to_string();
    let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let tag = etag(domain::ledger::Digest(digest));
    Document { text, tag }
});

/// This description.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "getDescription", tag = "public",
    responses(
        (status = 200, description = "OpenAPI 3.1", body = Object),
        (status = 304, description = "it is known already"),
    ),
)]
pub async fn describe(State(_): State<Web>, headers: HeaderMap, params: Params) -> Result<Response, Fault> {
    params.end()?;
    let document = &*DOCUMENT;
    let tag = [(header::ETAG, document.tag.clone())];
    if known(&headers, &document.tag) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((tag, kind, document.text.as_str()).into_response())
}

/// Adds keys and problems to every operation, as the table of routes has them.
fn completed(mut document: Value) -> Value {
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components
            .insert("securitySchemes".to_owned(), json!({ "key": { "type": "http", "scheme": "bearer" } }));
        let problem = json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
        let content = json!({ "application/problem+json": problem });
        let response = json!({ "description": "what went wrong and what to do next", "content": content });
        components.insert("responses".to_owned(), json!({ "Problem": response }));
    }
    for row in routes::rows().iter().filter(|row| row.path.starts_with("/api/v1/")) {
        let method = row.method.as_str().to_ascii_lowercase();
        let operations = document.get_mut("paths").and_then(|p| p.get_mut(row.path));
        let operation = operations.and_then(|o| o.get_mut(&method)).and_then(Value::as_object_mut);
        if let Some(operation) = operation {
            complete(operation, &row.method, row.path, row.right);
        }
    }
    document
}

fn complete(operation: &mut Map<String, Value>, method: &Method, path: &str, right: Right) {
    let mut statuses = vec![422, 500];
    if right != Right::Public {
        operation.insert("security".to_owned(), json!([{ "key": [] }]));
        statuses.push(401);
        if right != Right::SignedIn {
            statuses.push(403);
        }
    }
    if path.contains('{') || path == "/api/v1/board" || path == "/api/v1/dossiers" {
        statuses.push(404);
    }
    if method == Method::POST {
        statuses.extend([400, 413, 415, 507]);
    }
    if method == Method::POST && !path.ends_with("/uploads") {
        statuses.push(409);
    }
    // Acts name the version that was seen.
    if path.contains("/acts/") || ["/send", "/return", "/recall"].iter().any(|end| path.ends_with(end)) {
        statuses.extend([412, 428]);
    }
    if path.ends_with("/rates") || path.contains("/track/") {
        statuses.push(429);
    }
    if path.contains('{') {
        statuses.push(400);
    }
    let responses = operation.entry("responses").or_insert_with(|| json!({}));
    if let Some(responses) = responses.as_object_mut() {
        for status in statuses {
            let problem = json!({ "$ref": "#/components/responses/Problem" });
            responses.entry(status.to_string()).or_insert(problem);
        }
    }
}
