//! Encryption on the wire: only towards a server whose certificate is verified.
//!
//! `sslmode=require` (or `verify-full`, which means the same here) with `sslrootcert=FILE`, the PEM file of
//! whoever signed the server's certificate. No system's list of authorities is read.

use crate::error::StoreError;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::fs;
use std::sync::Arc;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

/// Makes encrypted connections.
pub(super) type Tls = tokio_postgres_rustls::MakeRustlsConnect;

/// Takes from a URL what concerns certificates; the rest is the driver's.
pub(super) fn of(url: &str) -> Result<(String, Option<Tls>), StoreError> {
    let Some((address, options)) = url.split_once('?') else { return Ok((url.to_owned(), None)) };
    let (mut kept, mut file) = (Vec::new(), None);
    for option in options.split('&') {
        match option.split_once('=') {
            Some(("sslrootcert", path)) => file = Some(decoded(path)),
            Some(("sslmode", "verify-full")) => kept.push("sslmode=require"),
            _ => kept.push(option),
        }
    }
    let tls = file.map(|file| read(&file)).transpose()?;
    let mark = if kept.is_empty() { "" } else { "?" };
    Ok((format!("{address}{mark}{}", kept.join("&")), tls))
}

/// Refuses to encrypt towards nobody knows whom.
pub(super) fn check(config: &Config, verified: bool) -> Result<(), StoreError> {
    match config.get_ssl_mode() {
        SslMode::Disable | SslMode::Prefer => Ok(()),
        _ if verified => Ok(()),
        _ => Err(StoreError::Unverified),
    }
}

fn read(file: &str) -> Result<Tls, StoreError> {
    let pem = fs::read(file).map_err(StoreError::io("reading the file of sslrootcert"))?;
    let unreadable = || StoreError::corrupt(format!("the certificate in {file}"));
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        roots.add(certificate.map_err(|_| unreadable())?).map_err(|_| unreadable())?;
    }
    if roots.is_empty() {
        return Err(unreadable());
    }
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .map_err(StoreError::unreadable("the list of ciphers"))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Tls::new(config))
}

/// `%2F` and its like, as URLs write them.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|h| std::str::from_utf8(h).ok());
        let (byte, left) = match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => (byte, after.get(2..).unwrap_or_default()),
            None => (*first, after),
        };
        bytes.push(byte);
        rest = left;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{check, decoded, of};
    use crate::error::StoreError;
    use tokio_postgres::Config;

    fn refused(url: &str) -> bool {
        let (url, tls) = of(url).unwrap();
        let config: Config = url.parse().unwrap();
        matches!(check(&config, tls.is_some()), Err(StoreError::Unverified))
    }

    #[test]
    fn encryption_without_knowing_whom_is_refused() {
        assert!(refused("postgres://m@db.vn/motcua?sslmode=require"));
        assert!(refused("postgres://m@db.vn/motcua?application_name=x&sslmode=verify-full"));
        assert!(!refused("postgres://m@db.vn/motcua?sslmode=disable"));
        assert!(!refused("postgres://m@db.vn/motcua"));
    }

    #[test]
    fn a_certificate_that_is_missing_or_none_is_said() {
        let at = |file: &str| of(&format!("postgres://m@db.vn/motcua?sslrootcert={file}")).map(|_| ());
        assert!(matches!(at("/nowhere/ca.pem"), Err(StoreError::Storage { .. })));
        assert!(matches!(at("%2Fetc%2Fpasswd"), Err(StoreError::Corrupt { .. })));
    }

    #[test]
    fn percent_signs_are_read() {
        assert_eq!(decoded("%2Fetc%2fmot%20cua/ca.pem%"), "/etc/mot cua/ca.pem%");
    }
}
