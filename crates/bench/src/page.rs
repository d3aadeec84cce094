//! What a visitor and an administrator feel: weight of pages, the time until the first one, memory.

use crate::client::{Client, Request};
use crate::figure::{Figure, Times, rounded};
use crate::http;
use crate::served::Served;
use crate::told::Told;
use anyhow::{Context as _, bail};
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Pages that everybody sees.
const PAGES: [&str; 6] = ["/", "/procedures", "/procedures/1.001193", "/track", "/rates", "/sign-in"];

/// Measures a commune's node that nobody uses, then the demonstration's province.
pub fn run(told: &Told) -> anyhow::Result<()> {
    let place = told.place("commune");
    let mut init = Command::new(&told.motcua);
    init.args(["init", "--province", "38", "--dir"]).arg(&place.dir);
    if let Some(url) = &place.server {
        init.args(["--db", url]);
    }
    let status = init.stdout(Stdio::null()).status().context("motcua can't be started")?;
    if !status.success() {
        bail!("motcua init ended with {status}");
    }
    let starts = 5;
    let mut answered = Vec::new();
    for _ in 0..starts {
        answered.push(Served::start(told, "serve", &place)?.answered);
    }
    let from_start = Times { each: answered, wall: Duration::from_secs(1) };
    value(told, "from the start to the first page, median of 5", from_start.quantile(500), " ms");
    let served = Served::start(told, "serve", &place)?;
    thread::sleep(Duration::from_secs(if told.quick { 5 } else { 60 }));
    value(told, "a commune's node, a minute idle: resident", served.megabytes("VmRSS"), " MB");
    value(
        told,
        "a commune's node, a minute idle: of that its own (RssAnon)",
        served.megabytes("RssAnon"),
        " MB",
    );
    drop(served);
    demo(told)
}

fn demo(told: &Told) -> anyhow::Result<()> {
    let served = Served::start(told, "demo", &told.place("demo"))?;
    value(told, "the demonstration, made and served", served.answered.as_secs_f64(), " s");
    let resident = |what: &str| {
        value(
            told,
            &format!("the demonstration's province, {what}: resident"),
            served.megabytes("VmRSS"),
            " MB",
        );
        let own = format!("the demonstration's province, {what}: of that its own (RssAnon)");
        value(told, &own, served.megabytes("RssAnon"), " MB");
    };
    resident("just made");
    let mut seen = BTreeSet::new();
    for path in PAGES {
        let weight = weight(&served, path)?;
        value(told, &format!("first visit to {path}, compressed"), kilobytes(weight), " KB");
        seen.insert(weight);
    }
    let heaviest = seen.last().copied().unwrap_or_default();
    value(told, "the heaviest of these first visits, compressed", kilobytes(heaviest), " KB");
    for clients in [1, 16] {
        let times = http::drive(told, clients, |_| {
            let mut line = Client::connect(&served.address)?;
            Ok(move || get(&mut line, "/").map(|_| true))
        })?;
        Figure::of(told, "first page").with("clients", clients).times(&times).print();
    }
    resident("after these pages");
    drop(served);
    let again = Served::start(told, "demo", &told.place("demo"))?;
    thread::sleep(Duration::from_secs(if told.quick { 2 } else { 20 }));
    value(told, "the demonstration's province, started again: resident", again.megabytes("VmRSS"), " MB");
    let own = "the demonstration's province, started again: of that its own (RssAnon)";
    value(told, own, again.megabytes("RssAnon"), " MB");
    Ok(())
}

/// Bytes of a page with everything it loads, compressed, as a first visit brings them.
fn weight(served: &Served, path: &str) -> anyhow::Result<usize> {
    let mut line = Client::connect(&served.address)?;
    let page = get(&mut line, path)?;
    let mut bytes = page.len();
    let mut unzip = Command::new("gzip").arg("-dc").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = unzip.stdin.take().context("gzip")?;
    let writing = thread::spawn(move || std::io::Write::write_all(&mut stdin, &page));
    let text = unzip.wait_with_output()?.stdout;
    writing.join().map_err(|_| anyhow::anyhow!("gzip broke off"))??;
    let text = String::from_utf8_lossy(&text).into_owned();
    let assets: BTreeSet<&str> = text.split('"').filter(|part| part.starts_with("/assets/")).collect();
    if assets.is_empty() {
        bail!("{path} loads no asset: is it a page?");
    }
    for asset in assets {
        bytes += get(&mut line, asset)?.len();
    }
    Ok(bytes)
}

fn get(line: &mut Client, path: &str) -> anyhow::Result<Vec<u8>> {
    let (status, body) = line.ask(&Request { method: "GET", path, ..Request::default() })?;
    if status == 200 { Ok(body) } else { bail!("GET {path} answered {status}") }
}

fn kilobytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1_000.0
}

fn value(told: &Told, what: &str, x: f64, unit: &str) {
    Figure::of(told, what).with("value", rounded(x)).with("unit", unit).print();
}
