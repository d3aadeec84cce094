//! What is to be printed.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A paper before it is printed: texts, data, and what tells it from all others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Texts in Typst by their path among the packs: `one-stop/papers/common.typ`. All that a template can
    /// include.
    pub texts: BTreeMap<String, String>,
    /// The path of the text that is printed.
    pub main: String,
    /// What templates read as `/data.json`.
    pub data: Value,
    /// Tells this paper from all others, the same at each printing.
    pub ident: String,
    /// When the paper says that it was made.
    pub at: Dated,
}

/// A minute of Vietnamese time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// Year.
    pub year: i32,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
    /// Hour.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
}
