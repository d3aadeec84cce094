//! What we may build on: the licences of all packages against the list in deny.toml, and the deadlines of the
//! exceptions there.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, bail};
use toml::{Table, Value};

use super::Report;
use crate::{cargo_command, tree::Tree};

const FILE: &str = "deny.toml";
/// A comment on the line above each exception says until when it may stand.
const DEADLINE: &str = "# until ";
/// Packages that never come in: encryption is written in Rust here, and needs nothing installed.
const BANNED: [&str; 2] = ["openssl-sys", "native-tls"];

/// A package from elsewhere.
pub struct Package {
    name: String,
    licence: String,
}

/// Every package in the lock file that isn't ours, as cargo tells.
pub fn packages() -> anyhow::Result<Vec<Package>> {
    let output = cargo_command()
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .context("cargo can't be started")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata.get("packages").and_then(serde_json::Value::as_array).context("no packages")?;
    let text = |package: &serde_json::Value, field: &str| {
        package.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    };
    Ok(packages
        .iter()
        .filter(|package| package.get("source").is_some_and(serde_json::Value::is_string))
        .map(|package| Package { name: text(package, "name"), licence: text(package, "license") })
        .collect())
}

/// Today as `2026-11-21`, in UTC.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day_name(seconds / 86_400)
}

/// Checks the packages and the exceptions.
pub fn check(tree: &Tree, packages: &[Package], today: &str, report: &mut Report) -> anyhow::Result<()> {
    let Some(text) = tree.text(FILE) else {
        report.breach(FILE, 1, "there is no list of licences: restore the file");
        return Ok(());
    };
    let deny: Table = text.parse().context("deny.toml can't be read")?;
    let licences = deny.get("licenses").and_then(Value::as_table);
    let allowed = strings(licences.and_then(|table| table.get("allow")));
    let exceptions = licences.and_then(|table| table.get("exceptions")).and_then(Value::as_array);
    for package in packages {
        let excepted = exceptions
            .into_iter()
            .flatten()
            .find(|exception| exception.get("crate").and_then(Value::as_str) == Some(package.name.as_str()));
        let mut allowed = allowed.clone();
        allowed.extend(strings(excepted.and_then(|exception| exception.get("allow"))));
        if !permits(&package.licence, &allowed) {
            let what = format!(
                "{} is {:?}, which {FILE} doesn't allow: do without it",
                package.name, package.licence
            );
            report.breach("Cargo.lock", 1, what);
        }
        if BANNED.contains(&package.name.as_str()) {
            report.breach(
                "Cargo.lock",
                1,
                format!("{} came in: turn off the feature that asks for it", package.name),
            );
        }
    }
    check_deadlines(text, today, report);
    Ok(())
}

/// Every entry of a list of exceptions stands under its deadline, and the deadline lies ahead.
fn check_deadlines(text: &str, today: &str, report: &mut Report) {
    let mut above = "";
    for (at, line) in text.lines().enumerate() {
        let entry = line.trim();
        if entry.starts_with("[[")
            || entry.starts_with("{ crate =")
            || entry.starts_with("{ id =")
            || entry.starts_with("{ name =")
        {
            let deadline = above.split_once(DEADLINE).map(|(_, rest)| rest.get(..10).unwrap_or_default());
            match deadline {
                Some(day) if day >= today => {}
                Some(day) => {
                    report.breach(FILE, at + 1, format!("the exception ended on {day}: do without it"));
                }
                None => report.breach(
                    FILE,
                    at + 1,
                    "an exception has `# until YYYY-MM-DD: why` above it: write it",
                ),
            }
        }
        above = entry;
    }
}

fn strings(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|entry| entry.as_str().map(str::to_owned)).collect()
}

/// Whether an SPDX expression can be met with the allowed licences alone. `/` is the old way to write OR.
fn permits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let permitted = either(&mut words, allowed);
    permitted && words.peek().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut permitted = both(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        permitted |= both(words, allowed);
    }
    permitted
}

fn both(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut permitted = licence(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        permitted &= licence(words, allowed);
    }
    permitted
}

fn licence(words: &mut Words<'_>, allowed: &[String]) -> bool {
    match words.next() {
        Some("(") => {
            let permitted = either(words, allowed);
            words.next_if_eq(&")").is_some() && permitted
        }
        Some(name) => {
            let mut name = name.to_owned();
            if words.next_if_eq(&"WITH").is_some() {
                name = format!("{name} WITH {}", words.next().unwrap_or_default());
            }
            allowed.contains(&name)
        }
        None => false,
    }
}

/// A count of days since 1970 as a day of the calendar (Howard Hinnant's `civil_from_days`).
fn day_name(days: u64) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(deny: &str, packages: &[(&str, &str)]) -> Vec<String> {
        let packages: Vec<Package> = packages
            .iter()
            .map(|(name, licence)| Package { name: (*name).to_owned(), licence: (*licence).to_owned() })
            .collect();
        let mut report = Report::default();
        check(&Tree::of(&[(FILE, deny)]), &packages, "2026-11-21", &mut report).unwrap();
        report.breaches.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_expression_is_met_with_allowed_licences_alone() {
        let allowed = ["MIT", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"].map(str::to_owned);
        for (expression, met) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("Apache-2.0 OR GPL-2.0-only", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("MIT AND BSD-3-Clause", false),
            ("MIT OR Apache-2.0 AND GPL-3.0-only", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("(MIT", false),
            ("", false),
        ] {
            assert_eq!(permits(expression, &allowed), met, "{expression}");
        }
    }

    #[test]
    fn a_licence_off_the_list_is_a_breach_unless_excepted() {
        let list = concat!(
            "[licenses]\nallow = [\"MIT\"]\nexceptions = [\n",
            "  # until 2027-11-30: tests only\n  { crate = \"w\", allow = [\"MPL-2.0\"] },\n]\n",
        );
        assert_eq!(breaches(list, &[("a", "MIT"), ("w", "MPL-2.0")]), [""; 0]);
        assert_eq!(breaches(list, &[("a", "MPL-2.0")]).len(), 1);
        assert_eq!(breaches(list, &[("openssl-sys", "MIT")]).len(), 1);
    }

    #[test]
    fn an_exception_ends_on_its_day() {
        let list = |day: &str| {
            format!("[licenses]\nallow = []\nexceptions = [\n{day}  {{ crate = \"w\", allow = [] }},\n]\n")
        };
        assert_eq!(breaches(&list("  # until 2026-11-21: why\n"), &[]), [""; 0]);
        assert!(breaches(&list("  # until 2026-11-20: why\n"), &[])[0].contains("ended on 2026-11-20"));
        assert!(breaches(&list(""), &[])[0].contains("until YYYY-MM-DD"));
    }

    #[test]
    fn days_are_named_by_the_calendar() {
        for (days, name) in
            [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_778, "2026-11-21"), (20_819, "2027-01-01")]
        {
            assert_eq!(day_name(days), name);
        }
    }
}
