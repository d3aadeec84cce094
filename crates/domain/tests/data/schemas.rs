//! The schemas that editors use, and the types that read packs, accept the same files: each sample, and each
//! sample with a key too many, a key too few, or a value of another kind.

use domain::packs::Process;
use domain::packs::pack::{Manifest, PackProcedure, Register};
use domain::packs::story::Told;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sample(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Pointers to every value inside.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                pointers(inner, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (n, inner) in items.iter().enumerate() {
                pointers(inner, &format!("{at}/{n}"), found);
            }
        }
        _ => {}
    }
}

/// The sample with one thing changed, and what was changed.
fn changed(value: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    pointers(value, "", &mut all);
    let mut found = Vec::new();
    for at in all {
        let mut kinds = vec![json!("zzz zzz"), json!(-1), json!(true), json!([{"zzz": 1}])];
        if value.pointer(&at).is_some_and(Value::is_object) {
            let mut more = value.clone();
            more.pointer_mut(&at).unwrap()["zzz"] = json!({"zzz": 1});
            found.push((format!("{at} with a key too many"), more));
        } else {
            kinds.push(json!({"zzz": 1}));
        }
        if let Some((around, key)) = at.rsplit_once('/') {
            let mut less = value.clone();
            if let Some(map) = less.pointer_mut(around).and_then(Value::as_object_mut) {
                map.remove(key);
                found.push((format!("{at} taken out"), less));
            }
        }
        for kind in kinds {
            let mut other = value.clone();
            *other.pointer_mut(&at).unwrap() = kind.clone();
            found.push((format!("{at} = {kind}"), other));
        }
    }
    found
}

/// How many files were compared.
fn agree<T: DeserializeOwned>(schema: &str, samples: &[PathBuf]) -> usize {
    let schema = fs::read_to_string(root().join(format!("packs/schemas/{schema}.schema.json"))).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let (mut compared, mut apart) = (0, Vec::new());
    for path in samples {
        let sample = sample(path);
        assert!(
            validator.is_valid(&sample),
            "{}: {}",
            path.display(),
            validator.validate(&sample).unwrap_err()
        );
        serde_json::from_value::<T>(sample.clone()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for (what, other) in changed(&sample) {
            compared += 1;
            let (theirs, ours) = (validator.is_valid(&other), serde_json::from_value::<T>(other));
            if theirs != ours.is_ok() {
                let why = ours.err().map_or_else(|| "is read".to_owned(), |e| e.to_string());
                apart.push(format!("{}: {what}: schema {theirs}, reader: {why}", path.display()));
            }
        }
    }
    assert!(apart.is_empty(), "{} of {compared}:\n{}", apart.len(), apart.join("\n"));
    compared
}

/// The files of a folder of each pack, and the sample that has everything.
fn files(folder: &str, full: &str) -> Vec<PathBuf> {
    let mut found = vec![root().join("crates/domain/testdata/packs").join(full)];
    for pack in fs::read_dir(root().join("packs")).unwrap() {
        let place = pack.unwrap().path().join(folder);
        let inside = if place.is_file() { vec![place] } else { listed(&place) };
        found.extend(inside.into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")));
    }
    found
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|all| all.map(|e| e.unwrap().path()).collect()).unwrap_or_default()
}

#[test]
fn schemas_and_readers_agree_on_manifests() {
    assert!(agree::<Manifest>("pack", &files("pack.toml", "pack.toml")) > 50);
}

#[test]
fn schemas_and_readers_agree_on_procedures() {
    assert!(agree::<PackProcedure>("procedure", &files("procedures", "procedure.toml")) > 200);
}

#[test]
fn schemas_and_readers_agree_on_processes() {
    assert!(agree::<Process>("process", &files("process.toml", "process.toml")) > 200);
}

#[test]
fn schemas_and_readers_agree_on_registers() {
    assert!(agree::<Register>("register", &files("registers", "register.toml")) > 50);
}

#[test]
fn schemas_and_readers_agree_on_stories() {
    assert!(agree::<Told>("story", &files("tests", "story.toml")) > 200);
}
