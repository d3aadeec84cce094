//! A real browser: Debian's Chromium, driven by its ChromeDriver on a free port. `cargo xtask test`
//! installs both.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a page may be on its way on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// How wide a screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// An officer's old monitor.
    Desk,
    /// A cheap phone.
    Phone,
}

/// A browser with one window. Ends with the test.
pub struct Chrome {
    driver: Child,
    port: u16,
    pub client: Client,
}

fn tool(variable: &str, usual: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from);
    assert!(path.exists(), "{} is missing: `cargo xtask test` installs it", path.display());
    path
}

impl Chrome {
    /// Opens a browser, with or without scripts.
    pub async fn open(screen: Screen, scripts: bool) -> Self {
        let mut driver = Command::new(tool("MOTCUA_CHROMEDRIVER", "/usr/bin/chromedriver"))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|l| {
            let port = l.split("successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.unwrap();
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(screen, scripts).as_object().unwrap().clone());
        let client = builder.connect(&address).await.unwrap();
        if screen == Screen::Desk {
            client.set_window_size(1280, 900).await.unwrap();
        }
        Self { driver, port, client }
    }

    /// From here on the line carries so many bytes a second, and takes so many milliseconds there and back.
    pub async fn slow_down(&self, latency: u64, bytes: u64) {
        let conditions = json!({ "offline": false, "latency": latency,
            "download_throughput": bytes, "upload_throughput": bytes });
        self.ask("chromium/network_conditions", &json!({ "network_conditions": conditions })).await;
    }

    /// From here on the device has a place for keys, and a finger that always fits.
    pub async fn have_a_keyring(&self) {
        let keyring = json!({ "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true });
        self.ask("webauthn/authenticator", &keyring).await;
    }

    /// What the driver can do and its client has no word for.
    async fn ask(&self, what: &str, body: &Value) {
        let session = self.client.session_id().await.unwrap().unwrap();
        let body = body.to_string();
        let asked = format!(
            "POST /session/{session}/{what} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        );
        let mut line = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        line.write_all(asked.as_bytes()).unwrap();
        let mut answer = String::new();
        BufReader::new(line).read_line(&mut answer).unwrap();
        assert!(answer.contains(" 200"), "{what}: {answer}");
    }

    /// Goes to a page.
    pub async fn go(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// The first element that fits; a page that is still on its way is waited for.
    pub async fn find(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css));
        match wait.await {
            Ok(element) => element,
            Err(error) => panic!("{css}: {error}\n{}", self.client.source().await.unwrap_or_default()),
        }
    }

    /// The text of the first element that fits.
    pub async fn text(&self, css: &str) -> String {
        for _ in 0..3 {
            match self.find(css).await.text().await {
                Err(error) if error.is_stale_element_reference() => {}
                text => return text.unwrap(),
            }
        }
        panic!("{css} is replaced again and again");
    }

    /// Whether something on the page fits.
    pub async fn has(&self, css: &str) -> bool {
        self.client.find(Locator::Css(css)).await.is_ok()
    }

    /// Types into the field of that name; a page that is replaced meanwhile is waited for.
    pub async fn fill(&self, name: &str, text: &str) {
        let css = format!("[name='{name}']");
        for _ in 0..3 {
            let field = self.find(&css).await;
            if field.clear().await.is_ok() && field.send_keys(text).await.is_ok() {
                return;
            }
        }
        panic!("{css} can't be filled");
    }

    /// Presses what fits; a page that was replaced before the press arrived is waited for.
    pub async fn press(&self, css: &str) {
        for _ in 0..3 {
            match self.find(css).await.click().await {
                Err(error) if error.is_stale_element_reference() => {}
                pressed => return pressed.unwrap(),
            }
        }
        panic!("{css} is replaced again and again");
    }

    /// Presses what sends a form, and waits for the page that answers.
    pub async fn send(&self, css: &str) {
        let sent = self.find(css).await;
        sent.click().await.unwrap();
        let began = Instant::now();
        while sent.tag_name().await.is_ok() {
            assert!(began.elapsed() < PATIENCE, "nothing answers {css}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.find("main").await;
    }

    /// Types where the focus is: the keyboard alone.
    pub async fn keys(&self, keys: &str) {
        let key = |value| [KeyAction::Down { value }, KeyAction::Up { value }];
        let typed = keys.chars().flat_map(key).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        self.client.perform_actions(typed).await.unwrap();
    }

    /// Signs in.
    pub async fn sign_in(&self, url: &str, user: &str, password: &str) {
        self.go(&format!("{url}/sign-in")).await;
        self.fill("login", user).await;
        self.fill("password", password).await;
        self.press("main form button").await;
        self.find("header form[action='/sign-out']").await;
    }

    /// Serious and critical findings of axe-core on the page as it stands: rule, and the first place.
    pub async fn serious(&self) -> Vec<String> {
        let path = std::env::var_os("MOTCUA_AXE")
            .expect("MOTCUA_AXE: run `cargo xtask test`, which fetches axe-core");
        self.client.execute(&std::fs::read_to_string(path).unwrap(), Vec::new()).await.unwrap();
        // WCAG 2.2 asks for targets of 24 px: axe-core looks at them only where it is told to.
        let run = "const done = arguments[arguments.length - 1];\
            axe.run(document, {rules: {'target-size': {enabled: true}}})\
            .then(r => done(r.violations), e => done([{id: String(e), impact: 'critical', nodes: []}]));";
        let found = self.client.execute_async(run, Vec::new()).await.unwrap();
        let serious = |v: &&Value| matches!(v["impact"].as_str(), Some("serious" | "critical"));
        let said = |v: &Value| format!("{}: {}", v["id"], v["nodes"][0]["html"]);
        found.as_array().unwrap().iter().filter(serious).map(said).collect()
    }

    /// Pixels by which the page is wider than the screen.
    pub async fn overflow(&self) -> i64 {
        let js = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        self.client.execute(js, Vec::new()).await.unwrap().as_i64().unwrap()
    }
}

impl Drop for Chrome {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn capabilities(screen: Screen, scripts: bool) -> Value {
    let binary = tool("MOTCUA_CHROMIUM", "/usr/bin/chromium");
    let mut options = json!({
        "binary": binary,
        "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--lang=vi"],
        "prefs": { "intl.accept_languages": "vi" },
    });
    if screen == Screen::Phone {
        // Without scripts, a touch that Chromium only plays never arrives: a pointer presses instead.
        options["mobileEmulation"] =
            json!({ "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 1.0, "touch": scripts } });
    }
    if !scripts {
        options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    json!({ "browserName": "chrome", "goog:chromeOptions": options })
}
