//! First passwords.

use crate::clock::OsChance;
use app::Chance as _;

/// A password that can be read out and typed: sixteen letters and digits that nobody mistakes, 80 bits.
pub fn password() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567890";
    let mut bytes = [0; 16];
    OsChance.fill(&mut bytes);
    let letter = |b: &u8| LETTERS.get(usize::from(b % 32)).map_or('x', |l| char::from(*l));
    let mut text = String::new();
    for (i, byte) in bytes.iter().enumerate() {
        if i > 0 && i % 4 == 0 {
            text.push('-');
        }
        text.push(letter(byte));
    }
    text
}
