//! A device with a passkey in it that exists only here: a P-256 key, attestation "none" (WebAuthn level 3,
//! 6.5.4), a counter.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Somebody is there.
const PRESENT: u8 = 0x01;
/// The device made sure who.
const VERIFIED: u8 = 0x04;
/// The key comes along.
const ATTESTED: u8 = 0x40;

/// A device, and the browser around it.
#[derive(Clone)]
pub struct Device {
    key: SigningKey,
    id: Vec<u8>,
    counter: u32,
    /// The site that the browser is at.
    pub origin: String,
    /// Whether it asks for a finger.
    pub asks: bool,
}

impl Device {
    pub fn of(origin: &str, number: u8) -> Self {
        let key = SigningKey::from_slice(&[number; 32]).unwrap();
        Self { key, id: vec![number; 16], counter: 0, origin: origin.to_owned(), asks: true }
    }

    /// What the script sends after `navigator.credentials.create`.
    pub fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let options = &options["publicKey"];
        let mut data = self.data(options["rp"]["id"].as_str().unwrap(), ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        // CBOR: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(x);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(y);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = self.client("webauthn.create", &options["challenge"]);
        let response = json!({
            "attestationObject": base64url(&object),
            "clientDataJSON": base64url(client.as_bytes()),
        });
        self.answer(&response)
    }

    /// What the script sends after `navigator.credentials.get`.
    pub fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let options = &options["publicKey"];
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let client = self.client("webauthn.get", &options["challenge"]);
        let signed: Vec<u8> = data.iter().copied().chain(Sha256::digest(client.as_bytes())).collect();
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "authenticatorData": base64url(&data),
            "clientDataJSON": base64url(client.as_bytes()),
            "signature": base64url(signature.to_der().as_bytes()),
            "userHandle": null,
        });
        self.answer(&response)
    }

    fn data(&mut self, site: &str, flags: u8) -> Vec<u8> {
        self.counter += 1;
        let mut data: Vec<u8> = Sha256::digest(site.as_bytes()).to_vec();
        data.push(PRESENT | flags | if self.asks { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, challenge: &Value) -> String {
        let here = self.origin.as_str();
        json!({ "type": kind, "challenge": challenge, "origin": here, "crossOrigin": false }).to_string()
    }

    fn answer(&self, response: &Value) -> String {
        let id = base64url(&self.id);
        let answer = json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        });
        answer.to_string()
    }
}

/// Base64 with `-` and `_`, without padding.
fn base64url(bytes: &[u8]) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| (byte >> at) & 1)).collect();
    let six = |bits: &[u8]| bits.iter().fold(0, |n, bit| n * 2 + usize::from(*bit)) << (6 - bits.len());
    bits.chunks(6).map(|bits| char::from(letters[six(bits)])).collect()
}
