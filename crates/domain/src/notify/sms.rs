//! What a text message weighs: alphabet, parts, cost.
//!
//! GSM 03.38 (3GPP TS 23.038) counts septets: 160 in one message, 153 in each part of a longer one, two for
//! a character of the extension table. Whatever isn't in it needs UCS-2: 70 units, 67 in each part. A sign
//! is never cut in two.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The default alphabet of GSM 03.38 by its codes; what stands at 27 begins the extension.
const BASIC: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
);
/// The extension table: a character with the code that follows the escape.
const EXTENDED: [(char, u8); 10] = [
    ('\u{c}', 10),
    ('^', 20),
    ('{', 40),
    ('}', 41),
    ('\\', 47),
    ('[', 60),
    ('~', 61),
    (']', 62),
    ('|', 64),
    ('€', 101),
];
const ESCAPE: u8 = 27;

/// How the signs of a message travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// GSM 03.38, a septet a sign.
    Gsm,
    /// UCS-2, sixteen bits a sign.
    Ucs2,
}

impl Alphabet {
    /// Units in a message of one part.
    pub const fn alone(self) -> usize {
        match self {
            Self::Gsm => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Units in each part of a longer one.
    pub const fn each(self) -> usize {
        match self {
            Self::Gsm => 153,
            Self::Ucs2 => 67,
        }
    }

    /// Units that a sign takes.
    fn units(self, c: char) -> usize {
        match self {
            Self::Gsm if EXTENDED.iter().any(|(e, _)| *e == c) => 2,
            Self::Gsm => 1,
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// How much of its marks a text loses on the way into GSM 03.38.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// All of them: Vietnamese, where half of the marks reads worse than none.
    Bare,
    /// Those that the alphabet lacks: French keeps `é`, `è`, `à`, `ù`.
    Kept,
}

/// A text message, cut into what is sent at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sms {
    /// How it travels.
    pub alphabet: Alphabet,
    /// Its parts, in reading order; never none.
    pub parts: Vec<String>,
}

impl Sms {
    /// Weighs and cuts a text as it is.
    pub fn of(text: &str) -> Self {
        let alphabet = if text.chars().all(is_gsm) { Alphabet::Gsm } else { Alphabet::Ucs2 };
        let whole: usize = text.chars().map(|c| alphabet.units(c)).sum();
        if whole <= alphabet.alone() {
            return Self { alphabet, parts: vec![text.to_owned()] };
        }
        let (mut parts, mut part, mut filled) = (Vec::new(), String::new(), 0);
        for c in text.chars() {
            let units = alphabet.units(c);
            if filled + units > alphabet.each() {
                parts.push(std::mem::take(&mut part));
                filled = 0;
            }
            part.push(c);
            filled += units;
        }
        parts.push(part);
        Self { alphabet, parts }
    }

    /// How many parts are paid for.
    pub fn count(&self) -> u32 {
        u32::try_from(self.parts.len()).unwrap_or(u32::MAX)
    }

    /// What it costs in đồng, where a part costs so much.
    pub fn cost(&self, part_vnd: i64) -> i64 {
        part_vnd.saturating_mul(i64::from(self.count()))
    }

    /// The octets of a part: a septet an octet (unpacked, as SMPP carries them), or UCS-2 in network order.
    pub fn octets(&self, part: &str) -> Vec<u8> {
        match self.alphabet {
            Alphabet::Gsm => part.chars().flat_map(septets).collect(),
            Alphabet::Ucs2 => part.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// Whether a sign is in GSM 03.38.
fn is_gsm(c: char) -> bool {
    c != '\u{1b}' && (BASIC.contains(c) || EXTENDED.iter().any(|(e, _)| *e == c))
}

fn septets(c: char) -> impl Iterator<Item = u8> {
    let extended = EXTENDED.iter().find(|(e, _)| *e == c).map(|(_, code)| *code);
    let basic = BASIC.chars().position(|b| b == c).and_then(|at| u8::try_from(at).ok());
    let code = extended.or(basic).unwrap_or(b'?');
    extended.map(|_| ESCAPE).into_iter().chain([code])
}

/// A text in signs of GSM 03.38 alone: marks go, `đ` is `d`, dashes, quotes and spaces become plain ones.
/// What has no likeness there (a letter of another script) becomes `?`.
pub fn to_gsm(text: &str, folding: Folding) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if is_gsm(c) && (folding == Folding::Kept || c.is_ascii()) {
            out.push(c);
            continue;
        }
        if let Some(like) = plain(c) {
            out.push_str(like);
        } else {
            let bare = c.nfd().filter(|c| !is_combining_mark(*c));
            out.extend(bare.map(|c| if is_gsm(c) { c } else { '?' }));
        }
    }
    out
}

/// What a sign without a decomposition becomes.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'đ' | '₫' => "d",
        'Đ' => "D",
        'œ' => "oe",
        'Œ' => "OE",
        '–' | '—' | '‑' | '−' | '•' | '·' => "-",
        '‘' | '’' | '`' | '´' => "'",
        '“' | '”' | '«' | '»' => "\"",
        '…' => "...",
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => " ",
        '\u{200b}'..='\u{200d}' | '\u{feff}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, BASIC, Folding, Sms, to_gsm};
    use proptest::prelude::*;

    #[test]
    fn the_alphabet_has_its_128_codes() {
        assert_eq!(BASIC.chars().count(), 128);
        let sms = Sms::of("@ A a à");
        assert_eq!(sms.octets("@ A a à"), [0, 32, 65, 32, 97, 32, 127]);
        assert_eq!(sms.octets("€|"), [27, 101, 27, 64]);
    }

    #[test]
    fn parts_are_counted_as_networks_bill_them() {
        let count = |text: &str| (Sms::of(text).alphabet, Sms::of(text).count());
        assert_eq!(count(""), (Alphabet::Gsm, 1));
        assert_eq!(count(&"a".repeat(160)), (Alphabet::Gsm, 1));
        assert_eq!(count(&"a".repeat(161)), (Alphabet::Gsm, 2));
        assert_eq!(count(&"a".repeat(306)), (Alphabet::Gsm, 2));
        assert_eq!(count(&"a".repeat(307)), (Alphabet::Gsm, 3));
        assert_eq!(count(&"€".repeat(80)), (Alphabet::Gsm, 1));
        assert_eq!(count(&"€".repeat(81)), (Alphabet::Gsm, 2));
        assert_eq!(count(&"ệ".repeat(70)), (Alphabet::Ucs2, 1));
        assert_eq!(count(&"ệ".repeat(71)), (Alphabet::Ucs2, 2));
        assert_eq!(count(&"😀".repeat(35)), (Alphabet::Ucs2, 1));
        assert_eq!(count(&"😀".repeat(36)), (Alphabet::Ucs2, 2));
        assert_eq!(Sms::of(&"a".repeat(161)).cost(350), 700);
    }

    #[test]
    fn an_escape_and_its_sign_stay_in_one_part() {
        let sms = Sms::of(&format!("{}€{}", "a".repeat(152), "b".repeat(20)));
        assert_eq!(sms.parts.first().map(String::len), Some(152));
        assert!(sms.parts.iter().all(|part| sms.octets(part).len() <= 153));
    }

    #[test]
    fn vietnamese_loses_all_marks_and_french_only_those_that_the_alphabet_lacks() {
        let bare = |text| to_gsm(text, Folding::Bare);
        assert_eq!(bare("Hồ sơ đã được tiếp nhận – 50.000\u{a0}₫"), "Ho so da duoc tiep nhan - 50.000 d");
        assert_eq!(bare("Nguye\u{302}\u{303}n Thị Hoà, “Ủy ban”…"), "Nguyen Thi Hoa, \"Uy ban\"...");
        let kept = |text| to_gsm(text, Folding::Kept);
        assert_eq!(kept("Vous n’êtes pas reçu à l'œuvre, désolé"), "Vous n'etes pas recu à l'oeuvre, désolé");
        assert_eq!(kept("日本"), "??");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_in_cutting_and_no_part_is_too_long(text in "\\PC{0,400}") {
            let sms = Sms::of(&text);
            prop_assert_eq!(sms.parts.concat(), text);
            let most = if sms.parts.len() == 1 { sms.alphabet.alone() } else { sms.alphabet.each() };
            for part in &sms.parts {
                let units: usize = part.chars().map(|c| sms.alphabet.units(c)).sum();
                prop_assert!(units <= most);
            }
        }

        #[test]
        fn a_folded_text_is_always_gsm_and_folding_again_changes_nothing(text in "\\PC{0,200}") {
            for folding in [Folding::Bare, Folding::Kept] {
                let folded = to_gsm(&text, folding);
                prop_assert_eq!(Sms::of(&folded).alphabet, Alphabet::Gsm);
                prop_assert_eq!(to_gsm(&folded, folding), folded);
            }
        }
    }
}
