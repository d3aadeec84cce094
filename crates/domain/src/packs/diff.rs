//! What a new version of a pack changes, as people tell it: a message key and facts for each change.

use super::pack::{Pack, Running};
use super::{ActDef, Definition, Form, FormPart, Process, Step, Text, What};
use crate::calendar::Limit;
use crate::words::{Channel, ProcedureCode};
use std::collections::{BTreeMap, BTreeSet};

/// A fact of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// As it is written.
    Plain(String),
    /// A word of the pack, in the reader's language.
    Word(Text),
    /// A time limit.
    Limit(Limit),
    /// A number.
    Number(i64),
}

/// Something that a new version changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The procedure that it is about; none for the pack as a whole.
    pub procedure: Option<ProcedureCode>,
    /// The message key.
    pub key: &'static str,
    /// Facts for the message.
    pub facts: Vec<(&'static str, Fact)>,
}

impl std::fmt::Display for Fact {
    /// As it is written down: words in Vietnamese.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Word(text) => f.write_str(&text.vi),
            Self::Limit(limit) => limit.fmt(f),
            Self::Number(n) => n.fmt(f),
        }
    }
}

/// What a new version of one procedure changes.
pub fn definitions(old: &Definition, new: &Definition) -> Vec<Change> {
    let mut diff = Diff { procedure: None, found: Vec::new() };
    diff.definition(old, new);
    diff.found
}

/// A pack with its procedures as they run.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// How a procedure runs.
    pub define: &'a dyn Fn(&ProcedureCode) -> Option<Definition>,
}

/// What the new version changes, and what becomes of dossiers that are under way.
pub fn changes(old: Version<'_>, new: Version<'_>) -> Vec<Change> {
    let mut diff = Diff { procedure: None, found: Vec::new() };
    let codes: BTreeSet<&ProcedureCode> =
        old.pack.procedures.keys().chain(new.pack.procedures.keys()).collect();
    for code in codes {
        diff.procedure = Some(code.clone());
        let there = (old.pack.procedures.contains_key(code), new.pack.procedures.contains_key(code));
        match (there, (old.define)(code), (new.define)(code)) {
            ((true, true), Some(before), Some(after)) => diff.definition(&before, &after),
            ((true, false), Some(before), _) => diff.add("diff-procedure-gone", [("name", name(&before))]),
            ((false, true), _, Some(after)) => diff.add("diff-procedure-new", [("name", name(&after))]),
            _ => {}
        }
    }
    let touched = diff.found.iter().any(|c| c.key != "diff-procedure-new");
    diff.procedure = None;
    if let (Some(before), Some(after)) = (&old.pack.process, &new.pack.process) {
        diff.process(before, after);
    }
    if touched || !diff.found.is_empty() {
        diff.add(
            match new.pack.manifest.running {
                Running::Keep => "diff-running-keep",
                Running::Migrate => "diff-running-migrate",
                Running::Ask => "diff-running-ask",
            },
            [],
        );
    }
    diff.found
}

fn name(d: &Definition) -> Fact {
    d.title.clone().map_or_else(|| Fact::Plain(d.facts.name.clone()), Fact::Word)
}

fn word(text: &Text) -> Fact {
    Fact::Word(text.clone())
}

struct Diff {
    procedure: Option<ProcedureCode>,
    found: Vec<Change>,
}

impl Diff {
    fn add<const N: usize>(&mut self, key: &'static str, facts: [(&'static str, Fact); N]) {
        self.found.push(Change { procedure: self.procedure.clone(), key, facts: facts.to_vec() });
    }

    fn definition(&mut self, old: &Definition, new: &Definition) {
        if name(old) != name(new) {
            self.add("diff-renamed", [("old", name(old)), ("new", name(new))]);
        }
        for channel in Channel::ALL {
            self.limit(channel, old, new);
        }
        if old.facts.territory != new.facts.territory {
            self.add("diff-territory", [("new", Fact::Plain(new.facts.territory.key().to_owned()))]);
        }
        if old.days_to_supplement() != new.days_to_supplement() {
            let days = |d: &Definition| Fact::Number(i64::from(d.days_to_supplement()));
            self.add("diff-supplement-days", [("old", days(old)), ("new", days(new))]);
        }
        self.fees(old, new);
        self.documents(old, new);
        self.process(&old.process, &new.process);
        self.form(old, new);
        for (before, after, key) in with_of(old, new) {
            self.add(key, [("name", Fact::Plain(before.or(after).unwrap_or_default()))]);
        }
        if old.cutoffs != new.cutoffs {
            self.add("diff-cutoffs", []);
        }
    }

    fn limit(&mut self, channel: Channel, old: &Definition, new: &Definition) {
        let limit = |d: &Definition| d.facts.channel(channel).and_then(|_| d.limit(channel, None));
        let via = ("channel", Fact::Plain(channel.key().to_owned()));
        match (limit(old), limit(new)) {
            (Some(a), Some(b)) if a != b => {
                self.add("diff-limit", [via, ("old", Fact::Limit(a)), ("new", Fact::Limit(b))]);
            }
            (None, Some(b)) => self.add("diff-channel-new", [via, ("new", Fact::Limit(b))]),
            (Some(_), None) => self.add("diff-channel-gone", [via]),
            _ => {}
        }
    }

    fn fees(&mut self, old: &Definition, new: &Definition) {
        for channel in Channel::ALL {
            let (a, b) = (old.fee_vnd(channel), new.fee_vnd(channel));
            if a != b {
                let via = ("channel", Fact::Plain(channel.key().to_owned()));
                self.add("diff-fee", [via, ("old", Fact::Number(a)), ("new", Fact::Number(b))]);
            }
        }
        let conditional =
            |d: &Definition| d.fees.iter().filter(|f| f.when.is_some()).cloned().collect::<Vec<_>>();
        if conditional(old) != conditional(new) {
            self.add("diff-fee-conditions", []);
        }
    }

    fn documents(&mut self, old: &Definition, new: &Definition) {
        let by = |d: &Definition| -> BTreeMap<String, _> {
            d.facts.documents.iter().map(|asked| (asked.name.clone(), asked.clone())).collect()
        };
        let (before, after) = (by(old), by(new));
        for (name, asked) in &after {
            let fact = [("name", Fact::Plain(name.clone()))];
            match before.get(name) {
                None => self.add("diff-document-new", fact),
                Some(known) if known != asked => self.add("diff-document-changed", fact),
                Some(_) => {}
            }
        }
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            self.add("diff-document-gone", [("name", Fact::Plain(name.clone()))]);
        }
    }

    fn process(&mut self, old: &Process, new: &Process) {
        for step in &new.steps {
            match old.step(&step.id) {
                None => self.add("diff-step-new", [("name", word(&step.title))]),
                Some(before) => self.step(before, step),
            }
        }
        for step in old.steps.iter().filter(|s| new.step(&s.id).is_none()) {
            self.add("diff-step-gone", [("name", word(&step.title))]);
        }
    }

    fn step(&mut self, old: &Step, new: &Step) {
        let at = || ("step", word(&new.title));
        if old.title != new.title {
            self.add("diff-renamed", [("old", word(&old.title)), ("new", word(&new.title))]);
        }
        if old.role != new.role {
            self.add("diff-role", [at(), ("new", Fact::Plain(format!("role-{}", new.role.as_str())))]);
        }
        if old.norm_hours != new.norm_hours {
            let hours = |s: &Step| Fact::Number(i64::from(s.norm_hours.unwrap_or(0)));
            self.add("diff-norm", [at(), ("old", hours(old)), ("new", hours(new))]);
        }
        for act in &new.acts {
            let name = ("name", word(&act.title));
            match old.acts.iter().find(|a| a.id == act.id) {
                None => self.add("diff-act-new", [at(), name]),
                Some(before) if differs(before, act) => self.add("diff-act-changed", [at(), name]),
                Some(_) => {}
            }
        }
        for act in old.acts.iter().filter(|a| new.acts.iter().all(|b| a.id != b.id)) {
            self.add("diff-act-gone", [at(), ("name", word(&act.title))]);
        }
    }

    fn form(&mut self, old: &Definition, new: &Definition) {
        let fields = |d: &Definition| {
            let mut found = BTreeMap::new();
            if let Some(form) = &d.form {
                collect(Form::of(form).parts(), "", &mut found);
            }
            found
        };
        let (before, after) = (fields(old), fields(new));
        for (pointer, part) in &after {
            match before.get(pointer) {
                None => self.add("diff-field-new", [("name", word(&part.label))]),
                Some(known) => self.field(known, part),
            }
        }
        for (_, part) in before.iter().filter(|(pointer, _)| !after.contains_key(*pointer)) {
            self.add("diff-field-gone", [("name", word(&part.label))]);
        }
    }

    fn field(&mut self, old: &FormPart, new: &FormPart) {
        let name = || ("name", word(&new.label));
        match (old.required, new.required) {
            (false, true) => self.add("diff-field-needed", [name()]),
            (true, false) => self.add("diff-field-free", [name()]),
            _ => {}
        }
        let inner = |p: &FormPart| matches!(p.what, What::Field(_));
        if (inner(old) != inner(new)) || (inner(old) && old.what != new.what) || old.shown != new.shown {
            self.add("diff-field-changed", [name()]);
        }
    }
}

fn differs(a: &ActDef, b: &ActDef) -> bool {
    let kept = |act: &ActDef| ActDef { title: b.title.clone(), ..act.clone() };
    kept(a) != kept(b)
}

/// Every part of a form by its pointer, those in rows too.
fn collect<'a>(
    parts: impl IntoIterator<Item = &'a FormPart>,
    at: &str,
    found: &mut BTreeMap<String, FormPart>,
) {
    for part in parts {
        let pointer = format!("{at}{}", part.pointer);
        match &part.what {
            What::Field(_) => {}
            What::Group(inner) => collect(inner, at, found),
            What::Repeat { parts, .. } => collect(parts, &format!("{pointer}/-"), found),
        }
        found.insert(pointer, part.clone());
    }
}

/// Procedures that begin together with another: new ones, and those that don't any more.
fn with_of(old: &Definition, new: &Definition) -> Vec<(Option<String>, Option<String>, &'static str)> {
    let codes = |d: &Definition| -> BTreeSet<String> {
        d.with.iter().map(|w| w.open.procedure.to_string()).collect()
    };
    let (before, after) = (codes(old), codes(new));
    let gone = before.difference(&after).map(|c| (Some(c.clone()), None, "diff-with-gone"));
    let begun = after.difference(&before).map(|c| (None, Some(c.clone()), "diff-with-new"));
    gone.chain(begun).collect()
}
