use super::{Chain, ChainFault, Content, Digest, Draft, Entry, Subject, canonical_json, commitment};
use crate::words::{Moment, UnitId};
use proptest::prelude::*;
use serde_json::json;

fn ledger() -> UnitId {
    "15085@2025-07-01".parse().unwrap()
}

fn draft(n: u32, body: &str) -> Draft {
    Draft {
        ledger: ledger(),
        at: Moment::from_millis(1_755_230_400_000 + i64::from(n)),
        actor: "01890000-0000-7000-8000-000000000001".into(),
        subject: Subject { kind: "dossier".into(), id: "01890000-0000-7000-8000-00000000000a".into() },
        version: n,
        kind: "received".into(),
        body_version: 1,
        body: body.into(),
        salt: [7; 16],
    }
}

fn chain_of(bodies: &[String]) -> Vec<Entry> {
    let mut prev = Digest::ZERO;
    let seal = |(i, body): (usize, &String)| {
        let n = u32::try_from(i).unwrap() + 1;
        let entry = draft(n, body).seal(u64::from(n), prev);
        prev = entry.hash;
        entry
    };
    bodies.iter().enumerate().map(seal).collect()
}

fn walk(entries: &[Entry]) -> Result<(), ChainFault> {
    let mut chain = Chain::new(ledger());
    entries.iter().try_for_each(|e| chain.step(e))
}

/// The golden chain: these digests never change. A failure here means that old ledgers no longer verify.
#[test]
fn hashes_are_fixed_for_ever() {
    let body = canonical_json(&json!({"name": "Lê Thị Ánh", "b": [1, {"z": null, "a": true}]}));
    assert_eq!(body, r#"{"b":[1,{"a":true,"z":null}],"name":"Lê Thị Ánh"}"#);
    let entries = chain_of(&[body, "{}".into()]);
    let hashes: Vec<String> = entries.iter().map(|e| e.hash.to_string()).collect();
    let golden = include_str!("../../testdata/ledger/chain-v1.txt");
    assert_eq!(hashes.join("\n"), golden.trim());
}

#[test]
fn an_erased_body_still_verifies_and_a_changed_one_does_not() {
    let mut entries = chain_of(&["{\"a\":1}".into(), "{}".into()]);
    let left = commitment(&[7; 16], "{\"a\":1}");
    entries[0].content = Content::Erased(left);
    assert_eq!(walk(&entries), Ok(()));
    entries[0].content = Content::Kept { salt: [7; 16], body: "{\"a\":2}".into() };
    assert_eq!(walk(&entries), Err(ChainFault::Altered { ledger: ledger(), seq: 1 }));
}

proptest! {
    #[test]
    fn any_change_anywhere_is_found(
        bodies in prop::collection::vec("[a-z]{0,12}", 1..12),
        at in 0usize..12,
        what in 0u8..6,
    ) {
        let mut entries = chain_of(&bodies);
        prop_assert_eq!(walk(&entries), Ok(()));
        let i = at % entries.len();
        let e = &mut entries[i];
        match what {
            0 => e.head.at = e.head.at.plus_minutes(1),
            1 => e.head.actor.push('x'),
            2 => e.head.kind.push('x'),
            3 => e.head.version += 1,
            4 => e.content = Content::Kept { salt: [8; 16], body: bodies[i].clone() },
            _ => e.head.subject.id.push('0'),
        }
        prop_assert!(walk(&entries).is_err());
    }

    #[test]
    fn a_removed_or_swapped_entry_is_found(n in 3usize..10, at in 0usize..9) {
        let bodies: Vec<String> = (0..n).map(|i| i.to_string()).collect();
        let mut entries = chain_of(&bodies);
        entries.swap(at % (n - 1), at % (n - 1) + 1);
        prop_assert!(walk(&entries).is_err());
        let mut entries = chain_of(&bodies);
        entries.remove(at % (n - 1));
        prop_assert!(walk(&entries).is_err());
    }
}
