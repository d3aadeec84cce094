//! Mail, to a server that others wrote.

use crate::peers::{Peer, message, outside, router, settings};
use domain::notify::Channel;
use rcgen::{CertificateParams, KeyPair};
use tell::{FailureKind, Letter, Outcome, Sent, Trust, Verdict};

fn toml(port: u16, more: &str) -> String {
    format!(
        "[[smtp]]\nname = \"mail\"\nhost = \"localhost\"\nport = {port}\n\
         from = \"Một cửa <mot-cua@example.vn>\"\ntimeout_seconds = 2\n{more}\n"
    )
}

async fn sent(toml: &str, to: &str) -> Sent {
    let (_dir, config) = settings(toml);
    let router = router(&config, &outside());
    let mut message = message(to, "Hồ sơ đã có kết quả.\n\nThư này được gửi tự động.");
    message.html = Some("<p>Hồ sơ đã có kết quả.</p>".to_owned());
    router.send(&[Letter { channel: Channel::Email, message }]).await
}

fn failure(sent: &Sent) -> (FailureKind, &'static str, &str) {
    match &sent.tried[0].outcome {
        Outcome::Failed(failure) => (failure.kind, failure.code, failure.text.as_str()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_mail_arrives_as_text_and_as_a_page_under_an_id_that_follows_from_the_notice() {
    let mut peer = Peer::smtp(&["--password", "secret"]).await;
    let more = "security = \"none\"\nuser = \"u\"\npassword_file = \"peer.secret\"";
    let toml = toml(peer.port, more);
    for _ in 0..2 {
        let sent = sent(&toml, "an@example.vn").await;
        assert_eq!(sent.verdict, Verdict::Accepted, "{sent:?}");
        let mail = peer.said().await;
        assert_eq!(mail["to"], serde_json::json!(["an@example.vn"]));
        assert_eq!(mail["from"], "mot-cua@example.vn");
        assert_eq!(mail["headers"]["message-id"], "<14797.2025-07-01.12@example.vn>");
        assert_eq!(mail["headers"]["subject"], "Thông báo về H56.002-251120-0001");
        assert_eq!(mail["headers"]["auto-submitted"], "auto-generated");
        assert_eq!(mail["headers"]["date"], "Thu, 20 Nov 2025 02:00:00 +0000");
        assert!(mail["headers"].get("list-unsubscribe").is_none());
        assert!(mail["parts"]["text/plain"].as_str().unwrap().starts_with("Hồ sơ đã có kết quả."));
        assert_eq!(mail["parts"]["text/html"].as_str().unwrap().trim(), "<p>Hồ sơ đã có kết quả.</p>");
    }
}

#[tokio::test]
async fn a_line_is_encrypted_from_starttls_on_or_nothing_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    let pair = KeyPair::generate().unwrap();
    let made = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&pair).unwrap();
    let (certificate, key) = (dir.path().join("cert.pem"), dir.path().join("key.pem"));
    std::fs::write(&certificate, made.pem()).unwrap();
    std::fs::write(&key, pair.serialize_pem()).unwrap();
    let files = ["--tls", certificate.to_str().unwrap(), key.to_str().unwrap()];
    let mut peer = Peer::smtp(&files).await;
    let (_dir, config) = settings(&toml(peer.port, "security = \"starttls\""));
    let letter = Letter { channel: Channel::Email, message: message("an@example.vn", "Hồ sơ") };

    let stranger = router(&config, &outside()).send(std::slice::from_ref(&letter)).await;
    assert_eq!((stranger.verdict, failure(&stranger).1), (Verdict::Later, "away"), "{stranger:?}");
    let mut believed = outside();
    believed.trust = Trust::of_pem(&made.pem());
    let sent = router(&config, &believed).send(std::slice::from_ref(&letter)).await;
    assert_eq!(sent.verdict, Verdict::Accepted, "{sent:?}");
    assert_eq!(peer.said().await["tls"], true);

    let plain = Peer::smtp(&[]).await;
    let (_dir, config) = settings(&toml(plain.port, "security = \"starttls\""));
    let refused = router(&config, &believed).send(&[letter]).await;
    assert_eq!(refused.verdict, Verdict::Later, "{refused:?}");
}

#[tokio::test]
async fn a_wrong_mailbox_is_never_tried_again_and_everything_else_is() {
    let peer = Peer::smtp(&[]).await;
    let toml = toml(peer.port, "security = \"none\"");
    let nobody = sent(&toml, "nobody@example.vn").await;
    assert_eq!(nobody.verdict, Verdict::Never);
    let (kind, code, text) = failure(&nobody);
    assert_eq!((kind, code), (FailureKind::Permanent, "refused"));
    assert!(!text.contains("example.vn"), "{text}");
    let later = sent(&toml, "later@example.vn").await;
    assert_eq!((later.verdict, failure(&later).0), (Verdict::Later, FailureKind::Temporary));
    let garbage = sent(&toml, "garbage@example.vn").await;
    assert_eq!((garbage.verdict, failure(&garbage).0), (Verdict::Later, FailureKind::Garbage));
    assert_eq!(garbage.garbage().count(), 1);
    let silent = sent(&toml, "silent@example.vn").await;
    assert_eq!((silent.verdict, failure(&silent).1), (Verdict::Later, "slow"), "{silent:?}");
    assert_eq!(sent(&toml, "no address").await.verdict, Verdict::Never);
}

#[tokio::test]
async fn a_wrong_password_is_ours_to_mend_and_no_fault_of_the_receiver() {
    let peer = Peer::smtp(&["--password", "another"]).await;
    let more = "security = \"none\"\nuser = \"u\"\npassword_file = \"peer.secret\"";
    let sent = sent(&toml(peer.port, more), "an@example.vn").await;
    assert_eq!((sent.verdict, failure(&sent).1), (Verdict::Later, "auth"));
}
