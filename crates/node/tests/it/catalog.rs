//! Importing the national portal's rows, dirty as they come.

use crate::program::{Serving, arg, demo_folder, run, said};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ROWS: &str = r#"{"code":"1.999001","name":"Thủ tục thử một","field":"Hộ tịch","levels":["commune"],"ways":[{"channel":"DIRECT","time":3,"unit":"WORKING_DAY"}]}
{"code":" 1.999002","name":"Thủ tục thử hai","field":"Hộ tịch","levels":["commune"],"ways":[{"channel":"DIRECT","time":3,"unit":"WORKING_DAY"}]}
{"code":"1.999003-Xoa","name":"Thủ tục thử ba","field":"Hộ tịch","levels":["commune"],"ways":[{"channel":"DIRECT","time":3,"unit":"WORKING_DAY"}]}
{"code":"1.999004","name":"Thủ tục thử một","field":"Hộ tịch","levels":["commune"],"ways":[{"channel":"DIRECT","time":4,"unit":"OTHER"}]}
{"code":"1.999005","name":"Thủ tục thử năm","field":"Hộ tịch","levels":["commune"],"ways":[{"channel":"DIRECT","time":"Ngay trong ngày","unit":"WORKING_DAY"},{"channel":"ONLINE","time":2,"unit":"WORKING_DAY"}]}
{"code":"1.999001","name":"Thủ tục thử một","field":"Hộ tịch","levels":["commune"],"ways":[{"channel":"DIRECT","time":3,"unit":"WORKING_DAY"}]}
this is no JSON
"#;

/// Every finding of [`ROWS`]: line, code, words.
const FINDINGS: [(u32, &str, &str); 8] = [
    (2, "1.999002", "finding-stray-spaces"),
    (3, "1.999003-Xoa", "finding-malformed-code"),
    (4, "1.999004", "finding-unit-other"),
    (4, "1.999004", "finding-duplicate-name"),
    (5, "1.999005", "finding-free-text-time"),
    (5, "1.999005", "finding-no-time"),
    (6, "1.999001", "finding-duplicate-code"),
    (7, "", "finding-not-json"),
];

fn office() -> (TempDir, PathBuf) {
    demo_folder()
}

fn import(file: &Path, dir: &Path) -> std::process::Output {
    run(&["catalog", "import", arg(file), "--dir", arg(dir)])
}

#[test]
fn every_finding_is_said_and_the_rest_imported() {
    let (temp, dir) = office();
    let file = temp.path().join("rows.jsonl");
    fs::write(&file, ROWS).unwrap();
    let output = import(&file, &dir);
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    let words = lang::Words::of(lang::Lang::En);
    for (line, code, key) in FINDINGS {
        let expected = format!("line {line}: {code}: {}", words.say(key));
        assert!(text.contains(&expected), "{expected} is missing in: {text}");
    }
    assert_eq!(text.lines().filter(|l| l.starts_with("line ")).count(), FINDINGS.len(), "{text}");
    assert!(
        text.contains("Read 7 rows: 4 procedures new or changed, 0 unchanged, 3 rows left out."),
        "{text}"
    );

    let packed = temp.path().join("rows.jsonl.gz");
    let mut gz = GzEncoder::new(fs::File::create(&packed).unwrap(), Compression::fast());
    gz.write_all(ROWS.as_bytes()).unwrap();
    gz.finish().unwrap();
    let again = said(&import(&packed, &dir));
    assert!(again.contains("0 procedures new or changed, 4 unchanged"), "{again}");
    let verified = run(&["verify", "--dir", arg(&dir)]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn the_overview_table_is_read_too() {
    let (temp, dir) = office();
    let file = temp.path().join("rows.csv");
    let table = "code,name,field,field_code,ministry,levels,\
        non_territorial,decision,subjects,ways,case1_time,case1_unit\n\
         1.999011,Thử bảng,Hộ tịch,G15,Bộ Tư pháp,commune,0,1/QĐ,Công dân,DIRECT:2:WORKING_DAY,,\n\
         x,Thử sai,Hộ tịch,G15,Bộ Tư pháp,commune,0,1/QĐ,Công dân,DIRECT:2:WORKING_DAY,,\n";
    fs::write(&file, table).unwrap();
    let text = said(&import(&file, &dir));
    assert!(text.contains("line 3: x: "), "{text}");
    assert!(text.contains("Read 2 rows: 1 procedures new or changed"), "{text}");
    fs::write(&file, "code,name\n1.999011,Thử bảng\n").unwrap();
    let output = import(&file, &dir);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("(ways)"), "{}", said(&output));
}

#[test]
fn a_wrong_file_is_refused_in_words() {
    let (temp, dir) = office();
    let other = temp.path().join("rows.xlsx");
    fs::write(&other, "PK").unwrap();
    let empty = temp.path().join("rows.jsonl");
    fs::write(&empty, "\n").unwrap();
    let missing = temp.path().join("missing.jsonl");
    for (file, words) in [(other, ".csv file is needed"), (empty, "not one row"), (missing, "missing.jsonl")]
    {
        let output = import(&file, &dir);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}

#[test]
fn an_office_that_runs_is_not_imported_into() {
    let (temp, dir) = office();
    let file = temp.path().join("rows.jsonl");
    fs::write(&file, ROWS).unwrap();
    let serving = Serving::demo(&dir);
    let output = import(&file, &dir);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Stop that program"), "{}", said(&output));
    serving.stop();
}
