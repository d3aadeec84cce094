//! `tell.toml`: what is read, and what is said when it can't be.

use crate::peers::{outside, secret, settings};
use domain::notify::{Channel, Quiet};
use lang::{Lang, Words};
use tell::{Config, ConfigError};

fn unread(toml: &str) -> ConfigError {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("tell.toml");
    std::fs::write(&file, toml).unwrap();
    Config::read(&file).unwrap_err()
}

#[test]
fn only_channels_with_a_provider_count_in_the_order_of_the_settings() {
    let mail = "[[smtp]]\nname = \"m\"\nhost = \"localhost\"\nfrom = \"a@example.vn\"\n";
    let gateway = "[[http]]\nname = \"g\"\nurl = \"http://127.0.0.1:1/\"\nbody = {}\n\
                   success = { at = \"/a\", is = 0, id = \"/b\" }\n";
    let (_dir, config) = settings(&format!(
        "channels = [\"email\", \"zns\", \"sms\"]\n\
         quiet = {{ from = \"22:30\", to = \"06:00\" }}\n{mail}{gateway}"
    ));
    let read = config.settings();
    assert_eq!(read.channels, [Channel::Email, Channel::Sms]);
    assert_eq!(read.quiet, Quiet { from: 1350, to: 360 });
    assert_eq!(settings("").1.settings().quiet, Quiet::default());
    assert_eq!(settings("").1.settings().channels, []);
}

#[test]
fn a_fault_is_named_with_its_line() {
    assert_eq!((unread("a = 1").line, unread("a = 1").key), (1, "tell-config-shape"));
    assert_eq!(unread("channels = [\"sms\"]\nquiet = { from = \"25:00\", to = \"07:00\" }").line, 2);
    assert_eq!(unread("\n\n[[smtp]]\nname = \"m\"\nport = \"x\"\n").line, 5);
    let none = Config::read(std::path::Path::new("/nowhere/tell.toml")).unwrap_err();
    assert_eq!(none.key, "tell-config-unreadable");
}

#[tokio::test]
async fn what_a_provider_cannot_use_is_named_with_its_line_and_what_to_do() {
    let faulty = [
        ("url = \"http://a\"\npassword_file = \"peer.secret\"\nsender = \"M\"", 4, "tell-config-unfit"),
        ("url = \"smpp://a\"\npassword_file = \"none\"\nsender = \"M\"", 5, "tell-config-secret"),
    ];
    for (more, line, key) in faulty {
        let (_dir, config) = settings(&format!("[[smpp]]\nname = \"c\"\nsystem_id = \"s\"\n{more}\n"));
        let error = config.ways(&outside()).err().unwrap();
        assert_eq!((error.line, error.key), (line, key), "{error}");
        for lang in Lang::ALL {
            let said = error.say(Words::of(lang));
            assert!(said.contains("tell.toml") && said.contains(&line.to_string()), "{said}");
        }
    }
}

#[tokio::test]
async fn no_secret_is_shown() {
    let mail = "[[smtp]]\nname = \"m\"\nhost = \"localhost\"\nfrom = \"a@example.vn\"\nuser = \"u\"\n\
                password_file = \"peer.secret\"\nsecurity = \"none\"\n";
    let (dir, config) = settings(mail);
    secret(&dir.path().join("peer.secret"), "hunter2");
    assert_eq!(config.ways(&outside()).unwrap().len(), 1);
    assert!(!format!("{config:?}").contains("hunter2"));
}
