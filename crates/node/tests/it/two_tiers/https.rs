//! Pages over HTTPS, and a door that somebody slow doesn't block.

use super::certificates::Certificates;
use super::place::Province;
use crate::program::{arg, run, said};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

/// What comes back from a page, over a line to whom `authority` vouches for.
pub fn page(url: &str, path: &str, authority: &Path) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(authority).unwrap()).unwrap();
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TcpStream::connect(url.strip_prefix("https://").unwrap()).unwrap();
    let mut line = StreamOwned::new(ClientConnection::new(config, name).unwrap(), stream);
    let asked = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    line.write_all(asked.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // How a server ends an encrypted line is its own affair.
    let _ = line.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_come_over_https_while_others_never_finish_shaking_hands() {
    let mut province = Province::new().await;
    province.serve();
    let url = province.url().to_owned();
    assert!(url.starts_with("https://"), "{url}");
    let address = url.strip_prefix("https://").unwrap();
    let silent: Vec<TcpStream> = (0..80).map(|_| TcpStream::connect(address).unwrap()).collect();
    let answer = page(&url, "/help", &province.files.authority);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("content-security-policy"), "{answer}");
    // Who speaks without encryption gets no page.
    let mut plain = TcpStream::connect(address).unwrap();
    plain.write_all(b"GET /help HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP/1.1"));
    drop(silent);
    province.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_get_no_address_of_their_own_without_encryption() {
    let province = Province::new().await;
    let dir = arg(&province.dir);
    let args = ["serve", "--dir", dir, "--listen", "127.0.0.1:0", "--sync-listen", "0.0.0.0:0"];
    let refused = run(&args);
    assert!(!refused.status.success() && said(&refused).contains("--tls-cert"), "{}", said(&refused));
    let half = run(&["serve", "--dir", dir, "--tls-cert", arg(&province.files.certificate)]);
    assert!(!half.status.success() && said(&half).contains("--tls-key"), "{}", said(&half));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_certificate_is_shown_without_a_restart() {
    let mut province = Province::new().await;
    province.serve();
    let url = province.url().to_owned();
    assert!(page(&url, "/help", &province.files.authority).starts_with("HTTP/1.1 200"));
    let temp = tempfile::tempdir().unwrap();
    let renewed = Certificates::new(temp.path());
    // First one file, then the other, as whoever renews them does.
    fs::copy(&renewed.certificate, &province.files.certificate).unwrap();
    assert!(
        page(&url, "/help", &province.files.authority).starts_with("HTTP/1.1 200"),
        "half of it isn't used"
    );
    fs::copy(&renewed.key, &province.files.key).unwrap();
    assert!(page(&url, "/help", &renewed.authority).starts_with("HTTP/1.1 200"), "the new one is shown");
    province.stop();
}
