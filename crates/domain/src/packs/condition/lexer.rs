//! The words of a condition.

use super::ConditionFault;

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Int(i64),
    Float(f64),
    Text(String),
    /// An operator or a bracket.
    Sign(&'static str),
    End,
}

/// Longest first, so that `<=` isn't read as `<`.
const SIGNS: [&str; 24] = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", ".", ",", "(", ")",
    "[", "]", "{", "}",
];

pub(super) fn fault(at: usize, what: impl Into<String>) -> ConditionFault {
    ConditionFault::Syntax { at, what: what.into() }
}

/// Each word with the byte at which it begins; the last is the end.
pub(super) fn words(source: &str) -> Result<Vec<(usize, Token)>, ConditionFault> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = source.get(at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { break };
        let (token, len) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if first.is_ascii_alphabetic() || first == '_' {
            let len = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            (Token::Name(rest.get(..len).unwrap_or_default().to_owned()), len)
        } else if first.is_ascii_digit() {
            number(rest, at)?
        } else if first == '"' || first == '\'' {
            text(rest, first, at)?
        } else if let Some(sign) = SIGNS.into_iter().find(|s| rest.starts_with(s)) {
            (Token::Sign(sign), sign.len())
        } else {
            return Err(fault(at, format!("`{first}` isn't expected here")));
        };
        found.push((at, token));
        at += len;
    }
    found.push((at, Token::End));
    Ok(found)
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), ConditionFault> {
    let digits = |from: usize| {
        let tail = rest.get(from..).unwrap_or_default();
        from + tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len())
    };
    let mut len = digits(0);
    let mut float = false;
    if rest.get(len..).is_some_and(|t| t.starts_with('.')) && digits(len + 1) > len + 1 {
        (len, float) = (digits(len + 1), true);
    }
    let written = rest.get(..len).unwrap_or_default();
    let behind = rest.get(len..).and_then(|t| t.chars().next());
    if behind.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(fault(at, "not a number as conditions write it"));
    }
    let bad = |_| fault(at, "the number is out of range");
    let token = if float {
        Token::Float(written.parse().map_err(|_| fault(at, "not a number"))?)
    } else {
        Token::Int(written.parse().map_err(bad)?)
    };
    Ok((token, len))
}

fn text(rest: &str, quote: char, at: usize) -> Result<(Token, usize), ConditionFault> {
    let mut out = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((here, c)) = chars.next() {
        match c {
            '\n' => return Err(fault(at + here, "a line ends inside the text")),
            '\\' => {
                let escaped = chars.next().map(|(_, e)| e);
                out.push(match escaped {
                    Some('n') => '\n',
                    Some('t') => '\t',
                    Some(c @ ('\\' | '"' | '\'')) => c,
                    _ => return Err(fault(at + here, "only \\n, \\t, \\\\, \\\" and \\' are known")),
                });
            }
            c if c == quote => return Ok((Token::Text(out), here + 1)),
            c => out.push(c),
        }
    }
    Err(fault(at, "the text has no end"))
}
