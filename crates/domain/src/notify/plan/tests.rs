//! Plans for invented people.

use super::{Attempt, CODE, Channel, Contact, Notice, Quiet, Settings, Wish, plan};
use crate::words::{Day, Moment};

fn notice(kind: &str) -> Notice {
    Notice {
        kind: kind.to_owned(),
        code: "H56.002-251120-0001".to_owned(),
        phone: String::new(),
        due: None,
        officers: None,
        amount_vnd: None,
        unit: None,
    }
}

fn at(hour: i8, minute: i8) -> Moment {
    Moment::at(day(0), hour, minute)
}

fn day(later: i64) -> Day {
    Day::new(2025, 11, 20).unwrap().plus(later)
}

fn reachable() -> Contact {
    Contact {
        phone: "84990123456".to_owned(),
        email: Some("an@example.vn".to_owned()),
        push: vec!["{}".to_owned()],
    }
}

fn house() -> Settings {
    Settings { channels: vec![Channel::Zns, Channel::Sms, Channel::Email], quiet: Quiet::default() }
}

fn channels(kind: &str, contact: &Contact, wish: &Wish) -> Vec<Channel> {
    plan(&notice(kind), contact, wish, &house(), at(9, 0)).into_iter().map(|a| a.channel).collect()
}

#[test]
fn the_house_has_an_order_and_wishes_come_before_it() {
    use Channel::{Email, Push, Sms, Zns};
    assert_eq!(channels("ready", &reachable(), &Wish::default()), [Zns, Sms, Email]);
    let wish = |channels: &[Channel]| Wish { channels: channels.to_vec(), ..Wish::default() };
    assert_eq!(channels("ready", &reachable(), &wish(&[Email])), [Email, Zns, Sms], "they must be told");
    assert_eq!(channels("renewal", &reachable(), &wish(&[Email])), [Email], "no law asks for that");
    assert_eq!(channels("renewal", &reachable(), &wish(&[Push])), [], "the house has no push");
    let silent = Wish { only_required: true, ..Wish::default() };
    assert_eq!(channels("renewal", &reachable(), &silent), []);
    assert_eq!(channels("ready", &reachable(), &silent), [Zns, Sms, Email]);
}

#[test]
fn a_code_goes_to_the_telephone_only() {
    let wish = Wish { channels: vec![Channel::Email], only_required: true, ..Wish::default() };
    assert_eq!(channels(CODE, &reachable(), &wish), [Channel::Zns, Channel::Sms]);
}

#[test]
fn who_cannot_be_reached_on_a_channel_is_not_tried_there() {
    let landline = Contact { phone: "842373852246".to_owned(), ..Contact::default() };
    assert_eq!(channels("ready", &landline, &Wish::default()), []);
    let mail = Contact { email: Some("an@example.vn".to_owned()), ..landline };
    assert_eq!(channels("ready", &mail, &Wish::default()), [Channel::Email]);
    assert_eq!(channels("ready", &Contact::default(), &Wish::default()), []);
}

#[test]
fn every_browser_of_a_person_is_tried() {
    let contact = Contact { push: vec!["a".to_owned(), "b".to_owned()], ..Contact::default() };
    let settings = Settings { channels: vec![Channel::Push], quiet: Quiet::default() };
    let plan = plan(&notice("ready"), &contact, &Wish::default(), &settings, at(9, 0));
    assert_eq!(plan.into_iter().map(|a| a.to).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn nobody_is_woken_but_for_a_code() {
    let first = |kind: &str, wish: &Wish, now: Moment| -> Moment {
        let plan = plan(&notice(kind), &reachable(), wish, &house(), now);
        plan.first().map(|Attempt { not_before, .. }| *not_before).unwrap()
    };
    let any = Wish::default();
    assert_eq!(first("ready", &any, at(20, 59)), at(20, 59));
    assert_eq!(first("ready", &any, at(21, 0)), Moment::at(day(1), 7, 0));
    assert_eq!(first("ready", &any, at(0, 30)), at(7, 0));
    assert_eq!(first("ready", &any, at(7, 0)), at(7, 0));
    assert_eq!(first(CODE, &any, at(23, 0)), at(23, 0));
    let noon = Wish { quiet: Some(Quiet { from: 12 * 60, to: 13 * 60 }), ..Wish::default() };
    assert_eq!(first("ready", &noon, at(12, 30)), at(13, 0));
    assert_eq!(first("ready", &noon, at(22, 0)), at(22, 0), "their own hours count");
    let never = Wish { quiet: Some(Quiet { from: 0, to: 0 }), ..Wish::default() };
    assert_eq!(first("ready", &never, at(3, 0)), at(3, 0));
}
