//! A sealed letter: `signature[64] | header length u32 BE | header JSON | deflate(body JSON) | tail`.
//!
//! The signature stands over everything behind it, so whether a letter is genuine is known before any of its
//! body is unpacked. What isn't a letter is told from what was altered only by its shape.

use domain::nodes::PublicKey;
use domain::words::NodeId;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use paper::Signer;
use paper::proof::letter::verify_letter;
use serde::{Deserialize, Serialize};
use std::io::Read as _;

/// Largest letter, and largest body when unpacked.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Largest header.
const MOST_HEADER: usize = 4 * 1024;
/// Bytes of a signature.
const SIGNATURE: usize = 64;

/// What stands on the envelope. A newer node may write more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    /// Version of the protocol.
    pub v: u16,
    /// The sender; a box that isn't enrolled yet has no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NodeId>,
    /// For whom it is; a box that isn't enrolled yet doesn't know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NodeId>,
    /// With what it is signed, where the other side can't know it: enrolling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<PublicKey>,
    /// The session; none in the letter that asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// Rises within a session; an answer has the number of what it answers.
    #[serde(default)]
    pub n: u64,
    /// Length of the packed body.
    pub body: u32,
    /// Length of the tail.
    pub tail: u32,
}

/// Why bytes are no letter, or not the one that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum LetterFault {
    /// It ends too early.
    #[error("the letter ends too early")]
    Short,
    /// The header can't be read.
    #[error("the letter's header can't be read")]
    Header,
    /// It isn't as long as its header says.
    #[error("the letter is not as long as its header says")]
    Length,
    /// It, or what is packed in it, is larger than anybody sends.
    #[error("the letter is too large")]
    TooLarge,
    /// The body can't be unpacked.
    #[error("the letter's body can't be unpacked")]
    Body,
}

/// Packs, seals and signs. Lengths in `header` are set here.
pub(super) fn seal(
    signer: &Signer,
    header: Header,
    json: &[u8],
    tail: &[u8],
) -> Result<Vec<u8>, LetterFault> {
    if json.len() > MOST_BYTES {
        return Err(LetterFault::TooLarge);
    }
    let mut packed = Vec::with_capacity(json.len() / 3);
    let read = DeflateEncoder::new(json, Compression::default()).read_to_end(&mut packed);
    read.map_err(|_| LetterFault::Body)?;
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| LetterFault::TooLarge);
    let header = Header { body: length(&packed)?, tail: length(tail)?, ..header };
    let head = serde_json::to_vec(&header).map_err(|_| LetterFault::Header)?;
    let mut letter = vec![0; SIGNATURE];
    letter.extend(length(&head)?.to_be_bytes());
    for part in [head.as_slice(), &packed, tail] {
        letter.extend_from_slice(part);
    }
    if letter.len() > MOST_BYTES || head.len() > MOST_HEADER {
        return Err(LetterFault::TooLarge);
    }
    let (signature, signed) = letter.split_at_mut(SIGNATURE);
    signature.copy_from_slice(&signer.sign_letter(signed));
    Ok(letter)
}

/// A letter of which only the envelope was read.
#[derive(Clone, Debug)]
pub(super) struct Sealed<'a> {
    /// What stands on it.
    pub header: Header,
    /// Raw bytes of a file, beside the body.
    pub tail: &'a [u8],
    signature: &'a [u8; SIGNATURE],
    signed: &'a [u8],
    packed: &'a [u8],
}

impl<'a> Sealed<'a> {
    /// Takes a letter apart. Nothing is unpacked yet.
    pub fn read(letter: &'a [u8]) -> Result<Self, LetterFault> {
        if letter.len() > MOST_BYTES {
            return Err(LetterFault::TooLarge);
        }
        let (signature, signed) = letter.split_first_chunk().ok_or(LetterFault::Short)?;
        let (length, rest) = signed.split_first_chunk().ok_or(LetterFault::Short)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| LetterFault::Header)?;
        if length > MOST_HEADER {
            return Err(LetterFault::Header);
        }
        let (head, rest) = rest.split_at_checked(length).ok_or(LetterFault::Short)?;
        let header: Header = serde_json::from_slice(head).map_err(|_| LetterFault::Header)?;
        let size = |n: u32| usize::try_from(n).map_err(|_| LetterFault::Length);
        let (body, tail) = (size(header.body)?, size(header.tail)?);
        if body.checked_add(tail) != Some(rest.len()) {
            return Err(LetterFault::Length);
        }
        let (packed, tail) = rest.split_at_checked(body).ok_or(LetterFault::Length)?;
        Ok(Self { header, tail, signature, signed, packed })
    }

    /// Whether the holder of this key's secret sealed it.
    pub fn signed_by(&self, key: &PublicKey) -> bool {
        verify_letter(&key.0, self.signed, self.signature)
    }

    /// Unpacks the body. To be asked after [`Sealed::signed_by`] only.
    pub fn body(&self) -> Result<Vec<u8>, LetterFault> {
        self.body_within(MOST_BYTES)
    }

    /// Unpacks a body of at most so many bytes: of who isn't known a few are enough.
    pub fn body_within(&self, most: usize) -> Result<Vec<u8>, LetterFault> {
        // One byte more than is taken tells what is too large from what fits.
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let mut json = Vec::new();
        let read = DeflateDecoder::new(self.packed).take(limit).read_to_end(&mut json);
        read.map_err(|_| LetterFault::Body)?;
        if json.len() > most { Err(LetterFault::TooLarge) } else { Ok(json) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Header, LetterFault, MOST_BYTES, Sealed, seal};
    use domain::nodes::PublicKey;
    use paper::Signer;

    fn signer() -> Signer {
        Signer::from_secret(&[7; 32])
    }

    fn key() -> PublicKey {
        PublicKey(signer().public_key())
    }

    fn letter() -> Vec<u8> {
        let header = Header { v: 1, session: Some("ab".repeat(16)), n: 3, ..Header::default() };
        seal(&signer(), header, br#"{"ask":"pull","most":500}"#, b"bytes of a file").unwrap()
    }

    fn genuine(bytes: &[u8]) -> bool {
        Sealed::read(bytes).is_ok_and(|sealed| sealed.signed_by(&key()))
    }

    #[test]
    fn a_letter_is_opened_as_it_was_sealed() {
        let letter = letter();
        let sealed = Sealed::read(&letter).unwrap();
        assert!(sealed.signed_by(&key()));
        assert_eq!((sealed.header.v, sealed.header.n), (1, 3));
        assert_eq!(sealed.body().unwrap(), br#"{"ask":"pull","most":500}"#);
        assert_eq!(sealed.tail, b"bytes of a file");
    }

    #[test]
    fn a_letter_altered_at_any_byte_is_refused() {
        let whole = letter();
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 0x20;
            assert!(!genuine(&altered), "byte {at}");
        }
    }

    #[test]
    fn a_letter_cut_or_prolonged_is_refused() {
        let whole = letter();
        for length in 0..whole.len() {
            assert!(Sealed::read(&whole[..length]).is_err(), "{length} bytes");
        }
        let longer = [whole.as_slice(), b"x"].concat();
        assert_eq!(Sealed::read(&longer).unwrap_err(), LetterFault::Length);
    }

    #[test]
    fn another_key_doesnt_fit() {
        let letter = letter();
        let other = PublicKey(Signer::from_secret(&[8; 32]).public_key());
        assert!(!Sealed::read(&letter).unwrap().signed_by(&other));
    }

    #[test]
    fn what_is_too_large_is_neither_sealed_nor_unpacked() {
        let zeros = vec![0; MOST_BYTES + 1];
        assert_eq!(seal(&signer(), Header::default(), &zeros, b"").unwrap_err(), LetterFault::TooLarge);
        assert_eq!(seal(&signer(), Header::default(), b"{}", &zeros).unwrap_err(), LetterFault::TooLarge);
        assert_eq!(Sealed::read(&zeros).unwrap_err(), LetterFault::TooLarge);
        // A small letter that unpacks to more than anybody sends.
        let most = seal(&signer(), Header::default(), &zeros[1..], b"").unwrap();
        let sealed = Sealed::read(&most).unwrap();
        assert_eq!(sealed.body().unwrap().len(), MOST_BYTES);
        assert_eq!(sealed.body_within(MOST_BYTES - 1).unwrap_err(), LetterFault::TooLarge);
        let packed = repacked(&zeros);
        let bomb = Sealed { packed: &packed, ..sealed };
        assert_eq!(bomb.body().unwrap_err(), LetterFault::TooLarge);
        let torn = Sealed { packed: &packed[..20], ..bomb };
        assert_eq!(torn.body().unwrap_err(), LetterFault::Body);
    }

    fn repacked(bytes: &[u8]) -> Vec<u8> {
        use std::io::Read as _;
        let mut packed = Vec::new();
        let mut encoder = flate2::read::DeflateEncoder::new(bytes, flate2::Compression::default());
        encoder.read_to_end(&mut packed).unwrap();
        packed
    }

    #[test]
    fn a_newer_node_may_write_more_on_the_envelope() {
        let read: Header = serde_json::from_str(r#"{"v":2,"body":0,"tail":0,"more":[1]}"#).unwrap();
        assert_eq!(read, Header { v: 2, ..Header::default() });
    }
}
