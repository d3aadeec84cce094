//! How notices left the house is kept for figures, and dropped a page at a time.

use crate::fixture::{Desk, nine, unit};
use domain::notify::Delivery;
use domain::words::Moment;
use store::{Beside, Telling, Try};

/// How many old tries there are: more than go at a time.
const OLD: u32 = 1_001;

fn told(what: Telling) -> Beside {
    Beside::Telling(Box::new(what))
}

/// A try that was taken, with a message of its own.
fn tried(notice: &str, at: Moment) -> Beside {
    told(Telling::Tried(Try {
        notice: notice.to_owned(),
        kind: "accepted".to_owned(),
        channel: "sms".to_owned(),
        provider: "carrier".to_owned(),
        state: Delivery::Accepted,
        provider_ids: vec![format!("id-{notice}")],
        parts: 1,
        cost_vnd: 350,
        at,
        took_ms: 1,
        fault: String::new(),
    }))
}

fn heard(provider_id: &str, at: Moment) -> Beside {
    let (provider, provider_id) = ("carrier".to_owned(), provider_id.to_owned());
    told(Telling::Heard { provider, provider_id, state: Delivery::Delivered, at })
}

#[tokio::test]
async fn old_tries_and_what_nobody_knows_go_page_by_page_and_nothing_else_does() {
    let desk = Desk::new();
    let (old, now) = (nine(), nine().plus_minutes(500 * 24 * 60));
    let before = now.plus_minutes(-60);
    let mut all: Vec<Beside> = (0..OLD).map(|n| tried(&format!("old-{n}"), old)).collect();
    all.extend([tried("new", now), heard("unknown", old), heard("id-old-7", old), heard("late", now)]);
    desk.store.put_beside(unit(), all).await.unwrap();
    let left = async || desk.store.read(move |r| r.deliveries_to_prune(&unit(), before, now)).await.unwrap();
    let taken =
        async |notice: &'static str| desk.store.read(move |r| r.notice_taken(&unit(), notice)).await.unwrap();
    let prune = async || desk.store.put_beside(unit(), vec![Beside::Prune { before, now }]).await.unwrap();
    assert!(left().await && taken("old-7").await);
    prune().await;
    assert!(left().await, "one is left for the next page");
    prune().await;
    assert!(!left().await);
    assert!(!taken("old-7").await && taken("new").await);
    // What was said of messages that are gone is gone: these are of nobody's now.
    let late = vec![heard("id-old-7", now), heard("id-new", now)];
    desk.store.put_beside(unit(), late).await.unwrap();
    let costs = desk.store.read(move |r| r.delivery_costs(&unit(), old)).await.unwrap();
    assert_eq!((costs.len(), costs[0].messages, costs[0].delivered), (1, 1, 1));
    let receipts = "select provider_id from receipt order by provider_id";
    let Desk { dir, store, .. } = desk;
    drop(store);
    let ids = crate::database::texts(dir.path(), receipts);
    assert_eq!(ids, ["id-new", "id-old-7", "late"]);
}
