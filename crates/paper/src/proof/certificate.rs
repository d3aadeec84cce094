//! The check code of a certificate: a part of the node's signature over the record and its version. Who
//! doesn't have the certificate can't guess it, so registers can't be walked through; the node makes it anew
//! to check.

use super::{Signer, base64url};
use ed25519_dalek::Signer as _;

/// First among the signed bytes, so that the code means nothing elsewhere.
const PURPOSE: &[u8] = b"motcua-certificate-1";
/// How many bytes of the signature the code has: 96 bits, 16 letters.
const BYTES: usize = 12;

impl Signer {
    /// The code that stands on a certificate of a version of a record, known by its unit and key.
    pub fn check_code(&self, unit: &str, key: &str, version: u32) -> String {
        let mut message = PURPOSE.to_vec();
        for text in [unit, key] {
            message.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
            message.extend(text.as_bytes());
        }
        message.extend(version.to_be_bytes());
        let signature = self.0.sign(&message).to_bytes();
        base64url::encode(signature.get(..BYTES).unwrap_or(&signature))
    }

    /// Whether a code is the one of this version of this record. Takes as long whatever is wrong with it.
    pub fn checks(&self, unit: &str, key: &str, version: u32, code: &str) -> bool {
        let right = self.check_code(unit, key, version);
        let differs = right.bytes().zip(code.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
        right.len() == code.len() && differs == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Signer;

    #[test]
    fn a_code_is_of_one_version_of_one_record_by_one_key() {
        let signer = Signer::from_secret(&[7; 32]);
        let (unit, key) = ("15085@2025-07-01", "cards/0001/2025");
        let code = signer.check_code(unit, key, 1);
        assert_eq!(code.len(), 16);
        assert!(signer.checks(unit, key, 1, &code));
        for wrong in [
            signer.check_code(unit, key, 2),
            signer.check_code(unit, "cards/0002/2025", 1),
            signer.check_code("15088@2025-07-01", key, 1),
            Signer::from_secret(&[8; 32]).check_code(unit, key, 1),
            code[1..].to_owned(),
            String::new(),
        ] {
            assert!(!signer.checks(unit, key, 1, &wrong), "{wrong}");
        }
    }
}
