//! The page: targets first, then a section a part, made of everything that is kept.

use super::parts::PARTS;
use super::results::Results;
use super::targets::TARGETS;
use super::{ENGINES, SETTINGS};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// Everything that is kept, by part and engine.
pub struct Kept(BTreeMap<(&'static str, &'static str), Results>);

impl Kept {
    fn read() -> anyhow::Result<Self> {
        let mut all = BTreeMap::new();
        for part in &PARTS {
            for engine in ENGINES {
                if let Some(results) = Results::read(part.name, engine)? {
                    all.insert((part.name, engine), results);
                }
            }
        }
        Ok(Self(all))
    }

    /// The figures of a part on an engine.
    pub fn figures(&self, part: &str, engine: &str) -> &[Value] {
        let found = self.0.iter().find(|((p, e), _)| *p == part && *e == engine);
        found.map_or(&[], |(_, results)| results.figures.as_slice())
    }

    /// One number of the figure about something, where its other facts are these.
    pub fn number(&self, at: (&str, &str), what: &str, facts: &[(&str, u64)], name: &str) -> Option<f64> {
        let about = |f: &&Value| f["what"] == what && facts.iter().all(|(k, v)| f[*k] == *v);
        self.figures(at.0, at.1).iter().find(about)?.get(name)?.as_f64()
    }
}

/// Makes the page anew, and prints it.
pub fn write() -> anyhow::Result<()> {
    let page = text(&Kept::read()?)?;
    println!("{page}");
    Ok(fs::write(crate::tree::root().join("docs/performance.md"), page)?)
}

fn text(kept: &Kept) -> anyhow::Result<String> {
    let mut page = format!(
        "# Performance\n\nMeasured by `cargo xtask bench`: clients, program and database on one machine. \
         SQLite with WAL and `synchronous=FULL`; PostgreSQL in a cluster of its own with {}. Machines are \
         noisy: what is compared was measured in the same run, one after the other. Read the \
         ratios.\n\n",
        SETTINGS.map(|s| format!("`{s}`")).join(", ")
    );
    page.push_str("## Targets\n\n| target | engine | figure | reached |\n|---|---|---:|---|\n");
    for target in TARGETS {
        for engine in ENGINES.iter().filter(|e| target.engines.contains(e)) {
            let (figure, reached) = match (target.figure)(kept, engine) {
                None => ("not measured yet".to_owned(), ""),
                Some(x) => (digits(x) + target.unit, if (target.reached)(x) { "yes" } else { "no" }),
            };
            writeln!(page, "| {} | {} | {figure} | {reached} |", target.what, title(engine))?;
        }
    }
    for part in &PARTS {
        if ENGINES.iter().all(|e| kept.figures(part.name, e).is_empty()) {
            continue;
        }
        write!(page, "\n## `{}`\n\n{}.\n\n", part.name, capital(part.about))?;
        for engine in ENGINES {
            if let Some(r) = kept.0.get(&(part.name, engine)) {
                writeln!(page, "- {}: {}, {}", title(engine), r.machine, r.day)?;
            }
        }
        page.push('\n');
        table(&mut page, kept, part.name, true)?;
        table(&mut page, kept, part.name, false)?;
    }
    Ok(page)
}

/// The figures of a part that are times of many requests, or those that are single values.
fn table(page: &mut String, kept: &Kept, part: &str, times: bool) -> anyhow::Result<()> {
    let names: &[&str] = if times { &["per_second", "median_ms", "p99_ms"] } else { &["value"] };
    let mut rows: Vec<(String, &Value)> = Vec::new();
    for engine in ENGINES {
        for figure in kept.figures(part, engine).iter().filter(|f| f.get("value").is_none() == times) {
            if !rows.iter().any(|(key, _)| *key == key_of(figure)) {
                rows.push((key_of(figure), figure));
            }
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let (mut head, mut rule) = ("| what |".to_owned(), "|---|".to_owned());
    for engine in ENGINES {
        for name in names {
            let name = name.replace('_', " ").replace("value", "");
            write!(head, " {} {name} |", title(engine))?;
            rule.push_str("---:|");
        }
    }
    write!(page, "{head}\n{rule}\n")?;
    for (key, first) in rows {
        write!(page, "| {} |", label(first))?;
        for engine in ENGINES {
            let figure = kept.figures(part, engine).iter().find(|f| key_of(f) == key);
            for name in names {
                let number = figure.and_then(|f| f.get(*name)?.as_f64());
                let unit = figure.and_then(|f| f.get("unit")?.as_str()).filter(|_| !times).unwrap_or("");
                match number {
                    Some(x) => write!(page, " {}{unit} |", digits(x))?,
                    None => page.push_str(" |"),
                }
            }
        }
        page.push('\n');
    }
    page.push('\n');
    Ok(())
}

/// What makes two figures about the same.
fn key_of(figure: &Value) -> String {
    format!("{} {} {}", figure["what"], figure["clients"], figure["dossiers"])
}

fn label(figure: &Value) -> String {
    let mut label = figure["what"].as_str().unwrap_or_default().to_owned();
    if let Some(n) = figure["dossiers"].as_u64() {
        let _ = write!(label, ", {} dossiers", digits_whole(n));
    }
    match figure["clients"].as_u64() {
        Some(1) => label + ", 1 client",
        Some(n) => format!("{label}, {n} clients"),
        None => label,
    }
}

fn title(engine: &str) -> &'static str {
    if engine == "sqlite" { "SQLite" } else { "PostgreSQL" }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
}

/// Three digits that say something; thousands apart.
fn digits(x: f64) -> String {
    match x.abs() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded for people")]
        size if size >= 100.0 => digits_whole(size.round() as u64),
        size if size >= 10.0 => format!("{x:.1}"),
        _ => format!("{x:.2}"),
    }
}

fn digits_whole(n: u64) -> String {
    let plain = n.to_string();
    let mut grouped = String::new();
    for (i, c) in plain.chars().enumerate() {
        if i > 0 && (plain.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{capital, digits, label};
    use serde_json::json;

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!(digits(1_234_567.4), "1,234,567");
        assert_eq!(digits(12.34), "12.3");
        assert_eq!(digits(0.456), "0.46");
        assert_eq!(capital("pages"), "Pages");
        let figure = json!({ "what": "worklist", "dossiers": 10_000, "clients": 1 });
        assert_eq!(label(&figure), "worklist, 10,000 dossiers, 1 client");
    }
}
