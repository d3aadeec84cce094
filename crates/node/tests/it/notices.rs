//! Messages leave a running office: a dossier comes in, the telephone of the person who brought it is told by
//! a message centre that others wrote, and what the centre says later is on record.

use crate::http::Client;
use crate::program::{Serving, arg, bearer, demo_folder};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use store::Store;

/// How long a test waits for what must come.
const SOON: Duration = Duration::from_mins(1);

/// The message centre of the npm package `smpp`. It ends with the test.
struct Centre {
    child: Child,
    said: Receiver<Value>,
    port: u64,
}

fn place(variable: &str) -> PathBuf {
    let found = std::env::var(variable);
    PathBuf::from(found.unwrap_or_else(|_| panic!("{variable} isn't set: run `cargo xtask test`")))
}

impl Centre {
    fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tell/tests/peers/smsc.mjs");
        let mut command = Command::new(place("MOTCUA_NODE_JS"));
        command.arg(script).env("MODULES", place("MOTCUA_NODE_MODULES"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, said) = channel();
        std::thread::spawn(move || {
            let said = lines.map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
            said.map_while(|said: Value| sender.send(said).ok()).for_each(drop);
        });
        let first: Value = said.recv_timeout(SOON).unwrap();
        Self { child, said, port: first["port"].as_u64().unwrap() }
    }

    /// The next thing that it says and that has this field.
    fn said_of(&self, field: &str) -> Value {
        loop {
            let said = self.said.recv_timeout(SOON).expect("the message centre says nothing");
            if said.get(field).is_some() {
                return said;
            }
        }
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Settings whose first provider is down.
fn settings(dir: &Path, port: u64) {
    let smpp = |name: &str, port: u64, rank: u8| {
        format!(
            "[[smpp]]\nname = \"{name}\"\nrank = {rank}\nurl = \"smpp://127.0.0.1:{port}\"\n\
             system_id = \"commune\"\npassword_file = \"carrier.secret\"\nsender = \"MOTCUA\"\n\
             cost_vnd = 350\ntimeout_seconds = 2\n"
        )
    };
    let toml = format!(
        "quiet = {{ from = \"00:00\", to = \"00:00\" }}\n{}{}",
        smpp("down", 1, 0),
        smpp("carrier", port, 1)
    );
    std::fs::write(dir.join("tell.toml"), toml).unwrap();
    let secret = dir.join("carrier.secret");
    std::fs::write(&secret, "secret\n").unwrap();
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
}

async fn received(client: &Client, phone: &str) -> String {
    let asked = json!({
        "procedure": "1.001193",
        "applicant": {"name": "Lò Thị Ban Mai", "phone": phone},
        "data": {"child_name": "Lò An", "born_on": "2025-12-20"},
    });
    let answer =
        client.send(axum::http::Method::POST, "/api/v1/dossiers", Some(&asked), phone).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body["code"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_received_dossier_is_told_by_the_second_provider_and_its_receipt_comes_back() {
    let (_temp, dir) = demo_folder();
    let centre = Centre::start();
    settings(&dir, centre.port);
    let office = Serving::start(&["serve", "--dir", arg(&dir), "--listen", "127.0.0.1:0"]);
    assert_eq!(centre.said_of("bound")["bound"], true);
    let client = Client::new(&office.url, Some(bearer(&dir, "14797", "reception")));
    let code = received(&client, "0990000009").await;
    let told = centre.said_of("to");
    let text = told["text"].as_str().unwrap();
    assert_eq!((told["to"].as_str(), told["from"].as_str()), (Some("84990000009"), Some("MOTCUA")));
    assert!(text.contains(&code) && text.is_ascii(), "{text}");
    // The centre sends the receipt twice; each is answered once it is on disk.
    for _ in 0..2 {
        assert_eq!(centre.said_of("answered")["status"], 0);
    }
    office.stop();
    let store = Store::open_read_only(&dir).unwrap();
    let all = domain::words::Moment::from_millis(0);
    let read = move |r: &store::Reader<'_>| {
        let province = r.meta("province")?.unwrap().parse().unwrap();
        Ok((r.delivery_costs(&province, all)?, r.delivery_figures(&province, all, all)?))
    };
    let (costs, figures) = store.read(read).await.unwrap();
    assert_eq!((costs[0].messages, costs[0].delivered), (1, 1), "{costs:?}");
    assert_eq!(costs[0].cost_vnd, 350 * i64::try_from(costs[0].parts).unwrap());
    let down = figures.iter().find(|provider| provider.provider == "down").unwrap();
    assert!(down.failed >= 1 && down.taken == 0, "{down:?}");
    // What leads to nobody by a provider still lies in the folder, and nothing else does.
    assert!(
        !std::fs::read_dir(dir.join("spool"))
            .unwrap()
            .any(|file| { std::fs::read_to_string(file.unwrap().path()).unwrap().contains("84990000009") })
    );
}

#[test]
fn settings_that_cannot_be_used_stop_the_office_with_a_line_and_what_to_do() {
    let (_temp, dir) = demo_folder();
    settings(&dir, 1);
    let secret = dir.join("carrier.secret");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644)).unwrap();
    let output = crate::program::run(&["serve", "--dir", arg(&dir), "--listen", "127.0.0.1:0"]);
    let said = crate::program::said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("tell.toml") && said.contains("chmod 600") && !said.contains("secret\n\n"),
        "{said}"
    );
}
