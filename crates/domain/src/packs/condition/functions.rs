//! The functions of conditions.

use super::ConditionFault;
use crate::words::Day;
use serde_json::Value;

/// A function that conditions may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// How many characters, elements or keys.
    Size,
    /// Whether a text holds another.
    Contains,
    /// Whether a text begins with another.
    StartsWith,
    /// Whether a text ends with another.
    EndsWith,
    /// As a whole number.
    Int,
    /// As a number with decimals.
    Double,
    /// As a text.
    String,
    /// Calendar days from a day to another.
    Days,
    /// Full years from a day to another: an age.
    Years,
}

impl Function {
    /// Every function, with how it is written: as a method (`x.f(y)`), as a call (`f(x)`), or both.
    const ALL: [(&'static str, Self, usize, bool, bool); 9] = [
        ("size", Self::Size, 1, true, true),
        ("contains", Self::Contains, 2, true, false),
        ("startsWith", Self::StartsWith, 2, true, false),
        ("endsWith", Self::EndsWith, 2, true, false),
        ("int", Self::Int, 1, false, true),
        ("double", Self::Double, 1, false, true),
        ("string", Self::String, 1, false, true),
        ("days", Self::Days, 2, false, true),
        ("years", Self::Years, 2, false, true),
    ];

    /// The function of that name with so many arguments, the receiver counted.
    pub(super) fn find(name: &str, arguments: usize, method: bool) -> Option<Self> {
        let fits = |(n, _, count, m, call): &&(&str, Self, usize, bool, bool)| {
            *n == name && *count == arguments && if method { *m } else { *call }
        };
        Self::ALL.iter().find(fits).map(|(_, f, ..)| *f)
    }

    /// Applies it.
    pub(super) fn apply(self, values: &[&Value]) -> Result<Value, ConditionFault> {
        match (self, values) {
            (Self::Size, [value]) => size(value).map(Value::from),
            (Self::Contains, [Value::String(a), Value::String(b)]) => Ok(a.contains(b.as_str()).into()),
            (Self::StartsWith, [Value::String(a), Value::String(b)]) => Ok(a.starts_with(b.as_str()).into()),
            (Self::EndsWith, [Value::String(a), Value::String(b)]) => Ok(a.ends_with(b.as_str()).into()),
            (Self::Int, [value]) => int(value).map(Value::from),
            (Self::Double, [value]) => double(value).map(Value::from),
            (Self::String, [value]) => string(value),
            (Self::Days, [from, to]) => days(from, to),
            (Self::Years, [from, to]) => years(from, to),
            _ => Err(ConditionFault::Type(self.name())),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Contains => "contains",
            Self::StartsWith => "startsWith",
            Self::EndsWith => "endsWith",
            Self::Int => "int",
            Self::Double => "double",
            Self::String => "string",
            Self::Days => "days",
            Self::Years => "years",
        }
    }
}

fn size(value: &Value) -> Result<i64, ConditionFault> {
    let size = match value {
        Value::String(s) => s.chars().count(),
        Value::Array(a) => a.len(),
        Value::Object(m) => m.len(),
        _ => return Err(ConditionFault::Type("size")),
    };
    i64::try_from(size).map_err(|_| ConditionFault::Range)
}

fn int(value: &Value) -> Result<i64, ConditionFault> {
    match value {
        Value::Number(n) if n.is_i64() => n.as_i64().ok_or(ConditionFault::Range),
        Value::Number(n) => n.as_f64().and_then(whole).ok_or(ConditionFault::Range),
        Value::String(s) => s.parse().map_err(|_| ConditionFault::Type("int")),
        _ => Err(ConditionFault::Type("int")),
    }
}

/// A number without its decimals, where it fits.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked; decimals are meant to go")]
fn whole(n: f64) -> Option<i64> {
    (n.abs() < 9.0e18).then_some(n as i64)
}

fn double(value: &Value) -> Result<f64, ConditionFault> {
    match value {
        Value::Number(n) => n.as_f64().ok_or(ConditionFault::Range),
        Value::String(s) => {
            s.parse().ok().filter(|n: &f64| n.is_finite()).ok_or(ConditionFault::Type("double"))
        }
        _ => Err(ConditionFault::Type("double")),
    }
}

fn string(value: &Value) -> Result<Value, ConditionFault> {
    match value {
        Value::String(_) => Ok(value.clone()),
        Value::Number(n) => Ok(n.to_string().into()),
        Value::Bool(b) => Ok(b.to_string().into()),
        _ => Err(ConditionFault::Type("string")),
    }
}

fn day(value: &Value) -> Option<Day> {
    value.as_str().and_then(Day::parse)
}

fn days(from: &Value, to: &Value) -> Result<Value, ConditionFault> {
    let (Some(from), Some(to)) = (day(from), day(to)) else { return Err(ConditionFault::Type("days")) };
    let span = from.0.until(to.0).map_err(|_| ConditionFault::Range)?;
    Ok(span.get_days().into())
}

fn years(from: &Value, to: &Value) -> Result<Value, ConditionFault> {
    let (Some(from), Some(to)) = (day(from), day(to)) else { return Err(ConditionFault::Type("years")) };
    let before = (to.0.month(), to.0.day()) < (from.0.month(), from.0.day());
    Ok((i64::from(to.0.year()) - i64::from(from.0.year()) - i64::from(before)).into())
}
