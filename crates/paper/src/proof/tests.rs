use super::{Proof, Signer};
use domain::ledger::Digest;
use proptest::prelude::*;

fn signer() -> Signer {
    Signer::from_secret(&[7; 32])
}

fn proof() -> Proof {
    signer().prove(&"H56.148-250815-0012".parse().unwrap(), &Digest([0xAB; 32]))
}

fn parsed(query: &str) -> Option<Proof> {
    let parts: Vec<&str> = query.split('&').collect();
    let [c, h, s] = parts.as_slice() else { return None };
    let (c, h, s) = (c.strip_prefix("c=")?, h.strip_prefix("h=")?, s.strip_prefix("s=")?);
    Proof::parse(c, h, s).ok()
}

fn holds(query: &str) -> bool {
    parsed(query).is_some_and(|proof| proof.verify(&signer().public_key()))
}

#[test]
fn the_text_of_a_proof_never_changes() {
    let golden = include_str!("../../testdata/proof.txt");
    let public = Digest(signer().public_key());
    assert_eq!(format!("{public}\n{}\n", proof().query()), golden);
}

#[test]
fn a_proof_is_read_back_and_holds_for_its_key_alone() {
    let query = proof().query();
    assert_eq!(parsed(&query), Some(proof()));
    assert!(holds(&query));
    assert!(!proof().verify(&Signer::from_secret(&[8; 32]).public_key()));
    assert!(!proof().verify(&[0; 32]));
    assert!(query.chars().all(|c| c.is_ascii_alphanumeric() || "=&.-_".contains(c)), "{query}");
}

#[test]
fn the_code_can_not_lend_its_end_to_the_digest() {
    let other = Proof { code: "H56.148-250815-00120".parse().unwrap(), ..proof() };
    assert!(!other.verify(&signer().public_key()));
}

#[test]
fn forms_that_mean_the_same_are_not_read() {
    let Proof { code, digest, .. } = proof();
    let (c, h) = (code.to_string(), digest.to_string());
    let s = proof().query().rsplit('=').next().unwrap().to_owned();
    assert!(Proof::parse(&c, &h, &s).is_ok());
    assert_eq!(Proof::parse(&c.to_lowercase(), &h, &s).unwrap_err().0, "code");
    assert_eq!(Proof::parse(&format!("{c} "), &h, &s).unwrap_err().0, "code");
    assert_eq!(Proof::parse(&c, &h.to_uppercase(), &s).unwrap_err().0, "digest");
    assert_eq!(Proof::parse(&c, &h.replacen("ab", "+b", 1), &s).unwrap_err().0, "digest");
    assert_eq!(Proof::parse(&c, &h, &format!("{s}=")).unwrap_err().0, "signature");
}

#[test]
fn a_signer_keeps_its_secret_to_itself() {
    assert_eq!(format!("{:?}", signer()), "Signer(…)");
}

proptest! {
    #[test]
    fn a_changed_character_is_never_proved(at in any::<prop::sample::Index>(), to in "[ -~đ]") {
        let query = proof().query();
        let at = at.index(query.len());
        let mut changed = query.clone();
        changed.replace_range(at..=at, &to);
        prop_assume!(changed != query);
        prop_assert!(!holds(&changed), "{}", changed);
    }

    #[test]
    fn whatever_is_signed_is_proved(secret: [u8; 32], digest: [u8; 32], number in 0_u32..999_999) {
        let signer = Signer::from_secret(&secret);
        let code = format!("H56.148-250815-{number:04}").parse().unwrap();
        let proof = signer.prove(&code, &Digest(digest));
        prop_assert_eq!(parsed(&proof.query()), Some(proof.clone()));
        prop_assert!(proof.verify(&signer.public_key()));
    }
}
