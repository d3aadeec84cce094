//! Answers that are replayed, forged or meant for somebody else.

use crate::op::{Op, changed, come_back, sign_in};
use serde_json::json;
use signin::oidc::{Callback, Provider, SignInFault, What};

#[tokio::test]
async fn a_state_that_is_not_the_one_given_out_is_refused_without_asking_the_provider() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    let before = op.count("token").await;
    for state in [None, Some(String::new()), Some("0".repeat(64))] {
        let forged = Callback { state, ..answer.clone() };
        let refused = provider.finish(&forged, pending.clone(), now).await.unwrap_err();
        assert_eq!(refused, SignInFault::Forged(What::State));
    }
    assert_eq!(op.count("token").await, before);
    assert!(provider.finish(&answer, pending, now).await.is_ok());
}

#[tokio::test]
async fn a_code_opens_once() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    assert!(provider.finish(&answer, pending.clone(), now).await.is_ok());
    // A caller that keeps what it should have thrown away gets nothing for it.
    assert_eq!(provider.finish(&answer, pending, now).await.unwrap_err(), SignInFault::Replayed);
}

#[tokio::test]
async fn a_code_opens_nothing_without_the_verifier_or_for_another_client() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    let stolen = changed(&pending, "verifier", json!("0".repeat(64)));
    assert_eq!(provider.finish(&answer, stolen, now).await.unwrap_err(), SignInFault::Replayed);
    let (answer, pending) = come_back(&provider, "thanh", 2, now).await;
    let other = Provider::new(op.config("motcua-es", ""), None, true);
    assert_eq!(other.finish(&answer, pending, now).await.unwrap_err(), SignInFault::Replayed);
}

#[tokio::test]
async fn a_token_made_for_another_sign_in_is_refused() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    let other = changed(&pending, "nonce", json!("0".repeat(64)));
    let refused = provider.finish(&answer, other, now).await.unwrap_err();
    assert_eq!(refused, SignInFault::Forged(What::Nonce));
}

#[tokio::test]
async fn an_answer_of_another_provider_is_refused() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    for iss in [None, Some("https://id.example.test".to_owned())] {
        let other = Callback { iss, ..answer.clone() };
        let refused = provider.finish(&other, pending.clone(), now).await.unwrap_err();
        assert_eq!(refused, SignInFault::Forged(What::Issuer));
    }
}

#[tokio::test]
async fn a_token_that_was_changed_or_is_not_signed_is_refused() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    for (turn, mode) in [(1, "tamper"), (2, "unsigned")] {
        op.control("mode/well").await;
        let (answer, pending) = come_back(&provider, "thanh", turn, now).await;
        op.control(&format!("mode/{mode}")).await;
        let refused = provider.finish(&answer, pending, now).await.unwrap_err();
        assert_eq!(refused, SignInFault::Forged(What::Signature), "{mode}");
    }
}

#[tokio::test]
async fn clocks_may_differ_by_two_minutes_and_not_by_more() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    for (turn, minutes) in [(1, -1), (2, 1)] {
        let ours = now.plus_minutes(minutes);
        assert!(sign_in(&provider, "thanh", turn, ours).await.is_ok(), "{minutes}");
    }
    let early = sign_in(&provider, "thanh", 3, now.plus_minutes(-5)).await.unwrap_err();
    assert_eq!(early, SignInFault::Forged(What::Issued));
    let stale = sign_in(&provider, "thanh", 4, now.plus_minutes(30)).await.unwrap_err();
    assert_eq!(stale, SignInFault::Forged(What::Issued));
    let over = sign_in(&provider, "thanh", 5, now.plus_minutes(120)).await.unwrap_err();
    assert_eq!(over, SignInFault::Expired);
}

#[tokio::test]
async fn a_sign_in_that_took_too_long_begins_anew() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    let ends = pending.ends();
    assert_eq!(provider.finish(&answer, pending, ends).await.unwrap_err(), SignInFault::Expired);
}

#[tokio::test]
async fn what_says_nothing_or_says_it_twice_is_no_answer() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    let empty = Callback { code: None, ..answer };
    let refused = provider.finish(&empty, pending.clone(), now).await.unwrap_err();
    assert_eq!(refused, SignInFault::Forged(What::Callback));
    let twice = format!("state={0}&state={0}&code=a", pending.state());
    let refused = provider.finish(&Callback::of(&twice), pending, now).await.unwrap_err();
    assert_eq!(refused, SignInFault::Forged(What::State));
}
