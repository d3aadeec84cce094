//! Any sequence of acts, through the store: what is stored is what the entries say, and rebuilding
//! changes nothing.

use crate::database::contents;
use crate::fixture::{Desk, check, nine, rebuilt};
use domain::dossier::{
    Accept, Approve, Charge, Command, Deliver, Extend, Move, Refuse, Resume, Supplement, Withdraw,
};
use domain::words::{Channel, DossierId};
use proptest::prelude::*;

fn command(pick: u8) -> (&'static str, Command) {
    let reason = || "lý do ghi rõ".to_owned();
    match pick {
        0 => ("accept", Command::Accept(Accept {})),
        1 => ("forward", Command::Move(Move {})),
        2 => ("send-back", Command::Move(Move {})),
        3 => ("supplement", Command::Supplement(Supplement { items: vec!["x".into()], reason: reason() })),
        4 => ("charge", Command::Charge(Charge { amount_vnd: 1_000, reason: reason() })),
        5 => ("resume", Command::Resume(Resume::default())),
        6 => ("refuse", Command::Refuse(Refuse { reason: reason() })),
        7 => ("extend", Command::Extend(Extend { until: nine().day().plus(12), reason: reason() })),
        8 => ("approve", Command::Approve(Approve::default())),
        9 => ("deliver", Command::Deliver(Deliver { receiver: "A".into(), ..Deliver::default() })),
        _ => ("withdraw", Command::Withdraw(Withdraw { reason: reason() })),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn stored_is_what_the_entries_say(
        online in prop::collection::vec(any::<bool>(), 1..5),
        acts in prop::collection::vec((0usize..5, 0u8..11, 1i64..3_000), 0..40),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let dir = runtime.block_on(async {
            let desk = Desk::new();
            let mut ids: Vec<DossierId> = Vec::new();
            for online in online {
                let channel = if online { Channel::Online } else { Channel::Counter };
                ids.push(desk.receive_keyed("Người", nine(), channel, None).await.unwrap().0);
            }
            let mut now = nine();
            for (which, pick, minutes) in acts {
                now = now.plus_minutes(minutes);
                let (name, command) = command(pick);
                // Many of these are refused; that is part of the game.
                desk.act(ids[which % ids.len()], now, name, command).await.unwrap();
            }
            desk.dir
        });
        let report = check(dir.path());
        prop_assert!(report.clean(), "{:?}", report.differences);
        let live = contents(dir.path());
        prop_assert!(rebuilt(dir.path()).clean());
        prop_assert_eq!(contents(dir.path()), live);
    }
}
