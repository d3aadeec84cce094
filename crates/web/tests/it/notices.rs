//! Messages that leave the house, as who looks after machines sees them; and what providers say of them.

use crate::office::Office;
use app::telling::{Handed, Handing, Heard, Parcel, ProviderState, Transport, Try, Unheard, Verdict};
use domain::notify::{Channel, Delivery, Quiet, Settings};
use domain::words::{Moment, Phone};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const SECRET: &str = "a-secret-of-some-length";

/// A provider that answers garbage until it is mended.
struct Out {
    mended: AtomicBool,
}

impl Transport for Out {
    fn house(&self) -> Option<Settings> {
        Some(Settings { channels: vec![Channel::Sms], quiet: Quiet::default() })
    }

    fn deliver<'a>(&'a self, parcel: &'a Parcel) -> Handing<'a> {
        let taken = self.mended.load(Ordering::SeqCst);
        let tried = Try {
            notice: parcel.id.clone(),
            kind: parcel.notice.kind.clone(),
            channel: "sms".to_owned(),
            provider: "carrier".to_owned(),
            state: if taken { Delivery::Accepted } else { Delivery::Failed },
            provider_ids: vec!["m1".to_owned()],
            parts: 1,
            cost_vnd: 350,
            at: parcel.attempts[0].not_before,
            took_ms: 5,
            fault: if taken { String::new() } else { "unreadable: <html>".to_owned() },
        };
        let verdict = if taken { Verdict::Done } else { Verdict::Never };
        Box::pin(std::future::ready(Handed { verdict, tries: vec![tried] }))
    }

    fn standing(&self) -> Vec<ProviderState> {
        let rests_until = Moment::parse("2026-03-09T18:30");
        let resting = ProviderState { name: "second".to_owned(), channel: Channel::Sms, rests_until };
        vec![resting]
    }

    fn receipts(&self, provider: &str, secret: &str, body: &[u8]) -> Result<Vec<Heard>, Unheard> {
        if (provider, secret) != ("carrier", SECRET) {
            return Err(Unheard::Forged);
        }
        if body != b"\"m1\"" {
            return Err(Unheard::Unreadable);
        }
        let (provider, provider_id) = (provider.to_owned(), "m1".to_owned());
        Ok(vec![Heard { provider, provider_id, state: Delivery::Delivered }])
    }
}

#[tokio::test]
async fn garbage_is_shown_with_what_to_do_tried_again_by_hand_and_counted_when_it_arrives() {
    let office = Office::new().await;
    let out = Arc::new(Out { mended: AtomicBool::new(false) });
    office.app.send_by(Arc::<Out>::clone(&out));
    office.app.send_code(&Phone::parse("0990 000 001").unwrap(), "apply", "192.0.2.1").await.unwrap();
    office.app.outbox_drain(&*out).await.unwrap();
    let province = office.province().await;
    let page = province.get("/manage/notices").await.is(200).text();
    for part in
        ["Nhà cung cấp trả lời nội dung không hiểu được", "Mã xác nhận", "&#60;html&#62;", "second", "18:30"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("990000001") && !page.contains("notices-"), "{page}");
    let before = "name=\"id\" value=\"";
    let id = page.split(before).nth(1).unwrap().split('"').next().unwrap().to_owned();
    out.mended.store(true, Ordering::SeqCst);
    let done = province.form("/manage/notices/again", &[("id", &id)]).await.is(303);
    assert_eq!(done.header("location"), "/manage/notices?said=again");
    assert_eq!(office.app.outbox_drain(&*out).await.unwrap(), 1);
    let page = province.get("/manage/notices").await.is(200).text();
    assert!(!page.contains(before) && page.contains("350"), "{page}");
}

#[tokio::test]
async fn receipts_need_their_providers_secret() {
    let office = Office::new().await;
    let out = Arc::new(Out { mended: AtomicBool::new(true) });
    office.app.send_by(out);
    let anyone = office.anyone();
    let said = async |provider: &str, secret: &str, headers: &[(&str, &str)], body: &str| {
        let path = format!("/notices/{provider}/receipt?secret={secret}");
        anyone.api_with(&path, Some(body.into()), headers).await.status.as_u16()
    };
    let bearer = format!("Bearer {SECRET}");
    assert_eq!(said("carrier", SECRET, &[], "m1").await, 204);
    assert_eq!(said("carrier", "", &[("authorization", &bearer)], "m1").await, 204);
    assert_eq!(said("carrier", "", &[("x-receipt-secret", SECRET)], "m1").await, 204);
    assert_eq!(said("carrier", SECRET, &[], "<html>").await, 400);
    // Neither of these tells whether there is such a provider.
    assert_eq!(said("carrier", "guess", &[], "m1").await, 404);
    assert_eq!(said("nobody", SECRET, &[], "m1").await, 404);
    for _ in 0..40 {
        said("carrier", "guess", &[], "m1").await;
    }
    assert_eq!(said("carrier", "guess", &[], "m1").await, 429);
    office.clock.pass(2);
    assert_eq!(said("carrier", SECRET, &[], "m1").await, 204);
}
