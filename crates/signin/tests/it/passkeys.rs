//! Officers' passkeys.

use crate::device::Device;
use domain::words::{Moment, PersonId};
use signin::passkey::{PasskeyFault, Passkeys, Registered};

const SITE: &str = "https://motcua.example.test";
const NOW: Moment = Moment::from_millis(1_800_000_000_000);

fn person(number: u8) -> PersonId {
    format!("01970000-0000-7000-8000-0000000000{number:02x}").parse().unwrap()
}

fn site() -> Passkeys {
    Passkeys::of(SITE, "Một cửa").unwrap()
}

fn registered(site: &Passkeys, device: &mut Device) -> Registered {
    let begun = site.begin_registration(person(1), "thanh", "Lê Thị Thanh", &[], NOW).unwrap();
    let answer = device.create(&begun.options);
    site.finish_registration(person(1), &answer, &begun.state, NOW).unwrap()
}

#[test]
fn a_key_is_registered_and_opens_and_its_counter_goes_on() {
    let (site, mut device) = (site(), Device::of(SITE, 7));
    let made = registered(&site, &mut device);
    assert_eq!(made.id, "07".repeat(16));
    let mut keys = vec![made.key];
    for _ in 0..2 {
        let begun = site.begin_sign_in(person(1), &keys, NOW).unwrap();
        let used =
            site.finish_sign_in(person(1), &device.get(&begun.options), &begun.state, &keys, NOW).unwrap();
        assert_eq!(used.id, made.id);
        keys = vec![used.key.expect("the counter went on")];
    }
}

#[test]
fn a_copied_device_is_noticed() {
    let (site, mut device) = (site(), Device::of(SITE, 7));
    let keys = vec![registered(&site, &mut device).key];
    let mut copy = device.clone();
    let begun = site.begin_sign_in(person(1), &keys, NOW).unwrap();
    let used = site.finish_sign_in(person(1), &device.get(&begun.options), &begun.state, &keys, NOW).unwrap();
    let newer = vec![used.key.unwrap()];
    let begun = site.begin_sign_in(person(1), &newer, NOW).unwrap();
    let behind = site.finish_sign_in(person(1), &copy.get(&begun.options), &begun.state, &newer, NOW);
    assert_eq!(behind, Err(PasskeyFault::Copied));
}

#[test]
fn the_counter_that_is_kept_now_is_the_one_that_counts() {
    let (site, mut device) = (site(), Device::of(SITE, 7));
    let keys = vec![registered(&site, &mut device).key];
    let mut copy = device.clone();
    // Both begin before either has finished: neither state knows of the other.
    let begin = || site.begin_sign_in(person(1), &keys, NOW).unwrap();
    let (first, second) = (begin(), begin());
    let used = site.finish_sign_in(person(1), &device.get(&first.options), &first.state, &keys, NOW).unwrap();
    let newer = vec![used.key.unwrap()];
    let raced = site.finish_sign_in(person(1), &copy.get(&second.options), &second.state, &newer, NOW);
    assert_eq!(raced, Err(PasskeyFault::Copied));
}

#[test]
fn an_answer_to_something_else_is_refused() {
    let (site, mut device) = (site(), Device::of(SITE, 7));
    let keys = vec![registered(&site, &mut device).key];
    let begin = || site.begin_sign_in(person(1), &keys, NOW).unwrap();
    let (first, second) = (begin(), begin());
    let answer = device.get(&first.options);
    let finish = |answer: &str, state| site.finish_sign_in(person(1), answer, state, &keys, NOW);
    assert_eq!(finish(&answer, &second.state), Err(PasskeyFault::Forged), "another challenge");
    device.origin = "https://motcua.example.test.evil.test".to_owned();
    let answer = device.get(&first.options);
    assert_eq!(finish(&answer, &first.state), Err(PasskeyFault::Forged), "another site");
    device.origin = SITE.to_owned();
    device.asks = false;
    let answer = device.get(&first.options);
    assert_eq!(finish(&answer, &first.state), Err(PasskeyFault::Unverified));
    let mut other = Device::of(SITE, 8);
    assert_eq!(finish(&other.get(&first.options), &first.state), Err(PasskeyFault::None), "another key");
    for rubbish in ["", "{}", "[1]"] {
        assert_eq!(finish(rubbish, &first.state), Err(PasskeyFault::Unreadable));
    }
}

#[test]
fn a_state_is_one_persons_and_ends() {
    let (site, mut device) = (site(), Device::of(SITE, 7));
    let begun = site.begin_registration(person(1), "thanh", "Lê Thị Thanh", &[], NOW).unwrap();
    let answer = device.create(&begun.options);
    let finish = |who, at| site.finish_registration(who, &answer, &begun.state, at);
    assert_eq!(finish(person(2), NOW), Err(PasskeyFault::Expired));
    assert_eq!(finish(person(1), NOW.plus_minutes(5)), Err(PasskeyFault::Expired));
    assert!(finish(person(1), NOW.plus_minutes(4)).is_ok());
}

#[test]
fn a_key_is_taken_once_and_ten_are_enough() {
    let (site, mut device) = (site(), Device::of(SITE, 7));
    let key = registered(&site, &mut device).key;
    let one = vec![key.clone()];
    let begun = site.begin_registration(person(1), "thanh", "Lê Thị Thanh", &one, NOW).unwrap();
    let again = site.finish_registration(person(1), &device.create(&begun.options), &begun.state, NOW);
    assert_eq!(again, Err(PasskeyFault::Enough));
    let ten = vec![key; 10];
    let more = site.begin_registration(person(1), "thanh", "Lê Thị Thanh", &ten, NOW);
    assert_eq!(more.unwrap_err(), PasskeyFault::Enough);
}

#[test]
fn a_key_that_was_taken_away_meanwhile_opens_no_more() {
    let (site, mut device) = (site(), Device::of(SITE, 7));
    let keys = vec![registered(&site, &mut device).key];
    let begun = site.begin_sign_in(person(1), &keys, NOW).unwrap();
    let answer = device.get(&begun.options);
    let gone = site.finish_sign_in(person(1), &answer, &begun.state, &[], NOW);
    assert_eq!(gone, Err(PasskeyFault::None));
    assert_eq!(site.begin_sign_in(person(1), &[], NOW).unwrap_err(), PasskeyFault::None);
}

#[test]
fn a_site_has_a_name_and_is_encrypted() {
    for address in ["https://10.0.0.7", "http://motcua.example.test", "motcua", ""] {
        assert_eq!(Passkeys::of(address, "x").unwrap_err(), PasskeyFault::Address, "{address}");
    }
    assert!(Passkeys::of("http://localhost:8080", "x").is_ok());
}
