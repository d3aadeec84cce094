//! A citizen's page of a dossier that a machine of the commune's own works on: what was sent waits, is done,
//! or is refused with what to do.

use crate::contract::received;
use crate::nodes::invite;
use crate::office::{HERE, Office, Wire};
use crate::own::{HERS, citizen};
use domain::identity::{Level, Role};
use serde_json::json;

async fn all(commune: &Office, wire: &Wire) {
    while commune.app.round(wire).await.unwrap().more {}
}

#[tokio::test]
async fn what_was_sent_waits_is_done_or_refused_and_the_page_says_so() {
    let centre = Office::new().await;
    let province = centre.province().await;
    let (commune, wire) = centre.joined(&invite(&province).await).await;
    let reception = commune.with_key(HERE, Role::Reception).await;
    let specialist = commune.with_key(HERE, Role::Specialist).await;
    let leader = commune.with_key(HERE, Role::Leader).await;
    let (first, second) = (received(&reception).await, received(&reception).await);
    all(&commune, &wire).await;
    let hers = citizen(&centre, HERS, Level::Two).await;
    let pages = [&first, &second].map(|d| format!("/citizen/dossiers/{}", d["id"].as_str().unwrap()));
    for page in &pages {
        let form = [("version", "1"), ("key", page.as_str()), ("reason", "Nộp nhầm thủ tục")];
        let path = format!("{page}/acts/withdraw");
        let sent = hers.form(&path, &form).await.is(303);
        assert_eq!(sent.header("location"), page);
        let waits = hers.get(page).await.is(200).text();
        for part in ["Bạn đã gửi “Rút hồ sơ”", "Máy của Phường Hàm Rồng đang nhận", "không phải gửi lại"]
        {
            assert!(waits.contains(part), "{part}: {waits}");
        }
        assert!(!waits.contains("/acts/"), "nothing more is offered: {waits}");
        assert!(hers.form(&path, &form).await.is(303).header("location").ends_with("?said=again"));
        let other = [form[0], ("key", "another-window"), form[2]];
        let waits = hers.form(&path, &other).await.is(409).text();
        assert!(
            waits.contains("đang chờ máy của đơn vị nhận") && waits.contains("Nộp nhầm thủ tục"),
            "{waits}"
        );
    }
    // The second one is decided before the machine hears of it.
    for (who, act, version, data) in
        [(&specialist, "forward", 1, json!({})), (&leader, "approve", 2, json!({"number": "12/2026"}))]
    {
        let path = format!("/api/v1/dossiers/{}/acts/{act}", second["id"].as_str().unwrap());
        who.api(&path, Some(json!({"version": version, "data": data}))).await.is(200);
    }
    all(&commune, &wire).await;
    assert_eq!(commune.app.between_tick().await.unwrap().acts, 2);
    all(&commune, &wire).await;
    let done = hers.get(&pages[0]).await.is(200).text();
    assert!(done.contains("Phường Hàm Rồng đã nhận “Rút hồ sơ” bạn gửi"), "{done}");
    let refused = hers.get(&pages[1]).await.is(200).text();
    for part in ["Không ghi được “Rút hồ sơ”", "hồ sơ đã thay đổi trước khi máy của Phường Hàm Rồng nhận"]
    {
        assert!(refused.contains(part), "{part}: {refused}");
    }
    let officers = commune.signed_in(HERE, Role::Specialist).await;
    let page =
        officers.get(&format!("/desk/dossiers/{}", first["id"].as_str().unwrap())).await.is(200).text();
    assert!(page.contains("Lò Thị Mai"), "who did it is named: {page}");
    centre.verify();
    commune.verify();
}
