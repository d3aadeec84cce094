//! A dossier taken in for another unit, sent, returned and called back, as officers and programs do it.

use crate::contract::{birth, received};
use crate::desk::between;
use crate::office::{Answer, BIRTH, CHILD, Client, HERE, Office, THERE};
use domain::identity::Role;
use serde_json::{Value, json};

fn hidden(page: &str, name: &str) -> String {
    between(page, &format!("name=\"{name}\" value=\""), "\"")
}

/// Takes a birth registration in for a unit; gives the answer.
async fn receive(reception: &Client, competent: &str) -> Answer {
    let page = reception.get(&format!("/desk/reception?procedure={BIRTH}")).await.is(200).text();
    assert!(page.contains(&format!("({THERE})\">")), "units of the province are proposed: {page}");
    assert!(!page.contains(&format!("({HERE})\">")), "but not the own one");
    let key = hidden(&page, "key");
    let mut fields = vec![("procedure", BIRTH), ("key", &key), ("name", "Lò Văn Pó"), ("do", "receive")];
    fields.push(("competent", competent));
    fields.extend(CHILD);
    reception.multipart("/desk/reception", &fields, &[]).await
}

/// Asks on a page of its own, then does it.
async fn pass(officer: &Client, dossier: &str, way: &str, fields: &[(&str, &str)]) -> Answer {
    let page = officer.get(&format!("{dossier}/pass/{way}")).await.is(200).text();
    let (key, version) = (hidden(&page, "key"), hidden(&page, "version"));
    let hidden = [("key", key.as_str()), ("version", version.as_str())];
    let all: Vec<_> = fields.iter().chain(&hidden).copied().collect();
    let done = officer.form(&format!("{dossier}/pass/{way}"), &all).await;
    if done.status.as_u16() == 303 {
        let again = officer.form(&format!("{dossier}/pass/{way}"), &all).await.is(303);
        assert_eq!(again.header("location"), format!("{dossier}?said=act-again"), "sent twice, done once");
    }
    done
}

#[tokio::test]
async fn the_counter_takes_in_for_another_unit_and_calls_it_back() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let world = office.app.world();
    let there = world.unit_at(THERE, office.app.now().day()).unwrap().full_name.clone();
    let wrong = receive(&reception, "Xã Không Có").await.is(422).text();
    assert!(wrong.contains("href=\"#competent\"") && wrong.contains("Xã Không Có"), "{wrong}");
    let done = receive(&reception, &format!("{there}, Sơn La ({THERE})")).await.is(303);
    let dossier = done.header("location").trim_end_matches("/received").to_owned();
    let page = reception.get(done.header("location")).await.is(200).text();
    assert!(page.contains(&there), "who decides is said: {page}");
    let receipt = reception.get(&format!("{dossier}/receipt")).await.is(200).text();
    assert!(receipt.contains(&there), "on the receipt too: {receipt}");
    let page = reception.get(&dossier).await.is(200).text();
    assert!(page.contains(&format!("{dossier}/pass/recall")), "{page}");
    assert!(!page.contains(&format!("{dossier}/pass/send")), "{page}");
    pass(&reception, &dossier, "recall", &[("to", "")]).await.is(303);
    let page = reception.get(&dossier).await.is(200).text();
    assert!(page.contains(&format!("{dossier}/pass/send")), "here again: {page}");
    let nowhere = pass(&reception, &dossier, "send", &[("to", "")]).await.is(422).text();
    assert!(nowhere.contains("href=\"#to\""), "{nowhere}");
    reception.get(&format!("{dossier}/pass/elsewhere")).await.is(404);
    office.verify();
}

#[tokio::test]
async fn a_result_comes_back_to_where_it_was_taken_in() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let done = receive(&reception, THERE).await.is(303);
    let dossier = done.header("location").trim_end_matches("/received").to_owned();
    office.app.between_tick().await.unwrap();
    let specialist = office.signed_in(THERE, Role::Specialist).await;
    let mute = pass(&specialist, &dossier, "return", &[("reason", "")]).await.is(422).text();
    assert!(mute.contains("href=\"#reason\""), "{mute}");
    let leader = office.signed_in(THERE, Role::Leader).await;
    for (officer, act) in [(&specialist, "forward"), (&leader, "approve")] {
        let page = officer.get(&format!("{dossier}/acts/{act}")).await.is(200).text();
        let (key, version) = (hidden(&page, "key"), hidden(&page, "version"));
        let fields = [("key", key.as_str()), ("version", version.as_str()), ("number", "12/TLKS")];
        officer.form(&format!("{dossier}/acts/{act}"), &fields).await.is(303);
    }
    pass(&leader, &dossier, "return", &[("reason", "")]).await.is(303);
    office.app.between_tick().await.unwrap();
    let page = reception.get(&dossier).await.is(200).text();
    assert!(page.contains(&format!("{dossier}/acts/deliver")), "the result is given out here: {page}");
    office.verify();
}

#[tokio::test]
async fn programs_pass_dossiers_on_with_versions_and_keys() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let mut asked = birth();
    asked["competent"] = json!(THERE);
    let away = reception.api("/api/v1/dossiers", Some(asked)).await.is(201).json();
    assert_eq!(away["version"], 2);
    let at =
        |dossier: &Value, way: &str| format!("/api/v1/dossiers/{}/{way}", dossier["id"].as_str().unwrap());
    let ways = async |dossier: &Value| {
        let whole = reception.api(at(dossier, "").trim_end_matches('/'), None).await.is(200).json();
        let ways = whole["passings"].as_array().unwrap();
        ways.iter().map(|way| way["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ways(&away).await, ["recall"]);
    let blind = reception.api(&at(&away, "recall"), Some(json!({}))).await;
    blind.is(428);
    let back = reception.api(&at(&away, "recall"), Some(json!({"version": 2}))).await.is(200);
    assert_eq!(back.header("etag"), "\"3\"");
    let none = reception.api(&at(&away, "recall"), Some(json!({"version": 3}))).await.is(409).json();
    assert_eq!(none["code"], "not-in-transit");
    let here = received(&reception).await;
    assert_eq!(ways(&here).await, ["send"]);
    let wrong = json!({"version": 1, "to": "nowhere"});
    let wrong = reception.api(&at(&here, "send"), Some(wrong)).await.is(422).json();
    assert_eq!(wrong["errors"][0]["field"], "to");
    reception.api(&at(&here, "send"), Some(json!({"version": 1, "to": THERE}))).await.is(200);
    office.app.between_tick().await.unwrap();
    assert_eq!(ways(&here).await, [""; 0], "it is the other unit's");
    let late = reception.api(&at(&here, "recall"), Some(json!({"version": 2}))).await.is(409).json();
    assert_eq!(late["code"], "fetched");
    assert!(late["next"].is_string() && late["detail"].is_string());
    office.verify();
}
