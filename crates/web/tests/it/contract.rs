//! What outside clients rely on, end to end.

use crate::office::{Answer, BIRTH, Client, HERE, Office, THERE, matter};
use domain::identity::Role;
use serde_json::{Value, json};

/// A birth registration as a program sends it.
pub fn birth() -> Value {
    json!({
        "procedure": BIRTH, "unit": HERE, "channel": "counter",
        "applicant": {"name": "Lò Thị Mai", "personal_number": "000190012345", "phone": "0912 345 678"},
        "documents": [{"name": "Giấy chứng sinh", "originals": 1, "copies": 0}],
        "data": matter(BIRTH)
    })
}

/// Receives a birth registration.
pub async fn received(reception: &Client) -> Value {
    reception.api("/api/v1/dossiers", Some(birth())).await.is(201).json()
}

async fn act(client: &Client, dossier: &Value, act: &str, data: Value) -> Answer {
    let path = format!("/api/v1/dossiers/{}/acts/{act}", dossier["id"].as_str().unwrap());
    client.api(&path, Some(json!({"version": dossier["version"], "data": data, "note": ""}))).await
}

#[tokio::test]
async fn a_dossier_goes_from_reception_to_delivery() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let specialist = office.with_key(HERE, Role::Specialist).await;
    let leader = office.with_key(HERE, Role::Leader).await;
    let answer = reception.api("/api/v1/dossiers", Some(birth())).await.is(201);
    let dossier = answer.json();
    assert_eq!(answer.header("location"), format!("/api/v1/dossiers/{}", dossier["id"].as_str().unwrap()));
    assert_eq!(answer.header("etag"), "\"1\"");
    assert_eq!(dossier["code"], "H56.001-260309-0001");
    assert_eq!(dossier["state"], "received");
    assert_eq!(dossier["step"], "check");
    assert_eq!(dossier["version"], 1);
    assert!(dossier["due"].as_str().unwrap().ends_with("+07:00"));
    let mut keys: Vec<&String> = dossier.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["code", "due", "id", "state", "step", "version"]);

    let asked = json!({"items": ["Bản chính giấy chứng sinh"], "reason": "Bản chụp mờ"});
    let dossier = act(&specialist, &dossier, "supplement", asked).await.is(200).json();
    assert_eq!((&dossier["state"], &dossier["version"]), (&json!("awaiting-documents"), &json!(2)));
    let brought = json!({"documents": [{"name": "Giấy chứng sinh", "originals": 1}]});
    let dossier = act(&reception, &dossier, "resume", brought).await.is(200).json();
    let dossier = act(&specialist, &dossier, "forward", json!({})).await.is(200).json();
    assert_eq!(dossier["step"], "sign");
    let decided = json!({"number": "12/2026", "summary": "Đăng ký khai sinh"});
    let dossier = act(&leader, &dossier, "approve", decided).await.is(200).json();
    assert_eq!(dossier["state"], "resolved");
    let given =
        act(&reception, &dossier, "deliver", json!({"receiver": "Lò Thị Mai", "way": "counter"})).await;
    assert_eq!(given.header("etag"), "\"7\"", "the entry in the register is one of the dossier's own");
    assert_eq!(given.is(200).json()["state"], "delivered");

    let path = format!("/api/v1/dossiers/{}", dossier["id"].as_str().unwrap());
    let whole = leader.api(&path, None).await.is(200).json();
    assert_eq!(whole["decision"]["number"], "12/2026");
    assert_eq!(whole["history"].as_array().unwrap().len(), 7);
    assert_eq!(whole["acts"], json!([]));
    assert_eq!(whole["national_state"], 10);
    assert_eq!(whole["applicant"]["phone"], "84912345678");
    assert!(whole["due_grounds"].as_array().unwrap().iter().all(|g| g["text"].as_str().unwrap().len() > 5));
    let tracked = office.anyone().api("/api/v1/track/h56.001-260309-0001", None).await.is(200).json();
    assert_eq!(tracked["state"], "delivered");
    assert!(!tracked.to_string().contains("Mai"), "a code tells no name");
    office.verify();
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer_and_a_reused_key_is_refused() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let key = [("Idempotency-Key", "abc-1")];
    let first = reception.api_with("/api/v1/dossiers", Some(birth()), &key).await.is(201);
    assert_eq!(first.header("idempotency-replayed"), "");
    let again = reception.api_with("/api/v1/dossiers", Some(birth()), &key).await.is(201);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("location"), first.header("location"));
    let mut other = birth();
    other["applicant"]["name"] = json!("Người khác");
    let reused = reception.api_with("/api/v1/dossiers", Some(other), &key).await.is(422).json();
    assert_eq!(reused["code"], "key-reused");
    let list = reception.api("/api/v1/dossiers?state=open", None).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let at_once = (0..8).map(|_| {
        let (reception, key) = (reception.clone(), [("Idempotency-Key", "abc-2")]);
        async move { reception.api_with("/api/v1/dossiers", Some(birth()), &key).await.is(201).json() }
    });
    let mut ids = Vec::new();
    for answer in at_once.map(tokio::spawn).collect::<Vec<_>>() {
        ids.push(answer.await.unwrap()["id"].clone());
    }
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let too_long = [("Idempotency-Key", &*"k".repeat(201))];
    reception.api_with("/api/v1/dossiers", Some(birth()), &too_long).await.is(422);
    office.verify();
}

#[tokio::test]
async fn an_older_version_changes_nothing() {
    let office = Office::new().await;
    let specialist = office.with_key(HERE, Role::Specialist).await;
    let dossier = received(&office.with_key(HERE, Role::Reception).await).await;
    let path = format!("/api/v1/dossiers/{}/acts/forward", dossier["id"].as_str().unwrap());
    let missing = specialist.api(&path, Some(json!({}))).await.is(428).json();
    assert_eq!(missing["code"], "version-missing");
    let moved = specialist.api_with(&path, Some(json!({})), &[("If-Match", "\"1\"")]).await.is(200);
    assert_eq!(moved.header("etag"), "\"2\"");
    let stale = specialist.api(&path, Some(json!({"version": 1}))).await.is(409).json();
    assert_eq!((&stale["code"], &stale["version"]), (&json!("stale"), &json!(2)));
    let stale = specialist.api_with(&path, Some(json!({})), &[("If-Match", "\"1\"")]).await.is(412).json();
    assert_eq!(stale["code"], "stale");
    assert_eq!(stale["status"], 412);
    for wrong in ["3", "\"x\"", "*", "\"-1\"", "\"99999999999\""] {
        specialist.api_with(&path, Some(json!({})), &[("If-Match", wrong)]).await.is(422);
    }
    let both = specialist.api_with(&path, Some(json!({"version": 1})), &[("If-Match", "\"2\"")]).await;
    both.is(422);
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let dossier = received(&reception).await;
    let path = format!("/api/v1/dossiers/{}", dossier["id"].as_str().unwrap());
    let first = reception.api(&path, None).await.is(200);
    assert_eq!(first.header("etag"), "\"1\"");
    for known in ["\"1\"", "W/\"1\"", "\"0\", \"1\"", "*"] {
        let same = reception.api_with(&path, None, &[("If-None-Match", known)]).await.is(304);
        assert!(same.body.is_empty());
    }
    reception.api_with(&path, None, &[("If-None-Match", "\"2\"")]).await.is(200);
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there_and_what_one_may_not_do_is_forbidden() {
    let office = Office::new().await;
    let dossier = received(&office.with_key(HERE, Role::Reception).await).await;
    let id = dossier["id"].as_str().unwrap();
    let (path, forward) = (format!("/api/v1/dossiers/{id}"), format!("/api/v1/dossiers/{id}/acts/forward"));
    let elsewhere = office.with_key(THERE, Role::Specialist).await;
    assert_eq!(elsewhere.api(&path, None).await.is(404).json()["code"], "not-found");
    elsewhere.api(&forward, Some(json!({"version": 1}))).await.is(404);
    elsewhere.api(&format!("/api/v1/dossiers?unit={HERE}"), None).await.is(404);
    elsewhere.api(&format!("/api/v1/board?unit={HERE}"), None).await.is(404);
    let none = elsewhere.api("/api/v1/dossiers", None).await.is(200).json();
    assert_eq!(none["items"], json!([]));
    assert_eq!(none["counts"]["open"], 0);
    let found = elsewhere.api("/api/v1/dossiers?q=Mai", None).await.is(200).json();
    assert_eq!(found["items"], json!([]));
    let leader = office.with_key(HERE, Role::Leader).await;
    leader.api(&forward, Some(json!({"version": 1}))).await.is(403);
    leader.api("/api/v1/dossiers", Some(birth())).await.is(403);
    let there = office.with_key(THERE, Role::Reception).await;
    there.api("/api/v1/dossiers", Some(birth())).await.is(403);
    let province = office.with_key("38", Role::Province).await;
    province.api(&path, None).await.is(200);
    province.api(&forward, Some(json!({"version": 1}))).await.is(403);
    let nobody = office.anyone().api(&path, None).await.is(401);
    assert_eq!(nobody.header("www-authenticate"), "Bearer");
    leader.api(&format!("/api/v1/dossiers/{id}/acts/nonsense"), Some(json!({"version": 1}))).await.is(409);
    for id in ["x", "00000000-0000-7000-8000-000000000000"] {
        leader.api(&format!("/api/v1/dossiers/{id}"), None).await.is(404);
    }
}

#[tokio::test]
async fn an_online_submission_waits_until_it_is_accepted() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let mut asked = birth();
    reception.api("/api/v1/submissions", Some(asked.clone())).await.is(422);
    asked["channel"] = json!("online");
    let waiting = reception.api("/api/v1/submissions", Some(asked)).await.is(201).json();
    assert_eq!((&waiting["state"], &waiting["due"]), (&json!("submitted"), &Value::Null));
    let path = format!("/api/v1/dossiers/{}/acts/accept", waiting["id"].as_str().unwrap());
    let accepted = reception.api(&path, Some(json!({"version": 1}))).await.is(200).json();
    assert_eq!(accepted["state"], "received");
    assert!(accepted["due"].is_string());
}

#[tokio::test]
async fn lists_come_in_pages_and_keep_to_their_filters() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    for n in 0..5 {
        let mut asked = birth();
        asked["applicant"]["name"] = json!(format!("Người {n}"));
        reception.api("/api/v1/dossiers", Some(asked)).await.is(201);
        office.clock.pass(1);
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path =
            format!("/api/v1/dossiers?unit={HERE}&state=open&step=check&sort=due&limit=2&cursor={cursor}");
        let page = reception.api(&path, None).await.is(200).json();
        assert_eq!(page["counts"]["open"], 5);
        seen.extend(
            page["items"].as_array().unwrap().iter().map(|d| d["applicant"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else { break };
        cursor = next.to_owned();
    }
    assert_eq!(seen, (0..5).map(|n| format!("Người {n}")).collect::<Vec<_>>());
    let found = reception.api("/api/v1/dossiers?q=nguoi+3", None).await.is(200).json();
    assert_eq!(found["items"][0]["applicant"], "Người 3");
    let ended = reception.api("/api/v1/dossiers?q=nguoi+3&state=delivered", None).await.is(200).json();
    assert_eq!(ended["items"], json!([]), "a search keeps to the filters");
    let none = reception.api("/api/v1/dossiers?late=true", None).await.is(200).json();
    assert_eq!(none["items"], json!([]));
    office.clock.set("2026-03-20T09:00");
    let late = reception.api("/api/v1/dossiers?late=true", None).await.is(200).json();
    assert_eq!((late["items"].as_array().unwrap().len(), &late["counts"]["late"]), (5, &json!(5)));
    assert_eq!(late["items"][0]["late"], true);
    let wrong =
        ["state=nowhere", "sort=x", "limit=0", "limit=x", "cursor=x", "late=maybe", "page=2", "step=A B"];
    for query in wrong {
        reception.api(&format!("/api/v1/dossiers?{}", query.replace(' ', "%20")), None).await.is(422);
    }
}

#[tokio::test]
async fn everybody_may_read_what_is_public() {
    let office = Office::new().await;
    received(&office.with_key(HERE, Role::Reception).await).await;
    let anyone = office.anyone();
    let found = anyone.api("/api/v1/procedures?q=khai+sinh", None).await.is(200).json();
    assert_eq!(found["items"][0]["code"], BIRTH);
    let all = anyone.api("/api/v1/procedures", None).await.is(200).json();
    assert_eq!(all["items"].as_array().unwrap().len(), all["total"]);
    let birth = anyone.api(&format!("/api/v1/procedures/{BIRTH}"), None).await.is(200);
    assert_eq!(birth.json()["steps"][0]["id"], "accept");
    let tag = birth.header("etag").to_owned();
    let path = format!("/api/v1/procedures/{BIRTH}");
    anyone.api_with(&path, None, &[("If-None-Match", &tag)]).await.is(304);
    anyone.api("/api/v1/procedures/9.999999", None).await.is(404);
    let units = anyone.api("/api/v1/units?parent=38&limit=4000", None).await.is(200).json();
    assert_eq!(units["items"].as_array().unwrap().len(), 166);
    assert_eq!(anyone.api("/api/v1/units", None).await.is(200).json()["total"], 34);
    let unit = anyone.api(&format!("/api/v1/units/{HERE}"), None).await.is(200).json();
    assert_eq!((&unit["parent"], &unit["from"]), (&json!("38"), &json!("2025-07-01")));
    assert!(!unit["predecessors"].as_array().unwrap().is_empty());
    let before = anyone.api(&format!("/api/v1/units/{HERE}?on=2025-06-30"), None).await.is(200).json();
    assert_ne!(before["id"], unit["id"], "the same code, another unit");
    anyone.api("/api/v1/units?on=31/31/2025", None).await.is(422);
    anyone.api("/api/v1/units?parent=99999", None).await.is(422);
    let rates = anyone.api("/api/v1/rates?month=2026-03", None).await.is(200).json();
    let here = rates["items"].as_array().unwrap().iter().find(|r| r["unit"] == HERE).unwrap();
    assert_eq!((&here["received"], &here["rate"]["percent"]), (&json!(1), &Value::Null));
    assert_eq!((&rates["from"], &rates["to"]), (&json!("2026-03-01"), &json!("2026-03-31")));
    anyone.api("/api/v1/rates?month=2026-13", None).await.is(422);
    for _ in 0..30 {
        anyone.api("/api/v1/track/H56.001-260309-0009", None).await;
    }
    let enough = anyone.api("/api/v1/track/H56.001-260309-0001", None).await.is(429);
    assert!(enough.header("retry-after").parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn a_key_knows_its_person_and_its_board() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    received(&reception).await;
    let me = reception.api("/api/v1/me", None).await.is(200).json();
    assert_eq!((&me["unit"], &me["roles"]), (&json!(HERE), &json!(["reception"])));
    let board = reception.api("/api/v1/board?from=2026-03-01&to=2026-03-09", None).await.is(200).json();
    assert_eq!((&board["total"]["received"], &board["counts"]["open"]), (&json!(1), &json!(1)));
    assert_eq!(board["days"].as_array().unwrap().len(), 9);
    assert_eq!(board["procedures"][0]["procedure"], BIRTH);
    assert_eq!(board["rate"]["denominator"], 0);
    reception.api("/api/v1/board?from=2026-03-09&to=2026-03-01", None).await.is(422);
    let cookie_only = office.reception().await.without_key();
    cookie_only.api("/api/v1/me", None).await.is(401);
    let wrong = reception.api_with("/api/v1/me", None, &[("Authorization", "Bearer mc_0")]).await.is(401);
    assert_eq!(wrong.json()["code"], "signed-out");
    let spelt = format!("bearer {}", reception.bearer.clone().unwrap());
    reception.api_with("/api/v1/me", None, &[("Authorization", &spelt)]).await.is(200);
}
