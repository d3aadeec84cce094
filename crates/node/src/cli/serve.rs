//! `motcua serve`: the office of a folder, until it is told to stop.

use super::Talk;
use crate::channels;
use crate::clock::SystemClock;
use crate::config::{Part, ServeArgs};
use crate::http::{self, Site};
use crate::wire::{self, Facts, shown};
use crate::{identity, place, tls, workers};
use anyhow::{Result, bail};
use std::process::ExitCode;
use std::sync::Arc;
use store::Options;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// Serves.
pub async fn run(args: &ServeArgs, talk: Talk) -> Result<ExitCode> {
    let at = place::office(&args.place, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let tls = certificate(args, talk)?;
    let options = Options { files_quota_bytes: args.files_quota, ..Options::default() };
    let store = wire::open_store_or(&at, options, "cli-in-use", talk.words)?;
    let facts = wire::facts(&store).await?;
    fits(args.role, &facts, &shown(&at.dir), talk)?;
    let line = wire::line(&facts, talk.words)?;
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    let out = channels::way_out(&app, talk.words).await?;
    identity::open_door(&app, &at.dir, facts.is_box(), talk.words)?;
    let listener = http::listen(args.listen, talk.words).await?;
    let letters = apart(args, tls.is_some(), talk).await?;
    let url = http::url(&listener, tls.is_some())?;
    let base_url = args.base_url.clone().unwrap_or_else(|| url.clone());
    let papers_url = args.papers_url.clone().or_else(|| facts.address.as_deref().map(public));
    let stop = workers::Stop::on_signal()?;
    talk.say_with("cli-serving", &[("url", url.into())])?;
    if let Some(letters) = &letters {
        let url = http::url(letters, tls.is_some())?;
        talk.say_with("cli-serving-letters", &[("url", url.into())])?;
    }
    if let Some(address) = facts.address.filter(|_| line.is_some()) {
        talk.say_with("cli-serving-box", &[("address", address.into())])?;
    }
    http::serve(app, Site { listener, letters, tls, base_url, papers_url, line, out }, stop).await?;
    talk.say_with("cli-stopped", &[])?;
    Ok(ExitCode::SUCCESS)
}

/// The centre's address as it stands on papers: without the port that everybody takes anyway. People who hold
/// a receipt don't reach a commune's own machine.
fn public(centre: &str) -> String {
    let usual = if centre.starts_with("https://") { ":443" } else { ":80" };
    centre.strip_suffix(usual).unwrap_or(centre).to_owned()
}

fn certificate(args: &ServeArgs, talk: Talk) -> Result<Option<TlsAcceptor>> {
    match (&args.tls_cert, &args.tls_key) {
        (Some(certificate), Some(key)) => tls::acceptor(certificate, key, talk.words).map(Some),
        _ => Ok(None),
    }
}

/// Where letters are taken apart from pages, so that a firewall can let the boxes in and nobody else.
async fn apart(args: &ServeArgs, secure: bool, talk: Talk) -> Result<Option<TcpListener>> {
    let Some(at) = args.sync_listen else { return Ok(None) };
    // Letters are signed and not hidden: people's data stands in them.
    if !secure && !at.ip().is_loopback() {
        bail!(talk.words.say("cli-sync-listen-plain"));
    }
    http::listen(at, talk.words).await.map(Some)
}

/// Whoever says what this node should be is told when it isn't.
fn fits(role: Option<Part>, facts: &Facts, dir: &str, talk: Talk) -> Result<()> {
    match role {
        Some(Part::Commune) if !facts.is_box() => {
            bail!(talk.words.say_one("cli-serve-no-box", "dir", dir))
        }
        Some(Part::Province | Part::Both) if facts.is_box() => {
            bail!(talk.words.say_one("cli-serve-is-box", "dir", dir))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::public;

    #[test]
    fn papers_lead_to_the_centre_without_a_port_that_says_nothing() {
        assert_eq!(public("https://tinh.example.gov.vn:443"), "https://tinh.example.gov.vn");
        assert_eq!(public("https://tinh.example.gov.vn:8443"), "https://tinh.example.gov.vn:8443");
        assert_eq!(public("http://127.0.0.1:80"), "http://127.0.0.1");
        assert_eq!(public("https://[::1]:443"), "https://[::1]");
    }
}
