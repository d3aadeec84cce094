//! A gateway over HTTP, as its settings describe it.

use crate::peers::{message, outside, router, settings};
use crate::web::Web;
use domain::notify::Channel;
use serde_json::json;
use tell::{Accepted, FailureKind, Letter, Outcome, Sent, Verdict};

async fn sent(web: &Web, text: &str) -> Sent {
    let (_dir, config) = settings(&format!(
        "[[http]]\nname = \"gateway\"\nurl = \"http://127.0.0.1:{}/send\"\ncost_vnd = 300\n\
         secret_file = \"peer.secret\"\ntimeout_seconds = 1\n\
         headers = {{ authorization = \"Bearer {{secret}}\" }}\n\
         body = {{ to = \"{{phone}}\", content = \"{{text}}\", request = \"{{id}}\", flags = [1, \"{{x}}\"] }}\n\
         success = {{ at = \"/code\", is = 100, never = [104], id = \"/data/id\" }}\n",
        web.port
    ));
    let letter = Letter { channel: Channel::Sms, message: message("84990000001", text) };
    router(&config, &outside()).send(&[letter]).await
}

fn outcome(sent: &Sent) -> &Outcome {
    &sent.tried[0].outcome
}

fn failure(sent: &Sent) -> (FailureKind, &'static str) {
    match outcome(sent) {
        Outcome::Failed(failure) => (failure.kind, failure.code),
        other => panic!("{other:?}"),
    }
}

async fn answered(status: u16, body: &'static str) -> Sent {
    let web = Web::start(move |_| Some((status, body.to_owned()))).await;
    sent(&web, "a").await
}

#[tokio::test]
async fn the_body_is_filled_as_json_whatever_the_text_holds() {
    let web = Web::start(|_| Some((200, r#"{"code":100,"data":{"id":77}}"#.to_owned()))).await;
    let text = "\"{secret}\" \\ {id";
    let sent = sent(&web, text).await;
    let taken = Accepted { provider_ids: vec!["77".to_owned()], parts: 1, cost_vnd: 300 };
    assert_eq!(outcome(&sent), &Outcome::Accepted(taken));
    let asked = web.asked().remove(0);
    assert_eq!((asked.path.as_str(), asked.header("authorization")), ("/send", "Bearer secret"));
    let wanted = json!({
        "to": "84990000001", "content": text, "request": "14797@2025-07-01/12", "flags": [1, "{x}"],
    });
    assert_eq!(asked.json(), wanted);
}

#[tokio::test]
async fn the_gateways_words_decide_whether_trying_again_is_of_use() {
    let never = answered(200, r#"{"code":104}"#).await;
    assert_eq!((never.verdict, failure(&never)), (Verdict::Never, (FailureKind::Permanent, "refused")));
    let later = answered(200, r#"{"code":118}"#).await;
    assert_eq!((later.verdict, failure(&later)), (Verdict::Later, (FailureKind::Temporary, "refused")));
    assert_eq!(failure(&answered(503, "busy").await), (FailureKind::Temporary, "away"));
    assert_eq!(failure(&answered(401, "who?").await), (FailureKind::Temporary, "auth"));
    assert_eq!(failure(&answered(400, "no").await), (FailureKind::Permanent, "refused"));
}

#[tokio::test]
async fn garbage_is_tried_later_and_shown() {
    for garbage in ["<html>", r#"{"code":100}"#, "{}", "", "[]"] {
        let sent = answered(200, garbage).await;
        assert_eq!((sent.verdict, failure(&sent).0), (Verdict::Later, FailureKind::Garbage), "{garbage}");
        assert!(sent.garbage().all(|(provider, text)| provider == "gateway" && text.starts_with("HTTP 200")));
    }
    let web = Web::start(|_| Some((200, "x".repeat(100_000)))).await;
    assert_eq!(failure(&sent(&web, "a").await).0, FailureKind::Garbage, "too large an answer");
}

#[tokio::test]
async fn an_answer_that_never_comes_is_slow_and_nobody_there_is_away() {
    let mut web = Web::start(|_| None).await;
    assert_eq!(failure(&sent(&web, "a").await), (FailureKind::Temporary, "slow"));
    // Nobody listens there.
    web.port = 1;
    assert_eq!(failure(&sent(&web, "a").await), (FailureKind::Temporary, "away"));
}
