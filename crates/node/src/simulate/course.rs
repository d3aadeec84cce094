//! What a dossier brings with it: papers that are missing, money that is due, others who must be asked. Not
//! whether it is late: that comes of the queue it meets.

use super::arrivals::Offer;
use crate::invented::chance::Chance;

/// An office day in minutes.
pub const DAY: i64 = 450;
/// How many of a hundred bring what was asked for, and how many pay.
const BROUGHT: i64 = 86;
const PAID: i64 = 92;
/// How many of a thousand are refused, sent back once by who signs, taken back by the person.
const REFUSED: i64 = 8;
const SENT_BACK: i64 = 15;
const WITHDRAWN: i64 = 6;
/// How many of a hundred officers who see that it will be late say so in time.
const APOLOGISED: i64 = 75;
/// How many of a hundred results are fetched at all.
const FETCHED: i64 = 97;
/// How many of a hundred wait for the result, where that takes no more than a day.
const WAITED_FOR: i64 = 70;

/// What a dossier brings with it. Times are office minutes.
#[derive(Clone, Debug)]
pub struct Course {
    /// Minutes of the first examination.
    pub minutes: i64,
    /// Something is missing; it comes after so long, or never.
    pub incomplete: Option<Option<i64>>,
    /// How long others are waited for.
    pub outside: i64,
    /// Money is due; it is paid after so long, or never.
    pub charged: Option<Option<i64>>,
    /// Who signs refuses it.
    pub refused: bool,
    /// Who signs sends it back once.
    pub sent_back: bool,
    /// The person takes it back after so long.
    pub withdrawn: Option<i64>,
    /// Whether a delay that shows is told in time.
    pub apologised: bool,
    /// How long after the decision the result is fetched.
    pub fetched: Option<i64>,
    /// Whether it goes out electronically, where it came online.
    pub electronic: bool,
}

impl Course {
    /// Draws one. `hard` in a thousand take others far longer. Officers work at `pace` percent of the usual.
    pub fn draw(offer: &Offer, hard: i64, pace: i64, chance: &mut Chance) -> Self {
        let item = &offer.item;
        let slowly = |minutes: i64| (minutes * 100 / pace.max(1)).max(1);
        let (low, high) = item.check;
        let minutes = slowly(chance.whole(low, high));
        let (low, high) = (item.outside.0 * 60, item.outside.1 * 60);
        // The mean of two is more often in the middle.
        let outside = i64::midpoint(chance.whole(low, high), chance.whole(low, high));
        let hard = chance.in_thousand(hard);
        let outside = if hard { outside.max(DAY) * chance.whole(15, 30) / 10 } else { outside };
        let later = |chance: &mut Chance, come: i64, most: i64| {
            chance.happens(come).then(|| chance.whole(DAY / 2, most * DAY))
        };
        let incomplete = chance.in_thousand(item.incomplete).then(|| later(chance, BROUGHT, 11));
        let charged = chance.happens(item.charged).then(|| later(chance, PAID, 9));
        let waits = high <= DAY && chance.happens(WAITED_FOR);
        let fetching = if waits { chance.whole(2, 40) } else { chance.whole(30, 4 * DAY) };
        Self {
            minutes,
            incomplete,
            outside,
            charged,
            refused: chance.in_thousand(REFUSED),
            sent_back: chance.in_thousand(SENT_BACK),
            withdrawn: chance.in_thousand(WITHDRAWN).then(|| chance.whole(60, 6 * DAY)),
            apologised: chance.happens(APOLOGISED),
            fetched: chance.happens(FETCHED).then_some(fetching),
            electronic: chance.happens(60),
        }
    }
}
