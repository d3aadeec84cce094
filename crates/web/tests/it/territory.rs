//! A reorganisation from the page: looked at beforehand, put on record, carried out, sent twice.

use crate::office::{BIRTH, HERE, Office, THERE, matter};
use domain::identity::Role;
use serde_json::json;

const FILE: &str = "# act: 9/NQ-HĐND\n# day: 2026-03-09\nrow,code,to,relation\nends,14758,14797,whole\n";

#[tokio::test]
async fn a_faulty_file_comes_back_with_its_lines_and_nothing_is_written() {
    let office = Office::new().await;
    let province = office.province().await;
    let path = "/manage/territory/look";
    let wrong = FILE.replace("14797,whole", "99999,whole\nends,14797,14758,swallowed");
    let page = province.form(path, &[("text", &wrong)]).await.is(422).text();
    assert!(page.contains("Dòng 5: ") && page.contains("swallowed"), "the typed text stays: {page}");
    let wrong = FILE.replace("14797", "99999");
    let file: [(&str, &str, &[u8]); 1] = [("file", "a.csv", wrong.as_bytes())];
    let page = province.multipart(path, &[], &file).await.is(422).text();
    assert!(page.contains("Dòng 4: 14758 Phường Hàm Rồng"), "{page}");
    let page = province.multipart(path, &[], &[("file", "a.csv", &[0xff, 0xfe, 0])]).await.is(422).text();
    assert!(page.contains("UTF-8"));
    province.form("/manage/territory", &[("text", &wrong)]).await.is(422);
    let page = province.get("/manage/territory").await.is(200).text();
    assert!(page.contains("Chưa có lần sắp xếp nào."));
}

#[tokio::test]
async fn a_reorganisation_is_told_carried_out_and_may_be_sent_again() {
    let office = Office::new().await;
    let body = json!({
        "procedure": BIRTH, "unit": HERE, "channel": "counter",
        "applicant": {"name": "Lường Thị Bí Mật"}, "documents": [], "data": matter(BIRTH)
    });
    let dossier = office.reception().await.api("/api/v1/dossiers", Some(body)).await.is(201).json();
    let path = format!("/desk/dossiers/{}", dossier["id"].as_str().unwrap());
    let there = office.signed_in(THERE, Role::Specialist).await;
    there.get(&path).await.is(404);
    let province = office.province().await;
    // A form turns line ends into CRLF; it is the same file all the same.
    let sent = FILE.replace('\n', "\r\n");
    let report = province.form("/manage/territory/look", &[("text", &sent)]).await.is(200).text();
    for part in ["9/NQ-HĐND", "1 hồ sơ chuyển", "Phường Hàm Rồng", "Phường Hạc Thành", "nhập toàn bộ"]
    {
        assert!(report.contains(part), "{part}: {report}");
    }
    there.get(&path).await.is(404);
    let done = province.form("/manage/territory", &[("text", &sent)]).await.is(303);
    let page = province.get(done.header("location")).await.is(200).text();
    assert!(page.contains("9/NQ-HĐND") && page.contains("đã xong"), "{page}");
    let moved = there.get(&path).await.is(200).text();
    for ledger in ["Sổ của Phường Hàm Rồng", "Sổ của Phường Hạc Thành"] {
        assert!(moved.contains(ledger), "{ledger}: {moved}");
    }
    let again = province.form("/manage/territory", &[("text", FILE)]).await.is(303);
    assert_eq!(again.header("location"), done.header("location"));
    let page = province.get("/manage/territory").await.is(200).text();
    assert_eq!(page.matches("<b>9/NQ-HĐND</b>").count(), 1);
    // What the old ward did is told by the new one.
    let rates = office.anyone().get("/rates.csv?month=2026-03&units=2026-03-09").await.is(200).text();
    let line = rates.lines().find(|l| l.contains(",14797,")).unwrap();
    assert!(line.contains("Phường Hạc Thành\",1,"), "{line}");
    office.verify();
}

#[tokio::test]
async fn units_that_a_file_makes_are_told_by_their_names() {
    let office = Office::new().await;
    let body = json!({
        "procedure": BIRTH, "unit": HERE, "channel": "counter",
        "applicant": {"name": "Lường Thị Bí Mật"}, "documents": [], "data": matter(BIRTH)
    });
    office.reception().await.api("/api/v1/dossiers", Some(body)).await.is(201);
    let file = "# act: 9/NQ-HĐND\n# day: 2026-03-09\nrow,code,kind,name,parent,to,relation\n\
        new,14758,phường,Tên Chưa Ai Biết,38,,\nends,14758,,,,14758,whole\nends,14797,,,,14758,whole\n";
    let province = office.province().await;
    let report = province.form("/manage/territory/look", &[("text", file)]).await.is(200).text();
    let table = report.split("</textarea>").nth(1).unwrap();
    assert!(table.contains("Phường Tên Chưa Ai Biết"), "{table}");
}
