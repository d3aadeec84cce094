//! The site on a phone: how much the first page weighs, what the worker may keep.

use crate::office::{BIRTH, HERE, Office, matter};
use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;
use std::collections::BTreeSet;

/// The most that the first page may weigh with all that it loads.
const MOST_BYTES: usize = 100_000;

/// Everything that a page makes the browser ask for.
fn loaded(page: &str) -> BTreeSet<String> {
    let tags = page.split('<').filter(|tag| ["link ", "script ", "img "].iter().any(|t| tag.starts_with(t)));
    let value = |tag: &str| {
        let rest = ["href=\"", "src=\""].iter().find_map(|name| tag.split_once(name))?.1;
        Some(rest.split('"').next()?.replace("&#38;", "&"))
    };
    tags.filter_map(value).collect()
}

/// What the worker keeps at once.
fn shell(worker: &str) -> Vec<String> {
    let list = worker.split("SHELL = ").nth(1).unwrap().split(", NAME").next().unwrap();
    serde_json::from_str(list).unwrap()
}

#[tokio::test]
#[expect(clippy::print_stderr, reason = "the figure is what one looks for")]
async fn the_first_page_and_all_that_it_loads_weighs_less_than_100_kb() {
    let office = Office::new().await;
    let anyone = office.anyone();
    let weigh = async |path: &str, packed: bool| {
        let encoding = if packed { "gzip" } else { "identity" };
        let request = Request::get(path).header(header::ACCEPT_ENCODING, encoding).body(Body::empty());
        anyone.send(request.unwrap()).await.is(200).body.len()
    };
    let page = anyone.get("/").await.is(200).text();
    let mut all = loaded(&page);
    assert!(all.iter().any(|path| path.contains("app.")) && all.iter().any(|p| p.contains("manifest")));
    all.extend(shell(&anyone.get("/sw.js").await.is(200).text()));
    all.extend(["/".to_owned(), "/sw.js".to_owned()]);
    for path in &all {
        assert!(path.starts_with('/') && !path.starts_with("//"), "{path} is elsewhere");
    }
    for packed in [false, true] {
        let mut sum = 0;
        for path in &all {
            sum += weigh(path, packed).await;
        }
        eprintln!("first page, {} requests, packed {packed}: {sum} bytes", all.len());
        assert!(sum < MOST_BYTES, "{sum} bytes, packed {packed}");
        assert!(!packed || sum < MOST_BYTES / 2, "{sum} bytes as they travel");
    }
}

#[tokio::test]
async fn everything_that_the_manifest_and_the_worker_name_is_there_and_nobodys_in_particular() {
    let office = Office::new().await;
    let (anyone, leader) = (office.anyone(), office.leader().await);
    for lang in ["vi", "en", "fr"] {
        let answer = anyone.get(&format!("/manifest.webmanifest?lang={lang}")).await.is(200);
        assert_eq!(answer.header("content-type"), "application/manifest+json");
        let manifest = answer.json();
        assert_eq!(manifest["lang"], lang);
        for icon in manifest["icons"].as_array().unwrap() {
            let png = anyone.get(icon["src"].as_str().unwrap()).await.is(200);
            assert_eq!(png.header("content-type"), "image/png");
            let side: u32 = icon["sizes"].as_str().unwrap().split('x').next().unwrap().parse().unwrap();
            assert_eq!(png.body[16..20], side.to_be_bytes(), "it is as wide as it says");
        }
        for shortcut in manifest["shortcuts"].as_array().unwrap() {
            anyone.get(shortcut["url"].as_str().unwrap()).await.is(200);
        }
    }
    let worker = leader.get("/sw.js").await.is(200);
    assert!(worker.header("content-type").starts_with("text/javascript"));
    assert_eq!(worker.header("cache-control"), "no-store", "a new release is seen at once");
    let worker = worker.text();
    assert!(!worker.contains("__"), "all of it is filled in");
    for path in shell(&worker) {
        let answer = anyone.get(&path).await.is(200);
        assert!(!answer.text().contains("csrf"), "{path}");
    }
    let policy = anyone.get("/").await.header("content-security-policy").to_owned();
    assert!(policy.contains("manifest-src 'self'") && policy.contains("worker-src 'self'"), "{policy}");
    assert!(
        !leader.get("/desk/worklist").await.text().contains("install."),
        "no worker from officers' pages"
    );
}

#[tokio::test]
async fn a_copy_may_be_kept_of_a_followed_dossier_only_and_never_while_somebody_is_signed_in() {
    let office = Office::new().await;
    let body = json!({"procedure": BIRTH, "unit": HERE, "channel": "counter", "data": matter(BIRTH),
        "applicant": {"name": "Lường Thị Bí Mật"}, "documents": []});
    let answer = office.reception().await.api("/api/v1/dossiers", Some(body)).await.is(201).json();
    let path = format!("/track?code={}", answer["code"].as_str().unwrap());
    let kept = |answer: &crate::office::Answer| !answer.header("x-motcua-keep").is_empty();
    let page = office.anyone().get(&path).await.is(200);
    assert!(kept(&page), "{:?}", page.headers);
    // The worker uncovers this sentence in its copy.
    assert_eq!(page.text().matches(" data-away hidden").count(), 1);
    assert!(page.text().contains("Bản xem lúc 09:00 09/03/2026"), "{}", page.text());
    assert!(!kept(&office.reception().await.get(&path).await), "an officer's page");
    for other in ["/", "/track", "/units", "/track?code=H56.18-250815-9999"] {
        assert!(!kept(&office.anyone().get(other).await), "{other}");
    }
    assert!(!office.reception().await.get("/desk/worklist").await.text().contains("data-away"));
}
