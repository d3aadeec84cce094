//! Feedback from outside: anybody says something, gets a code, and is answered within the legal times.

use crate::office::{CENTRE, HERE, Office};
use domain::identity::Role;

const CONTENT: &str = "Nộp hồ sơ ba lần vẫn bị trả về mà không ai nói rõ thiếu gì.";

fn typed<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = [("kind", "XA-PA-01"), ("unit", HERE), ("category", "papers"), ("content", CONTENT)];
    fields.into_iter().filter(|(n, _)| more.iter().all(|(m, _)| m != n)).chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn anybody_says_something_without_a_name_and_follows_it_by_its_code() {
    let office = Office::with_all_packs().await;
    let anyone = office.anyone();
    let page = anyone.get("/feedback").await.is(200).text();
    assert!(page.contains("XA-PA-02") && page.contains(&format!("value=\"{HERE}\"")));
    let fields = typed(&[("key", "k-1"), ("publish", "1")]);
    let out = anyone
        .multipart("/feedback", &fields, &[("files", "anh.png", b"\x89PNG\r\n\x1a\n0IEND")])
        .await
        .is(303);
    let to = out.header("location").to_owned();
    let again =
        anyone.multipart("/feedback", &fields, &[("files", "anh.png", b"\x89PNG\r\n\x1a\n0IEND")]).await;
    assert_eq!(again.is(303).header("location"), to, "sent twice, filed once");
    let code = to.split_once("code=").unwrap().1.to_owned();
    assert!(anyone.get(&to).await.is(200).text().contains(&code));
    let followed = anyone.get(&format!("/track?code={code}")).await.is(200).text();
    assert!(!followed.contains("ba lần"), "a code tells nothing of the matter");

    let reception = office.with_key(HERE, Role::Reception).await;
    let list = reception.api("/api/v1/dossiers?state=open", None).await.is(200).json();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["code"], code.as_str());
    // Monday, 9 March: fifteen working days on is Monday, 30 March.
    assert!(items[0]["due"].as_str().unwrap().starts_with("2026-03-30T17:"), "{}", items[0]);
    let parsed = code.parse().unwrap();
    let found = office.app.store().read(move |r| r.dossier_by_code(&parsed)).await.unwrap().unwrap();
    let dossier = found.dossier;
    assert_eq!(dossier.filing.applicant.name, app::feedback::NAMELESS);
    assert_eq!(dossier.filing.documents[0].files.len(), 1);
    let id = dossier.id();
    let history = office.app.store().read(move |r| r.dossier_history(id)).await.unwrap();
    assert_eq!(history[0].head.actor, "system:feedback");
    office.verify();
}

#[tokio::test]
async fn what_is_wrong_is_named_and_what_was_typed_is_kept() {
    let office = Office::with_all_packs().await;
    let anyone = office.anyone();
    let short = typed(&[("content", "chậm"), ("unit", "00000")]);
    let png: (&str, &str, &[u8]) = ("files", "anh.png", b"\x89PNG\r\n\x1a\n0IEND");
    let page = anyone.multipart("/feedback", &short, &[png]).await.is(422).text();
    for said in ["Hãy chọn đơn vị", "ít nhất 10 ký tự", ">chậm</textarea>", "anh.png", "name=\"kept\""]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let empty = anyone.post("/feedback", &[]).await.is(422).text();
    let said = ["phản ánh hay kiến nghị", "chọn đơn vị", "về việc gì", "ít nhất 10 ký tự"];
    let links: Vec<&str> = empty.split("<li><a href=\"#").skip(1).collect();
    assert_eq!(links.len(), said.len(), "{empty}");
    assert!(links.iter().zip(said).all(|(link, said)| link.contains(said)), "in the form's order: {empty}");
    let odd = typed(&[("phone", "12"), ("category", "weather")]);
    let page = anyone.post("/feedback", &odd).await.is(422).text();
    assert!(page.contains("value=\"12\""));
    anyone.multipart("/feedback", &typed(&[]), &[("files", "a.exe", b"MZ")]).await.is(422);
    // Only what is taken counts; and who has to wait loses nothing.
    for _ in 0..5 {
        anyone.post("/feedback", &short).await.is(422);
    }
    for _ in 0..5 {
        anyone.post("/feedback", &typed(&[])).await.is(303);
    }
    let late = anyone.post("/feedback", &typed(&[("name", "Lò Thị Mai")])).await.is(429).text();
    assert!(late.contains("value=\"Lò Thị Mai\"") && late.contains("một phút"), "{late}");
    office.clock.pass(1);
    let province = typed(&[("unit", CENTRE), ("name", "Lò Thị Mai"), ("phone", "0912345678")]);
    anyone.post("/feedback", &province).await.is(303);
    office.verify();
}

#[tokio::test]
async fn a_form_that_was_sent_with_other_words_comes_back_with_these_and_is_taken_then() {
    let office = Office::with_all_packs().await;
    let anyone = office.anyone();
    anyone.post("/feedback", &typed(&[("key", "k-1")])).await.is(303);
    let other = "Trả kết quả muộn hai tuần, không ai xin lỗi.";
    let again = typed(&[("key", "k-1"), ("content", other), ("name", "Lò Thị Mai")]);
    let page = anyone.post("/feedback", &again).await.is(422).text();
    for said in ["đã được gửi một lần với nội dung khác", other, "value=\"Lò Thị Mai\""] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("value=\"k-1\""), "under another key it can be sent");
    let key = page.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    anyone.post("/feedback", &typed(&[("key", key), ("content", other)])).await.is(303);
    let reception = office.with_key(HERE, Role::Reception).await;
    let list = reception.api("/api/v1/dossiers?state=open", None).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    office.verify();
}

#[tokio::test]
async fn an_answer_is_published_only_as_the_officer_wrote_it() {
    let office = Office::with_all_packs().await;
    assert!(office.anyone().get("/feedback/answers").await.is(200).text().contains("Chưa có câu trả lời"));
    let out = office.anyone().post("/feedback", &typed(&[("publish", "1"), ("name", "Lò Thị Mai")])).await;
    let code = out.is(303).header("location").split_once("code=").unwrap().1.to_owned();
    let people = [Role::Reception, Role::Specialist, Role::Leader];
    let [mut reception, mut specialist, mut leader] = [None, None, None];
    for (role, client) in people.into_iter().zip([&mut reception, &mut specialist, &mut leader]) {
        *client = Some(office.with_key(HERE, role).await);
    }
    let (reception, specialist, leader) = (reception.unwrap(), specialist.unwrap(), leader.unwrap());
    let parsed = code.parse().unwrap();
    let found = office.app.store().read(move |r| r.dossier_by_code(&parsed)).await.unwrap().unwrap();
    let id = found.dossier.id();
    let answers =
        serde_json::json!({"question": "Bị trả hồ sơ nhiều lần.", "answer": "Nay trả lời một lần."});
    let given = serde_json::json!({"receiver": "Người gửi", "way": "electronic", "answers": answers});
    let none = serde_json::json!({});
    let acts = [
        (&reception, "take-on", none.clone()),
        (&specialist, "studied", none.clone()),
        (&specialist, "propose", none),
        (&leader, "approve", serde_json::json!({"summary": "Đã xin lỗi"})),
        (&reception, "publish", given),
    ];
    for (n, (who, act, data)) in acts.into_iter().enumerate() {
        let body = serde_json::json!({"version": n + 1, "data": data, "note": ""});
        who.api(&format!("/api/v1/dossiers/{id}/acts/{act}"), Some(body)).await.is(200);
    }
    let page = office.anyone().get("/feedback/answers").await.is(200).text();
    assert!(
        page.contains("Nay trả lời một lần.") && !page.contains("Lò Thị Mai") && !page.contains("ba lần")
    );
    office.verify();
}
