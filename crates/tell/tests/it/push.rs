//! Push messages: what goes out can be read by the browser it is for, and by nobody else.

use crate::peers::{message, outside, router, settings};
use crate::web::Web;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::notify::Channel;
use serde_json::{Value, json};
use tell::{Config, Letter, Outcome, Sent, Verdict, new_key, public_key};
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint as _;
use web_push_native::{Auth, decrypt};

/// A browser that nobody uses; its secrets are these.
struct Browser {
    key: SecretKey,
    auth: [u8; 16],
}

impl Browser {
    fn new() -> Self {
        Self { key: SecretKey::from_slice(&[7; 32]).unwrap(), auth: [3; 16] }
    }

    fn subscription(&self, endpoint: &str) -> String {
        let point = self.key.public_key().to_encoded_point(false);
        let keys = json!({
            "p256dh": Base64UrlUnpadded::encode_string(point.as_bytes()),
            "auth": Base64UrlUnpadded::encode_string(&self.auth),
        });
        json!({ "endpoint": endpoint, "expirationTime": null, "keys": keys }).to_string()
    }

    fn read(&self, body: &[u8]) -> Value {
        let plain = decrypt(body.to_vec(), &self.key, Auth::from_slice(&self.auth)).unwrap();
        serde_json::from_slice(&plain).unwrap()
    }
}

fn house() -> (tempfile::TempDir, Config, String) {
    let toml = "[[push]]\nname = \"browsers\"\nkey_file = \"push.pem\"\ncontact = \"mailto:it@example.vn\"\n\
                hosts = [\"127.0.0.1\", \"*.push.test\"]\n";
    let (dir, config) = settings(toml);
    let key = new_key().unwrap();
    crate::peers::secret(&dir.path().join("push.pem"), &key);
    (dir, config, public_key(&key).unwrap())
}

async fn sent(config: &Config, to: &[String]) -> Sent {
    let text = "Hồ sơ đã có kết quả.";
    let letter = |to: &String| Letter { channel: Channel::Push, message: message(to, text) };
    router(config, &outside()).send(&to.iter().map(letter).collect::<Vec<_>>()).await
}

#[tokio::test]
async fn a_browser_reads_what_was_sent_under_our_key() {
    let web = Web::start(|_| Some((201, String::new()))).await;
    let (_dir, config, public) = house();
    let browser = Browser::new();
    let to = browser.subscription(&format!("http://127.0.0.1:{}/a/b", web.port));
    assert_eq!(sent(&config, &[to]).await.verdict, Verdict::Accepted);
    let asked = web.asked().remove(0);
    assert_eq!((asked.path.as_str(), asked.header("content-encoding")), ("/a/b", "aes128gcm"));
    assert!(asked.header("authorization").ends_with(&format!("k={public}")));
    assert_eq!(asked.header("ttl"), "43200");
    let read = browser.read(&asked.body);
    assert_eq!(read["body"], "Hồ sơ đã có kết quả.");
    assert_eq!(read["tag"], "14797@2025-07-01/12");
}

#[tokio::test]
async fn every_browser_of_a_person_gets_it_even_when_one_has_gone() {
    let web = Web::start(|asked| Some((if asked.path == "/gone" { 410 } else { 201 }, String::new()))).await;
    let (_dir, config, _) = house();
    let to = ["/one", "/gone", "/two"]
        .map(|path| Browser::new().subscription(&format!("http://127.0.0.1:{}{path}", web.port)));
    let sent = sent(&config, &to).await;
    assert_eq!(sent.verdict, Verdict::Accepted);
    let codes: Vec<Option<&str>> = sent
        .tried
        .iter()
        .map(|tried| match &tried.outcome {
            Outcome::Failed(failure) => Some(failure.code),
            _ => None,
        })
        .collect();
    assert_eq!(codes, [None, Some("gone"), None]);
}

#[tokio::test]
async fn only_servers_of_browsers_are_asked_and_no_subscription_stops_the_house() {
    let (_dir, config, _) = house();
    let browser = Browser::new();
    let short = json!({ "endpoint": "https://a.push.test/", "keys": { "p256dh": "AAAA", "auth": "AA" } });
    let whole = browser.subscription("https://a.push.test/");
    let with_short_secret = whole.replace("AwMDAwMDAwMDAwMDAwMDAw", "AwM");
    assert_ne!(whole, with_short_secret);
    for bad in [
        browser.subscription("https://inside.example/"),
        browser.subscription("http://a.push.test/"),
        browser.subscription("https://push.test/"),
        browser.subscription("/relative"),
        short.to_string(),
        with_short_secret,
        "{}".to_owned(),
        "no JSON".to_owned(),
    ] {
        let sent = sent(&config, std::slice::from_ref(&bad)).await;
        assert_eq!(sent.verdict, Verdict::Never, "{bad}");
    }
}
