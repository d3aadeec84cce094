//! An authority for a test, and what it signs.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a test's encryption.
pub struct Certificates {
    /// Whose signature is to be believed.
    pub authority: PathBuf,
    /// An authority that signed nothing here.
    pub stranger: PathBuf,
    /// The centre's certificate.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    // Two authorities of one name would be taken for one that signs badly.
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn written(dir: &Path, name: &str, pem: &str) -> PathBuf {
    let file = dir.join(name);
    fs::write(&file, pem).unwrap();
    file
}

impl Certificates {
    /// Made anew in a folder, for this machine's own address.
    pub fn new(dir: &Path) -> Self {
        let (ours, theirs) = (authority("Motcua test"), authority("Stranger"));
        let key = KeyPair::generate().unwrap();
        let names = vec!["127.0.0.1".to_owned(), "localhost".to_owned()];
        let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &ours).unwrap();
        Self {
            authority: written(dir, "ca.pem", &ours.pem()),
            stranger: written(dir, "stranger.pem", &theirs.pem()),
            certificate: written(dir, "centre.pem", &certificate.pem()),
            key: written(dir, "centre.key", &key.serialize_pem()),
        }
    }
}
