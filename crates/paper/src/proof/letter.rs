//! Letters between nodes and heads of ledgers: what is signed besides papers. Each has its own purpose first
//! among the signed bytes, so that a signature over one means nothing elsewhere.

use super::Signer;
use domain::ledger::Digest;
use domain::words::{Moment, UnitId};
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};

pub use super::base64url::{decode, encode};

/// First among the signed bytes of a letter.
const LETTER: &[u8] = b"motcua-letter-1";
/// First among the signed bytes of a head.
const HEAD: &[u8] = b"motcua-head-1";

impl Signer {
    /// Signs a letter to another node.
    pub fn sign_letter(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(&[LETTER, bytes].concat()).to_bytes()
    }

    /// Signs that a ledger stood at this entry at this moment.
    pub fn sign_head(&self, unit: &UnitId, seq: u64, hash: &Digest, at: Moment) -> [u8; 64] {
        self.0.sign(&head(unit, seq, hash, at)).to_bytes()
    }
}

/// Whether the holder of this public key's secret signed the letter.
pub fn verify_letter(public: &[u8; 32], bytes: &[u8], signature: &[u8; 64]) -> bool {
    verify(public, &[LETTER, bytes].concat(), signature)
}

/// Whether the holder of this public key's secret said that a ledger stood there.
pub fn verify_head(
    public: &[u8; 32],
    (unit, seq, hash, at): (&UnitId, u64, &Digest, Moment),
    signature: &[u8; 64],
) -> bool {
    verify(public, &head(unit, seq, hash, at), signature)
}

fn verify(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    VerifyingKey::from_bytes(public).and_then(|key| key.verify_strict(message, &signature)).is_ok()
}

/// The signed bytes of a head: purpose, the unit behind its length, number, hash and moment.
fn head(unit: &UnitId, seq: u64, hash: &Digest, at: Moment) -> Vec<u8> {
    let unit = unit.as_str().as_bytes();
    // A unit's id is 27 characters long at most.
    let length = u32::try_from(unit.len()).unwrap_or(u32::MAX);
    let (seq, at) = (seq.to_be_bytes(), at.millis().to_be_bytes());
    [HEAD, &length.to_be_bytes(), unit, &seq, &hash.0, &at].concat()
}

#[cfg(test)]
mod tests {
    use super::{verify_head, verify_letter};
    use crate::Signer;
    use domain::ledger::Digest;
    use domain::words::{Moment, UnitId};

    #[test]
    fn a_letter_is_signed_for_its_bytes_by_one_key() {
        let (signer, other) = (Signer::from_secret(&[7; 32]), Signer::from_secret(&[8; 32]));
        let signature = signer.sign_letter(b"a letter");
        assert!(verify_letter(&signer.public_key(), b"a letter", &signature));
        assert!(!verify_letter(&signer.public_key(), b"a lettes", &signature));
        assert!(!verify_letter(&other.public_key(), b"a letter", &signature));
        assert!(!verify_letter(&[0; 32], b"a letter", &signature));
    }

    #[test]
    fn a_head_is_signed_for_its_place_and_is_no_letter() {
        let signer = Signer::from_secret(&[7; 32]);
        let unit: UnitId = "15085@2025-07-01".parse().unwrap();
        let (hash, at) = (Digest([3; 32]), Moment::from_millis(1_755_230_400_000));
        let signature = signer.sign_head(&unit, 12, &hash, at);
        let key = signer.public_key();
        assert!(verify_head(&key, (&unit, 12, &hash, at), &signature));
        assert!(!verify_head(&key, (&unit, 13, &hash, at), &signature));
        assert!(!verify_head(&key, (&unit, 12, &Digest([4; 32]), at), &signature));
        assert!(!verify_head(&key, (&unit, 12, &hash, at.plus_minutes(1)), &signature));
        assert!(!verify_letter(&key, &super::head(&unit, 12, &hash, at), &signature));
    }
}
