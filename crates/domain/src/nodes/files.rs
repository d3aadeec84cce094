//! Files that entries name, and the order in which they travel.

use crate::dossier::Attachment;
use crate::words::{BlobId, Moment};
use serde_json::Value;

/// Files travel in pieces of so many bytes: two seconds of a line of 256 kbit/s, so that entries never wait
/// long behind a file, and a cut costs little.
pub const PIECE: u64 = 64 * 1024;

/// A file that is still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which.
    pub blob: BlobId,
    /// How large it is.
    pub size_bytes: u64,
    /// How much of it is here.
    pub have_bytes: u64,
    /// Whether its small picture is here, or it is known that it has none.
    pub pictured: bool,
    /// Since when it is waited for.
    pub since: Moment,
}

/// What is carried next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The small picture of a file.
    Picture(Missing),
    /// The file, from where it stands.
    Whole(Missing),
}

/// In which order files travel. Small pictures first: with them officers see which paper it is, and go on.
/// Then what takes the shortest, so that of many files as many as possible can be read early; what has begun
/// counts by what is left of it. Among equals who waited longest is first.
pub fn order(mut missing: Vec<Missing>) -> Vec<Step> {
    missing.sort_by(|a, b| {
        let left = |m: &Missing| m.size_bytes.saturating_sub(m.have_bytes);
        (left(a), a.since, &a.blob).cmp(&(left(b), b.since, &b.blob))
    });
    // What fits into one piece is here as soon as its picture would be.
    let pictures = missing.iter().filter(|m| !m.pictured && m.have_bytes == 0 && m.size_bytes > PIECE);
    let mut steps: Vec<Step> = pictures.cloned().map(Step::Picture).collect();
    steps.extend(missing.into_iter().map(Step::Whole));
    steps
}

/// The files that an entry's body names, wherever it does: each file once.
pub fn named(body: &str) -> Vec<Attachment> {
    // Most entries name none, and most bodies are read for something else already.
    if !body.contains("\"blob\"") {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str(body) {
        look(&value, &mut found);
    }
    found
}

fn look(value: &Value, found: &mut Vec<Attachment>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| look(item, found)),
        Value::Object(map) => {
            if map.contains_key("blob")
                && let Ok(file) = serde_json::from_value::<Attachment>(value.clone())
            {
                if found.iter().all(|known| known.blob != file.blob) {
                    found.push(file);
                }
                return;
            }
            map.values().for_each(|item| look(item, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Missing, PIECE, Step, order};
    use crate::words::Moment;

    fn missing(name: char, size_bytes: u64, have_bytes: u64, since: i64) -> Missing {
        let blob = name.to_string().repeat(64).parse().unwrap();
        Missing { blob, size_bytes, have_bytes, pictured: false, since: Moment::from_millis(since) }
    }

    fn told(steps: &[Step]) -> Vec<String> {
        let name = |m: &Missing| m.blob.as_str().chars().take(1).collect::<String>();
        let tell = |step: &Step| match step {
            Step::Picture(m) => format!("picture {}", name(m)),
            Step::Whole(m) => format!("file {}", name(m)),
        };
        steps.iter().map(tell).collect()
    }

    #[test]
    fn pictures_come_first_and_then_what_takes_the_shortest() {
        let large = missing('a', 40 * PIECE, 0, 1);
        let begun = missing('b', 30 * PIECE, 28 * PIECE, 5);
        let middle = missing('c', 3 * PIECE, 0, 4);
        let small = missing('d', 900, 0, 9);
        let steps = order(vec![large, begun, middle, small]);
        // A file of one piece is its own picture, and one that has begun is nearly here.
        let wanted = ["picture c", "picture a", "file d", "file b", "file c", "file a"];
        assert_eq!(told(&steps), wanted);
    }

    #[test]
    fn who_waited_longest_is_first_among_equals_and_no_picture_is_asked_for_twice() {
        let mut old = missing('e', 2 * PIECE, 0, 1);
        old.pictured = true;
        let young = missing('a', 2 * PIECE, 0, 2);
        assert_eq!(told(&order(vec![young, old])), ["picture a", "file e", "file a"]);
        assert_eq!(order(Vec::new()), []);
    }

    #[test]
    fn more_than_there_should_be_sorts_and_breaks_nothing() {
        assert_eq!(told(&order(vec![missing('a', 10, 20, 1)])), ["file a"]);
    }
}
