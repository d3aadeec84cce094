//! Text folded for search: lower case, no diacritics, `đ` as `d`, one space between words.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Canonical composition: the form in which every text is stored.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// `"Đăng ký  KHAI SINH"` becomes `"dang ky khai sinh"`; punctuation becomes a space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let c = if c == 'đ' { 'd' } else { c };
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else {
            gap = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_composed_and_decomposed_alike() {
        assert_eq!(fold("Đăng ký – KHAI  SINH"), "dang ky khai sinh");
        assert_eq!(fold("Nguye\u{302}\u{303}n Thi\u{323} Hoa"), "nguyen thi hoa");
    }
}
