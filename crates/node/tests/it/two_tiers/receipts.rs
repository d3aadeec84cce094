//! Receipts are verified with the published keys alone, also those that were given without a line; and
//! letters have an address of their own where somebody wants it.

use super::https::page;
use super::line::one_box;
use super::place::{HERE, Province, head, verify, whereabouts};
use super::proxy::Proxy;
use crate::program::{arg, run, said};
use app::{Signer, Store};
use domain::dossier::DossierCode;
use std::fs;
use std::net::TcpListener;
use std::path::Path;

/// What a receipt's QR code says, as the machine that gave it signed it.
async fn proof(dir: &Path, code: &str) -> String {
    let (store, code) = (Store::open_read_only(dir).unwrap(), code.parse::<DossierCode>().unwrap());
    let of = code.clone();
    let read = store.read(move |r| {
        let id = r.dossier_by_code(&of)?.unwrap().dossier.id();
        Ok(r.dossier_history(id)?.remove(0).hash)
    });
    let hash = read.await.unwrap();
    let key: [u8; 32] = fs::read(dir.join("node.key")).unwrap().try_into().unwrap();
    Signer::from_secret(&key).prove(&code, &hash).query()
}

/// Keeps the keys that the centre publishes.
fn keys_kept(province: &Province, name: &str) -> String {
    let answer = page(province.url(), "/keys.json", &province.files.authority);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let (_, keys) = answer.split_once("\r\n\r\n").unwrap();
    let file = province.dir.with_file_name(name);
    fs::write(&file, keys).unwrap();
    arg(&file).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_was_given_without_a_line_verifies_by_the_published_keys() {
    let (mut province, mut machine) = one_box().await;
    machine.level(&province).await;
    let keys = keys_kept(&province, "keys.json");
    machine.line.cut();
    let code = machine.receive("cut", 1, None).await.remove(0);
    let text = format!("https://motcua.example.vn/verify?{}", proof(&machine.dir, &code).await);
    assert_eq!(whereabouts(&province.dir, &code).await, None, "nobody else has seen its entry");
    let by_keys = run(&["receipt", "verify", "--keys", &keys, &text]);
    assert!(by_keys.status.success(), "{}", said(&by_keys));
    assert!(said(&by_keys).contains("Máy xã") && said(&by_keys).contains(&code), "{}", said(&by_keys));
    // The centre knows the key too, and says that the entry hasn't come.
    let there = run(&["receipt", "verify", "--dir", arg(&province.dir), &text]);
    assert!(there.status.success(), "{}", said(&there));

    let digits = code.rsplit('-').next().unwrap();
    let other = text.replace(&code, &code.replace(digits, "9876"));
    let altered = run(&["receipt", "verify", "--keys", &keys, &other]);
    assert_eq!(altered.status.code(), Some(1), "{}", said(&altered));
    let broken = run(&["receipt", "verify", "--keys", arg(&province.files.authority), &text]);
    assert!(!broken.status.success(), "{}", said(&broken));

    machine.stop();
    province.stop();
    let revoked = province.node(&["revoke", "Máy xã", "--reason", "Mất trộm"]);
    assert!(revoked.status.success(), "{}", said(&revoked));
    province.serve();
    let keys = keys_kept(&province, "keys-later.json");
    let alone = run(&["receipt", "verify", "--keys", &keys, &text]);
    assert_eq!(alone.status.code(), Some(1), "a stolen key alone proves nothing: {}", said(&alone));
    province.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_taken_at_an_address_of_their_own() {
    let mut province = Province::new().await;
    let token = province.invite("Máy xã", HERE, &[]);
    // A port that is free now; the program doesn't take one by itself where a firewall names it.
    let at = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    province.serve_with(&["--sync-listen", &at]);
    let letters = format!("https://{at}");
    let nothing = page(&letters, "/help", &province.files.authority);
    assert!(nothing.starts_with("HTTP/1.1 404"), "no pages there: {nothing}");
    let help = page(province.url(), "/help", &province.files.authority);
    assert!(help.starts_with("HTTP/1.1 200"), "{help}");
    let (line, dir) = (Proxy::to(&letters), province.dir.with_file_name("box"));
    let enrolled = Province::enroll(&dir, &line, &province.files.authority, &token);
    assert!(enrolled.status.success(), "{}", said(&enrolled));
    province.stop();
    assert_eq!(head(&dir, HERE).await, head(&province.dir, HERE).await);
    verify(&dir);
    verify(&province.dir);
}
