//! Registers from outside: an act that is filled with something makes a record; programs and officers find
//! it, everybody checks its certificate, nobody guesses one.

use crate::office::{CENTRE, Client, HERE, Office, THERE};
use domain::identity::Role;
use serde_json::{Value, json};

const CODE: &str = "XA-THE-09";

const PACK: &str = r#"
id = "passes"
version = 1
owner = "commune"
depends = ["one-stop"]
title = { vi = "Thẻ", en = "Passes", fr = "Cartes" }
"#;

const REGISTER: &str = r#"
title = { vi = "Sổ thẻ chợ", en = "Market passes", fr = "Cartes de marché" }
form = "pass"
number = "{seq:03}/{year}"
validity = { months = 6 }
public = ["stall"]
listed = ["stall"]
seen_by = ["province"]
"#;

const FORM: &str = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
  "additionalProperties": false, "required": ["stall"], "properties": {
    "stall": { "type": "string", "enum": ["fish", "rice"], "x-order": 1,
      "x-label": { "vi": "Quầy", "en": "Stall", "fr": "Étal" },
      "x-choices": { "fish": { "vi": "Cá tươi", "en": "Fish", "fr": "Poisson" },
        "rice": { "vi": "Gạo", "en": "Rice", "fr": "Riz" } } },
    "remark": { "type": "string", "x-order": 2,
      "x-label": { "vi": "Nhận xét", "en": "Remark", "fr": "Remarque" } } } }"#;

const PROCEDURE: &str = r#"
code = "XA-THE-09"
title = { vi = "Cấp thẻ chợ", en = "Market pass", fr = "Carte de marché" }
tier = "commune"
territory = "any"
[[channel]]
channel = "counter"
limit = "5wd"
[[step]]
id = "sign"
role = "leader"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act]]
id = "approve"
kind = "approve"
to = "return"
form = "pass"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act.record]]
register = "passes"
fields = { stall = "answers.stall", remark = "answers.remark" }
[[step]]
id = "return"
role = "reception"
title = { vi = "Trả", en = "Return", fr = "Remise" }
[[step.act]]
id = "deliver"
kind = "deliver"
title = { vi = "Trả", en = "Return", fr = "Remettre" }
"#;

async fn office() -> Office {
    let office = Office::new().await;
    let files = [
        ("passes/pack.toml", PACK),
        ("passes/registers/passes.toml", REGISTER),
        ("passes/forms/pass.schema.json", FORM),
        ("passes/procedures/XA-THE-09.toml", PROCEDURE),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    office.app.pack_publish(&files, "test").await.unwrap();
    office
}

async fn received(office: &Office, name: &str) -> Value {
    let reception = office.with_key(HERE, Role::Reception).await;
    let asked = json!({ "procedure": CODE, "applicant": { "name": name }, "data": {} });
    reception.api("/api/v1/dossiers", Some(asked)).await.is(201).json()
}

async fn approve(leader: &Client, dossier: &Value, answers: Value) -> crate::office::Answer {
    let path = format!("/api/v1/dossiers/{}/acts/approve", dossier["id"].as_str().unwrap());
    leader.api(&path, Some(json!({ "version": 1, "data": { "answers": answers } }))).await
}

#[tokio::test]
async fn a_record_is_made_found_and_its_certificate_checked() {
    let office = office().await;
    let dossier = received(&office, "Lường Thị Mai").await;
    let leader = office.with_key(HERE, Role::Leader).await;
    let hostile =
        approve(&leader, &dossier, json!({ "stall": "<b>fish</b>", "remark": 7 })).await.is(422).json();
    let fields: Vec<&str> =
        hostile["errors"].as_array().unwrap().iter().map(|p| p["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["data.answers.stall"]);
    let id = dossier["id"].as_str().unwrap();
    let whole = leader.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
    assert_eq!(whole["acts"][0]["form"]["required"], json!(["stall"]));
    approve(&leader, &dossier, json!({ "stall": "fish", "remark": "Quầy số 4" })).await.is(200);
    let whole = leader.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
    assert_eq!(whole["answers"]["approve"]["stall"], "fish");
    assert_eq!(
        whole["records"][0],
        json!({ "register": "passes", "number": "001/2026", "change": "create" })
    );
    let all = leader.api("/api/v1/registers", None).await.is(200).json();
    let names: Vec<&str> =
        all["items"].as_array().unwrap().iter().map(|b| b["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"passes") && names.contains(&"births"), "{names:?}");
    let page = leader.api("/api/v1/registers/passes?q=luong", None).await.is(200).json();
    assert_eq!(page["items"][0]["number"], "001/2026");
    assert_eq!(page["items"][0]["until"], "2026-09-09");
    let one = leader.api("/api/v1/registers/passes/001%2F2026", None).await.is(200).json();
    assert_eq!(one["record"]["fields"]["remark"], "Quầy số 4");
    assert_eq!(one["history"][0]["dossier"], *id);
    // Pages of officers: the list, searched without diacritics, and the record.
    let desk = office.signed_in(HERE, Role::Leader).await;
    let list = desk.get("/desk/registers/passes?q=ca+tuoi+mai").await.is(200).text();
    assert!(!list.contains("001/2026"), "a choice is found by its value, not by its words");
    let list = desk.get("/desk/registers/passes?q=LUONG").await.is(200).text();
    assert!(list.contains("/desk/registers/passes/001%2F2026") && list.contains("Còn hiệu lực"), "{list}");
    let record = desk.get("/desk/registers/passes/001%2F2026").await.is(200).text();
    assert!(record.contains("Cá tươi") && record.contains("Quầy số 4") && record.contains("Cấp mới"));
    // Everybody with the paper; nobody without.
    let anyone = office.anyone();
    let certificate = one["certificate"].as_str().unwrap();
    let shown = anyone.get(certificate).await.is(200).text();
    assert!(shown.contains("Cá tươi") && !shown.contains("Quầy số 4") && !shown.contains("Lường"), "{shown}");
    anyone.get(&certificate.replace("&v=1", "&v=2")).await.is(404);
    // Everybody finds what the register lists, in the one box, and reads that alone.
    office.app.search_tick().await.unwrap();
    let page = anyone.get("/procedures?q=ca+tuoi").await.is(200).text();
    let (_, link) = page.split_once("href=\"/register/passes/").unwrap();
    let link = link.split('"').next().unwrap();
    let listed = anyone.get(&format!("/register/passes/{link}")).await.is(200).text();
    assert!(
        listed.contains("Cá tươi") && !listed.contains("Quầy số 4") && !listed.contains("Lường"),
        "{listed}"
    );
    assert!(!anyone.get("/procedures?q=luong+thi+mai").await.is(200).text().contains("/register/passes/"));
    for _ in 0..40 {
        anyone.get("/register/passes/001%2F2026?u=x&v=1&c=guess").await;
    }
    anyone.get(certificate).await.is(429);
    office.verify();
}

#[tokio::test]
async fn who_may_not_see_a_register_finds_nothing() {
    let office = office().await;
    let dossier = received(&office, "Lường Thị Mai").await;
    let leader = office.with_key(HERE, Role::Leader).await;
    approve(&leader, &dossier, json!({ "stall": "rice" })).await.is(200);
    let one = "/api/v1/registers/passes/001%2F2026";
    for (unit, role, list, single) in [
        (HERE, Role::Specialist, 404, 404),
        (HERE, Role::Reception, 200, 200),
        (THERE, Role::Leader, 200, 404),
        (CENTRE, Role::Province, 200, 200),
        (HERE, Role::Administrator, 403, 403),
    ] {
        let client = office.with_key(unit, role).await;
        client.api("/api/v1/registers/passes", None).await.is(list);
        client.api(one, None).await.is(single);
    }
}

#[tokio::test]
async fn what_a_request_is_asked_for_is_told_before_it_is_received() {
    let office = office().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let path = format!("/api/v1/procedures/{CODE}/asked");
    let asked = reception.api(&path, Some(json!({ "data": {} }))).await.is(200).json();
    assert_eq!(asked, json!({ "documents": [], "fee_vnd": 0, "with": [] }));
    let unknown = reception.api(&path, Some(json!({ "datum": {} }))).await.is(422).json();
    assert_eq!(unknown["errors"][0]["field"], "datum");
}
