use super::{Admitted, Before, Carried, FaultCause, Home, Me, Node, NodeFault, Settled, Stray, admit, files};
use crate::ledger::{Content, Digest, Draft, Entry, Subject};
use crate::records::{Body, RecordKind};
use crate::words::{Day, Moment, NodeId, UnitId};
use proptest::prelude::*;

fn unit() -> UnitId {
    "15085@2025-07-01".parse().unwrap()
}

fn node(n: u128) -> NodeId {
    NodeId(uuid::Uuid::from_u128(n))
}

fn moment() -> Moment {
    Moment::at(Day::parse("2026-11-20").unwrap(), 9, 12)
}

fn home(n: u128, epoch: u32) -> Home {
    Home { node: node(n), epoch, since: moment(), floor: 0 }
}

fn entry(n: u64, prev: Digest, kind: &str, body: &str) -> Entry {
    let draft = Draft {
        ledger: unit(),
        at: moment(),
        actor: "system:clock".into(),
        subject: Subject { kind: kind.into(), id: format!("key-{n}") },
        version: 1,
        kind: format!("{kind}-set"),
        body_version: 1,
        body: body.into(),
        salt: [7; 16],
    };
    draft.seal(n, prev)
}

/// The golden body of a kind of record.
#[expect(clippy::disallowed_methods, reason = "the test reads golden files; the crate itself can't")]
fn body_of(kind: &str) -> String {
    let path = format!("{}/testdata/records/{kind}/v1.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap().trim().to_owned()
}

fn chain(n: u64) -> Vec<Entry> {
    let mut prev = Digest::ZERO;
    let next = |n| {
        let made = entry(n, prev, "of-a-newer-program", "{}");
        prev = made.hash;
        made
    };
    (1..=n).map(next).collect()
}

fn sent(chain: &[Entry], known: usize, batch: Vec<Entry>) -> Result<Admitted, FaultCause> {
    let head = known.checked_sub(1).map_or((0, Digest::ZERO), |i| (chain[i].head.seq, chain[i].hash));
    let hash = |seq: u64| chain.get(usize::try_from(seq).unwrap() - 1).map(|e| e.hash);
    admit(node(1), &unit(), Some(&home(1, 1)), head, hash, batch).map_err(|r| r.cause)
}

#[test]
fn a_home_is_where_its_newest_record_says() {
    let (box_, centre) = (Me { node: node(1), centre: false }, Me { node: node(9), centre: true });
    assert!(Home::lives_at(None, None), "a lone office writes everything");
    assert!(Home::lives_at(None, Some(&centre)) && !Home::lives_at(None, Some(&box_)));
    assert!(Home::lives_at(Some(&home(1, 1)), Some(&box_)));
    assert!(!Home::lives_at(Some(&home(1, 1)), Some(&centre)), "nobody writes for another node");
}

#[test]
fn a_replaced_home_gives_none_of_the_numbers_that_were_lost() {
    let day = moment().day();
    assert_eq!(Home::last_number(None, day, 7), 7);
    assert_eq!(Home::last_number(Some(&home(1, 1)), day, 7), 7, "the centre's own numbers are known");
    assert_eq!(Home::last_number(Some(&home(2, 2)), day, 7), 1_000);
    assert_eq!(Home::last_number(Some(&home(2, 2)), day, 1_004), 1_004);
    assert_eq!(Home::last_number(Some(&home(3, 3)), day.plus(30), 0), 2_000);
    assert_eq!(Home::last_number(Some(&home(3, 3)), day.plus(31), 0), 0);
    // More were given than one home has to itself: the next one begins behind them all, on that day.
    let busy = home(2, 2).above(2_814);
    assert_eq!(Home::last_number(Some(&busy), day, 2_814), 3_000);
    assert_eq!(Home::last_number(Some(&busy), day, 3_002), 3_002);
    assert_eq!(Home::last_number(Some(&busy), day.plus(2), 0), 1_000);
    assert_eq!(home(2, 2).above(999), home(2, 2), "they end before its own");
    assert_eq!(home(1, 1).above(2_814), home(1, 1), "the centre's own numbers are known");
}

#[test]
fn a_successor_keeps_away_from_a_unit_that_may_not_know_of_its_end() {
    let day = moment().day();
    assert_eq!(Before::Known.last_number(day, 7), 7, "its numbers go on");
    assert_eq!(Before::Open.last_number(day, 7), 5_000);
    assert_eq!(Before::Open.last_number(day, 5_002), 5_002);
    assert_eq!(Before::Open.last_number(day.plus(400), 0), 5_000, "however long it is away");
    assert_eq!(Before::Closed(day).last_number(day, 0), 5_000, "of that day not all is known here");
    assert_eq!(Before::Closed(day).last_number(day.plus(1), 0), 5_000);
    assert_eq!(Before::Closed(day).last_number(day.plus(2), 0), 0);
}

#[test]
fn what_is_next_is_taken_and_what_is_known_is_passed_over() {
    let chain = chain(5);
    assert_eq!(sent(&chain, 2, chain[2..].to_vec()), Ok(Admitted::Next(chain[2..].to_vec())));
    assert_eq!(sent(&chain, 4, chain[1..].to_vec()), Ok(Admitted::Next(chain[4..].to_vec())));
    assert_eq!(sent(&chain, 5, chain.clone()), Ok(Admitted::Known));
    assert_eq!(sent(&chain, 1, chain[3..].to_vec()), Ok(Admitted::Gap));
}

#[test]
fn forks_old_epochs_and_what_only_the_province_writes_are_refused() {
    let chain = chain(3);
    let other = entry(2, chain[0].hash, "tick", "{}");
    assert_eq!(sent(&chain, 2, vec![other.clone()]), Err(FaultCause::Fork), "under a known number");
    assert_eq!(sent(&chain, 2, vec![entry(3, other.hash, "x", "{}")]), Err(FaultCause::Fork), "behind it");
    let hash = |_| None;
    let refused = |home: Option<&Home>| {
        admit(node(1), &unit(), home, (0, Digest::ZERO), hash, chain.clone()).map_err(|r| r.cause)
    };
    assert_eq!(refused(None), Err(FaultCause::NotTheirs));
    assert_eq!(refused(Some(&home(2, 2))), Err(FaultCause::OlderEpoch));
    let golden = body_of;
    for kind in ["node", "home", "pack", "calendar", "reorganisation", "stray", "node-fault", "sent-act"] {
        let forged = vec![entry(1, Digest::ZERO, kind, &golden(kind))];
        assert_eq!(sent(&chain, 0, forged), Err(FaultCause::NotAllowed), "{kind}");
    }
    for kind in ["office", "sent-taken"] {
        let own = vec![entry(1, Digest::ZERO, kind, &golden(kind))];
        assert!(matches!(sent(&chain, 0, own), Ok(Admitted::Next(_))), "{kind}");
    }
    assert_eq!(sent(&chain, 0, vec![entry(1, Digest::ZERO, "tick", "{}")]), Err(FaultCause::Unreadable));
    assert_eq!(sent(&chain, 0, vec![entry(1, Digest::ZERO, "dossier", "{}")]), Err(FaultCause::Unreadable));
}

#[test]
fn files_are_found_wherever_a_body_names_them() {
    let digest = "a".repeat(64);
    let body = format!(
        r#"{{"x":[{{"files":[{{"blob":"{digest}","name":"a.pdf","media":"application/pdf","size_bytes":7}}]}},
        {{"blob":"{digest}","name":"again.pdf","media":"application/pdf","size_bytes":7}}],"blob":"no"}}"#
    );
    let found = files::named(&body);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name.as_str(), found[0].size_bytes), ("a.pdf", 7));
    assert_eq!(files::named("{\"blob\":"), []);
}

fn golden<T: Body>(text: &str) {
    let read: T = serde_json::from_str(text.trim()).unwrap();
    assert_eq!(read.text().unwrap(), text.trim());
    assert!(T::KIND.reads(text));
}

#[test]
fn records_of_nodes_read_as_they_were_written_for_ever() {
    golden::<Home>(include_str!("../../testdata/records/home/v1.json"));
    golden::<Node>(include_str!("../../testdata/records/node/v1.json"));
    golden::<NodeFault>(include_str!("../../testdata/records/node-fault/v1.json"));
    golden::<Stray>(include_str!("../../testdata/records/stray/v1.json"));
}

#[test]
fn every_kind_of_record_reads_its_own_golden_body() {
    for kind in RecordKind::ALL {
        assert!(kind.reads(&body_of(kind.as_str())), "{kind:?}");
        assert!(!kind.reads("[]"), "{kind:?}");
    }
}

#[test]
fn a_record_s_text_says_whether_it_was_settled_whatever_stands_in_it() {
    let text = include_str!("../../testdata/records/stray/v1.json");
    let mut stray: Stray = serde_json::from_str(text).unwrap();
    stray.entry.body = Some(format!("{{{}\"by\":1}}", Settled::MARK));
    for settled in [None, Some(Settled::by_itself(moment()))] {
        stray.settled = settled;
        assert_eq!(stray.text().unwrap().contains(Settled::MARK), stray.settled.is_some());
    }
    let text = include_str!("../../testdata/records/node-fault/v1.json");
    assert!(text.contains(Settled::MARK));
}

#[test]
fn what_a_machine_reminded_of_by_itself_waits_for_nobody() {
    let stray: Stray = serde_json::from_str(include_str!("../../testdata/records/stray/v1.json")).unwrap();
    let of = |about: &str, actor: &str| Carried {
        about: about.to_owned(),
        actor: actor.to_owned(),
        ..stray.entry.clone()
    };
    let person = "01a20522-7f19-7d86-ae59-4091e5c8f4f3";
    assert!(
        Stray::reminds(&of("reminder", "system:clock")) && Stray::reminds(&of("renewal", "system:clock"))
    );
    assert!(!Stray::reminds(&of("dossier", "system:clock")), "what time closes, somebody looks at");
    assert!(!Stray::reminds(&of("reminder", person)));
}

#[test]
fn what_was_settled_and_comes_again_is_open_again() {
    let text = include_str!("../../testdata/records/node-fault/v1.json");
    let settled: NodeFault = serde_json::from_str(text).unwrap();
    let now = NodeFault { settled: None, times: 1, ..settled.clone() };
    assert_eq!(NodeFault::again(Some(settled), now.clone()).times, 1);
    assert_eq!(NodeFault::again(Some(NodeFault { times: 4, ..now.clone() }), now).times, 5);
}

proptest! {
    /// Whatever a batch holds, what is taken continues the chain; nothing is taken in part.
    #[test]
    fn an_altered_batch_is_never_taken(known in 0usize..5, at in 0usize..5, what in 0u8..5) {
        let chain = chain(5);
        let mut batch = chain[known..].to_vec();
        prop_assume!(!batch.is_empty());
        let i = at % batch.len();
        match what {
            0 => batch[i].head.at = batch[i].head.at.plus_minutes(1),
            1 => batch[i].head.actor.push('x'),
            2 => batch[i].content = Content::Kept { salt: [8; 16], body: "{}".into() },
            3 => batch[i].hash = Digest([1; 32]),
            _ => batch[i].head.version += 1,
        }
        prop_assert!(sent(&chain, known, batch).is_err());
    }

    #[test]
    fn an_entry_arrives_as_it_left(n in 1u64..9, erased: bool, body in "[a-z\"\\\\]{0,12}") {
        let mut entry = entry(n, Digest([3; 32]), "tick", &body);
        if erased {
            entry.content = Content::Erased(Digest([4; 32]));
        }
        let text = serde_json::to_string(&Carried::of(&entry)).unwrap();
        let back: Carried = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(back.entry(&unit()).unwrap(), entry);
    }
}
