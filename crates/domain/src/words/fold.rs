//! Text folded for search: lower case, no diacritics, `đ` as `d`, one space between words.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Canonical composition: the form in which every text is stored.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// A character that nobody sees but that changes what is read: controls, marks that turn the direction of
/// writing (`exe.pdf` shown for `fdp.exe`), spaces without width. Line ends count as well.
pub fn unseen(c: char) -> bool {
    let mark = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    c.is_control() || mark || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// Lower case, no diacritics, `đ` as `d`; everything else as it is written.
pub fn bare(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// `"Đăng ký  KHAI SINH"` becomes `"dang ky khai sinh"`; punctuation becomes a space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in bare(text).chars() {
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
    use super::{bare, fold, unseen};

    #[test]
    fn folds_composed_and_decomposed_alike() {
        assert_eq!(fold("Đăng ký – KHAI  SINH"), "dang ky khai sinh");
        assert_eq!(fold("Nguye\u{302}\u{303}n Thi\u{323} Hoa"), "nguyen thi hoa");
    }

    #[test]
    fn what_is_made_bare_keeps_what_is_no_letter() {
        assert_eq!(bare("Ea H'Leo – <b>Đ</b>"), "ea h'leo – <b>d</b>");
    }

    #[test]
    fn what_nobody_sees_is_told_apart_from_what_is_read() {
        assert!("\u{202e}\u{200b}\u{2066}\u{feff}\u{7}\n".chars().all(unseen));
        assert!(!"Nguye\u{302}\u{303}n Thị Hoà – số 1, ngõ 2 😀".chars().any(unseen));
    }
}
