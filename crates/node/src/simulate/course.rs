//! What a dossier brings with it: papers that are missing, money that is due, others who must be asked. Not
//! whether it is late: that comes of the queue it meets.

use super::arrivals::Offer;
use crate::invented::chance::Chance;

/// An office day in minutes.
pub const DAY: i64 = 450;
/// Within how much of the time that the law gives others answer, in percent.
const ANSWERED_BY: (i64, i64) = (45, 100);
/// How many of a hundred bring what was asked for, and how many pay.
const BROUGHT: i64 = 86;
const PAID: i64 = 92;
/// How many of a thousand are refused by who signs, how many with those sent back, taken back by the person.
const REFUSED: i64 = 8;
const REFUSED_OR_SENT_BACK: i64 = 23;
const WITHDRAWN: i64 = 6;
/// How many of a hundred officers who see that it will be late say so in time.
const APOLOGISED: i64 = 75;
/// How many of a hundred results are fetched at all.
const FETCHED: i64 = 97;
/// How many of a hundred wait for the result, where that takes no more than a day.
const WAITED_FOR: i64 = 70;

/// When something that a person is asked for comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// After so long.
    Comes(i64),
    /// It never does.
    Never,
}

/// What whoever signs does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Signs it.
    Given,
    /// Sends it back once, then signs it.
    SentBack,
    /// Refuses it.
    Refused,
}

/// What a dossier brings with it. Times are office minutes.
#[derive(Clone, Debug)]
pub struct Course {
    /// Minutes of the first examination.
    pub minutes: i64,
    /// Something is missing.
    pub incomplete: Option<Wait>,
    /// How long others are waited for.
    pub outside: i64,
    /// Money is due.
    pub charged: Option<Wait>,
    /// What whoever signs does.
    pub signature: Signature,
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
    /// Draws one. Officers work at `pace` percent of the usual.
    /// `allowed` is how many the law gives.
    pub fn draw(offer: &Offer, allowed: i64, pace: i64, chance: &mut Chance) -> Self {
        let item = &offer.item;
        let slowly = |minutes: i64| (minutes * 100 / pace.max(1)).max(1);
        let (low, high) = item.check;
        let minutes = slowly(chance.whole(low, high));
        let (low, high) = (item.outside.0 * 60, item.outside.1 * 60);
        // The mean of two is more often in the middle.
        let outside = i64::midpoint(chance.whole(low, high), chance.whole(low, high));
        // Others are told by when they must answer; some only just do.
        let told = allowed * chance.whole(ANSWERED_BY.0, ANSWERED_BY.1) / 100;
        let outside = outside.min(told);
        let later = |chance: &mut Chance, come: i64, most: i64| {
            if chance.happens(come) { Wait::Comes(chance.whole(DAY / 2, most * DAY)) } else { Wait::Never }
        };
        let incomplete = chance.in_thousand(item.incomplete).then(|| later(chance, BROUGHT, 11));
        let charged = chance.happens(item.charged).then(|| later(chance, PAID, 9));
        let signature = match chance.whole(0, 999) {
            ..REFUSED => Signature::Refused,
            REFUSED..REFUSED_OR_SENT_BACK => Signature::SentBack,
            _ => Signature::Given,
        };
        let waits = high <= DAY && chance.happens(WAITED_FOR);
        let fetching = if waits { chance.whole(2, 40) } else { chance.whole(30, 4 * DAY) };
        Self {
            minutes,
            incomplete,
            outside,
            charged,
            signature,
            withdrawn: chance.in_thousand(WITHDRAWN).then(|| chance.whole(60, 6 * DAY)),
            apologised: chance.happens(APOLOGISED),
            fetched: chance.happens(FETCHED).then_some(fetching),
            electronic: chance.happens(60),
        }
    }
}
