use super::{Proof, Signer};
use domain::ledger::Digest;
use proptest::prelude::*;

fn signer() -> Signer {
    Signer::from_secret(&[7; 32])
}

fn proof() -> Proof {
    signer().prove(&"H56.148-250815-0012".parse().unwrap(), &Digest([0xAB; 32]))
}

fn parts(query: &str) -> Option<(&str, &str, &str)> {
    let mut parts = query.split('&');
    let part = |text: Option<&'static str>| text;
    let _ = part;
    let c = parts.next()?.strip_prefix("c=")?;
    let h = parts.next()?.strip_prefix("h=")?;
    let s = parts.next()?.strip_prefix("s=")?;
    parts.next().is_none().then_some((c, h, s))
}

fn holds(query: &str) -> bool {
    let read = parts(query).and_then(|(c, h, s)| Proof::parse(c, h, s).ok());
    read.is_some_and(|proof| proof.verify(&signer().public_key()))
}
