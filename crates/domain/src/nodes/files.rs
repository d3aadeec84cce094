//! Files that entries name, and the order in which they travel.

use crate::dossier::Attachment;
use serde_json::Value;

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
