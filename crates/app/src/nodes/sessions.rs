//! Sessions at the centre: they make every letter count once. They are held in memory and only for nodes that
//! signed their greeting, so there are never more than a few for each known node.

use domain::words::{Moment, NodeId};
use std::collections::HashMap;

/// How long a session lasts unused.
pub(super) const MINUTES: i64 = 30;
/// Most sessions of one node. A greeting that came twice, or was kept back on the line, leaves the others
/// alone.
const MOST: usize = 4;

/// Sessions by node, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Sessions(HashMap<NodeId, Vec<Session>>);

#[derive(Debug)]
struct Session {
    name: String,
    v: u16,
    n: u64,
    seen: Moment,
}

/// Why a letter doesn't belong where it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stale {
    /// The session was forgotten, or never was.
    Forgotten,
    /// A letter with this number, or a later one, has come.
    Replayed,
}

impl Sessions {
    /// Begins a session.
    pub fn open(&mut self, node: NodeId, name: String, v: u16, now: Moment) {
        let own = self.0.entry(node).or_default();
        own.retain(|s| s.lasts(now));
        if own.len() >= MOST {
            own.remove(0);
        }
        own.push(Session { name, v, n: 0, seen: now });
    }

    /// Takes note of a letter.
    pub fn step(&mut self, node: NodeId, name: &str, (v, n): (u16, u64), now: Moment) -> Result<(), Stale> {
        let own = self.0.get_mut(&node).ok_or(Stale::Forgotten)?;
        own.retain(|s| s.lasts(now));
        let session = own.iter_mut().find(|s| s.name == name && s.v == v).ok_or(Stale::Forgotten)?;
        if n <= session.n {
            return Err(Stale::Replayed);
        }
        (session.n, session.seen) = (n, now);
        Ok(())
    }
}

impl Session {
    /// A clock that was set back ends a session too: it can't be told how old it is.
    fn lasts(&self, now: Moment) -> bool {
        now.minutes_since(self.seen).abs() <= MINUTES
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Sessions, Stale};
    use domain::words::{Moment, NodeId};

    fn node(n: u128) -> NodeId {
        format!("{n:032x}").parse().unwrap()
    }

    #[test]
    fn numbers_rise_and_none_comes_twice() {
        let (mut sessions, now) = (Sessions::default(), Moment::from_millis(0));
        assert_eq!(sessions.step(node(1), "a", (1, 1), now), Err(Stale::Forgotten));
        sessions.open(node(1), "a".to_owned(), 1, now);
        assert_eq!(sessions.step(node(1), "a", (1, 1), now), Ok(()));
        assert_eq!(sessions.step(node(1), "a", (1, 5), now), Ok(()));
        assert_eq!(sessions.step(node(1), "a", (1, 5), now), Err(Stale::Replayed));
        assert_eq!(sessions.step(node(1), "a", (1, 2), now), Err(Stale::Replayed));
        assert_eq!(sessions.step(node(1), "a", (2, 6), now), Err(Stale::Forgotten));
        assert_eq!(sessions.step(node(2), "a", (1, 6), now), Err(Stale::Forgotten));
    }

    #[test]
    fn a_session_ends_unused_and_a_late_greeting_ends_no_other() {
        let (mut sessions, now) = (Sessions::default(), Moment::from_millis(0));
        sessions.open(node(1), "a".to_owned(), 1, now);
        sessions.open(node(1), "b".to_owned(), 1, now);
        assert_eq!(sessions.step(node(1), "a", (1, 1), now.plus_minutes(30)), Ok(()));
        assert_eq!(sessions.step(node(1), "b", (1, 1), now.plus_minutes(31)), Err(Stale::Forgotten));
        assert_eq!(sessions.step(node(1), "a", (1, 2), now.plus_minutes(-31)), Err(Stale::Forgotten));
        for name in 0..=MOST {
            sessions.open(node(1), name.to_string(), 1, now);
        }
        assert_eq!(sessions.step(node(1), "0", (1, 1), now), Err(Stale::Forgotten));
        assert_eq!(sessions.step(node(1), "1", (1, 1), now), Ok(()));
    }
}
