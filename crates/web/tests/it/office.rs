//! An office to test with: a store in a folder of its own, a clock turned by hand, chance from a seed, two
//! communes and their provincial centre with a person in each role.

use app::people::PersonInput;
use app::{App, Chance, Clock, Location, Options, Parts, Settings, Signer, Store, World};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::identity::{Account, Role};
use domain::packs::catalogue::Procedure;
use domain::packs::pack::Library;
use domain::words::{Moment, UnitId};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::future::Future;
use std::ops::Deref;
use std::path::Path;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tower::ServiceExt as _;

/// The commune whose counter the tests stand at.
pub const HERE: &str = "14758";
/// Another commune of the same province.
pub const THERE: &str = "14797";
/// The province, with its centre.
pub const CENTRE: &str = "38";
/// Birth registration: same day, with a form.
pub const BIRTH: &str = "1.001193";
/// What the form of a birth can't do without, as a page sends it. It is declared late: a charge may be due.
pub const CHILD: [(&str, &str); 2] = [("data/child_name", "Lò Thị Ban Mai"), ("data/born_on", "20/12/2025")];
/// What else runs here.
const PROCEDURES: [&str; 6] = [BIRTH, "1.000080", "1.000086", "1.000656", "1.000689", "1.001022"];
/// The address under which the site is reached.
pub const BASE: &str = "http://motcua.test";

/// What a procedure's form can't do without, as a program sends it.
pub fn matter(procedure: &str) -> Value {
    match procedure {
        BIRTH => json!({"child_name": "Lò Thị Ban Mai", "born_on": "2025-12-20"}),
        "1.000656" => json!({"deceased": {"name": "Lò Văn Thấu"}, "death": {"died_on": "2026-03-01"}}),
        _ => json!({}),
    }
}

/// A clock turned by hand. It begins on a Monday morning while the counters are open.
pub struct HandClock(AtomicI64);

impl HandClock {
    /// Turns it to a moment, `2026-03-09T09:00`.
    pub fn set(&self, at: &str) {
        self.0.store(Moment::parse(at).unwrap().millis(), Ordering::SeqCst);
    }

    /// Turns it to a moment of another clock.
    pub fn turn_to(&self, at: Moment) {
        self.0.store(at.millis(), Ordering::SeqCst);
    }

    /// Lets minutes pass.
    pub fn pass(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        Moment::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// The same chance in every run.
struct Seeded(AtomicU64);

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let word = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

fn at_base() -> web::Settings {
    web::Settings { base_url: BASE.to_owned(), papers_url: BASE.to_owned(), secure: false }
}

fn world() -> Arc<World> {
    static WORLD: OnceLock<Arc<World>> = OnceLock::new();
    Arc::clone(WORLD.get_or_init(|| Arc::new(World::built_in().unwrap())))
}

/// The server of this run, if it is one on PostgreSQL.
fn server() -> Option<String> {
    std::env::var("MOTCUA_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// Whether this run is one on PostgreSQL.
pub fn on_postgres() -> bool {
    server().is_some()
}

/// Where an office's database is: in its folder, or in a schema of its own on the run's server.
fn location(dir: &Path) -> Location {
    let digest = Sha256::digest(dir.as_os_str().as_encoded_bytes());
    let schema = digest.iter().take(10).fold("w_".to_owned(), |name, b| format!("{name}{b:02x}"));
    let server = server().map(|url| format!("{url}?options=-c%20search_path%3D{schema}"));
    Location { dir: dir.to_owned(), server }
}

/// The office.
pub struct Office {
    /// The use cases behind the site.
    pub app: App,
    /// Its clock.
    pub clock: Arc<HandClock>,
    router: Router,
    people: BTreeMap<(&'static str, Role), Account>,
    dir: tempfile::TempDir,
}

impl Office {
    /// An office on an empty store.
    pub async fn new() -> Self {
        Self::with(Options { readers: 2, ..Options::default() }).await
    }

    /// The same on a store that is opened in another way.
    pub async fn with(options: Options) -> Self {
        Self::of(options, world(), procedures()).await
    }

    /// An office in which a pack runs besides those that are built in.
    pub async fn with_pack(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut world = World::clone(&world());
        world.packs = Arc::new(Library::read(&files, &world.packs, &World::catalogue_row).unwrap());
        let local = world.packs.local(&World::catalogue_row).map(|definition| definition.facts);
        let procedures = procedures().into_iter().chain(local).collect();
        Self::of(Options { readers: 2, ..Options::default() }, Arc::new(world), procedures).await
    }

    /// An office in which every procedure of the built-in packs runs.
    pub async fn with_all_packs() -> Self {
        let world = world();
        let codes = world.packs.packs().iter().flat_map(|pack| pack.procedures.keys());
        let rows = codes.filter_map(World::catalogue_row);
        let local = world.packs.local(&World::catalogue_row).map(|definition| definition.facts);
        let procedures = rows.chain(local).collect();
        Self::of(Options { readers: 2, ..Options::default() }, world, procedures).await
    }

    async fn of(options: Options, world: Arc<World>, procedures: Vec<Procedure>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(0)));
        clock.set("2026-03-09T09:00");
        let province: UnitId = world.unit_at(CENTRE, clock.now().day()).unwrap().id.clone();
        let settings = Settings { province, invented_numbers: true, upload_limit_bytes: 1024 * 1024 };
        let parts = Parts {
            store: Store::open(location(dir.path()), options).unwrap(),
            clock: Arc::<HandClock>::clone(&clock),
            chance: Arc::new(Seeded(AtomicU64::new(38))),
            world,
            signer: Signer::from_secret(&[7; 32]),
            press: app::Press::here(),
            settings,
        };
        let app = App::open(parts).await.unwrap();
        app.publish(procedures, "setup", |_| {}).await.unwrap();
        let mut people = BTreeMap::new();
        for (unit, role) in staff() {
            people.insert((unit, role), open_account(&app, unit, role).await);
        }
        let settings = at_base();
        Self { router: web::router(app.clone(), settings), app, clock, people, dir }
    }

    /// A machine of a commune's own that joined this office, which is its centre, with everything that it is
    /// home to; and the line between them.
    pub async fn joined(&self, token: &str) -> (Self, Wire) {
        self.joined_with(token, 8).await
    }

    /// The same with a key of its own, so that several machines can stand beside each other.
    pub async fn joined_with(&self, token: &str, secret: u8) -> (Self, Wire) {
        let (dir, world) = (tempfile::tempdir().unwrap(), world());
        let options = Options { readers: 2, ..Options::default() };
        let settings = self.app.settings().clone();
        let parts = Parts {
            store: Store::open(location(dir.path()), options).unwrap(),
            clock: Arc::<HandClock>::clone(&self.clock),
            chance: Arc::new(Seeded(AtomicU64::new(4_711 + u64::from(secret)))),
            world,
            signer: Signer::from_secret(&[secret; 32]),
            press: app::Press::here(),
            settings,
        };
        let app = App::open(parts).await.unwrap();
        let wire = Wire { centre: self.app.clone(), cut: AtomicBool::new(false) };
        app.enroll(&wire, token).await.unwrap();
        while app.round(&wire).await.unwrap().more {}
        let settings = at_base();
        let router = web::router(app.clone(), settings);
        let (clock, people) = (Arc::clone(&self.clock), self.people.clone());
        (Self { app, clock, router, people, dir }, wire)
    }

    /// The account of a role's person in a unit.
    pub fn account(&self, unit: &str, role: Role) -> &Account {
        self.people.iter().find(|((u, r), _)| *u == unit && *r == role).map(|(_, a)| a).unwrap()
    }

    /// A colleague of the commune about whom decisions may be made; always the same one.
    pub async fn spare(&self) -> String {
        let login = "spare-14758";
        let known = self.app.store().read(move |r| r.account_by_login(login)).await.unwrap();
        if let Some(account) = known {
            return account.person.to_string();
        }
        let input = PersonInput {
            login: login.to_owned(),
            name: "Lò Văn Dự".to_owned(),
            title: "Công chức".to_owned(),
            roles: vec!["specialist".to_owned()],
        };
        let unit = self.account(HERE, Role::Reception).unit.clone();
        self.app.account_seed(&unit, &input, None).await.unwrap().person.to_string()
    }

    /// The names of all files that are kept, with their sizes, but for what the database keeps for readers.
    pub fn files(&self) -> Vec<(String, u64)> {
        let mut found = Vec::new();
        let mut folders = vec![self.dir.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let (path, meta) = (entry.path(), entry.metadata().unwrap());
                let shared = path.extension().is_some_and(|e| e == "db-shm");
                match meta.is_dir() {
                    true => folders.push(path),
                    false if !shared => found.push((path.display().to_string(), meta.len())),
                    false => {}
                }
            }
        }
        found.sort();
        found
    }

    /// The site itself, to be served on a line.
    pub fn site(&self) -> Router {
        self.router.clone()
    }

    /// A new password for a person; the administrator of the unit gives it.
    pub async fn password(&self, unit: &str, role: Role) -> String {
        let administrator = self.account(unit, Role::Administrator).actor(self.app.now().day());
        self.app.person_reset(&administrator, self.account(unit, role).person).await.unwrap()
    }

    /// Somebody who isn't signed in.
    pub fn anyone(&self) -> Anyone {
        Anyone(self.client())
    }

    /// Somebody who isn't signed in and reaches the site under another address.
    pub fn anyone_at(&self, base_url: &str) -> Client {
        let at = base_url.to_owned();
        let settings = web::Settings { base_url: at.clone(), papers_url: at, secure: true };
        Client { router: web::router(self.app.clone(), settings), ..self.client() }
    }

    /// Somebody signed in, with a cookie for pages and a key for the API.
    pub async fn signed_in(&self, unit: &str, role: Role) -> Client {
        let (password, account) = (self.password(unit, role).await, self.account(unit, role));
        let session = self.app.sign_in(&account.login, &password, "test").await.unwrap();
        let csrf = self.app.by_session(&session.token).await.unwrap().unwrap().csrf;
        let client = self.with_key(unit, role).await;
        Client { cookie: Some(session.token), csrf, ..client }
    }

    /// Somebody with a key for the API and no cookie; quicker to make.
    pub async fn with_key(&self, unit: &str, role: Role) -> Client {
        let bearer = self.app.bearer_seed(self.account(unit, role), "test").await.unwrap();
        Client { bearer: Some(bearer), ..self.client() }
    }

    /// Checks every chain and every row that follows; nothing may differ.
    pub fn verify(&self) {
        let report = app::verify(location(self.dir.path()), &mut |_, _| {}).unwrap();
        assert!(report.clean(), "{:?}", report.differences);
    }

    fn client(&self) -> Client {
        Client {
            router: self.router.clone(),
            cookie: None,
            jar: String::new(),
            csrf: String::new(),
            bearer: None,
        }
    }
}

/// The line of a commune's machine to its centre, in memory; it can be cut.
pub struct Wire {
    centre: App,
    cut: AtomicBool,
}

impl Wire {
    /// Cuts it, or mends it.
    pub fn cut(&self, cut: bool) {
        self.cut.store(cut, Ordering::SeqCst);
    }
}

impl app::nodes::Line for Wire {
    fn carry<'a>(
        &'a self,
        letter: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, app::nodes::LineError>> + Send + 'a>> {
        Box::pin(async move {
            if self.cut.load(Ordering::SeqCst) {
                return Err(app::nodes::LineError::Away("cut".to_owned()));
            }
            match self.centre.letter(letter, "10.0.0.7").await {
                app::nodes::LetterAnswer::Sealed(answer) | app::nodes::LetterAnswer::Stranger(answer) => {
                    Ok(answer)
                }
                app::nodes::LetterAnswer::Unreadable => {
                    let (code, text) = ("400".to_owned(), "no letter".to_owned());
                    Err(app::nodes::LineError::Refused { code, text })
                }
            }
        })
    }
}

fn staff() -> impl Iterator<Item = (&'static str, Role)> {
    let unit_roles = [Role::Reception, Role::Specialist, Role::Leader, Role::Administrator];
    let communes = [HERE, THERE].into_iter().flat_map(move |unit| unit_roles.map(|role| (unit, role)));
    let centre = Role::ALL.into_iter().filter(|role| *role != Role::Intermediary).map(|role| (CENTRE, role));
    communes.chain(centre).chain([(HERE, Role::Intermediary)])
}

async fn open_account(app: &App, unit: &str, role: Role) -> Account {
    let id = app.world().unit_at(unit, app.now().day()).unwrap().id.clone();
    let input = PersonInput {
        login: format!("{}-{unit}", role.as_str()),
        name: format!("Lò Thị {}", role.as_str()),
        title: "Công chức".to_owned(),
        roles: vec![role.as_str().to_owned()],
    };
    app.account_seed(&id, &input, None).await.unwrap()
}

fn procedures() -> Vec<Procedure> {
    let rows = World::catalogue_lines().lines().map(|line| serde_json::from_str::<Procedure>(line).unwrap());
    rows.filter(|p| PROCEDURES.contains(&p.code.as_str())).collect()
}

/// Somebody at a browser or a program.
#[derive(Clone)]
pub struct Client {
    pub router: Router,
    /// The session.
    pub cookie: Option<String>,
    /// Other cookies of the browser, ready to be sent.
    pub jar: String,
    /// What forms carry.
    pub csrf: String,
    /// The key of a program.
    pub bearer: Option<String>,
}

macro_rules! actors {
    ($($(#[$doc:meta])* $name:ident $role:ident $make:ident $unit:ident;)*) => { $(
        $(#[$doc])*
        pub struct $name(Client);

        impl Deref for $name {
            type Target = Client;
            fn deref(&self) -> &Client {
                &self.0
            }
        }

        impl Office {
            $(#[$doc])*
            pub async fn $make(&self) -> $name {
                $name(self.signed_in($unit, Role::$role).await)
            }
        }
    )* };
}

/// Nobody in particular.
pub struct Anyone(Client);

impl Deref for Anyone {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.0
    }
}

actors! {
    /// The officer at the counter.
    Reception Reception reception HERE;
    /// The officer who examines.
    Specialist Specialist specialist HERE;
    /// Who decides and signs.
    Leader Leader leader HERE;
    /// Who looks after accounts.
    Administrator Administrator administrator HERE;
    /// Who watches over the province.
    Province Province province CENTRE;
    /// Who applies online for others.
    Intermediary Intermediary intermediary HERE;
}

impl Client {
    /// The same person without the key.
    pub fn without_key(&self) -> Self {
        Self { bearer: None, ..self.clone() }
    }

    /// Sends a request as it is, with cookie and key where there are some.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        let api = |h: &HeaderMap| h.contains_key(header::AUTHORIZATION);
        let own = self.cookie.as_ref().map(|cookie| format!("motcua_session={cookie}"));
        let jar = Some(self.jar.clone()).filter(|jar| !jar.is_empty());
        let cookies: Vec<String> = own.into_iter().chain(jar).collect();
        if !cookies.is_empty() && !headers.contains_key(header::COOKIE) {
            headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        if let (Some(bearer), false) = (&self.bearer, api(headers)) {
            headers.insert(header::AUTHORIZATION, format!("Bearer {bearer}").parse().unwrap());
        }
        headers.entry(header::HOST).or_insert("motcua.test".parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form with the session's token in it.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = [("csrf", self.csrf.as_str())];
        let all: Vec<_> = fields.iter().chain(&token).copied().collect();
        self.post(path, &all).await
    }

    /// Sends a form as it is.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Sends a form with files, `(field, file name, bytes)`, and the session's token.
    pub async fn multipart(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        let token = [("csrf", self.csrf.as_str())];
        for (name, value) in fields.iter().chain(&token) {
            let part =
                format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (field, name, bytes) in files {
            let part = "--line\r\nContent-Disposition: form-data; ";
            body.extend_from_slice(format!("{part}name=\"{field}\"; filename=\"{name}\"\r\n\r\n").as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--line--\r\n");
        let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=line");
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Calls the API: a body makes it a POST.
    pub async fn api(&self, path: &str, body: Option<Value>) -> Answer {
        self.api_with(path, body, &[]).await
    }

    /// The same with headers.
    pub async fn api_with(&self, path: &str, body: Option<Value>, headers: &[(&str, &str)]) -> Answer {
        let method = if body.is_some() { Method::POST } else { Method::GET };
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, "en");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// How it went.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// A header, empty when it isn't there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// The same answer, once its status is known to be this.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}
