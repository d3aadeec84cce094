//! The whole national catalogue goes through the import, when its source files are beside the project.

use super::{details, import};
use crate::data::sources;
use domain::packs::catalogue::LimitOrigin;
use domain::packs::catalogue::portal::{Columns, FindingKind, Importer, read_csv_record};
use std::collections::BTreeMap;

fn present() -> bool {
    let there = sources().join("procedures.csv").exists();
    if !there {
        eprintln!("skipped: no source files in {}", sources().display());
    }
    there
}

#[test]
fn the_overview_table_is_imported_and_its_dirt_is_named() {
    if !present() {
        return;
    }
    let mut reader = csv::Reader::from_path(sources().join("procedures.csv")).unwrap();
    let columns = Columns::find(reader.headers().unwrap()).unwrap();
    let mut importer = Importer::new();
    let (mut good, mut kinds, mut skipped) = (0, BTreeMap::<_, usize>::new(), Vec::new());
    for record in reader.records() {
        let record = record.unwrap();
        let line = record.position().unwrap().line();
        let read = importer.take(line, read_csv_record(line, &columns, &record));
        for finding in &read.findings {
            *kinds.entry(finding.kind).or_default() += 1;
        }
        match &read.procedure {
            Some(p) => {
                assert!(
                    p.channels.iter().all(|c| c.limit_origin != LimitOrigin::Case || c.limit.amount() < 9999)
                );
                good += 1;
            }
            None => skipped.push(record.get(0).unwrap().to_owned()),
        }
    }
    eprintln!("{good} imported, {} left out, findings: {kinds:?}", skipped.len());
    assert_eq!(good + skipped.len(), 5_665);
    for code in ["1.014955-Xoa", "1.0133611", "2.009182739"] {
        assert!(skipped.iter().any(|s| s == code), "{code}");
    }
    // " 1.014325" and "1.014325" are the same code once the space is gone.
    assert_eq!(kinds.get(&FindingKind::DuplicateCode), Some(&1));
    assert_eq!(kinds.get(&FindingKind::MalformedCode), Some(&(skipped.len() - 1)));
    assert!(kinds.get(&FindingKind::FreeTextTime).is_some_and(|n| *n > 50));
    assert!(kinds.get(&FindingKind::DuplicateName).is_some_and(|n| *n >= 104));
}

#[test]
fn the_detailed_records_are_imported() {
    if !present() {
        return;
    }
    let (procedures, findings) = import(&details(&sources()).unwrap());
    let not_json = findings.iter().filter(|f| f.kind == FindingKind::NotJson).count();
    let left_out = findings.iter().filter(|f| f.kind == FindingKind::MalformedCode).count();
    assert_eq!((not_json, procedures.len() + left_out), (0, 1_101));
    assert!(procedures.iter().flat_map(|p| &p.documents).all(|d| d.name.chars().count() <= 180));
}
