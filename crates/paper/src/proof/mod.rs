//! Proof that a receipt is genuine: code, hash of the ledger's entry and a signature (Ed25519), short enough
//! for a QR code and verifiable without a line by whoever knows the node's public key.

mod base64url;
mod certificate;
mod follow;
pub mod keys;
pub mod letter;
mod once;
mod rating;

use domain::dossier::DossierCode;
use domain::ledger::Digest;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use std::fmt;

/// First among the signed bytes, so that a signature over a receipt means nothing elsewhere.
const PURPOSE: &[u8] = b"motcua-receipt-1";

/// A node's key to sign receipts.
pub struct Signer(SigningKey);

impl fmt::Debug for Signer {
    /// Says nothing of the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(…)")
    }
}

impl Signer {
    /// The signer that holds this secret.
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The key with which anybody verifies.
    pub fn public_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// Signs that the dossier was received by the entry with this hash.
    pub fn prove(&self, code: &DossierCode, digest: &Digest) -> Proof {
        let signature = self.0.sign(&message(code, digest)).to_bytes();
        Proof { code: code.clone(), digest: *digest, signature }
    }
}

/// What a receipt's QR code says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The dossier's code.
    pub code: DossierCode,
    /// Hash of the ledger's entry that received it.
    pub digest: Digest,
    /// The signature over both.
    pub signature: [u8; 64],
}

/// A text that is no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof's {0} can't be read")]
pub struct ProofError(
    /// Which part: `code`, `digest` or `signature`.
    pub &'static str,
);

impl Proof {
    /// As the query of a link: `c=CODE&h=HEX&s=BASE64URL`. Needs no escaping.
    pub fn query(&self) -> String {
        format!("c={}&h={}&s={}", self.code, self.digest, base64url::encode(&self.signature))
    }

    /// Reads the three parts of [`Proof::query`], in exactly the form in which it writes them.
    pub fn parse(c: &str, h: &str, s: &str) -> Result<Self, ProofError> {
        let code: DossierCode = c.parse().map_err(|_| ProofError("code"))?;
        if code.as_str() != c {
            return Err(ProofError("code"));
        }
        let digest = h.parse().ok().filter(|d: &Digest| d.to_string() == h).ok_or(ProofError("digest"))?;
        let signature = base64url::decode(s).ok_or(ProofError("signature"))?;
        Ok(Self { code, digest, signature })
    }

    /// Whether the holder of this public key's secret signed it.
    pub fn verify(&self, public: &[u8; 32]) -> bool {
        let signature = Signature::from_bytes(&self.signature);
        VerifyingKey::from_bytes(public)
            .and_then(|key| key.verify_strict(&message(&self.code, &self.digest), &signature))
            .is_ok()
    }
}

/// The signed bytes: purpose, the code behind its length in four bytes (big-endian), the digest.
fn message(code: &DossierCode, digest: &Digest) -> Vec<u8> {
    let code = code.as_str().as_bytes();
    // A code is some twenty characters long.
    let length = u32::try_from(code.len()).unwrap_or(u32::MAX);
    [PURPOSE, &length.to_be_bytes(), code, &digest.0].concat()
}

#[cfg(test)]
mod tests;
