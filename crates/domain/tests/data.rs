//! The tables of `data/` as they are shipped.

#![expect(clippy::disallowed_methods, reason = "the test reads the shipped files; the crate itself can't")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop the test")]

#[path = "data/schemas.rs"]
mod schemas;

use domain::packs::catalogue::{LimitOrigin, Procedure, portal::is_code};
use domain::packs::everyday::{Phrases, Synonyms};
use domain::units::reorganise::Reorganisation;
use domain::units::{Destiny, LandFields, Matter, Relation, Tier, UnitKind, Units};
use domain::words::{Day, UnitCode, fold, nfc};
use std::collections::{BTreeMap, BTreeSet};

fn read(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn units() -> Units {
    Units::parse(&read("units.csv"), &read("units_before.csv"), &read("successions.csv")).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn the_country_has_34_provinces_and_3321_communes() {
    let units = units();
    let now = day("2025-07-01");
    assert_eq!(units.on(Tier::Province, now).count(), 34);
    assert_eq!(units.on(Tier::District, now).count(), 0);
    let kind = |kind| units.on(Tier::Commune, now).filter(|u| u.kind == kind).count();
    assert_eq!([kind(UnitKind::Commune), kind(UnitKind::Ward), kind(UnitKind::SpecialZone)], [2621, 687, 13]);
    assert_eq!(units.on(Tier::Commune, now).count(), 3321);
    let before = day("2025-06-30");
    let count = |tier| units.on(tier, before).count();
    assert_eq!([count(Tier::Province), count(Tier::District), count(Tier::Commune)], [63, 696, 10_035]);
    assert_eq!((units.len(), units.succession_count()), (3_355 + 10_794, 10_571 + 63));
}

#[test]
fn a_code_names_another_ward_a_day_later() {
    let units = units();
    let code: UnitCode = "00004".parse().unwrap();
    assert_eq!(units.at(&code, day("2025-06-30")).unwrap().full_name, "Phường Trúc Bạch");
    assert_eq!(units.at(&code, day("2025-07-01")).unwrap().full_name, "Phường Ba Đình");
    let reused = units
        .on(Tier::Commune, day("2025-07-01"))
        .filter(|u| units.at(&u.code, day("2025-06-30")).is_some_and(|old| old.full_name != u.full_name));
    assert_eq!(reused.count(), 2_177);
}

#[test]
fn every_commune_belongs_to_a_province_and_came_from_somewhere() {
    let units = units();
    for commune in units.on(Tier::Commune, day("2025-07-01")) {
        let province = units.province_of(&commune.id).unwrap();
        assert_eq!(commune.parent.as_ref(), Some(&province.id), "{}", commune.full_name);
        assert!(!units.predecessors(&commune.id).is_empty(), "{}", commune.full_name);
        assert!(commune.act.ends_with("UBTVQH15"), "{}", commune.act);
    }
    let split = |old: &&domain::units::Unit| {
        let to: BTreeSet<_> = units.successors(&old.id).iter().map(|(u, _)| u.id.clone()).collect();
        to.len() > 1
    };
    assert_eq!(units.on(Tier::Commune, day("2025-06-30")).filter(split).count(), 440);
    let people = |u: &domain::units::Unit| {
        units.successors(&u.id).iter().filter(|(_, r)| *r == Relation::PartAreaAllPopulation).count()
    };
    assert_eq!(units.iter().map(people).sum::<usize>(), 58);
}

#[test]
fn names_that_differ_in_diacritics_are_all_found() {
    let units = units();
    let now = day("2026-01-01");
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for unit in units.on(Tier::Commune, now) {
        let key = (unit.parent.clone(), fold(&unit.full_name));
        groups.entry(key).or_default().push(unit);
    }
    let pairs: Vec<_> = groups.into_iter().filter(|(_, same)| same.len() > 1).collect();
    assert_eq!(pairs.len(), 8);
    for ((_, folded), same) in pairs {
        let found = units.find(&folded, now);
        assert!(same.iter().all(|u| found.iter().any(|f| f.id == u.id)), "{folded}");
    }
}

#[test]
fn every_unit_has_an_agency_identifier_of_its_own() {
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(read("agencies.csv")));
    let rows: Vec<(String, String, String)> = reader.deserialize().map(Result::unwrap).collect();
    let identifiers: BTreeSet<_> = rows.iter().map(|(_, id, _)| id.as_str()).collect();
    assert_eq!((rows.len(), identifiers.len()), (3_355, 3_355));
    let of = |unit: &str| rows.iter().find(|(u, ..)| u == unit).map(|(_, id, s)| (id.as_str(), s.as_str()));
    assert_eq!(of("38"), Some(("H56", "official")));
    assert_eq!(rows.iter().filter(|(_, id, s)| s == "provisional" && id.len() == 7).count(), 3_321);
    let units = units();
    for (unit, identifier, _) in &rows {
        let unit = units.at(&unit.parse().unwrap(), day("2025-07-01")).unwrap();
        let province = units.province_of(&unit.id).unwrap();
        assert_eq!(of(province.code.as_str()).map(|(id, _)| id), identifier.get(..3), "{}", unit.full_name);
    }
}

#[test]
fn the_catalogue_has_398_procedures_with_a_limit_for_each_channel() {
    let text = read("procedures.jsonl");
    let all: Vec<Procedure> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(all.len(), 398);
    let codes: BTreeSet<_> = all.iter().map(|p| p.code.as_str()).collect();
    assert!(codes.len() == 398 && codes.iter().all(|c| is_code(c)));
    assert!(all.iter().all(|p| !p.channels.is_empty() && !p.field_code.is_empty() && !p.tiers.is_empty()));
    let origin = |o| all.iter().flat_map(|p| &p.channels).filter(|c| c.limit_origin == o).count();
    let counts = [origin(LimitOrigin::Portal), origin(LimitOrigin::Case), origin(LimitOrigin::Assumed)];
    assert_eq!(counts, [840, 161, 44]);
    let documents = || all.iter().flat_map(|p| &p.documents);
    assert!(documents().all(|d| d.name.chars().count() <= 180 && d.name == nfc(&d.name)));
    assert!(all.iter().filter(|p| p.documents.is_empty()).count() <= 3);
}

fn phrases() -> Phrases {
    Phrases::parse(&read("phrases.csv")).unwrap()
}

#[test]
fn people_have_words_for_each_procedure_and_no_line_of_the_tables_is_passed_over() {
    let text = read("procedures.jsonl");
    let all: Vec<Procedure> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let codes: BTreeSet<_> = all.iter().map(|p| p.code.clone()).collect();
    assert_eq!(phrases().codes().cloned().collect::<BTreeSet<_>>(), codes);
    let table = read("synonyms.csv");
    assert_eq!(Synonyms::parse(&table).unwrap().len(), table.lines().skip(1).count());
    let asking = read("asking.csv");
    let mut words = asking.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default());
    assert!(words.all(|word| !word.is_empty() && word == fold(word)), "they are compared folded");
}

#[test]
fn the_reorganisation_of_1_july_2025_is_sound_and_gives_the_tables_back() {
    let units = units();
    let on = day("2025-07-01");
    let file = Reorganisation::of_day(&units, on).unwrap();
    let text = file.to_csv();
    let file = Reorganisation::parse(&text).unwrap();
    assert_eq!((file.news.len(), file.ends.len()), (3_355, 10_571 + 63 + 690));
    assert_eq!(file.check(&units, day("2026-01-01")), []);
    assert!(units.apply(&file) == units, "what is known stays as it is");
    // Laid over the country of the day before, it makes the country of the day.
    let empty = "code,level,type,name,full_name,parent,valid_from,valid_to,act\n";
    let old = read("units_before.csv").replace(",2025-06-30,\n", ",,\n");
    let before = Units::parse(&old, empty, "from_code,to_code,relation,day,act\n").unwrap();
    assert_eq!(file.check(&before, day("2025-06-20")), []);
    let after = before.apply(&file);
    assert!(after == units);
    let destinies = |matter| {
        let all = units.on(Tier::Commune, day("2025-06-30")).map(|u| units.destiny(&u.id, matter, on));
        let mut counts = [0; 3];
        for destiny in all {
            match destiny {
                Destiny::Stays => counts[0] += 1,
                Destiny::To(_) => counts[1] += 1,
                Destiny::Decide(_) => counts[2] += 1,
            }
        }
        counts
    };
    assert_eq!((destinies(Matter::Person), destinies(Matter::Land)), ([0, 9_653, 382], [0, 9_596, 439]));
    assert!(units.iter().all(|u| units.keeper(&u.id, on).is_some()));
}

#[test]
fn matters_of_land_are_told_by_their_field() {
    let fields = LandFields::parse(&read("land_fields.csv")).unwrap();
    let text = read("procedures.jsonl");
    let all: Vec<Procedure> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let land = all.iter().filter(|p| fields.matter(&p.field_code, &p.field) == Matter::Land).count();
    assert_eq!(land, 83);
    let of = |code: &str| all.iter().find(|p| p.code.as_str() == code).unwrap();
    let matter = |code: &str| fields.matter(&of(code).field_code, &of(code).field);
    assert_eq!((matter("1.012812"), matter("1.001193")), (Matter::Land, Matter::Person));
}
