//! Who works in a unit, how many, and when somebody is away.

use super::arrivals::Offer;
use super::menu::Menu;
use super::timeline::Timeline;
use crate::invented::chance::Chance;
use domain::identity::Role;

/// Minutes at the counter for one who comes, and for one who sends online.
pub const RECEPTION_MINUTES: (i64, i64) = (4, 11);
/// Minutes of a signature.
pub const SIGNING_MINUTES: (i64, i64) = (1, 3);
/// What a dossier that is looked at twice, helped out or sent back adds, in percent.
const AGAIN: i64 = 110;

/// A place on the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// What the person does.
    pub role: Role,
    /// Which desk, for those who examine.
    pub desk: usize,
    /// The person's title.
    pub title: &'static str,
}

/// The people of a unit: reception first, then those who examine, then those who sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Everybody.
    pub posts: Vec<Post>,
    /// How many at reception.
    pub reception: usize,
}

const fn middle((low, high): (i64, i64)) -> i64 {
    i64::midpoint(low, high) + 1
}

/// As many as the expected work needs, and one at least at each desk; two at reception and two who sign.
pub fn staff(menu: &Menu, offers: &[Offer], count: usize, line: &Timeline) -> Staff {
    let count = i64::try_from(count).unwrap_or(i64::MAX / 1_000_000);
    let time = (line.total() * menu.filled / 100).max(1);
    let needed = |minutes: i64, least: i64| usize::try_from((minutes / time + 1).max(least)).unwrap_or(1);
    let reception = needed(count * middle(RECEPTION_MINUTES), 2);
    let post = |role, desk, title| Post { role, desk, title };
    let title = "Công chức tiếp nhận và trả kết quả";
    let mut posts = vec![post(Role::Reception, 0, title); reception];
    for (desk, title) in menu.desks.iter().enumerate() {
        let own = offers.iter().filter(|o| o.item.desk == desk);
        let work: i64 = own.map(|o| o.item.share * middle(o.item.check)).sum();
        let needed = needed(count * work / 1_000 * AGAIN / 100, 1);
        posts.extend(vec![post(Role::Specialist, desk, title); needed]);
    }
    let leaders = needed(count * middle(SIGNING_MINUTES), 2);
    posts.extend(vec![post(Role::Leader, 0, menu.leader); leaders]);
    Staff { posts, reception }
}

/// When an officer is away: ill, on leave, at a meeting. From and to, in order.
pub fn away(role: Role, line: &Timeline, chance: &mut Chance) -> Vec<(i64, i64)> {
    // A stretch of opening is half a day.
    let (ill, leave, meeting) = if role == Role::Leader { (2, 5, 90) } else { (5, 9, 40) };
    let (mut away, mut until) = (Vec::new(), 0);
    for (_, first, last) in line.stretches() {
        if first < until {
            continue;
        }
        let halves = if chance.in_thousand(ill) {
            chance.whole(2, 10)
        } else if chance.in_thousand(leave) {
            chance.whole(2, 6)
        } else if chance.in_thousand(meeting) {
            1
        } else {
            continue;
        };
        until = first + (last - first) * halves;
        away.push((first, until));
    }
    away
}
