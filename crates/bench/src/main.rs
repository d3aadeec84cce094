//! Measures the parts that need no network: what `cargo xtask bench` runs, engine by engine.

fn main() {}
