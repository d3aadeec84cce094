//! `tidy.allow`: the few places that may pass a limit, each with its own ceiling and its reason.
//!
//! A line is `<rule> <subject> <ceiling> <reason>`. The list may only shrink: a line that is no longer needed
//! is a breach, and there may never be more lines than [`AT_MOST`]. When one goes, lower the number with it.

use super::Report;
use crate::tree::Tree;

const FILE: &str = "tidy.allow";
/// How many exceptions there are today. Lower it; never raise it.
const AT_MOST: usize = 0;

struct Exception<'a> {
    line: usize,
    rule: &'a str,
    subject: &'a str,
    ceiling: usize,
    has_reason: bool,
}

/// Takes the excepted breaches out of a report and judges the exceptions themselves.
pub fn lift(tree: &Tree, report: &mut Report) {
    lift_at_most(tree, AT_MOST, report);
}

fn lift_at_most(tree: &Tree, at_most: usize, report: &mut Report) {
    let exceptions = read(tree.text(FILE).unwrap_or_default(), report);
    if exceptions.len() > at_most {
        report.breach(
            FILE,
            1,
            format!("{} exceptions, {at_most} allowed: mend the code instead", exceptions.len()),
        );
    }
    for exception in exceptions {
        let before = report.breaches.len();
        report.breaches.retain(|breach| {
            !breach.measure.as_ref().is_some_and(|(rule, subject, measure)| {
                *rule == exception.rule && subject == exception.subject && *measure <= exception.ceiling
            })
        });
        if report.breaches.len() == before {
            report.breach(
                FILE,
                exception.line,
                "lifts nothing (gone, or grown past its ceiling): delete the line",
            );
        }
        if !exception.has_reason {
            report.breach(FILE, exception.line, "an exception needs a reason: write it after the ceiling");
        }
    }
}

fn read<'a>(text: &'a str, report: &mut Report) -> Vec<Exception<'a>> {
    let mut exceptions = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut parts = line.split_whitespace();
        let (rule, subject) = (parts.next(), parts.next());
        let ceiling = parts.next().and_then(|number| number.parse().ok());
        if let (Some(rule), Some(subject), Some(ceiling)) = (rule, subject, ceiling) {
            let has_reason = parts.next().is_some();
            exceptions.push(Exception { line: at + 1, rule, subject, ceiling, has_reason });
        } else {
            report.breach(FILE, at + 1, "not an exception: write `<rule> <subject> <ceiling> <reason>`");
        }
    }
    exceptions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(allow: &str, at_most: usize) -> Vec<String> {
        let mut report = Report::default();
        report.over("a.rs", 1, ("file-lines", "a.rs".to_owned(), 700), "too long".to_owned());
        lift_at_most(&Tree::of(&[(FILE, allow)]), at_most, &mut report);
        report.breaches.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_exception_lifts_only_its_own_breach_up_to_its_ceiling() {
        assert_eq!(left("# why\nfile-lines a.rs 700 a table of the law\n", 1), [""; 0]);
        assert_eq!(left("file-lines a.rs 699 a table of the law\n", 1).len(), 2);
        assert_eq!(left("file-lines b.rs 700 a table of the law\n", 1).len(), 2);
    }

    #[test]
    fn an_exception_without_reason_or_beyond_the_number_is_a_breach() {
        assert_eq!(left("file-lines a.rs 700\n", 1).len(), 1);
        assert_eq!(left("file-lines a.rs 700 a reason\n", 0).len(), 1);
        assert_eq!(left("file-lines a.rs\n", 1).len(), 2);
    }
}
