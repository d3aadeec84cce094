//! The binary `motcua`.

use std::process::ExitCode;

/// Requests are made of many small pieces of memory; the system's allocator takes a quarter of their time.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    node::run()
}
