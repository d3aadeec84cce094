//! The counter, the list, the dossier and its papers, as officers use them.

use crate::contract::birth;
use crate::office::{Answer, BIRTH, CHILD, Client, HERE, Office};
use domain::identity::Role;
use serde_json::json;

/// What stands between two texts, the first time.
pub fn between(text: &str, from: &str, to: &str) -> String {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("{from} isn't in {text}")).1;
    rest.split_once(to).unwrap().0.to_owned()
}

fn key_of(page: &Answer) -> String {
    between(&page.text(), "name=\"key\" value=\"", "\"")
}

/// Receives a birth registration at the counter; gives the dossier's address.
async fn receive(reception: &Client, name: &str) -> String {
    let page = reception.get(&format!("/desk/reception?procedure={BIRTH}")).await.is(200);
    let key = key_of(&page);
    let mut fields = vec![("procedure", BIRTH), ("key", &key), ("name", name), ("do", "receive")];
    fields.extend(CHILD);
    let there = reception.multipart("/desk/reception", &fields, &[]).await.is(303);
    there.header("location").trim_end_matches("/received").to_owned()
}

/// Does an act from its own page.
async fn act(officer: &Client, dossier: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
    let page = officer.get(&format!("{dossier}/acts/{act}")).await.is(200);
    let (key, version) = (key_of(&page), between(&page.text(), "name=\"version\" value=\"", "\""));
    let hidden = [("key", key.as_str()), ("version", version.as_str())];
    let all: Vec<_> = fields.iter().chain(&hidden).copied().collect();
    officer.form(&format!("{dossier}/acts/{act}"), &all).await
}

#[tokio::test]
async fn the_promise_is_seen_before_it_is_made_and_a_double_submit_receives_once() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let found =
        reception.multipart("/desk/reception", &[("find", "khai sinh"), ("name", "Lò Văn Pó")], &[]).await;
    let found = found.is(200).text();
    assert!(found.contains(&format!("name=\"pick\" value=\"{BIRTH}\"")), "{found}");
    assert!(found.contains("value=\"Lò Văn Pó\""), "what was typed stays");
    let picked =
        reception.multipart("/desk/reception", &[("pick", BIRTH), ("name", "Lò Văn Pó")], &[]).await.is(200);
    assert!(picked.text().contains("17:00"), "due on the same day");
    let key = key_of(&picked);
    let scan: &[u8] = b"%PDF-1.7 giay chung sinh %%EOF";
    let fields = [
        ("procedure", BIRTH),
        ("key", &key),
        ("name", "Lò Văn Pó"),
        ("personal_number", "000190000001"),
        ("document-0", "1"),
        ("document-0-originals", "1"),
        ("document-0-copies", "2"),
        ("data/child_name", "Lò Thị Ban Mai"),
        ("data/born_on", "01/03/2026"),
        ("do", "receive"),
    ];
    let files = [("document-0-file", "giấy chứng sinh.pdf", scan)];
    let first = reception.multipart("/desk/reception", &fields, &files).await.is(303);
    let again = reception.multipart("/desk/reception", &fields, &files).await.is(303);
    assert_eq!(first.header("location"), again.header("location"));
    let received = reception.get(first.header("location")).await.is(200).text();
    assert!(received.contains("17:00") && received.contains("-0001"), "{received}");
    let dossier = first.header("location").trim_end_matches("/received").to_owned();
    let page = reception.get(&dossier).await.is(200).text();
    assert!(page.contains("Lò Thị Ban Mai") && page.contains("01/03/2026"), "{page}");
    let file = reception.get(&between(&page, "<br><a href=\"", "\"")).await.is(200);
    assert_eq!(file.body, scan);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!(
        file.header("content-disposition"),
        "inline; filename*=UTF-8''gi%E1%BA%A5y%20ch%E1%BB%A9ng%20sinh.pdf"
    );
    let receipt = reception.get(&format!("{dossier}/receipt")).await.is(200).text();
    assert!(receipt.contains("<svg") && receipt.contains("Lò Văn Pó"));
    assert!(!receipt.contains("000190000001"), "half a personal number is enough on paper");
    office.verify();
}

#[tokio::test]
async fn a_wrong_form_comes_back_whole_with_its_files() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let page = reception.get(&format!("/desk/reception?procedure={BIRTH}")).await.is(200);
    let key = key_of(&page);
    let fields = [
        ("procedure", BIRTH),
        ("key", &key),
        ("name", ""),
        ("personal_number", "123"),
        ("address", "Bản \"Lác\" <1>"),
        ("document-1", "1"),
        ("document-1-originals", "x"),
        ("do", "receive"),
    ];
    let files: [(&str, &str, &[u8]); 2] =
        [("document-1-file", "a.png", b"\x89PNG\r\n\x1a\nxxIEND"), ("document-2-file", "a.exe", b"MZ\x90")];
    let wrong = reception.multipart("/desk/reception", &fields, &files).await.is(422).text();
    assert!(wrong.contains("href=\"#document-2\""), "a file of a kind that isn't taken: {wrong}");
    let kept = between(&wrong, "name=\"document-1-kept\" value=\"", "\"");
    let mut again: Vec<_> = fields.to_vec();
    again.push(("document-1-kept", &kept));
    let wrong = reception.multipart("/desk/reception", &again, &[]).await.is(422).text();
    for field in ["name", "personal_number", "document-1"] {
        assert!(wrong.contains(&format!("href=\"#{field}\"")), "{field}: {wrong}");
    }
    assert!(wrong.contains("value=\"Bản &#34;Lác&#34; &#60;1&#62;\""), "typed text stays, escaped");
    assert!(
        wrong.contains(&kept) && wrong.contains("a.png"),
        "the file that was taken is not asked for again"
    );
}

#[tokio::test]
async fn a_dossier_goes_from_the_counter_to_its_result() {
    let office = Office::new().await;
    let (reception, specialist, leader) =
        (office.reception().await, office.specialist().await, office.leader().await);
    let dossier = receive(&reception, "Hà Thị Ương").await;
    let mine = specialist.get("/desk/worklist").await.is(200).text();
    assert!(mine.contains(&dossier) && mine.contains("Hà Thị Ương"), "{mine}");
    assert!(
        !leader.get("/desk/worklist").await.is(200).text().contains(&dossier),
        "not at the leader's step yet"
    );
    let done = act(&specialist, &dossier, "forward", &[("note", "Đủ điều kiện")]).await.is(303);
    assert_eq!(done.header("location"), format!("{dossier}?said=act-done"));
    act(&leader, &dossier, "approve", &[("number", "12/TLKS")]).await.is(303);
    let nobody = act(&reception, &dossier, "deliver", &[("receiver", " ")]).await.is(422).text();
    assert!(nobody.contains("href=\"#receiver\""), "{nobody}");
    act(&reception, &dossier, "deliver", &[("receiver", "Hà Thị Ương"), ("way", "counter")]).await.is(303);
    let page = reception.get(&dossier).await.is(200).text();
    assert!(page.contains("Đủ điều kiện") && page.contains("12/TLKS"), "{page}");
    assert!(!page.contains("/acts/"), "nothing more can be done");
    reception.get(&format!("{dossier}/control")).await.is(200);
    office.verify();
}

#[tokio::test]
async fn a_stale_page_shows_what_is_and_what_was_typed() {
    let office = Office::new().await;
    let (reception, specialist) = (office.reception().await, office.specialist().await);
    let dossier = receive(&reception, "Vi Văn Tới").await;
    act(&specialist, &dossier, "supplement", &[("items", "Giấy chứng sinh"), ("reason", "Bị mờ")])
        .await
        .is(303);
    let stale = [("version", "1"), ("key", "k1"), ("note", "Tôi đã gõ dòng này")];
    let answer = specialist.form(&format!("{dossier}/acts/resume"), &stale).await.is(409).text();
    assert!(answer.contains("Tôi đã gõ dòng này"), "{answer}");
    act(&specialist, &dossier, "resume", &[("note", "")]).await.is(303);
    let page = specialist.get(&dossier).await.is(200).text();
    assert!(!page.contains("/acts/supplement\""), "asked once, it isn't offered again: {page}");
    assert!(page.contains("Điều 17 Nghị định 118/2025/NĐ-CP"), "and the page says why");
    let refused = [("version", "3"), ("key", "k2"), ("items", "Ảnh"), ("reason", "Thiếu")];
    let refused = specialist.form(&format!("{dossier}/acts/supplement"), &refused).await;
    assert_eq!(refused.status.as_u16(), 409, "{}", refused.text());
    let slip = between(&page, &format!("{dossier}/slips/"), "\"");
    let slip = specialist.get(&format!("{dossier}/slips/{slip}")).await.is(200).text();
    assert!(slip.contains("Giấy chứng sinh") && slip.contains("Bị mờ"));
    office.verify();
}

#[tokio::test]
async fn several_are_signed_in_one_act_and_each_says_what_became_of_it() {
    let office = Office::new().await;
    let (reception, specialist, leader) =
        (office.reception().await, office.specialist().await, office.leader().await);
    let mut ids = Vec::new();
    for name in ["Một", "Hai", "Ba"] {
        let dossier = receive(&reception, name).await;
        if name != "Ba" {
            act(&specialist, &dossier, "forward", &[]).await.is(303);
        }
        ids.push(dossier.rsplit('/').next().unwrap().to_owned());
    }
    assert!(leader.get("/desk/worklist").await.text().contains("action=\"/desk/approve\""));
    let picked: Vec<_> = ids.iter().map(|id| ("pick", id.as_str())).collect();
    let asked = leader.form("/desk/approve", &picked).await.is(200);
    let page = asked.text();
    assert!(page.contains(&ids[0]) && page.contains(&ids[1]) && !page.contains(&ids[2]), "{page}");
    let (key, versions) = (key_of(&asked), ids.iter().map(|id| format!("version-{id}")).collect::<Vec<_>>());
    let mut sure = vec![("sure", "1"), ("key", key.as_str())];
    // The first is the page's; the second is told with a version that isn't; both are named.
    sure.extend([("pick", ids[0].as_str()), (versions[0].as_str(), "2")]);
    sure.extend([("pick", ids[1].as_str()), (versions[1].as_str(), "1")]);
    let told = leader.form("/desk/approve", &sure).await.is(200).text();
    assert_eq!((told.matches("tag-done").count(), told.matches("tag-late").count()), (1, 1), "{told}");
    let told = leader.form("/desk/approve", &sure).await.is(200).text();
    assert_eq!(told.matches("tag-done").count(), 1, "sent twice it signs once: {told}");
    office.verify();
}

#[tokio::test]
async fn what_another_commune_holds_is_not_there() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let dossier = receive(&reception, "Lang Thị Bình").await;
    let other = office.signed_in(crate::office::THERE, Role::Reception).await;
    for path in ["", "/receipt", "/control", "/acts/withdraw", "/received", "/files/00"] {
        other.get(&format!("{dossier}{path}")).await.is(404);
    }
    other.form(&format!("{dossier}/acts/withdraw"), &[("version", "1"), ("reason", "không")]).await.is(404);
    assert!(!other.get("/desk/worklist?show=all").await.is(200).text().contains("Lang Thị Bình"));
    assert!(!other.get("/desk/worklist?q=Lang").await.is(200).text().contains("Lang Thị Bình"));
    other.get(&format!("/desk/worklist?unit={HERE}")).await.is(404);
    let province = office.signed_in(crate::office::CENTRE, Role::Province).await;
    let page = province.get(&format!("/desk/worklist?show=open&unit={HERE}")).await.is(200).text();
    assert!(page.contains("Lang Thị Bình"), "{page}");
    let page = province.get(&dossier).await.is(200).text();
    assert!(!page.contains("<form method=\"post\" action=\"/desk"), "a province reads and doesn't act");
}

#[tokio::test]
async fn no_page_of_the_desk_lacks_a_word() {
    let office = Office::new().await;
    let (reception, specialist) = (office.reception().await, office.specialist().await);
    let dossier = receive(&reception, "Lê Thị Chữ").await;
    let acts = ["forward", "supplement", "charge", "correct"].map(|act| format!("{dossier}/acts/{act}"));
    let pages = ["/desk/worklist", "/desk/worklist?show=all&q=x", "/desk/board", &dossier];
    for lang in ["vi", "en", "fr"] {
        for path in pages.into_iter().chain(acts.iter().map(String::as_str)) {
            let joined = if path.contains('?') { '&' } else { '?' };
            let page = specialist.get(&format!("{path}{joined}lang={lang}")).await.is(200).text();
            let keys = [">desk-", ">show-", ">stage-", ">event-", ">page-", "\"desk-"];
            for key in keys {
                assert!(!page.contains(key), "{path} in {lang} has {key}: {page}");
            }
            assert!(!page.contains("style=") && page.matches("<h1").count() == 1, "{path} in {lang}");
        }
        let page =
            reception.get(&format!("/desk/reception?procedure={BIRTH}&lang={lang}")).await.is(200).text();
        assert!(!page.contains(">desk-") && page.matches("<h1").count() == 1, "{page}");
    }
}

#[tokio::test]
async fn what_is_missing_before_an_act_is_said_where_the_act_would_stand() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let mut asked = birth();
    asked["data"]["born_on"] = json!("2026-03-20");
    let made = reception.api("/api/v1/dossiers", Some(asked)).await.is(201).json();
    let id = made["id"].as_str().unwrap();
    let specialist = office.with_key(HERE, Role::Specialist).await;
    let whole = specialist.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
    let barred = &whole["barred"][0];
    let why = barred["why"].as_str().unwrap();
    assert!(barred["id"] == "forward" && !why.is_empty(), "{whole}");
    assert!(whole["acts"].as_array().unwrap().iter().all(|act| act["id"] != "forward"));
    let path = format!("/api/v1/dossiers/{id}/acts/forward");
    let refused = specialist.api(&path, Some(json!({"version": 1}))).await.is(409).json();
    assert_eq!((&refused["code"], &refused["detail"]), (&json!("guard-not-met"), &json!(why)));
    let officer = office.specialist().await;
    let why = why.split('\'').next().unwrap();
    let page = officer.get(&format!("/desk/dossiers/{id}?lang=en")).await.is(200).text();
    assert!(page.contains("Not possible yet") && page.contains(why), "{page}");
    let act = officer.get(&format!("/desk/dossiers/{id}/acts/forward?lang=en")).await.is(409).text();
    assert!(act.contains(why), "{act}");
}
