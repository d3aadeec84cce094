//! What ratings need of the node's key: the short proof that somebody holds a dossier's receipt or notice,
//! the mark under which a dossier counts as rated, and the address of a tablet. Each has its own purpose
//! first among the signed bytes. Ed25519 signs the same bytes the same way each time, so a part of the
//! signature is a digest with the key; who doesn't have the key can neither make nor recognise one.

use super::{Signer, base64url};
use domain::dossier::DossierCode;
use domain::words::{Day, DossierId, PersonId};
use ed25519_dalek::Signer as _;

const PROOF: &[u8] = b"motcua-rating-proof-1";
const MARK: &[u8] = b"motcua-rating-mark-1";
const TABLET: &[u8] = b"motcua-rating-tablet-1";
/// How many bytes of the signature are used: 96 bits for what people carry, 192 for what is kept for ever.
const SHORT: usize = 12;
const LONG: usize = 24;

impl Signer {
    fn part(&self, message: &[u8], bytes: usize) -> String {
        let signature = self.0.sign(message).to_bytes();
        base64url::encode(signature.get(..bytes).unwrap_or(&signature))
    }

    /// What lets somebody rate a dossier, in a link: 16 letters.
    pub fn rating_proof(&self, code: &DossierCode) -> String {
        self.part(&[PROOF, code.as_str().as_bytes()].concat(), SHORT)
    }

    /// Whether this lets somebody rate a dossier. Takes as long whatever is wrong with it.
    pub fn proves_rating(&self, code: &DossierCode, proof: &str) -> bool {
        same(&self.rating_proof(code), proof)
    }

    /// The mark of a dossier among those that are rated.
    pub fn rating_mark(&self, dossier: DossierId) -> String {
        self.part(&[MARK, dossier.to_string().as_bytes()].concat(), LONG)
    }

    /// What opens an officer's tablet on a day.
    pub fn tablet_proof(&self, officer: PersonId, day: Day) -> String {
        self.part(format!("{}/{officer}/{day}", String::from_utf8_lossy(TABLET)).as_bytes(), SHORT)
    }

    /// Whether this opens an officer's tablet on a day.
    pub fn opens_tablet(&self, officer: PersonId, day: Day, proof: &str) -> bool {
        same(&self.tablet_proof(officer, day), proof)
    }
}

fn same(right: &str, given: &str) -> bool {
    let differs = right.bytes().zip(given.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
    right.len() == given.len() && differs == 0
}

#[cfg(test)]
mod tests {
    use super::Signer;
    use domain::words::{Day, DossierId, PersonId};
    use std::collections::BTreeSet;

    #[test]
    fn a_proof_is_of_one_dossier_by_one_key() {
        let (signer, other) = (Signer::from_secret(&[7; 32]), Signer::from_secret(&[8; 32]));
        let (code, next) = ("H56.148-250815-0012".parse().unwrap(), "H56.148-250815-0013".parse().unwrap());
        let proof = signer.rating_proof(&code);
        assert_eq!(proof.len(), 16);
        assert!(signer.proves_rating(&code, &proof));
        for wrong in
            [signer.rating_proof(&next), other.rating_proof(&code), proof[1..].to_owned(), String::new()]
        {
            assert!(!signer.proves_rating(&code, &wrong), "{wrong}");
        }
    }

    #[test]
    fn marks_and_proofs_of_one_thing_have_nothing_in_common() {
        let signer = Signer::from_secret(&[7; 32]);
        let id: DossierId = "01990000-0000-7000-8000-000000000001".parse().unwrap();
        let officer: PersonId = "01990000-0000-7000-8000-000000000001".parse().unwrap();
        let (mark, day) = (signer.rating_mark(id), Day::parse("2026-03-09").unwrap());
        assert_eq!((mark.len(), signer.rating_mark(id)), (32, mark.clone()), "the same each time");
        let tablet = signer.tablet_proof(officer, day);
        assert!(
            signer.opens_tablet(officer, day, &tablet) && !signer.opens_tablet(officer, day.plus(1), &tablet)
        );
        let all =
            BTreeSet::from([mark[..16].to_owned(), tablet, Signer::from_secret(&[8; 32]).rating_mark(id)]);
        assert_eq!(all.len(), 3);
    }
}
