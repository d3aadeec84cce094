//! Files that programs send: known by their content, kept once, given only to who may see the dossier.

use crate::contract::birth;
use crate::office::{Answer, BIRTH, CHILD, Client, HERE, Office, THERE};
use axum::body::Body;
use axum::http::{Request, header};
use domain::identity::Role;
use serde_json::json;
use std::io::{Read as _, Write as _};

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n";

pub async fn upload(client: &Client, name: &str, kind: &str, bytes: &[u8]) -> Answer {
    let path = format!("/api/v1/uploads?name={name}");
    let request = Request::post(path).header(header::CONTENT_TYPE, kind);
    client.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

#[tokio::test]
async fn a_scan_is_kept_and_given_to_who_may_see_the_dossier() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let kept = upload(&reception, "gi%E1%BA%A5y%20a.pdf", "application/pdf", PDF).await.is(201).json();
    assert_eq!((&kept["name"], &kept["media"]), (&json!("giấy a.pdf"), &json!("application/pdf")));
    let mut asked = birth();
    asked["documents"][0]["files"] = json!([kept["digest"]]);
    let dossier = reception.api("/api/v1/dossiers", Some(asked.clone())).await.is(201).json();
    let whole =
        reception.api(&format!("/api/v1/dossiers/{}", dossier["id"].as_str().unwrap()), None).await.json();
    let href = whole["documents"][0]["files"][0]["href"].as_str().unwrap();
    let file = reception.api(href, None).await.is(200);
    assert_eq!(file.body, PDF);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''gi%E1%BA%A5y%20a.pdf");
    let tag = file.header("etag").to_owned();
    reception.api_with(href, None, &[("If-None-Match", &tag)]).await.is(304);
    let there = office.with_key(THERE, Role::Reception).await;
    there.api(href, None).await.is(404);
    office.anyone().api(href, None).await.is(401);
    asked["unit"] = json!(THERE);
    let foreign = there.api("/api/v1/dossiers", Some(asked)).await.is(422).json();
    assert_eq!(foreign["errors"][0]["code"], "file-unknown", "another unit's upload can't be named");
    let other = format!("{}/{}", href.rsplit_once('/').unwrap().0, "ab".repeat(32));
    reception.api(&other, None).await.is(404);
    office.verify();
}

#[tokio::test]
async fn only_kinds_that_are_taken_are_taken_whatever_they_are_called() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let hostile: [&[u8]; 6] = [
        b"MZ\x90\x00this program cannot be run",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04",
        b" %PDF-1.7",
        b"",
    ];
    for bytes in hostile {
        let refused = upload(&reception, "giay.pdf", "application/pdf", bytes).await.is(415).json();
        assert_eq!(refused["code"], "media-type");
    }
    let mut large = PDF.to_vec();
    large.resize(1024 * 1024 + 1, b' ');
    let refused = upload(&reception, "giay.pdf", "application/pdf", &large).await.is(413).json();
    assert_eq!(refused["code"], "too-large");
    reception.multipart("/api/v1/uploads", &[], &[("file", "giay.pdf", &large)]).await.is(413);
    large.truncate(1024 * 1024 - 5);
    large.extend(b"%%EOF");
    upload(&reception, "giay.pdf", "application/pdf", &large).await.is(201);
    let leader = office.with_key("38", Role::Province).await;
    upload(&leader, "giay.pdf", "application/pdf", PDF).await.is(403);
}

#[tokio::test]
async fn names_are_names_and_no_paths() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    for (sent, kept) in [
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5Ctemp%5Ca.pdf", "a.pdf"),
        ("%00%0d%0aSet-Cookie%3A%20a%3Db.pdf", "Set-Cookie a=b.pdf"),
        ("", "tep"),
    ] {
        let answer = upload(&reception, sent, "application/octet-stream", PDF).await.is(201).json();
        assert_eq!(answer["name"], kept);
    }
    let form = reception.multipart("/api/v1/uploads", &[("note", "x")], &[("file", "../a.pdf", PDF)]).await;
    assert_eq!(form.is(201).json()["name"], "a.pdf");
    let none = reception.multipart("/api/v1/uploads", &[("note", "x")], &[]).await.is(422).json();
    assert_eq!(none["errors"][0]["field"], "file");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_said_at_its_field_and_nothing_typed_is_lost() {
    let office = Office::new().await;
    let officer = office.reception().await;
    let mut large = PDF.to_vec();
    large.resize(1024 * 1024 + 1, b' ');
    let typed = [("procedure", BIRTH), ("do", "receive"), ("name", "Lò Thị Lớn"), ("key", "k1")];
    let files = [("document-0-file", "lon.pdf", &*large), ("document-1-file", "a.pdf", PDF)];
    let page = officer.multipart("/desk/reception", &typed, &files).await.is(422).text();
    assert!(page.contains("Lò Thị Lớn") && page.contains("nhiều nhất 1 MB"), "{page}");
    assert!(page.contains("a.pdf"), "the other file is kept");
}

#[tokio::test]
async fn the_same_file_at_another_paper_is_another_form() {
    let office = Office::new().await;
    let officer = office.reception().await;
    let typed = [("procedure", BIRTH), ("do", "receive"), ("name", "Lò Thị Dời"), ("key", "k1")];
    let mut typed = typed.to_vec();
    typed.extend(CHILD);
    typed.extend([("document-0", "1"), ("document-0-originals", "1"), ("document-0-copies", "0")]);
    typed.extend([("document-1", "1"), ("document-1-originals", "1"), ("document-1-copies", "0")]);
    officer.multipart("/desk/reception", &typed, &[("document-0-file", "a.pdf", PDF)]).await.is(303);
    officer.multipart("/desk/reception", &typed, &[("document-1-file", "a.pdf", PDF)]).await.is(422);
}

/// Sends a whole request over a line as a browser does, all of it before reading, and says how the answer
/// begins.
fn over_the_line(at: std::net::SocketAddr, head: &str, length: usize) -> std::io::Result<String> {
    let mut line = std::net::TcpStream::connect(at)?;
    write!(line, "POST {head}\r\nHost: motcua.test\r\nContent-Length: {length}\r\n\r\n")?;
    let chunk = vec![b'x'; 64 * 1024];
    for _ in 0..length / chunk.len() {
        line.write_all(&chunk)?;
    }
    let mut begin = [0; 12];
    line.read_exact(&mut begin)?;
    Ok(String::from_utf8_lossy(&begin).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_too_much_gets_to_read_why() {
    let office = Office::new().await;
    let officer = office.reception().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let served = tokio::spawn(axum::serve(listener, office.site()).into_future());
    let cookie = format!("Cookie: motcua_session={}", officer.cookie.clone().unwrap());
    let key = format!("Authorization: Bearer {}", officer.bearer.clone().unwrap());
    let form = "Content-Type: application/x-www-form-urlencoded";
    for (head, begin) in [
        (format!("/desk/reception HTTP/1.1\r\n{form}\r\n{cookie}"), "HTTP/1.1 413"),
        (format!("/desk/reception HTTP/1.1\r\n{form}"), "HTTP/1.1 401"),
        (format!("/api/v1/dossiers HTTP/1.1\r\nContent-Type: application/json\r\n{key}"), "HTTP/1.1 413"),
        (format!("/api/v1/uploads HTTP/1.1\r\nContent-Type: application/pdf\r\n{key}"), "HTTP/1.1 413"),
        ("/nowhere HTTP/1.1".to_owned(), "HTTP/1.1 404"),
    ] {
        let answer = tokio::task::spawn_blocking(move || over_the_line(at, &head, 64 * 1024 * 1024));
        assert_eq!(answer.await.unwrap().unwrap(), begin);
    }
    served.abort();
}
