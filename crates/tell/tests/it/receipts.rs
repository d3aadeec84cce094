//! Receipts over HTTP, by the settings of each provider.

use crate::peers::{secret, settings};
use domain::notify::Delivery;
use tell::{CallbackFault, Callbacks, Receipt};

const SECRET: &str = "a-secret-of-some-length";

fn callbacks() -> Callbacks {
    let (dir, config) = settings(
        r#"
[[http]]
name = "gateway"
url = "http://127.0.0.1:1/"
body = {}
success = { at = "/a", is = 0, id = "/b" }
[http.receipt]
secret_file = "receipt.secret"
list = "/messages"
id = "/id"
state = "/status"
delivered = ["DELIVRD", 1]
failed = ["UNDELIV"]
expired = ["EXPIRED"]
[[zns]]
name = "zalo"
app_id = "1"
secret_file = "peer.secret"
[zns.receipt]
secret_file = "receipt.secret"
id = "/message/msg_id"
state = "/event_name"
delivered = ["user_received_message"]
"#,
    );
    secret(&dir.path().join("receipt.secret"), SECRET);
    config.callbacks().unwrap()
}

fn states(receipts: &[Receipt]) -> Vec<(&str, Delivery)> {
    receipts.iter().map(|r| (r.provider_id.as_str(), r.state)).collect()
}

#[test]
fn several_receipts_may_come_at_once_and_other_events_say_nothing() {
    let body = br#"{"messages":[{"id":"m1","status":"DELIVRD"},{"id":7,"status":1},
        {"id":"m3","status":"UNDELIV"},{"id":"m4","status":"EXPIRED"},{"id":"m5","status":"ACCEPTD"}]}"#;
    let heard = callbacks().read("gateway", SECRET, body).unwrap();
    let wanted = [
        ("m1", Delivery::Delivered),
        ("7", Delivery::Delivered),
        ("m3", Delivery::Failed),
        ("m4", Delivery::Expired),
    ];
    assert_eq!(states(&heard), wanted);
    assert!(heard.iter().all(|receipt| receipt.provider == "gateway"));
}

#[test]
fn an_event_of_zalo_is_one_receipt() {
    let body = br#"{"event_name":"user_received_message","message":{"msg_id":"z1","tracking_id":"x"}}"#;
    assert_eq!(states(&callbacks().read("zalo", SECRET, body).unwrap()), [("z1", Delivery::Delivered)]);
    let other = br#"{"event_name":"oa_send_text","message":{"msg_id":"z1"}}"#;
    assert_eq!(callbacks().read("zalo", SECRET, other).unwrap(), []);
}

#[test]
fn what_is_forged_or_unreadable_is_refused_and_nobody_learns_which_providers_there_are() {
    let all = callbacks();
    let good = br#"{"messages":[{"id":"m1","status":"DELIVRD"}]}"#;
    for (provider, secret) in [("gateway", ""), ("gateway", "a-secret-of-some-lengtH"), ("nobody", SECRET)] {
        assert_eq!(all.read(provider, secret, good), Err(CallbackFault::Forged), "{provider}");
    }
    let long = format!(r#"{{"messages":[{{"id":"{}","status":"DELIVRD"}}]}}"#, "x".repeat(300));
    for bad in
        ["", "<html>", "[]", r#"{"messages":[{"id":"m1"}]}"#, r#"{"messages":[{"status":"DELIVRD"}]}"#, &long]
    {
        assert_eq!(all.read("gateway", SECRET, bad.as_bytes()), Err(CallbackFault::Unreadable), "{bad}");
    }
}

#[test]
fn a_secret_that_can_be_guessed_or_that_others_may_read_is_refused() {
    let toml = "[[http]]\nname = \"g\"\nurl = \"http://127.0.0.1:1/\"\nbody = {}\n\
                success = { at = \"/a\", is = 0, id = \"/b\" }\n\
                receipt = { secret_file = \"peer.secret\", id = \"/a\", state = \"/b\", delivered = [1] }\n";
    let (dir, config) = settings(toml);
    assert_eq!(config.callbacks().unwrap_err().key, "tell-config-unfit");
    let file = dir.path().join("peer.secret");
    std::fs::write(&file, SECRET).unwrap();
    assert_eq!(config.callbacks().unwrap().read("g", "x", b"{}"), Err(CallbackFault::Forged));
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&file, mode).unwrap();
    let error = config.callbacks().unwrap_err();
    assert!(error.key == "tell-config-secret" && error.what.contains("chmod 600"), "{error}");
}
