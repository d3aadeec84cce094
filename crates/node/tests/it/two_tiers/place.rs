//! A province with boxes: made, invited, enrolled, served, killed and looked at.

use super::certificates::Certificates;
use super::proxy::Proxy;
use crate::http::Client;
use crate::program::{Serving, arg, demo_folder, motcua, run, said};
use app::people::PersonInput;
use app::{App, Chance, Clock, Options, Parts, Press, Settings, Signer, Store, World};
use axum::http::Method;
use domain::identity::Account;
use domain::words::{Moment, UnitId};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

/// The communes whose machines are enrolled, by their codes.
pub const HERE: &str = "14797";
pub const THERE: &str = "14758";
/// The password of everybody whom tests put in.
pub const PASSWORD: &str = "Mot-cua-2-cap-thu";
/// Nothing takes so long.
const LONG: Duration = Duration::from_mins(2);

/// Asks until the answer is right.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(begun.elapsed() < LONG, "{what}: never");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The unit that carries a code today.
pub fn unit(code: &str) -> UnitId {
    format!("{code}@2025-07-01").parse().unwrap()
}

struct Now;

impl Clock for Now {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Moment::from_millis(i64::try_from(since.as_millis()).unwrap())
    }
}

struct Drawn;

impl Chance for Drawn {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).unwrap();
    }
}

/// The office of a folder that no program runs, to put something in.
pub async fn office(dir: &Path) -> App {
    let store = Store::open(dir, Options::default()).unwrap();
    let province = store.read(|r| r.meta("province")).await.unwrap().unwrap().parse().unwrap();
    let secret: [u8; 32] = fs::read(dir.join("node.key")).unwrap().try_into().unwrap();
    let settings = Settings { province, invented_numbers: true, upload_limit_bytes: 10 * 1024 * 1024 };
    let parts = Parts {
        store,
        clock: Arc::new(Now),
        chance: Arc::new(Drawn),
        world: Arc::new(World::built_in().unwrap()),
        signer: Signer::from_secret(&secret),
        press: Press::apart(env!("CARGO_BIN_EXE_motcua").into(), vec!["press".into()]),
        settings,
    };
    App::open(parts).await.unwrap()
}

/// How far a ledger goes in a folder.
pub async fn head(dir: &Path, code: &str) -> u64 {
    let (store, unit) = (Store::open_read_only(dir).unwrap(), unit(code));
    store.read(move |r| Ok(r.head(&unit)?.map_or(0, |(seq, _)| seq))).await.unwrap()
}

/// Where a dossier is, as a folder knows it; none where it isn't known.
pub async fn whereabouts(dir: &Path, code: &str) -> Option<UnitId> {
    let (store, code) = (Store::open_read_only(dir).unwrap(), code.parse().unwrap());
    let found = store.read(move |r| r.dossier_by_code(&code)).await.unwrap()?;
    found.dossier.moved_to.is_none().then(|| found.dossier.place().unit)
}

/// Checks a folder, and that nothing is wrong there.
pub fn verify(dir: &Path) {
    let verified = run(&["verify", "--dir", arg(dir)]);
    assert!(verified.status.success(), "{}: {}", dir.display(), said(&verified));
}

/// The province's centre.
pub struct Province {
    temp: TempDir,
    pub dir: PathBuf,
    pub files: Certificates,
    pub serving: Option<Serving>,
    people: Vec<(&'static str, Account)>,
}

impl Province {
    /// A demonstration's folder with an officer at each counter, who signs in with [`PASSWORD`].
    pub async fn new() -> Self {
        let (temp, dir) = demo_folder();
        let files = Certificates::new(temp.path());
        let (app, mut people) = (office(&dir).await, Vec::new());
        for code in [HERE, THERE] {
            let input = PersonInput {
                login: format!("quay.{code}"),
                name: "Lê Thị Quầy".to_owned(),
                title: "Công chức tiếp nhận".to_owned(),
                roles: vec!["reception".to_owned()],
            };
            people.push((code, app.account_seed(&unit(code), &input, Some(PASSWORD)).await.unwrap()));
        }
        Self { temp, dir, files, serving: None, people }
    }

    /// Runs a command about nodes on its folder.
    pub fn node(&self, command: &[&str]) -> Output {
        let place = ["--dir", arg(&self.dir)];
        run(&[&["node"] as &[&str], command, &place].concat())
    }

    /// Invites a box; the token. To be asked while the centre isn't served.
    pub fn invite(&self, name: &str, code: &str, more: &[&str]) -> String {
        let invited = self.node(&[&["invite", "--name", name, "--unit", code] as &[&str], more].concat());
        assert!(invited.status.success(), "{}", said(&invited));
        let text = said(&invited);
        let (_, after) = text.split_once("--token ").expect("a token");
        after.split_whitespace().next().unwrap().to_owned()
    }

    /// Serves it over HTTPS.
    pub fn serve(&mut self) {
        self.serve_with(&[]);
    }

    /// The same, with further arguments.
    pub fn serve_with(&mut self, more: &[&str]) {
        let (certificate, key) = (arg(&self.files.certificate), arg(&self.files.key));
        let serve = ["serve", "--role", "province", "--dir", arg(&self.dir), "--listen", "127.0.0.1:0"];
        let tls = ["--tls-cert", certificate, "--tls-key", key];
        self.serving = Some(Serving::start(&[&serve as &[&str], &tls, more].concat()));
    }

    /// Where it is served.
    pub fn url(&self) -> &str {
        &self.serving.as_ref().unwrap().url
    }

    /// Ends it as a power cut would, and serves it again elsewhere; the boxes' lines lead there.
    pub fn fall(&mut self, boxes: &[&Machine]) {
        self.serving.take().unwrap().kill();
        self.serve();
        for machine in boxes {
            machine.line.lead_to(self.url());
        }
    }

    /// Stops it.
    pub fn stop(&mut self) {
        self.serving.take().unwrap().stop();
    }

    /// Enrols a box that was invited, with everything that the centre has of it.
    pub async fn enrolled(&self, code: &'static str, token: &str) -> Machine {
        let dir = self.temp.path().join(format!("box-{code}"));
        let line = Proxy::to(self.url());
        let enrolled = Self::enroll(&dir, &line, &self.files.authority, token);
        assert!(enrolled.status.success(), "{}", said(&enrolled));
        let bearer = self.bearer(&dir, code).await;
        let mut machine = Machine { dir, line, code, bearer, serving: None };
        machine.serve();
        machine
    }

    /// A new token for programs at a counter, in a folder that no program runs.
    async fn bearer(&self, dir: &Path, code: &str) -> String {
        let (_, account) = self.people.iter().find(|(of, _)| *of == code).unwrap();
        office(dir).await.bearer_seed(account, "test").await.unwrap()
    }

    /// Serves a machine whose folder was made anew: programs need a new token there.
    pub async fn serve_anew(&self, machine: &mut Machine) {
        machine.bearer = self.bearer(&machine.dir, machine.code).await;
        machine.serve();
    }

    /// `motcua node enroll`.
    pub fn enroll(dir: &Path, line: &Proxy, authority: &Path, token: &str) -> Output {
        let (url, ca) = (line.url(), arg(authority));
        run(&["node", "enroll", "--dir", arg(dir), "--province", &url, "--ca", ca, "--token", token])
    }
}

/// A commune's own machine.
pub struct Machine {
    pub dir: PathBuf,
    pub line: Proxy,
    pub code: &'static str,
    bearer: String,
    pub serving: Option<Serving>,
}

impl Machine {
    /// Serves it.
    pub fn serve(&mut self) {
        let dir = arg(&self.dir);
        let args = ["serve", "--role", "commune", "--dir", dir, "--listen", "127.0.0.1:0"];
        self.serving = Some(Serving::start(&args));
    }

    /// Where its pages are.
    pub fn url(&self) -> &str {
        &self.serving.as_ref().unwrap().url
    }

    /// Ends it as a power cut would, and serves it again.
    pub fn fall(&mut self) {
        self.serving.take().unwrap().kill();
        self.serve();
    }

    /// Stops it.
    pub fn stop(&mut self) {
        self.serving.take().unwrap().stop();
    }

    /// Its counter, for programs.
    pub fn counter(&self) -> Client {
        Client::new(self.url(), Some(self.bearer.clone()))
    }

    /// `motcua node status`: the exit code, and what is said.
    pub fn status(&self) -> (i32, String) {
        let output = motcua(&["node", "status", "--dir", arg(&self.dir)]).output().unwrap();
        (output.status.code().unwrap(), said(&output))
    }

    /// Takes dossiers in at the counter, one after the other; their codes. `competent`: for another unit.
    pub async fn receive(&self, key: &str, count: usize, competent: Option<&str>) -> Vec<String> {
        let (counter, mut codes) = (self.counter(), Vec::new());
        for n in 0..count {
            let mut body = json!({
                "procedure": "2.000815", "unit": self.code, "channel": "counter",
                "applicant": { "name": "Lê Thị Thử", "personal_number": "000190000001" },
                "documents": [{ "name": "Bản chính", "originals": 1, "copies": 2 }],
                "data": { "paper": "Bằng tốt nghiệp", "pages": 1, "copies": 2 },
            });
            if let Some(competent) = competent {
                body["competent"] = competent.into();
            }
            let answer =
                counter.send(Method::POST, "/api/v1/dossiers", Some(&body), &format!("{key}-{n}")).await;
            let answer = answer.unwrap();
            assert_eq!(answer.status, 201, "{}", answer.body);
            codes.push(answer.body["code"].as_str().unwrap().to_owned());
        }
        codes
    }

    /// Waits until the centre has every entry of this machine's unit, and the machine knows it.
    pub async fn level(&self, province: &Province) {
        until("level", async || {
            let (here, there) = (head(&self.dir, self.code).await, head(&province.dir, self.code).await);
            (here == there && self.status().0 == 0).then_some(())
        })
        .await;
    }
}
