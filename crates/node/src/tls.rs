//! Encryption, as files name it: certificates for those who come to us, authorities for those we go to.
//!
//! One file of authorities counts: the one that was named, else the system's. Nothing is believed because it
//! answers.

mod renewed;

use crate::wire::shown;
use anyhow::{Result, anyhow};
use lang::Words;
use renewed::Renewed;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// Where systems keep the authorities that they believe, as one PEM file.
const SYSTEM: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

fn ring() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// What a site shows to those who come: the certificate, with those above it, and its key, as the files have
/// them then.
pub fn acceptor(certificate: &Path, key: &Path, words: &'static Words) -> Result<TlsAcceptor> {
    let shown = Arc::new(Renewed::of(certificate, key, words)?);
    let config = ServerConfig::builder_with_provider(ring())
        .with_safe_default_protocol_versions()?
        .with_no_client_auth();
    let mut config = config.with_cert_resolver(shown);
    // A browser that asks for HTTP/2 is told at once that there is only the older one.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// A certificate and its key, from their files.
fn own(certificate: &Path, key: &Path, words: &Words) -> Result<CertifiedKey> {
    let chain = certificates(&read(certificate, words)?)
        .filter(|chain| !chain.is_empty())
        .ok_or_else(|| anyhow!(words.say_one("cli-tls-certificate", "file", shown(certificate))))?;
    let secret = PrivateKeyDer::from_pem_slice(&read(key, words)?)
        .map_err(|_| anyhow!(words.say_one("cli-tls-key", "file", shown(key))))?;
    CertifiedKey::from_der(chain, secret, &ring()).map_err(|error| {
        let what = match error {
            rustls::Error::InconsistentKeys(_) => "cli-tls-strangers",
            _ => "cli-tls-unfit",
        };
        let args = [("certificate", shown(certificate).into()), ("key", shown(key).into())];
        anyhow!(words.say_with(what, &args))
    })
}

/// What is shown to and believed of servers that the system's authorities signed.
pub fn client(words: &Words) -> Result<Arc<ClientConfig>> {
    let roots = system().ok_or_else(|| anyhow!(words.say("cli-tls-no-authorities")))?;
    Ok(Arc::new(believing(roots)?))
}

fn believing(roots: RootCertStore) -> Result<ClientConfig> {
    let config = ClientConfig::builder_with_provider(ring()).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Connects to those whom this PEM text's authorities signed; without one, the system's.
pub fn connector(authorities: Option<&str>, words: &Words) -> Result<TlsConnector> {
    let roots = match authorities {
        Some(pem) => named(pem).ok_or_else(|| anyhow!(words.say("cli-tls-authority")))?,
        None => system().ok_or_else(|| anyhow!(words.say("cli-tls-no-authorities")))?,
    };
    Ok(TlsConnector::from(Arc::new(believing(roots)?)))
}

/// The text of an authority's file, after a look whether it can be used.
pub fn authority(file: &Path, words: &Words) -> Result<String> {
    let text = String::from_utf8(read(file, words)?).ok();
    text.filter(|pem| named(pem).is_some()).ok_or_else(|| anyhow!(words.say("cli-tls-authority")))
}

fn read(file: &Path, words: &Words) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| {
        let args = [("file", shown(file).into()), ("why", error.to_string().into())];
        anyhow!(words.say_with("cli-tls-unreadable", &args))
    })
}

/// Every certificate of a PEM text; none when one can't be read.
fn certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()
}

/// What a person named is used whole or not at all.
fn named(pem: &str) -> Option<RootCertStore> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(pem.as_bytes())? {
        roots.add(certificate).ok()?;
    }
    (!roots.is_empty()).then_some(roots)
}

/// What the system believes. Old authorities in it that can't be read are passed over, as browsers do.
fn system() -> Option<RootCertStore> {
    let named = std::env::var_os("SSL_CERT_FILE").map(PathBuf::from);
    let usual = SYSTEM.iter().map(PathBuf::from);
    let bundle = named.into_iter().chain(usual).find_map(|file| fs::read(file).ok())?;
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(CertificateDer::pem_slice_iter(&bundle).filter_map(Result::ok));
    (!roots.is_empty()).then_some(roots)
}

#[cfg(test)]
mod tests {
    use super::{acceptor, authority, connector};
    use lang::{Lang, Words};
    use rcgen::{CertificateParams, KeyPair};
    use std::path::PathBuf;
    use tempfile::TempDir;

    fn written(dir: &TempDir, name: &str, text: &str) -> PathBuf {
        let file = dir.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_in_words() {
        let (dir, words) = (TempDir::new().unwrap(), Words::of(Lang::En));
        let pair = KeyPair::generate().unwrap();
        let made = CertificateParams::new(vec!["centre.test".to_owned()]).unwrap();
        let certificate = written(&dir, "cert.pem", &made.self_signed(&pair).unwrap().pem());
        let key = written(&dir, "key.pem", &pair.serialize_pem());
        let other = written(&dir, "other.pem", &KeyPair::generate().unwrap().serialize_pem());
        let rubbish = written(&dir, "rubbish.pem", "-----BEGIN NOTHING-----\n");
        assert!(acceptor(&certificate, &key, words).is_ok());
        let said = |certificate: &PathBuf, key: &PathBuf| {
            acceptor(certificate, key, words).err().map(|e| e.to_string()).unwrap_or_default()
        };
        assert!(said(&dir.path().join("none.pem"), &key).contains("none.pem can't be read"));
        assert!(said(&rubbish, &key).contains("no certificate"));
        assert!(said(&certificate, &rubbish).contains("no private key"));
        assert!(said(&certificate, &other).contains("don't belong together"));
        assert!(authority(&certificate, words).is_ok() && authority(&key, words).is_err());
        assert!(connector(Some("nothing"), words).is_err());
    }
}
