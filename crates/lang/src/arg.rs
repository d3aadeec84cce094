//! A value that goes into a message.

use fluent_bundle::FluentValue;

/// A value for a variable of a message.
///
/// A number is a quantity: it is grouped the reader's way (`1.500`) and picks the plural. Codes, years and
/// other figures that must stay as they are written go in as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg<'a>(FluentValue<'a>);

impl<'a> Arg<'a> {
    pub(crate) fn value(&self) -> FluentValue<'a> {
        self.0.clone()
    }
}

/// Both the value and a reference to it are taken, because templates pass references.
macro_rules! arg_from {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Arg<'_> {
            fn from(value: $kind) -> Self {
                Self(FluentValue::from(value))
            }
        }
        impl From<&$kind> for Arg<'_> {
            fn from(value: &$kind) -> Self {
                Self(FluentValue::from(*value))
            }
        }
    )+};
}

arg_from!(i32, i64, u8, u32, u64, usize, f64);

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self(FluentValue::String(text.into()))
    }
}

impl<'a> From<&&'a str> for Arg<'a> {
    fn from(text: &&'a str) -> Self {
        Self::from(*text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self(FluentValue::String(text.into()))
    }
}
