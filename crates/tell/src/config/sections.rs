//! The sections of `tell.toml`, field by field.

use domain::notify::{Channel, Quiet};
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use toml::Spanned;

/// The order of channels where nobody says otherwise: the cheapest first that people look at.
pub(super) fn order() -> Vec<Channel> {
    vec![Channel::Zns, Channel::Sms, Channel::Email, Channel::Push]
}

/// Hours as people write them: `{ from = "21:00", to = "07:00" }`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuietHours {
    #[serde(deserialize_with = "minutes")]
    from: u16,
    #[serde(deserialize_with = "minutes")]
    to: u16,
}

impl From<QuietHours> for Quiet {
    fn from(hours: QuietHours) -> Self {
        Self { from: hours.from, to: hours.to }
    }
}

fn minutes<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let text = String::deserialize(from)?;
    let part = |text: &str, most: u16| text.parse::<u16>().ok().filter(|n| *n <= most);
    let read = text.split_once(':').and_then(|(h, m)| Some(part(h, 23)? * 60 + part(m, 59)?));
    read.ok_or_else(|| de::Error::custom(format!("{text:?} is no time: write 21:00")))
}

/// How long an answer may take, where nobody says otherwise, in seconds.
const fn patience() -> u64 {
    10
}

macro_rules! timeouts {
    ($($section:ty),*) => {$(
        impl $section {
            /// How long an answer may take.
            pub fn timeout(&self) -> Duration {
                Duration::from_secs(self.timeout_seconds.clamp(1, 120))
            }
        }
    )*};
}
timeouts!(SmppSection, HttpSection, ZnsSection, SmtpSection, PushSection);

/// A message centre.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmppSection {
    /// The name in pages and figures.
    pub name: String,
    /// Of several on a channel the lowest is asked first.
    #[serde(default)]
    pub rank: u8,
    /// What a part costs, in đồng.
    #[serde(default)]
    pub cost_vnd: i64,
    /// How long an answer may take.
    #[serde(default = "patience")]
    pub timeout_seconds: u64,
    /// `smpp://host:port`, or `smpps://…` over TLS.
    pub url: Spanned<String>,
    /// Our name there.
    pub system_id: String,
    /// The file with our password.
    pub password_file: Spanned<PathBuf>,
    /// What kind of system we are, where the centre wants to know.
    #[serde(default)]
    pub system_type: String,
    /// The sender that people see: a brandname of at most 11 signs, or a number.
    pub sender: String,
    /// How a message of several parts goes.
    #[serde(default)]
    pub long: Long,
    /// How many submissions may be under way.
    #[serde(default = "window")]
    pub window: u16,
    /// After how much silence the centre is asked whether it is there.
    #[serde(default = "enquiry")]
    pub enquire_seconds: u64,
}

const fn window() -> u16 {
    10
}

const fn enquiry() -> u64 {
    30
}

/// How a message of several parts goes over SMPP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Long {
    /// Part by part, with a header that joins them on the telephone.
    #[default]
    Udh,
    /// At once, as `message_payload`; the centre cuts.
    Payload,
}

/// A gateway over HTTP.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSection {
    /// The name in pages and figures.
    pub name: String,
    /// Of several on a channel the lowest is asked first.
    #[serde(default)]
    pub rank: u8,
    /// What a part costs, in đồng.
    #[serde(default)]
    pub cost_vnd: i64,
    /// How long an answer may take.
    #[serde(default = "patience")]
    pub timeout_seconds: u64,
    /// Where to post.
    pub url: Spanned<String>,
    /// The file with the secret that `{secret}` stands for.
    #[serde(default)]
    pub secret_file: Option<Spanned<PathBuf>>,
    /// Headers, filled.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body, as JSON; every text in it is filled.
    pub body: Value,
    /// How a yes looks.
    pub success: Success,
    /// How its receipts look, where it sends some.
    #[serde(default)]
    pub receipt: Option<ReceiptSection>,
}

/// How a provider's receipts look that come over HTTP. Places are JSON pointers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptSection {
    /// The file with the secret that a request must carry.
    pub secret_file: Spanned<PathBuf>,
    /// Where the receipts are, if there may be several; the body itself where nothing is said.
    #[serde(default)]
    pub list: String,
    /// Where the provider's id of the message is.
    pub id: String,
    /// Where it says how far the message is.
    pub state: String,
    /// What stands there when the person has it.
    pub delivered: Vec<Value>,
    /// What stands there when it could not be delivered.
    #[serde(default)]
    pub failed: Vec<Value>,
    /// What stands there when its time ran out.
    #[serde(default)]
    pub expired: Vec<Value>,
}

/// How a gateway's yes looks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Success {
    /// Where the answer says how it went, as a JSON pointer: `/code`.
    pub at: String,
    /// What stands there for a yes.
    pub is: Value,
    /// What stands there when trying again is of no use.
    #[serde(default)]
    pub never: Vec<Value>,
    /// Where the gateway's id of the message is.
    pub id: String,
}

/// A Zalo account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZnsSection {
    /// The name in pages and figures; tokens are kept under it.
    pub name: String,
    /// Of several on a channel the lowest is asked first.
    #[serde(default)]
    pub rank: u8,
    /// What a message costs, in đồng.
    #[serde(default)]
    pub cost_vnd: i64,
    /// How long an answer may take.
    #[serde(default = "patience")]
    pub timeout_seconds: u64,
    /// Where messages are posted.
    #[serde(default = "messages")]
    pub url: Spanned<String>,
    /// Where tokens are refreshed.
    #[serde(default = "refreshes")]
    pub token_url: Spanned<String>,
    /// The application's id.
    pub app_id: String,
    /// The file with the application's secret.
    pub secret_file: Spanned<PathBuf>,
    /// The file with the first refresh token, as the account's administrator got it; may be gone once it is
    /// taken up.
    #[serde(default)]
    pub refresh_file: Option<Spanned<PathBuf>>,
    /// Whether messages only go to the account's administrators.
    #[serde(default)]
    pub development: bool,
    /// Error codes that pass.
    #[serde(default)]
    pub passing: Vec<i64>,
    /// How its receipts look, where they come here.
    #[serde(default)]
    pub receipt: Option<ReceiptSection>,
    /// The template of each kind of notice.
    #[serde(default)]
    pub templates: BTreeMap<String, Template>,
}

fn messages() -> Spanned<String> {
    Spanned::new(0..0, "https://business.openapi.zalo.me/message/template".to_owned())
}

fn refreshes() -> Spanned<String> {
    Spanned::new(0..0, "https://oauth.zaloapp.com/v4/oa/access_token".to_owned())
}

/// An approved template.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Zalo's id.
    pub id: String,
    /// What it calls our values: `{ ma_ho_so = "code", ngay_hen = "due" }`.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// The most signs that its values may have.
    #[serde(default)]
    pub most: BTreeMap<String, usize>,
}

/// A mail server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSection {
    /// The name in pages and figures.
    pub name: String,
    /// Of several on a channel the lowest is asked first.
    #[serde(default)]
    pub rank: u8,
    /// What a mail costs, in đồng.
    #[serde(default)]
    pub cost_vnd: i64,
    /// How long an answer may take.
    #[serde(default = "patience")]
    pub timeout_seconds: u64,
    /// The server.
    pub host: String,
    /// Its port, where it isn't the usual one.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the line is encrypted.
    #[serde(default)]
    pub security: Security,
    /// Our name there.
    #[serde(default)]
    pub user: Option<String>,
    /// The file with our password.
    #[serde(default)]
    pub password_file: Option<Spanned<PathBuf>>,
    /// Whom mails come from: `Một cửa xã X <mot-cua@example.vn>`.
    pub from: Spanned<String>,
    /// How we introduce ourselves, where the server wants to know.
    #[serde(default)]
    pub hello: Option<String>,
}

impl SmtpSection {
    /// The port.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::Tls => 465,
            Security::Starttls => 587,
            Security::None => 25,
        })
    }
}

/// How a line is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// From the first octet.
    #[default]
    Tls,
    /// From `STARTTLS` on, or not at all.
    Starttls,
    /// Not: for a server on the same machine.
    None,
}

/// Push messages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushSection {
    /// The name in pages and figures.
    pub name: String,
    /// Of several on a channel the lowest is asked first.
    #[serde(default)]
    pub rank: u8,
    /// How long an answer may take.
    #[serde(default = "patience")]
    pub timeout_seconds: u64,
    /// The file with the key, as [`crate::new_key`] makes it.
    pub key_file: Spanned<PathBuf>,
    /// Whom push servers can write to: `mailto:…`.
    pub contact: String,
    /// The servers that we ask; `*.example.org` is all below it.
    #[serde(default = "hosts")]
    pub hosts: Vec<String>,
}

fn hosts() -> Vec<String> {
    let known = [
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        "*.push.apple.com",
        "*.notify.windows.com",
    ];
    Vec::from(known.map(str::to_owned))
}
