//! Citizens who sign in, and out.

use crate::browser;
use crate::op::{Op, begin, come_back, sign_in};
use domain::identity::{CitizenKind, Level, citizen_id};
use domain::words::TaxCode;
use signin::oidc::{Callback, Provider, SignInFault, Standing, What};

#[tokio::test]
async fn a_citizen_signs_in_and_is_whom_the_provider_names() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let claims = sign_in(&provider, "thanh", 1, now).await.unwrap();
    assert_eq!((claims.issuer.as_str(), claims.subject.as_str()), (op.issuer.as_str(), "thanh"));
    assert_eq!(claims.name, "Lê Thị Thanh");
    assert_eq!(claims.personal_number.as_ref().unwrap().as_str(), "000191000001");
    assert_eq!(claims.tax_codes.iter().map(TaxCode::as_str).collect::<Vec<_>>(), ["0001910001"]);
    assert_eq!(claims.phone.as_ref().unwrap().as_str(), "84900000001");
    assert_eq!(claims.email.as_deref(), Some("thanh@example.test"));
    assert_eq!((claims.level, claims.kind, claims.at), (Level::Two, CitizenKind::Person, now));
    assert_eq!(claims.person(), citizen_id(&op.issuer, "thanh"));
    assert_eq!(claims.citizen().person(), claims.person());
    let shown = format!("{claims:?}");
    assert!(!shown.contains("Thanh") && !shown.contains("000191"), "{shown}");
    assert_eq!(provider.standing(now), Standing::Well);
}

#[tokio::test]
async fn the_browser_is_given_a_challenge_and_no_secret() {
    let op = Op::open();
    let now = op.now().await;
    let begun = begin(&op.provider(), "thanh", Level::Two, 1, now).await.unwrap();
    for part in ["response_type=code", "code_challenge_method=S256", "acr_values=level2", "scope=openid+"] {
        assert!(begun.url.contains(part), "{part} in {}", begun.url);
    }
    assert!(begun.url.contains(begun.pending.state()));
    let verifier = serde_json::to_value(&begun.pending).unwrap()["verifier"].as_str().unwrap().to_owned();
    assert!(!begun.url.contains(&verifier) && !begun.url.contains("secret"));
    assert!(!format!("{:?}", begun.pending).contains(&verifier));
}

#[tokio::test]
async fn a_business_signs_in_with_its_tax_codes() {
    let op = Op::open();
    let config = op.config("motcua-post", "client_proof = 'post'\nuser_info = 'post'");
    let (provider, now) = (Provider::new(config, None, true), op.now().await);
    let claims = sign_in(&provider, "cuahang", 1, now).await.unwrap();
    assert_eq!(claims.kind, CitizenKind::Business);
    let codes: Vec<&str> = claims.tax_codes.iter().map(TaxCode::as_str).collect();
    assert_eq!(codes, ["0001910026-001", "0001910026"]);
    assert_eq!(claims.email, None);
}

#[tokio::test]
async fn who_has_no_more_than_a_name_at_the_provider_signs_in_as_well() {
    let op = Op::open();
    let claims = sign_in(&op.provider(), "bare", 1, op.now().await).await.unwrap();
    assert_eq!((claims.name.as_str(), claims.personal_number, claims.phone), ("", None, None));
    assert!(claims.tax_codes.is_empty());
}

#[tokio::test]
async fn invented_numbers_are_left_out_where_they_are_not_let_through() {
    let op = Op::open();
    let provider = Provider::new(op.config("motcua", ""), None, false);
    let claims = sign_in(&provider, "thanh", 1, op.now().await).await.unwrap();
    assert_eq!((claims.name.as_str(), claims.personal_number), ("Lê Thị Thanh", None));
}

#[tokio::test]
async fn tokens_signed_on_curves_are_believed() {
    let op = Op::open();
    let now = op.now().await;
    for (turn, client) in [(1, "motcua-es"), (2, "motcua-ed")] {
        let provider = Provider::new(op.config(client, ""), None, true);
        assert_eq!(sign_in(&provider, "thanh", turn, now).await.unwrap().subject, "thanh", "{client}");
    }
}

#[tokio::test]
async fn new_keys_of_the_provider_are_fetched_once() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    sign_in(&provider, "thanh", 1, now).await.unwrap();
    assert_eq!(op.count("jwks").await, 1);
    op.control("rotate").await;
    let later = now.plus_minutes(1);
    assert_eq!(sign_in(&provider, "thanh", 2, later).await.unwrap().subject, "thanh");
    assert_eq!((op.count("jwks").await, op.count(".well-known").await), (2, 1));
    // Again at once: anybody can send the name of a key that nobody has, so they aren't asked for so soon.
    op.control("rotate").await;
    let refused = sign_in(&provider, "thanh", 3, later).await.unwrap_err();
    assert_eq!((refused, op.count("jwks").await), (SignInFault::Forged(What::Signature), 2));
    assert!(sign_in(&provider, "thanh", 4, now.plus_minutes(2)).await.is_ok());
}

#[tokio::test]
async fn a_level_that_is_too_low_is_said_with_what_is_wanted() {
    let op = Op::open();
    op.control("level/level1").await;
    let (provider, now) = (op.provider(), op.now().await);
    let low = sign_in(&provider, "thanh", 1, now).await.unwrap_err();
    assert_eq!(low, SignInFault::LevelTooLow { given: Some(Level::One), wanted: Level::Two });
    // For what needs no more, it is enough.
    let begun = begin(&provider, "thanh", Level::One, 2, now).await.unwrap();
    let answer = Callback::of(&browser::sent_back(&begun.url).await);
    assert_eq!(provider.finish(&answer, begun.pending, now).await.unwrap().level, Level::One);
}

#[tokio::test]
async fn who_says_no_at_the_provider_is_told_so() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let refused = sign_in(&provider, "nobody", 1, now).await.unwrap_err();
    assert_eq!(refused, SignInFault::Refused("access_denied".to_owned()));
    assert!(!refused.is_the_providers());
}

#[tokio::test]
async fn signing_out_goes_to_the_provider_with_the_id_token() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let claims = sign_in(&provider, "thanh", 1, now).await.unwrap();
    let url = provider.sign_out_url(Some(&claims.id_token), now).await.unwrap();
    assert!(url.starts_with(&format!("{}/session/end?", op.issuer)), "{url}");
    assert!(url.contains("id_token_hint=") && url.contains("client_id=motcua"));
    assert!(url.contains("post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2F"));
}

#[tokio::test]
async fn the_provider_ends_sessions_behind_the_browsers_back() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let token = op.control("logout-token/thanh").await;
    let ended = provider.logged_out(&token, now).await.unwrap();
    assert_eq!((ended.issuer, ended.subject.as_deref()), (op.issuer.clone(), Some("thanh")));
    assert!(ended.session.is_some() && !ended.id.is_empty());
    // An ID token ends nothing, nor does an old logout token, nor one that was changed.
    let claims = sign_in(&provider, "thanh", 1, now).await.unwrap();
    let wrong = [
        (claims.id_token.shown().to_owned(), now, SignInFault::Forged(What::Logout)),
        (token.clone(), now.plus_minutes(30), SignInFault::Expired),
        (token.replacen("ey", "eY", 1), now, SignInFault::Forged(What::Logout)),
    ];
    for (text, at, fault) in wrong {
        assert_eq!(provider.logged_out(&text, at).await.unwrap_err(), fault);
    }
}

#[tokio::test]
async fn a_sign_in_that_was_kept_as_text_goes_on_from_there() {
    let op = Op::open();
    let (provider, now) = (op.provider(), op.now().await);
    let (answer, pending) = come_back(&provider, "thanh", 1, now).await;
    let kept = serde_json::to_string(&pending).unwrap();
    let pending = serde_json::from_str(&kept).unwrap();
    // Another process of the node finishes it: it knows nothing yet but its configuration.
    assert!(sign_in(&op.provider(), "thanh", 2, now).await.is_ok());
    assert!(op.provider().finish(&answer, pending, now.plus_minutes(5)).await.is_ok());
}
