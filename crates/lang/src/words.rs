//! The messages of one language, read once.

use std::{fmt, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::{Arg, Lang, format::written};

/// The files of words. A release carries them inside; a debug build reads them from disk when it starts, so
/// that a changed sentence needs no compiler.
#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// Everything that can be said in one language. Cheap to hand around: there is one of each, for ever.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
    faults: Vec<String>,
}

static VI: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::Vi));
static EN: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::En));
static FR: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::Fr));

/// The keys that a language itself defines, sorted.
pub fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    Words::of(lang).keys.iter().map(String::as_str)
}

/// What is wrong with a language's files: messages that can't be read or are defined twice. Empty in a
/// healthy build; a test holds that.
pub fn faults(lang: Lang) -> &'static [String] {
    &Words::of(lang).faults
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.tag())
    }
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Vi => &VI,
            Lang::En => &EN,
            Lang::Fr => &FR,
        }
    }

    /// Which language this is.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The tag of the language, for the `lang` attribute of a page.
    pub const fn tag(&self) -> &'static str {
        self.lang.tag()
    }

    /// Whether the language itself defines the key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The messages whose key begins so and that need no variables: the rest of the key, and the message.
    pub fn plain(&self, begins: &str) -> impl Iterator<Item = (&str, String)> {
        let from = self.keys.partition_point(|key| key.as_str() < begins);
        let keys = self.keys.iter().skip(from).map_while(move |key| Some((key, key.strip_prefix(begins)?)));
        keys.filter_map(move |(key, rest)| match self.try_say(key, &[])? {
            (said, true) => Some((rest, said)),
            _ => None,
        })
    }

    /// A message without variables.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A message with one variable.
    pub fn say_one<'a>(&self, key: &str, name: &str, value: impl Into<Arg<'a>>) -> String {
        self.say_with(key, &[(name, value.into())])
    }

    /// A message with its variables. A key that this language lacks is said in Vietnamese; one that nobody
    /// defines is said as itself, so that a page always comes and the fault is plain to see.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.try_say(key, args)
            .or_else(|| VI.try_say(key, args))
            .map_or_else(|| key.to_owned(), |(said, _)| said)
    }

    /// What this language itself says, and whether every variable was given.
    pub(crate) fn try_say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<(String, bool)> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.value())).collect();
        let mut faults = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
        Some((said, faults.is_empty()))
    }

    fn read(lang: Lang) -> Self {
        let tag: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Marks around variables protect mixed writing directions; our three languages all run one way, and
        // the marks would break searching and comparing.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Vi => |value, _: &_| number(Lang::Vi, value),
            Lang::En => |value, _: &_| number(Lang::En, value),
            Lang::Fr => |value, _: &_| number(Lang::Fr, value),
        }));
        let mut keys = Vec::new();
        let mut faults = Vec::new();
        for (path, text) in sources(lang) {
            keys.extend(text.lines().filter_map(key_of).map(str::to_owned));
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                faults.extend(errors.iter().map(|error| format!("{path}: {error}")));
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                faults.extend(errors.iter().map(|error| format!("{path}: {error}")));
            }
        }
        keys.sort();
        Self { lang, bundle, keys, faults }
    }
}

/// The files of a language with their paths.
pub(crate) fn sources(lang: Lang) -> impl Iterator<Item = (String, String)> {
    let folder = format!("{}/", lang.tag());
    Files::iter().filter(move |path| path.starts_with(&folder) && path.ends_with(".ftl")).filter_map(|path| {
        let file = Files::get(&path)?;
        Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
    })
}

/// The key that a line of a file of words begins to define, if it does.
fn key_of(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim_end();
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    is_key.then_some(key)
}

fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(written(lang, &number.as_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
