//! Whom we believe to be who they say. The authorities come from whoever starts us: nothing is looked up
//! here.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;
use tokio_rustls::TlsConnector;

/// The authorities whose signature counts.
#[derive(Clone, Default)]
pub struct Trust {
    certificates: Vec<CertificateDer<'static>>,
}

impl Trust {
    /// The certificates of a PEM text. Old ones in it that can't be read are passed over, as browsers do.
    pub fn of_pem(pem: &str) -> Self {
        let mut roots = RootCertStore::empty();
        let read = CertificateDer::pem_slice_iter(pem.as_bytes()).filter_map(Result::ok);
        Self { certificates: read.filter(|certificate| roots.add(certificate.clone()).is_ok()).collect() }
    }

    /// The certificates, each one that can be used.
    pub(crate) fn certificates(&self) -> &[CertificateDer<'static>] {
        &self.certificates
    }

    /// Connects to those whom they signed.
    pub(crate) fn connector(&self) -> Result<TlsConnector, rustls::Error> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(self.certificates.iter().cloned());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(TlsConnector::from(Arc::new(config)))
    }
}
