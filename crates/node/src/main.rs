//! The binary `motcua`.

use std::process::ExitCode;

fn main() -> ExitCode {
    node::run()
}
