//! Zalo, as a peer that behaves as Zalo documents it: tokens that work once, codes in answers, and worse.

use crate::peers::{message, nine, outside, settings};
use crate::web::{Asked, Web};
use domain::notify::Channel;
use domain::words::Moment;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tell::{Failure, FailureKind, Letter, Outcome, Pending, Router, Sent, TokenStore, Tokens, Verdict};

/// A store that all processes of a test share. It can be full.
#[derive(Default)]
pub struct Kept {
    tokens: Mutex<Option<Tokens>>,
    full: AtomicBool,
}

impl Kept {
    fn now(&self) -> Tokens {
        self.tokens.lock().unwrap().clone().unwrap()
    }
}

impl TokenStore for Kept {
    fn load(&self) -> Pending<'_, Result<Option<Tokens>, String>> {
        let tokens = self.tokens.lock().unwrap().clone();
        // Others get their turn here, so that two who load at once both see the same.
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(tokens)
        })
    }

    fn replace<'a>(&'a self, old: &'a Tokens, new: &'a Tokens) -> Pending<'a, Result<bool, String>> {
        Box::pin(async move {
            // A claim still fits; what comes back from Zalo doesn't.
            if self.full.load(Ordering::SeqCst) && new.claim.is_none() {
                return Err("disk full".to_owned());
            }
            let mut tokens = self.tokens.lock().unwrap();
            let same = tokens.as_ref() == Some(old);
            if same {
                *tokens = Some(new.clone());
            }
            Ok(same)
        })
    }
}

/// What Zalo knows.
struct Zalo {
    /// The refresh token that works, by its number, and those that were spent.
    turn: AtomicUsize,
    spent: Mutex<BTreeSet<String>>,
    twice: AtomicBool,
    /// What the next message is answered; a template for garbage.
    answer: Mutex<Option<String>>,
}

impl Zalo {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            turn: AtomicUsize::new(0),
            spent: Mutex::default(),
            twice: AtomicBool::new(false),
            answer: Mutex::new(None),
        })
    }

    fn answered(&self, asked: &Asked) -> (u16, String) {
        let said = if asked.path == "/token" { self.refreshed(asked) } else { self.sent(asked) };
        (200, said)
    }

    fn refreshed(&self, asked: &Asked) -> String {
        let form: Vec<(String, String)> = serde_urlencoded::from_bytes(&asked.body).unwrap();
        let field = |name: &str| form.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap();
        assert_eq!((field("grant_type").as_str(), field("app_id").as_str()), ("refresh_token", "4711"));
        assert_eq!(asked.header("secret_key"), "secret");
        let (refresh, turn) = (field("refresh_token"), self.turn.load(Ordering::SeqCst));
        if !self.spent.lock().unwrap().insert(refresh.clone()) {
            self.twice.store(true, Ordering::SeqCst);
        }
        if refresh != format!("refresh-{turn}") {
            return json!({ "error": -14014, "error_name": "Invalid refresh token." }).to_string();
        }
        self.turn.store(turn + 1, Ordering::SeqCst);
        let (access, refresh) = (format!("access-{}", turn + 1), format!("refresh-{}", turn + 1));
        json!({ "access_token": access, "refresh_token": refresh, "expires_in": "90000" }).to_string()
    }

    fn sent(&self, asked: &Asked) -> String {
        if let Some(answer) = self.answer.lock().unwrap().clone() {
            return answer;
        }
        if asked.header("access_token") != format!("access-{}", self.turn.load(Ordering::SeqCst)) {
            return json!({ "error": -124, "message": "Access token is invalid" }).to_string();
        }
        let quota = json!({ "dailyQuota": "500", "remainingQuota": "499" });
        let data = json!({ "msg_id": "a1b2", "sent_time": "1763604000000", "quota": quota });
        json!({ "error": 0, "message": "Success", "data": data }).to_string()
    }
}

/// A province with some processes that share one account.
struct Bench {
    zalo: Arc<Zalo>,
    web: Web,
    kept: Arc<Kept>,
    clock: Arc<AtomicI64>,
}

impl Bench {
    async fn new() -> Self {
        let zalo = Zalo::new();
        let known = Arc::clone(&zalo);
        let web = Web::start(move |asked| Some(known.answered(asked))).await;
        let kept = Arc::new(Kept::default());
        let tokens = Tokens { refresh: "refresh-0".to_owned(), until: nine(), ..Tokens::default() };
        *kept.tokens.lock().unwrap() = Some(tokens);
        Self { zalo, web, kept, clock: Arc::new(AtomicI64::new(nine().millis())) }
    }

    fn process(&self, me: &str) -> Router {
        let port = self.web.port;
        let (_dir, config) = settings(&format!(
            "[[zns]]\nname = \"zalo\"\nurl = \"http://127.0.0.1:{port}/message\"\ncost_vnd = 200\n\
             token_url = \"http://127.0.0.1:{port}/token\"\napp_id = \"4711\"\nsecret_file = \"peer.secret\"\n\
             passing = [-137]\n[zns.templates.ready]\nid = \"1234\"\nmost = {{ ma = 30 }}\n\
             params = {{ ma = \"code\", ngay = \"due\" }}\n"
        ));
        let mut outside = outside();
        let (kept, clock) = (Arc::clone(&self.kept), Arc::clone(&self.clock));
        outside.tokens = Arc::new(move |_| {
            let kept: Arc<dyn TokenStore> = Arc::<Kept>::clone(&kept);
            kept
        });
        me.clone_into(&mut outside.me);
        let now = Arc::new(move || Moment::from_millis(clock.load(Ordering::SeqCst)));
        Router::new(config.ways(&outside).unwrap(), now)
    }

    fn later(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }
}

async fn send(router: &Router) -> Sent {
    let letter = Letter { channel: Channel::Zns, message: message("84990000001", "") };
    router.send(&[letter]).await
}

fn failure(sent: &Sent) -> &Failure {
    match &sent.tried[0].outcome {
        Outcome::Failed(failure) => failure,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_message_goes_by_its_template_with_a_token_that_was_kept_before_it_was_used() {
    let bench = Bench::new().await;
    let sent = send(&bench.process("a")).await;
    assert_eq!(sent.verdict, Verdict::Accepted, "{sent:?}");
    let asked = bench.web.asked();
    assert_eq!(asked.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(), ["/token", "/message"]);
    let wanted = json!({
        "phone": "84990000001", "template_id": "1234", "tracking_id": "14797@2025-07-01/12",
        "template_data": { "ma": "H56.002-251120-0001", "ngay": "17:00 ngày 21/11/2025" },
    });
    assert_eq!(asked[1].json(), wanted);
    let kept = bench.kept.now();
    assert_eq!((kept.access.as_str(), kept.refresh.as_str(), kept.claim), ("access-1", "refresh-1", None));
    assert_eq!(kept.until, nine().plus_minutes(1500));
}

#[tokio::test]
async fn many_processes_that_need_a_token_at_once_spend_none_twice() {
    let bench = Bench::new().await;
    let processes: Vec<Arc<Router>> =
        (0..6).map(|n| Arc::new(bench.process(&format!("process-{n}")))).collect();
    for _ in 0..3 {
        let sending: Vec<_> = processes
            .iter()
            .map(|router| {
                let router = Arc::clone(router);
                tokio::spawn(async move { send(&router).await })
            })
            .collect();
        let mut taken = 0;
        for sent in sending {
            let sent = sent.await.unwrap();
            assert_ne!(sent.verdict, Verdict::Never, "{sent:?}");
            taken += usize::from(sent.verdict == Verdict::Accepted);
        }
        assert!(taken > 0);
        // The next day: all of them need a new one again.
        bench.later(24 * 60 + 55);
    }
    assert!(!bench.zalo.twice.load(Ordering::SeqCst));
    assert_eq!(bench.zalo.spent.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn a_token_that_zalo_no_longer_knows_is_replaced_once() {
    let bench = Bench::new().await;
    let process = bench.process("a");
    send(&process).await;
    bench.kept.tokens.lock().unwrap().as_mut().unwrap().access = "revoked".to_owned();
    assert_eq!(send(&process).await.verdict, Verdict::Accepted);
    *bench.zalo.answer.lock().unwrap() = Some(json!({ "error": -124, "message": "no" }).to_string());
    let refused = send(&process).await;
    assert_eq!((refused.verdict, failure(&refused).code), (Verdict::Later, "auth"));
    assert_eq!(bench.zalo.turn.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn new_tokens_that_could_not_be_kept_are_kept_before_they_are_used() {
    let bench = Bench::new().await;
    let process = bench.process("a");
    bench.kept.full.store(true, Ordering::SeqCst);
    let stuck = send(&process).await;
    assert_eq!((stuck.verdict, failure(&stuck).code), (Verdict::Later, "store"));
    assert!(bench.web.asked().iter().all(|asked| asked.path == "/token"), "nobody used it");
    bench.kept.full.store(false, Ordering::SeqCst);
    assert_eq!(send(&process).await.verdict, Verdict::Accepted);
    assert_eq!((bench.kept.now().refresh.as_str(), bench.web.asked().len()), ("refresh-1", 2));
}

#[tokio::test]
async fn a_process_that_died_in_the_middle_holds_others_up_only_for_a_while() {
    let bench = Bench::new().await;
    let claim = tell::Claim { by: "gone".to_owned(), until: nine().plus_minutes(5) };
    bench.kept.tokens.lock().unwrap().as_mut().unwrap().claim = Some(claim);
    let process = bench.process("a");
    assert_eq!(failure(&send(&process).await).code, "auth");
    assert!(bench.web.asked().is_empty());
    bench.later(6);
    assert_eq!(send(&process).await.verdict, Verdict::Accepted);

    // Where it had spent the token, an administrator has to act, and is told so.
    bench.kept.tokens.lock().unwrap().as_mut().unwrap().refresh = "refresh-0".to_owned();
    bench.later(26 * 60);
    let spent = send(&process).await;
    assert_eq!((spent.verdict, failure(&spent).code), (Verdict::Later, "auth"));
    assert!(failure(&spent).text.contains("authorise"), "{spent:?}");
}

#[tokio::test]
async fn zalos_codes_and_garbage_are_told_apart() {
    let bench = Bench::new().await;
    let process = bench.process("a");
    let answers = |text: &str| *bench.zalo.answer.lock().unwrap() = Some(text.to_owned());
    answers(r#"{"error":-118,"message":"Zalo account not existed"}"#);
    assert_eq!(send(&process).await.verdict, Verdict::Never);
    answers(r#"{"error":-137,"message":"out of quota"}"#);
    assert_eq!(send(&process).await.verdict, Verdict::Later);
    let without_id = r#"{"error":0,"data":{"msg_id":""}}"#;
    for garbage in ["<html>", "{}", r#"{"error":"0"}"#, r#"{"error":0}"#, without_id] {
        answers(garbage);
        let sent = send(&bench.process("b")).await;
        assert_eq!((sent.verdict, failure(&sent).kind), (Verdict::Later, FailureKind::Garbage), "{garbage}");
    }
}

#[tokio::test]
async fn without_a_template_or_without_tokens_nothing_is_asked() {
    let bench = Bench::new().await;
    let process = bench.process("a");
    let mut other = message("84990000001", "");
    other.kind = "lapsed".to_owned();
    let sent = process.send(&[Letter { channel: Channel::Zns, message: other }]).await;
    assert_eq!((sent.verdict, failure(&sent).code), (Verdict::Never, "template"));
    let mut long = message("84990000001", "");
    long.values = vec![("code", "x".repeat(31)), ("due", String::new())];
    let sent = process.send(&[Letter { channel: Channel::Zns, message: long }]).await;
    assert_eq!((sent.verdict, failure(&sent).code), (Verdict::Never, "template"));
    *bench.kept.tokens.lock().unwrap() = None;
    let sent = send(&process).await;
    assert_eq!((sent.verdict, failure(&sent).code), (Verdict::Later, "auth"));
    assert!(bench.web.asked().is_empty());
}
