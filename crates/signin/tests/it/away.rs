//! A provider that is down, slow, or something else than a provider.

use crate::op::{Op, begin, come_back, sign_in};
use domain::identity::Level;
use domain::words::Moment;
use signin::oidc::{Config, Provider, SignInFault, Standing};

async fn faults(provider: &Provider, times: u8, now: Moment) -> Vec<SignInFault> {
    let mut faults = Vec::new();
    for turn in 0..times {
        faults.push(begin(provider, "thanh", Level::Two, turn, now).await.unwrap_err());
    }
    faults
}

/// This many seconds later.
fn after(now: Moment, seconds: i64) -> Moment {
    Moment::from_millis(now.millis() + seconds * 1000)
}

#[tokio::test]
async fn a_provider_that_is_down_is_asked_three_times_and_then_left_alone_for_a_while() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    op.control("mode/down").await;
    assert_eq!(faults(&provider, 5, now).await, vec![SignInFault::Away; 5]);
    assert_eq!(op.count(".well-known").await, 3, "the last two were told without asking");
    let Standing::Away { until } = provider.standing(now) else { panic!("it is away") };
    assert_eq!(until, after(now, 15));
    // It is up again: who comes after the pause asks, and everybody signs in.
    op.control("mode/well").await;
    assert_eq!(faults(&provider, 1, after(now, 14)).await, [SignInFault::Away]);
    assert!(sign_in(&provider, "thanh", 9, until).await.is_ok());
    assert_eq!(provider.standing(until), Standing::Well);
}

#[tokio::test]
async fn a_provider_that_is_slow_is_waited_for_three_times_and_then_not_at_all() {
    let op = Op::open();
    let (provider, now) = (op.waiting(200), op.now().await);
    op.control("mode/slow").await;
    let mut expected = vec![SignInFault::Slow; 3];
    expected.extend([SignInFault::Away, SignInFault::Away]);
    assert_eq!(faults(&provider, 5, now).await, expected);
    assert_eq!(op.count(".well-known").await, 3);
}

#[tokio::test]
async fn something_else_than_a_provider_is_not_taken_for_one() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    op.control("mode/garbage").await;
    let fault = SignInFault::Unreadable("discovery");
    assert_eq!(faults(&provider, 1, now).await, std::slice::from_ref(&fault));
    assert!(fault.is_the_providers() && fault.key() == "problem-sign-in-away");
    // Whoever answers at the address calls itself by another name.
    op.control("mode/well").await;
    let text = format!(
        "issuer = '{}'\nclient_id = 'motcua'\nredirect = 'http://127.0.0.1:9/sign-in/back'\n\
         [levels]\nlevel2 = ['level2']\n",
        op.issuer.replace("127.0.0.1", "localhost")
    );
    let provider = Provider::new(Config::parse(&text, Some("secret")).unwrap(), None, true);
    assert_eq!(faults(&provider, 1, now).await, [SignInFault::Unreadable("issuer")]);
}

#[tokio::test]
async fn a_provider_that_breaks_midway_lets_the_person_begin_again() {
    let op = Op::open();
    let (provider, now) = (op.waiting(4000), op.now().await);
    for (turn, mode, fault) in
        [(1, "broken", SignInFault::Away), (2, "down", SignInFault::Away), (3, "slow", SignInFault::Slow)]
    {
        let (answer, pending) = come_back(&provider, "thanh", turn, now).await;
        op.control(&format!("mode/{mode}")).await;
        assert_eq!(provider.finish(&answer, pending, now).await.unwrap_err(), fault, "{mode}");
        op.control("mode/well").await;
        assert!(sign_in(&provider, "thanh", turn + 10, now).await.is_ok(), "{mode}");
    }
}

#[tokio::test]
async fn what_a_provider_published_outlives_its_absence() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    assert!(begin(&provider, "thanh", Level::Two, 1, now).await.is_ok());
    op.control("mode/down").await;
    assert!(begin(&provider, "thanh", Level::Two, 2, now.plus_minutes(11 * 60)).await.is_ok());
    assert_eq!(op.count(".well-known").await, 1);
    let aged = now.plus_minutes(13 * 60);
    assert!(begin(&provider, "thanh", Level::Two, 3, aged).await.is_ok(), "it was asked, and is away");
    assert_eq!(op.count(".well-known").await, 2);
    let old = now.plus_minutes(8 * 24 * 60);
    assert_eq!(faults(&provider, 1, old).await, [SignInFault::Away]);
}

#[tokio::test]
async fn a_crowd_asks_a_provider_once() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let ask = |turn| begin(&provider, "thanh", Level::Two, turn, now);
    let (a, b, c, d) = tokio::join!(ask(1), ask(2), ask(3), ask(4));
    assert!([a, b, c, d].iter().all(Result::is_ok));
    assert_eq!((op.count(".well-known").await, op.count("jwks").await), (1, 1));
}
