//! A server that falters under load: restarted, cut off, full, held up. Requests wait or are told to come
//! again; what was acknowledged is there once.

use crate::cluster::{Cluster, programs};
use crate::http::{Browser, Client};
use crate::program::{Serving, accounts, arg, bearer, run, said};
use axum::http::Method;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::task::JoinSet;

/// How many officers receive at the same time.
const OFFICERS: usize = 6;
/// How many connections the server takes.
const PLACES: usize = 20;

/// Stands between the program and the server, and can cut every line.
struct Proxy {
    port: u16,
    lines: Arc<Mutex<Vec<TcpStream>>>,
}

impl Proxy {
    fn to(server: u16) -> Self {
        let door = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = door.local_addr().unwrap().port();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&lines);
        std::thread::spawn(move || {
            for near in door.incoming().map_while(Result::ok) {
                // A server that is away shows itself as a line that ends at once.
                let Ok(far) = TcpStream::connect(("127.0.0.1", server)) else { continue };
                all.lock().unwrap().push(near.try_clone().unwrap());
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    std::thread::spawn(move || pass(from, to));
                }
            }
        });
        Self { port, lines }
    }

    fn cut(&self) {
        for line in self.lines.lock().unwrap().drain(..) {
            // It may have ended already.
            let _ = line.shutdown(Shutdown::Both);
        }
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        if to.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

/// What came of the load.
#[derive(Default)]
struct Seen {
    /// The acknowledged: request and dossier.
    acknowledged: Mutex<BTreeMap<String, String>>,
    /// How often somebody was told to come again.
    again: AtomicU64,
    enough: AtomicBool,
}

/// Receives one dossier after the other; who is told to come again does, with the same key.
async fn receive(client: Client, name: String, seen: Arc<Seen>) {
    for n in 0.. {
        if seen.enough.load(Ordering::Relaxed) {
            return;
        }
        let key = format!("{name}-{n}");
        let body = json!({
            "procedure": "2.000815", "unit": "14797", "channel": "counter",
            "applicant": { "name": "Lê Thị Thử", "personal_number": "000190000001" },
            "documents": [{ "name": key, "originals": 1, "copies": 2 }],
            "data": { "paper": "Bằng tốt nghiệp", "pages": 1, "copies": 2 },
        });
        loop {
            let answer = client.send(Method::POST, "/api/v1/dossiers", Some(&body), &key).await.unwrap();
            if answer.status == 201 {
                let id = answer.body["id"].as_str().unwrap().to_owned();
                seen.acknowledged.lock().unwrap().insert(key, id);
                break;
            }
            assert_eq!((answer.status, answer.body["code"].as_str()), (503, Some("storage-away")));
            assert!(!answer.body["next"].as_str().unwrap().is_empty());
            assert_eq!(answer.retry_after.as_deref(), Some("5"));
            seen.again.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// A server, a proxy before it, and an office that knows the proxy only.
struct Shaky {
    serving: Serving,
    proxy: Proxy,
    cluster: Cluster,
    url: String,
    temp: TempDir,
}

impl Shaky {
    fn start() -> Option<Self> {
        let programs = programs()?;
        let temp = TempDir::new().unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(temp.path(), mode).unwrap();
        let more = format!("-c max_connections={PLACES} -c superuser_reserved_connections=1");
        let cluster = Cluster::start(programs, temp.path().join("cluster"), &more).unwrap();
        let proxy = Proxy::to(cluster.port());
        // Short limits, so that the test meets them.
        let url = format!("{}?options=-c%20lock_timeout%3D1s", Cluster::url_at(proxy.port, "postgres"));
        let dir = temp.path().join("office");
        let serving = Serving::start(&[
            "demo",
            "--dir",
            arg(&dir),
            "--db",
            &url,
            "--listen",
            "127.0.0.1:0",
            "--dossiers",
            "30",
        ]);
        Some(Self { serving, proxy, cluster, url, temp })
    }

    /// Says something to the server, past the proxy.
    fn psql(&self, sql: &str) -> Child {
        let mut command = Command::new(self.cluster.path_of("psql"));
        let url = Cluster::url_at(self.cluster.port(), "postgres");
        command.args([&url, "-qAt", "-c", sql]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// The same, to its end.
    fn told(&self, sql: &str) -> String {
        String::from_utf8(self.psql(sql).wait_with_output().unwrap().stdout).unwrap()
    }

    fn cut_by_server(&self) {
        self.told(
            "select pg_terminate_backend(pid) from pg_stat_activity \
             where pid <> pg_backend_pid() and application_name = 'motcua'",
        );
    }
}

/// Until some more were acknowledged: the office works.
async fn some_more(seen: &Seen) {
    let before = seen.acknowledged.lock().unwrap().len();
    let begun = std::time::Instant::now();
    while seen.acknowledged.lock().unwrap().len() < before + 20 {
        assert!(begun.elapsed() < Duration::from_secs(90), "the office doesn't come back");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_or_doubled_when_the_server_falters() {
    let Some(shaky) = Shaky::start() else { return };
    let dir = shaky.temp.path().join("office");
    let client = Client::new(&shaky.serving.url, Some(bearer(&dir, "14797", "reception")));
    let seen = Arc::new(Seen::default());
    let mut officers = JoinSet::new();
    for officer in 0..OFFICERS {
        officers.spawn(receive(client.clone(), format!("officer-{officer}"), Arc::clone(&seen)));
    }
    some_more(&seen).await;
    for mode in ["fast", "immediate"] {
        shaky.cluster.control(&["restart", "-m", mode]).unwrap();
        some_more(&seen).await;
    }
    for _ in 0..3 {
        shaky.cut_by_server();
        some_more(&seen).await;
        shaky.proxy.cut();
        some_more(&seen).await;
    }
    // Somebody else holds the unit.
    let told_before = seen.again.load(Ordering::Relaxed);
    let mut holder = shaky
        .psql("select pg_advisory_lock(hashtextextended('public 14797@2025-07-01', 0)); select pg_sleep(4)");
    holder.wait().unwrap();
    assert!(seen.again.load(Ordering::Relaxed) > told_before, "a unit that is held was not said");
    some_more(&seen).await;
    // Others take every place.
    let mut others: Vec<_> = (0..PLACES).map(|_| shaky.psql("select pg_sleep(6)")).collect();
    shaky.cut_by_server();
    for other in &mut others {
        other.wait().unwrap();
    }
    some_more(&seen).await;
    seen.enough.store(true, Ordering::Relaxed);
    officers.join_all().await;

    let acknowledged = std::mem::take(&mut *seen.acknowledged.lock().unwrap());
    let stored = shaky.told(
        "select count(*), count(distinct subject) from entry where kind = 'received' \
         and body like '%officer-%' and unit = '14797@2025-07-01'",
    );
    assert_eq!(stored.trim(), format!("{0}|{0}", acknowledged.len()));
    for id in acknowledged.values() {
        assert_eq!(client.get(&format!("/api/v1/dossiers/{id}")).await.status, 200);
    }
    shaky.serving.stop();
    let verified = run(&["verify", "--dir", arg(&dir), "--db", &shaky.url]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_while_the_server_is_away_or_held_up_is_told_so() {
    let Some(shaky) = Shaky::start() else { return };
    let dir = shaky.temp.path().join("office");
    let all = accounts(&dir);
    let leader = all["accounts"].as_array().unwrap().iter().find(|a| a["role"] == "leader").unwrap();
    let mut browser = Browser::new(&shaky.serving.url);
    browser.sign_in(leader["user_name"].as_str().unwrap(), leader["password"].as_str().unwrap()).await;
    assert_eq!(browser.get("/desk/worklist").await.status, 200);
    // A read that waits too long for a table gives up; the next one, when it is free, doesn't.
    let mut holder = shaky.psql("begin; lock table dossier in access exclusive mode; select pg_sleep(4)");
    let mut held = browser.get("/desk/worklist").await;
    while held.status == 200 {
        held = browser.get("/desk/worklist").await;
    }
    assert_eq!((held.status, held.retry_after.as_deref()), (503, Some("5")));
    holder.wait().unwrap();
    assert_eq!(browser.get("/desk/worklist").await.status, 200);
    shaky.cluster.control(&["stop", "-m", "fast"]).unwrap();
    for (lang, words) in [
        ("vi", "Tạm thời chưa phục vụ được"),
        ("en", "Not available for a moment"),
        ("fr", "Momentanément indisponible"),
    ] {
        let page = browser.get(&format!("/desk/worklist?lang={lang}")).await;
        assert_eq!((page.status, page.retry_after.as_deref()), (503, Some("5")));
        assert!(page.text.contains(words), "{}", page.text);
    }
    shaky.cluster.control(&["start"]).unwrap();
    assert_eq!(browser.get("/desk/worklist").await.status, 200);
    shaky.serving.stop();
}
