//! What is to be done about a ledger, decided from where the box and the centre stand.

use crate::nodes::wire::{Head, UnitStands};
use domain::ledger::Digest;

/// Where a ledger stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Own {
    /// The last entry.
    pub head: (u64, Digest),
    /// Whether it is an excerpt only.
    pub excerpt: bool,
    /// Our entry under the number of the centre's last one.
    pub at_theirs: Option<Digest>,
    /// Our entry under the number up to which we believe that the centre has it.
    pub at_sent: Option<Digest>,
    /// The epoch of the home that we know.
    pub epoch: u32,
}

/// What is to be done about a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// Nothing.
    Level,
    /// Something was written meanwhile: look again.
    Again,
    /// The centre has less: bring what is behind this entry.
    Push(u64),
    /// The centre has more: take what is behind this entry; where it says so, in place of what is here.
    Restore(u64, bool),
    /// Both have what the other hasn't.
    Fork,
    /// Another node is the home now.
    Leave,
    /// The centre doesn't know that this is our ledger: it was set back. A person must look.
    Unknown,
}

/// Decides from where both stand. `asked` is what we said of it in the question.
pub(super) fn plan(own: &Own, asked: Option<&Head>, there: &UnitStands) -> Plan {
    if !there.yours {
        return match own {
            _ if own.excerpt || own.head.0 == 0 => Plan::Level,
            _ if there.epoch > own.epoch => Plan::Leave,
            _ => Plan::Unknown,
        };
    }
    if own.excerpt {
        return Plan::Restore(0, true);
    }
    let theirs = (there.seq, there.hash);
    if own.head == theirs {
        return Plan::Level;
    }
    if own.head.0 > there.seq {
        let behind = there.seq == 0 || own.at_theirs == Some(there.hash);
        return if behind { Plan::Push(there.seq) } else { Plan::Fork };
    }
    if own.head.0 == 0 {
        return Plan::Restore(0, false);
    }
    match asked {
        Some(asked) if (asked.seq, asked.hash) == own.head => match there.at_yours {
            Some(hash) if hash == own.head.1 => Plan::Restore(own.head.0, false),
            _ => Plan::Fork,
        },
        _ => Plan::Again,
    }
}

/// Up to which entry both have the same for sure. Where that isn't known the centre sorts out what it has.
pub(super) fn common(own: &Own, asked: Option<&Head>, there: &UnitStands) -> u64 {
    match (own.at_sent, there.at_sent) {
        (Some(ours), Some(theirs)) if ours == theirs => asked.map_or(0, |head| head.sent),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Own, Plan, common, plan};
    use crate::nodes::wire::{Head, UnitStands};
    use domain::ledger::Digest;
    use domain::words::UnitId;

    fn unit() -> UnitId {
        "15085@2025-07-01".parse().unwrap()
    }

    fn own(seq: u64, hash: u8) -> Own {
        let (head, at_theirs, at_sent) = ((seq, Digest([hash; 32])), None, None);
        Own { head, excerpt: false, at_theirs, at_sent, epoch: 1 }
    }

    fn asked(seq: u64, hash: u8) -> Head {
        Head { unit: unit(), seq, hash: Digest([hash; 32]), sent: 2 }
    }

    fn there(seq: u64, hash: u8, at_yours: Option<u8>) -> UnitStands {
        let at_yours = at_yours.map(|hash| Digest([hash; 32]));
        let hash = Digest([hash; 32]);
        UnitStands { unit: unit(), yours: true, epoch: 1, seq, hash, at_yours, at_sent: None }
    }

    #[test]
    fn what_is_done_follows_from_where_both_stand() {
        let at = |at_theirs: u8, own: Own| Own { at_theirs: Some(Digest([at_theirs; 32])), ..own };
        for (own, asked, there, done) in [
            (own(5, 5), asked(5, 5), there(5, 5, Some(5)), Plan::Level),
            (at(3, own(5, 5)), asked(5, 5), there(3, 3, None), Plan::Push(3)),
            (own(5, 5), asked(5, 5), there(0, 0, None), Plan::Push(0)),
            (at(9, own(5, 5)), asked(5, 5), there(3, 3, None), Plan::Fork),
            (own(5, 5), asked(5, 5), there(7, 7, Some(5)), Plan::Restore(5, false)),
            (own(5, 5), asked(5, 5), there(7, 7, Some(9)), Plan::Fork),
            (own(5, 5), asked(5, 5), there(5, 9, Some(9)), Plan::Fork),
            (own(6, 6), asked(5, 5), there(7, 7, Some(5)), Plan::Again),
            (own(0, 0), asked(0, 0), there(7, 7, None), Plan::Restore(0, false)),
            (Own { excerpt: true, ..own(6, 6) }, asked(0, 0), there(7, 7, None), Plan::Restore(0, true)),
        ] {
            assert_eq!(plan(&own, Some(&asked), &there), done, "{own:?} {there:?}");
        }
    }

    #[test]
    fn a_ledger_is_left_only_for_a_home_that_came_after_us() {
        let gone = |epoch| UnitStands { yours: false, epoch, ..there(7, 7, None) };
        let mine = own(5, 5);
        assert_eq!(plan(&mine, Some(&asked(5, 5)), &gone(2)), Plan::Leave);
        assert_eq!(plan(&mine, Some(&asked(5, 5)), &gone(1)), Plan::Unknown);
        assert_eq!(plan(&mine, Some(&asked(5, 5)), &gone(0)), Plan::Unknown);
        let excerpt = Own { excerpt: true, ..mine };
        assert_eq!(plan(&excerpt, None, &gone(2)), Plan::Level);
    }

    #[test]
    fn strays_begin_behind_what_both_surely_have() {
        let sent = |hash: u8| Some(Digest([hash; 32]));
        let mine = Own { at_sent: sent(2), ..own(5, 5) };
        let agrees = UnitStands { at_sent: sent(2), ..there(7, 7, None) };
        let differs = UnitStands { at_sent: sent(3), ..there(7, 7, None) };
        assert_eq!(common(&mine, Some(&asked(5, 5)), &agrees), 2);
        assert_eq!(common(&mine, Some(&asked(5, 5)), &differs), 0);
        assert_eq!(common(&own(5, 5), Some(&asked(5, 5)), &agrees), 0);
    }
}
