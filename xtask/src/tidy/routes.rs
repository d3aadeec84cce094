//! Routes are one table, and each row names its right.

use super::Report;
use crate::{source, tree::Tree};

const TABLE: &str = "crates/web/src/routes.rs";
/// What would register a route past the table.
const BACK_DOORS: [&str; 4] = [".route(", ".nest(", ".route_service(", "axum::routing"];

/// No route outside the table, no row without a right.
pub fn check(tree: &Tree, report: &mut Report) {
    for file in tree.of_kind("rs").filter(|file| file.path.starts_with("crates/")) {
        let code = source::code_only(&file.text);
        if file.path == TABLE {
            check_rows(&code, report);
            continue;
        }
        for door in BACK_DOORS {
            for at in source::places_of(&code, door) {
                let what =
                    format!("`{door}` outside {TABLE}: give the page a row in the table, with its right");
                report.breach(&file.path, source::line_at(&code, at), what);
            }
        }
    }
}

fn check_rows(code: &str, report: &mut Report) {
    for at in source::places_of(code, "row(") {
        let is_definition = code.get(..at).is_some_and(|before| before.trim_end().ends_with("fn"));
        let names_right = source::bracketed(code, at + 3).is_some_and(|row| row.contains("Right::"));
        if !is_definition && !names_right {
            report.breach(TABLE, source::line_at(code, at), "a row without `Right::…`: say who may call it");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, text: &str) -> usize {
        let mut report = Report::default();
        check(&Tree::of(&[(path, text)]), &mut report);
        report.breaches.len()
    }

    #[test]
    fn a_row_names_its_right() {
        let row = "row(Method::GET, \"/desk\", Right::WorklistRead, desk::show)";
        assert_eq!(breaches(TABLE, row), 0);
        assert_eq!(breaches(TABLE, &row.replace("Right::WorklistRead, ", "")), 1);
        assert_eq!(breaches(TABLE, "fn row(method: Method) -> Row { Row { method } }"), 0);
    }

    #[test]
    fn a_route_outside_the_table_is_a_breach() {
        assert_eq!(breaches("crates/web/src/desk.rs", "router.route(\"/back\", get(show))"), 1);
        assert_eq!(breaches("crates/web/src/desk.rs", "use axum::routing::get;"), 1);
        assert_eq!(breaches(TABLE, "router.route(\"/desk\", get(show))"), 0);
    }
}
