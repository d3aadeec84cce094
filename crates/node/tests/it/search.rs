//! `motcua search`: one question, and a table of them.

use crate::program::{arg, run, said};
use std::fs;
use tempfile::TempDir;

#[test]
fn one_question_gets_codes_and_names_the_best_first() {
    let output = run(&["search", "xin", "giấy", "độc", "thân"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("1.004873  Thủ tục cấp Giấy xác nhận tình trạng hôn nhân\n"), "{text}");
    let nothing = run(&["search", "zzzz"]);
    let told = said(&nothing);
    assert!(!nothing.status.success() && told.contains("Nothing in the catalogue fits"), "{told}");
}

#[test]
fn a_table_of_questions_comes_back_with_codes_row_by_row() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("questions.csv");
    let rows = "\u{feff}who,query\n1,\"mẹ mất, làm gì\"\n2,khai sinh\n3,\n4,zzzz\n5\n6,lay \"\"vo\"\"\n";
    fs::write(&file, rows).unwrap();
    let output = run(&["search", "--batch", arg(&file)]);
    assert!(output.status.success(), "{}", said(&output));
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    assert_eq!(reader.headers().unwrap(), &["query", "codes"][..]);
    let rows: Vec<(String, String)> = reader.deserialize().map(Result::unwrap).collect();
    let of = |n: usize| (rows[n].0.as_str(), rows[n].1.split(' ').collect::<Vec<_>>());
    assert_eq!((of(0).0, of(0).1[0], of(0).1.len()), ("mẹ mất, làm gì", "1.000656", 10));
    assert_eq!(of(1).1[0], "1.001193");
    assert!(rows[2..5].iter().all(|(_, codes)| codes.is_empty()), "{rows:?}");
    assert_eq!(of(5).1[0], "1.000894");

    fs::write(&file, "question\nkhai sinh\n").unwrap();
    let wrong = run(&["search", "--batch", arg(&file)]);
    let told = said(&wrong);
    assert!(!wrong.status.success() && told.contains("a column named query"), "{told}");
    fs::write(&file, b"query\nkhai \xff sinh\n").unwrap();
    assert!(
        run(&["search", "--batch", arg(&file)]).status.success(),
        "what is no text is read as far as it is"
    );
}
