//! Legal time as officers and programs see it.

use crate::office::{Client, Office, matter};
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
    whole.extend([("case", "1.000656.02"), ("data/deceased/name", "Lò Văn Thấu")]);
    whole.push(("data/death/died_on", "01/03/2026"));
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
    let mut filing =
        json!({ "procedure": DEATH, "applicant": { "name": "Lò Văn Pó" }, "data": matter(DEATH) });
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

/// Receives a birth registration through the API; gives its id.
async fn received(reception: &Client, procedure: &str, case: Option<&str>) -> String {
    let mut filing = json!({ "procedure": procedure, "data": matter(procedure),
        "applicant": { "name": "Lò Văn Pó", "phone": "0912 345 678" } });
    if let Some(case) = case {
        filing["case"] = json!(case);
    }
    let made = reception.api("/api/v1/dossiers", Some(filing)).await.is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

async fn act(officer: &Client, id: &str, act: &str, data: serde_json::Value) {
    let dossier = officer.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
    let body = json!({ "version": dossier["version"], "data": data });
    officer.api(&format!("/api/v1/dossiers/{id}/acts/{act}"), Some(body)).await.is(200);
}

async fn ticked(office: &Office, at: &str) -> (usize, usize) {
    office.clock.set(at);
    let done = office.app.clock_tick().await.unwrap();
    (done.lapsed, done.reminded)
}

#[tokio::test]
async fn nothing_comes_the_person_is_warned_and_then_the_dossier_is_closed_once() {
    let office = Office::new().await;
    let (reception, specialist) = (office.reception().await, office.specialist().await);
    let id = received(&reception, DEATH, Some("1.000656.01")).await;
    act(&specialist, &id, "supplement", json!({ "items": ["Giấy báo tử"], "reason": "thiếu giấy báo tử" }))
        .await;
    let look = reception.api(&format!("/api/v1/dossiers/{id}"), None).await.json();
    assert_eq!(look["wanted_by"], json!("2026-03-30T17:00:00+07:00"));
    assert_eq!(ticked(&office, "2026-03-24T16:00").await, (0, 0));
    assert_eq!(ticked(&office, "2026-03-25T07:00").await, (0, 0), "the office is closed");
    assert_eq!(ticked(&office, "2026-03-25T07:30").await, (0, 2), "officers and the person");
    assert_eq!(ticked(&office, "2026-03-25T07:31").await, (0, 0), "once");
    let specialist = office.specialist().await;
    let mine = specialist.get("/desk/reminders").await.is(200).text();
    assert!(mine.contains(&id) && mine.contains("Sắp hết thời gian bổ sung"), "{mine}");
    assert_eq!(ticked(&office, "2026-03-30T17:00").await, (0, 0));
    assert_eq!(ticked(&office, "2026-03-31T07:30").await, (1, 0));
    assert_eq!(ticked(&office, "2026-03-31T07:31").await, (0, 0), "never twice");
    let look = reception.api(&format!("/api/v1/dossiers/{id}"), None).await.json();
    assert_eq!((look["state"].clone(), look["national_state"].clone()), (json!("lapsed"), json!(8)));
    let (reception, specialist) = (office.reception().await, office.specialist().await);
    let page = reception.get(&format!("/desk/dossiers/{id}")).await.is(200).text();
    assert!(page.contains("In thông báo dừng giải quyết"), "{page}");
    let slip = format!("/desk/dossiers/{id}/slips/{}", between(&page, "/slips/", "\""));
    reception.get(&slip).await.is(200);
    let mine = specialist.get("/desk/reminders").await.is(200).text();
    assert!(!mine.contains(&id), "what is over is brought to nobody's mind");
    office.verify();
}

#[tokio::test]
async fn what_is_overdue_is_brought_to_who_has_it_and_then_to_the_leader() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let id = received(&reception, DEATH, Some("1.000656.02")).await;
    assert_eq!(ticked(&office, "2026-03-09T10:00").await, (0, 0));
    assert_eq!(ticked(&office, "2026-03-10T07:30").await, (0, 1), "the morning of the day");
    let (specialist, leader) = (office.specialist().await, office.leader().await);
    let mine = specialist.get("/desk/reminders").await.is(200).text();
    assert!(mine.contains(&id) && mine.contains("Hẹn trả hôm nay"), "{mine}");
    assert!(!leader.get("/desk/reminders").await.is(200).text().contains(&id), "not the leader's yet");
    let list = specialist.get("/desk/worklist").await.is(200).text();
    assert!(list.contains("href=\"/desk/reminders\""), "{list}");
    assert_eq!(ticked(&office, "2026-03-11T07:30").await, (0, 1));
    let specialist = office.specialist().await;
    assert!(specialist.get("/desk/reminders").await.is(200).text().contains("Đã quá hạn"));
    assert_eq!(ticked(&office, "2026-03-12T07:30").await, (0, 1));
    let leader = office.leader().await;
    let above = leader.get("/desk/reminders").await.is(200).text();
    assert!(above.contains(&id) && above.contains("Quá hạn kéo dài"), "{above}");
    assert_eq!(ticked(&office, "2026-03-19T07:30").await, (0, 1), "and again after a week");
    office.verify();
}

#[tokio::test]
async fn the_leader_counts_promises_anew_when_the_office_closes_a_day() {
    let office = Office::new().await;
    let (reception, leader) = (office.reception().await, office.leader().await);
    let id = received(&reception, DEATH, Some("1.000656.01")).await;
    let nothing = leader.get("/desk/recount").await.is(200).text();
    assert!(nothing.contains("Không có ngày hẹn nào sẽ đổi"), "{nothing}");
    let close = [("day", "12/03/2026"), ("part", "day"), ("reason", "Mất điện toàn xã")];
    leader.form("/manage/hours/close", &close).await.is(303);
    let look = reception.api(&format!("/api/v1/dossiers/{id}"), None).await.json();
    assert_eq!(look["due"], json!("2026-03-16T17:00:00+07:00"), "nothing changes by itself");
    let page = leader.get("/desk/recount").await.is(200).text();
    assert!(page.contains("16/03/2026 → ") && page.contains("17/03/2026"), "{page}");
    let key = between(&page, "name=\"key\" value=\"", "\"");
    let fields = [("key", key.as_str()), ("pick", id.as_str()), ("reason", "Mất điện toàn xã"), ("act", "")];
    let wrong = leader.form("/desk/recount", &fields).await.is(422).text();
    assert!(wrong.contains("href=\"#act\"") && wrong.contains("Mất điện toàn xã"), "{wrong}");
    let mut whole = fields.to_vec();
    whole.push(("act", "12/TB-UBND"));
    let whole: Vec<_> =
        whole.into_iter().filter(|(name, value)| *name != "act" || !value.is_empty()).collect();
    let done = leader.form("/desk/recount", &whole).await.is(200).text();
    assert!(done.contains("Đã tính lại 1 trên 1"), "{done}");
    let again = leader.form("/desk/recount", &whole).await.is(200).text();
    assert!(again.contains("Đã tính lại 1 trên 1"), "the same page sent twice: {again}");
    let look = reception.api(&format!("/api/v1/dossiers/{id}"), None).await.json();
    assert_eq!(look["due"], json!("2026-03-17T17:00:00+07:00"));
    assert_eq!(look["history"].as_array().unwrap().len(), 2);
    let page = reception.get(&format!("/desk/dossiers/{id}")).await.is(200).text();
    assert!(page.contains("12/TB-UBND"), "{page}");
    office.verify();
}
