//! Reception: who comes to the counter is received; what came online waits until somebody has time.

use super::arrivals::{Arrival, Arrivals};
use super::staff::RECEPTION_MINUTES;
use crate::invented::chance::Chance;
use domain::words::{Channel, Moment};

/// How many online submissions of a hundred more come than are accepted.
const IN_VAIN: usize = 3;
/// What came online is looked at after so many minutes, when there is time.
const LOOKED_AT: (i64, i64) = (5, 170);

/// A dossier that came, and when and by whom it was received or declined; not at all before the period's end,
/// where nothing stands.
#[derive(Clone, Debug)]
pub struct Came {
    /// Who came.
    pub arrival: Arrival,
    /// The minute and moment of the answer, and the officer.
    pub answered: Option<(i64, Moment, usize)>,
}

/// Exactly so many that are received in the period, in the order in which they came; beside them what isn't
/// accepted, and what still waits at the end. None when the office isn't open at all.
pub fn received(
    count: usize,
    officers: usize,
    arrivals: &Arrivals<'_>,
    chance: &mut Chance,
) -> Option<Vec<Came>> {
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        all.push(arrivals.anybody(chance)?);
    }
    let online = all.iter().filter(|a| a.channel == Channel::Online).count();
    for _ in 0..online * IN_VAIN / 100 {
        all.extend(arrivals.in_vain(chance));
    }
    // What comes online too late to be accepted still waits at the end; as many come to the counter instead.
    // That keeps officers busier, so it is looked at again.
    loop {
        all.sort_by_key(|a| a.at);
        let came = answered(&all, officers, arrivals, chance);
        let accepted = came.iter().filter(|c| c.answered.is_some() && !c.arrival.declined).count();
        let missing = count.saturating_sub(accepted);
        if missing == 0 {
            return Some(thinned(came, accepted - count));
        }
        for _ in 0..missing {
            all.push(arrivals.at_the_counter(chance)?);
        }
    }
}

/// Leaves out as many of those who came to the counter last as are too many.
fn thinned(mut came: Vec<Came>, mut over: usize) -> Vec<Came> {
    for at in (0..came.len()).rev() {
        if over == 0 {
            break;
        }
        if came.get(at).is_some_and(|c| c.arrival.channel != Channel::Online) {
            came.remove(at);
            over -= 1;
        }
    }
    came
}

fn answered(all: &[Arrival], officers: usize, arrivals: &Arrivals<'_>, chance: &mut Chance) -> Vec<Came> {
    let line = arrivals.line;
    let mut free_from = vec![0_i64; officers.max(1)];
    let mut answer = |arrival: &Arrival| {
        let took = chance.whole(RECEPTION_MINUTES.0, RECEPTION_MINUTES.1);
        let came = line.minute(arrival.at);
        let free = free_from.iter().enumerate().min_by_key(|(_, free)| **free);
        let (officer, free) = free.map_or((0, 0), |(officer, free)| (officer, *free));
        let begins = free.max(came);
        if let Some(free) = free_from.get_mut(officer) {
            *free = begins + took;
        }
        if arrival.channel != Channel::Online {
            return Some((came, arrival.at, officer));
        }
        let minute = begins + took + chance.whole(LOOKED_AT.0, LOOKED_AT.1);
        let at = line.moment(minute)?;
        Some((minute, Moment::from_millis(at.millis() + chance.whole(0, 59_999)), officer))
    };
    all.iter().map(|arrival| Came { answered: answer(arrival), arrival: arrival.clone() }).collect()
}
