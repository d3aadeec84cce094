//! The finished program, from outside: commands on real folders, requests on real ports.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

mod browser;
mod catalog;
#[path = "../../../../xtask/src/cluster.rs"]
mod cluster;
mod crash;
mod demo;
mod due;
mod encryption;
mod faults;
mod folder;
mod http;
mod json_schema;
mod notices;
mod pack;
mod papers;
mod processes;
mod program;
mod search;
mod server;
mod simulate;
mod tutorial;
mod two_tiers;
mod units;
