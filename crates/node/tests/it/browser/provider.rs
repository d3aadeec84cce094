//! The real OpenID provider of the sign-in tests, for a browser: `cargo xtask test` installs it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Child;

#[path = "../../../../signin/tests/it/peer.rs"]
mod peer;

/// A provider. Ends with the test.
pub struct Provider {
    child: Child,
    issuer: String,
}

impl Provider {
    /// Starts one that knows the office at this address.
    pub fn open(office: &str) -> Self {
        let (child, issuer) = peer::start(Some(office));
        Self { child, issuer }
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
