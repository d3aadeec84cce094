use super::{Relation, Tier, UnitKind, Units};
use crate::words::{Day, UnitCode, UnitId, fold};
use proptest::prelude::{prop, proptest};

const UNITS: &str = "\
code,level,type,name,full_name,parent,valid_from,valid_to,act
01,province,thành phố,Hà Nội,Thành phố Hà Nội,,2025-07-01,,202/2025/QH15
38,province,tỉnh,Thanh Hóa,Tỉnh Thanh Hóa,,2025-07-01,,202/2025/QH15
00004,commune,phường,Ba Đình,Phường Ba Đình,01,2025-07-01,,1656/NQ-UBTVQH15
00008,commune,phường,Ngọc Hà,Phường Ngọc Hà,01,2025-07-01,,1656/NQ-UBTVQH15
14758,commune,phường,Hạc Thành,Phường Hạc Thành,38,2025-07-01,,1686/NQ-UBTVQH15
14759,commune,xã,Hà Trung,Xã Hà Trung,38,2025-07-01,,1686/NQ-UBTVQH15
14760,commune,xã,Hạ Trung,Xã Hạ Trung,38,2025-07-01,,1686/NQ-UBTVQH15
";
const BEFORE: &str = "\
code,level,type,name,full_name,parent,valid_from,valid_to,act
01,province,thành phố,Hà Nội,Thành phố Hà Nội,,,2025-06-30,
001,district,quận,Ba Đình,Quận Ba Đình,01,,2025-06-30,
00004,commune,phường,Trúc Bạch,Phường Trúc Bạch,001,,2025-06-30,
00016,commune,phường,Ngọc Hà,Phường Ngọc Hà,001,,2025-06-30,
";
const LINKS: &str = "\
from_code,to_code,relation,day,act
00004,00004,whole,2025-07-01,1656/NQ-UBTVQH15
00016,00004,part,2025-07-01,1656/NQ-UBTVQH15
00016,00008,part_area_all_population,2025-07-01,1656/NQ-UBTVQH15
";

fn units() -> Units {
    Units::parse(UNITS, BEFORE, LINKS).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn id(text: &str) -> UnitId {
    text.parse().unwrap()
}

#[test]
fn a_code_means_another_unit_the_day_after() {
    let units = units();
    let code: UnitCode = "00004".parse().unwrap();
    let before = units.at(&code, day("2025-06-30")).unwrap();
    let after = units.at(&code, day("2025-07-01")).unwrap();
    assert_eq!((before.full_name.as_str(), before.id.as_str()), ("Phường Trúc Bạch", "00004@0000"));
    assert_eq!((after.full_name.as_str(), after.id.as_str()), ("Phường Ba Đình", "00004@2025-07-01"));
    assert_eq!(units.with_code(&code).len(), 2);
    assert_eq!((after.kind, after.tier), (UnitKind::Ward, Tier::Commune));
}

#[test]
fn parents_are_those_of_the_units_own_days() {
    let units = units();
    let old = units.get(&id("00004@0000")).unwrap();
    assert_eq!(old.parent, Some(id("001@0000")));
    assert_eq!(units.province_of(&old.id).unwrap().id, id("01@0000"));
    assert_eq!(units.province_of(&id("00004@2025-07-01")).unwrap().id, id("01@2025-07-01"));
    let names: Vec<_> = units.children(&id("01@2025-07-01")).iter().map(|u| u.name.clone()).collect();
    assert_eq!(names, ["Ba Đình", "Ngọc Hà"]);
    assert_eq!(units.on(Tier::Commune, day("2025-07-01")).count(), 5);
}

#[test]
fn successions_are_known_both_ways() {
    let units = units();
    let to: Vec<_> = units.successors(&id("00016@0000")).iter().map(|(u, r)| (u.name.clone(), *r)).collect();
    let expected = [("Ba Đình", Relation::Part), ("Ngọc Hà", Relation::PartAreaAllPopulation)];
    assert_eq!(to, expected.map(|(n, r)| (n.to_owned(), r)));
    let from: Vec<_> =
        units.predecessors(&id("00004@2025-07-01")).iter().map(|(u, _)| u.name.clone()).collect();
    assert_eq!(from, ["Trúc Bạch", "Ngọc Hà"]);
    assert!(Relation::PartAreaAllPopulation.takes_all_people() && !Relation::Part.takes_all_people());
    assert!(units.successors(&id("00004@2025-07-01")).is_empty());
    assert_eq!(units.successions_from(&id("00004@0000"))[0].act, "1656/NQ-UBTVQH15");
}

#[test]
fn names_that_differ_in_diacritics_are_all_offered() {
    let units = units();
    let find = |t: &str| -> Vec<String> {
        units.find(t, day("2025-08-01")).iter().map(|u| u.full_name.clone()).collect()
    };
    assert_eq!(find("ha trung"), ["Xã Hà Trung", "Xã Hạ Trung"]);
    assert_eq!(find("xã hạ trung"), ["Xã Hạ Trung", "Xã Hà Trung"]);
    assert_eq!(find("hac thanh thanh hoa"), ["Phường Hạc Thành"]);
    assert_eq!(find("14758"), ["Phường Hạc Thành"]);
    assert!(find("truc bach").is_empty() && find("  ").is_empty() && find("hac thanh ha noi").is_empty());
    assert_eq!(units.find("truc bach", day("2025-06-30")).len(), 1);
}

#[test]
fn tables_that_do_not_fit_together_are_refused_with_their_line() {
    let twice = format!("{UNITS}14760,commune,xã,Khác,Xã Khác,38,2025-08-01,,\n");
    let error = Units::parse(&twice, BEFORE, LINKS).unwrap_err();
    assert_eq!((error.table, error.line), ("units.csv", 9));
    let orphan = format!("{UNITS}14761,commune,xã,Khác,Xã Khác,99,2025-08-01,,\n");
    assert!(Units::parse(&orphan, BEFORE, LINKS).unwrap_err().problem.contains("99"));
    let link = format!("{LINKS}00099,00004,whole,2025-07-01,\n");
    assert_eq!(Units::parse(UNITS, BEFORE, &link).unwrap_err().line, 5);
    let word = format!("{LINKS}00004,00004,swallowed,2025-07-01,\n");
    assert!(Units::parse(UNITS, BEFORE, &word).unwrap_err().problem.contains("swallowed"));
}

proptest! {
    #[test]
    fn a_code_names_at_most_one_unit_on_any_day(days in -400_i64..400,
        code in prop::sample::select(vec!["01", "001", "00004", "00016", "14758"])) {
        let units = units();
        let (code, on): (UnitCode, Day) = (code.parse().unwrap(), day("2025-07-01").plus(days));
        let valid: Vec<_> = units.with_code(&code).into_iter().filter(|u| u.exists_on(on)).collect();
        assert!(valid.len() <= 1);
        assert_eq!(units.at(&code, on), valid.first().copied());
    }

    #[test]
    fn every_unit_is_found_by_its_folded_name_on_its_days(days in -400_i64..400) {
        let (units, on) = (units(), day("2025-07-01").plus(days));
        for unit in units.iter().filter(|u| u.exists_on(on)) {
            assert!(units.find(&fold(&unit.full_name), on).iter().any(|u| u.id == unit.id));
        }
    }
}
