//! Every message that code says exists in Vietnamese, English and French, with the variables it is given.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::{
    source,
    tree::{File, Tree},
};

/// The languages; the first is the one that the others follow.
const LANGUAGES: [&str; 3] = ["vi", "en", "fr"];
const LOCALES: &str = "crates/lang/locales/";

/// Functions whose first argument is a key.
const SAY: [&str; 3] = ["say(", "say_one(", "say_with("];

/// Beginnings of keys that code completes (`format!("state-{state}")`), so that their messages count as used.
/// Where the second is true, a whole literal in Rust that begins so is itself a key, and must exist.
const FAMILIES: [(&str, bool); 19] = [
    ("act-", false),
    ("channel-", false),
    ("contradiction-", true),
    ("error-", false),
    ("fault-", false),
    ("field-", false),
    ("ground-", true),
    ("kind-", false),
    ("language-", false),
    ("line-refused-", false),
    ("line-role-", false),
    ("node-fault-", false),
    ("nodes-state-", false),
    ("problem-", true),
    ("refusal-", true),
    ("relation-", true),
    ("right-", false),
    ("role-", false),
    ("state-", false),
];

struct Message {
    file: String,
    line: usize,
    variables: BTreeSet<String>,
}

type Catalogue = BTreeMap<String, Message>;

/// Checks catalogues against one another and code against the catalogues.
pub fn check(tree: &Tree, report: &mut Report) {
    let catalogues: Vec<(&str, Catalogue)> =
        LANGUAGES.iter().map(|lang| (*lang, catalogue(tree, lang, report))).collect();
    let Some(((_, vietnamese), others)) = catalogues.split_first() else { return };
    for (lang, other) in others {
        compare(vietnamese, lang, other, report);
    }
    let mut used = BTreeSet::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with("crates/")) {
        if file.path.starts_with("crates/lang/src/") {
            continue;
        }
        if file.is("rs") {
            check_file(file, &source::without_comments(&file.text), vietnamese, report);
            check_families(file, vietnamese, report);
        } else if file.is("html") {
            check_file(file, &file.text, vietnamese, report);
        } else {
            continue;
        }
        used.extend(file.text.split('"').map(str::to_owned));
    }
    for (key, message) in vietnamese {
        if !used.contains(key) && !FAMILIES.iter().any(|(family, _)| key.starts_with(family)) {
            report.advise(&message.file, message.line, format!("{key} is said nowhere: use it or delete it"));
        }
    }
}

fn catalogue(tree: &Tree, lang: &str, report: &mut Report) -> Catalogue {
    let mut found = Catalogue::new();
    let folder = format!("{LOCALES}{lang}/");
    for file in tree.of_kind("ftl").filter(|file| file.path.starts_with(&folder)) {
        let mut key = None;
        for (at, line) in file.text.lines().enumerate() {
            if let Some(new) = key_of(line) {
                let message = Message { file: file.path.clone(), line: at + 1, variables: BTreeSet::new() };
                if let Some(old) = found.insert(new.to_owned(), message) {
                    let what = format!("{new} is already said in {}:{}: keep one", old.file, old.line);
                    report.breach(&file.path, at + 1, what);
                }
                key = Some(new);
            }
            if let Some(message) = key.filter(|_| !line.starts_with('#')).and_then(|key| found.get_mut(key)) {
                message.variables.extend(variables_of(line));
            }
        }
    }
    found
}

fn compare(vietnamese: &Catalogue, lang: &str, other: &Catalogue, report: &mut Report) {
    for (key, message) in vietnamese {
        match other.get(key) {
            None => report.breach(
                &message.file,
                message.line,
                format!("{key} is missing in {lang}: translate it"),
            ),
            Some(theirs) if theirs.variables != message.variables => {
                let what = format!(
                    "{key} has variables {:?}, in Vietnamese {:?}: use the same",
                    theirs.variables, message.variables
                );
                report.breach(&theirs.file, theirs.line, what);
            }
            Some(_) => {}
        }
    }
    for (key, message) in other.iter().filter(|(key, _)| !vietnamese.contains_key(*key)) {
        report.breach(
            &message.file,
            message.line,
            format!("{key} is missing in vi: say it in Vietnamese first"),
        );
    }
}

fn check_file(file: &File, text: &str, messages: &Catalogue, report: &mut Report) {
    for say in SAY {
        for at in source::places_of(text, say) {
            let open = at + say.len() - 1;
            let Some(args) = source::bracketed(text, open) else { continue };
            let Some(key) = first_literal(args) else { continue };
            let line = source::line_at(text, at);
            match messages.get(key) {
                None => {
                    let what = format!("nobody defines {key:?}: add it to {LOCALES}{{vi,en,fr}}/<room>.ftl");
                    report.breach(&file.path, line, what);
                }
                Some(message) => check_variables(file, line, (key, message), (say, args), report),
            }
        }
    }
}

/// A message is given the variables that it has. A list that isn't written out in place isn't judged.
fn check_variables(
    file: &File,
    line: usize,
    (key, message): (&str, &Message),
    (say, args): (&str, &str),
    report: &mut Report,
) {
    let given: BTreeSet<String> = match say {
        "say(" => BTreeSet::new(),
        "say_one(" => {
            let name = args.split_once(',').and_then(|(_, rest)| first_literal(rest));
            let Some(name) = name else { return };
            BTreeSet::from([name.to_owned()])
        }
        _ if !args.contains('[') => return,
        _ => tuple_names(args),
    };
    if given != message.variables {
        let what =
            format!("{key} has variables {:?}, given are {given:?}: give just those", message.variables);
        report.breach(&file.path, line, what);
    }
}

fn check_families(file: &File, messages: &Catalogue, report: &mut Report) {
    for (line, literal) in source::literals(&file.text) {
        let is_key = literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !literal.ends_with('-')
            && FAMILIES.iter().any(|(family, whole)| *whole && literal.starts_with(family));
        if is_key && !messages.contains_key(literal) {
            let what = format!("nobody defines {literal:?}: add it to {LOCALES}{{vi,en,fr}}/<room>.ftl");
            report.breach(&file.path, line, what);
        }
    }
}

/// The names in `("name", value)` tuples; a quoted text after a function's name is that function's.
fn tuple_names(args: &str) -> BTreeSet<String> {
    args.match_indices('(')
        .filter(|(at, _)| {
            let before = args.get(..*at).and_then(|text| text.chars().next_back());
            !before.is_some_and(|c| c.is_alphanumeric() || "_!>".contains(c))
        })
        .filter_map(|(at, _)| args.get(at + 1..).and_then(first_literal))
        .map(str::to_owned)
        .collect()
}

/// The quoted text that some arguments begin with.
fn first_literal(args: &str) -> Option<&str> {
    let rest = args.trim_start().strip_prefix('&').unwrap_or(args.trim_start());
    rest.strip_prefix('"')?.split_once('"').map(|(literal, _)| literal)
}

/// The key that a line begins to define, if it does.
fn key_of(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim_end();
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    is_key.then_some(key)
}

fn variables_of(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 3] = [
        ("crates/lang/locales/vi/a.ftl", "save = Lưu\ndays = Còn { $count } ngày\n"),
        (
            "crates/lang/locales/en/a.ftl",
            "save = Save\ndays = { $count ->\n    [one] a day\n   *[other] { $count } days\n  }\n",
        ),
        ("crates/lang/locales/fr/a.ftl", "save = Enregistrer\ndays = { $count } j\n"),
    ];

    fn report(files: &[(&str, &str)]) -> Report {
        let mut report = Report::default();
        check(&Tree::of(files), &mut report);
        report
    }

    fn breaches_of(path: &str, text: &str) -> Vec<String> {
        let mut files = FILES.to_vec();
        files.push((path, text));
        report(&files).breaches.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn languages_that_agree_are_no_breach_and_unused_words_are_advice() {
        let found = report(&FILES);
        assert_eq!(found.breaches, []);
        assert_eq!(found.advice.len(), 2);
    }

    #[test]
    fn languages_that_differ_are_a_breach() {
        let lacking = report(&[FILES[0], FILES[1], ("crates/lang/locales/fr/a.ftl", "save = x\n")]);
        assert_eq!(lacking.breaches.len(), 1);
        let other = report(&[
            FILES[0],
            FILES[1],
            ("crates/lang/locales/fr/a.ftl", "save = x\ndays = { $n } j\nmore = y\n"),
        ]);
        assert_eq!(other.breaches.len(), 2);
        let twice = report(&[FILES[0], FILES[1], FILES[2], ("crates/lang/locales/vi/b.ftl", "save = Ghi\n")]);
        assert_eq!(twice.breaches.len(), 1);
    }

    #[test]
    fn a_key_that_nobody_defines_is_a_breach() {
        let path = "crates/web/src/a.rs";
        assert_eq!(breaches_of(path, "fn f(w: &Words) { w.say(\"save\"); }"), [""; 0]);
        let found = breaches_of(path, "fn f(w: &Words) {\n    w.say(\n        \"gone\",\n    );\n}");
        assert!(found[0].starts_with("crates/web/src/a.rs:2: nobody defines \"gone\""), "{found:?}");
        assert_eq!(breaches_of("crates/web/src/a.html", "<b>{{ words.say(\"gone\") }}</b>").len(), 1);
        assert_eq!(breaches_of(path, "// words.say(\"gone\")"), [""; 0]);
        assert_eq!(breaches_of(path, "Refusal::of(\"refusal-gone\")").len(), 1);
        assert_eq!(breaches_of(path, "format!(\"refusal-{x}\")"), [""; 0]);
    }

    #[test]
    fn a_message_is_given_just_its_variables() {
        let path = "crates/web/src/a.rs";
        assert_eq!(breaches_of(path, "w.say_with(\"days\", &[(\"count\", f(\"x\").into())])"), [""; 0]);
        assert_eq!(breaches_of(path, "w.say_one(\"days\", \"count\", 3)"), [""; 0]);
        assert_eq!(breaches_of(path, "w.say_with(\"days\", &args)"), [""; 0]);
        assert_eq!(breaches_of(path, "w.say(\"days\")").len(), 1);
        assert_eq!(breaches_of(path, "w.say_one(\"days\", \"days\", 3)").len(), 1);
        assert_eq!(breaches_of(path, "w.say_with(\"save\", &[(\"count\", 3.into())])").len(), 1);
    }
}
