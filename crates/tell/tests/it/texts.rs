//! What people read, for every kind of notice, in every language, on every channel.

use crate::peers::nine;
use domain::notify::sms::{Alphabet, Sms};
use domain::notify::{CODE, Channel, Notice};
use domain::reminders::Level;
use lang::{Lang, Words};
use tell::Message;
use tell::text::{About, message};

/// The longest name of a unit in `data/units.csv`.
const UNIT: &str = "Phường Văn Miếu - Quốc Tử Giám";
const URL: &str = "https://motcua.example.vn/track?code=H56.002-251120-0001";

fn kinds() -> Vec<String> {
    let own = [
        "accepted",
        "supplement",
        "payment",
        "extended",
        "refused",
        "lapsed",
        "recounted",
        "ready",
        "result-there",
        "taken-over",
        "renewal",
        CODE,
    ];
    let reminders = Level::ALL.iter().map(|level| format!("reminder-{}", level.as_str()));
    own.iter().map(|kind| (*kind).to_owned()).chain(reminders).collect()
}

/// A notice with the longest values that are likely.
fn notice(kind: &str) -> Notice {
    Notice {
        kind: kind.to_owned(),
        code: "H56.123.456-251120-123456".to_owned(),
        phone: "84990123456".to_owned(),
        due: Some(nine()),
        officers: None,
        amount_vnd: Some(1_234_567_890),
        unit: None,
    }
}

fn written(kind: &str, channel: Channel, lang: Lang) -> Message {
    let about = About { id: "38@2025-07-01/7", unit: UNIT, url: URL };
    message(&notice(kind), about, channel, "to", Words::of(lang))
}

#[test]
fn every_text_message_fits_two_parts_of_the_small_alphabet() {
    for lang in Lang::ALL {
        for kind in kinds() {
            let text = written(&kind, Channel::Sms, lang).text;
            let sms = Sms::of(&text);
            assert!(!text.starts_with("notice-"), "{kind} has no text in {lang}");
            assert_eq!(sms.alphabet, Alphabet::Gsm, "{kind} in {lang}: {text}");
            assert!(sms.count() <= 2, "{kind} in {lang} has {} parts: {text}", sms.count());
            assert!(!text.contains(['?', '{']), "{kind} in {lang}: {text}");
        }
    }
}

#[test]
fn vietnamese_text_messages_have_no_marks_at_all() {
    for kind in kinds() {
        let text = written(&kind, Channel::Sms, Lang::Vi).text;
        assert!(text.is_ascii(), "{kind}: {text}");
    }
    let paid = written("payment", Channel::Sms, Lang::Vi).text;
    assert!(paid.contains("1.234.567.890 dong"), "{paid}");
}

#[test]
fn a_mail_says_the_same_as_text_and_as_a_page() {
    for lang in Lang::ALL {
        for kind in kinds() {
            let mail = written(&kind, Channel::Email, lang);
            let page = mail.html.as_deref().unwrap();
            assert!(mail.text.contains(URL) && page.contains(URL), "{kind} in {lang}");
            assert!(page.starts_with(&format!("<!doctype html><html lang=\"{lang}\">")), "{page}");
            assert!(mail.subject.contains("H56.123.456-251120-123456"));
        }
    }
}

#[test]
fn what_others_typed_is_no_markup() {
    let about = About { id: "1", unit: "<script>alert(\"1\")</script> & co", url: "javascript:alert(1)" };
    let mail = message(&notice("taken-over"), about, Channel::Email, "to", Words::of(Lang::Vi));
    let page = mail.html.unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(&quot;1&quot;)"), "{page}");
    assert!(!page.contains("href"), "{page}");
}

#[test]
fn templates_are_given_only_what_the_notice_has() {
    let mut bare = notice("ready");
    (bare.due, bare.amount_vnd) = (None, None);
    let about = About { id: "1", unit: "", url: "" };
    let message = message(&bare, about, Channel::Zns, "84990123456", Words::of(Lang::Vi));
    assert_eq!(message.values, [("code", bare.code)]);
}

#[test]
fn zalo_and_browsers_show_texts_as_they_are_written() {
    for channel in [Channel::Zns, Channel::Push] {
        let message = written("ready", channel, Lang::Vi);
        assert!(message.text.starts_with("Hồ sơ") && message.html.is_none());
    }
}
