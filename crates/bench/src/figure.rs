//! What is printed: one JSON object a line.

use crate::told::Told;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// Times of requests that ended while it counted.
pub struct Times {
    /// Each one's.
    pub each: Vec<Duration>,
    /// How long it counted.
    pub wall: Duration,
}

impl Times {
    /// How many a second.
    pub fn per_second(&self) -> f64 {
        f64::from(u32::try_from(self.each.len()).unwrap_or(u32::MAX)) / self.wall.as_secs_f64().max(1e-9)
    }

    /// The milliseconds within which a share of them, in thousandths, was answered.
    pub fn quantile(&self, thousandths: usize) -> f64 {
        let mut sorted = self.each.clone();
        sorted.sort_unstable();
        let at = sorted.len().saturating_sub(1) * thousandths / 1_000;
        sorted.get(at).map_or(0.0, |t| t.as_secs_f64() * 1_000.0)
    }
}

/// A line about one thing.
pub struct Figure(Map<String, Value>);

impl Figure {
    /// What was measured, in a part, on an engine.
    pub fn of(told: &Told, what: &str) -> Self {
        let mut map = Map::new();
        for (name, value) in [("part", told.part.as_str()), ("engine", told.engine()), ("what", what)] {
            map.insert(name.to_owned(), json!(value));
        }
        Self(map)
    }

    /// With one more fact.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// With how many a second.
    pub fn rate(self, times: &Times) -> Self {
        self.with("count", times.each.len()).with("per_second", rounded(times.per_second()))
    }

    /// With how many a second, the median and p99.
    pub fn times(self, times: &Times) -> Self {
        self.rate(times)
            .with("median_ms", rounded(times.quantile(500)))
            .with("p99_ms", rounded(times.quantile(990)))
    }

    /// With the round in the middle, and the slowest and fastest one's rates.
    pub fn rounds(self, mut rounds: Vec<Times>, each: bool) -> Self {
        rounds.sort_by(|a, b| a.per_second().total_cmp(&b.per_second()));
        let rate = |times: Option<&Times>| times.map_or(0.0, |t| rounded(t.per_second()));
        let (least, most) = (rate(rounds.first()), rate(rounds.last()));
        let with = self.with("least_per_second", least).with("most_per_second", most);
        match rounds.get(rounds.len() / 2) {
            Some(middle) if each => with.times(middle),
            Some(middle) => with.rate(middle),
            None => with,
        }
    }

    /// Prints it, and tells the person who waits.
    pub fn print(self) {
        let line = Value::Object(self.0);
        println!("{line}");
        eprintln!("  {}", told_shortly(&line));
    }
}

/// Three digits after the point are more than anybody can measure.
pub fn rounded(x: f64) -> f64 {
    (x * 1_000.0).round() / 1_000.0
}

fn told_shortly(line: &Value) -> String {
    let Some(map) = line.as_object() else { return String::new() };
    let parts = map.iter().filter(|(name, _)| *name != "part");
    let parts = parts.map(|(name, value)| match value {
        Value::String(text) if name == "engine" || name == "what" => text.clone(),
        value => format!("{name} {value}"),
    });
    parts.collect::<Vec<_>>().join(", ")
}
