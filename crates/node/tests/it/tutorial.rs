//! The tutorial of `docs/packs.md`: its files are written, its commands run, and say what it says.

use crate::program::{motcua, said};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A block between fences: what stands behind the opening one, and what is inside.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            found.push((info, inside.join("\n") + "\n"));
        }
    }
    found
}

fn write(dir: &Path, info: &str, text: &str) {
    let mut words = info.split_whitespace().skip(1);
    let file = dir.join(words.next().and_then(|w| w.strip_prefix("file=")).unwrap());
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let old = fs::read_to_string(&file).unwrap_or_default();
    let new = match words.next() {
        None => text.to_owned(),
        Some("append") => format!("{old}\n{text}"),
        Some("replace") => {
            let (from, to) = text.trim().split_once(" -> ").unwrap();
            assert!(old.contains(from), "{} has no {from}", file.display());
            old.replace(from, to)
        }
        Some(other) => panic!("{other}"),
    };
    fs::write(file, new).unwrap();
}

#[test]
fn the_tutorial_of_packs_runs_as_it_is_written() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/packs.md")).unwrap();
    let tutorial = text.split("\n## ").find(|part| part.starts_with("Your first procedure")).unwrap();
    let dir = TempDir::new().unwrap();
    let (mut last, mut ran): (Option<Output>, usize) = (None, 0);
    for (info, block) in blocks(tutorial) {
        match info {
            "sh run" | "sh fails" => {
                for line in block.lines() {
                    let arguments: Vec<&str> = line.strip_prefix("motcua ").unwrap().split(' ').collect();
                    let output = motcua(&arguments).current_dir(dir.path()).output().unwrap();
                    assert_eq!(output.status.success(), info == "sh run", "{line}: {}", said(&output));
                    // The last command that says something is the one that the text quotes.
                    if !said(&output).is_empty() {
                        last = Some(output);
                    }
                    ran += 1;
                }
            }
            "text says" => {
                let said = said(last.as_ref().unwrap());
                assert!(block.lines().all(|line| said.contains(line)), "{said}");
            }
            _ => write(dir.path(), info, &block),
        }
    }
    assert!(ran >= 6);
    assert!(fs::read_to_string(dir.path().join("housing.svg")).unwrap().contains("Visit the house"));
}
