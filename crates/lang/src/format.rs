//! Dates, money and numbers as the reader's language writes them.
//!
//! Spaces inside a figure don't break: a sum of money never ends one line and begins the next.

use crate::{Lang, Words};

/// Between a number and its sign.
const SPACE: char = '\u{a0}';
/// Between the groups of a French number.
const THIN_SPACE: char = '\u{202f}';

impl Words {
    /// A day: `15/08/2025` in all three languages.
    pub fn date(&self, year: impl Into<i64>, month: impl Into<i64>, day: impl Into<i64>) -> String {
        format!("{:02}/{:02}/{:04}", day.into(), month.into(), year.into())
    }

    /// A time of day: `14:30`.
    pub fn time(&self, hour: impl Into<i64>, minute: impl Into<i64>) -> String {
        format!("{:02}:{:02}", hour.into(), minute.into())
    }

    /// A whole number, grouped: `1.500`, `1,500`, `1 500`.
    pub fn number(&self, number: impl Into<i64>) -> String {
        written(self.lang(), &number.into().to_string())
    }

    /// A number with so many decimals: `98,8` or `98.8`.
    pub fn decimal(&self, number: f64, places: usize) -> String {
        written(self.lang(), &format!("{number:.places$}"))
    }

    /// Money in đồng: `50.000 ₫`, `₫50,000`, `50 000 ₫`.
    pub fn money(&self, dong: impl Into<i64>) -> String {
        let dong = dong.into();
        match self.lang() {
            Lang::En if dong < 0 => format!("-₫{}", written(Lang::En, &dong.unsigned_abs().to_string())),
            Lang::En => format!("₫{}", self.number(dong)),
            Lang::Vi | Lang::Fr => format!("{}{SPACE}₫", self.number(dong)),
        }
    }

    /// A percentage, one decimal, from a number that already counts per cent: 98.8 is `98,8 %` or `98.8%`.
    pub fn percent(&self, percent: f64) -> String {
        let number = self.decimal(percent, 1);
        match self.lang() {
            Lang::En => format!("{number}%"),
            Lang::Vi | Lang::Fr => format!("{number}{SPACE}%"),
        }
    }

    /// The same with two decimals, from hundredths of a percent: 9883 is `98,83 %` or `98.83%`.
    pub fn basis_points(&self, hundredths: u64) -> String {
        let number = written(self.lang(), &format!("{}.{:02}", hundredths / 100, hundredths % 100));
        match self.lang() {
            Lang::En => format!("{number}%"),
            Lang::Vi | Lang::Fr => format!("{number}{SPACE}%"),
        }
    }

    /// So many of so many as a percentage, rounded down so that it never reads 100 while one is missing; a
    /// dash when there are none to count.
    pub fn share(&self, part: u32, whole: u32) -> String {
        if whole == 0 {
            return "–".to_owned();
        }
        let tenths = u64::from(part) * 1000 / u64::from(whole);
        self.percent(f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0)
    }

    /// Several things in one sentence: `a, b và c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let and = match self.lang() {
            Lang::Vi => " và ",
            Lang::En => " and ",
            Lang::Fr => " et ",
        };
        let mut said = String::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                said.push_str(if at + 1 == items.len() { and } else { ", " });
            }
            said.push_str(item.as_ref());
        }
        said
    }
}

/// A plain number such as `-1234.5` written the language's way.
pub fn written(lang: Lang, plain: &str) -> String {
    let (group, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
        Lang::Fr => (THIN_SPACE, ','),
    };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut said = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            said.push(group);
        }
        said.push(digit);
    }
    if !fraction.is_empty() {
        said.push(point);
        said.push_str(fraction);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_the_readers_way() {
        let said = |lang, dong: i64| Words::of(lang).money(dong);
        assert_eq!(said(Lang::Vi, 50_000), "50.000\u{a0}₫");
        assert_eq!(said(Lang::En, 50_000), "₫50,000");
        assert_eq!(said(Lang::Fr, 50_000), "50\u{202f}000\u{a0}₫");
        assert_eq!(said(Lang::Vi, 0), "0\u{a0}₫");
        assert_eq!(said(Lang::En, -1_234_567), "-₫1,234,567");
        assert_eq!(said(Lang::Vi, i64::MIN), "-9.223.372.036.854.775.808\u{a0}₫");
    }

    #[test]
    fn days_and_times_have_two_figures() {
        let words = Words::of(Lang::Fr);
        assert_eq!(words.date(2025_i16, 8_i8, 5_i8), "05/08/2025");
        assert_eq!(words.time(7, 5), "07:05");
    }

    #[test]
    fn shares_and_decimals_use_the_readers_point() {
        assert_eq!(Words::of(Lang::Vi).percent(98.8), "98,8\u{a0}%");
        assert_eq!(Words::of(Lang::En).percent(98.8), "98.8%");
        assert_eq!(Words::of(Lang::Fr).share(1, 3), "33,3\u{a0}%");
        assert_eq!(Words::of(Lang::En).share(1999, 2000), "99.9%");
        assert_eq!(Words::of(Lang::En).share(0, 0), "–");
        assert_eq!(Words::of(Lang::Vi).basis_points(9_905), "99,05\u{a0}%");
        assert_eq!(Words::of(Lang::En).basis_points(10_000), "100.00%");
        assert_eq!(Words::of(Lang::Vi).decimal(-1234.56, 2), "-1.234,56");
        assert_eq!(Words::of(Lang::Vi).number(999), "999");
    }

    #[test]
    fn a_list_ends_with_and() {
        let none: [&str; 0] = [];
        assert_eq!(Words::of(Lang::Vi).list(&none), "");
        assert_eq!(Words::of(Lang::Vi).list(&["đơn"]), "đơn");
        assert_eq!(Words::of(Lang::Vi).list(&["đơn", "bản sao", "ảnh"]), "đơn, bản sao và ảnh");
        assert_eq!(Words::of(Lang::Fr).list(&["a", "b"]), "a et b");
    }
}
