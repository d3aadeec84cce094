//! `cargo xtask bench`: how fast the finished program is, as its clients see it. One run measures the
//! figure and its limit side by side, because the machines are noisy: read the ratios. Never a test;
//! nothing passes or fails by time.

mod client;
mod office;

use anyhow::{Context as _, bail};
use client::Client;
use office::Office;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// One line of the table.
struct Figure {
    what: &'static str,
    clients: usize,
    /// Of each request, in the order they ended.
    times: Vec<Duration>,
    /// How long all of them took.
    wall: Duration,
}

impl Figure {
    fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.times.clone();
        sorted.sort_unstable();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list of a few thousand"
        )]
        let at = ((sorted.len().saturating_sub(1)) as f64 * share).round() as usize;
        sorted.get(at).map_or(0.0, |t| t.as_secs_f64() * 1_000.0)
    }

    fn per_second(&self) -> f64 {
        let n = u32::try_from(self.times.len()).unwrap_or(u32::MAX);
        f64::from(n) / self.wall.as_secs_f64()
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what, "clients": self.clients, "requests": self.times.len(),
            "per_second": self.per_second(), "median_ms": self.quantile(0.5), "p99_ms": self.quantile(0.99),
        })
    }
}

/// Runs everything and writes `bench/results/http.json` and `docs/performance.md`.
pub fn run() -> anyhow::Result<()> {
    crate::cargo(&["build", "--release", "--package", "node"])?;
    let office = Office::start()?;
    let me = |_: usize| ("GET", "/api/v1/me".to_owned(), String::new());
    let receive = |n: usize| ("POST", "/api/v1/dossiers".to_owned(), office::reception(n));
    let list = |_: usize| ("GET", "/api/v1/dossiers?state=open&limit=50".to_owned(), String::new());
    let track = |_: usize| ("GET", "/api/v1/procedures?q=khai%20sinh".to_owned(), String::new());
    let figures = [
        drive(&office, "answer that reads one session row (the limit)", 1, 400, &me)?,
        drive(&office, "reception", 1, 300, &receive)?,
        drive(&office, "answer that reads one session row (the limit)", 16, 4_000, &me)?,
        drive(&office, "reception", 16, 4_000, &receive)?,
        drive(&office, "worklist, first page of 50", 16, 1_000, &list)?,
        drive(&office, "search for a procedure", 16, 2_000, &track)?,
    ];
    let weights = [("/", office.weight("/")?), ("/rates", office.weight("/rates")?)];
    let memory = office.resident_megabytes();
    report(&figures, &weights, memory)
}

type Request<'a> = &'a (dyn Fn(usize) -> (&'static str, String, String) + Sync);

fn drive(
    office: &Office,
    what: &'static str,
    clients: usize,
    n: usize,
    request: Request<'_>,
) -> anyhow::Result<Figure> {
    let begun = Instant::now();
    let each = n / clients;
    let one = |who: usize| -> anyhow::Result<Vec<Duration>> {
        let mut client = Client::connect(&office.address)?;
        let mut times = Vec::with_capacity(each);
        for i in 0..each {
            let (method, path, body) = request(who * each + i);
            let begun = Instant::now();
            let status = client.send(method, &path, &office.key, &body)?;
            times.push(begun.elapsed());
            if !(200..300).contains(&status) {
                bail!("{method} {path} answered {status}");
            }
        }
        Ok(times)
    };
    let times = thread::scope(|scope| {
        let running: Vec<_> = (0..clients).map(|who| scope.spawn(move || one(who))).collect();
        let mut times = Vec::with_capacity(n);
        for client in running {
            times.extend(client.join().map_err(|_| anyhow::anyhow!("a client broke off"))??);
        }
        anyhow::Ok(times)
    })?;
    Ok(Figure { what, clients, times, wall: begun.elapsed() })
}

fn report(figures: &[Figure], weights: &[(&str, usize)], memory: u64) -> anyhow::Result<()> {
    let mut page = String::from(
        "# Performance\n\nMeasured by `cargo xtask bench` through HTTP on loopback, clients and office \
         on the same machine, SQLite with `synchronous=FULL`. Read the ratios: machines are noisy.\n\n",
    );
    write!(page, "Machine: {}. Day: {}.\n\n", office::machine(), office::today())?;
    page.push_str("| what | clients | per second | median ms | p99 ms |\n|---|---:|---:|---:|---:|\n");
    for f in figures {
        let (median, p99) = (f.quantile(0.5), f.quantile(0.99));
        writeln!(page, "| {} | {} | {:.0} | {median:.2} | {p99:.2} |", f.what, f.clients, f.per_second())?;
    }
    for pair in figures.chunks(2).take(2) {
        if let [limit, reception] = pair {
            let ratio = reception.per_second() / limit.per_second();
            let n = limit.clients;
            write!(page, "\nA durable reception with {n} client(s): {ratio:.2} of the limit's rate.\n")?;
        }
    }
    write!(page, "\nResident memory of the office after the run: {memory} MB.\n")?;
    for (path, bytes) in weights {
        write!(
            page,
            "\nFirst visit to `{path}`, page and everything it loads, compressed: {bytes} bytes.\n"
        )?;
    }
    println!("{page}");
    let root = crate::tree::root();
    fs::create_dir_all(root.join("bench/results")).context("bench/results")?;
    let rows: Vec<Value> = figures.iter().map(Figure::json).collect();
    let (machine, day) = (office::machine(), office::today());
    let kept = json!({ "machine": machine, "day": day, "figures": rows, "resident_mb": memory });
    fs::write(root.join("bench/results/http.json"), format!("{kept:#}\n"))?;
    fs::write(root.join("docs/performance.md"), page)?;
    Ok(())
}
