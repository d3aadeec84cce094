//! A commune's own machine: a folder and a key of its own, and the real line to the centre.

use super::centre::Centre;
use crate::office::{Seeded, Staff};
use crate::people;
use anyhow::Context as _;
use app::dossier::{ActInput, Answer};
use app::nodes::{LineError, RoundError};
use app::{App, Chance as _, Options, Parts, Settings, Signer, Store};
use domain::dossier::Attachment;
use domain::words::Moment;
use lang::{Lang, Words};
use node::clock::SystemClock;
use node::line::{Address, Https};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// How long a box rests when the centre had no place for it.
const AGAIN: Duration = Duration::from_millis(200);

/// A box.
pub struct Commune {
    /// Its use cases.
    pub app: App,
    /// Who works there.
    pub staff: Staff,
    line: Https,
}

impl Commune {
    /// Answers the centre's `n`-th invitation, and fetches everything that the commune had.
    pub async fn enrolled(centre: &Centre, dir: &Path, n: usize) -> anyhow::Result<Self> {
        let (staff, token) = centre.invited.get(n).context("an invitation")?.clone();
        let mut secret = [0; 32];
        let seed = u64::try_from(n)? + 1_000;
        Seeded::new(seed).fill(&mut secret);
        let parts = Parts {
            // It reads one thing at a time: there are many of them in this process.
            store: Store::open(dir, Options { readers: 1, ..Options::default() })?,
            clock: Arc::new(SystemClock),
            chance: Arc::new(Seeded::new(seed * 1_000)),
            world: Arc::clone(&centre.world),
            signer: Signer::from_secret(&secret),
            press: app::Press::here(),
            settings: Settings {
                province: centre.province.clone(),
                invented_numbers: true,
                upload_limit_bytes: 10 * 1024 * 1024,
            },
        };
        let line = line_to(centre, &centre.served.address)?;
        let commune = Self { app: App::open(parts).await?, staff, line };
        commune.app.enroll(&commune.line, &token).await?;
        commune.level().await?;
        commune.app.reload().await?;
        Ok(commune)
    }

    /// The same box, whose line leads through another address from now on.
    pub fn through(self, centre: &Centre, address: &str) -> anyhow::Result<Self> {
        Ok(Self { line: line_to(centre, address)?, ..self })
    }

    /// Takes a dossier in at a moment.
    pub async fn receive(&self, n: usize, at: Moment, files: Vec<Attachment>) -> anyhow::Result<Answer> {
        let mut intake = people::intake(n);
        for (piece, file) in intake.documents.iter_mut().zip(files) {
            piece.files = vec![file];
        }
        let app = self.app.at(at);
        Ok(app.dossier_receive(&self.staff.reception, intake, None).await?.0)
    }

    /// The specialist passes it on to be signed.
    pub async fn forward(&self, received: &Answer, at: Moment) -> anyhow::Result<()> {
        let id = received.id.parse().context("an id")?;
        let input = ActInput { version: received.version, ..ActInput::default() };
        self.app.at(at).dossier_act(&self.staff.specialist, id, "forward", input, None).await?;
        Ok(())
    }

    /// Whether the centre has every entry.
    pub async fn is_sent(&self) -> anyhow::Result<bool> {
        Ok(self.app.standing().await?.unsent.entries == 0)
    }

    /// Exchanges until the centre has every entry.
    pub async fn send(&self) -> anyhow::Result<()> {
        while !self.is_sent().await? {
            self.round().await?;
        }
        Ok(())
    }

    /// Exchanges until nothing is left to carry; says how many files the centre got.
    pub async fn level(&self) -> anyhow::Result<u64> {
        let mut files = 0;
        loop {
            let Some(round) = self.round().await? else { continue };
            files += round.files_sent;
            let moved = round.pushed + round.pulled + round.files_sent + round.files_fetched;
            if !round.more && moved == 0 {
                return Ok(files);
            }
        }
    }

    /// One exchange; none where the centre had no place for it.
    async fn round(&self) -> anyhow::Result<Option<app::nodes::Round>> {
        match self.app.round(&self.line).await {
            Ok(round) => Ok(Some(round)),
            Err(RoundError::Line(LineError::Away(_))) => {
                sleep(AGAIN).await;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn line_to(centre: &Centre, address: &str) -> anyhow::Result<Https> {
    let address = Address::parse(&format!("https://{address}")).context("an address")?;
    Https::new(address, Some(centre.authority.as_str()), Words::of(Lang::En))
}
