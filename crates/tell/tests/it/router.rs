//! Who is asked, and who next.

use crate::peers::{message, nine};
use domain::notify::Channel;
use domain::notify::breaker::{Patience, Standing};
use domain::words::Moment;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tell::{Accepted, Failure, Letter, Message, Outcome, Pending, Provider, Router, Sent, Verdict, Way};

/// What a provider does: an answer and how long it takes by the test's clock, or no answer at all.
#[derive(Clone)]
enum Does {
    Answers(Result<(), Failure>, i64),
    Nothing,
}

struct Played {
    name: &'static str,
    channel: Channel,
    does: Mutex<Does>,
    asked: AtomicUsize,
    clock: Arc<AtomicI64>,
}

impl Provider for Played {
    fn name(&self) -> &str {
        self.name
    }

    fn channel(&self) -> Channel {
        self.channel
    }

    fn send<'a>(&'a self, _: &'a Message, _: Moment) -> Pending<'a, Result<Accepted, Failure>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let does = self.does.lock().unwrap().clone();
        let Does::Answers(answer, took) = does else { return Box::pin(std::future::pending()) };
        self.clock.fetch_add(took, Ordering::SeqCst);
        let accepted = Accepted { provider_ids: vec![self.name.to_owned()], parts: 1, cost_vnd: 0 };
        Box::pin(async move { answer.map(|()| accepted) })
    }
}

struct Stage {
    router: Router,
    players: Vec<Arc<Played>>,
    clock: Arc<AtomicI64>,
}

const PATIENCE: Patience =
    Patience { failures: 2, window_ms: 60_000, slow_ms: 1_000, rest_ms: 10_000, longest_rest_ms: 60_000 };

fn stage(players: &[(&'static str, Channel, Does)]) -> Stage {
    let clock = Arc::new(AtomicI64::new(nine().millis()));
    let played = |(name, channel, does): &(&'static str, Channel, Does)| {
        let (does, clock) = (Mutex::new(does.clone()), Arc::clone(&clock));
        Arc::new(Played { name, channel: *channel, does, asked: AtomicUsize::new(0), clock })
    };
    let players: Vec<Arc<Played>> = players.iter().map(played).collect();
    let way = |player: &Arc<Played>| {
        let provider: Arc<dyn Provider> = Arc::<Played>::clone(player);
        Way::new(provider, Duration::from_millis(50), PATIENCE)
    };
    let ways = players.iter().map(way).collect();
    let read = Arc::clone(&clock);
    let now = Arc::new(move || Moment::from_millis(read.load(Ordering::SeqCst)));
    Stage { router: Router::new(ways, now), players, clock }
}

impl Stage {
    async fn send(&self, channels: &[Channel]) -> Sent {
        let letter = |channel: &Channel| Letter { channel: *channel, message: message("84990000001", "a") };
        self.router.send(&channels.iter().map(letter).collect::<Vec<_>>()).await
    }

    fn asked(&self) -> Vec<usize> {
        self.players.iter().map(|player| player.asked.load(Ordering::SeqCst)).collect()
    }
}

const TAKES: Does = Does::Answers(Ok(()), 5);

fn fails() -> Does {
    Does::Answers(Err(Failure::temporary("away", "no")), 5)
}

fn refuses() -> Does {
    Does::Answers(Err(Failure::permanent("refused", "no")), 5)
}

fn names(sent: &Sent) -> Vec<&str> {
    sent.tried.iter().map(|tried| tried.provider.as_str()).collect()
}

#[tokio::test]
async fn the_next_provider_and_then_the_next_channel_is_asked() {
    use Channel::{Email, Sms, Zns};
    let stage = stage(&[("one", Sms, fails()), ("two", Sms, refuses()), ("zalo", Zns, TAKES)]);
    let sent = stage.send(&[Sms, Zns, Email]).await;
    assert_eq!((sent.verdict, names(&sent)), (Verdict::Accepted, vec!["one", "two", "zalo"]));
    let sent = stage.send(&[Zns, Sms]).await;
    assert_eq!(names(&sent), ["zalo"], "who was told isn't told again");
    assert_eq!(stage.router.channels(), [Sms, Zns]);
}

#[tokio::test]
async fn what_nobody_takes_is_tried_later_unless_nobody_ever_will() {
    use Channel::{Email, Sms};
    let both = [("one", Sms, refuses()), ("two", Sms, fails())];
    assert_eq!(stage(&both).send(&[Sms]).await.verdict, Verdict::Later);
    assert_eq!(stage(&both[..1]).send(&[Sms]).await.verdict, Verdict::Never);
    assert_eq!(stage(&both).send(&[Email]).await.verdict, Verdict::Never, "there is no such way");
    assert_eq!(stage(&both).send(&[]).await.verdict, Verdict::Never);
}

#[tokio::test]
async fn a_provider_that_never_answers_is_passed_over_and_then_left_alone() {
    use Channel::Sms;
    let stage = stage(&[("stuck", Sms, Does::Nothing), ("two", Sms, TAKES)]);
    for turn in 1..=2 {
        let sent = stage.send(&[Sms]).await;
        assert_eq!((sent.verdict, stage.asked()), (Verdict::Accepted, vec![turn, turn]));
        assert!(matches!(&sent.tried[0].outcome, Outcome::Failed(failure) if failure.code == "slow"));
    }
    let sent = stage.send(&[Sms]).await;
    assert_eq!((&sent.tried[0].outcome, stage.asked()), (&Outcome::Resting, vec![2, 3]));
    assert!(matches!(stage.router.standing()[0], (_, Sms, Standing::Open { .. })));
}

#[tokio::test]
async fn slowness_opens_the_breaker_though_messages_are_taken_and_a_good_probe_closes_it() {
    use Channel::Sms;
    let stage = stage(&[("slow", Sms, Does::Answers(Ok(()), 1_500)), ("two", Sms, TAKES)]);
    for _ in 0..2 {
        assert_eq!(names(&stage.send(&[Sms]).await), ["slow"]);
    }
    assert_eq!(names(&stage.send(&[Sms]).await), ["slow", "two"], "the first one rests");
    *stage.players[0].does.lock().unwrap() = TAKES;
    stage.clock.fetch_add(10_000, Ordering::SeqCst);
    let probe = stage.send(&[Sms]).await;
    assert_eq!(names(&probe), ["slow"]);
    assert_eq!(probe.tried[0].took_ms, 5);
    assert_eq!(stage.router.standing()[0].2, Standing::Closed);
}

#[tokio::test]
async fn messages_that_a_provider_will_never_take_do_not_speak_against_it() {
    use Channel::Sms;
    let stage = stage(&[("one", Sms, refuses())]);
    for _ in 0..5 {
        stage.send(&[Sms]).await;
    }
    assert_eq!(stage.asked(), [5]);
}
