//! `motcua receipt verify`: what a receipt's QR code says, checked with the folder alone, or with nothing but
//! the keys that the province publishes.

use super::Talk;
use crate::clock::SystemClock;
use crate::config::PlaceArgs;
use crate::place;
use crate::wire::{self, shown};
use anyhow::{Context as _, Result, anyhow};
use app::Clock as _;
use app::dossier::Proven;
use paper::{Keys, Proof, Verdict};
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Checks; fails when the receipt isn't this office's.
pub async fn verify(at: &PlaceArgs, text: &str, talk: Talk) -> Result<ExitCode> {
    let at = place::office(at, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let proof = parse(text).ok_or_else(|| anyhow!(talk.words.say("cli-receipt-unreadable")))?;
    let code = proof.code.to_string();
    let app = wire::open(wire::open_to_read(&at)?, Arc::new(SystemClock), talk.words).await?;
    match app.receipt_check(proof).await? {
        Proven::Genuine { at, node } => {
            let at = paper::say::moment(at, talk.words);
            let args = [("code", code.into()), ("at", at.into()), ("node", node.into())];
            talk.say_with("cli-receipt-genuine", &args)?;
            Ok(ExitCode::SUCCESS)
        }
        Proven::Signed { node, revoked: None } => {
            talk.say_with("cli-receipt-signed", &[("code", code.into()), ("node", node.into())])?;
            Ok(ExitCode::SUCCESS)
        }
        // Who has the stolen key can write any day into it: alone it proves nothing.
        Proven::Signed { node, revoked: Some(at) } => {
            let at = paper::say::moment(at, talk.words);
            let args = [("code", code.into()), ("at", at.into()), ("node", node.into())];
            talk.say_with("cli-receipt-revoked", &args)?;
            Ok(ExitCode::FAILURE)
        }
        Proven::False => {
            talk.say_with("cli-receipt-false", &[("code", code.into())])?;
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Checks with published keys alone; fails when none of them signed it.
pub fn verify_with(keys: &Path, text: &str, talk: Talk) -> Result<ExitCode> {
    let proof = parse(text).ok_or_else(|| anyhow!(talk.words.say("cli-receipt-unreadable")))?;
    let unreadable = || anyhow!(talk.words.say_one("cli-receipt-keys", "file", shown(keys)));
    let read = fs::read(keys).with_context(|| shown(keys))?;
    let keys: Keys = serde_json::from_slice(&read).map_err(|_| unreadable())?;
    let code = proof.code.to_string();
    let (verdict, key, exit) = match keys.verify(&proof, SystemClock.now().day()) {
        Verdict::Signed(key) => ("cli-receipt-by", key, ExitCode::SUCCESS),
        Verdict::Revoked(key) => ("cli-receipt-by-revoked", key, ExitCode::FAILURE),
        Verdict::False => {
            talk.say_with("cli-receipt-false", &[("code", code.into())])?;
            return Ok(ExitCode::FAILURE);
        }
    };
    talk.say_with(verdict, &[("code", code.into()), ("node", key.name.into())])?;
    Ok(exit)
}

/// The parts of a link or of its query alone.
fn parse(text: &str) -> Option<Proof> {
    let query = text.trim().rsplit('?').next()?;
    let query = query.split('#').next()?;
    let part = |name: &str| query.split('&').find_map(|p| p.strip_prefix(name)?.strip_prefix('='));
    Proof::parse(part("c")?, part("h")?, part("s")?).ok()
}
