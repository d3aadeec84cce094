//! Words for people, in Vietnamese, English and French.
//!
//! A key is a message in `locales/<language>/<room>.ftl`. Code never holds a sentence for a person: it holds
//! a key and says it in the language of whoever reads.
//!
//! ```text
//! let words = Words::of(Lang::Vi);
//! words.say("save");                                  // Lưu
//! words.say_with("days-count", &[("count", 3.into())]); // 3 ngày
//! words.money(50_000);                                // 50.000 ₫
//! ```
//!
//! Invariants: the three languages define the same keys with the same variables (a test holds that), no
//! message is defined twice, and saying something never fails: an unknown key is said as itself.

mod arg;
mod format;
mod tag;
mod words;

pub use arg::Arg;
pub use tag::{Lang, UnknownLang};
pub use words::{Words, faults, keys};
