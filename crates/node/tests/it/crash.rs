//! A power cut in the middle of a busy morning: what was acknowledged is there.

use crate::http::Client;
use crate::program::{Serving, arg, bearer, demo_folder, run, said};
use axum::http::Method;
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;

/// How many officers receive at the same time.
const OFFICERS: usize = 8;

fn rounds() -> u64 {
    std::env::var("MOTCUA_CRASH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3)
}

/// Receives one dossier after another until the line is cut; notes each that was acknowledged.
async fn receive(client: Client, name: String, acknowledged: Arc<Mutex<Vec<(String, String)>>>) {
    for n in 0.. {
        let body = json!({
            "procedure": "2.000815", "unit": "14797", "channel": "counter",
            "applicant": { "name": "Lê Thị Thử", "personal_number": "000190000001" },
            "documents": [{ "name": "Bản chính", "originals": 1, "copies": 2 }],
            "data": { "paper": "Bằng tốt nghiệp", "pages": 1, "copies": 2 },
        });
        let sent = client.send(Method::POST, "/api/v1/dossiers", Some(&body), &format!("{name}-{n}")).await;
        let Ok(answer) = sent else { return };
        assert_eq!(answer.status, 201, "{}", answer.body);
        let text = |field: &str| answer.body[field].as_str().unwrap().to_owned();
        acknowledged.lock().unwrap().push((text("id"), text("code")));
    }
}

/// `MOTCUA_CRASH_ROUNDS=50` does it fifty times.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_stored_when_the_power_is_cut() {
    let (_temp, dir) = demo_folder();
    let token = bearer(&dir, "14797", "reception");
    let mut before = 0;
    for round in 0..rounds() {
        let serving = Serving::demo(&dir);
        let acknowledged = Arc::new(Mutex::new(Vec::new()));
        let client = Client::new(&serving.url, Some(token.clone()));
        let mut officers = JoinSet::new();
        for officer in 0..OFFICERS {
            let name = format!("crash-{round}-{officer}");
            officers.spawn(receive(client.clone(), name, Arc::clone(&acknowledged)));
        }
        // Each round is cut at another point; at least one answer has come by then.
        while acknowledged.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        tokio::time::sleep(Duration::from_millis(100 + round * 137 % 700)).await;
        serving.kill();
        officers.join_all().await;

        let verified = run(&["verify", "--dir", arg(&dir)]);
        assert!(verified.status.success(), "round {round}: {}", said(&verified));
        let serving = Serving::demo(&dir);
        let client = Client::new(&serving.url, Some(token.clone()));
        let acknowledged = std::mem::take(&mut *acknowledged.lock().unwrap());
        for (id, code) in &acknowledged {
            let found = client.get(&format!("/api/v1/dossiers/{id}")).await;
            assert_eq!(
                (found.status, found.body["code"].as_str()),
                (200, Some(code.as_str())),
                "round {round}"
            );
        }
        let codes: std::collections::BTreeSet<_> = acknowledged.iter().map(|(_, code)| code).collect();
        assert_eq!(codes.len(), acknowledged.len(), "a code was given twice");
        before += acknowledged.len();
        serving.stop();
    }
    assert!(before > 0);
}
