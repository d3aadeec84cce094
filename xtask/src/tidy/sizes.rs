//! A file fits in a head, a function on a screen.

use super::Report;
use crate::{source, tree::Tree};

const FILE_LINES: usize = 600;
const FILE_LINES_ADVISED: usize = 400;
const FUNCTION_LINES: usize = 70;
const COLUMNS: usize = 110;

/// Files, functions and lines that are too long.
pub fn check(tree: &Tree, report: &mut Report) {
    for file in &tree.files {
        if !["rs", "html", "css", "js", "ftl"].iter().any(|ext| file.is(ext)) {
            continue;
        }
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            let what = format!("{lines} lines, {FILE_LINES} at most: split it by what it is about");
            report.over(&file.path, 1, ("file-lines", file.path.clone(), lines), what);
        } else if lines > FILE_LINES_ADVISED {
            report.advise(
                &file.path,
                1,
                format!("{lines} lines: above {FILE_LINES_ADVISED} think of splitting it"),
            );
        }
        if file.is("rs") {
            check_rust(&file.path, &file.text, report);
        }
    }
}

/// Whether a line is long because one text in it is: a row of data in a test, an address. Breaking that would
/// make it harder to read, not easier.
fn is_one_text(line: &str) -> bool {
    let (Some(from), Some(to)) = (line.find('"'), line.rfind('"')) else { return false };
    let text = line.get(from..to).map_or(0, |text| text.chars().count());
    text > COLUMNS / 2 && line.trim_start().chars().next().is_some_and(|c| c != '/')
}

fn check_rust(path: &str, text: &str, report: &mut Report) {
    for (at, line) in text.lines().enumerate() {
        let columns = line.chars().count();
        if columns > COLUMNS && !is_one_text(line) {
            let subject = format!("{path}:{}", at + 1);
            let what = format!("{columns} columns, {COLUMNS} at most: break the line");
            report.over(path, at + 1, ("columns", subject, columns), what);
        }
    }
    let code = source::code_only(text);
    for function in source::functions(&code) {
        if function.lines > FUNCTION_LINES {
            let subject = format!("{path}::{}", function.name);
            let what = format!(
                "function {} has {} lines, {FUNCTION_LINES} at most: give its parts names",
                function.name, function.lines
            );
            report.over(path, function.line, ("function-lines", subject, function.lines), what);
        }
    }
}

/// The length of the median Rust file, and how many there are.
pub fn median(tree: &Tree) -> (usize, usize) {
    let mut lengths: Vec<usize> = tree.of_kind("rs").map(|file| file.text.lines().count()).collect();
    lengths.sort_unstable();
    (lengths.get(lengths.len() / 2).copied().unwrap_or_default(), lengths.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, text: &str) -> Vec<String> {
        let mut report = Report::default();
        check(&Tree::of(&[(path, text)]), &mut report);
        report.breaches.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_file_of_601_lines_is_too_long() {
        assert!(breaches("crates/web/src/a.html", &"x\n".repeat(600)).is_empty());
        assert_eq!(breaches("crates/web/src/a.html", &"x\n".repeat(601)).len(), 1);
        assert!(breaches("data/table.csv", &"x\n".repeat(9000)).is_empty());
    }

    #[test]
    fn a_function_of_71_lines_is_too_long() {
        let function = |lines: usize| format!("fn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2));
        assert!(breaches("a.rs", &function(70)).is_empty());
        assert!(breaches("a.rs", &function(71))[0].contains("function long has 71 lines"));
    }

    #[test]
    fn columns_are_counted_in_characters() {
        assert!(breaches("a.rs", &"ộ".repeat(110)).is_empty());
        assert_eq!(breaches("a.rs", &"o".repeat(111)).len(), 1);
    }
}
