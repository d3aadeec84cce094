//! From words to an expression: CEL's grammar, by binding powers.

use super::lexer::{Token, fault, words};
use super::{ConditionFault, DEEPEST, Function, LONGEST};
use serde_json::Value;
use std::collections::BTreeSet;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    Literal(Value),
    Name(String),
    /// `of.field`; or whether there is such a field, for `has(of.field)`.
    Select {
        of: Box<Expr>,
        field: String,
        test: bool,
    },
    Index(Box<Expr>, Box<Expr>),
    Call(Function, Vec<Expr>),
    Not(Box<Expr>),
    Negate(Box<Expr>),
    Binary(&'static str, Box<Expr>, Box<Expr>),
    Choice(Box<Expr>, Box<Expr>, Box<Expr>),
    List(Vec<Expr>),
    Map(Vec<(Expr, Expr)>),
    /// A loop over a list, or over the keys of a map.
    Loop {
        kind: Loop,
        over: Box<Expr>,
        name: String,
        keep: Option<Box<Expr>>,
        body: Box<Expr>,
    },
}

/// What a loop gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loop {
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
}

/// Words of the language that name nothing.
const RESERVED: [&str; 20] = [
    "in",
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
    "has",
    "matches",
];

/// How tightly operators bind, the loosest first.
const BINDING: [(&str, u8); 14] = [
    ("||", 2),
    ("&&", 3),
    ("<", 4),
    ("<=", 4),
    (">", 4),
    (">=", 4),
    ("==", 4),
    ("!=", 4),
    ("in", 4),
    ("+", 5),
    ("-", 5),
    ("*", 6),
    ("/", 6),
    ("%", 6),
];

/// Reads a condition.
pub(super) fn parse(source: &str) -> Result<Expr, ConditionFault> {
    if source.len() > LONGEST {
        return Err(fault(LONGEST, format!("a condition has at most {LONGEST} bytes")));
    }
    let mut parser = Parser { words: words(source)?, at: 0, depth: 0 };
    let expr = parser.whole()?;
    match parser.next() {
        (_, Token::End) if expr.depth() <= DEEPEST => Ok(expr),
        (_, Token::End) => Err(fault(0, format!("nests deeper than {DEEPEST}"))),
        (at, token) => Err(unexpected(at, &token)),
    }
}

fn unexpected(at: usize, token: &Token) -> ConditionFault {
    let what = match token {
        Token::Name(name) => format!("`{name}` isn't expected here"),
        Token::Sign(sign) => format!("`{sign}` isn't expected here"),
        Token::End => "something is missing at the end".to_owned(),
        Token::Int(_) | Token::Float(_) | Token::Text(_) => "a value isn't expected here".to_owned(),
    };
    fault(at, what)
}

struct Parser {
    words: Vec<(usize, Token)>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.words.get(self.at).map_or(&Token::End, |(_, t)| t)
    }

    fn here(&self) -> usize {
        self.words.get(self.at).map_or(0, |(at, _)| *at)
    }

    fn next(&mut self) -> (usize, Token) {
        let found = self.words.get(self.at).cloned().unwrap_or((0, Token::End));
        self.at += 1;
        found
    }

    fn takes(&mut self, sign: &str) -> bool {
        let fits = matches!(self.peek(), Token::Sign(s) if *s == sign);
        self.at += usize::from(fits);
        fits
    }

    fn must(&mut self, sign: &str) -> Result<(), ConditionFault> {
        if self.takes(sign) {
            return Ok(());
        }
        Err(fault(self.here(), format!("`{sign}` is missing")))
    }

    /// A whole expression, with the choice `a ? b : c`.
    fn whole(&mut self) -> Result<Expr, ConditionFault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(fault(self.here(), format!("nests deeper than {DEEPEST}")));
        }
        let mut expr = self.binary(2)?;
        if self.takes("?") {
            let yes = self.binary(2)?;
            self.must(":")?;
            let no = self.whole()?;
            expr = Expr::Choice(Box::new(expr), Box::new(yes), Box::new(no));
        }
        self.depth -= 1;
        Ok(expr)
    }

    fn operator(&self) -> Option<(&'static str, u8)> {
        let found = |text: &str| BINDING.into_iter().find(|(sign, _)| *sign == text);
        match self.peek() {
            Token::Sign(sign) => found(sign),
            Token::Name(name) if name == "in" => found("in"),
            _ => None,
        }
    }

    fn binary(&mut self, least: u8) -> Result<Expr, ConditionFault> {
        let mut left = self.unary()?;
        while let Some((sign, power)) = self.operator().filter(|(_, power)| *power >= least) {
            self.at += 1;
            let right = self.binary(power + 1)?;
            left = Expr::Binary(sign, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, ConditionFault> {
        for sign in ["!", "-"] {
            if !self.takes(sign) {
                continue;
            }
            let mut times = 1;
            while self.takes(sign) {
                times += 1;
            }
            let mut of = self.member()?;
            for _ in 0..times {
                of = if sign == "!" { Expr::Not(Box::new(of)) } else { Expr::Negate(Box::new(of)) };
            }
            return Ok(of);
        }
        self.member()
    }

    fn member(&mut self) -> Result<Expr, ConditionFault> {
        let mut expr = self.primary()?;
        loop {
            if self.takes(".") {
                let (at, token) = self.next();
                let Token::Name(name) = token else { return Err(unexpected(at, &token)) };
                expr = if self.takes("(") {
                    self.method(at, expr, &name)?
                } else if RESERVED.contains(&name.as_str()) && name != "has" && name != "matches" {
                    return Err(fault(at, format!("`{name}` is a word of the language")));
                } else {
                    Expr::Select { of: Box::new(expr), field: name, test: false }
                };
            } else if self.takes("[") {
                let index = self.whole()?;
                self.must("]")?;
                expr = Expr::Index(Box::new(expr), Box::new(index));
            } else {
                return Ok(expr);
            }
        }
    }

    /// Expressions between commas, up to the closing sign.
    fn several(&mut self, close: &str) -> Result<Vec<Expr>, ConditionFault> {
        let mut found = Vec::new();
        while !self.takes(close) {
            if !found.is_empty() {
                self.must(",")?;
                // A list may end with a comma, arguments may not.
                if close == "]" && self.takes(close) {
                    break;
                }
            }
            found.push(self.whole()?);
        }
        Ok(found)
    }

    fn method(&mut self, at: usize, of: Expr, name: &str) -> Result<Expr, ConditionFault> {
        let mut arguments = self.several(")")?;
        let kind = match (name, arguments.len()) {
            ("all", 2) => Some(Loop::All),
            ("exists", 2) => Some(Loop::Exists),
            ("exists_one" | "existsOne", 2) => Some(Loop::ExistsOne),
            ("map", 2 | 3) => Some(Loop::Map),
            ("filter", 2) => Some(Loop::Filter),
            _ => None,
        };
        let Some(kind) = kind else {
            arguments.insert(0, of);
            return call(at, name, arguments, true);
        };
        let body = arguments.pop();
        let keep = if arguments.len() == 2 { arguments.pop() } else { None };
        match (arguments.pop(), body) {
            (Some(Expr::Name(name)), Some(body)) => Ok(Expr::Loop {
                kind,
                over: Box::new(of),
                name,
                keep: keep.map(Box::new),
                body: Box::new(body),
            }),
            _ => Err(fault(at, format!("`{name}` names its element first: {name}(x, …)"))),
        }
    }

    fn primary(&mut self) -> Result<Expr, ConditionFault> {
        let (at, token) = self.next();
        match token {
            Token::Int(n) => Ok(Expr::Literal(n.into())),
            Token::Float(n) => Ok(Expr::Literal(n.into())),
            Token::Text(text) => Ok(Expr::Literal(text.into())),
            Token::Sign("(") => {
                let expr = self.whole()?;
                self.must(")")?;
                Ok(expr)
            }
            Token::Sign("[") => self.several("]").map(Expr::List),
            Token::Sign("{") => self.map(),
            Token::Name(name) => self.named(at, name),
            token => Err(unexpected(at, &token)),
        }
    }

    fn named(&mut self, at: usize, name: String) -> Result<Expr, ConditionFault> {
        match name.as_str() {
            "true" => return Ok(Expr::Literal(true.into())),
            "false" => return Ok(Expr::Literal(false.into())),
            "null" => return Ok(Expr::Literal(Value::Null)),
            _ => {}
        }
        if !self.takes("(") {
            if RESERVED.contains(&name.as_str()) {
                return Err(fault(at, format!("`{name}` is a word of the language")));
            }
            return Ok(Expr::Name(name));
        }
        let mut arguments = self.several(")")?;
        if name != "has" {
            return call(at, &name, arguments, false);
        }
        match (arguments.pop(), arguments.is_empty()) {
            (Some(Expr::Select { of, field, test: false }), true) => {
                Ok(Expr::Select { of, field, test: true })
            }
            _ => Err(fault(at, "`has` asks for a field: has(data.field)")),
        }
    }

    fn map(&mut self) -> Result<Expr, ConditionFault> {
        let mut entries = Vec::new();
        while !self.takes("}") {
            if !entries.is_empty() {
                self.must(",")?;
                if self.takes("}") {
                    break;
                }
            }
            let key = self.whole()?;
            self.must(":")?;
            entries.push((key, self.whole()?));
        }
        Ok(Expr::Map(entries))
    }
}

fn call(at: usize, name: &str, arguments: Vec<Expr>, method: bool) -> Result<Expr, ConditionFault> {
    Function::find(name, arguments.len(), method)
        .map(|function| Expr::Call(function, arguments))
        .ok_or_else(|| fault(at, format!("there is no function `{name}` for so many values")))
}

impl Expr {
    fn children(&self) -> Vec<&Self> {
        match self {
            Self::Literal(_) | Self::Name(_) => Vec::new(),
            Self::Select { of, .. } | Self::Not(of) | Self::Negate(of) => vec![of],
            Self::Index(a, b) | Self::Binary(_, a, b) => vec![a, b],
            Self::Choice(a, b, c) => vec![a, b, c],
            Self::Call(_, all) | Self::List(all) => all.iter().collect(),
            Self::Map(entries) => entries.iter().flat_map(|(k, v)| [k, v]).collect(),
            Self::Loop { over, keep, body, .. } => {
                let keep = keep.as_deref();
                [over.as_ref(), body.as_ref()].into_iter().chain(keep).collect()
            }
        }
    }

    fn depth(&self) -> usize {
        1 + self.children().into_iter().map(Self::depth).max().unwrap_or(0)
    }

    /// Collects the names that nothing inside binds.
    pub(super) fn names<'a>(&'a self, bound: &mut Vec<&'a str>, found: &mut BTreeSet<&'a str>) {
        match self {
            Self::Name(name) => {
                if !bound.contains(&name.as_str()) {
                    found.insert(name);
                }
            }
            Self::Loop { over, name, keep, body, .. } => {
                over.names(bound, found);
                bound.push(name);
                if let Some(keep) = keep {
                    keep.names(bound, found);
                }
                body.names(bound, found);
                bound.pop();
            }
            other => other.children().into_iter().for_each(|c| c.names(bound, found)),
        }
    }

    /// The fields selected from a root, as the longest dotted paths.
    pub(super) fn paths(&self, root: &str, found: &mut BTreeSet<String>) {
        if let Some(path) = self.dotted(root).filter(|p| !p.is_empty()) {
            found.insert(path);
            return;
        }
        self.children().into_iter().for_each(|c| c.paths(root, found));
    }

    fn dotted(&self, root: &str) -> Option<String> {
        match self {
            Self::Name(name) if name == root => Some(String::new()),
            Self::Select { of, field, .. } => {
                let before = of.dotted(root)?;
                Some(if before.is_empty() { field.clone() } else { format!("{before}.{field}") })
            }
            _ => None,
        }
    }
}
