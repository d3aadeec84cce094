//! The real OpenID provider of the sign-in tests, for a browser: `cargo xtask test` installs it.

use super::chrome::tool;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A provider. Ends with the test.
pub struct Provider {
    child: Child,
    issuer: String,
}

impl Provider {
    /// Starts one that knows the office at this address.
    pub fn open(office: &str) -> Self {
        let tools = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/tools/node_modules");
        let library = tool("MOTCUA_OP", &format!("{tools}/oidc-provider/lib/index.js"));
        let mut child = Command::new(tool("MOTCUA_NODE_JS", "/usr/bin/node"))
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../signin/tests/peers/op.mjs"))
            .arg(library)
            .arg(office)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut issuer = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut issuer).unwrap();
        Self { child, issuer: issuer.trim().to_owned() }
    }

    /// Tells an office's folder about it.
    pub fn introduce(&self, dir: &Path, office: &str) {
        let secret = dir.join("identity.secret");
        fs::write(&secret, "motcua-secret-0123456789abcdef0123456789abcdef").unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        let said = format!(
            "issuer = '{}'\nclient_id = 'motcua'\nclient_secret_file = 'identity.secret'\n\
             redirect = '{office}/citizen/callback'\nafter_sign_out = '{office}/'\n\
             [levels]\nlevel1 = ['level1']\nlevel2 = ['level2']\n",
            self.issuer
        );
        fs::write(dir.join("identity.toml"), said).unwrap();
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that nobody listens at: provider and office must know each other's before they start.
pub fn free() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}
