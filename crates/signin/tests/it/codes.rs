//! Codes from an authenticator, and codes on paper.

use domain::words::Moment;
use signin::{recovery, totp};
use std::collections::BTreeSet;

const SECRET: &[u8; 20] = b"12345678901234567890";

fn at(seconds: i64) -> Moment {
    Moment::from_millis(seconds * 1000)
}

#[test]
fn codes_are_those_of_rfc_6238() {
    let vectors = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];
    for (seconds, eight) in vectors {
        let six = &eight[2..];
        assert_eq!(totp::code(SECRET, at(seconds)).unwrap(), six, "{seconds}");
        let step = u64::try_from(seconds).unwrap() / 30;
        assert_eq!(totp::verify(SECRET, six, None, at(seconds)), Some(step));
    }
}

#[test]
fn a_code_is_good_one_step_before_and_after_and_no_longer() {
    let code = totp::code(SECRET, at(3000)).unwrap();
    for (seconds, good) in [(2939, false), (2970, true), (3000, true), (3059, true), (3060, false)] {
        assert_eq!(totp::verify(SECRET, &code, None, at(seconds)).is_some(), good, "{seconds}");
    }
}

#[test]
fn a_code_opens_once() {
    let (code, now) = (totp::code(SECRET, at(3000)).unwrap(), at(3000));
    let used = totp::verify(SECRET, &code, None, now);
    assert_eq!(used, Some(100));
    assert_eq!(totp::verify(SECRET, &code, used, now), None, "who looked over the shoulder");
    let before = totp::code(SECRET, at(2970)).unwrap();
    assert_eq!(totp::verify(SECRET, &before, used, now), None, "nor the one before");
    let next = totp::code(SECRET, at(3030)).unwrap();
    assert_eq!(totp::verify(SECRET, &next, used, at(3030)), Some(101));
}

#[test]
fn what_is_typed_may_have_spaces_and_nothing_else() {
    let code = totp::code(SECRET, at(3000)).unwrap();
    let (left, right) = code.split_at(3);
    assert!(totp::verify(SECRET, &format!(" {left} {right} "), None, at(3000)).is_some());
    for wrong in ["", "12345", "+12345", "1234567", "abcdef", "000000000000000000000000"] {
        assert_eq!(totp::verify(SECRET, wrong, None, at(3000)), None, "{wrong}");
    }
    assert_eq!(totp::verify(b"short", &code, None, at(3000)), None);
}

#[test]
fn an_authenticator_is_set_up_by_an_address_or_by_typing() {
    let made = totp::set_up(SECRET, "Một Cửa Hạc Thành", "thanh.le").unwrap();
    let url = made.url.shown();
    assert!(url.starts_with("otpauth://totp/M%E1%BB%99t"), "{url}");
    assert!(url.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") && url.contains("thanh"), "{url}");
    assert_eq!(made.typed.shown(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    assert!(!format!("{made:?}").contains("GEZD"));
    for (office, account) in [("", "thanh"), ("office", " "), ("of:fice", "thanh"), ("office", "a:b")] {
        assert_eq!(totp::set_up(SECRET, office, account), Err(totp::TotpFault::Name));
    }
}

fn codes() -> recovery::Fresh {
    let mut chance = [0; recovery::CHANCE_BYTES];
    for (at, byte) in chance.iter_mut().enumerate() {
        *byte = u8::try_from(at * 151 % 256).unwrap();
    }
    recovery::make(&chance)
}

#[test]
fn recovery_codes_are_ten_and_differ_and_are_kept_as_digests() {
    let fresh = codes();
    let shown: BTreeSet<&str> = fresh.shown.iter().map(signin::Hidden::shown).collect();
    assert_eq!((shown.len(), fresh.digests.len()), (recovery::CODES, recovery::CODES));
    for code in &shown {
        let groups: Vec<usize> = code.split('-').map(str::len).collect();
        assert_eq!(groups, [4, 4, 4, 4], "{code}");
    }
    assert_eq!(recovery::make(&[0xff; recovery::CHANCE_BYTES]).shown[0].shown(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
}

#[test]
fn a_recovery_code_is_found_however_it_is_typed_and_opens_once() {
    let fresh = codes();
    let mut kept = fresh.digests.clone();
    let code = fresh.shown[3].shown();
    let sloppy = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    assert_eq!(recovery::used(&sloppy, &kept), Some(kept[3]));
    let used = recovery::used(code, &kept).unwrap();
    kept.retain(|one| *one != used);
    assert_eq!(recovery::used(code, &kept), None);
    for wrong in ["", "ZZZZ", "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "ZZZZ-ZZZZ-ZZZZ-ZZZU"] {
        assert_eq!(recovery::used(wrong, &kept), None, "{wrong}");
    }
}
