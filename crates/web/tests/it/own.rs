//! The citizen's own dossiers, and following by code and telephone: whose is whose, what is told, what may be
//! done, and that guessing gives nothing away.

use crate::contract::{birth, received};
use crate::files::upload;
use crate::office::{Client, HERE, Office};
use domain::identity::{Citizen, CitizenKind, Level, Role};
use domain::words::PersonalNumber;
use serde_json::{Value, json};

/// The number that stands on the dossier of [`birth`], and another person's.
pub const HERS: &str = "000190012345";
const OTHERS: &str = "000190054321";
/// The telephone that stands on it.
const PHONE: &str = "0912 345 678";
const PHOTO: &[u8] = b"\xff\xd8\xff\xda a photograph \xff\xd9";
const PDF: &[u8] = b"%PDF-1.7\n% a result\n%%EOF\n";

/// A citizen at a browser.
pub async fn citizen(office: &Office, number: &str, level: Level) -> Client {
    let numbers = office.app.numbers();
    let citizen = Citizen {
        issuer: "https://id.example.test".to_owned(),
        subject: format!("{number}-{}", u8::from(level)),
        kind: CitizenKind::Person,
        name: "Lò Thị Mai".to_owned(),
        personal_number: PersonalNumber::parse(number, numbers).ok(),
        tax_codes: Vec::new(),
        phone: None,
        email: None,
        level,
    };
    let session = office.app.citizen_seed(&citizen).await.unwrap();
    let csrf = office.app.citizen_by_session(&session.token).await.unwrap().unwrap().csrf;
    // No officer is signed in on this browser.
    Client {
        cookie: Some(format!("none; motcua_citizen={}", session.token)),
        csrf,
        ..(*office.anyone()).clone()
    }
}

/// Somebody with a pass.
fn with_pass(office: &Office, pass: &str) -> Client {
    Client { cookie: Some(format!("none; {pass}")), ..(*office.anyone()).clone() }
}

fn text<'a>(dossier: &'a Value, name: &str) -> &'a str {
    dossier[name].as_str().unwrap()
}

async fn act(client: &Client, dossier: &Value, act: &str, data: Value) -> Value {
    let path = format!("/api/v1/dossiers/{}/acts/{act}", text(dossier, "id"));
    let body = json!({"version": dossier["version"], "data": data, "note": "ghi chú nội bộ"});
    client.api(&path, Some(body)).await.is(200).json()
}

async fn asked_for_papers(office: &Office) -> Value {
    let reception = office.with_key(HERE, Role::Reception).await;
    let specialist = office.with_key(HERE, Role::Specialist).await;
    let dossier = received(&reception).await;
    let asked = json!({"items": ["Giấy chứng sinh", "Chữ ký của cha"], "reason": "Bị mờ, thiếu chữ ký."});
    act(&specialist, &dossier, "supplement", asked).await
}

#[tokio::test]
async fn other_peoples_dossiers_are_not_there() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let sent = upload(&reception, "a.pdf", "application/pdf", PDF).await.is(201).json();
    let mut asked = birth();
    asked["documents"][0]["files"] = json!([sent["digest"]]);
    let dossier = reception.api("/api/v1/dossiers", Some(asked)).await.is(201).json();
    let base = format!("/citizen/dossiers/{}", text(&dossier, "id"));
    let paths = [
        base.clone(),
        format!("{base}/acts/withdraw"),
        format!("{base}/files/{}", text(&sent, "digest")),
        format!("{base}/result.pdf"),
    ];
    let hers = citizen(&office, HERS, Level::Two).await;
    assert!(hers.get("/citizen").await.is(200).text().contains(text(&dossier, "code")));
    hers.get(&base).await.is(200);
    hers.get(&paths[2]).await.is(200);
    // What was only declared opens nothing: everybody can type a number.
    for nobody in [citizen(&office, OTHERS, Level::Two).await, citizen(&office, HERS, Level::One).await] {
        assert!(!nobody.get("/citizen").await.is(200).text().contains(text(&dossier, "code")));
        for path in &paths {
            nobody.get(path).await.is(404);
        }
        let back = [("version", "1"), ("reason", "Nộp nhầm")];
        nobody.form(&format!("{base}/acts/withdraw"), &back).await.is(404);
    }
    office.verify();
}

#[tokio::test]
async fn the_citizen_sees_the_course_and_no_officer() {
    let office = Office::new().await;
    let dossier = asked_for_papers(&office).await;
    let hers = citizen(&office, HERS, Level::Two).await;
    let list = hers.get("/citizen").await.is(200).text();
    assert!(list.contains("Việc bạn cần làm") && list.contains("Bổ sung giấy tờ"), "{list}");
    let page = hers.get(&format!("/citizen/dossiers/{}", text(&dossier, "id"))).await.is(200).text();
    for said in ["Bị mờ, thiếu chữ ký.", "Chữ ký của cha", "Đã tiếp nhận, hẹn trả", "chờ bạn bổ sung"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("Lò Thị specialist") && !page.contains("ghi chú nội bộ"), "{page}");
}

#[tokio::test]
async fn a_request_for_papers_is_answered_once_and_whole() {
    let office = Office::new().await;
    let dossier = asked_for_papers(&office).await;
    let hers = citizen(&office, HERS, Level::Two).await;
    let version = dossier["version"].to_string();
    let path = format!("/citizen/dossiers/{}/acts/supplement", text(&dossier, "id"));
    assert!(hers.get(&path).await.is(200).text().contains("1. Giấy chứng sinh"));
    let photo: [(&str, &str, &[u8]); 1] = [("answer-0-file", "anh.jpg", PHOTO)];
    let half = [("version", version.as_str()), ("key", "k1"), ("note", "Tôi đã gõ dòng này")];
    let page = hers.multipart(&path, &half, &photo).await.is(422).text();
    assert!(page.contains("Chưa trả lời: Chữ ký của cha") && page.contains("Tôi đã gõ dòng này"), "{page}");
    let kept = page.split("name=\"answer-0-kept\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let whole = [
        ("version", version.as_str()),
        ("key", "k2"),
        ("answer-0-kept", kept),
        ("answer-1-text", "Cha đã ký tại quầy sáng nay"),
    ];
    let done = hers.form(&path, &whole).await.is(303);
    assert!(done.header("location").ends_with("?said=supplement"), "{}", done.header("location"));
    let again = hers.form(&path, &whole).await.is(303);
    assert!(again.header("location").ends_with("?said=again"), "{}", again.header("location"));
    let mut other = whole;
    other[1] = ("key", "k3");
    hers.form(&path, &other).await.is(409);
    let specialist = office.with_key(HERE, Role::Specialist).await;
    let seen =
        specialist.api(&format!("/api/v1/dossiers/{}", text(&dossier, "id")), None).await.is(200).json();
    assert_eq!(seen["state"], "processing");
    assert!(seen.to_string().contains("Chữ ký của cha: Cha đã ký tại quầy sáng nay"), "{seen}");
    assert!(seen.to_string().contains("anh.jpg"), "{seen}");
    office.verify();
}

#[tokio::test]
async fn what_was_typed_when_the_sign_in_was_over_is_there_after_it() {
    let office = Office::new().await;
    let dossier = asked_for_papers(&office).await;
    let path = format!("/citizen/dossiers/{}/acts/supplement", text(&dossier, "id"));
    let nobody = office.anyone();
    let typed = [("version", "2"), ("key", "k1"), ("csrf", "old"), ("note", "Tôi đã gõ dòng này")];
    let held = nobody.form(&path, &typed).await.is(303);
    assert!(held.header("location").starts_with("/citizen/sign-in?to=/citizen/dossiers/"));
    let cookie = held.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(cookie.starts_with("motcua_held=") && held.header("set-cookie").contains("HttpOnly"));
    let hers = citizen(&office, HERS, Level::Two).await;
    let back = Client { cookie: hers.cookie.as_ref().map(|own| format!("{own}; {cookie}")), ..hers.clone() };
    assert!(back.get(&path).await.is(200).text().contains("Tôi đã gõ dòng này"));
    assert!(!hers.get(&path).await.is(200).text().contains("Tôi đã gõ dòng này"), "another browser");
}

#[tokio::test]
async fn somebody_elses_upload_is_not_named() {
    let office = Office::new().await;
    let dossier = asked_for_papers(&office).await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let sent = upload(&reception, "mat.pdf", "application/pdf", PDF).await.is(201).json();
    let hers = citizen(&office, HERS, Level::Two).await;
    let version = dossier["version"].to_string();
    let path = format!("/citizen/dossiers/{}/acts/supplement", text(&dossier, "id"));
    let stolen =
        [("version", version.as_str()), ("answer-0-kept", text(&sent, "digest")), ("answer-1-text", "đủ")];
    hers.form(&path, &stolen).await.is(422);
}

#[tokio::test]
async fn a_payment_is_told_and_an_officer_looks() {
    let office = Office::new().await;
    let specialist = office.specialist().await;
    let dossier = received(&office.with_key(HERE, Role::Reception).await).await;
    let charged = json!({"amount": 8000, "reason": "Lệ phí đăng ký quá hạn"});
    let path = format!("/api/v1/dossiers/{}/acts/charge", text(&dossier, "id"));
    let asked = specialist.api(&path, Some(json!({"version": 1, "data": charged}))).await.is(200).json();
    let hers = citizen(&office, HERS, Level::Two).await;
    let page = format!("/citizen/dossiers/{}", text(&dossier, "id"));
    let where_to = hers.get(&page).await.is(200).text();
    assert!(where_to.contains("8.000") && where_to.contains("Nộp tại quầy của"), "{where_to}");
    let leader = office.leader().await;
    leader.form("/manage/info", &[("paying", "Tài khoản 0001\nGhi: mã hồ sơ")]).await.is(303);
    for page in [page.clone(), format!("{page}/acts/pay")] {
        let how = hers.get(&page).await.is(200).text();
        assert!(how.contains("<li>Tài khoản 0001</li><li>Ghi: mã hồ sơ</li>"), "{how}");
    }
    let version = asked["version"].to_string();
    let nothing = [("version", version.as_str()), ("key", "k1"), ("reference", " ")];
    hers.form(&format!("{page}/acts/pay"), &nothing).await.is(422);
    let paid = [("version", version.as_str()), ("key", "k2"), ("reference", "FT26068001")];
    hers.form(&format!("{page}/acts/pay"), &paid).await.is(303);
    assert!(hers.get(&page).await.is(200).text().contains("Bạn đã báo nộp tiền"));
    let officers = specialist.get(&format!("/desk/dossiers/{}", text(&dossier, "id"))).await.is(200).text();
    assert!(officers.contains("FT26068001") && officers.contains("Lò Thị Mai"), "{officers}");
    let list = specialist.get("/desk/worklist?show=paid").await.is(200).text();
    assert!(list.contains(text(&dossier, "code")) && list.contains("Đã báo nộp tiền"), "{list}");
    let resume = format!("/api/v1/dossiers/{}/acts/resume", text(&dossier, "id"));
    let version = asked["version"].as_u64().unwrap() + 1;
    specialist.api(&resume, Some(json!({"version": version, "data": {}}))).await.is(200);
    let list = specialist.get("/desk/worklist?show=paid").await.is(200).text();
    assert!(!list.contains(text(&dossier, "code")), "{list}");
    office.verify();
}

#[tokio::test]
async fn what_is_decided_is_not_taken_back() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let (specialist, leader) =
        (office.with_key(HERE, Role::Specialist).await, office.with_key(HERE, Role::Leader).await);
    let hers = citizen(&office, HERS, Level::Two).await;
    let decided = received(&reception).await;
    let decided = act(&specialist, &decided, "forward", json!({})).await;
    let decided = act(&leader, &decided, "approve", json!({"number": "12/2026"})).await;
    // What nobody did isn't said to be done: verifying was passed over. Who has the code alone is told the
    // parts of the way, and not the steps of a matter.
    let own = hers.get(&format!("/citizen/dossiers/{}", text(&decided, "id"))).await.is(200).text();
    assert!(own.contains("Xác minh") && own.contains("không cần"), "{own}");
    let followed = office.anyone().get(&format!("/track?code={}", text(&decided, "code"))).await;
    let followed = followed.is(200).text();
    assert!(followed.contains("Thẩm tra") && !followed.contains("Xác minh"), "{followed}");
    let path = format!("/citizen/dossiers/{}/acts/withdraw", text(&decided, "id"));
    hers.get(&path).await.is(303);
    let version = decided["version"].to_string();
    let back = [("version", version.as_str()), ("key", "k1"), ("reason", "Nộp nhầm thủ tục")];
    hers.form(&path, &back).await.is(409);
    let open = received(&reception).await;
    let path = format!("/citizen/dossiers/{}/acts/withdraw", text(&open, "id"));
    hers.form(&path, &[("version", "1"), ("key", "k2"), ("reason", " ")]).await.is(422);
    hers.form(&path, &[("version", "1"), ("key", "k3"), ("reason", "Nộp nhầm thủ tục")]).await.is(303);
    assert!(hers.get("/citizen").await.is(200).text().contains("Đã kết thúc"));
    office.verify();
}

#[tokio::test]
async fn code_and_telephone_open_the_course_and_the_telephone_stands_in_no_address() {
    let office = Office::new().await;
    let dossier = asked_for_papers(&office).await;
    let code = text(&dossier, "code");
    office.anyone().get(&format!("/track/{code}")).await.is(303);
    let pair = [("code", code), ("phone", PHONE)];
    let opened = office.anyone().post("/track", &pair).await.is(303);
    assert_eq!(opened.header("location"), format!("/track/{code}"));
    let pass = opened.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(!pass.contains("912345678") && opened.header("set-cookie").contains("HttpOnly"));
    let mine = with_pass(&office, &pass);
    let page = mine.get(&format!("/track/{code}")).await.is(200).text();
    assert!(page.contains("Bị mờ, thiếu chữ ký.") && !page.contains("/acts/"), "{page}");
    assert!(!page.contains("Lò Thị specialist") && !page.contains("Lò Thị Mai"), "{page}");
    // The pass is to this dossier, and for half an hour.
    let other = received(&office.with_key(HERE, Role::Reception).await).await;
    mine.get(&format!("/track/{}", text(&other, "code"))).await.is(303);
    office.clock.pass(31);
    mine.get(&format!("/track/{code}")).await.is(303);
}

#[tokio::test]
async fn a_wrong_telephone_is_answered_like_a_code_that_nobody_has() {
    let office = Office::new().await;
    let code = text(&received(&office.with_key(HERE, Role::Reception).await).await, "code").to_owned();
    let unknown = format!("{}9999", &code[..code.len() - 4]);
    let mut answers = Vec::new();
    for (code, phone) in [(code.as_str(), "0912 345 679"), (unknown.as_str(), PHONE), ("x", "y")] {
        let page = office.anyone().post("/track", &[("code", code), ("phone", phone)]).await.is(404);
        let page = page.text().replace(&format!("\"{phone}\""), "PHONE");
        answers.push(page.replace(&format!("\"{code}\""), "CODE"));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[tokio::test]
async fn guessing_telephones_at_a_code_is_limited_whether_there_is_one_or_not() {
    let office = Office::new().await;
    let code = text(&received(&office.with_key(HERE, Role::Reception).await).await, "code").to_owned();
    let unknown = format!("{}9999", &code[..code.len() - 4]);
    for code in [&code, &unknown] {
        for n in 0..10 {
            let phone = format!("09123450{n:02}");
            office.anyone().post("/track", &[("code", code), ("phone", &phone)]).await.is(404);
        }
        let late = office.anyone().post("/track", &[("code", code), ("phone", PHONE)]).await.is(429);
        assert_eq!(late.header("retry-after"), "60");
    }
    office.clock.pass(1);
    office.anyone().post("/track", &[("code", &code), ("phone", PHONE)]).await.is(303);
}

#[tokio::test]
async fn the_due_day_comes_as_a_calendar_file() {
    let office = Office::new().await;
    let code = text(&received(&office.with_key(HERE, Role::Reception).await).await, "code").to_owned();
    let file = office.anyone().get(&format!("/track/{code}/due.ics")).await.is(200);
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    let text = file.text();
    assert!(
        text.contains(&format!("UID:due-{code}@motcua\r\n")) && text.contains("DTSTART;VALUE=DATE:20260309")
    );
    office.anyone().get("/track/H56.001-260309-9999/due.ics").await.is(404);
}

#[tokio::test]
async fn the_result_is_for_the_owner_and_for_who_has_the_pass() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let (specialist, leader) =
        (office.with_key(HERE, Role::Specialist).await, office.with_key(HERE, Role::Leader).await);
    let dossier = received(&reception).await;
    let dossier = act(&specialist, &dossier, "forward", json!({})).await;
    let sent = upload(&leader, "ket-qua.pdf", "application/pdf", PDF).await.is(201).json();
    let dossier =
        act(&leader, &dossier, "approve", json!({"number": "12/2026", "files": [sent["digest"]]})).await;
    let (code, digest) = (text(&dossier, "code"), text(&sent, "digest"));
    let own = format!("/citizen/dossiers/{}", text(&dossier, "id"));
    let hers = citizen(&office, HERS, Level::Two).await;
    assert!(hers.get(&own).await.is(200).text().contains("Giờ mở cửa"));
    assert_eq!(hers.get(&format!("{own}/files/{digest}")).await.is(200).body, PDF);
    let opened = office.anyone().post("/track", &[("code", code), ("phone", PHONE)]).await.is(303);
    let pass = opened.header("set-cookie").split(';').next().unwrap().to_owned();
    let file = format!("/track/{code}/files/{digest}");
    assert_eq!(with_pass(&office, &pass).get(&file).await.is(200).body, PDF);
    office.anyone().get(&file).await.is(404);
    let forged = pass.replace('_', "_A");
    with_pass(&office, &forged).get(&file).await.is(404);
    // What is decided is due no more.
    office.anyone().get(&format!("/track/{code}/due.ics")).await.is(404);
}
