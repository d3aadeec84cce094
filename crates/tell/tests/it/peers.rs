//! Servers in processes of their own; `cargo xtask test` says where they are.

use domain::words::{Day, Moment};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tell::{Config, Message, Outside, Router, TokenStore, Trust, Unheard};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// How long a test waits for what must come.
pub const SOON: Duration = Duration::from_secs(20);

/// A server. It ends with the test.
pub struct Peer {
    child: Child,
    said: UnboundedReceiver<Value>,
    /// Where it listens on this machine.
    pub port: u16,
}

impl Peer {
    /// A message centre.
    pub async fn smsc() -> Self {
        let mut command = Command::new(place("MOTCUA_NODE_JS"));
        command.arg(script("smsc.mjs")).env("MODULES", place("MOTCUA_NODE_MODULES"));
        Self::of(&mut command).await
    }

    /// A mail server.
    pub async fn smtp(args: &[&str]) -> Self {
        let mut command = Command::new(place("MOTCUA_PYTHON"));
        command.arg(script("smtpd.py")).args(args).env("PYTHONPATH", place("MOTCUA_PYTHON_PACKAGES"));
        command.env("PYTHONWARNINGS", "ignore").env("PYTHONDONTWRITEBYTECODE", "1");
        Self::of(&mut command).await
    }

    async fn of(command: &mut Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the peer can't be started: run `cargo xtask test`");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, mut said) = unbounded_channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let Ok(said) = serde_json::from_str::<Value>(&line) else { continue };
                if sender.send(said).is_err() {
                    break;
                }
            }
        });
        let first = timeout(SOON, said.recv()).await.unwrap().expect("the peer ended");
        let port = u16::try_from(first["port"].as_u64().unwrap()).unwrap();
        Self { child, said, port }
    }

    /// The next thing that it says.
    pub async fn said(&mut self) -> Value {
        timeout(SOON, self.said.recv()).await.expect("the peer says nothing").expect("the peer ended")
    }

    /// The next thing that it says and that has this field.
    pub async fn said_of(&mut self, field: &str) -> Value {
        loop {
            let said = self.said().await;
            if said.get(field).is_some() {
                return said;
            }
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn place(variable: &str) -> PathBuf {
    let found = std::env::var(variable);
    PathBuf::from(found.unwrap_or_else(|_| panic!("{variable} isn't set: run `cargo xtask test`")))
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers").join(name)
}

/// 20 November 2025, a Thursday, at nine.
pub fn nine() -> Moment {
    Moment::at(Day::new(2025, 11, 20).unwrap(), 9, 0)
}

/// A message for somebody invented.
pub fn message(to: &str, text: &str) -> Message {
    Message {
        id: "14797@2025-07-01/12".to_owned(),
        kind: "ready".to_owned(),
        to: to.to_owned(),
        subject: "Thông báo về H56.002-251120-0001".to_owned(),
        text: text.to_owned(),
        html: None,
        values: vec![("code", "H56.002-251120-0001".to_owned()), ("due", "17:00 ngày 21/11/2025".to_owned())],
    }
}

/// Settings in a folder of their own, with the secret `secret` in `peer.secret`.
pub fn settings(toml: &str) -> (tempfile::TempDir, Config) {
    let dir = tempfile::tempdir().unwrap();
    secret(&dir.path().join("peer.secret"), "secret\n");
    std::fs::write(dir.path().join("tell.toml"), toml).unwrap();
    let config = Config::read(&dir.path().join("tell.toml")).unwrap();
    (dir, config)
}

/// A secret, which nobody else on the machine may read.
pub fn secret(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap();
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// What providers get from outside when a test wants nothing of it.
pub fn outside() -> Outside {
    let none: tell::config::Tokens = Arc::new(|_| {
        let kept: Arc<dyn TokenStore> = Arc::new(crate::zns::Kept::default());
        kept
    });
    Outside { trust: Trust::default(), receipts: Arc::new(Unheard), tokens: none, me: "a".to_owned() }
}

/// A router at nine for ever over the providers of some settings.
pub fn router(config: &Config, outside: &Outside) -> Router {
    Router::new(config.ways(outside).unwrap(), Arc::new(nine))
}
