//! What a unit's information page says: where it is and how to reach it, what it announces, and how long one
//! waits there now.
//!
//! Address and announcements are a record of the unit; how many wait is a fleeting number beside the ledger
//! that nobody is shown once it is old.

mod info;
mod queue;
mod spot;

pub use info::{Announcement, InfoFault, LONGEST_ANNOUNCED_DAYS, MOST_ANNOUNCED, OfficeInfo};
pub use queue::{Press, Queue, STALE_MINUTES, minutes};
pub use spot::Spot;

use crate::identity::Role;

/// How far away another office is still worth going to, in metres.
const FAR_METRES: u32 = 30_000;
/// How many of them are named.
const NEAR: usize = 3;

/// The role by which somebody works at the one-stop and is named there: who receives, and who leads. Who
/// examines sits in a department, and who looks after accounts serves nobody (Decree 118/2025/NĐ-CP art. 9
/// and 11).
pub fn at_the_counter(roles: &[Role]) -> Option<Role> {
    [Role::Leader, Role::Reception].into_iter().find(|role| roles.contains(role))
}

/// Another office at which one waits less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearer<T> {
    /// Which.
    pub office: T,
    /// How far it is in a straight line, in metres.
    pub metres: u32,
    /// How long one waits there, in minutes.
    pub minutes: u32,
}

/// The nearest offices at which one waits less than `here_minutes`, the nearest first; none where nobody
/// waits here.
pub fn nearer<T>(
    here: Spot,
    here_minutes: u32,
    others: impl IntoIterator<Item = (T, Spot, u32)>,
) -> Vec<Nearer<T>> {
    let less = others.into_iter().filter(|(.., minutes)| *minutes < here_minutes);
    let near = less.map(|(office, spot, minutes)| Nearer { office, metres: here.metres_to(spot), minutes });
    let mut near: Vec<Nearer<T>> = near.filter(|n| n.metres <= FAR_METRES).collect();
    near.sort_by_key(|n| (n.metres, n.minutes));
    near.truncate(NEAR);
    near
}

#[cfg(test)]
mod tests {
    use super::{FAR_METRES, NEAR, Spot, at_the_counter, nearer};
    use crate::identity::Role;
    use proptest::prelude::*;

    #[test]
    fn who_receives_and_who_leads_is_named_and_nobody_else() {
        assert_eq!(at_the_counter(&[Role::Specialist, Role::Reception]), Some(Role::Reception));
        assert_eq!(at_the_counter(&[Role::Reception, Role::Leader]), Some(Role::Leader));
        assert_eq!(at_the_counter(&[Role::Specialist, Role::Administrator, Role::Province]), None);
    }

    proptest! {
        #[test]
        fn another_office_is_named_only_where_one_waits_less_and_the_nearest_first(
            here in 0_u32..120,
            others in proptest::collection::vec((0_i32..3_000_000, 0_u32..120), 0..12),
        ) {
            let spot = |north: i32| Spot::of(20_000_000 + north, 105_000_000);
            let others: Vec<_> = others.into_iter().map(|(n, m)| (n, spot(n), m)).collect();
            let found = nearer(spot(0), here, others.clone());
            prop_assert!(found.len() <= NEAR);
            prop_assert!(found.iter().all(|n| n.minutes < here && n.metres <= FAR_METRES));
            prop_assert!(found.windows(2).all(|pair| pair[0].metres <= pair[1].metres));
            let fit = |(_, at, m): &(i32, Spot, u32)| *m < here && spot(0).metres_to(*at) <= FAR_METRES;
            prop_assert_eq!(found.len(), others.iter().filter(|o| fit(o)).count().min(NEAR));
        }
    }
}
