//! Whatever is sent, the answer is a problem document that names everything that is wrong.

use crate::contract::{birth, received};
use crate::office::{Answer, HERE, Office};
use axum::body::Body;
use axum::http::{Request, header};
use domain::identity::Role;
use serde_json::{Value, json};

/// The fields that an answer names, with their codes, sorted.
fn named(answer: &Value) -> Vec<(String, String)> {
    let one = |e: &Value| (e["field"].as_str().unwrap().to_owned(), e["code"].as_str().unwrap().to_owned());
    let mut named: Vec<_> = answer["errors"].as_array().unwrap().iter().map(one).collect();
    named.sort();
    named
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(f, c)| ((*f).to_owned(), (*c).to_owned())).collect()
}

/// A problem document is complete, and says the status that the answer has.
fn problem(answer: Answer, status: u16, code: &str) -> Value {
    let answer = answer.is(status);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let doc = answer.json();
    assert_eq!((&doc["status"], &doc["code"]), (&json!(status), &json!(code)));
    assert_eq!(doc["type"], format!("urn:motcua:problem:{code}"));
    for words in ["title", "detail", "next"] {
        let said = doc[words].as_str().unwrap();
        assert!(
            said.len() > 5 && !said.starts_with("error-") && !said.starts_with("api-"),
            "{words}: {said}"
        );
    }
    doc
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let mut asked = birth();
    asked["applicant"] = json!({
        "name": " ", "personal_number": "123", "tax_code": "0100109107",
        "phone": "12345", "address": "x".repeat(301)
    });
    asked["documents"] = json!([{"name": "", "originals": -1, "copies": 100}]);
    asked["data"] = json!({"sex": "neither", "copies_wanted": 51, "hobby": "x"});
    asked["fee_vnd"] = json!(-1);
    let doc = problem(reception.api("/api/v1/dossiers", Some(asked)).await, 422, "invalid");
    let wanted = pairs(&[
        ("applicant.address", "too-long"),
        ("applicant.name", "name-missing"),
        ("applicant.personal_number", "personal-number-length"),
        ("applicant.phone", "phone-shape"),
        ("applicant.tax_code", "tax-code-check"),
        ("data.born_on", "required"),
        ("data.child_name", "required"),
        ("data.copies_wanted", "range"),
        ("data.hobby", "unknown-field"),
        ("data.sex", "choice"),
        ("documents.0.copies", "count"),
        ("documents.0.name", "document-name-missing"),
        ("documents.0.originals", "count"),
        ("fee_vnd", "amount"),
    ]);
    assert_eq!(named(&doc), wanted);
    let list = reception.api("/api/v1/dossiers", None).await.json();
    assert_eq!(list["items"], json!([]), "nothing was written");
}

#[tokio::test]
async fn unknown_fields_wrong_types_and_missing_ones_are_named() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let send = async |body: Value| reception.api("/api/v1/dossiers", Some(body)).await;
    let mut asked = birth();
    asked["aplicant"] = json!({});
    asked["documents"][0]["orignals"] = json!(1);
    asked["applicant"]["name"] = json!(["x"]);
    asked["documents"][0]["copies"] = json!(1.5);
    let wanted = pairs(&[
        ("aplicant", "unknown-field"),
        ("applicant.name", "type"),
        ("documents.0.copies", "type"),
        ("documents.0.orignals", "unknown-field"),
    ]);
    assert_eq!(named(&problem(send(asked).await, 422, "invalid")), wanted);
    let wanted = pairs(&[("applicant", "required"), ("procedure", "required")]);
    assert_eq!(named(&problem(send(json!({})).await, 422, "invalid")), wanted);
    for (field, value, code) in [
        ("procedure", json!("9.999999"), "procedure"),
        ("procedure", json!("../../etc"), "procedure"),
        ("procedure", json!(""), "procedure"),
        ("channel", json!("pigeon"), "channel"),
        ("unit", json!("99999"), "unit"),
        ("documents", json!(vec![json!({"name": "x"}); 61]), "too-many-documents"),
        ("documents", json!(vec![json!({"name": "x"}); 201]), "too-many-items"),
        ("data", json!({"a": "x".repeat(70_000)}), "data-too-large"),
        ("content", json!("x".repeat(2001)), "too-long"),
        ("content", json!("gấp <script>alert(1)</script>"), "markup"),
        ("fee_vnd", json!(9_000_000_000_000_000_000_i64), "amount"),
    ] {
        let mut asked = birth();
        asked[field] = value;
        assert_eq!(named(&problem(send(asked).await, 422, "invalid")), pairs(&[(field, code)]));
    }
    let mut asked = birth();
    asked["documents"][0]["files"] = json!(["ab".repeat(32)]);
    let wanted = pairs(&[("documents.0.files", "file-unknown")]);
    assert_eq!(named(&problem(send(asked).await, 422, "invalid")), wanted);
}

#[tokio::test]
async fn what_an_act_lacks_is_named_where_it_stands() {
    let office = Office::new().await;
    let dossier = received(&office.with_key(HERE, Role::Reception).await).await;
    let specialist = office.with_key(HERE, Role::Specialist).await;
    let act = async |act: &str, body: Value| {
        specialist
            .api(&format!("/api/v1/dossiers/{}/acts/{act}", dossier["id"].as_str().unwrap()), Some(body))
            .await
    };
    let empty = problem(act("supplement", json!({"version": 1})).await, 422, "items-missing");
    assert_eq!(named(&empty), pairs(&[("data.items", "items-missing")]));
    assert_eq!(empty["article"], "Điều 17 Nghị định 118/2025/NĐ-CP");
    let amount = json!({"version": 1, "data": {"amount": "nhiều", "reason": "Lệ phí"}});
    let amount = problem(act("charge", amount).await, 422, "invalid");
    assert_eq!(named(&amount), pairs(&[("data.amount", "amount")]));
    let unknown = json!({"version": 1, "data": {"reasn": "x"}, "notes": ""});
    let wanted = pairs(&[("data.reasn", "unknown-field"), ("notes", "unknown-field")]);
    assert_eq!(named(&problem(act("forward", unknown).await, 422, "invalid")), wanted);
    let applicant =
        json!({"version": 1, "data": {"applicant": {"name": "", "phone": "1"}, "reason": "Ghi sai"}});
    let wanted = pairs(&[("data.applicant.name", "name-missing"), ("data.applicant.phone", "phone-shape")]);
    assert_eq!(named(&problem(act("correct", applicant).await, 422, "invalid")), wanted);
    let not_here = problem(act("approve", json!({"version": 1})).await, 409, "not-here");
    assert!(not_here.get("errors").is_none());
}

#[tokio::test]
async fn what_is_no_json_is_a_problem_too() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let send = async |kind: &str, body: Vec<u8>| {
        let request = Request::post("/api/v1/dossiers").header(header::CONTENT_TYPE, kind);
        reception.send(request.body(Body::from(body)).unwrap()).await
    };
    let json = "application/json; charset=utf-8";
    for broken in ["", "{", "{\"a\":1,}", "{'a':1}", "\u{feff}{}", "{\"a\":\"\\ud800\"}"] {
        problem(send(json, broken.into()).await, 400, "json-syntax");
    }
    problem(send(json, b"{\"a\":\"\xff\"}".to_vec()).await, 400, "json-syntax");
    for other in ["[]", "1", "null", "\"x\""] {
        problem(send(json, other.into()).await, 422, "invalid");
    }
    let deep = format!("{}{}", "{\"data\":".repeat(60_000), "}".repeat(60_000));
    problem(send(json, deep.into()).await, 400, "json-levels");
    problem(send(json, vec![b'['; 900_000]).await, 400, "json-levels");
    problem(send(json, vec![b' '; 1024 * 1024 + 1]).await, 413, "too-large");
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
        problem(send(kind, birth().to_string().into()).await, 415, "media-type");
    }
}

#[tokio::test]
async fn addresses_that_are_not_there_and_methods_that_are_not_taken() {
    let office = Office::new().await;
    let anyone = office.anyone();
    problem(anyone.api("/api/v1/nothing", None).await, 404, "not-found");
    problem(anyone.api("/api/v2/dossiers", None).await, 404, "not-found");
    problem(anyone.api("/api/v1/procedures/%ff", None).await, 400, "unreadable");
    for method in ["PUT", "DELETE", "PATCH"] {
        let request = Request::builder().method(method).uri("/api/v1/dossiers").body(Body::empty()).unwrap();
        let answer = anyone.send(request).await;
        assert!(answer.header("allow").contains("POST"));
        problem(answer, 405, "method-not-allowed");
    }
    let unknown = problem(anyone.api("/api/v1/units?colour=red", None).await, 422, "invalid");
    assert_eq!(named(&unknown), pairs(&[("colour", "unknown-field")]));
}

#[tokio::test]
async fn problems_speak_the_clients_language() {
    let office = Office::new().await;
    let anyone = office.anyone();
    let english = anyone.api("/api/v1/me", None).await.is(401);
    assert_eq!(english.json()["title"], "Sign in first");
    let french = anyone.api("/api/v1/me?lang=fr", None).await.is(401);
    assert_eq!(french.header("content-language"), "fr");
    let vietnamese = anyone.api("/api/v1/me?lang=vi", None).await.is(401);
    assert_eq!(vietnamese.header("content-language"), "vi");
    assert_ne!(french.json()["title"], vietnamese.json()["title"]);
}
