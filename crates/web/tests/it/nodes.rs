//! Two tiers on pages: machines are invited, seen, cut off; everybody at one sees how its line is.

use crate::contract::birth;
use crate::files::{PDF, upload};
use crate::office::{Client, HERE, Office, THERE};
use domain::identity::Role;
use domain::words::DossierId;
use serde_json::json;

/// What stands between two marks of a page; the page where it doesn't.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split(before).nth(1).unwrap_or_else(|| panic!("no {before:?} in {page}"));
    rest.split(after).next().unwrap()
}

/// A page that is there.
async fn page(client: &Client, path: &str) -> String {
    client.get(path).await.is(200).text()
}

/// Invites the machine of the commune; its token.
pub async fn invite(province: &Client) -> String {
    let form = [("name", "Một cửa Hàm Rồng"), ("units", HERE), ("key", "k-1")];
    let page = province.form("/manage/nodes", &form).await.is(200).text();
    assert!(page.contains("motcua node enroll --dir") && page.contains("http://motcua.test"), "{page}");
    format!("mc1.{}", between(&page, "<samp>mc1.", "</samp>"))
}

#[tokio::test]
async fn a_lone_office_has_no_line_and_says_so() {
    let office = Office::new().await;
    let reception = office.reception().await;
    assert!(!page(&reception, "/desk/worklist").await.contains("class=\"line"));
    assert!(page(&reception, "/sync").await.contains("Máy này làm việc một mình"));
    let standing = reception.api("/api/v1/node", None).await.is(200).json();
    assert_eq!((&standing["role"], &standing["state"]), (&json!("alone"), &json!("none")));
    let province = office.province().await;
    assert!(page(&province, "/manage/nodes").await.contains("Chưa có máy nào của đơn vị."));
    let keys = office.anyone().get("/keys.json").await.is(200).json();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 1, "its own key is published: {keys}");
    let key = keys["keys"][0]["key"].as_str().unwrap();
    assert!(page(&office.anyone(), "/keys").await.contains(key));
}

#[tokio::test]
async fn an_invitation_keeps_what_was_typed_and_shows_its_token_once() {
    let office = Office::new().await;
    let province = office.province().await;
    let wrong = [("name", "Một cửa Hàm Rồng"), ("units", "14758\nXã Không Có Thật"), ("replace", "1")];
    let page_of = province.form("/manage/nodes", &wrong).await.is(422).text();
    for part in ["Một cửa Hàm Rồng", "tỉnh không có đơn vị Xã Không Có Thật", " checked"]
    {
        assert!(page_of.contains(part), "{part}: {page_of}");
    }
    province.form("/manage/nodes", &[("name", ""), ("units", HERE)]).await.is(422);
    province.form("/manage/nodes", &[("name", "Máy"), ("units", "")]).await.is(422);
    invite(&province).await;
    let form = [("name", "Một cửa Hàm Rồng"), ("units", HERE), ("key", "k-1")];
    let again = province.form("/manage/nodes", &form).await.is(200).text();
    assert!(again.contains("mã không hiện lại") && !again.contains("mc1."), "{again}");
    let second = province.form("/manage/nodes", &[("name", "Máy hai"), ("units", HERE)]).await.is(422);
    assert!(second.text().contains("đã có một lời mời còn mở"));
    let list = page(&province, "/manage/nodes").await;
    assert!(list.contains("Một cửa Hàm Rồng") && !list.contains("mc1."), "{list}");
    let id = between(&list, "action=\"/manage/nodes/", "/withdraw\"");
    for _ in 0..2 {
        let path = format!("/manage/nodes/{id}/withdraw");
        let done = province.form(&path, &[]).await.is(303);
        assert_eq!(done.header("location"), "/manage/nodes?said=withdrawn");
    }
    assert!(!page(&province, "/manage/nodes").await.contains("/withdraw\""));
    office.verify();
}

#[tokio::test]
async fn a_machine_says_how_its_line_is_and_a_receipt_counts_before_it_has_come() {
    let centre = Office::new().await;
    let province = centre.province().await;
    let (commune, wire) = centre.joined(&invite(&province).await).await;
    let reception = commune.signed_in(HERE, Role::Reception).await;
    commune.app.round(&wire).await.unwrap();
    let worklist = page(&reception, "/desk/worklist").await;
    assert!(worklist.contains("href=\"/sync\"") && worklist.contains("Nối với tỉnh"), "{worklist}");

    wire.cut(true);
    centre.clock.set("2026-03-09T09:12");
    let dossier = reception.api("/api/v1/dossiers", Some(birth())).await.is(201).json();
    commune.app.round(&wire).await.unwrap_err();
    centre.clock.pass(30);
    let worklist = page(&reception, "/desk/worklist").await;
    assert!(worklist.contains("Mất đường truyền từ 09:12 · 1 hồ sơ chờ gửi"), "{worklist}");
    let sync = page(&reception, "/sync").await;
    for part in ["Vẫn tiếp nhận bình thường", "không liên lạc được với tỉnh từ 09:12", "còn chờ gửi"]
    {
        assert!(sync.contains(part), "{part}: {sync}");
    }
    let id: DossierId = dossier["id"].as_str().unwrap().parse().unwrap();
    let actor = commune.account(HERE, Role::Reception).actor(commune.app.now().day());
    let proof = commune.app.receipt_proof(&actor, id).await.unwrap().query();
    let verdict = page(&centre.anyone(), &format!("/verify?{proof}")).await;
    assert!(verdict.contains("ký bởi Một cửa Hàm Rồng, chưa đồng bộ về đây"), "{verdict}");
    let silent = page(&province, "/manage/people").await;
    assert!(silent.contains("1 máy xã im lặng"), "{silent}");

    wire.cut(false);
    while commune.app.round(&wire).await.unwrap().more {}
    assert!(page(&reception, "/desk/worklist").await.contains("Nối với tỉnh"));
    let verdict = page(&centre.anyone(), &format!("/verify?{proof}")).await;
    assert!(verdict.contains("Giấy này là thật") && verdict.contains("Một cửa Hàm Rồng"), "{verdict}");
    let list = page(&province, "/manage/nodes").await;
    assert!(list.contains("đã khớp") && list.contains("Phường Hàm Rồng"), "{list}");
    assert!(!page(&province, "/manage/people").await.contains("im lặng"));
    assert_eq!(centre.anyone().get("/keys.json").await.json()["keys"].as_array().unwrap().len(), 2);
    let nodes = province.api("/api/v1/nodes", None).await.is(200).json();
    assert_eq!((&nodes["items"][0]["state"], &nodes["faults_open"]), (&json!("level"), &json!(0)));
    centre.verify();
    commune.verify();
}

#[tokio::test]
async fn an_officer_whose_unit_has_a_machine_is_told_at_the_centre_where_to_sign_in() {
    let centre = Office::new().await;
    let province = centre.province().await;
    let password = centre.password(HERE, Role::Reception).await;
    let login = &centre.account(HERE, Role::Reception).login;
    let (commune, _wire) = centre.joined(&invite(&province).await).await;
    let right = [("login", login.as_str()), ("password", password.as_str())];
    let told = centre.anyone().post("/sign-in", &right).await.is(409).text();
    assert!(told.contains("Phường Hàm Rồng làm việc trên máy riêng"), "{told}");
    assert!(told.contains(&format!("value=\"{login}\"")), "what was typed stays: {told}");
    // Who doesn't know the password learns nothing of whose account it is.
    let wrong = [("login", login.as_str()), ("password", "doan-bua-thoi")];
    let guessed = centre.anyone().post("/sign-in", &wrong).await.is(401).text();
    assert!(!guessed.contains("máy riêng"), "{guessed}");
    commune.anyone().post("/sign-in", &right).await.is(303);
}

#[tokio::test]
async fn a_machine_that_is_cut_off_is_told_what_to_do_and_the_fault_is_settled_once() {
    let centre = Office::new().await;
    let province = centre.province().await;
    let (commune, wire) = centre.joined(&invite(&province).await).await;
    let reception = commune.signed_in(HERE, Role::Reception).await;
    let nodes = province.api("/api/v1/nodes", None).await.is(200).json();
    let path = nodes["items"][0]["id"].as_str().unwrap();
    let open = format!("href=\"/manage/nodes/{path}\" data-open");
    assert!(page(&province, "/manage/nodes").await.contains(&open));
    let one = page(&province, &format!("/manage/nodes/{path}")).await;
    assert!(one.contains("Khóa công khai") && one.contains("Thu hồi quyền của máy"), "{one}");
    let give = format!("/manage/nodes/{path}/give");
    let wrong = province.form(&give, &[("unit", "Xã Không Có Thật")]).await.is(422).text();
    assert!(wrong.contains("tỉnh không có đơn vị") && wrong.contains("value=\"Xã Không Có Thật\""));
    province.form(&give, &[("unit", THERE)]).await.is(303);

    let revoke = format!("/manage/nodes/{path}/revoke");
    assert!(page(&province, &revoke).await.contains("Việc này không đảo lại được"));
    province.form(&revoke, &[("reason", "")]).await.is(422);
    for _ in 0..2 {
        province.form(&revoke, &[("reason", "Máy bị lấy cắp")]).await.is(303);
    }
    commune.app.round(&wire).await.unwrap_err();
    let worklist = page(&reception, "/desk/worklist").await;
    assert!(worklist.contains("Tỉnh từ chối máy này · xem việc cần làm"), "{worklist}");
    let sync = page(&reception, "/sync").await;
    assert!(sync.contains("Tỉnh đã thu hồi quyền của máy này"), "{sync}");
    assert!(!sync.contains("Vẫn tiếp nhận bình thường"), "{sync}");

    assert!(page(&province, "/manage/people").await.contains("1 sự cố máy chờ xem"));
    let list = page(&province, "/manage/nodes").await;
    let fault = format!("/manage/nodes/faults/{}", between(&list, "/manage/nodes/faults/", "\""));
    let told = page(&province, &fault).await;
    for part in ["bị thu hồi quyền vẫn gọi đến", "giữ nguyên ổ đĩa", "10.0.0.7"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let empty = province.form(&fault, &[("note", " ")]).await.is(422).text();
    assert!(empty.contains("Hãy ghi đã làm gì"), "{empty}");
    for _ in 0..2 {
        province.form(&fault, &[("note", "Đã thu máy về phòng")]).await.is(303);
    }
    let other = province.form(&fault, &[("note", "Chưa xem")]).await.is(422).text();
    assert!(other.contains("Việc này đã có người xử lý") && other.contains("Đã thu máy về phòng"), "{other}");
    let list = page(&province, "/manage/nodes").await;
    assert!(list.contains("Đã thu máy về phòng"), "what was done stays readable: {list}");
    assert!(!page(&province, "/manage/people").await.contains("sự cố máy chờ xem"));
    centre.verify();
}

#[tokio::test]
async fn what_only_a_replaced_machine_had_goes_to_a_person() {
    let centre = Office::new().await;
    let province = centre.province().await;
    let (old, wire) = centre.joined(&invite(&province).await).await;
    let reception = old.signed_in(HERE, Role::Reception).await;
    while old.app.round(&wire).await.unwrap().more {}
    wire.cut(true);
    // A scan of several pieces goes with it.
    let scan = [PDF, &vec![b' '; 150 * 1024], b"%%EOF"].concat();
    let kept = upload(&reception, "chung%20sinh.pdf", "application/pdf", &scan).await.is(201).json();
    let mut asked = birth();
    asked["documents"][0]["files"] = json!([kept["digest"]]);
    let dossier = reception.api("/api/v1/dossiers", Some(asked)).await.is(201).json();
    centre.clock.pass(30);

    let form = [("name", "Máy thay"), ("units", HERE), ("replace", "1"), ("key", "k-2")];
    let page_of = province.form("/manage/nodes", &form).await.is(200).text();
    let token = format!("mc1.{}", between(&page_of, "<samp>mc1.", "</samp>"));
    let (new, _) = centre.joined_with(&token, 9).await;
    let there = new.signed_in(HERE, Role::Specialist).await;
    there.get(&format!("/desk/dossiers/{}", dossier["id"].as_str().unwrap())).await.is(404);

    // It comes back, tells what only it had, and is told that it writes nothing any more.
    wire.cut(false);
    for _ in 0..3 {
        let _ = old.app.round(&wire).await;
    }
    let list = page(&province, "/manage/nodes").await;
    let code = dossier["code"].as_str().unwrap();
    assert!(list.contains("Bút toán lạc") && list.contains(code), "{list}");
    assert!(list.contains("không giữ sổ nào"), "{list}");
    let door = old.anyone().get("/sign-in").await.is(200).text();
    assert!(door.contains("Máy này không giữ sổ của đơn vị nào"), "{door}");
    assert!(!new.anyone().get("/sign-in").await.is(200).text().contains("không giữ sổ"));
    let path = format!("/manage/nodes/strays/{}", between(&list, "/manage/nodes/strays/", "\""));
    let told = page(&province, &path).await;
    for part in ["Tiếp nhận hồ sơ", "Lò Thị reception", code, "Phường Hàm Rồng", "Lò Thị Ban Mai"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains("Hồ sơ đã tiếp nhận") && told.contains("Nội dung tờ khai"), "{told}");
    let file = format!("{path}/files/{}", kept["digest"].as_str().unwrap());
    assert!(told.contains(&format!("href=\"{file}\"")), "{told}");
    assert_eq!(province.get(&file).await.is(200).body, scan, "the scan came with the entry");
    province.get(&format!("{path}/files/{}", "ab".repeat(32))).await.is(404);
    province.form(&path, &[("note", "")]).await.is(422);
    let done = province.form(&path, &[("note", "Đã tiếp nhận lại, ghi mã cũ")]).await.is(303);
    let list = page(&province, done.header("location")).await;
    assert!(list.contains("Đã ghi là đã xử lý.") && list.contains("Đã tiếp nhận lại, ghi mã cũ"), "{list}");
    centre.verify();
    new.verify();
}

#[test]
fn every_cause_says_what_happened_and_what_to_do_in_three_languages() {
    for lang in lang::Lang::ALL {
        let words = lang::Words::of(lang);
        for cause in domain::nodes::FaultCause::ALL {
            let key = format!("node-fault-{}", cause.as_str());
            assert!(words.has(&key) && words.has(&format!("{key}-do")), "{key} in {}", words.tag());
        }
    }
}
