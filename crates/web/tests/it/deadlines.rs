//! Legal time as officers and programs see it.

use crate::office::{Client, Office};
use serde_json::json;

/// Registration of a death: its cases differ in what the law gives for them.
const DEATH: &str = "1.000656";

/// What stands between two texts, the first time.
fn between(text: &str, from: &str, to: &str) -> String {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("{from} isn't in {text}")).1;
    rest.split_once(to).unwrap().0.to_owned()
}

async fn reception_page(reception: &Client, case: &str) -> String {
    let fields = [("procedure", DEATH), ("case", case), ("name", "Lò Văn Pó"), ("do", "promise")];
    reception.multipart("/desk/reception", &fields, &[]).await.is(200).text()
}

#[tokio::test]
async fn the_case_is_chosen_before_a_date_is_promised_and_the_papers_name_it() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let page = reception_page(&reception, "").await;
    assert!(page.contains("value=\"1.000656.02\"") && page.contains("Chọn trường hợp"), "{page}");
    let short = reception_page(&reception, "1.000656.02").await;
    assert!(short.contains("10/03/2026") || short.contains("ngày mai"), "one day: {short}");
    let long = reception_page(&reception, "1.000656.01").await;
    assert!(long.contains("16/03/2026"), "five working days: {long}");
    let key = between(&long, "name=\"key\" value=\"", "\"");
    let fields = [("procedure", DEATH), ("key", &key), ("name", "Lò Văn Pó"), ("do", "receive")];
    let wrong = reception.multipart("/desk/reception", &fields, &[]).await.is(422).text();
    assert!(wrong.contains("href=\"#case\""), "{wrong}");
    let mut whole = fields.to_vec();
    whole.push(("case", "1.000656.02"));
    let done = reception.multipart("/desk/reception", &whole, &[]).await.is(303);
    let dossier = done.header("location").trim_end_matches("/received").to_owned();
    for page in [done.header("location").to_owned(), dossier.clone(), format!("{dossier}/receipt")] {
        let text = reception.get(&page).await.is(200).text();
        assert!(text.contains("1.000656.02"), "{page}: {text}");
    }
    office.verify();
}

#[tokio::test]
async fn a_program_names_the_case_too() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let procedure = reception.api(&format!("/api/v1/procedures/{DEATH}"), None).await.is(200).json();
    assert_eq!(procedure["channels"][0]["case_needed"], json!(true));
    assert_eq!(procedure["cases"][1]["code"], json!("1.000656.02"));
    let mut filing = json!({ "procedure": DEATH, "applicant": { "name": "Lò Văn Pó" } });
    let wrong = reception.api("/api/v1/dossiers", Some(filing.clone())).await.is(422).json();
    assert_eq!(wrong["errors"][0]["field"], json!("case"), "{wrong}");
    filing["case"] = json!("1.000656.99");
    reception.api("/api/v1/dossiers", Some(filing.clone())).await.is(422);
    filing["case"] = json!("1.000656.02");
    let made = reception.api("/api/v1/dossiers", Some(filing.clone())).await.is(201).json();
    assert_eq!(made["due"], json!("2026-03-10T17:00:00+07:00"));
    let id = made["id"].as_str().unwrap();
    let dossier = reception.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
    assert_eq!(dossier["case"], json!("1.000656.02"));
}
