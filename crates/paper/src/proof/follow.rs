//! The pass of who follows a dossier without signing in: a part of the node's signature over the dossier's
//! code and the end of the pass. Nothing is kept of it; the node makes it anew to check.

use super::{Signer, base64url};
use ed25519_dalek::Signer as _;

/// First among the signed bytes, so that the pass means nothing elsewhere.
const PURPOSE: &[u8] = b"motcua-follow-1";
/// How many bytes of the signature the pass has: 192 bits.
const BYTES: usize = 24;

impl Signer {
    /// The pass to a dossier, good until `until` (milliseconds since 1970).
    pub fn follow_code(&self, code: &str, until: i64) -> String {
        let length = u32::try_from(code.len()).unwrap_or(u32::MAX).to_be_bytes();
        let message = [PURPOSE, &length, code.as_bytes(), &until.to_be_bytes()].concat();
        let signature = self.0.sign(&message).to_bytes();
        base64url::encode(signature.get(..BYTES).unwrap_or(&signature))
    }

    /// Whether a pass is the one to this dossier until then. Takes as long whatever is wrong with it.
    pub fn follows(&self, code: &str, until: i64, pass: &str) -> bool {
        let right = self.follow_code(code, until);
        let differs = right.bytes().zip(pass.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
        right.len() == pass.len() && differs == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Signer;

    #[test]
    fn a_pass_is_to_one_dossier_until_one_moment_by_one_key() {
        let signer = Signer::from_secret(&[7; 32]);
        let pass = signer.follow_code("H56.148-250815-0012", 1_000);
        assert!(signer.follows("H56.148-250815-0012", 1_000, &pass));
        for wrong in [
            signer.follow_code("H56.148-250815-0012", 1_001),
            signer.follow_code("H56.148-250815-0013", 1_000),
            Signer::from_secret(&[8; 32]).follow_code("H56.148-250815-0012", 1_000),
            pass[1..].to_owned(),
            String::new(),
        ] {
            assert!(!signer.follows("H56.148-250815-0012", 1_000, &wrong), "{wrong}");
        }
    }
}
