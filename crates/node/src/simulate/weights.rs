//! Who gets how many: shares by registered people, wards more than their people, and the whole exactly.

use crate::invented::chance::Chance;
use domain::units::{Unit, UnitKind};
use std::collections::HashMap;

/// Registered people by the commune's code.
const PEOPLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/population.csv"));
/// Nobody is smaller than this: a figure below is a printing error.
const LEAST_PEOPLE: i64 = 1_000;
/// A commune whose people aren't known counts as a usual one.
const USUAL_PEOPLE: i64 = 20_000;

/// What a unit weighs: its people; in a ward, where offices, notaries' clients and schools are, half as many
/// again; and some chance.
pub fn weights(units: &[&Unit], chance: &mut Chance) -> Vec<i64> {
    let rows = PEOPLE.lines().skip(1).filter_map(|line| line.split_once(','));
    let people: HashMap<&str, i64> = rows.filter_map(|(unit, n)| Some((unit, n.parse().ok()?))).collect();
    let weigh = |unit: &&Unit| {
        let people = people.get(unit.code.as_str()).copied().unwrap_or(USUAL_PEOPLE).max(LEAST_PEOPLE);
        let town = if unit.kind == UnitKind::Ward { 150 } else { 100 };
        people * town * chance.whole(85, 115) / 10_000
    };
    units.iter().map(weigh).collect()
}

/// Shares a whole out by weight; what is left of dividing goes to those who were cut most.
pub fn share_out(whole: usize, weights: &[i64]) -> Vec<usize> {
    let weights: Vec<u128> = weights.iter().map(|w| u128::try_from(*w).unwrap_or(0)).collect();
    let (sum, all) = (weights.iter().sum::<u128>().max(1), whole as u128);
    let mut shares: Vec<usize> =
        weights.iter().map(|w| usize::try_from(all * w / sum).unwrap_or(usize::MAX)).collect();
    let mut cut: Vec<(u128, usize)> = weights.iter().enumerate().map(|(i, w)| (all * w % sum, i)).collect();
    cut.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let left = whole.saturating_sub(shares.iter().sum());
    for (_, i) in cut.into_iter().cycle().take(if shares.is_empty() { 0 } else { left }) {
        if let Some(share) = shares.get_mut(i) {
            *share += 1;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::{share_out, weights};
    use crate::invented::chance::Chance;
    use app::World;
    use domain::units::Tier;
    use domain::words::Day;

    #[test]
    fn the_whole_is_shared_out_exactly_and_by_weight() {
        assert_eq!(share_out(10, &[1, 1, 1]).iter().sum::<usize>(), 10);
        assert_eq!(share_out(100, &[3, 1]), [75, 25]);
        assert_eq!(share_out(1, &[5, 6, 7]), [0, 0, 1]);
        assert!(share_out(9, &[]).is_empty());
        for whole in [0, 1, 165, 166, 149_470] {
            let shares = share_out(whole, &(1..=166).collect::<Vec<_>>());
            assert_eq!(shares.iter().sum::<usize>(), whole);
            assert!(shares.is_sorted(), "{whole}");
        }
    }

    #[test]
    fn the_capital_is_asked_most() {
        let (world, day) = (World::built_in().unwrap(), Day::new(2025, 7, 1).unwrap());
        let province = world.unit_at("38", day).unwrap().id.clone();
        let communes = world.units.on(Tier::Commune, day);
        let communes: Vec<_> = communes.filter(|u| world.province_of(&u.id) == province).collect();
        let weights = weights(&communes, &mut Chance::of(1, "weights"));
        let most = communes.iter().zip(&weights).max_by_key(|(_, w)| **w).unwrap().0;
        assert_eq!((communes.len(), most.name.as_str()), (166, "Hạc Thành"));
        assert!(weights.iter().all(|w| *w > 0));
    }
}
