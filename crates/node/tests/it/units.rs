//! What the program says about provinces and communes.

use crate::program::{arg, run, said};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

fn motcua(args: &[&str]) -> (String, bool) {
    let output = run(args);
    (said(&output), output.status.success())
}

#[test]
fn a_code_shows_another_ward_a_day_later() {
    let (before, ok) = motcua(&["units", "show", "00004", "--on", "2025-06-30"]);
    assert!(ok && before.starts_with("Phường Trúc Bạch\n"), "{before}");
    assert!(before.contains("Phường Ba Đình (00004@2025-07-01): taken over entirely, from 01/07/2025"));
    let (after, ok) = motcua(&["units", "show", "00004", "--on", "2025-07-01"]);
    assert!(ok && after.starts_with("Phường Ba Đình\n") && after.contains("1656/NQ-UBTVQH15"), "{after}");
    assert_eq!(after.matches("(00016@0000)").count(), 1);
    let (json, ok) = motcua(&["units", "show", "00004", "--on", "30/06/2025", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert!(ok);
    assert_eq!((json["id"].as_str(), json["to"].as_str()), (Some("00004@0000"), Some("2025-06-30")));
    assert_eq!(json["successors"][0]["to"], "00004@2025-07-01");
}

#[test]
fn what_became_of_a_unit_is_told() {
    let (text, ok) = motcua(&["units", "successors", "18796", "--on", "2025-06-30"]);
    assert!(ok && text.contains("Phường Vũng Áng (18823@2025-07-01): the whole area taken over"), "{text}");
    assert_eq!(text.matches("a part of the population taken over").count(), 2);
    let (text, ok) = motcua(&["units", "successors", "02", "--on", "2025-06-30"]);
    assert!(ok && text.contains("Tỉnh Tuyên Quang (08@2025-07-01)") && text.contains("202/2025/QH15"));
    let (text, _) = motcua(&["units", "successors", "00004", "--on", "2025-07-01"]);
    assert!(text.contains("still exists"), "{text}");
}

#[test]
fn names_that_differ_in_diacritics_are_offered_and_not_chosen() {
    let (text, ok) = motcua(&["units", "show", "ha trung", "--on", "2025-07-01"]);
    assert!(!ok && text.contains("15271   Xã Hà Trung, Tỉnh Thanh Hóa"), "{text}");
    let (text, ok) = motcua(&["units", "show", "Xã Tân Tiến", "--on", "2025-07-01"]);
    assert!(!ok && text.lines().count() > 2, "{text}");
    let (text, ok) = motcua(&["units", "show", "00016", "--on", "2025-07-01"]);
    assert!(!ok && text.contains("Phường Ngọc Hà, Quận Ba Đình"), "{text}");
}

#[test]
fn the_tables_are_counted_and_hold_no_contradiction() {
    let (text, ok) = motcua(&["units", "check", "--on", "2025-07-01"]);
    assert!(ok, "{text}");
    for line in [
        "34  units of province tier = 28 tỉnh + 6 thành phố",
        "3321  units of commune tier = 2621 xã + 687 phường + 13 đặc khu",
        "10571  links from communes, districts and agencies",
        "63  links from provinces",
        "440  units that were divided",
        "58  a part of the area and all of the population",
        "8  groups of names",
        "No contradictions.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let (text, ok) = motcua(&["units", "check", "--on", "yesterday"]);
    assert!(!ok && text.contains("“yesterday” is not a day"), "{text}");
}

#[test]
fn the_reorganisation_of_a_day_is_a_file() {
    let (text, ok) = motcua(&["units", "export", "--day", "2025-07-01"]);
    let file = domain::units::reorganise::Reorganisation::parse(&text).unwrap();
    assert!(ok);
    assert_eq!((file.news.len(), file.ends.len(), file.act.as_str()), (3_355, 11_324, "1685/NQ-UBTVQH15"));
    let (text, ok) = motcua(&["units", "export", "--day", "2025-07-02"]);
    assert!(!ok && text.contains("02/07/2025"), "{text}");
}

#[test]
fn a_reorganisation_is_told_refused_or_carried_out() {
    let dir = TempDir::new().unwrap();
    let (office, file) = (dir.path().join("office"), dir.path().join("a.csv"));
    let (text, ok) = motcua(&["init", "--dir", arg(&office), "--province", "38"]);
    assert!(ok, "{text}");
    let rows = "# act: 9/NQ\n# day: 2026-03-09\nrow,code,to,relation\nends,14758,99999,whole\n";
    let apply = |text: &str, more: &[&str]| {
        fs::write(&file, text).unwrap();
        let output = run(&[&["units", "apply", arg(&file), "--dir", arg(&office)], more].concat());
        (said(&output), output.status.code())
    };
    let (text, code) = apply(rows, &[]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("Line 4: 14758 Phường Hàm Rồng") && text.contains("nothing changed"), "{text}");
    let rows = rows.replace("99999", "14797");
    let (text, code) = apply(&rows, &["--dry-run"]);
    assert!(
        code == Some(0) && text.contains("1  units end") && text.contains("nothing was written"),
        "{text}"
    );
    let show = ["units", "show", "14758", "--dir", arg(&office)];
    assert!(motcua(&show).1, "it still exists");
    let (text, code) = apply(&rows, &[]);
    assert!(code == Some(0) && text.contains("Done: "), "{text}");
    let (text, ok) = motcua(&show);
    assert!(
        !ok && text.contains("Phường Hàm Rồng, Tỉnh Thanh Hóa: from 01/07/2025 until the end of 08/03/2026")
    );
    let (text, ok) = motcua(&["units", "successors", "14758", "--on", "2026-03-08", "--dir", arg(&office)]);
    assert!(ok && text.contains("Phường Hạc Thành (14797@2025-07-01)"), "{text}");
    let (text, ok) = motcua(&["verify", "--dir", arg(&office)]);
    assert!(ok, "{text}");
}
