//! One unit lives its plan: accounts are opened, and everything is done through the use cases, in order.
//!
//! A unit doesn't wait for each answer: what is done next goes to the writer while earlier things are still
//! being written, but always in the order of the plan. So commits are full, and ledgers don't depend on who
//! was faster.

use super::arrivals::Offer;
use super::scene::{Deed, Life, Scene};
use crate::invented::chance::Chance;
use crate::invented::names::{self, Home};
use crate::invented::papers;
use crate::workers::Stop;
use anyhow::{Context as _, Result, anyhow};
use app::dossier::{ActInput, Answer, Intake};
use app::people::PersonInput;
use app::{App, AppError};
use domain::identity::Actor;
use domain::words::{DossierId, Moment, UnitId};
use indicatif::ProgressBar;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

/// How many things of a unit are on their way to the disk at most.
pub const UNDER_WAY: usize = 32;

/// A unit that is about to live.
pub struct Cast {
    /// The unit.
    pub unit: UnitId,
    /// Its people's homes: the commune, or for a centre any of these; and the province.
    pub homes: Arc<Vec<String>>,
    /// The province: `tỉnh Thanh Hóa`.
    pub province: Arc<str>,
    /// What it is asked for.
    pub offers: Arc<Vec<Offer>>,
    /// What happens.
    pub life: Life,
    /// Decides what people are called and what they write.
    pub seed: u64,
}

type Doing = Pin<Box<dyn Future<Output = Result<(Answer, bool), AppError>> + Send>>;

/// Something on its way.
struct UnderWay {
    scene: usize,
    doing: Doing,
}

/// A unit under way.
struct Living<'a> {
    app: &'a App,
    cast: &'a Cast,
    people: Vec<Actor>,
    known: Vec<Option<DossierId>>,
    versions: Vec<u32>,
    applicants: Vec<String>,
    under_way: VecDeque<UnderWay>,
    bar: &'a ProgressBar,
}

/// Lives the plan; `app` draws its chance from the unit's own sequence. Tells whether it came to the end.
pub async fn live(app: App, cast: Cast, opened: Moment, bar: ProgressBar, stop: Stop) -> Result<bool> {
    let people = open_accounts(&app.at(opened), &cast).await?;
    let (dossiers, scenes) = (cast.life.wishes.len(), cast.life.scenes.len());
    let mut living = Living {
        app: &app,
        cast: &cast,
        people,
        known: vec![None; dossiers],
        versions: vec![0; dossiers],
        applicants: vec![String::new(); dossiers],
        under_way: VecDeque::with_capacity(UNDER_WAY),
        bar: &bar,
    };
    // A scheduler that makes a task pause would let a later thing overtake an earlier one.
    tokio::task::unconstrained(async move {
        for number in 0..scenes {
            if stop.is_told() {
                living.settle(0).await?;
                return Ok(false);
            }
            living.goes_on(number).await?;
        }
        living.settle(0).await?;
        Ok(true)
    })
    .await
}

async fn open_accounts(app: &App, cast: &Cast) -> Result<Vec<Actor>> {
    let mut chance = Chance::of(cast.seed, &format!("people {}", cast.unit));
    let mut people = Vec::with_capacity(cast.life.staff.posts.len());
    for (number, post) in cast.life.staff.posts.iter().enumerate() {
        let role = post.role.as_str();
        let input = PersonInput {
            login: format!("{role}{}.{}", number + 1, cast.unit.code()),
            name: names::somebody(&mut chance).name,
            title: post.title.to_owned(),
            roles: vec![role.to_owned()],
        };
        people.push(app.account_seed(&cast.unit, &input, None).await?.actor(app.now().day()));
    }
    Ok(people)
}

impl Living<'_> {
    /// What happens next, begun; what is too long under way is waited for.
    async fn goes_on(&mut self, number: usize) -> Result<()> {
        let cast = self.cast;
        let scene = cast.life.scenes.get(number).context("a scene is missing")?;
        if scene.deed == Deed::Tick {
            self.settle(0).await?;
            self.app.at(scene.at).clock_tick_of(&cast.unit).await?;
            self.bar.inc(1);
            return Ok(());
        }
        while !matches!(scene.deed, Deed::Receive | Deed::Submit) && self.id(scene.dossier).is_none() {
            let left = self.under_way.len().checked_sub(1).context("nothing was filed")?;
            self.settle(left).await?;
        }
        let doing = self.begin(scene)?;
        self.under_way.push_back(UnderWay { scene: number, doing });
        self.start_newest().await?;
        self.settle(UNDER_WAY - 1).await
    }

    fn id(&self, dossier: usize) -> Option<DossierId> {
        self.known.get(dossier).copied().flatten()
    }

    fn begin(&mut self, scene: &Scene) -> Result<Doing> {
        let actor = self.people.get(scene.post).cloned().context("nobody has the post")?;
        let app = self.app.at(scene.at);
        let seen = self.versions.get_mut(scene.dossier).context("a dossier is missing")?;
        let version = std::mem::replace(seen, *seen + 1);
        match scene.deed {
            Deed::Receive | Deed::Submit => {
                let intake = self.intake(scene)?;
                if let Some(applicant) = self.applicants.get_mut(scene.dossier) {
                    applicant.clone_from(&intake.applicant.name);
                }
                let online = scene.deed == Deed::Submit;
                Ok(Box::pin(async move {
                    if online {
                        app.dossier_submit(&actor, intake, None).await
                    } else {
                        app.dossier_receive(&actor, intake, None).await
                    }
                }))
            }
            deed => {
                let id = self.id(scene.dossier).context("nothing was filed")?;
                let (act, input) = self.input(scene, deed, version);
                Ok(Box::pin(async move { app.dossier_act(&actor, id, act, input, None).await }))
            }
        }
    }

    /// Chance of one dossier, for one purpose.
    fn chance(&self, dossier: usize, what: &str) -> Chance {
        Chance::of(self.cast.seed, &format!("{what} {dossier} {}", self.cast.unit))
    }

    fn intake(&self, scene: &Scene) -> Result<Intake> {
        let wish = self.cast.life.wishes.get(scene.dossier).context("a wish is missing")?;
        let offer = self.cast.offers.get(wish.offer).context("an offer is missing")?;
        let mut chance = self.chance(scene.dossier, "wish");
        let commune = chance.pick(&self.cast.homes).context("nobody lives here")?;
        let home = Home { commune, province: &self.cast.province };
        let case = wish.case.as_ref();
        Ok(papers::intake(&offer.definition, wish.channel, case, (home, scene.at), &mut chance))
    }

    /// The act's name, and what the officer types.
    fn input(&self, scene: &Scene, deed: Deed, version: u32) -> (&'static str, ActInput) {
        let mut chance = self.chance(scene.dossier, "act");
        let chance = &mut chance;
        let noted = |note: String| ActInput { note, ..ActInput::default() };
        let (act, input) = match deed {
            Deed::Receive | Deed::Submit | Deed::Tick | Deed::Accept => ("accept", ActInput::default()),
            Deed::Decline => ("refuse", papers::because(papers::DECLINED, chance)),
            Deed::Forward => ("forward", noted(papers::note(chance))),
            Deed::Supplement => ("supplement", papers::supplement(chance)),
            Deed::Charge => ("charge", papers::charge(chance)),
            Deed::Resume => ("resume", ActInput::default()),
            Deed::Refuse => ("refuse", papers::because(papers::STOPPED, chance)),
            Deed::SendBack => ("send-back", noted(papers::BACK.to_owned())),
            Deed::Extend(day) => {
                let until = day.to_string();
                ("extend", ActInput { until, ..papers::because(papers::EXTENDED, chance) })
            }
            Deed::Approve => {
                let mark = self.offer(scene.dossier).map_or("QĐ-UBND", |o| papers::mark(&o.definition));
                let number = format!("{}/{mark}", chance.whole(1, 4_900));
                ("approve", ActInput { number, ..ActInput::default() })
            }
            Deed::Deliver(electronic) => {
                let way = if electronic { "electronic" } else { "counter" }.to_owned();
                let receiver = self.applicants.get(scene.dossier).cloned().unwrap_or_default();
                ("deliver", ActInput { receiver, way, ..ActInput::default() })
            }
            Deed::Withdraw => ("withdraw", papers::because(papers::WITHDRAWN, chance)),
        };
        (act, ActInput { version, ..input })
    }

    fn offer(&self, dossier: usize) -> Option<&Offer> {
        self.cast.life.wishes.get(dossier).and_then(|wish| self.cast.offers.get(wish.offer))
    }

    /// Lets the newest reach the writer. What is answered at once is noted at once.
    async fn start_newest(&mut self) -> Result<()> {
        let Some(newest) = self.under_way.back_mut() else { return Ok(()) };
        let polled = poll_fn(|cx| Poll::Ready(newest.doing.as_mut().poll(cx))).await;
        if let Poll::Ready(done) = polled
            && let Some(newest) = self.under_way.pop_back()
        {
            self.note(newest.scene, done)?;
        }
        Ok(())
    }

    /// Waits until no more than so many are under way.
    async fn settle(&mut self, most: usize) -> Result<()> {
        while self.under_way.len() > most {
            let Some(oldest) = self.under_way.pop_front() else { break };
            let done = oldest.doing.await;
            self.note(oldest.scene, done)?;
        }
        Ok(())
    }

    fn note(&mut self, scene: usize, done: Result<(Answer, bool), AppError>) -> Result<()> {
        let scene = self.cast.life.scenes.get(scene).context("a scene is missing")?;
        let why = || format!("{:?} in {} at {}", scene.deed, self.cast.unit, scene.at.rfc3339());
        let (answer, _) = done.with_context(why)?;
        self.bar.inc(1);
        if self.id(scene.dossier).is_none() {
            let id = answer.id.parse().map_err(|_| anyhow!("{} is no dossier", answer.id))?;
            if let Some(known) = self.known.get_mut(scene.dossier) {
                *known = Some(id);
            }
        }
        Ok(())
    }
}
