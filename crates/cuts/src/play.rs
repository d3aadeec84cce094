//! One seed from beginning to end: the dice pick what happens next; now and then everything is healed and
//! checked.

use crate::check::check;
use crate::people;
use crate::scene::{Scene, Where};
use crate::story::{Figures, Hear, Story};
use anyhow::Context as _;
use domain::ledger::Digest;
use std::path::{Path, PathBuf};

/// So many things happen between two quiet points.
const STEPS: u32 = 120;
/// Quiet points of a seed.
const QUIET: u32 = 2;

/// What a seed came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// One digest over everything that happened, and over how every ledger stood.
    pub digest: Digest,
    /// How often what happened.
    pub figures: Figures,
}

/// Something that can happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Receive,
    Repeat,
    Act,
    Pass,
    SendPerson,
    Round,
    Jobs,
    Time,
    Doom,
    Revive,
    Fill,
    MakeRoom,
    Jump,
    Cut,
    LateLetters,
    BackUp,
    SetBack,
    Steal,
    Found,
    Give,
    Merge,
}

/// How often each is tried; what can't happen then doesn't.
const NEXT: [(Next, i64); 21] = [
    (Next::Receive, 20),
    (Next::Repeat, 5),
    (Next::Act, 26),
    (Next::Pass, 8),
    (Next::SendPerson, 1),
    (Next::Round, 24),
    (Next::Jobs, 10),
    (Next::Time, 6),
    (Next::Doom, 5),
    (Next::Revive, 8),
    (Next::Fill, 2),
    (Next::MakeRoom, 3),
    (Next::Jump, 2),
    (Next::Cut, 4),
    (Next::LateLetters, 2),
    (Next::BackUp, 2),
    (Next::SetBack, 1),
    (Next::Steal, 1),
    (Next::Found, 2),
    (Next::Give, 1),
    (Next::Merge, 1),
];

/// Plays a seed in a folder of its own that is gone afterwards. What is violated is the error; whoever
/// listens to a seed that fails finds its folder as it was left.
pub fn play(seed: u64, hear: Option<Hear>) -> anyhow::Result<Played> {
    let folder = folder()?;
    // One thread runs everything, and one reads: so all that happens happens in one order.
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().max_blocking_threads(1).build()?;
    let listened = hear.is_some();
    let story = Story::new(hear);
    let done = runtime.block_on(live(seed, folder.path().to_owned(), story.clone()));
    if listened && done.is_err() {
        story.tell(format!("what is on the disks is kept in {}", folder.keep().display()));
    }
    done.with_context(|| format!("seed {seed}"))?;
    Ok(Played { digest: story.digest(), figures: story.figures() })
}

/// In memory where there is such a place: a seed writes much and keeps nothing.
fn folder() -> anyhow::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    let mut names = tempfile::Builder::new();
    names.prefix("motcua-cuts-");
    if memory.is_dir()
        && let Ok(folder) = names.tempdir_in(memory)
    {
        return Ok(folder);
    }
    Ok(names.tempdir()?)
}

async fn live(seed: u64, folder: PathBuf, story: Story) -> anyhow::Result<()> {
    let mut scene = Scene::new(seed, folder, story).await.context("setting up")?;
    for quiet in 1..=QUIET {
        scene.net.calm(false);
        for _ in 0..STEPS {
            let next = scene.dice.weighed(&NEXT).unwrap_or(Next::Time);
            Box::pin(scene.happens(next)).await.with_context(|| format!("{next:?}"))?;
            scene.reap().await?;
        }
        scene.settle(quiet == QUIET).await.context("settling")?;
        check(&mut scene, quiet == QUIET).await?;
    }
    Ok(())
}

impl Scene {
    async fn happens(&mut self, next: Next) -> anyhow::Result<()> {
        let at = self.anywhere();
        match next {
            Next::Receive => people::receive(self, at).await?,
            Next::Repeat => people::repeat(self, at).await?,
            Next::Act => Box::pin(people::act(self, at)).await?,
            Next::Pass => Box::pin(people::pass(self, at)).await?,
            Next::SendPerson if self.once.people < 2 => people::send_person(self, at).await?,
            Next::Round => self.talk().await?,
            Next::Jobs => self.jobs(at).await?,
            Next::Time => self.time_passes(),
            Next::Doom => self.doom(),
            Next::Revive => self.revive().await?,
            Next::Fill => self.fill(),
            Next::MakeRoom => self.make_room(),
            Next::Jump => self.jump(),
            Next::Cut => self.cut_or_mend(),
            Next::LateLetters => self.net.clone().deliver_late().await,
            Next::BackUp => self.back_up().await?,
            Next::SetBack if !self.once.set_back => self.set_back().await?,
            Next::Steal if !self.once.stolen => self.steal().await?,
            Next::Found => self.found().await?,
            Next::Give if self.once.given < 1 => self.give().await?,
            Next::Merge if !self.once.merger => self.merge().await?,
            Next::SendPerson | Next::SetBack | Next::Steal | Next::Give | Next::Merge => {}
        }
        Ok(())
    }

    /// One exchange of any box, or the use of an invitation.
    async fn talk(&mut self) -> anyhow::Result<()> {
        let Some(at) = self.dice.place(self.boxes.len()) else { return Ok(()) };
        let invited = self.boxes.get(at).is_some_and(|m| m.token.is_some() && m.app.is_some());
        if invited {
            return self.enroll(at).await.map(|_| ());
        }
        self.round(Where::Box(at)).await.map(|_| ())
    }

    /// Somebody switches on whatever is off, unless it is gone.
    async fn revive(&mut self) -> anyhow::Result<()> {
        self.centre_on().await?;
        for machine in self.boxes.iter_mut().filter(|m| !m.replaced) {
            machine.switch_on().await?;
        }
        Ok(())
    }
}
