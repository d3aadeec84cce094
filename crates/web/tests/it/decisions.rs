//! A commune is divided: its dossiers wait, the province decides, the new commune works on.

use crate::contract::received;
use crate::office::{CENTRE, HERE, Office, THERE};
use domain::identity::Role;
use serde_json::json;
use std::ops::ControlFlow;
use std::sync::Arc;

const FILE: &str = "# act: 12/NQ-HĐND
# day: 2026-03-09
row,code,kind,name,parent,to,relation,archive
ends,14758,,,,14797,part,yes
ends,14758,,,,14845,part,
";

/// An office whose commune was divided this morning with two dossiers open.
async fn divided() -> (Office, Vec<String>) {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(received(&reception).await["id"].as_str().unwrap().to_owned());
    }
    office.app.territory_apply(None, FILE, Arc::new(|_| ControlFlow::Continue(()))).await.unwrap();
    (office, ids)
}

#[tokio::test]
async fn the_province_picks_says_why_and_the_dossiers_go() {
    let (office, ids) = divided().await;
    let centre = office.signed_in(CENTRE, Role::Province).await;
    let page = centre.get("/desk/territory").await.is(200).text();
    for id in &ids {
        assert!(page.contains(&format!("name=\"pick\" value=\"{id}\"")), "{page}");
    }
    assert!(page.contains("Phường Hàm Rồng") && page.contains("Phường Hạc Thành, Xã Mường Lát"));
    let one = centre.get("/desk/territory?unit=14758%402025-07-01").await.is(200).text();
    assert!(one.contains("value=\"14758@2025-07-01\" selected"));
    let ask = centre.form("/desk/territory", &[("pick", &ids[0])]).await.is(200).text();
    assert!(ask.contains("value=\"14797@2025-07-01\"") && ask.contains(&ids[0]) && !ask.contains(&ids[1]));
    let typed = [("sure", "1"), ("pick", ids[0].as_str()), ("to", "14797@2025-07-01"), ("act", "15/QĐ-UBND")];
    let again = centre.form("/desk/territory", &typed).await.is(422).text();
    assert!(again.contains("value=\"15/QĐ-UBND\"") && again.contains("href=\"#reason\""), "{again}");
    let whole: Vec<_> = typed.into_iter().chain([("reason", "ở khu phố 3")]).collect();
    let done = centre.form("/desk/territory", &whole).await.is(303);
    let told = centre.get(done.header("location")).await.is(200).text();
    assert!(told.contains("Đã giao 1 hồ sơ cho Phường Hạc Thành"), "{told}");
    assert!(!told.contains(&ids[0]) && told.contains(&ids[1]));
    let there = office.signed_in(THERE, Role::Reception).await;
    let page = there.get(&format!("/desk/dossiers/{}", ids[0])).await.is(200).text();
    assert!(page.contains("Nhận bàn giao từ Phường Hàm Rồng") && page.contains("ở khu phố 3"), "{page}");
    assert!(page.contains("Đơn vị tiếp nhận ban đầu"));
    there.get(&format!("/desk/dossiers/{}", ids[1])).await.is(404);
    office.verify();
}

#[tokio::test]
async fn programs_decide_too_and_twice_is_once() {
    let (office, ids) = divided().await;
    let centre = office.with_key(CENTRE, Role::Province).await;
    let page = centre.api("/api/v1/territory/waiting", None).await.is(200).json();
    assert_eq!((page["total"].as_u64(), page["items"].as_array().unwrap().len()), (Some(2), 2));
    assert_eq!(page["items"][0]["candidates"].as_array().unwrap().len(), 2);
    let path = "/api/v1/territory/decisions";
    let decision = json!({"dossiers": ids, "to": "14845", "act": "15/QĐ-UBND", "reason": "ở bản Pom Khuông"});
    let mut wrong = decision.clone();
    wrong["to"] = json!("14848");
    assert_eq!(centre.api(path, Some(wrong)).await.is(422).json()["errors"][0]["field"], "to");
    let reception = office.with_key(THERE, Role::Reception).await;
    reception.api(path, Some(decision.clone())).await.is(403);
    let done = centre.api(path, Some(decision.clone())).await.is(200).json();
    assert_eq!((done["moved"].as_u64(), done["before"].as_u64()), (Some(2), Some(0)));
    let again = centre.api(path, Some(decision)).await.is(200).json();
    assert_eq!((again["moved"].as_u64(), again["before"].as_u64()), (Some(0), Some(2)));
    let dossier = centre.api(&format!("/api/v1/dossiers/{}", ids[0]), None).await.is(200).json();
    assert_eq!(
        (dossier["unit"].as_str(), dossier["received_by"].as_str()),
        (Some("14845"), Some("Phường Hàm Rồng"))
    );
    office.verify();
}
