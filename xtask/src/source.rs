//! Just enough of Rust's grammar to tell code from comments and quoted text, and to find functions.

/// What a stretch of Rust source is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Comment,
    Quoted,
}

/// The source with comments and quoted text blanked out. Every byte and line stays where it was.
pub fn code_only(text: &str) -> String {
    blanked(text, &[Kind::Comment, Kind::Quoted])
}

/// The source with comments blanked out.
pub fn without_comments(text: &str) -> String {
    blanked(text, &[Kind::Comment])
}

/// Every quoted text with its line, without its quotes, as it is written.
pub fn literals(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (kind, start, len) in stretches(text) {
        if kind == Kind::Quoted {
            let quoted = text.get(start..start + len).unwrap_or_default();
            found.push((line_at(text, start), quoted.trim_matches(['r', 'b', '#']).trim_matches('"')));
        }
    }
    found
}

/// The line, counted from one, of a place in a text.
pub fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Where a word stands by itself, not as a part of a longer name.
pub fn places_of<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let starts_name = word.starts_with(is_name);
    let ends_name = word.ends_with(is_name);
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|t| t.chars().next());
        !(starts_name && before.is_some_and(is_name) || ends_name && after.is_some_and(is_name))
    })
}

/// The text between the bracket at `open` and the one that closes it; quoted text is stepped over.
pub fn bracketed(text: &str, open: usize) -> Option<&str> {
    let rest = text.get(open..)?;
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return rest.get(1..at);
                }
            }
            _ => {}
        }
    }
    None
}

/// A function with a body.
pub struct Function<'a> {
    /// Its name.
    pub name: &'a str,
    /// The line of `fn`.
    pub line: usize,
    /// From `fn` to the closing brace.
    pub lines: usize,
}

/// The functions of a source from which comments and quoted text are blanked out.
pub fn functions(code: &str) -> Vec<Function<'_>> {
    let mut found = Vec::new();
    for at in places_of(code, "fn") {
        let rest = code.get(at..).unwrap_or_default();
        let named = rest.get(2..).unwrap_or_default().trim_start();
        let name = named.split(|c| !is_name(c)).next().unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        if let Some(len) = body_end(rest) {
            let lines = rest.get(..len).unwrap_or_default().matches('\n').count() + 1;
            found.push(Function { name, line: line_at(code, at), lines });
        }
    }
    found
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// How far a function reaches, or nothing when it has no body (a trait's promise).
fn body_end(code: &str) -> Option<usize> {
    let (mut depth, mut in_body) = (0_usize, false);
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return None,
            '{' if depth == 0 => {
                in_body = true;
                depth = 1;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 && in_body {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn blanked(text: &str, kinds: &[Kind]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (kind, start, len) in stretches(text) {
        if kinds.contains(&kind) {
            for byte in bytes.iter_mut().skip(start).take(len).filter(|byte| **byte != b'\n') {
                *byte = b' ';
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Comments and quoted texts with their start and length.
fn stretches(text: &str) -> Vec<(Kind, usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut in_name = false;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, len) = stretch(rest, in_name);
        in_name = rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        match kind {
            Some(kind) => {
                found.push((kind, at, len));
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// The comment or quoted text that begins here.
fn stretch(rest: &[u8], in_name: bool) -> (Option<Kind>, usize) {
    if rest.starts_with(b"//") {
        let len = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        return (Some(Kind::Comment), len);
    }
    if rest.starts_with(b"/*") {
        return (Some(Kind::Comment), block_comment(rest));
    }
    let quoted = match rest.first() {
        Some(b'"') => string(rest),
        Some(b'\'') => character(rest),
        Some(b'r' | b'b' | b'c') if !in_name => raw_string(rest),
        _ => None,
    };
    quoted.map_or((None, 1), |len| (Some(Kind::Quoted), len))
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn string(rest: &[u8]) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in rest.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A character, as against a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    let closes = |from: usize| rest.iter().skip(from).position(|byte| *byte == b'\'').map(|at| at + from);
    let close = if rest.get(1) == Some(&b'\\') { closes(3)? } else { closes(2)? };
    let inner = std::str::from_utf8(rest.get(1..close)?).ok()?;
    (inner.starts_with('\\') || inner.chars().count() == 1).then_some(close + 1)
}

/// `r"…"`, `r#"…"#`, `br"…"`.
fn raw_string(rest: &[u8]) -> Option<usize> {
    let prefix = rest.iter().position(|byte| *byte == b'r').filter(|at| *at <= 1)? + 1;
    let hashes = rest.iter().skip(prefix).take_while(|byte| **byte == b'#').count();
    let open = prefix + hashes;
    if rest.get(open) != Some(&b'"') {
        return None;
    }
    let mut close = vec![b'"'];
    close.resize(hashes + 1, b'#');
    let body = rest.get(open + 1..)?;
    let end = body.windows(close.len()).position(|window| window == close)?;
    Some(open + 1 + end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_quoted_text_are_no_code() {
        let text = concat!(
            "let a = \"x // y\"; // todo!()\n",
            "let b = r#\"\"todo!()\"\"#; /* a /* b */ c */ f('\"', 'a', b'x')",
        );
        let code = code_only(text);
        assert!(!code.contains("todo!") && !code.contains('y') && !code.contains(" c "));
        assert!(code.contains("let b = ") && code.contains("f("));
        assert_eq!(code.len(), text.len());
        assert_eq!(code.matches('\n').count(), 1);
    }

    #[test]
    fn lifetimes_and_escapes_are_told_apart() {
        let text = "fn f<'a>(x: &'a str) -> char { if x == \"\\\"\" { '\\'' } else { 'đ' } }";
        let code = code_only(text);
        assert!(code.contains("fn f<'a>(x: &'a str)"), "{code}");
        assert!(!code.contains('đ'));
        assert!(code.trim_end().ends_with("} }"));
    }

    #[test]
    fn literals_are_found_with_their_line() {
        let text = "// \"no\"\nsay(\"yes\");\nlet x = r#\"raw\"#;";
        assert_eq!(literals(text), [(2, "yes"), (3, "raw")]);
    }

    #[test]
    fn functions_are_measured_to_their_closing_brace() {
        let code = concat!(
            "trait T { fn promise(&self) -> u8; }\n",
            "fn a(x: fn(u8) -> u8) -> [u8; 2] {\n  {\n }\n}\nfn b() {}\n",
        );
        let found: Vec<_> = functions(code).iter().map(|f| (f.name, f.line, f.lines)).collect();
        assert_eq!(found, [("a", 2, 4), ("b", 6, 1)]);
    }

    #[test]
    fn brackets_are_matched_over_quoted_ones() {
        assert_eq!(bracketed("f(a, \")\", [b])", 1), Some("a, \")\", [b]"));
        assert_eq!(bracketed("f(a", 1), None);
    }

    #[test]
    fn a_word_is_found_only_by_itself() {
        assert_eq!(places_of("row(x) arrow(y) row_(z) row(", "row").collect::<Vec<_>>(), [0, 24]);
    }
}
