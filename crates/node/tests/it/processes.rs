//! Two programs serve one office on one database: whoever comes to either finds the same office.

use crate::http::{Browser, Client};
use crate::program::{Serving, accounts, arg, bearer, said};
use crate::server::Place;
use axum::http::Method;
use domain::words::Moment;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// Nothing takes so long.
const LONG: Duration = Duration::from_secs(90);

fn now() -> Moment {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Moment::from_millis(i64::try_from(since.as_millis()).unwrap())
}

/// Asks until the answer is right.
async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(begun.elapsed() < LONG, "{what}: never");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Takes a dossier in; gives its id and code.
async fn received(at: &Client, key: &str) -> (String, String) {
    let body = json!({
        "procedure": "2.000815", "unit": "14797", "channel": "counter",
        "applicant": { "name": "Lê Thị Thử", "personal_number": "000190000001", "phone": "0912 345 678" },
        "documents": [{ "name": "Bản chính", "originals": 1, "copies": 2 }],
            "data": { "paper": "Bằng tốt nghiệp", "pages": 1, "copies": 2 },
    });
    let answer = at.send(Method::POST, "/api/v1/dossiers", Some(&body), key).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.body);
    let text = |field: &str| answer.body[field].as_str().unwrap().to_owned();
    (text("id"), text("code"))
}

/// The notices that lie in a folder's spool: id and code.
fn spooled(dir: &Path) -> Vec<(String, String)> {
    let Ok(listing) = fs::read_dir(dir.join("spool")) else { return Vec::new() };
    let json = listing.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "json"));
    let letters = json.map(|path| serde_json::from_slice::<Value>(&fs::read(path).unwrap()).unwrap());
    letters.map(|l| (l["id"].as_str().unwrap().to_owned(), l["code"].as_str().unwrap().to_owned())).collect()
}

/// A first program, and a second one with a folder of its own, so that it shows who did what.
struct Two {
    place: Place,
    a: Serving,
    b: Serving,
}

impl Two {
    fn start() -> Option<Self> {
        let place = Place::new()?;
        let a = place.demo("40");
        let other = place.dir().with_file_name("other");
        fs::create_dir(&other).unwrap();
        fs::copy(place.dir().join("node.key"), other.join("node.key")).unwrap();
        let b =
            Serving::start(&["serve", "--dir", arg(&other), "--db", &place.url, "--listen", "127.0.0.1:0"]);
        Some(Self { place, a, b })
    }

    /// Both as nobody.
    fn anyone(&self) -> [Client; 2] {
        [&self.a, &self.b].map(|at| Client::new(&at.url, None))
    }

    /// Both as reception.
    fn reception(&self) -> [Client; 2] {
        let token = bearer(&self.place.dir(), "14797", "reception");
        [&self.a, &self.b].map(|at| Client::new(&at.url, Some(token.clone())))
    }

    fn spools(&self) -> [Vec<(String, String)>; 2] {
        [spooled(&self.place.dir()), spooled(&self.place.dir().with_file_name("other"))]
    }

    fn leader(&self) -> (String, String) {
        let accounts = accounts(&self.place.dir());
        let all = accounts["accounts"].as_array().unwrap();
        let one = all.iter().find(|a| a["unit"] == "14797" && a["role"] == "leader").unwrap();
        (one["user_name"].as_str().unwrap().to_owned(), one["password"].as_str().unwrap().to_owned())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_and_out_dossiers_and_hours_hold_at_both() {
    let Some(two) = Two::start() else { return };
    let (login, password) = two.leader();
    let mut at_a = Browser::new(&two.a.url);
    at_a.sign_in(&login, &password).await;
    let mut at_b = at_a.at(&two.b.url);
    assert_eq!(at_b.get("/desk/worklist").await.status, 200, "signed in at one, unknown at the other");

    let [reception_a, reception_b] = two.reception();
    let (id, code) = received(&reception_a, "seen").await;
    let seen = reception_b.get(&format!("/api/v1/dossiers/{id}")).await;
    assert_eq!((seen.status, seen.body["code"].as_str()), (200, Some(code.as_str())));
    let [_, anyone_b] = two.anyone();
    assert_eq!(anyone_b.get(&format!("/api/v1/track/{code}")).await.status, 200);
    // The same request at the other process is the same request.
    let (again, _) = received(&reception_b, "seen").await;
    assert_eq!(again, id);

    let hours = async |day: domain::words::Day| {
        anyone_b.get(&format!("/api/v1/units/14797/hours?on={day}")).await.body
    };
    let mut day = now().day().plus(20);
    while hours(day).await["sessions"].as_array().unwrap().is_empty() {
        day = day.plus(1);
    }
    let text = day.to_string();
    let typed = format!("{}/{}/{}", &text[8..10], &text[5..7], &text[..4]);
    let closed = [("day", typed.as_str()), ("part", "day"), ("reason", "Tập huấn")];
    assert_eq!(at_a.form("/manage/hours", "/manage/hours/close", &closed).await.status, 303);
    until("the day is closed at the other process", async || {
        hours(day).await["sessions"].as_array().unwrap().is_empty().then_some(())
    })
    .await;

    assert_eq!(at_a.form("/desk/worklist", "/sign-out", &[]).await.status, 303);
    assert_eq!(
        at_b.get("/desk/worklist").await.status,
        303,
        "signed out at one, still signed in at the other"
    );
    let Two { place, a, b } = two;
    a.stop();
    b.stop();
    let verified = place.run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_goes_out_once_and_jobs_go_on_when_their_process_dies() {
    let Some(two) = Two::start() else { return };
    let [at_a, at_b] = two.reception();
    let mut codes = BTreeSet::new();
    for n in 0..6 {
        let at = if n % 2 == 0 { &at_a } else { &at_b };
        codes.insert(received(at, &format!("told-{n}")).await.1);
    }
    until("every notice", async || {
        let all = two.spools().concat();
        codes.iter().all(|code| all.iter().any(|(_, of)| of == code)).then_some(())
    })
    .await;
    let [by_a, by_b] = two.spools();
    let ids: BTreeSet<_> = by_a.iter().chain(&by_b).map(|(id, _)| id).collect();
    assert_eq!(ids.len(), by_a.len() + by_b.len(), "a notice went out twice");
    assert!(by_b.is_empty(), "one process at a time does a job");
    let Two { place, a, b } = two;
    a.kill();
    let (_, code) = received(&at_b, "after").await;
    let other = place.dir().with_file_name("other");
    until("the notice of the process that is left", async || {
        spooled(&other).iter().any(|(_, of)| *of == code).then_some(())
    })
    .await;
    b.stop();
    let verified = place.run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

/// Waits for the beginning of a minute, because counts are of a minute.
async fn beginning_of_a_minute() {
    let gone = u64::try_from(now().millis() % 60_000).unwrap();
    if gone > 20_000 {
        tokio::time::sleep(Duration::from_millis(60_000 - gone)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_both_are_counted_together() {
    let Some(two) = Two::start() else { return };
    let [at_a, _] = two.reception();
    let (_, code) = received(&at_a, "followed").await;
    let right = format!("/api/v1/track/{code}");
    let both = two.anyone();
    // Neither process sees more than half of what is too much.
    for _ in 0..5 {
        beginning_of_a_minute().await;
        let minute = now().millis() / 60_000;
        for n in 0..16 {
            for at in &both {
                let status = at.get(&format!("/api/v1/track/H56.148-250815-{:04}", 9_000 + n)).await.status;
                assert!(status == 404 || status == 429, "{status}");
            }
        }
        while now().millis() / 60_000 == minute {
            // Looking up what is there counts nowhere.
            let statuses = [both[0].get(&right).await.status, both[1].get(&right).await.status];
            if statuses == [429, 429] {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    panic!("guesses at two processes are counted apart");
}
