//! Conditions of packs: CEL, the Common Expression Language, over what is known of a dossier.
//!
//! A condition is read once and then only evaluated. It can't loop but over a list or map it is given, and
//! each step of an evaluation is paid from a budget ([`BUDGET`]), as is each thing it copies or compares:
//! what costs more ends as [`ConditionFault::TooCostly`], which is the pack's fault and nobody else's. So a
//! condition ends soon whatever a pack says and whatever a person typed.
//!
//! The language is CEL's without bytes, unsigned numbers, raw strings, time values and `matches`; two
//! functions are added: `days(from, to)` and `years(from, to)` over ISO days. Tests hold it against another
//! implementation of CEL.

mod eval;
mod functions;
mod lexer;
mod parser;

#[cfg(test)]
mod tests;

pub use functions::Function;

use parser::Expr;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// Most bytes of a condition.
pub const LONGEST: usize = 2_000;
/// How deep a condition may nest.
pub const DEEPEST: usize = 48;
/// What an evaluation may cost: steps, and things copied or compared.
pub const BUDGET: u32 = 20_000;

/// What conditions of documents, fees and further procedures may ask for: what the filing says.
pub const FILING_NAMES: [&str; 7] = ["data", "applicant", "channel", "case", "documents", "unit", "fee"];
/// What guards of acts may ask for besides: how the dossier went on.
pub const DOSSIER_NAMES: [&str; 7] =
    ["step", "stage", "received", "supplements", "outcome", "children", "given"];
/// What expressions of an act's effects may ask for besides: what the act's own form was filled with.
pub const ANSWERS: &str = "answers";
/// What expressions of children may ask for besides, where there is one for each thing in a list: the thing.
pub const EACH: &str = "each";

/// Why a condition gives no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConditionFault {
    /// It isn't CEL; from which byte on, and what is wrong.
    #[error("at {at}: {what}")]
    Syntax {
        /// The byte.
        at: usize,
        /// What is wrong there.
        what: String,
    },
    /// A name that isn't known.
    #[error("unknown name `{0}`")]
    UnknownName(String),
    /// More than [`BUDGET`].
    #[error("costs too much")]
    TooCostly,
    /// A field that the data doesn't have.
    #[error("no field `{0}`")]
    NoField(String),
    /// An operation on something it isn't for.
    #[error("`{0}` isn't for these values")]
    Type(&'static str),
    /// A number out of range, or a division by nothing.
    #[error("the number is out of range")]
    Range,
    /// Not yes or no where that is asked.
    #[error("the answer is neither true nor false")]
    NotBoolean,
}

/// A condition, or any expression, as a pack writes it.
#[derive(Clone)]
pub struct Condition {
    source: Arc<str>,
    read: Arc<Result<Expr, ConditionFault>>,
}

impl Condition {
    /// Reads one. What can't be read is kept with its fault, so that a procedure that was published with it
    /// can still be loaded; evaluating it gives the fault.
    pub fn new(source: &str) -> Self {
        Self { source: source.into(), read: Arc::new(parser::parse(source)) }
    }

    /// As it is written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is wrong with it before anything is known.
    pub fn fault(&self) -> Option<&ConditionFault> {
        self.read.as_ref().as_ref().err()
    }

    /// The names that it asks for: roots only, without those that its own loops bind.
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        if let Ok(expr) = self.read.as_ref() {
            expr.names(&mut Vec::new(), &mut names);
        }
        names
    }

    /// Paths below a root that it asks for: `data.child.name` gives `child.name`, for checks against a form.
    pub fn paths(&self, root: &str) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        if let Ok(expr) = self.read.as_ref() {
            expr.paths(root, &mut paths);
        }
        paths
    }

    /// What it gives, with `known` for each name.
    pub fn evaluate(&self, known: &dyn Fn(&str) -> Option<Value>) -> Result<Value, ConditionFault> {
        let mut values = Vec::new();
        for name in self.names() {
            values.push((name, known(name).ok_or_else(|| ConditionFault::UnknownName(name.to_owned()))?));
        }
        let values: Vec<(&str, &Value)> = values.iter().map(|(name, value)| (*name, value)).collect();
        self.evaluate_over(&values)
    }

    /// What it gives over these values, which are not copied.
    pub fn evaluate_over(&self, values: &[(&str, &Value)]) -> Result<Value, ConditionFault> {
        let expr = self.read.as_ref().as_ref().map_err(Clone::clone)?;
        eval::run(expr, values, BUDGET)
    }

    /// Whether it holds.
    pub fn holds(&self, known: &dyn Fn(&str) -> Option<Value>) -> Result<bool, ConditionFault> {
        self.evaluate(known)?.as_bool().ok_or(ConditionFault::NotBoolean)
    }
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Condition {}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Condition").field(&self.source).finish()
    }
}

impl Serialize for Condition {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|source| Self::new(&source))
    }
}
