use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Each key of a language with the variables that its message uses.
fn variables(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, text) in sources(lang) {
        let mut key = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            key = key_of(line).map(str::to_owned).or(key);
            let Some(key) = &key else { continue };
            let names = found.entry(key.clone()).or_default();
            names.extend(line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                    .collect::<String>()
            }));
        }
    }
    found
}

#[test]
fn the_files_are_sound_and_define_nothing_twice() {
    for lang in Lang::ALL {
        assert_eq!(faults(lang), &[] as &[String], "{lang}");
        assert!(keys(lang).count() > 50, "{lang} has lost its words");
    }
}

#[test]
fn three_languages_define_the_same_keys_with_the_same_variables() {
    let vietnamese = variables(Lang::Vi);
    for lang in [Lang::En, Lang::Fr] {
        let theirs = variables(lang);
        for (key, names) in &vietnamese {
            assert_eq!(theirs.get(key), Some(names), "{lang}: {key}");
        }
        for key in theirs.keys() {
            assert!(vietnamese.contains_key(key), "{lang} defines {key}, Vietnamese doesn't");
        }
    }
}

#[test]
fn every_message_formats() {
    for lang in Lang::ALL {
        for (key, names) in variables(lang) {
            for value in [Arg::from(0), Arg::from(1), Arg::from(2025), Arg::from("Nguyễn Văn An")] {
                let args: Vec<_> = names.iter().map(|name| (name.as_str(), value.clone())).collect();
                let (said, complete) = Words::of(lang).try_say(&key, &args).expect(&key);
                assert!(complete && !said.trim().is_empty(), "{lang}: {key} says {said:?}");
            }
        }
    }
}

#[test]
fn a_key_that_nobody_defines_is_said_as_itself() {
    assert_eq!(Words::of(Lang::Fr).say("no-such-key"), "no-such-key");
    assert!(!Words::of(Lang::Vi).has("no-such-key"));
}

#[test]
fn numbers_in_messages_are_grouped_and_choose_the_plural() {
    let days = |lang, days: i64| Words::of(lang).say_one("days-count", "count", days);
    assert_eq!(days(Lang::Vi, 1), "1 ngày");
    assert_eq!(days(Lang::Vi, 1500), "1.500 ngày");
    assert_eq!(days(Lang::En, 1), "1 day");
    assert_eq!(days(Lang::En, 1500), "1,500 days");
    assert_eq!(days(Lang::Fr, 0), "0 jour");
    assert_eq!(days(Lang::Fr, 2), "2 jours");
}

#[test]
fn text_in_messages_stays_as_it_is() {
    let said = Words::of(Lang::Vi).say_with("days-count", &[("count", "2025".into())]);
    assert_eq!(said, "2025 ngày");
}
