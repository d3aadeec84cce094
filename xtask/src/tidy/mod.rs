//! The rules of the house that no compiler knows. Every breach is listed with its place and with what to do;
//! advice is listed too, and breaks nothing.

mod allow;
mod arrows;
mod docs;
mod forbidden;
pub mod licences;
mod routes;
mod sizes;
mod words;

use std::{fmt, process::ExitCode};

use crate::tree::{self, Tree};

/// Something to know about a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    file: String,
    line: usize,
    what: String,
    /// For limits that `tidy.allow` can lift: the rule, its subject and the measure.
    measure: Option<(&'static str, String, usize)>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// What a check found.
#[derive(Default)]
pub struct Report {
    /// Breaches: tidy fails.
    pub breaches: Vec<Finding>,
    /// Advice: tidy only says it.
    pub advice: Vec<Finding>,
}

impl Report {
    fn breach(&mut self, file: &str, line: usize, what: impl Into<String>) {
        self.breaches.push(Finding { file: file.to_owned(), line, what: what.into(), measure: None });
    }

    fn over(&mut self, file: &str, line: usize, measure: (&'static str, String, usize), what: String) {
        self.breaches.push(Finding { file: file.to_owned(), line, what, measure: Some(measure) });
    }

    fn advise(&mut self, file: &str, line: usize, what: impl Into<String>) {
        self.advice.push(Finding { file: file.to_owned(), line, what: what.into(), measure: None });
    }
}

/// `cargo xtask tidy`.
pub fn run() -> anyhow::Result<ExitCode> {
    let tree = Tree::read(&tree::root())?;
    let report = check(&tree)?;
    for advice in &report.advice {
        println!("advice: {advice}");
    }
    for breach in &report.breaches {
        println!("{breach}");
    }
    let (median, files) = sizes::median(&tree);
    println!(
        "tidy: {} breaches, {} pieces of advice; {files} Rust files, {median} lines the median one",
        report.breaches.len(),
        report.advice.len(),
    );
    Ok(if report.breaches.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All checks on the repository.
fn check(tree: &Tree) -> anyhow::Result<Report> {
    let mut report = Report::default();
    arrows::check(tree, &mut report)?;
    sizes::check(tree, &mut report);
    words::check(tree, &mut report);
    routes::check(tree, &mut report);
    docs::check(tree, &mut report);
    forbidden::check(tree, &mut report);
    licences::check(tree, &licences::packages()?, &licences::today(), &mut report)?;
    allow::lift(tree, &mut report);
    report.breaches.sort();
    report.advice.sort();
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let report = check(&Tree::read(&tree::root()).unwrap()).unwrap();
        let breaches: Vec<String> = report.breaches.iter().map(ToString::to_string).collect();
        assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
    }
}
