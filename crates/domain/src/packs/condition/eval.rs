//! Evaluation, paid step by step.

use super::parser::{Expr, Loop};
use super::{ConditionFault, Function};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::cmp::Ordering;

type Given<'a> = Result<Cow<'a, Value>, ConditionFault>;

/// Evaluates with at most `budget` steps.
pub(super) fn run(expr: &Expr, values: &[(&str, &Value)], budget: u32) -> Result<Value, ConditionFault> {
    let mut run = Run { left: budget };
    run.value(expr, &Names { names: values, outer: None }).map(Cow::into_owned)
}

/// What names stand for: the given ones, and the elements of the loops around.
struct Names<'a> {
    names: &'a [(&'a str, &'a Value)],
    outer: Option<(&'a str, &'a Value, &'a Names<'a>)>,
}

impl Names<'_> {
    fn get(&self, name: &str) -> Option<&Value> {
        match self.outer {
            Some((bound, value, _)) if bound == name => Some(value),
            Some((_, _, outer)) => outer.get(name),
            None => self.names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value),
        }
    }
}

struct Run {
    left: u32,
}

impl Run {
    fn pay(&mut self, cost: usize) -> Result<(), ConditionFault> {
        let cost = u32::try_from(cost).unwrap_or(u32::MAX);
        self.left = self.left.checked_sub(cost).ok_or(ConditionFault::TooCostly)?;
        Ok(())
    }

    /// Takes a value out of the data, paid by its size.
    fn owned(&mut self, value: Cow<'_, Value>) -> Result<Value, ConditionFault> {
        if let Cow::Borrowed(value) = &value {
            self.pay(weight(value))?;
        }
        Ok(value.into_owned())
    }

    fn value<'a>(&mut self, expr: &'a Expr, names: &'a Names<'a>) -> Given<'a> {
        self.pay(1)?;
        match expr {
            Expr::Literal(value) => Ok(Cow::Borrowed(value)),
            Expr::Name(name) => {
                names.get(name).map(Cow::Borrowed).ok_or_else(|| ConditionFault::UnknownName(name.clone()))
            }
            Expr::Select { of, field, test } => {
                let of = self.value(of, names)?;
                self.select(of, field, *test)
            }
            Expr::Index(of, at) => {
                let (of, at) = (self.value(of, names)?, self.value(at, names)?);
                self.index(of, &at)
            }
            Expr::Call(function, arguments) => self.call(*function, arguments, names),
            Expr::Not(of) => {
                let of = self.boolean(of, names)?;
                Ok(Cow::Owned((!of).into()))
            }
            Expr::Negate(of) => negate(&*self.value(of, names)?).map(Cow::Owned),
            Expr::Binary("&&", a, b) => self.both(a, b, names, false),
            Expr::Binary("||", a, b) => self.both(a, b, names, true),
            Expr::Binary(sign, a, b) => {
                let (a, b) = (self.value(a, names)?, self.value(b, names)?);
                self.binary(sign, a, &b).map(Cow::Owned)
            }
            Expr::Choice(asked, yes, no) => {
                let taken = if self.boolean(asked, names)? { yes } else { no };
                self.value(taken, names)
            }
            Expr::List(all) => self.list(all, names),
            Expr::Map(entries) => self.map(entries, names),
            Expr::Loop { kind, over, name, keep, body } => {
                let over = self.value(over, names)?;
                self.turn(*kind, over, name, keep.as_deref(), body, names).map(Cow::Owned)
            }
        }
    }

    fn boolean(&mut self, expr: &Expr, names: &Names<'_>) -> Result<bool, ConditionFault> {
        self.value(expr, names)?.as_bool().ok_or(ConditionFault::NotBoolean)
    }

    /// `&&` and `||` in CEL: a side that decides alone makes up for a fault of the other.
    fn both<'a>(&mut self, a: &Expr, b: &Expr, names: &Names<'_>, decides: bool) -> Given<'a> {
        let first = self.boolean(a, names);
        if first == Ok(decides) || first == Err(ConditionFault::TooCostly) {
            return first.map(|b| Cow::Owned(b.into()));
        }
        let second = self.boolean(b, names);
        let answer = match (first, second) {
            (_, Ok(b)) if b == decides => Ok(decides),
            (_, Err(ConditionFault::TooCostly)) => Err(ConditionFault::TooCostly),
            (Err(fault), _) | (_, Err(fault)) => Err(fault),
            (Ok(_), Ok(_)) => Ok(!decides),
        };
        answer.map(|b| Cow::Owned(b.into()))
    }

    fn select<'a>(&mut self, of: Cow<'a, Value>, field: &str, test: bool) -> Given<'a> {
        let missing = || ConditionFault::NoField(field.to_owned());
        if !of.is_object() {
            return Err(ConditionFault::Type("."));
        }
        if test {
            return Ok(Cow::Owned(of.get(field).is_some().into()));
        }
        match of {
            Cow::Borrowed(of) => of.get(field).map(Cow::Borrowed).ok_or_else(missing),
            Cow::Owned(of) => {
                let value = of.get(field).ok_or_else(missing)?;
                self.pay(weight(value))?;
                Ok(Cow::Owned(value.clone()))
            }
        }
    }

    fn index<'a>(&mut self, of: Cow<'a, Value>, at: &Value) -> Given<'a> {
        let key = match (&*of, at) {
            (Value::Object(_), Value::String(key)) => key.clone(),
            (Value::Array(_), Value::Number(_)) => {
                let at = at.as_u64().and_then(|at| usize::try_from(at).ok()).ok_or(ConditionFault::Range)?;
                return match of {
                    Cow::Borrowed(of) => of.get(at).map(Cow::Borrowed).ok_or(ConditionFault::Range),
                    Cow::Owned(of) => {
                        let value = of.get(at).ok_or(ConditionFault::Range)?;
                        self.pay(weight(value))?;
                        Ok(Cow::Owned(value.clone()))
                    }
                };
            }
            _ => return Err(ConditionFault::Type("[]")),
        };
        self.select(of, &key, false)
    }

    fn call<'a>(&mut self, function: Function, arguments: &'a [Expr], names: &'a Names<'a>) -> Given<'a> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let value = self.value(argument, names)?;
            // What a function reads, it reads whole: texts by their length, lists and maps by their size.
            self.pay(value.as_str().map_or(1, |s| s.len() / 16 + 1))?;
            values.push(value);
        }
        let values: Vec<&Value> = values.iter().map(|v| &**v).collect();
        function.apply(&values).map(Cow::Owned)
    }

    fn binary(&mut self, sign: &'static str, a: Cow<'_, Value>, b: &Value) -> Result<Value, ConditionFault> {
        match sign {
            "==" | "!=" => {
                self.pay(weight(&a).min(weight(b)))?;
                Ok((same(&a, b) == (sign == "==")).into())
            }
            "in" => match b {
                Value::Array(items) => {
                    self.pay(items.iter().map(weight).sum())?;
                    Ok(items.iter().any(|item| same(&a, item)).into())
                }
                Value::Object(map) => {
                    let key = a.as_str().ok_or(ConditionFault::Type("in"))?;
                    Ok(map.contains_key(key).into())
                }
                _ => Err(ConditionFault::Type("in")),
            },
            "<" | "<=" | ">" | ">=" => {
                self.pay(weight(&a).min(weight(b)))?;
                let order = order(&a, b).ok_or(ConditionFault::Type("<"))?;
                Ok(match sign {
                    "<" => order == Ordering::Less,
                    "<=" => order != Ordering::Greater,
                    ">" => order == Ordering::Greater,
                    _ => order != Ordering::Less,
                }
                .into())
            }
            "+" => self.plus(a, b),
            _ => arithmetic(sign, &a, b),
        }
    }

    fn plus(&mut self, a: Cow<'_, Value>, b: &Value) -> Result<Value, ConditionFault> {
        match (&*a, b) {
            (Value::String(x), Value::String(y)) => {
                self.pay((x.len() + y.len()) / 16 + 1)?;
                Ok(format!("{x}{y}").into())
            }
            (Value::Array(_), Value::Array(y)) => {
                self.pay(weight(&a) + weight(b))?;
                let mut all = match a.into_owned() {
                    Value::Array(x) => x,
                    other => vec![other],
                };
                all.extend(y.iter().cloned());
                Ok(all.into())
            }
            _ => arithmetic("+", &a, b),
        }
    }

    fn list<'a>(&mut self, all: &'a [Expr], names: &'a Names<'a>) -> Given<'a> {
        let mut list = Vec::with_capacity(all.len());
        for one in all {
            let value = self.value(one, names)?;
            list.push(self.owned(value)?);
        }
        Ok(Cow::Owned(list.into()))
    }

    fn map<'a>(&mut self, entries: &'a [(Expr, Expr)], names: &'a Names<'a>) -> Given<'a> {
        let mut map = Map::new();
        for (key, value) in entries {
            let key = self.value(key, names)?;
            let key = key.as_str().ok_or(ConditionFault::Type("{}"))?.to_owned();
            let value = self.value(value, names)?;
            let value = self.owned(value)?;
            if map.insert(key, value).is_some() {
                return Err(ConditionFault::Type("{}"));
            }
        }
        Ok(Cow::Owned(map.into()))
    }

    fn turn(
        &mut self,
        kind: Loop,
        over: Cow<'_, Value>,
        name: &str,
        keep: Option<&Expr>,
        body: &Expr,
        names: &Names<'_>,
    ) -> Result<Value, ConditionFault> {
        let keys: Vec<Value>;
        let items: &[Value] = match &*over {
            Value::Array(items) => items,
            Value::Object(map) => {
                self.pay(map.len())?;
                keys = map.keys().map(|k| k.clone().into()).collect();
                &keys
            }
            _ => return Err(ConditionFault::Type("loop")),
        };
        let (mut found, mut list, mut failed) = (0_usize, Vec::new(), None);
        for item in items {
            let inner = Names { names: names.names, outer: Some((name, item, names)) };
            match kind {
                Loop::All | Loop::Exists => match self.boolean(body, &inner) {
                    Ok(holds) if holds == (kind == Loop::Exists) => return Ok(holds.into()),
                    Ok(_) => {}
                    Err(ConditionFault::TooCostly) => return Err(ConditionFault::TooCostly),
                    Err(fault) => failed = failed.or(Some(fault)),
                },
                Loop::ExistsOne => found += usize::from(self.boolean(body, &inner)?),
                Loop::Filter => {
                    if self.boolean(body, &inner)? {
                        self.pay(weight(item))?;
                        list.push(item.clone());
                    }
                }
                Loop::Map => {
                    let keeps = keep.map_or(Ok(true), |keep| self.boolean(keep, &inner))?;
                    if keeps {
                        let value = self.value(body, &inner)?;
                        list.push(self.owned(value)?);
                    }
                }
            }
        }
        match (kind, failed) {
            (_, Some(fault)) => Err(fault),
            (Loop::All | Loop::Exists, None) => Ok((kind == Loop::All).into()),
            (Loop::ExistsOne, None) => Ok((found == 1).into()),
            (Loop::Map | Loop::Filter, None) => Ok(list.into()),
        }
    }
}

/// What a value costs to copy or compare.
fn weight(value: &Value) -> usize {
    match value {
        Value::String(s) => s.len() / 16 + 1,
        Value::Array(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(|v| 1 + weight(v)).sum::<usize>(),
        _ => 1,
    }
}

/// Whether two values are the same; numbers by what they count.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), Value::Number(_)) => order(a, b) == Some(Ordering::Equal),
        (Value::Array(x), Value::Array(y)) => x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(x, y)),
        (Value::Object(x), Value::Object(y)) => {
            x.len() == y.len() && x.iter().all(|(k, v)| y.get(k).is_some_and(|w| same(v, w)))
        }
        _ => a == b,
    }
}

fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(x), Value::Number(y)) => match (x.as_i64(), y.as_i64()) {
            (Some(x), Some(y)) => Some(x.cmp(&y)),
            _ => x.as_f64()?.partial_cmp(&y.as_f64()?),
        },
        (Value::String(x), Value::String(y)) => Some(x.cmp(y)),
        (Value::Bool(x), Value::Bool(y)) => Some(x.cmp(y)),
        _ => None,
    }
}

fn negate(value: &Value) -> Result<Value, ConditionFault> {
    let Value::Number(n) = value else { return Err(ConditionFault::Type("-")) };
    match n.as_i64() {
        Some(n) => n.checked_neg().map(Value::from).ok_or(ConditionFault::Range),
        None => n.as_f64().map(|n| (-n).into()).ok_or(ConditionFault::Range),
    }
}

fn arithmetic(sign: &'static str, a: &Value, b: &Value) -> Result<Value, ConditionFault> {
    let (Value::Number(x), Value::Number(y)) = (a, b) else { return Err(ConditionFault::Type(sign)) };
    match (x.as_i64(), y.as_i64()) {
        (Some(x), Some(y)) => {
            let found = match sign {
                "+" => x.checked_add(y),
                "-" => x.checked_sub(y),
                "*" => x.checked_mul(y),
                "/" => x.checked_div(y),
                _ => x.checked_rem(y),
            };
            found.map(Value::from).ok_or(ConditionFault::Range)
        }
        (None, None) => {
            let (x, y) = (x.as_f64().ok_or(ConditionFault::Range)?, y.as_f64().ok_or(ConditionFault::Range)?);
            let found = match sign {
                "+" => x + y,
                "-" => x - y,
                "*" => x * y,
                "/" => x / y,
                _ => return Err(ConditionFault::Type("%")),
            };
            if found.is_finite() { Ok(found.into()) } else { Err(ConditionFault::Range) }
        }
        // CEL doesn't mix whole numbers with others: write double(x).
        _ => Err(ConditionFault::Type(sign)),
    }
}
