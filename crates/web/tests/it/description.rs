//! The description of the API is complete, and true.

use crate::contract::{birth, received};
use crate::office::{BIRTH, Client, HERE, Office};
use domain::identity::{Right, Role};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn description(client: &Client) -> Value {
    client.api("/api/v1/openapi.json", None).await.is(200).json()
}

#[tokio::test]
async fn every_route_of_the_table_is_described_and_nothing_else() {
    let office = Office::new().await;
    let doc = description(&office.anyone()).await;
    assert!(doc["openapi"].as_str().unwrap().starts_with("3.1."), "{}", doc["openapi"]);
    let mut described = BTreeSet::new();
    for (path, operations) in doc["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            described.insert((method.to_uppercase(), path.clone()));
        }
    }
    let rows: Vec<_> = web::routes::rows().into_iter().filter(|r| r.path.starts_with("/api/v1/")).collect();
    let table: BTreeSet<_> = rows.iter().map(|r| (r.method.to_string(), r.path.to_owned())).collect();
    assert_eq!(described, table);
    let mut names = BTreeSet::new();
    for row in rows {
        let operation = &doc["paths"][row.path][row.method.as_str().to_lowercase()];
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{name} stands twice");
        assert_eq!(operation["security"].is_array(), row.right != Right::Public, "{name}");
        assert!(operation["summary"].is_string() && operation["tags"].is_array(), "{name}");
        assert!(operation["responses"]["422"].is_object(), "{name}");
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let in_path = parameters.iter().filter(|p| p["in"] == "path").count();
        assert_eq!(in_path, row.path.matches('{').count(), "{name}");
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(to)) = map.get("$ref") {
                found.insert(to.clone());
            }
            map.values().for_each(|v| references(v, found));
        }
        Value::Array(entries) => entries.iter().for_each(|v| references(v, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let office = Office::new().await;
    let doc = description(&office.anyone()).await;
    let mut found = BTreeSet::new();
    references(&doc, &mut found);
    assert!(found.len() > 20);
    for to in found {
        assert!(doc.pointer(to.trim_start_matches('#')).is_some(), "{to}");
    }
}

/// What a schema of the description says is wrong with a value.
fn faults(doc: &Value, schema: &str, value: &Value) -> Vec<String> {
    let root = json!({"$ref": format!("#/components/schemas/{schema}"), "components": doc["components"]});
    let schema = jsonschema::validator_for(&root).unwrap();
    schema.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[tokio::test]
async fn answers_are_as_they_are_described() {
    let office = Office::new().await;
    let doc = description(&office.anyone()).await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let dossier = received(&reception).await;
    let id = dossier["id"].as_str().unwrap();
    let strict = strict(&doc);
    assert_eq!(faults(&strict, "Answer", &dossier), [""; 0]);
    for (schema, path) in [
        ("Dossier", format!("/api/v1/dossiers/{id}")),
        ("DossierPage", "/api/v1/dossiers".to_owned()),
        ("Tracked", format!("/api/v1/track/{}", dossier["code"].as_str().unwrap())),
        ("ProcedurePage", "/api/v1/procedures".to_owned()),
        ("Procedure", format!("/api/v1/procedures/{BIRTH}")),
        ("UnitPage", "/api/v1/units".to_owned()),
        ("UnitWhole", format!("/api/v1/units/{HERE}")),
        ("UnitHours", format!("/api/v1/units/{HERE}/hours?on=2026-04-30")),
        ("Rates", "/api/v1/rates".to_owned()),
        ("Board", "/api/v1/board".to_owned()),
        ("Me", "/api/v1/me".to_owned()),
        ("NodeStanding", "/api/v1/node".to_owned()),
        ("Problem", "/api/v1/units?limit=x".to_owned()),
    ] {
        let answer = reception.api(&path, None).await.json();
        assert_eq!(faults(&strict, schema, &answer), [""; 0], "{path}");
    }
    assert!(!faults(&strict, "Answer", &json!({"id": 1})).is_empty());
}

/// The same description where plain objects know no other fields than those described.
fn strict(doc: &Value) -> Value {
    let mut doc = doc.clone();
    for (name, schema) in doc["components"]["schemas"].as_object_mut().unwrap() {
        // Units and sums also stand inside of larger objects, which have fields of their own.
        if schema.get("properties").is_some() && !["Unit", "Sums"].contains(&name.as_str()) {
            schema["additionalProperties"] = json!(false);
        }
    }
    doc
}

#[tokio::test]
async fn what_is_described_is_read_and_the_rest_is_refused() {
    let office = Office::new().await;
    let doc = description(&office.anyone()).await;
    assert_eq!(faults(&doc, "Filing", &birth()), [""; 0]);
    let reception = office.with_key(HERE, Role::Reception).await;
    let act = format!("/api/v1/dossiers/{}/acts/forward", received(&reception).await["id"].as_str().unwrap());
    let all = |schema: &str| -> Value {
        let schema = &doc["components"]["schemas"][schema];
        assert_eq!(schema["additionalProperties"], json!(false));
        // A number is of the wrong type for most, but known to all.
        schema["properties"].as_object().unwrap().keys().map(|name| (name.clone(), json!(0.5))).collect()
    };
    let filing = |name: &str, value: Value| ("/api/v1/dossiers".to_owned(), json!({name: value}));
    let acting = |value: Value| (act.clone(), json!({"data": value}));
    let sent = [
        ("/api/v1/dossiers".to_owned(), all("Filing")),
        (act.clone(), all("Act")),
        acting(all("ActData")),
        filing("applicant", all("ApplicantInput")),
        filing("documents", json!([all("DocumentInput")])),
    ];
    for (path, body) in sent {
        let answer = reception.api(&path, Some(body)).await.is(422).json();
        let unknown = answer["errors"].as_array().unwrap().iter().find(|e| e["code"] == "unknown-field");
        assert!(unknown.is_none(), "described but not read: {unknown:?}");
    }
}
