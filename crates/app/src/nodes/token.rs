//! The text of an invitation, `mc1.SECRET.FINGERPRINT`: with the secret a box shows that it is the one
//! invited, by the fingerprint it knows the centre that answers.

use domain::ledger::Digest;
use domain::nodes::PublicKey;
use paper::proof::letter::{decode, encode};
use sha2::{Digest as _, Sha256};

/// How a token begins; another form will begin otherwise.
const FORM: &str = "mc1";
/// First among the bytes whose digest is kept, so that it is the digest of nothing else.
const PURPOSE: &[u8] = b"motcua-node-token-1";

/// An invitation's secret, and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Known to who invited and to who was invited.
    pub secret: [u8; 32],
    /// [`fingerprint`] of the centre's key.
    pub centre: [u8; 16],
}

impl Token {
    /// An invitation by the holder of a key.
    pub fn of(secret: [u8; 32], centre: &PublicKey) -> Self {
        Self { secret, centre: fingerprint(centre) }
    }

    /// As it is shown once.
    pub fn text(&self) -> String {
        format!("{FORM}.{}.{}", encode(&self.secret), encode(&self.centre))
    }

    /// Reads what [`Token::text`] wrote; spaces around it are a copy's.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('.');
        let (form, secret, centre) = (parts.next()?, parts.next()?, parts.next()?);
        if form != FORM || parts.next().is_some() {
            return None;
        }
        Some(Self { secret: decode(secret)?, centre: decode(centre)? })
    }

    /// What the province keeps of the secret.
    pub fn digest(&self) -> Digest {
        digest(&self.secret)
    }
}

/// What is kept of a secret: who reads the ledger can't enrol with it.
pub(super) fn digest(secret: &[u8; 32]) -> Digest {
    Digest(Sha256::new().chain_update(PURPOSE).chain_update(secret).finalize().into())
}

/// A key by the first half of its digest: short enough to be typed.
pub(super) fn fingerprint(key: &PublicKey) -> [u8; 16] {
    let whole: [u8; 32] = Sha256::digest(key.0).into();
    whole.first_chunk().copied().unwrap_or_default()
}

/// Whether two digests are the same. Takes as long whatever differs.
pub(super) fn same(a: &Digest, b: &Digest) -> bool {
    a.0.iter().zip(&b.0).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::{Token, digest, same};
    use domain::nodes::PublicKey;

    #[test]
    fn a_token_is_read_as_it_was_written() {
        let token = Token::of([7; 32], &PublicKey([9; 32]));
        let text = token.text();
        assert!(Token::parse(&format!(" {text}\n")).is_some_and(|read| read == token));
        for wrong in ["", "mc1", "mc2.a.b", &text[1..], &format!("{text}.x"), &text.replace("mc1", "mc2")] {
            assert!(Token::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_known_by_its_digest() {
        assert!(same(&digest(&[7; 32]), &Token::of([7; 32], &PublicKey([1; 32])).digest()));
        assert!(!same(&digest(&[7; 32]), &digest(&[8; 32])));
    }
}
