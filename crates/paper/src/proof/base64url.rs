//! Bytes as text that may stand in a link: base64 with `-` and `_`, without padding (RFC 4648 §5).

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            text.extend(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.extend(letter(held << (6 - bits)));
    }
    text
}

/// Reads exactly `N` bytes. The one text that [`encode`] writes for them is read and no other, so that a
/// changed character is never the same bytes.
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = Vec::with_capacity(N);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let value = ALPHABET.iter().position(|a| *a == letter)?;
        held = (held << 6 | u32::try_from(value).ok()?) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).ok()?);
        }
    }
    let bytes: [u8; N] = bytes.try_into().ok()?;
    (encode(&bytes) == text).then_some(bytes)
}

fn letter(value: u32) -> Option<char> {
    let at = usize::try_from(value & 0x3F).ok()?;
    ALPHABET.get(at).map(|letter| char::from(*letter))
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn the_examples_of_the_standard_hold() {
        for (bytes, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(encode(bytes.as_bytes()), text);
        }
        assert_eq!(encode(&[0xFB, 0xFF]), "-_8");
        assert_eq!(decode::<2>("-_8"), Some([0xFB, 0xFF]));
    }

    #[test]
    fn only_the_written_form_is_read() {
        for text in ["-_9", "+/8", "-_8=", "-_", "-_8A", "", " -_8", "đ"] {
            assert_eq!(decode::<2>(text), None, "{text}");
        }
    }
}
