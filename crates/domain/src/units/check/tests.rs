use super::{Contradiction, ContradictionKind as Kind};
use crate::units::{Named, Tier, UnitKind, Units};
use crate::words::Day;

const HEAD: &str = "code,level,type,name,full_name,parent,valid_from,valid_to,act\n";
const LINK: &str = "from_code,to_code,relation,day,act,archive\n";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Two old communes and two new ones of one province, with these links.
fn units(more: &str, links: &str) -> Units {
    let before = "01,province,tỉnh,A,Tỉnh A,,,2025-06-30,\n\
        00001,commune,xã,Mạ,Xã Mạ,01,,2025-06-30,\n00002,commune,xã,Mà,Xã Mà,01,,2025-06-30,\n";
    let now = "01,province,tỉnh,A,Tỉnh A,,2025-07-01,,x\n\
        00001,commune,xã,Hà Trung,Xã Hà Trung,01,2025-07-01,,x\n\
        00003,commune,xã,Hạ Trung,Xã Hạ Trung,01,2025-07-01,,x\n";
    let links = format!("{LINK}01,01,unchanged,2025-07-01,x,\n{links}");
    Units::parse(&format!("{HEAD}{now}{more}"), &format!("{HEAD}{before}"), &links).unwrap()
}

fn kinds(units: &Units) -> Vec<(Kind, String)> {
    let said = |c: Contradiction| (c.kind, c.unit.to_string());
    units.contradictions().into_iter().map(said).collect()
}

fn kind(links: &str) -> Vec<Kind> {
    kinds(&units("", links)).into_iter().map(|(kind, _)| kind).collect()
}

const GOOD: &str = "00001,00001,whole,2025-07-01,x,\n";

#[test]
fn tables_that_agree_have_no_contradiction() {
    assert!(kind("00001,00001,whole,2025-07-01,x,\n00002,00003,whole,2025-07-01,x,\n").is_empty());
    let area = "00002,00001,whole_area,2025-07-01,x,\n00002,00003,part_population,2025-07-01,x,\n";
    assert!(kind(&format!("{GOOD}{area}")).is_empty());
    let people = "00002,00001,part_area_all_population,2025-07-01,x,\n00002,00003,part_area,2025-07-01,x,\n";
    assert!(kind(&format!("{GOOD}{people}")).is_empty());
}

#[test]
fn what_goes_nowhere_or_comes_from_nowhere_is_found() {
    let units = units("", GOOD);
    let expected = [(Kind::NoSuccessor, "00002@0000"), (Kind::FromNothing, "00003@2025-07-01")];
    assert_eq!(kinds(&units), expected.map(|(k, id)| (k, id.to_owned())));
    assert_eq!(
        kind(&format!("{GOOD}00002,00003,part,2025-07-01,x,\n")),
        [Kind::Remainder],
        "a part alone leaves the rest behind"
    );
}

#[test]
fn shares_that_exceed_the_unit_are_found() {
    let two = |a: &str, b: &str| {
        kind(&format!("{GOOD}00002,00001,{a},2025-07-01,x,\n00002,00003,{b},2025-07-01,x,\n"))
    };
    assert_eq!(two("whole", "part"), [Kind::WholeAndMore]);
    assert_eq!(two("part_area_all_population", "part"), [Kind::PeopleTwice]);
    assert_eq!(two("whole_area", "part"), [Kind::AreaTwice]);
    assert_eq!(two("part", "part"), []);
    let twice = "00002,00003,part,2025-07-01,x,\n00002,00003,part,2025-07-01,x,\n";
    assert!(kind(&format!("{GOOD}{twice}")).contains(&Kind::LinkTwice));
}

#[test]
fn days_that_do_not_meet_are_found() {
    // The parent ends before the child; the successor comes a day late.
    let more = "00005,commune,xã,B,Xã B,01,2025-07-01,2025-09-30,x\n\
        02,province,tỉnh,C,Tỉnh C,,2025-07-01,2025-08-31,x\n00006,commune,xã,D,Xã D,02,2025-07-01,,x\n";
    let links = format!("{GOOD}00002,00003,whole,2025-07-01,x,\n00001,00005,part,2025-07-01,x,\n");
    let found = kinds(&units(more, &links));
    assert!(found.contains(&(Kind::ParentNotThere, "00006@2025-07-01".to_owned())), "{found:?}");
    assert!(found.contains(&(Kind::NoSuccessor, "00005@2025-07-01".to_owned())), "{found:?}");
    let mut late = units("", &format!("{GOOD}00002,00003,whole,2025-07-01,x,\n"));
    for link in late.forward.values_mut().flatten() {
        link.day = day("2025-08-01");
    }
    assert!(kinds(&late).iter().all(|(k, _)| *k == Kind::Gap) && !kinds(&late).is_empty());
    let mut back = units("", &format!("{GOOD}00002,00003,whole,2025-07-01,x,\n"));
    let mut link = back.forward.values().flatten().next().unwrap().clone();
    (link.from, link.to) = (link.to, link.from);
    back.forward.entry(link.from.clone()).or_default().push(link);
    assert!(kinds(&back).iter().any(|(k, _)| *k == Kind::Cycle));
}

#[test]
fn a_tier_that_ended_needs_no_successor_and_the_census_counts_it() {
    let before = format!(
        "{HEAD}01,province,tỉnh,A,Tỉnh A,,,2025-06-30,\n001,district,huyện,B,Huyện B,01,,2025-06-30,\n\
        00001,commune,xã,C,Xã C,001,,2025-06-30,\n00002,commune,xã,D,Xã D,001,,2025-06-30,\n"
    );
    let now = format!(
        "{HEAD}01,province,tỉnh,A,Tỉnh A,,2025-07-01,,x\n00002,commune,xã,C,Xã C,01,2025-07-01,,x\n\
        00003,commune,phường,E,Phường E,01,2025-07-01,,x\n"
    );
    let links = format!(
        "{LINK}01,01,unchanged,2025-07-01,x,\n00001,00002,part,2025-07-01,x,yes\n\
        00001,00003,part,2025-07-01,x,\n00002,00003,whole,2025-07-01,x,\n"
    );
    let units = Units::parse(&now, &before, &links).unwrap();
    assert!(units.contradictions().is_empty(), "{:?}", units.contradictions());
    let census = units.census(day("2025-07-01"));
    assert_eq!((census.of(Tier::Commune), census.known, census.splits, census.tier_ended), (2, 7, 1, 1));
    assert_eq!((census.links_below_provinces(), census.reused, census.alike), (3, 1, 0));
    assert_eq!(census.kinds[&(Tier::Commune, UnitKind::Ward)], 1);
}

#[test]
fn a_name_is_never_resolved_silently() {
    let units = units("00004,commune,xã,Nà Lan,Xã Nà Lan,01,2025-07-01,,x\n", GOOD);
    let on = day("2025-08-01");
    let one = |text: &str| match units.named(text, on) {
        Named::One(unit) => unit.code.to_string(),
        Named::Several(all) => format!("{} to choose from", all.len()),
        Named::Nothing => "nothing".to_owned(),
    };
    assert_eq!(one("00003"), "00003");
    assert_eq!(one("xã nà lan"), "00004");
    assert_eq!(one("Nà Lan, Tỉnh A"), "00004");
    assert_eq!(one("na lan"), "1 to choose from", "spelled otherwise: the person says that it is this one");
    assert_eq!(one("Xã Hà Trung"), "2 to choose from", "the other one differs in diacritics only");
    assert_eq!(one("ha"), "2 to choose from");
    assert_eq!(one("00002"), "nothing", "the code named a unit until June");
    assert_eq!(one(""), "nothing");
    let before = day("2025-06-30");
    assert!(matches!(units.named("00002", before), Named::One(u) if u.full_name == "Xã Mà"));
}
