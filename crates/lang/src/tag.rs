//! Which language somebody reads.

use std::{fmt, str::FromStr};

/// A language that Motcua speaks completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Vietnamese: the first language, and the one that everything falls back to.
    #[default]
    Vi,
    /// English.
    En,
    /// French.
    Fr,
}

/// A tag that names none of our languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLang;

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the language is vi, en or fr")
    }
}

impl std::error::Error for UnknownLang {}

impl Lang {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Vi, Self::En, Self::Fr];

    /// The language of a tag such as `vi`, `en-GB` or `fr_CA`, if we speak it.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }

    /// The best language for an `Accept-Language` header: highest weight first, the earlier of equals.
    /// Vietnamese when the header names none of ours.
    pub fn accepted(header: &str) -> Self {
        let mut best = (Self::default(), 0.0_f32);
        for choice in header.split(',') {
            let mut parts = choice.split(';');
            let Some(lang) = parts.next().and_then(Self::parse) else { continue };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()))
                .unwrap_or(1.0);
            if weight > best.1 {
                best = (lang, weight);
            }
        }
        best.0
    }

    /// The tag for `lang` attributes, cookies and file names: `vi`, `en`, `fr`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language's name in itself, as its speakers look for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
            Self::Fr => "Français",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, UnknownLang> {
        Self::parse(tag).ok_or(UnknownLang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_prefers_among_ours() {
        for (header, lang) in [
            ("", Lang::Vi),
            ("de-DE,ja;q=0.8", Lang::Vi),
            ("fr-CA,fr;q=0.9,en;q=0.8", Lang::Fr),
            ("de, en-GB;q=0.7, fr;q=0.5", Lang::En),
            ("en;q=0.2,vi;q=0.3", Lang::Vi),
            ("en;q=0, *;q=0.5", Lang::Vi),
            ("EN", Lang::En),
            ("en;q=rubbish,fr;q=0.9", Lang::En),
        ] {
            assert_eq!(Lang::accepted(header), lang, "{header:?}");
        }
    }

    #[test]
    fn a_tag_is_read_back_as_its_language() {
        for lang in Lang::ALL {
            assert_eq!(lang.tag().parse(), Ok(lang));
        }
        assert_eq!("en_US".parse(), Ok(Lang::En));
        assert_eq!("vie".parse::<Lang>(), Err(UnknownLang));
        assert_eq!(Lang::parse(""), None);
    }
}
