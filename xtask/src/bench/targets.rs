//! What was promised of the figures. Each is computed from figures of one run.

use super::page::Kept;

/// A target.
pub struct Target {
    /// What is promised.
    pub what: &'static str,
    /// On which engines.
    pub engines: &'static [&'static str],
    /// What follows the figure.
    pub unit: &'static str,
    /// The figure on an engine; none before it was measured.
    pub figure: fn(&Kept, &str) -> Option<f64>,
    /// Whether that is enough.
    pub reached: fn(f64) -> bool,
}

/// What the limit and the use cases are called in figures.
const LIMIT: &str = "the rows of a reception one by one";
const RECEPTION: &str = "reception, use case";

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        what: "receptions at 16 clients, use cases, of pgbench's rate: at least 1.0",
        engines: &["postgres"],
        unit: " ×",
        figure: |kept, engine| of_limit(kept, engine, 16),
        reached: |x| x >= 1.0,
    },
    Target {
        what: "receptions at 64 clients, use cases, of pgbench's rate: at least 2.5",
        engines: &["postgres"],
        unit: " ×",
        figure: |kept, engine| of_limit(kept, engine, 64),
        reached: |x| x >= 2.5,
    },
    Target {
        what: "receptions at 64 clients, use cases, of a bare loop's rate: at least 3",
        engines: &["sqlite"],
        unit: " ×",
        figure: |kept, engine| of_limit(kept, engine, 64),
        reached: |x| x >= 3.0,
    },
    Target {
        what: "receptions at 64 clients through HTTP, of the use cases' rate: at least 0.5",
        engines: &["sqlite", "postgres"],
        unit: " ×",
        figure: |kept, engine| {
            let rate = |what| kept.number(("write", engine), what, &[("clients", 64)], "per_second");
            Some(rate("reception, HTTP")? / rate(RECEPTION)?)
        },
        reached: |x| x >= 0.5,
    },
    Target {
        what: "p99 of a commune's worklist at a million dossiers, of that at 10 thousand: at most 2",
        engines: &["sqlite", "postgres"],
        unit: " ×",
        figure: |kept, engine| grown(kept, engine, "worklist of a commune, first page"),
        reached: |x| x <= 2.0,
    },
    Target {
        what: "p99 of the province's worklist at a million dossiers, of that at 10 thousand: at most 2",
        engines: &["sqlite", "postgres"],
        unit: " ×",
        figure: |kept, engine| grown(kept, engine, "worklist of the province, first page"),
        reached: |x| x <= 2.0,
    },
    Target {
        what: "p99 of tracking at a million dossiers, of that at 10 thousand: at most 2",
        engines: &["sqlite", "postgres"],
        unit: " ×",
        figure: |kept, engine| grown(kept, engine, "tracking by code"),
        reached: |x| x <= 2.0,
    },
    Target {
        what: "`simulate` of the 46 days: at least 10,000 entries a second",
        engines: &["sqlite", "postgres"],
        unit: "/s",
        figure: |kept, engine| kept.number(("simulate", engine), "entries a second", &[], "value"),
        reached: |x| x >= 10_000.0,
    },
    Target {
        what: "a commune's node, a minute idle, resident: under 60 MB",
        engines: &["sqlite", "postgres"],
        unit: " MB",
        figure: |kept, engine| page(kept, engine, "a commune's node, a minute idle: resident"),
        reached: |x| x < 60.0,
    },
    Target {
        what: "the demonstration's province, resident: under 300 MB",
        engines: &["sqlite", "postgres"],
        unit: " MB",
        figure: |kept, engine| {
            page(kept, engine, "the demonstration's province, after these pages: resident")
        },
        reached: |x| x < 300.0,
    },
    Target {
        what: "a first visit, compressed: under 100 KB",
        engines: &["sqlite", "postgres"],
        unit: " KB",
        figure: |kept, engine| page(kept, engine, "the heaviest of these first visits, compressed"),
        reached: |x| x < 100.0,
    },
    Target {
        what: "first page with 16 clients, p99: under 50 ms",
        engines: &["sqlite", "postgres"],
        unit: " ms",
        figure: |kept, engine| kept.number(("page", engine), "first page", &[("clients", 16)], "p99_ms"),
        reached: |x| x < 50.0,
    },
    Target {
        what: "a box a week apart, 200 dossiers over 256 kbit/s: all level in under 60 s",
        engines: &["sqlite", "postgres"],
        unit: " s",
        figure: |kept, engine| {
            kept.number(("nodes", engine), "a box a week apart: until all dossiers are level", &[], "value")
        },
        reached: |x| x < 60.0,
    },
    Target {
        what: "166 boxes that come back at once: none waits over 30 s",
        engines: &["sqlite", "postgres"],
        unit: " s",
        figure: |kept, engine| {
            kept.number(("nodes", engine), "boxes that come back at once: the longest wait", &[], "value")
        },
        reached: |x| x <= 30.0,
    },
    Target {
        what: "search p99 at a million documents: at most 10 ms",
        engines: &["sqlite", "postgres"],
        unit: " ms",
        figure: |kept, engine| kept.number(("find", engine), "search", &[("documents", 1_000_000)], "p99_ms"),
        reached: |x| x <= 10.0,
    },
    Target {
        what: "`verify` of a million entries: under 30 s",
        engines: &["sqlite", "postgres"],
        unit: " s",
        figure: |kept, engine| {
            let what = "verify, for a million entries";
            kept.number(("verify", engine), what, &[], "value")
        },
        reached: |x| x < 30.0,
    },
];

/// The rate of receptions, of the limit's at as many clients.
fn of_limit(kept: &Kept, engine: &str, clients: u64) -> Option<f64> {
    let rate = |what| kept.number(("write", engine), what, &[("clients", clients)], "per_second");
    Some(rate(RECEPTION)? / rate(LIMIT)?)
}

/// How much longer the slowest hundredth takes once the archive has grown.
fn grown(kept: &Kept, engine: &str, what: &str) -> Option<f64> {
    let what = format!("{what}, small and large in turns");
    let p99 = |size| kept.number(("read", engine), &what, &[("dossiers", size)], "p99_ms");
    Some(p99(1_000_000)? / p99(10_000)?)
}

fn page(kept: &Kept, engine: &str, what: &str) -> Option<f64> {
    kept.number(("page", engine), what, &[], "value")
}
