//! A disk that fills: writing is refused, reading goes on, nothing that was acknowledged is lost.

use crate::contract::birth;
use crate::office::{BIRTH, CHILD, HERE, Office, on_postgres};
use app::Options;
use domain::identity::Role;
use serde_json::json;

/// A birth as the counter sends it.
fn form(key: &str) -> Vec<(&str, &str)> {
    let fields = [("procedure", BIRTH), ("do", "receive"), ("name", "Lò Thị Đầy"), ("key", key)];
    fields.into_iter().chain(CHILD).collect()
}

#[tokio::test]
async fn a_full_disk_refuses_writing_and_loses_nothing() {
    if on_postgres() {
        // The limit is a file's; a server's disk is the server's.
        return;
    }
    let limited = Options { readers: 2, size_limit_bytes: Some(1_000_000), ..Options::default() };
    let office = Office::with(limited).await;
    let officer = office.reception().await;
    let password = office.password(HERE, Role::Leader).await;
    let mut kept = Vec::new();
    let refused = loop {
        let answer = officer.api("/api/v1/dossiers", Some(birth())).await;
        if answer.status != 201 {
            break answer.is(507);
        }
        kept.push(answer.json()["id"].as_str().unwrap().to_owned());
        assert!(kept.len() < 5_000, "the disk never fills");
    };
    assert_eq!(refused.json()["code"], "storage-full");
    assert!(kept.len() > 5);
    officer.api("/api/v1/dossiers", Some(birth())).await.is(507);
    // A session is smaller than a dossier: what is left of its page takes a few more.
    let mut page =
        office.anyone().post("/sign-in", &[("login", "leader-14758"), ("password", &password)]).await;
    for _ in 0..100 {
        if page.status != 303 {
            break;
        }
        page = office.anyone().post("/sign-in", &[("login", "leader-14758"), ("password", &password)]).await;
    }
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    page.is(507);
    let list = officer.api("/api/v1/dossiers?state=open&limit=1", None).await.is(200).json();
    assert_eq!(list["counts"]["open"], json!(kept.len()));
    officer.get("/desk/worklist").await.is(200);
    for id in &kept {
        officer.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200);
    }
    // A dossier with little in it is smaller than the others: what is left takes a few, until none fits.
    let mut refused = 0;
    for n in 0..200 {
        let key = format!("small-{n}");
        let taken = officer.form("/desk/reception", &form(&key)).await.status == 303;
        refused = if taken { 0 } else { refused + 1 };
        if refused == 3 {
            break;
        }
    }
    let kept = officer.form("/desk/reception", &form("k1")).await.is(507).text();
    assert!(kept.contains("Lò Thị Đầy") && kept.contains("hết dung lượng"), "{kept}");
    let scan = [(
        "document-0-file",
        "a.pdf",
        &*[b"%PDF-1.7 ".to_vec(), vec![b' '; 500_000], b"%%EOF".to_vec()].concat(),
    )];
    let kept = officer.multipart("/desk/reception", &form("k1"), &scan).await.is(507).text();
    assert!(kept.contains("Lò Thị Đầy") && kept.contains("hết dung lượng"), "{kept}");
    office.verify();
}
