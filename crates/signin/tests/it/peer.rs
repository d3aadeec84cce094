// A part of the tests of several crates: starts the provider of `op.mjs`.

/// Where the provider is where nobody says so: where `cargo xtask test` puts it.
const USUAL: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/tools/node_modules/oidc-provider/lib/index.js");
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../signin/tests/peers/op.mjs");

fn told(variable: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(variable)
}

/// Starts a provider that knows the office at this address too; its process, and its issuer.
pub fn start(office: Option<&str>) -> (std::process::Child, String) {
    use std::io::BufRead as _;
    use std::process::Stdio;
    let library = told("MOTCUA_OP").map_or_else(|| std::path::PathBuf::from(USUAL), Into::into);
    assert!(library.is_file(), "{} is missing: `cargo xtask test` installs it", library.display());
    let mut child = std::process::Command::new(told("MOTCUA_NODE_JS").unwrap_or_else(|| "node".into()))
        .arg(SCRIPT)
        .arg(library)
        .args(office)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut issuer = String::new();
    std::io::BufReader::new(child.stdout.take().unwrap()).read_line(&mut issuer).unwrap();
    (child, issuer.trim().to_owned())
}
