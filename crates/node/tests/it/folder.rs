//! Commands on a folder: make, check, rebuild, check a receipt.

use crate::program::{Serving, arg, demo_folder, run, said};
use std::fs;
use std::path::Path;
use store::Store;
use tempfile::TempDir;

#[test]
fn verify_is_clean_while_the_office_runs_and_when_it_is_stopped() {
    let (_temp, dir) = demo_folder();
    let serving = Serving::demo(&dir);
    let running = run(&["verify", "--dir", arg(&dir)]);
    assert!(running.status.success(), "{}", said(&running));
    assert!(said(&running).contains("60  dossiers"), "{}", said(&running));
    serving.stop();
    let by_url = ["", "/motcua.db"].map(|end| format!("sqlite://{}{end}", arg(&dir)));
    for url in by_url.iter().map(String::as_str).chain([arg(&dir)]) {
        let stopped = run(&["verify", "--db", url]);
        assert!(stopped.status.success(), "{url}: {}", said(&stopped));
    }
}

#[test]
fn verify_says_what_it_can_not_read() {
    let other = run(&["verify", "--db", "postgres://localhost/motcua"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(said(&other).contains("postgres"), "{}", said(&other));
    let nothing = run(&["verify", "--dir", "/nowhere/at/all"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(said(&nothing).contains("holds no Motcua office"), "{}", said(&nothing));
}

/// The name of an applicant whose letters stand in the database as they are.
async fn a_name(dir: &Path) -> String {
    let store = Store::open_read_only(dir).unwrap();
    let row = store.read(|r| {
        let scope = domain::identity::Scope::Unit("14797@2025-07-01".parse().unwrap());
        let filter = store::read::WorklistFilter::default();
        Ok(r.worklist(&scope, &filter, store::read::Sort::Newest, None, 1)?.rows.remove(0))
    });
    row.await.unwrap().applicant
}

#[tokio::test]
async fn one_changed_byte_is_found_and_rebuilding_does_not_hide_it() {
    let (_temp, dir) = demo_folder();
    // Serving and stopping once brings everything from the log into the file.
    Serving::demo(&dir).stop();
    let name = a_name(&dir).await;
    let file = dir.join("motcua.db");
    let mut bytes = fs::read(&file).unwrap();
    let needle = name.as_bytes();
    let places: Vec<usize> =
        bytes.windows(needle.len()).enumerate().filter(|(_, w)| *w == needle).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the name is not in the file");
    for at in places {
        bytes[at] ^= 0x01;
    }
    fs::write(&file, bytes).unwrap();
    for command in ["verify", "rebuild", "verify"] {
        let output = run(&[command, "--dir", arg(&dir)]);
        assert_eq!(output.status.code(), Some(1), "{command}: {}", said(&output));
        assert!(said(&output).contains("! "), "{command} names no difference: {}", said(&output));
    }
}

#[test]
fn rebuilding_needs_the_office_to_be_stopped() {
    let (_temp, dir) = demo_folder();
    let serving = Serving::demo(&dir);
    let running = run(&["rebuild", "--dir", arg(&dir)]);
    assert_eq!(running.status.code(), Some(1));
    assert!(said(&running).contains("Stop that program"), "{}", said(&running));
    serving.stop();
    for command in ["rebuild", "verify"] {
        let output = run(&[command, "--dir", arg(&dir)]);
        assert!(output.status.success(), "{command}: {}", said(&output));
    }
}

#[test]
fn a_new_office_is_made_once_and_is_no_demo() {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join("office");
    let unknown = run(&["init", "--dir", arg(&dir), "--province", "99"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(!dir.exists());
    let made = run(&["init", "--dir", arg(&dir), "--province", "38"]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(said(&made).contains("quantri.38, password: "), "{}", said(&made));
    let again = run(&["init", "--dir", arg(&dir), "--province", "38"]);
    assert_eq!(again.status.code(), Some(1));
    let demo = run(&["demo", "--dir", arg(&dir), "--listen", "127.0.0.1:0"]);
    assert_eq!(demo.status.code(), Some(1));
    assert!(said(&demo).contains("real office"), "{}", said(&demo));
    Serving::start(&["serve", "--dir", arg(&dir), "--listen", "127.0.0.1:0"]).stop();
    let verified = run(&["verify", "--dir", arg(&dir)]);
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(said(&verified).contains("  revisions of procedures"), "{}", said(&verified));
}

#[test]
fn an_office_that_was_never_made_is_not_served() {
    let temp = TempDir::new().unwrap();
    let output = run(&["serve", "--dir", arg(temp.path())]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("motcua init"), "{}", said(&output));
}

#[tokio::test]
async fn a_receipt_is_checked_without_a_line() {
    let (_temp, dir) = demo_folder();
    let store = Store::open_read_only(&dir).unwrap();
    let found = store.read(|r| {
        let scope = domain::identity::Scope::Unit("14797@2025-07-01".parse().unwrap());
        let stages = vec![domain::dossier::Stage::Delivered];
        let filter = store::read::WorklistFilter { stages, ..store::read::WorklistFilter::default() };
        let row = r.worklist(&scope, &filter, store::read::Sort::Newest, None, 1)?.rows.remove(0);
        let entry = r.dossier_history(row.id)?.remove(0);
        Ok((row.code, entry.hash))
    });
    let (code, hash) = found.await.unwrap();
    let key: [u8; 32] = fs::read(dir.join("node.key")).unwrap().try_into().unwrap();
    let query = paper::Signer::from_secret(&key).prove(&code, &hash).query();
    for text in [query.clone(), format!("https://example.vn/r?{query}")] {
        let genuine = run(&["receipt", "verify", "--dir", arg(&dir), &text]);
        assert!(genuine.status.success(), "{}", said(&genuine));
        assert!(said(&genuine).contains("A genuine receipt"), "{}", said(&genuine));
    }
    let other = paper::Signer::from_secret(&[7; 32]).prove(&code, &hash).query();
    let strange = run(&["receipt", "verify", "--dir", arg(&dir), &other]);
    assert_eq!(strange.status.code(), Some(1));
    assert!(said(&strange).contains("NOT given by this office"), "{}", said(&strange));
    let broken = run(&["receipt", "verify", "--dir", arg(&dir), "c=1&h=2"]);
    assert_eq!(broken.status.code(), Some(1));
}
