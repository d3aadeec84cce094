//! Who comes when: at the counter while the office is open, Mondays and mornings most; online also in the
//! evening and at weekends.

use super::menu::{Item, Menu};
use super::timeline::Timeline;
use crate::invented::chance::Chance;
use domain::calendar::Limit;
use domain::packs::Definition;
use domain::words::{CaseCode, Channel, Day, Moment};
use std::sync::Arc;

/// How a weekday weighs at the counter, Monday first.
const COUNTER_DAYS: [i64; 7] = [132, 108, 100, 100, 92, 60, 40];
/// How an hour weighs at the counter, from 6:00.
const COUNTER_HOURS: [i64; 13] = [60, 90, 160, 160, 130, 70, 40, 80, 130, 110, 55, 40, 30];
/// How a weekday weighs online.
const ONLINE_DAYS: [i64; 7] = [120, 110, 105, 100, 95, 40, 35];
/// How an hour weighs online, from midnight.
const ONLINE_HOURS: [i64; 24] =
    [2, 1, 1, 1, 1, 3, 10, 35, 80, 95, 85, 50, 35, 45, 75, 80, 60, 35, 25, 35, 45, 35, 18, 6];
/// On the first day nothing comes before this hour: accounts are being opened.
const FIRST_HOUR: i64 = 6;
/// How many of a thousand send by post, where that is offered.
const BY_POST: i64 = 12;

/// A procedure that can be asked for.
#[derive(Clone, Debug)]
pub struct Offer {
    /// How it is asked for.
    pub item: Item,
    /// How it runs.
    pub definition: Arc<Definition>,
    cases: Vec<CaseCode>,
}

impl Offer {
    /// What is on the menu, as `find` says it runs; the first code that doesn't run is the fault.
    pub fn all(
        menu: &Menu,
        find: impl Fn(&str) -> Option<Arc<Definition>>,
    ) -> Result<Vec<Self>, &'static str> {
        let offer = |item: &Item| {
            let definition = find(item.code).ok_or(item.code)?;
            let cases = definition.cases().into_iter().map(|case| case.code).collect();
            Ok(Self { item: *item, definition, cases })
        };
        menu.items.iter().map(offer).collect()
    }

    /// What the law allows.
    pub fn limit(&self, channel: Channel, case: Option<&CaseCode>) -> Option<Limit> {
        self.definition.limit(channel, case)
    }
}

/// Somebody who wants something.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// When.
    pub at: Moment,
    /// What, by its place on the menu.
    pub offer: usize,
    /// How.
    pub channel: Channel,
    /// Which case.
    pub case: Option<CaseCode>,
    /// Whether it isn't accepted when its turn comes.
    pub declined: bool,
}

/// Draws arrivals of a unit.
pub struct Arrivals<'a> {
    /// The unit's office time.
    pub line: &'a Timeline,
    /// What can be asked for.
    pub offers: &'a [Offer],
    from: Day,
    counter: Vec<((Moment, i64), i64)>,
    online: Vec<(Day, i64)>,
}

impl<'a> Arrivals<'a> {
    /// From a day to a day. A day of the week doesn't weigh the same each week.
    pub fn new(line: &'a Timeline, offers: &'a [Offer], (from, to): (Day, Day), chance: &mut Chance) -> Self {
        let weight = |days: &[i64; 7], day: Day, chance: &mut Chance| {
            let weekday = usize::try_from(day.weekday() - 1).unwrap_or(0);
            days.get(weekday).copied().unwrap_or(1) * chance.whole(85, 115)
        };
        let stretches = line.stretches().map(|(opens, first, last)| (opens, last - first));
        let counter = stretches
            .map(|(opens, minutes)| {
                let weight = weight(&COUNTER_DAYS, opens.day(), chance) * minutes;
                ((opens, minutes), weight)
            })
            .collect();
        let days = (0..=to.days_since(from)).map(|n| from.plus(n));
        let online = days.map(|day| (day, weight(&ONLINE_DAYS, day, chance))).collect();
        Self { line, offers, from, counter, online }
    }

    /// Somebody, by any channel.
    pub fn anybody(&self, chance: &mut Chance) -> Option<Arrival> {
        let offer = self.wish(chance)?;
        let found = self.offers.get(offer)?;
        let facts = &found.definition.facts;
        if facts.channel(Channel::Online).is_some() && chance.happens(found.item.online) {
            return self.arrival(offer, Channel::Online, chance);
        }
        let post = facts.channel(Channel::Post).is_some() && chance.in_thousand(BY_POST);
        self.arrival(offer, if post { Channel::Post } else { Channel::Counter }, chance)
    }

    /// Somebody at the counter.
    pub fn at_the_counter(&self, chance: &mut Chance) -> Option<Arrival> {
        let offer = self.wish(chance)?;
        self.arrival(offer, Channel::Counter, chance)
    }

    /// Somebody online, whose request is not accepted.
    pub fn in_vain(&self, chance: &mut Chance) -> Option<Arrival> {
        let online = |o: &Offer| o.definition.facts.channel(Channel::Online).is_some();
        let wishes = self.offers.iter().enumerate().filter(|(_, o)| online(o) && o.item.online > 0);
        let wishes: Vec<(usize, i64)> = wishes.map(|(n, o)| (n, o.item.share * o.item.online)).collect();
        let offer = chance.weighed(&wishes)?;
        Some(Arrival { declined: true, ..self.arrival(offer, Channel::Online, chance)? })
    }

    fn wish(&self, chance: &mut Chance) -> Option<usize> {
        let shares: Vec<(usize, i64)> = self.offers.iter().map(|o| o.item.share).enumerate().collect();
        chance.weighed(&shares)
    }

    fn arrival(&self, offer: usize, channel: Channel, chance: &mut Chance) -> Option<Arrival> {
        let at = if channel == Channel::Online { self.online(chance)? } else { self.counter(chance)? };
        let at = Moment::from_millis(at.millis() + chance.whole(0, 59_999));
        let cases = self.offers.get(offer)?.cases.as_slice();
        Some(Arrival { at, offer, channel, case: chance.pick(cases).cloned(), declined: false })
    }

    /// A minute while the office is open.
    fn counter(&self, chance: &mut Chance) -> Option<Moment> {
        let (opens, minutes) = chance.weighed(&self.counter)?;
        let most = COUNTER_HOURS.iter().max().copied().unwrap_or(1);
        loop {
            let at = opens.plus_minutes(chance.whole(0, minutes - 1));
            let hour = usize::from(at.minute_of_day() / 60);
            let weight = hour.checked_sub(6).and_then(|h| COUNTER_HOURS.get(h)).copied().unwrap_or(20);
            if chance.whole(1, most) <= weight {
                return Some(at);
            }
        }
    }

    fn online(&self, chance: &mut Chance) -> Option<Moment> {
        let day = chance.weighed(&self.online)?;
        let first = if day == self.from { FIRST_HOUR } else { 0 };
        let hours = (0..).zip(ONLINE_HOURS).filter(|(hour, _)| *hour >= first).collect::<Vec<_>>();
        let hour = chance.weighed(&hours)?;
        Some(Moment::at(day, 0, 0).plus_minutes(hour * 60 + chance.whole(0, 59)))
    }
}
