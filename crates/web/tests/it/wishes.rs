//! How citizens want to be told, as they say it on their own page; and where the first page leads them.

use crate::office::{HERE, Office};
use crate::own::{HERS, citizen};
use app::telling::{Handed, Handing, Parcel, Transport, Verdict};
use domain::identity::{Level, Role};
use domain::notify::{Channel, Quiet, Settings};
use std::sync::Arc;

const PAGE: &str = "/citizen/wishes";
const BROWSER: &str = r#"{"endpoint":"https://push.example.test/1","keys":{"auth":"a","p256dh":"b"}}"#;

/// A house that sends text messages, mail and push messages.
struct House;

impl Transport for House {
    fn house(&self) -> Option<Settings> {
        let channels = vec![Channel::Sms, Channel::Email, Channel::Push];
        Some(Settings { channels, quiet: Quiet::default() })
    }

    fn deliver<'a>(&'a self, _: &'a Parcel) -> Handing<'a> {
        Box::pin(std::future::ready(Handed { verdict: Verdict::Done, tries: Vec::new() }))
    }

    fn push_key(&self) -> Option<String> {
        Some("BKey".to_owned())
    }
}

async fn office() -> Office {
    let office = Office::new().await;
    office.app.send_by(Arc::new(House));
    office
}

#[tokio::test]
async fn what_a_citizen_wishes_is_saved_and_shown_again() {
    let office = office().await;
    let hers = citizen(&office, HERS, Level::Two).await;
    let page = hers.get(PAGE).await.is(200).text();
    assert!(page.contains("Chưa có ở đây: Zalo ZNS.") && !page.contains("value=\"zns\""), "{page}");
    assert!(page.contains("data-push=\"BKey\"") && page.contains("pháp luật buộc phải báo"), "{page}");
    let wishes =
        [("channel", "email"), ("email", " mai@example.test "), ("language", "fr"), ("required", "1")];
    let saved = hers.form(PAGE, &wishes).await.is(303);
    let page = hers.get(saved.header("location")).await.is(200).text();
    for part in ["Đã lưu", "value=\"mai@example.test\"", "value=\"email\" checked", "value=\"fr\" checked"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("value=\"sms\" checked"), "{page}");
    // Somebody else's are their own.
    let other = citizen(&office, "000190054321", Level::Two).await;
    assert!(!other.get(PAGE).await.is(200).text().contains("mai@example.test"));
    office.verify();
}

#[tokio::test]
async fn a_wrong_address_is_named_and_loses_nothing_that_was_typed() {
    let office = office().await;
    let hers = citizen(&office, HERS, Level::Two).await;
    let wrong = [("channel", "sms"), ("channel", "email"), ("email", "mai@nowhere"), ("language", "en")];
    let page = hers.form(PAGE, &wrong).await.is(422).text();
    for part in ["chưa đúng", "value=\"mai@nowhere\"", "value=\"sms\" checked", "value=\"en\" checked"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let none = hers.form(PAGE, &[("channel", "email"), ("language", "vi")]).await.is(422).text();
    assert!(none.contains("hãy nhập địa chỉ"), "{none}");
    assert!(!hers.get(PAGE).await.is(200).text().contains("mai@nowhere"));
}

#[tokio::test]
async fn a_browser_is_told_until_it_is_turned_off() {
    let office = office().await;
    let hers = citizen(&office, HERS, Level::Two).await;
    for _ in 0..2 {
        hers.form(PAGE, &[("do", "push-on"), ("push", BROWSER)]).await.is(303);
    }
    let page = hers.get(PAGE).await.is(200).text();
    assert!(page.contains("https://push.example.test/1") && page.contains("1 trình duyệt"), "{page}");
    // The rest of the page leaves browsers alone.
    hers.form(PAGE, &[("channel", "sms"), ("language", "vi")]).await.is(303);
    assert!(hers.get(PAGE).await.text().contains("1 trình duyệt"));
    hers.form(PAGE, &[("do", "push-on"), ("push", "{}")]).await.is(422);
    hers.form(PAGE, &[("do", "push-off"), ("push", "https://push.example.test/1")]).await.is(303);
    assert!(!hers.get(PAGE).await.is(200).text().contains("push.example.test"));
    office.verify();
}

#[tokio::test]
async fn where_no_provider_is_set_up_the_page_says_so_and_asks_nothing() {
    let office = Office::new().await;
    let hers = citizen(&office, HERS, Level::Two).await;
    let page = hers.get(PAGE).await.is(200).text();
    assert!(page.contains("chưa nối với nhà cung cấp"), "{page}");
    assert!(!page.contains("name=\"email\"") && !page.contains("data-push"), "{page}");
}

#[tokio::test]
async fn an_officer_is_no_citizen() {
    let office = office().await;
    let officer = office.signed_in(HERE, Role::Reception).await;
    assert!(officer.get(PAGE).await.is(303).header("location").starts_with("/citizen/sign-in?to="));
    let sent = officer.form(PAGE, &[("language", "vi")]).await.is(303);
    assert!(sent.header("location").starts_with("/citizen/sign-in?to=/citizen/wishes"));
}

#[tokio::test]
async fn the_first_page_leads_to_what_can_be_done_and_citizens_to_what_is_theirs() {
    let office = Office::new().await;
    let page = office.anyone().get("/").await.is(200).text();
    for there in ["href=\"/apply\"", "href=\"/units\""] {
        assert!(page.contains(there), "{there}: {page}");
    }
    assert!(!page.contains("href=\"/feedback\"") && !page.contains("href=\"/citizen\""), "{page}");
    let hers = citizen(&office, HERS, Level::Two).await;
    assert!(hers.get("/").await.is(200).text().matches("href=\"/citizen\"").count() == 2);
    let list = hers.get("/citizen").await.is(200).text();
    assert!(list.contains("href=\"/citizen\" aria-current=\"page\"") && list.contains(PAGE), "{list}");
    let feedback = Office::with_all_packs().await.anyone().get("/").await.is(200).text();
    assert!(feedback.contains("href=\"/feedback\""), "{feedback}");
}
