//! `motcua due`: single questions, and the whole table against counting that shares nothing with it.

use crate::program::{arg, demo_folder, motcua, run, said};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Output, Stdio};

/// SHA-256 of the table of every start day from 2025 to 2027 with 0 to 60 working days.
const TABLE: &str = "2b5c33bc892e9175b9f8ffe1d4c9e5f95b7ab272893f2578068c561fbbd46fbb";

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn batch(table: &str, more: &[&str]) -> Output {
    let args = [&["due", "--batch", "-"], more].concat();
    let mut command = motcua(&args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, table) = (child.stdin.take().unwrap(), table.to_owned());
    let writing = std::thread::spawn(move || stdin.write_all(table.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

#[test]
fn one_limit_is_answered_and_explained() {
    let table = [
        ("2025-04-25T10:00", "1wd", "2025-04-26T17:00"),
        ("2025-12-31T10:00", "1wd", "2026-01-05T17:00"),
        ("2026-03-04T10:00", "2h", "2026-03-04T14:00"),
        ("2026-03-04T15:00", "same-day", "2026-03-05T17:00"),
        ("2026-03-04T09:00", "1m", "2026-04-06T17:00"),
    ];
    for (received, limit, expected) in table {
        let answer = run(&["due", "--received", received, "--limit", limit]);
        assert!(answer.status.success(), "{}", said(&answer));
        assert_eq!(out(&answer), format!("{expected}\n"), "{received} + {limit}");
    }
    let why = run(&["due", "--received", "2025-04-25T10:00", "--limit", "2wd", "--explain"]);
    let lines: Vec<String> = out(&why).lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "2025-04-28T17:00");
    assert!(lines.iter().any(|l| l.contains("make-up") && l.ends_with("· 7 h 30 min")), "{lines:#?}");
    assert!(lines.iter().any(|l| l.contains("Labour Code 2019, article 111")), "{lines:#?}");
}

#[test]
fn what_can_not_be_asked_is_said() {
    let wrong = |args: &[&str], what: &str| {
        let answer = run(&[&["due"], args].concat());
        assert!(!answer.status.success() && said(&answer).contains(what), "{}", said(&answer));
    };
    wrong(&["--received", "yesterday", "--limit", "1wd"], "isn't a moment");
    wrong(&["--received", "2025-04-25T10:00", "--limit", "1w"], "isn't a time limit");
    wrong(&["--received", "2025-04-25T10:00", "--limit", "1wd", "--via", "pigeon"], "isn't a channel");
    wrong(&["--received", "2025-04-25T10:00", "--limit", "1wd", "--unit", "99999"], "No unit has the code");
    wrong(&["--received", "2025-04-25T10:00"], "--limit");
    wrong(&["--batch", "/nowhere.csv"], "/nowhere.csv");
    let folder = ["--received", "2025-04-25T10:00", "--limit", "1wd", "--dir", "/nowhere"];
    wrong(&folder, "holds no Motcua office");
}

#[test]
fn a_folder_may_be_asked_too() {
    let (_temp, dir) = demo_folder();
    let asked = ["due", "--received", "2025-12-31T10:00", "--limit", "1wd", "--unit", "14797", "--dir"];
    let answer = run(&[&asked[..], &[arg(&dir)]].concat());
    assert_eq!(out(&answer), "2026-01-05T17:00\n", "{}", said(&answer));
}

#[test]
fn a_bad_line_is_named_and_costs_nothing_else() {
    let table = "\u{feff}start,working_days\n2025-04-25,1\n2025-13-01,1\n2025-12-31,1,more\n\n2026-01-02,-1\n\
                 2026-01-02,99999\n2026-01-03,0\n26/04/2025,0\nshort\n";
    let answer = batch(table, &[]);
    assert_eq!(answer.status.code(), Some(2));
    let expected = "start,working_days,due\n2025-04-25,1,2025-04-26\n2025-12-31,1,2026-01-05\n\
                    2026-01-03,0,2026-01-05\n2025-04-26,0,2025-04-26\n";
    assert_eq!(out(&answer), expected);
    let errors = String::from_utf8(answer.stderr).unwrap();
    for line in ["Line 3 ", "Line 6 ", "Line 7 ", "Line 10 "] {
        assert!(errors.contains(line), "{errors}");
    }
    assert_eq!(errors.lines().count(), 4, "{errors}");
    let headless = batch("2025-04-25,1\n", &[]);
    assert!(!headless.status.success() && said(&headless).contains("start,working_days"));
}

/// Days since 1 January 1970 of a day, and back: Howard Hinnant's algorithms, so that nothing of the
/// program's own time is used.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let (era, yoe) = (y.div_euclid(400), y.rem_euclid(400));
    let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

fn written(number: i64) -> String {
    let z = number + 719_468;
    let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    format!("{:04}-{month:02}-{day:02}", yoe + era * 400 + i64::from(month <= 2))
}

/// The special days by their numbers, read as text: whether each is worked.
fn special() -> BTreeMap<i64, bool> {
    let path = format!("{}/../../data/calendar.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let (date, rest) = line.split_once(',').unwrap();
        let part: Vec<i64> = date.split('-').map(|p| p.parse().unwrap()).collect();
        (day_number(part[0], part[1], part[2]), rest.starts_with("swap_work,"))
    };
    text.lines().skip(1).map(row).collect()
}

#[test]
fn every_start_and_length_agrees_with_counting_day_by_day() {
    let special = special();
    // 1 January 1970 was a Thursday.
    let works = |day: i64| special.get(&day).copied().unwrap_or((day + 3).rem_euclid(7) < 5);
    let (mut asked, mut expected) =
        ("start,working_days\n".to_owned(), "start,working_days,due\n".to_owned());
    let mut rows = 0;
    for start in day_number(2025, 1, 1)..day_number(2028, 1, 1) {
        for days in 0..=60 {
            let (mut at, mut left) = (start, days);
            while left > 0 || !works(at) {
                at += 1;
                left -= i64::from(works(at) && left > 0);
            }
            let begins = format!("{},{days}", written(start));
            writeln!(asked, "{begins}").unwrap();
            writeln!(expected, "{begins},{}", written(at)).unwrap();
            rows += 1;
        }
    }
    let answer = batch(&asked, &[]);
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let told = out(&answer);
    let differs = told.lines().zip(expected.lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None);
    assert_eq!((rows, told.lines().count()), (66_795, 66_796));
    assert_eq!(domain::ledger::Digest(Sha256::digest(told.as_bytes()).into()).to_string(), TABLE);
}
