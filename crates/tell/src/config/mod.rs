//! `tell.toml`: how messages leave this house. Secrets stand in files of their own beside it.
//!
//! ```toml
//! channels = ["zns", "sms", "email", "push"]   # the order in which they are tried
//! quiet = { from = "21:00", to = "07:00" }
//!
//! [[smpp]]
//! name = "carrier"
//! url = "smpps://smsc.example.vn:3550"
//! system_id = "commune"
//! password_file = "carrier.secret"
//! sender = "UBND-X"
//! cost_vnd = 350
//! ```
//!
//! The other sections: `[[http]]`, `[[zns]]`, `[[smtp]]`, `[[push]]`; their fields are those of the types
//! here.

mod sections;

pub use sections::{
    HttpSection, Long, PushSection, ReceiptSection, Security, SmppSection, SmtpSection, Success, Template,
    ZnsSection,
};

use crate::callback::{Callback, SHORTEST_SECRET};
use crate::provider::{Provider, Receipts};
use crate::push::public_key;
use crate::router::Way;
use crate::{HttpSms, Push, Smpp, Smtp, TokenStore, Trust, Zns};
use domain::notify::breaker::Patience;
use domain::notify::{Channel, Quiet, Settings};
use lang::Words;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use toml::Spanned;

/// Beyond what a provider itself waits for, before it is given up.
const MARGIN: Duration = Duration::from_secs(5);

/// The settings, read and well formed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    #[serde(skip)]
    file: PathBuf,
    #[serde(skip)]
    text: String,
    /// The order of channels; those that have no provider are passed over.
    #[serde(default = "sections::order")]
    pub channels: Vec<Channel>,
    /// The house's quiet hours.
    #[serde(default)]
    quiet: Option<sections::QuietHours>,
    /// The address under which people reach the office's pages.
    #[serde(default)]
    site: String,
    /// Message centres.
    #[serde(default)]
    pub smpp: Vec<SmppSection>,
    /// Gateways over HTTP.
    #[serde(default)]
    pub http: Vec<HttpSection>,
    /// Zalo accounts.
    #[serde(default)]
    pub zns: Vec<ZnsSection>,
    /// Mail servers.
    #[serde(default)]
    pub smtp: Vec<SmtpSection>,
    /// Push messages.
    #[serde(default)]
    pub push: Vec<PushSection>,
}

/// Who keeps the tokens of an account, by its name.
pub type Tokens = Arc<dyn Fn(&str) -> Arc<dyn TokenStore> + Send + Sync>;

/// What providers need from outside.
pub struct Outside {
    /// The authorities that we believe.
    pub trust: Trust,
    /// Who keeps receipts.
    pub receipts: Arc<dyn Receipts>,
    /// Who keeps the tokens of the Zalo account of that name.
    pub tokens: Tokens,
    /// This process, among all that share those tokens.
    pub me: String,
}

/// What is wrong in the settings: where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}, line {line}: {what}", .file.display())]
pub struct ConfigError {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1; 0 where it is the file itself.
    pub line: usize,
    /// The message key that says what to do.
    pub key: &'static str,
    /// What is wrong, as a program says it.
    pub what: String,
}

impl ConfigError {
    /// For people: the file, the line, what to do.
    pub fn say(&self, words: &Words) -> String {
        let line = u32::try_from(self.line).unwrap_or(u32::MAX).to_string();
        let file = self.file.display().to_string();
        let args = [("file", file.into()), ("line", line.into()), ("what", self.what.as_str().into())];
        words.say_with(self.key, &args)
    }
}

impl Config {
    /// Reads a file. Providers are only looked at by [`ways`](Self::ways).
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(file).map_err(|error| ConfigError {
            file: file.to_owned(),
            line: 0,
            key: "tell-config-unreadable",
            what: error.to_string(),
        })?;
        let config: Self = toml::from_str(&text).map_err(|error| ConfigError {
            file: file.to_owned(),
            line: line_of(&text, error.span().map_or(0, |span| span.start)),
            key: "tell-config-shape",
            what: error.message().to_owned(),
        })?;
        Ok(Self { file: file.to_owned(), text, ..config })
    }

    /// What rules ask for: the channels that have a provider, in order, and the quiet hours.
    pub fn settings(&self) -> Settings {
        let mut channels: Vec<Channel> = Vec::new();
        for channel in self.channels.iter().copied().filter(|channel| self.has(*channel)) {
            if !channels.contains(&channel) {
                channels.push(channel);
            }
        }
        Settings { channels, quiet: self.quiet.map(Quiet::from).unwrap_or_default() }
    }

    fn has(&self, channel: Channel) -> bool {
        match channel {
            Channel::Sms => !self.smpp.is_empty() || !self.http.is_empty(),
            Channel::Zns => !self.zns.is_empty(),
            Channel::Email => !self.smtp.is_empty(),
            Channel::Push => !self.push.is_empty(),
        }
    }

    /// All providers, those of a channel by their rank. Must be called on the runtime that will send; lines
    /// to message centres begin now.
    pub fn ways(&self, outside: &Outside) -> Result<Vec<Way>, ConfigError> {
        let mut ways: Vec<(u8, Way)> = Vec::new();
        let mut add = |rank: u8, longest: Duration, provider: Arc<dyn Provider>| {
            ways.push((rank, Way::new(provider, longest + MARGIN, Patience::default())));
        };
        let trust = &outside.trust;
        for s in &self.smpp {
            let password = self.secret(&s.password_file)?;
            let receipts = Arc::clone(&outside.receipts);
            let made = Smpp::start(s.clone(), &password, trust, receipts);
            add(s.rank, s.timeout(), Arc::new(made.map_err(|what| self.unfit(&s.url, what))?));
        }
        for s in &self.http {
            let secret = s.secret_file.as_ref().map(|file| self.secret(file)).transpose()?;
            let made = HttpSms::new(s.clone(), secret, trust);
            add(s.rank, s.timeout(), Arc::new(made.map_err(|what| self.unfit(&s.url, what))?));
        }
        for s in &self.zns {
            let secret = self.secret(&s.secret_file)?;
            let store = (outside.tokens)(&s.name);
            let made = Zns::new(s.clone(), secret, outside.me.clone(), store, trust);
            add(s.rank, s.timeout(), Arc::new(made.map_err(|what| self.unfit(&s.url, what))?));
        }
        for s in &self.smtp {
            let password = s.password_file.as_ref().map(|file| self.secret(file)).transpose()?;
            let made = Smtp::new(s, password, trust);
            add(s.rank, s.timeout(), Arc::new(made.map_err(|what| self.unfit(&s.from, what))?));
        }
        for s in &self.push {
            let made = Push::new(s, &self.secret(&s.key_file)?, trust);
            add(s.rank, s.timeout(), Arc::new(made.map_err(|what| self.unfit(&s.key_file, what))?));
        }
        ways.sort_by_key(|(rank, _)| *rank);
        Ok(ways.into_iter().map(|(_, way)| way).collect())
    }

    /// How receipts are read that come over HTTP.
    pub fn callbacks(&self) -> Result<Callbacks, ConfigError> {
        let http = self.http.iter().filter_map(|s| s.receipt.as_ref().map(|r| (&s.name, r)));
        let zns = self.zns.iter().filter_map(|s| s.receipt.as_ref().map(|r| (&s.name, r)));
        let mut all = Vec::new();
        for (name, section) in http.chain(zns) {
            let secret = self.secret(&section.secret_file)?;
            if secret.len() < SHORTEST_SECRET {
                let what = format!("a secret of at least {SHORTEST_SECRET} characters");
                return Err(self.unfit(&section.secret_file, what));
            }
            all.push(Callback::new(name.clone(), secret, section.clone()));
        }
        Ok(Callbacks(all))
    }

    /// The refresh tokens that administrators laid down, by the name of the Zalo account.
    pub fn refresh_tokens(&self) -> Result<Vec<(String, String)>, ConfigError> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        let named = self.zns.iter().filter_map(|s| s.refresh_file.as_ref().map(|file| (&s.name, file)));
        let there = named.filter(|(_, file)| folder.join(file.get_ref()).exists());
        there.map(|(name, file)| Ok((name.clone(), self.secret(file)?))).collect()
    }

    /// The address under which people reach the office's pages; empty where messages name none.
    pub fn site(&self) -> &str {
        self.site.trim_end_matches('/')
    }

    /// The public key that browsers ask for, where push messages are sent.
    pub fn push_key(&self) -> Result<Option<String>, ConfigError> {
        let Some(section) = self.push.first() else { return Ok(None) };
        let key = self.secret(&section.key_file)?;
        public_key(&key).map(Some).map_err(|what| self.unfit(&section.key_file, what))
    }

    /// A secret, from its file beside the settings, without the line end that editors add.
    fn secret(&self, named: &Spanned<PathBuf>) -> Result<String, ConfigError> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        let file = folder.join(named.get_ref());
        if let Some(what) = open_to_others(&file) {
            let what = format!("{}: {what}", named.get_ref().display());
            return Err(self.error("tell-config-secret", named.span().start, what));
        }
        let why = match fs::read_to_string(file) {
            Ok(text) => {
                let secret = text.trim_end_matches(['\r', '\n']);
                if !secret.is_empty() {
                    return Ok(secret.to_owned());
                }
                "empty".to_owned()
            }
            Err(error) => error.to_string(),
        };
        let what = format!("{}: {why}", named.get_ref().display());
        Err(self.error("tell-config-secret", named.span().start, what))
    }

    fn unfit<T>(&self, at: &Spanned<T>, what: String) -> ConfigError {
        self.error("tell-config-unfit", at.span().start, what)
    }

    fn error(&self, key: &'static str, at: usize, what: String) -> ConfigError {
        ConfigError { file: self.file.clone(), line: line_of(&self.text, at), key, what }
    }
}

/// Receipts over HTTP, by provider.
#[derive(Debug, Default)]
pub struct Callbacks(pub(crate) Vec<Callback>);

/// What is wrong with a secret's file that others on this machine may read.
#[cfg(unix)]
fn open_to_others(file: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(file).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| format!("mode {mode:o}; chmod 600"))
}

/// The line of a place, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
