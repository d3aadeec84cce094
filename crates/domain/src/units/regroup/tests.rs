use super::Group;
use crate::units::Units;
use crate::words::{Day, UnitId};
use proptest::prelude::{any, prop, proptest};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const HEAD: &str = "code,level,type,name,full_name,parent,valid_from,valid_to,act\n";

/// Old communes `1…` and new ones `9…`, with these links: a succession for each pair.
fn units(old: usize, new: usize, links: &BTreeSet<(usize, usize)>) -> Units {
    let (mut before, mut now) = (HEAD.to_owned(), HEAD.to_owned());
    let mut text = "from_code,to_code,relation,day,act\n".to_owned();
    for n in 0..old {
        writeln!(before, "{:05},commune,xã,X{n},Xã X{n},,,2025-06-30,", 10_000 + n).unwrap();
    }
    for n in 0..new {
        writeln!(now, "{:05},commune,xã,Y{n},Xã Y{n},,2025-07-01,,q", 90_000 + n).unwrap();
    }
    for (from, to) in links {
        writeln!(text, "{:05},{:05},part,2025-07-01,q", 10_000 + from, 90_000 + to).unwrap();
    }
    Units::parse(&now, &before, &text).unwrap()
}

fn ids(units: &Units, day: &str) -> Vec<UnitId> {
    let day = Day::parse(day).unwrap();
    units.iter().filter(|u| u.exists_on(day)).map(|u| u.id.clone()).collect()
}

fn shown(groups: &[Group]) -> Vec<String> {
    let join = |ids: &[UnitId]| ids.iter().map(UnitId::code).collect::<Vec<_>>().join("+");
    groups.iter().map(|g| format!("{}: {}", join(&g.units), join(&g.counted))).collect()
}

#[test]
fn figures_go_back_and_forth_in_the_smallest_groups() {
    // 0 and 1 merged into 0; 2 was divided between 1 and 2; 3 went on as 3.
    let links = BTreeSet::from([(0, 0), (1, 0), (2, 1), (2, 2), (3, 3)]);
    let units = units(4, 4, &links);
    let (before, after) = (Day::parse("2025-06-30").unwrap(), Day::parse("2025-07-01").unwrap());
    let (old, new) = (ids(&units, "2025-06-30"), ids(&units, "2025-07-01"));
    assert_eq!(
        shown(&units.regroup(&old, after)),
        ["90000: 10000+10001", "90001+90002: 10002", "90003: 10003"]
    );
    assert_eq!(
        shown(&units.regroup(&new, before)),
        ["10000+10001: 90000", "10002: 90001+90002", "10003: 90003"]
    );
    assert_eq!(shown(&units.regroup(&old, before)).len(), 4);
    let stranger: UnitId = "77777@2025-07-01".parse().unwrap();
    assert_eq!(shown(&units.regroup([&stranger], before)), ["77777: 77777"]);
}

proptest! {
    #[test]
    fn sums_are_conserved_and_groups_hold_their_units_wholly(
        links in prop::collection::btree_set((0..12_usize, 0..9_usize), 0..30),
        counts in prop::collection::vec(0..1000_u64, 21), back in any::<bool>()
    ) {
        let units = units(12, 9, &links);
        let (before, after) = (Day::parse("2025-06-30").unwrap(), Day::parse("2025-07-01").unwrap());
        let on = if back { before } else { after };
        let all: Vec<UnitId> = units.iter().map(|u| u.id.clone()).collect();
        let tallies: BTreeMap<&UnitId, u64> = all.iter().zip(counts).collect();
        let groups = units.regroup(tallies.keys().copied(), on);
        let sum: u64 = groups.iter().flat_map(|g| &g.counted).map(|u| tallies[u]).sum();
        assert_eq!(sum, tallies.values().sum::<u64>());
        let counted: Vec<_> = groups.iter().flat_map(|g| &g.counted).collect();
        assert_eq!(counted.len(), all.len(), "each in exactly one");
        let held: Vec<_> = groups.iter().flat_map(|g| &g.units).collect();
        assert_eq!(held.len(), held.iter().collect::<BTreeSet<_>>().len(), "no unit in two groups");
        for group in &groups {
            for unit in &group.counted {
                let holders = units.regroup([unit], on);
                assert!(holders[0].units.iter().all(|h| group.units.contains(h)));
            }
            // Smallest: no part of a group stands apart from the rest.
            let mut joined: BTreeSet<&UnitId> = group.units.iter().take(1).collect();
            for _ in &group.units {
                for unit in &group.counted {
                    let holders = units.descendants(unit, on);
                    let holders = if holders.is_empty() { units.ancestors(unit, on) } else { holders };
                    if holders.iter().any(|h| joined.contains(h)) {
                        joined.extend(group.units.iter().filter(|u| holders.contains(u)));
                    }
                }
            }
            assert_eq!(joined.len(), group.units.len());
        }
    }
}
