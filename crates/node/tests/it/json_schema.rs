//! The official test suite of JSON Schema, draft 2020-12, as `cargo xtask test` fetches it.

use domain::packs::form_fits;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What a form can't do, as it is one file: name a schema that lies elsewhere. Their tests ask for that.
const ELSEWHERE: &str = "localhost:1234";

fn files(suite: &Path) -> Vec<PathBuf> {
    let folder = fs::read_dir(suite.join("tests/draft2020-12")).unwrap();
    let files = folder.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "json"));
    files.collect()
}

/// Every required test of the draft whose schema is whole in itself.
#[test]
fn forms_are_read_as_the_draft_says() {
    // `cargo xtask test` fetches it and says where it is; elsewhere there is nothing to hold against.
    let Some(suite) = env::var_os("MOTCUA_JSON_SCHEMA_SUITE").map(PathBuf::from) else { return };
    let (mut asked, mut elsewhere, mut wrong) = (0, 0, Vec::new());
    for file in files(&suite) {
        let groups: Vec<Value> = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        for group in groups {
            let tests = group["tests"].as_array().unwrap();
            if group["schema"].to_string().contains(ELSEWHERE) {
                elsewhere += tests.len();
                continue;
            }
            for test in tests {
                asked += 1;
                if form_fits(&group["schema"], &test["data"]) != test["valid"].as_bool().unwrap() {
                    let name = file.file_name().unwrap().to_string_lossy();
                    wrong.push(format!("{name}: {} / {}", group["description"], test["description"]));
                }
            }
        }
    }
    assert!(asked > 1_000 && elsewhere < 100, "{asked} asked, {elsewhere} left out");
    assert_eq!(wrong, Vec::<String>::new());
}
