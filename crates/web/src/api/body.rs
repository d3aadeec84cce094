//! What a program sends: JSON, read field by field, so that everything that is wrong is named at once and
//! nothing is passed over in silence.

use super::problem::Fault;
use crate::frame::Web;
use app::{AppError, Once, Problem};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use domain::ledger::canonical_json;
use serde_json::{Map, Value};

/// Most bytes of a body of JSON.
const BYTES: usize = 1024 * 1024;
/// Most levels of objects and lists in it.
const LEVELS: usize = 32;
/// Most entries of a list.
const ENTRIES: usize = 200;

/// The object that a request carries.
pub struct Body {
    object: Map<String, Value>,
    headers: HeaderMap,
    path: String,
}

impl Body {
    /// Begins to read the object.
    pub fn read(&self) -> Object {
        Object { at: String::new(), left: self.object.clone() }
    }

    /// The request's headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The key that makes repeating the request harmless, with a digest of all that it asks.
    pub fn once(&self) -> Result<Option<Once>, Fault> {
        let Some(key) = self.headers.get("idempotency-key") else { return Ok(None) };
        let wrong = || Fault::from(AppError::invalid("Idempotency-Key", "problem-idempotency-key"));
        let key = key.to_str().map_err(|_| wrong())?.trim();
        let asked = canonical_json(&Value::Object(self.object.clone()));
        let version = self.headers.get(header::IF_MATCH).map(|v| v.as_bytes().to_vec()).unwrap_or_default();
        let content = [self.path.as_bytes(), asked.as_bytes(), &version].join(&0);
        if key.is_empty() { Err(wrong()) } else { Ok(Some(Once::of(key, &content))) }
    }
}

impl FromRequest<Web> for Body {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" {
            return Err(AppError::MediaType.into());
        }
        let limit_bytes = u64::try_from(BYTES).unwrap_or(u64::MAX);
        let bytes = axum::body::to_bytes(body, BYTES).await;
        let bytes = bytes.map_err(|_| AppError::TooLarge { limit_bytes })?;
        Ok(Self { object: parse(&bytes)?, headers: parts.headers, path: parts.uri.path().to_owned() })
    }
}

fn parse(bytes: &[u8]) -> Result<Map<String, Value>, Fault> {
    let unreadable =
        |code, problem| Fault::seen(StatusCode::BAD_REQUEST, code, AppError::Invalid(vec![problem]));
    if levels(bytes) > LEVELS {
        let problem = Problem::new("", "problem-json-levels").with("most", LEVELS);
        return Err(unreadable("json-levels", problem));
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Fault::invalid(vec![Problem::new("", "problem-json-object")])),
        Err(error) => {
            let problem = Problem::new("", "problem-json-syntax");
            let problem = problem.with("line", error.line()).with("column", error.column());
            Err(unreadable("json-syntax", problem))
        }
    }
}

/// How deep brackets nest, outside of strings.
fn levels(bytes: &[u8]) -> usize {
    let (mut level, mut most, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                level += 1;
                most = most.max(level);
            }
            b'}' | b']' if !quoted => level = level.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// An object that is being read: each field is taken out, and what is left at the end is unknown.
pub struct Object {
    at: String,
    left: Map<String, Value>,
}

impl Object {
    /// Where a field stands, as problems name it.
    fn place(&self, name: &str) -> String {
        if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|v| !v.is_null())
    }

    fn wrong(&self, name: &str, problems: &mut Vec<Problem>) {
        problems.push(Problem::new(self.place(name), "problem-type"));
    }

    /// Whether a field is there, and not null.
    pub fn has(&self, name: &str) -> bool {
        self.left.get(name).is_some_and(|v| !v.is_null())
    }

    /// A text; none where it isn't there.
    pub fn text(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
        if let Value::String(text) = self.take(name)? {
            return Some(text);
        }
        self.wrong(name, problems);
        None
    }

    /// A whole number.
    pub fn number(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<i64> {
        let value = self.take(name)?;
        let number = value.as_i64();
        if number.is_none() {
            self.wrong(name, problems);
        }
        number
    }

    /// Yes or no; no where it isn't there.
    pub fn flag(&mut self, name: &str, problems: &mut Vec<Problem>) -> bool {
        match self.take(name) {
            None => false,
            Some(Value::Bool(yes)) => yes,
            Some(_) => {
                self.wrong(name, problems);
                false
            }
        }
    }

    /// A number or the text of one.
    pub fn number_or_text(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            Value::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
            _ => {
                self.wrong(name, problems);
                None
            }
        }
    }

    /// An object as it is.
    pub fn map(&mut self, name: &str, problems: &mut Vec<Problem>) -> Map<String, Value> {
        match self.take(name) {
            None => Map::new(),
            Some(Value::Object(map)) => map,
            Some(_) => {
                self.wrong(name, problems);
                Map::new()
            }
        }
    }

    /// An object, read by `read`, which sees what it doesn't know refused.
    pub fn object<T>(
        &mut self,
        name: &str,
        problems: &mut Vec<Problem>,
        read: impl FnOnce(&mut Object, &mut Vec<Problem>) -> T,
    ) -> Option<T> {
        let value = self.take(name)?;
        within(self.place(name), value, problems, read)
    }

    /// A list of objects, each read by `read`.
    pub fn objects<T>(
        &mut self,
        name: &str,
        problems: &mut Vec<Problem>,
        read: impl Fn(&mut Object, &mut Vec<Problem>) -> T,
    ) -> Vec<T> {
        let place = self.place(name);
        let entries = self.list(name, problems).into_iter().enumerate();
        entries.filter_map(|(i, value)| within(format!("{place}.{i}"), value, problems, &read)).collect()
    }

    /// A list of texts.
    pub fn texts(&mut self, name: &str, problems: &mut Vec<Problem>) -> Vec<String> {
        let place = self.place(name);
        let mut texts = Vec::new();
        for (i, value) in self.list(name, problems).into_iter().enumerate() {
            match value {
                Value::String(text) => texts.push(text),
                _ => problems.push(Problem::new(format!("{place}.{i}"), "problem-type")),
            }
        }
        texts
    }

    fn list(&mut self, name: &str, problems: &mut Vec<Problem>) -> Vec<Value> {
        match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(entries)) if entries.len() <= ENTRIES => entries,
            Some(Value::Array(_)) => {
                let problem = Problem::new(self.place(name), "problem-too-many-items");
                problems.push(problem.with("most", ENTRIES));
                Vec::new()
            }
            Some(_) => {
                self.wrong(name, problems);
                Vec::new()
            }
        }
    }

    /// Notes that a field must be there.
    pub fn missing(&self, name: &str, problems: &mut Vec<Problem>) {
        let place = self.place(name);
        if !problems.iter().any(|p| p.field == place) {
            problems.push(Problem::new(place, "problem-required"));
        }
    }

    /// Notes every field that nobody asked for.
    pub fn end(&mut self, problems: &mut Vec<Problem>) {
        for name in std::mem::take(&mut self.left).keys().take(20) {
            // The name came from outside: so much of it is said, and no more.
            let name: String = name.chars().take(60).collect();
            problems.push(Problem::new(self.place(&name), "problem-unknown-field").with("name", &name));
        }
    }
}

fn within<T>(
    at: String,
    value: Value,
    problems: &mut Vec<Problem>,
    read: impl FnOnce(&mut Object, &mut Vec<Problem>) -> T,
) -> Option<T> {
    let Value::Object(left) = value else {
        problems.push(Problem::new(at, "problem-type"));
        return None;
    };
    let mut object = Object { at, left };
    let read = read(&mut object, problems);
    object.end(problems);
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::levels;

    #[test]
    fn brackets_in_strings_are_no_levels() {
        assert_eq!(levels(br#"{"a":[{"b":"[[[\"[["}]}"#), 3);
        assert_eq!(levels(&vec![b'['; 100_000]), 100_000);
    }
}
