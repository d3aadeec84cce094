use super::{FaultKind, Reorganisation};
use crate::units::{Destiny, Matter, Relation, Tier, UnitKind, Units};
use crate::words::{Day, UnitId};
use std::collections::BTreeSet;

mod properties;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn id(text: &str) -> UnitId {
    text.parse().unwrap()
}

/// Two provinces with a department each, and five communes.
pub(super) fn units() -> Units {
    let rows = "code,level,type,name,full_name,parent,valid_from,valid_to,act\n\
        01,province,tỉnh,An,Tỉnh An,,2025-07-01,,q\n02,province,tỉnh,Bình,Tỉnh Bình,,2025-07-01,,q\n\
        00001,commune,xã,Một,Xã Một,01,2025-07-01,,q\n00002,commune,xã,Hai,Xã Hai,01,2025-07-01,,q\n\
        00003,commune,phường,Ba,Phường Ba,01,2025-07-01,,q\n00004,commune,xã,Bốn,Xã Bốn,02,2025-07-01,,q\n\
        00005,commune,xã,Năm,Xã Năm,02,2025-07-01,,q\n\
        H01.12,agency,sở,Nội vụ,Sở Nội vụ tỉnh An,01,2025-07-01,,q\n\
        H02.12,agency,sở,Nội vụ,Sở Nội vụ tỉnh Bình,02,2025-07-01,,q\n";
    let none = "code,level,type,name,full_name,parent,valid_from,valid_to,act\n";
    Units::parse(rows, none, "from_code,to_code,relation,day,act\n").unwrap()
}

const HEAD: &str = "# act: 12/NQ-HĐND\n# day: 2026-03-01\n\
    row,code,kind,name,full_name,parent,to,relation,archive\n";

fn read(rows: &str) -> Reorganisation {
    Reorganisation::parse(&format!("{HEAD}{rows}")).unwrap()
}

/// Kinds and lines of what is wrong; the first row is line 4.
fn wrong(rows: &str) -> Vec<(u64, FaultKind)> {
    let faults = match Reorganisation::parse(&format!("{HEAD}{rows}")) {
        Ok(file) => file.check(&units(), day("2026-01-15")),
        Err(faults) => faults,
    };
    faults.into_iter().map(|f| (f.line, f.kind)).collect()
}

const MERGE: &str = "new,00002,phường,Mới,,01,,,\nends,00001,,,,,00002,whole,\nends,00002,,,,,00002,whole,\n";

#[test]
fn communes_merge_under_a_code_that_one_of_them_had() {
    let (units, file) = (units(), read(MERGE));
    assert_eq!(file.check(&units, day("2026-01-15")), []);
    let after = units.apply(&file);
    let new = after.at(&"00002".parse().unwrap(), day("2026-03-01")).unwrap();
    assert_eq!((new.id.as_str(), new.full_name.as_str()), ("00002@2026-03-01", "Phường Mới"));
    assert_eq!((new.kind, new.tier, new.act.as_str()), (UnitKind::Ward, Tier::Commune, "12/NQ-HĐND"));
    assert_eq!(new.parent, Some(id("01@2025-07-01")));
    let old = after.at(&"00002".parse().unwrap(), day("2026-02-28")).unwrap();
    assert_eq!((old.id.as_str(), old.to), ("00002@2025-07-01", Some(day("2026-02-28"))));
    assert!(after.at(&"00001".parse().unwrap(), day("2026-03-01")).is_none());
    assert_eq!(after.predecessors(&new.id).len(), 2);
    assert_eq!(
        after.destiny(&id("00001@2025-07-01"), Matter::Person, day("2026-03-01")),
        Destiny::To(new.id.clone())
    );
    assert_eq!(after.destiny(&id("00001@2025-07-01"), Matter::Person, day("2026-02-28")), Destiny::Stays);
    assert_eq!(after.destiny(&id("00003@2025-07-01"), Matter::Land, day("2026-03-01")), Destiny::Stays);
    assert_eq!(after.apply(&file), after, "applying twice is applying once");
    assert_eq!(file.check(&after, day("2026-03-05")), [], "what is already known is no fault");
    assert_eq!(after.find("moi", day("2026-03-01")).len(), 1);
    assert!(after.contradictions().iter().all(|c| c.unit.as_str().ends_with("@2025-07-01")));
}

#[test]
fn a_commune_may_absorb_another_and_go_on() {
    let (units, file) = (units(), read("ends,00001,,,,,00002,whole,\n"));
    assert_eq!(file.check(&units, day("2026-01-15")), []);
    let after = units.apply(&file);
    let to = after.destiny(&id("00001@2025-07-01"), Matter::Land, day("2026-04-01"));
    assert_eq!(to, Destiny::To(id("00002@2025-07-01")));
    assert_eq!(after.destiny(&id("00002@2025-07-01"), Matter::Land, day("2026-04-01")), Destiny::Stays);
}

#[test]
fn people_follow_the_population_and_land_the_area_and_somebody_keeps_the_archive() {
    let rows = "ends,00001,,,,,00002,whole-area,yes\nends,00001,,,,,00003,part-population,\n\
        ends,00004,,,,,00005,part_area_all_population,\nends,00004,,,,,00003,part_area,\n";
    let (units, file, on) = (units(), read(rows), day("2026-03-01"));
    assert_eq!(file.check(&units, day("2026-01-15")), []);
    let after = units.apply(&file);
    let (one, four) = (id("00001@2025-07-01"), id("00004@2025-07-01"));
    let both = vec![id("00002@2025-07-01"), id("00003@2025-07-01")];
    assert_eq!(after.destiny(&one, Matter::Person, on), Destiny::Decide(both.clone()));
    assert_eq!(after.destiny(&one, Matter::Land, on), Destiny::To(both[0].clone()));
    assert_eq!(after.destiny(&four, Matter::Person, on), Destiny::To(id("00005@2025-07-01")));
    assert!(matches!(after.destiny(&four, Matter::Land, on), Destiny::Decide(all) if all.len() == 2));
    assert_eq!(after.keeper(&one, on), Some(both[0].clone()));
    assert_eq!(after.keeper(&four, on), Some(id("00005@2025-07-01")));
    assert_eq!(after.keeper(&four, day("2026-02-28")), Some(four));
}

#[test]
fn a_unit_goes_on_with_another_name_kind_or_parent() {
    let rows = "stays,00001,,Một Mới,,,,,\nstays,00002,phường,,,,,,\nstays,00003,,,,02,,,\n";
    let (units, file, on) = (units(), read(rows), day("2026-03-01"));
    assert_eq!(file.check(&units, day("2026-01-15")), []);
    let after = units.apply(&file);
    let fact = |code: &str| {
        let new = after.at(&code.parse().unwrap(), on).unwrap();
        let (old, relation) = after.predecessors(&new.id)[0];
        assert_eq!(old.code, new.code);
        (new.full_name.clone(), new.parent.clone().unwrap().code().to_owned(), relation)
    };
    assert_eq!(fact("00001"), ("Xã Một Mới".to_owned(), "01".to_owned(), Relation::Renamed));
    assert_eq!(fact("00002"), ("Phường Hai".to_owned(), "01".to_owned(), Relation::Retyped));
    assert_eq!(fact("00003"), ("Phường Ba".to_owned(), "02".to_owned(), Relation::Moved));
    let to = after.destiny(&id("00003@2025-07-01"), Matter::Person, on);
    assert_eq!(to, Destiny::To(id("00003@2026-03-01")));
}

#[test]
fn provinces_and_their_departments_merge() {
    let rows = "new,01,tỉnh,An Bình,,,,,\nends,01,,,,,01,whole,\nends,02,,,,,01,whole,\n\
        new,H01.12,sở,Nội vụ,Sở Nội vụ tỉnh An Bình,01,,,\n\
        ends,H01.12,,,,,H01.12,whole,\nends,H02.12,,,,,H01.12,whole,\n\
        stays,00001,,,,,,,\nstays,00002,,,,,,,\nstays,00003,,,,,,,\n\
        stays,00004,,,,01,,,\nstays,00005,,,,01,,,\n";
    let (units, file, on) = (units(), read(rows), day("2026-03-01"));
    assert_eq!(file.check(&units, day("2026-01-15")), []);
    let after = units.apply(&file);
    let department = after.at(&"H01.12".parse().unwrap(), on).unwrap();
    assert_eq!(department.id.as_str(), "H01.12@2026-03-01");
    assert_eq!(after.province_of(&department.id).unwrap().full_name, "Tỉnh An Bình");
    assert_eq!(after.children(&id("01@2026-03-01")).len(), 6);
    assert_eq!(after.province_of(&id("00004@2025-07-01")).unwrap().full_name, "Tỉnh Bình", "on its own days");
    let to = after.destiny(&id("H02.12@2025-07-01"), Matter::Person, on);
    assert_eq!(to, Destiny::To(department.id.clone()));
    let forgotten = rows.replace("stays,00004,,,,01,,,\n", "");
    assert_eq!(wrong(&forgotten), [(6, FaultKind::Orphans)]);
}

#[test]
fn every_fault_of_a_file_is_named_with_its_line() {
    let faults = Reorganisation::parse("row,code,colour\nnew,12a,x\nmerge,00001,\n").unwrap_err();
    let kinds: Vec<_> = faults.iter().map(|f| (f.line, f.kind)).collect();
    let expected = [
        (1, FaultKind::UnknownColumn),
        (1, FaultKind::NoAct),
        (1, FaultKind::NoDay),
        (2, FaultKind::BadCode),
        (3, FaultKind::BadWord),
    ];
    assert_eq!(BTreeSet::from(expected), kinds.into_iter().collect());
    let rows = "new,00009,xóm,,,01,,,\nends,00001,,,,,00002,swallowed,\nends,00003,,,,,00002,whole,maybe\n\
        ends,00001,,,,,,whole,\n";
    let expected = [
        (4, FaultKind::BadKind),
        (4, FaultKind::NoName),
        (5, FaultKind::BadRelation),
        (6, FaultKind::BadAnswer),
        (7, FaultKind::NoSuccessor),
    ];
    assert_eq!(wrong(rows), expected);
    assert_eq!(wrong(""), [(3, FaultKind::NoRows)]);
    let late = HEAD.replace("2026-03-01", "2026-02-30");
    assert_eq!(Reorganisation::parse(&late).unwrap_err()[0].kind, FaultKind::BadDay);
}

#[test]
fn what_does_not_fit_what_is_known_is_refused() {
    let one = |rows: &str| wrong(rows).into_iter().map(|(_, kind)| kind).collect::<Vec<_>>();
    assert_eq!(one("ends,00009,,,,,00002,whole,\n"), [FaultKind::UnknownUnit]);
    assert_eq!(one("ends,1,,,,,00002,whole,\n"), [FaultKind::LostZeros]);
    assert_eq!(one("ends,00001,,,,,00009,whole,\n"), [FaultKind::UnknownSuccessor]);
    assert_eq!(one("ends,00001,,,,,00002,whole,\nends,00002,,,,,00003,whole,\n"), [FaultKind::SuccessorEnds]);
    let cycle = one("ends,00001,,,,,00002,whole,\nends,00002,,,,,00001,whole,\n");
    assert_eq!(cycle, [FaultKind::Cycle, FaultKind::Cycle]);
    assert_eq!(one("ends,00001,,,,,00001,whole,\n"), [FaultKind::Cycle]);
    assert_eq!(one("new,00001,xã,Mới,,01,,,\nends,00002,,,,,00001,whole,\n"), [FaultKind::Overlap]);
    assert_eq!(one("new,00009,xã,Mới,,01,,,\n"), [FaultKind::FromNothing]);
    let more = "ends,00001,,,,,00002,whole,\nends,00001,,,,,00003,part,\n";
    assert_eq!(one(more), [FaultKind::WholeAndMore]);
    let people = "ends,00001,,,,,00002,part-area-all-population,\nends,00001,,,,,00003,part,\n";
    assert_eq!(one(people), [FaultKind::PeopleTwice]);
    let area = "ends,00001,,,,,00002,whole-area,yes\nends,00001,,,,,00003,part,\n";
    assert_eq!(one(area), [FaultKind::AreaTwice]);
    assert_eq!(one("ends,00001,,,,,00002,part,yes\n"), [FaultKind::Remainder]);
    let twice = "ends,00001,,,,,00002,part,yes\nends,00001,,,,,00002,part,\n";
    assert_eq!(one(twice), [FaultKind::Twice]);
    let area = "ends,00001,,,,,00002,part-area,yes\nends,00001,,,,,00003,part-area,\n";
    assert_eq!(one(area), [FaultKind::PeopleNowhere]);
    let people = "ends,00001,,,,,00002,part-population,yes\nends,00001,,,,,00003,part-population,\n";
    assert_eq!(one(people), [FaultKind::AreaNowhere]);
    let split = "ends,00001,,,,,00002,part,\nends,00001,,,,,00003,part,\n";
    assert_eq!(one(split), [FaultKind::NoKeeper]);
    assert_eq!(one(&split.replace("part,\n", "part,yes\n")), [FaultKind::TwoKeepers]);
    assert_eq!(one("ends,00001,,,,,,tier-ends,\n"), [FaultKind::TierGoesOn]);
    assert_eq!(one("ends,00001,,,,,H01.12,whole,\n"), [FaultKind::WrongTier]);
    let orphan = "new,00009,xã,Mới,,,,,\nends,00001,,,,,00009,whole,\n";
    assert_eq!(one(orphan), [FaultKind::NoParent]);
    assert_eq!(one(&orphan.replace("Mới,,,", "Mới,,09,")), [FaultKind::UnknownParent]);
    assert_eq!(one(&orphan.replace("Mới,,,", "Mới,,00002,")), [FaultKind::WrongParent]);
    let twice = format!("{MERGE}new,00002,phường,Mới,,01,,,\n");
    assert_eq!(one(&twice), [FaultKind::Overlap]);
    let agencies = "new,H01.1,sở,A,,H01.2,,,\nnew,H01.2,sở,B,,H01.1,,,\n";
    assert_eq!(one(agencies), [FaultKind::Cycle, FaultKind::Cycle]);
}

#[test]
fn days_that_do_not_meet_and_what_is_known_otherwise_are_refused() {
    let (units, today) = (units(), day("2026-01-15"));
    let after = units.apply(&read(MERGE));
    let at = |units: &Units, text: &str, rows: &str| -> Vec<FaultKind> {
        let file = Reorganisation::parse(&format!("{}{rows}", HEAD.replace("2026-03-01", text))).unwrap();
        file.check(units, today).into_iter().map(|f| f.kind).collect()
    };
    let absorb = "ends,00001,,,,,00003,whole,\n";
    assert_eq!(at(&after, "2026-06-01", absorb), [FaultKind::Gap]);
    assert_eq!(at(&after, "2026-03-01", absorb), [FaultKind::KnownOtherwise]);
    assert_eq!(
        at(&after, "2026-02-01", absorb),
        [FaultKind::KnownOtherwise; 2],
        "its last day, its successor"
    );
    assert_eq!(at(&units, "2099-01-01", absorb), [FaultKind::TooFar]);
    let early = at(&units, "2025-07-01", absorb);
    assert!(early.contains(&FaultKind::TooEarly), "{early:?}");
    let renamed = MERGE.replace("Mới", "Khác");
    assert_eq!(at(&after, "2026-03-01", &renamed), [FaultKind::KnownOtherwise]);
    assert_eq!(at(&units, "2026-03-01", absorb), []);
}

#[test]
fn a_table_out_of_a_spreadsheet_is_read_and_a_written_one_read_again() {
    let file = read(MERGE);
    let sheet = format!(
        "\u{feff}\"# act: 12/NQ-HĐND\";;\r\n# day: 01/03/2026;;\r\nrow;code;kind;name;parent;to;relation\r\n{}",
        "new;00002;Phường;Mới;01;;\r\nends;00001;;;;00002;whole\r\n;;;;;;\r\nends;00002;;;;00002;whole\r\n"
    );
    let read = Reorganisation::parse(&sheet).unwrap();
    let plain = |file: &Reorganisation| {
        let mut file = file.clone();
        file.news.iter_mut().for_each(|n| n.line = 0);
        file.ends.iter_mut().for_each(|e| e.line = 0);
        file
    };
    assert_eq!(plain(&read), plain(&file));
    assert_eq!(plain(&Reorganisation::parse(&file.to_csv()).unwrap()), plain(&file));
    assert_eq!(read.ends[1].line, 7, "empty lines and comments count");
}
