//! A real OpenID provider on loopback (`oidc-provider` from npm, `crates/signin/tests/peers/op.mjs`), and a
//! browser that goes there and is sent back.

use app::citizen::{Config, Door, Provider};
use domain::words::Moment;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Child;
use std::sync::Arc;
use std::time::Duration;

#[path = "../../../signin/tests/it/peer.rs"]
mod peer;

/// The address that the provider sends people back to: ours.
const BACK: &str = "https://motcua.test/citizen/callback";

/// A provider. Ends with the test.
pub struct Op {
    child: Child,
    issuer: String,
}

impl Op {
    pub fn open() -> Self {
        let (child, issuer) = peer::start(None);
        Self { child, issuer }
    }

    /// Steers it, or asks it something.
    pub fn control(&self, what: &str) -> String {
        ask(&self.issuer, "POST", &format!("/control/{what}"), "").2
    }

    /// Its clock.
    pub fn now(&self) -> Moment {
        Moment::from_millis(self.control("now").parse().unwrap())
    }

    /// A door behind which it stands, with so much patience in milliseconds.
    pub fn door(&self, patience: u64) -> Door {
        let text = format!(
            "issuer = '{}'\nclient_id = 'motcua'\nredirect = '{BACK}'\n\
             after_sign_out = 'https://motcua.test/'\n[levels]\nlevel1 = ['level1']\nlevel2 = ['level2']\n",
            self.issuer
        );
        let config = Config::parse(&text, Some("motcua-secret-0123456789abcdef0123456789abcdef")).unwrap();
        let config = config.with_timeout(Duration::from_millis(patience));
        Door::of(Arc::new(Provider::new(config, None, true)))
    }

    /// Goes where the browser was sent, and on from there until it is sent back to us: the query that it
    /// brings.
    pub fn sent_back(&self, url: &str) -> String {
        let mut url = url.to_owned();
        let mut jar: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..10 {
            if let Some(query) = url.strip_prefix(BACK) {
                return query.trim_start_matches('?').to_owned();
            }
            let path = url.strip_prefix(&self.issuer).unwrap_or(&url).to_owned();
            let cookies: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let (head, to, body) = ask(&self.issuer, "GET", &path, &cookies.join("; "));
            for line in head.lines().filter(|l| l.to_ascii_lowercase().starts_with("set-cookie:")) {
                let pair = line.split_once(':').unwrap().1.split(';').next().unwrap().trim();
                let (name, value) = pair.split_once('=').unwrap();
                jar.insert(name.to_owned(), value.to_owned());
            }
            jar.retain(|_, value| !value.is_empty());
            url = to.unwrap_or_else(|| panic!("{head}\n{body}"));
        }
        panic!("redirected in a circle: {url}");
    }
}

impl Drop for Op {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request: the answer's head, where it leads, and its body.
fn ask(server: &str, method: &str, path: &str, cookies: &str) -> (String, Option<String>, String) {
    let host = server.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let cookie = if cookies.is_empty() { String::new() } else { format!("Cookie: {cookies}\r\n") };
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0\r\n{cookie}\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let to = head.lines().find_map(|l| l.to_ascii_lowercase().starts_with("location:").then(|| &l[9..]));
    (head.to_owned(), to.map(|to| to.trim().to_owned()), body.to_owned())
}
