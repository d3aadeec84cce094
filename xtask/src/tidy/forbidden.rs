//! Words that must not stand in the code, or only in one place.

use super::Report;
use crate::{
    source,
    tree::{File, Tree},
};

/// A word of code, where alone it may stand, and what to do.
struct Word {
    text: &'static str,
    only_in: &'static [&'static str],
    instead: &'static str,
}

const WORDS: [Word; 10] = [
    Word { text: "todo!", only_in: &[], instead: "finish it, or leave it out" },
    Word { text: "unimplemented!", only_in: &[], instead: "finish it, or leave it out" },
    Word { text: "#[ignore", only_in: &[], instead: "a test runs or goes" },
    Word {
        text: "rusqlite",
        // The store's tests tamper behind its back, from one file; what is measured against is a bare loop.
        only_in: &[
            "crates/store/src/db",
            "crates/store/tests/it/database.rs",
            "crates/bench/src/bare.rs",
            "crates/bench/src/pgbench.rs",
            "crates/bench/src/rows.rs",
        ],
        instead: "only store/src/db names a driver",
    },
    Word {
        text: "tokio_postgres",
        only_in: &["crates/store/src/db", "crates/store/tests/it/database.rs"],
        instead: "only store/src/db names a driver",
    },
    Word {
        text: "env::var",
        // A test run is told its database.
        only_in: &[
            "crates/node/",
            "xtask/",
            "crates/store/tests/it/database.rs",
            "crates/web/tests/it/office.rs",
            "crates/app/tests/it/node.rs",
            "crates/tell/tests/it/peers.rs",
        ],
        instead: "settings are read in node and handed on",
    },
    Word {
        text: "env::vars",
        only_in: &["crates/node/", "xtask/"],
        instead: "settings are read in node and handed on",
    },
    Word {
        text: "env::var_os",
        only_in: &["crates/node/", "xtask/", "crates/signin/tests/it/peer.rs"],
        instead: "settings are read in node and handed on",
    },
    Word { text: "SystemTime::now", only_in: &["crates/node/", "xtask/"], instead: "time is an argument" },
    Word { text: "Timestamp::now", only_in: &["crates/node/", "xtask/"], instead: "time is an argument" },
];

/// Notes of unfinished work, wherever a person writes. Spelt in two halves, or they would find themselves.
const NOTES: [&str; 3] = [concat!("FIX", "ME"), concat!("TO", "DO"), concat!("XX", "X:")];

/// Checks all Rust code for the words, and all files for notes.
pub fn check(tree: &Tree, report: &mut Report) {
    for file in &tree.files {
        if file.is("rs") {
            check_words(file, report);
        }
        for note in NOTES {
            for at in source::places_of(&file.text, note) {
                let line = source::line_at(&file.text, at);
                report.breach(
                    &file.path,
                    line,
                    format!("{note}: finish it, or write down the decision not to"),
                );
            }
        }
    }
}

fn check_words(file: &File, report: &mut Report) {
    let code = source::code_only(&file.text);
    for Word { text, only_in, instead } in &WORDS {
        if only_in.iter().any(|place| file.path.starts_with(place)) {
            continue;
        }
        for at in source::places_of(&code, text) {
            report.breach(
                &file.path,
                source::line_at(&code, at),
                format!("`{text}` must not stand here: {instead}"),
            );
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
    fn a_driver_is_named_in_one_place_only() {
        let text = "use rusqlite::Connection;\nfn f() {}\n";
        assert_eq!(breaches("crates/store/src/db/sqlite.rs", text), 0);
        assert_eq!(breaches("crates/store/src/db.rs", text), 0);
        assert_eq!(breaches("crates/store/src/ledger.rs", text), 1);
        assert_eq!(breaches("crates/store/src/ledger.rs", "// as rusqlite does\n"), 0);
    }

    #[test]
    fn the_environment_and_the_clock_are_read_in_node_only() {
        assert_eq!(
            breaches("crates/web/src/a.rs", "let x = std::env::var(\"X\"); let y = SystemTime::now();"),
            2
        );
        assert_eq!(
            breaches("crates/node/src/a.rs", "let x = std::env::var(\"X\"); let y = SystemTime::now();"),
            0
        );
        assert_eq!(breaches("crates/web/src/a.rs", "env!(\"CARGO_PKG_VERSION\"); env::vars_of();"), 0);
    }

    #[test]
    fn unfinished_work_is_a_breach() {
        assert_eq!(breaches("crates/web/src/a.rs", "fn f() { todo!() }\n#[ignore = \"slow\"]\n"), 2);
        assert_eq!(breaches("crates/web/src/a.html", concat!("<!-- FIX", "ME -->")), 1);
        assert_eq!(breaches("crates/web/src/a.rs", "fn todo_list() {}"), 0);
    }
}
