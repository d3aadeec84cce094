//! Recovery codes: ten codes on paper, each opens once, for whom the authenticator or the key is lost. Kept
//! are digests only; a code has 80 bits, so that a digest gives nothing away.

use crate::Hidden;
use domain::ledger::Digest;
use sha2::{Digest as _, Sha256};

/// How many there are.
pub const CODES: usize = 10;
/// Bytes of chance for all of them.
pub const CHANCE_BYTES: usize = CODES * CODE_BYTES;
const CODE_BYTES: usize = 10;
/// Letters and digits that nobody mistakes for one another (no I, L, O, U), as Crockford's base 32.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Fresh codes. Shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// What the person writes down: `XXXX-XXXX-XXXX-XXXX`.
    pub shown: Vec<Hidden>,
    /// What is kept, in the same order.
    pub digests: Vec<Digest>,
}

/// Makes codes from chance.
pub fn make(chance: &[u8; CHANCE_BYTES]) -> Fresh {
    let codes: Vec<String> = chance.chunks(CODE_BYTES).map(letters).collect();
    Fresh {
        digests: codes.iter().map(|code| digest(code)).collect(),
        shown: codes.iter().map(|code| Hidden::new(grouped(code))).collect(),
    }
}

/// Which of the kept codes was typed: take it out, it opens once.
pub fn used(typed: &str, kept: &[Digest]) -> Option<Digest> {
    let typed = normal(typed)?;
    let digest = digest(&typed);
    kept.iter().copied().find(|one| *one == digest)
}

/// Five bits a letter.
fn letters(bytes: &[u8]) -> String {
    let (mut held, mut bits, mut out) = (0_u32, 0_u32, String::new());
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let at = usize::try_from((held >> bits) & 31).unwrap_or_default();
            out.extend(LETTERS.get(at).map(|letter| char::from(*letter)));
        }
        held &= (1_u32 << bits) - 1;
    }
    out
}

/// What was typed, as codes are made: without dashes and spaces, in capitals, with the letters that people
/// read into them.
fn normal(typed: &str) -> Option<String> {
    let meant = typed.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '–');
    let code: String = meant
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let whole = code.len() == CODE_BYTES * 8 / 5;
    (whole && code.bytes().all(|b| LETTERS.contains(&b))).then_some(code)
}

fn digest(code: &str) -> Digest {
    Digest(Sha256::digest(code.as_bytes()).into())
}

fn grouped(code: &str) -> String {
    code.chars().enumerate().fold(String::new(), |mut out, (at, c)| {
        if at > 0 && at % 4 == 0 {
            out.push('-');
        }
        out.push(c);
        out
    })
}
