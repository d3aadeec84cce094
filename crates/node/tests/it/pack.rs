//! `motcua pack`: what a writer of packs sees.

use crate::program::{arg, run, said};
use domain::packs::pack::FaultCode;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

/// A copy of a pack that is built in.
fn copy(pack: &str, to: &Path) {
    fn all(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            let (from, to) = (entry.path(), to.join(entry.file_name()));
            if from.is_dir() { all(&from, &to) } else { fs::write(&to, fs::read(&from).unwrap()).unwrap() }
        }
    }
    all(&packs().join(pack), &to.join(pack));
}

#[test]
fn the_packs_that_are_built_in_are_whole() {
    let output = run(&["pack", "check", arg(&packs())]);
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    for line in ["one-stop 1: Common one-stop process", "civil-status 1: Civil status"] {
        assert!(said.contains(line), "{said}");
    }
}

#[test]
fn a_broken_pack_is_refused_with_file_line_and_proposal() {
    let dir = TempDir::new().unwrap();
    copy("civil-status", dir.path());
    let file = dir.path().join("civil-status/procedures/1.001193.toml");
    let text = fs::read_to_string(&file).unwrap();
    let line = text.lines().position(|l| l.starts_with("form = ")).unwrap() + 1;
    fs::write(&file, text.replace("form = \"birth\"", "form = \"brith\"")).unwrap();
    let output = run(&["pack", "check", arg(&dir.path().join("civil-status"))]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let place = format!("civil-status/procedures/1.001193.toml:{line}:8: There is no form brith");
    assert!(said.contains(&place) && said.contains("perhaps: birth"), "{said}");
    let output = run(&["pack", "check", arg(&dir.path().join("civil-status/forms"))]);
    assert!(!output.status.success());
}

#[test]
fn stories_pass_and_what_goes_otherwise_names_its_line() {
    let output = run(&["pack", "test", arg(&packs())]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("passed civil-status/tests/birth-same-day.toml"), "{}", said(&output));
    let dir = TempDir::new().unwrap();
    copy("civil-status", dir.path());
    let file = dir.path().join("civil-status/tests/birth-same-day.toml");
    let text = fs::read_to_string(&file).unwrap();
    let line = text.lines().position(|l| l.starts_with("due = ")).unwrap() + 1;
    fs::write(&file, text.replacen("due = \"2025-08-15T17:00\"", "due = \"2025-08-16T17:00\"", 1)).unwrap();
    let output = run(&["pack", "test", arg(dir.path())]);
    let said = said(&output);
    let place = format!(
        "civil-status/tests/birth-same-day.toml:{line}:7: due: expected 2025-08-16T17:00, came 2025-08-15T17:00"
    );
    assert!(output.status.code() == Some(1) && said.contains(&place), "{said}");
    assert!(said.contains(" passed, 1 failed"), "{said}");
}

#[test]
fn a_process_is_drawn_for_people_and_for_tools() {
    let dir = TempDir::new().unwrap();
    let death = ["--procedure", "1.000656"];
    for (pack, file, which) in
        [("one-stop", "a.svg", &[][..]), ("civil-status", "b.svg", &death), ("one-stop", "c.bpmn", &[])]
    {
        let (folder, out) = (packs().join(pack), dir.path().join(file));
        let output = run(&[&["pack", "draw", arg(&folder), "--out", arg(&out)], which].concat());
        assert!(output.status.success(), "{}", said(&output));
        let text = fs::read_to_string(&out).unwrap();
        assert!(text.contains("Examination") && text.contains("Send for signature"), "{text}");
    }
    let output = run(&["pack", "draw", arg(&packs().join("one-stop")), "--out", "x.png"]);
    assert!(!output.status.success() && said(&output).contains(".svg or .bpmn"));
}

#[test]
fn what_a_new_version_changes_is_said_in_words() {
    let (old, new) = (packs().join("civil-status"), TempDir::new().unwrap());
    copy("civil-status", new.path());
    let new = new.path().join("civil-status");
    let same = said(&run(&["pack", "diff", arg(&old), arg(&new)]));
    assert!(same.contains("Nothing changes."), "{same}");
    let change = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(new.join(file)).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(new.join(file), text.replace(from, to)).unwrap();
    };
    change("pack.toml", "version = 1", "version = 2");
    change("pack.toml", "running = \"keep\"", "running = \"migrate\"");
    change("procedures/1.001193.toml", "limit = \"same-day\"", "limit = \"2wd\"");
    change(
        "forms/birth.schema.json",
        "\"required\": [\"child_name\",",
        "\"required\": [\"sex\", \"child_name\",",
    );
    let output = run(&["pack", "diff", arg(&old), arg(&new)]);
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    let expected = [
        "Pack civil-status: from version 1 to 2",
        "1.001193: in the form “Sex” is now needed",
        "Dossiers that nobody examines yet go over to the new version",
    ];
    assert!(expected.iter().all(|line| said.contains(line)), "{said}");
    assert!(said.lines().any(|l| l.starts_with("1.001193: the limit")), "{said}");
}

#[test]
fn every_fault_has_its_words() {
    for lang in [lang::Lang::Vi, lang::Lang::En, lang::Lang::Fr] {
        let words = lang::Words::of(lang);
        let missing: Vec<&str> =
            FaultCode::ALL.iter().map(|code| code.key()).filter(|key| !words.has(key)).collect();
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
    }
}
