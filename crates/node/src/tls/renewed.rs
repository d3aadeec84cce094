//! A site's certificate as its files have it now. A renewed one counts for whoever comes next: nothing is
//! started again, and nobody's request is cut off for it.

use super::own;
use lang::Words;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use std::{fmt, fs};

/// When a file was written, and how long it is; none while it can't be looked at.
type Stamp = Option<(SystemTime, u64)>;

/// A certificate with its key, and the files that they come from.
pub(super) struct Renewed {
    certificate: PathBuf,
    key: PathBuf,
    words: &'static Words,
    read: Mutex<Read>,
}

/// What was read, and how the files were then.
struct Read {
    stamps: [Stamp; 2],
    shown: Arc<CertifiedKey>,
}

impl Renewed {
    /// Reads them; says what is wrong with them.
    pub fn of(certificate: &Path, key: &Path, words: &'static Words) -> anyhow::Result<Self> {
        let stamps = stamps(certificate, key);
        let shown = Arc::new(own(certificate, key, words)?);
        let read = Mutex::new(Read { stamps, shown });
        Ok(Self { certificate: certificate.to_owned(), key: key.to_owned(), words, read })
    }

    /// What is shown to who comes now. Files that changed are read again; where they don't fit, as one of the
    /// two isn't written yet, the certificate from before goes on until they change once more.
    fn now(&self) -> Arc<CertifiedKey> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked at before they are read: what is written in between is seen the next time.
        let stamps = stamps(&self.certificate, &self.key);
        if stamps != read.stamps {
            read.stamps = stamps;
            match own(&self.certificate, &self.key, self.words) {
                Ok(renewed) => {
                    read.shown = Arc::new(renewed);
                    tracing::info!("a renewed certificate is shown from now on");
                }
                Err(error) => tracing::warn!(%error, "the certificate changed and can't be used; it stays"),
            }
        }
        Arc::clone(&read.shown)
    }
}

impl fmt::Debug for Renewed {
    /// Says nothing of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Renewed({})", self.certificate.display())
    }
}

impl ResolvesServerCert for Renewed {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.now())
    }
}

fn stamps(certificate: &Path, key: &Path) -> [Stamp; 2] {
    [certificate, key].map(|file| {
        let looked = fs::metadata(file).ok()?;
        Some((looked.modified().ok()?, looked.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::Renewed;
    use lang::{Lang, Words};
    use rcgen::{CertificateParams, KeyPair};
    use std::path::Path;
    use std::time::{Duration, SystemTime};
    use tempfile::TempDir;

    /// Writes a file so that it is seen to be another one, however coarse the disk's clock is.
    fn written(file: &Path, text: &str, n: u64) {
        std::fs::write(file, text).unwrap();
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 + n);
        std::fs::File::options().write(true).open(file).unwrap().set_modified(at).unwrap();
    }

    fn made() -> (String, String) {
        let pair = KeyPair::generate().unwrap();
        let made = CertificateParams::new(vec!["centre.test".to_owned()]).unwrap();
        (made.self_signed(&pair).unwrap().pem(), pair.serialize_pem())
    }

    #[test]
    fn a_renewed_pair_is_shown_and_half_of_one_is_not() {
        let dir = TempDir::new().unwrap();
        let (certificate, key) = (dir.path().join("cert.pem"), dir.path().join("key.pem"));
        let ((first, first_key), (second, second_key)) = (made(), made());
        written(&certificate, &first, 1);
        written(&key, &first_key, 1);
        let site = Renewed::of(&certificate, &key, Words::of(Lang::En)).unwrap();
        let shown = || site.now().cert.clone();
        let before = shown();
        assert_eq!(shown(), before);
        written(&certificate, &second, 2);
        assert_eq!(shown(), before, "its key isn't there yet");
        written(&key, &second_key, 2);
        let after = shown();
        assert_ne!(after, before);
        std::fs::remove_file(&certificate).unwrap();
        assert_eq!(shown(), after, "a file that is gone takes nothing away");
        written(&certificate, "nothing", 3);
        assert_eq!(shown(), after);
    }
}
