//! Canonical bytes: what is hashed, fixed on day one.
//!
//! Text is UTF-8 with a 4-byte big-endian length before it; numbers are big-endian. JSON bodies have sorted
//! keys, no white space, and no fractions (amounts are whole đồng, times are milliseconds).

use super::{Digest, Header};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// `H(salt ‖ body)`, with its own prefix so that it can be nothing else.
pub fn commitment(salt: &[u8; 16], body: &str) -> Digest {
    let mut h = Sha256::new();
    h.update(b"motcua-body-1");
    h.update(salt);
    h.update(body.as_bytes());
    Digest(h.finalize().into())
}

/// `H(prev ‖ header ‖ commitment)`.
pub fn link(prev: Digest, head: &Header, commitment: Digest) -> Digest {
    let mut h = Sha256::new();
    h.update(b"motcua-entry-1");
    h.update(prev.0);
    let mut text = |s: &str| {
        h.update(u32::try_from(s.len()).unwrap_or(u32::MAX).to_be_bytes());
        h.update(s.as_bytes());
    };
    text(head.ledger.as_str());
    text(&head.actor);
    text(&head.subject.kind);
    text(&head.subject.id);
    text(&head.kind);
    h.update(head.seq.to_be_bytes());
    h.update(head.at.millis().to_be_bytes());
    h.update(head.version.to_be_bytes());
    h.update(head.body_version.to_be_bytes());
    h.update(commitment.0);
    Digest(h.finalize().into())
}

/// JSON with sorted keys and no white space.
pub fn canonical_json(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by(|a, b| a.0.cmp(b.0));
            out.push('{');
            for (i, (key, item)) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(&Value::String(key.clone()), out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
        plain => {
            // Writing to a String can't fail.
            let _ = write!(out, "{plain}");
        }
    }
}
