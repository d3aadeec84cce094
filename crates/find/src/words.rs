//! Words of a text, each as written and folded.

use domain::words::{fold, nfc};
use unicode_normalization::char::is_combining_mark;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In lower case, with its diacritics, composed.
    pub written: String,
    /// Without them, `đ` as `d`.
    pub folded: String,
}

/// The words of a text. A mark that stands alone belongs to the letter before it and never cuts a word.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let text = nfc(text);
    let pieces = text.split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c)));
    let word = |piece: &str| {
        let folded: String = fold(piece).split(' ').collect();
        (!folded.is_empty()).then(|| Word { written: piece.to_lowercase(), folded })
    };
    pieces.filter_map(word).collect()
}

/// Folded words with a space between.
pub(crate) fn joined<'a>(folded: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for word in folded {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Two neighbours as one term; no word has the mark between them.
pub(crate) fn pair(a: &str, b: &str) -> String {
    format!("{a}_{b}")
}

/// Whether a term is looked up as it is and never guessed: pairs, and words with digits. There may be as many
/// of them as documents, where words of letters are a few thousand.
pub(crate) fn is_rare(term: &str) -> bool {
    term.contains(|c: char| c == '_' || c.is_numeric())
}

/// A code as it is compared.
pub(crate) fn code_key(text: &str) -> String {
    nfc(text.trim()).to_lowercase()
}

/// A count as a number to reckon with.
pub(crate) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::{Word, is_rare, words};

    #[test]
    fn words_are_cut_alike_as_written_and_folded() {
        let word = |written: &str, folded: &str| Word { written: written.into(), folded: folded.into() };
        let expected = [word("đăng", "dang"), word("ký", "ky"), word("khai", "khai")];
        assert_eq!(words(" Đăng-KÝ, khai!"), expected);
        assert_eq!(words("Đa\u{306}ng Ky\u{301} khai"), expected);
        assert_eq!(words("x\u{302}y").len(), 1);
        assert!(words("\u{301} 😀 _ |").is_empty());
    }

    #[test]
    fn pairs_and_numbers_are_not_guessed() {
        assert!(is_rare("dang_ky") && is_rare("001193") && !is_rare("khai"));
    }
}
