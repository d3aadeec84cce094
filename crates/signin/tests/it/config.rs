//! What an administrator writes about the provider.

use signin::oidc::{Config, ConfigFault};
use std::fs;
use tempfile::TempDir;

const GOOD: &str = "issuer = 'https://id.example.test'\nclient_id = 'motcua'\n\
                    redirect = 'https://motcua.example.test/sign-in/back'\n\
                    [levels]\nlevel1 = ['1']\nlevel2 = ['2']\n";

#[test]
fn the_secret_comes_from_a_file_of_its_own_and_is_not_shown() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("secret"), "open-sesame\n").unwrap();
    let file = dir.path().join("sign-in.toml");
    fs::write(&file, format!("client_secret_file = 'secret'\n{GOOD}")).unwrap();
    let config = Config::load(&file).unwrap();
    assert_eq!(config.issuer(), "https://id.example.test");
    assert!(!format!("{config:?}").contains("sesame"));
    fs::remove_file(dir.path().join("secret")).unwrap();
    assert!(matches!(Config::load(&file), Err(ConfigFault::File { .. })));
}

#[test]
fn what_cannot_be_right_is_said_with_what_is_wanted() {
    let refused = |from: &str, to: &str| match Config::parse(&GOOD.replace(from, to), None) {
        Err(fault) => fault.to_string(),
        Ok(_) => panic!("{to} is let through"),
    };
    assert!(refused("https://id.example.test", "http://id.example.test").starts_with("issuer"));
    assert!(refused("https://motcua", "http://motcua").starts_with("redirect"));
    assert!(refused("'motcua'", "''").starts_with("client_id"));
    assert!(refused("[levels]", "scopes = ['profile']\n[levels]").starts_with("scopes"));
    assert!(refused("[levels]", "timeout_seconds = 31\n[levels]").starts_with("timeout_seconds"));
    assert!(refused("level1 = ['1']\nlevel2 = ['2']\n", "").starts_with("levels"));
    assert!(refused("[levels]", "colour = 'red'\n[levels]").contains("colour"));
    assert!(refused("level2 = ['2']", "without = 3").contains("level of assurance"));
    assert!(Config::parse(&GOOD.replace("https://id.example.test", "http://127.0.0.1:8080"), None).is_ok());
}
