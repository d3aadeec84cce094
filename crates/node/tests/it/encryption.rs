//! Encryption on the line to a server that takes no other, with certificates made for the test.

use crate::cluster::{Cluster, programs};
use crate::program::{arg, run, said};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn openssl(dir: &Path, line: &str) {
    let mut command = Command::new("openssl");
    let output = command.current_dir(dir).args(line.split(' ')).output().unwrap();
    assert!(output.status.success(), "openssl {line}: {}", said(&output));
}

/// Two authorities, and a certificate of this machine that the first one signed.
fn certificates(dir: &Path) {
    for name in ["ca", "stranger"] {
        openssl(
            dir,
            &format!(
                "req -x509 -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.pem -subj /CN={name} -days 2"
            ),
        );
    }
    openssl(dir, "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server");
    fs::write(dir.join("names"), "subjectAltName=IP:127.0.0.1").unwrap();
    openssl(
        dir,
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
    );
    fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(dir.join("server.key"), fs::Permissions::from_mode(0o600)).unwrap();
    // The server runs as another user where we are root; elsewhere the key is ours already.
    let _ = Command::new("chown").arg("postgres").arg(dir.join("server.key")).output().unwrap();
}

#[test]
fn the_line_is_encrypted_to_the_right_server_or_not_at_all() {
    let (Some(programs), true) = (programs(), Command::new("openssl").arg("version").output().is_ok()) else {
        return;
    };
    let temp = TempDir::new().unwrap();
    certificates(temp.path());
    let file = |name: &str| temp.path().join(name).display().to_string();
    let tls = format!("-c ssl_cert_file={} -c ssl_key_file={}", file("server.pem"), file("server.key"));
    let folder = temp.path().join("cluster");
    let cluster = Cluster::start(programs, folder.clone(), &format!("-c ssl=on {tls}")).unwrap();
    fs::write(folder.join("data/pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n").unwrap();
    cluster.control(&["reload"]).unwrap();
    let url = Cluster::url_at(cluster.port(), "postgres");
    let office = temp.path().join("office");
    let init = |more: &str, ca: Option<&str>| {
        let url = format!("{url}{more}");
        let mut args = vec!["init", "--province", "38", "--dir", arg(&office), "--db", &url];
        args.extend(ca.iter().flat_map(|ca| ["--db-ca", ca]));
        run(&args)
    };
    let asked = init("?sslmode=require", None);
    assert!(!asked.status.success() && said(&asked).contains("--db-ca FILE"), "{}", said(&asked));
    let plain = init("?sslmode=disable", None);
    assert!(!plain.status.success(), "a server that takes no plain line took one");
    let stranger = init("", Some(&file("stranger.pem")));
    assert!(!stranger.status.success(), "a certificate that a stranger signed was believed");
    let right = init("", Some(&file("ca.pem")));
    assert!(right.status.success(), "{}", said(&right));
    let verified =
        run(&["verify", "--db", &format!("{url}?sslmode=verify-full&sslrootcert={}", file("ca.pem"))]);
    assert!(verified.status.success(), "{}", said(&verified));
}
