//! One-time codes: what six figures the node's key makes of a seed. What is kept is the seed; who reads it
//! without the key learns nothing of the code.

use super::Signer;
use ed25519_dalek::Signer as _;

/// First among the signed bytes, so that the figures mean nothing elsewhere.
const PURPOSE: &[u8] = b"motcua-one-time-1";

impl Signer {
    /// The six figures that belong to a seed under a key.
    pub fn once(&self, key: &str, seed: &[u8; 32]) -> String {
        let signature = self.0.sign(&[PURPOSE, seed, key.as_bytes()].concat()).to_bytes();
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(signature) {
            *to = from;
        }
        format!("{:06}", u64::from_be_bytes(first) % 1_000_000)
    }

    /// Whether these are the figures. Takes as long whatever is wrong with them.
    pub fn once_fits(&self, key: &str, seed: &[u8; 32], code: &str) -> bool {
        let right = self.once(key, seed);
        let differs = right.bytes().zip(code.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
        right.len() == code.len() && differs == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Signer;

    #[test]
    fn six_figures_belong_to_one_seed_under_one_key_of_one_node() {
        let signer = Signer::from_secret(&[7; 32]);
        let code = signer.once("a", &[1; 32]);
        assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        assert!(signer.once_fits("a", &[1; 32], &code));
        for wrong in [
            signer.once("b", &[1; 32]),
            signer.once("a", &[2; 32]),
            Signer::from_secret(&[8; 32]).once("a", &[1; 32]),
            code[1..].to_owned(),
            format!("{code}0"),
            String::new(),
        ] {
            assert!(!signer.once_fits("a", &[1; 32], &wrong), "{wrong}");
        }
    }
}
