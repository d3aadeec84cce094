//! Text messages, to a message centre that others wrote.

use crate::peers::{Peer, SOON, message, outside, router, settings};
use domain::notify::sms::{Folding, to_gsm};
use domain::notify::{Channel, Delivery};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tell::{Accepted, FailureKind, Letter, Outcome, Pending, Receipt, Receipts, Router, Sent, Verdict};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

/// Receipts for the test to look at; when it is full, the next one isn't kept.
struct Heard {
    sender: UnboundedSender<Receipt>,
    full: AtomicBool,
}

impl Receipts for Heard {
    fn heard(&self, receipt: Receipt) -> Pending<'_, bool> {
        let kept = !self.full.swap(false, Ordering::SeqCst) && self.sender.send(receipt).is_ok();
        Box::pin(async move { kept })
    }
}

struct Bench {
    peer: Peer,
    router: Router,
    heard: Arc<Heard>,
    receipts: UnboundedReceiver<Receipt>,
    _dir: tempfile::TempDir,
}

async fn bench(more: &str) -> Bench {
    let peer = Peer::smsc().await;
    let (dir, config) = settings(&format!(
        "[[smpp]]\nname = \"carrier\"\nurl = \"smpp://127.0.0.1:{}\"\nsystem_id = \"commune\"\n\
         password_file = \"peer.secret\"\nsender = \"MOTCUA\"\ncost_vnd = 350\ntimeout_seconds = 2\n{more}\n",
        peer.port
    ));
    let (sender, receipts) = unbounded_channel();
    let heard = Arc::new(Heard { sender, full: AtomicBool::new(false) });
    let mut outside = outside();
    outside.receipts = Arc::<Heard>::clone(&heard);
    let router = router(&config, &outside);
    Bench { peer, router, heard, receipts, _dir: dir }
}

impl Bench {
    async fn send(&self, to: &str, text: &str) -> Sent {
        let letter = Letter { channel: Channel::Sms, message: message(to, text) };
        self.router.send(&[letter]).await
    }

    async fn receipt(&mut self) -> (String, Delivery) {
        let receipt = timeout(SOON, self.receipts.recv()).await.unwrap().unwrap();
        assert_eq!(receipt.provider, "carrier");
        (receipt.provider_id, receipt.state)
    }
}

fn accepted(sent: &Sent) -> &Accepted {
    match &sent.tried[0].outcome {
        Outcome::Accepted(accepted) => accepted,
        other => panic!("{other:?}"),
    }
}

fn failure(sent: &Sent) -> (FailureKind, &'static str) {
    match &sent.tried[0].outcome {
        Outcome::Failed(failure) => (failure.kind, failure.code),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_short_message_goes_in_one_part_in_the_centres_own_alphabet() {
    let mut bench = bench("").await;
    let sent = bench.send("84990000001", "Ho so @ {H56} da co ket qua").await;
    assert_eq!(accepted(&sent).provider_ids, ["m1"]);
    assert_eq!((accepted(&sent).parts, accepted(&sent).cost_vnd), (1, 350));
    let bound = bench.peer.said().await;
    assert_eq!(bound, json!({ "bound": true, "version": 0x34 }));
    let came = bench.peer.said_of("to").await;
    let wanted = json!({
        "to": "84990000001", "from": "MOTCUA", "ton": 5, "esm_class": 0, "registered": 1, "coding": 0,
        "udh": [], "text": "Ho so @ {H56} da co ket qua", "payload": null,
    });
    assert_eq!(came, wanted);
}

#[tokio::test]
async fn a_long_message_goes_part_by_part_and_each_part_is_paid_for() {
    let mut bench = bench("").await;
    let text = "Ho so da duoc tiep nhan. ".repeat(8);
    let sent = bench.send("84990000001", &text).await;
    assert_eq!(accepted(&sent).provider_ids, ["m1", "m2"]);
    assert_eq!((accepted(&sent).parts, accepted(&sent).cost_vnd), (2, 700));
    let (first, second) = (bench.peer.said_of("to").await, bench.peer.said_of("to").await);
    let header = |came: &Value| came["udh"][0].as_str().unwrap().to_owned();
    let (one, two) = (header(&first), header(&second));
    assert_eq!((&one[..4], &one[6..], &two[6..]), ("0003", "0201", "0202"));
    assert_eq!(one[4..6], two[4..6], "the parts belong together");
    assert_eq!(json!([first["esm_class"], second["esm_class"]]), json!([64, 64]));
    let whole = format!("{}{}", first["text"].as_str().unwrap(), second["text"].as_str().unwrap());
    assert_eq!(whole, text);
}

#[tokio::test]
async fn what_the_alphabet_lacks_goes_as_ucs2_and_a_payload_goes_at_once() {
    let mut bench = bench("long = \"payload\"").await;
    assert_eq!(accepted(&bench.send("84990000001", "Hồ sơ").await).parts, 1);
    let came = bench.peer.said_of("to").await;
    assert_eq!(json!([came["coding"], came["text"]]), json!([8, "Hồ sơ"]));
    let text = to_gsm(&"Hồ sơ đã được tiếp nhận. ".repeat(8), Folding::Bare);
    let sent = bench.send("84990000001", &text).await;
    assert_eq!((accepted(&sent).parts, accepted(&sent).provider_ids.len()), (2, 1));
    assert_eq!(bench.peer.said_of("to").await["payload"], text.as_str());
}

#[tokio::test]
async fn receipts_come_before_after_and_twice_and_each_is_heard() {
    let mut bench = bench("").await;
    let early = bench.send("84990000007", "a").await;
    assert_eq!(bench.receipt().await, (accepted(&early).provider_ids[0].clone(), Delivery::Delivered));
    let failed = bench.send("84990000008", "a").await;
    assert_eq!(bench.receipt().await, (accepted(&failed).provider_ids[0].clone(), Delivery::Failed));
    let twice = bench.send("84990000009", "a").await;
    let id = accepted(&twice).provider_ids[0].clone();
    assert_eq!(bench.receipt().await, (id.clone(), Delivery::Delivered));
    assert_eq!(bench.receipt().await, (id, Delivery::Delivered));
}

#[tokio::test]
async fn a_receipt_that_could_not_be_kept_is_asked_for_again() {
    let mut bench = bench("").await;
    bench.heard.full.store(true, Ordering::SeqCst);
    bench.send("84990000008", "a").await;
    assert_eq!(bench.peer.said_of("answered").await["status"], 0x64);
}

#[tokio::test]
async fn refusals_slowness_and_garbage_are_told_apart() {
    let bench = bench("").await;
    let refused = bench.send("84990000002", "a").await;
    assert_eq!((refused.verdict, failure(&refused)), (Verdict::Never, (FailureKind::Permanent, "refused")));
    let throttled = bench.send("84990000004", "a").await;
    assert_eq!(failure(&throttled), (FailureKind::Temporary, "refused"));
    let silent = bench.send("84990000003", "a").await;
    assert_eq!((silent.verdict, failure(&silent)), (Verdict::Later, (FailureKind::Temporary, "slow")));
    let garbage = bench.send("84990000005", "a").await;
    assert_eq!((garbage.verdict, failure(&garbage).0), (Verdict::Later, FailureKind::Garbage));
    assert_eq!(garbage.garbage().map(|(provider, _)| provider).collect::<Vec<_>>(), ["carrier"]);
}

#[tokio::test]
async fn a_line_that_breaks_is_made_again() {
    let mut bench = bench("").await;
    assert_eq!(bench.send("84990000006", "a").await.verdict, Verdict::Accepted);
    assert_eq!(bench.peer.said_of("bound").await["bound"], true);
    assert_eq!(bench.peer.said_of("bound").await["bound"], true, "bound again, though nobody asked");
    assert_eq!(bench.send("84990000001", "a").await.verdict, Verdict::Accepted);
}

#[tokio::test]
async fn a_silent_centre_is_asked_whether_it_is_there() {
    let mut bench = bench("enquire_seconds = 1").await;
    assert_eq!(bench.peer.said_of("enquired").await["enquired"], true);
    assert_eq!(bench.send("84990000001", "a").await.verdict, Verdict::Accepted);
}

#[tokio::test]
async fn a_wrong_password_turns_everybody_away_until_it_is_mended() {
    let peer = Peer::smsc().await;
    let (_dir, config) = settings(&format!(
        "[[smpp]]\nname = \"carrier\"\nurl = \"smpp://127.0.0.1:{}\"\nsystem_id = \"stranger\"\n\
         password_file = \"peer.secret\"\nsender = \"MOTCUA\"\n",
        peer.port
    ));
    let router = router(&config, &outside());
    let letter = Letter { channel: Channel::Sms, message: message("84990000001", "a") };
    let sent = router.send(&[letter]).await;
    assert_eq!((sent.verdict, failure(&sent)), (Verdict::Later, (FailureKind::Temporary, "auth")));
}
