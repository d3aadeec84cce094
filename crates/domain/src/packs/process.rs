//! A process: the steps a dossier goes through and the acts offered at each. Data, written as TOML.

use crate::identity::Role;
use crate::words::StepId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The step at which nothing is left to do; every process ends there.
pub const END: &str = "end";

/// A word in the three languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

/// What an act means. The kinds stand for what law gives a meaning; anything else just moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    /// Take in a dossier that was submitted online.
    Accept,
    /// Go to another step.
    Move,
    /// Ask once for what is missing; the clock stops.
    Supplement,
    /// Ask for a financial duty to be paid; the clock stops.
    Charge,
    /// What was asked for has come; the clock runs again.
    Resume,
    /// Refuse, with the reason.
    Refuse,
    /// Promise a new date, once, with an apology.
    Extend,
    /// Decide and sign.
    Approve,
    /// Hand the result over.
    Deliver,
    /// The person takes the request back.
    Withdraw,
    /// Put right what was recorded wrongly.
    Correct,
    /// Take it on, or give it to a colleague who works at the step.
    Assign,
}

impl ActKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Accept,
        Self::Move,
        Self::Supplement,
        Self::Charge,
        Self::Resume,
        Self::Refuse,
        Self::Extend,
        Self::Approve,
        Self::Deliver,
        Self::Withdraw,
        Self::Correct,
        Self::Assign,
    ];

    /// The name in data, URLs and message keys (`act-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Move => "move",
            Self::Supplement => "supplement",
            Self::Charge => "charge",
            Self::Resume => "resume",
            Self::Refuse => "refuse",
            Self::Extend => "extend",
            Self::Approve => "approve",
            Self::Deliver => "deliver",
            Self::Withdraw => "withdraw",
            Self::Correct => "correct",
            Self::Assign => "assign",
        }
    }
}

/// An act as a step offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActDef {
    /// Its name, in URLs too.
    pub id: StepId,
    /// What it means.
    pub kind: ActKind,
    /// The step it leads to, where it leads somewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<StepId>,
    /// Who may do it, where that isn't the step's role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// What the button says.
    pub title: Text,
}

/// A place where a dossier stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub id: StepId,
    /// What people call it.
    pub title: Text,
    /// Who works here.
    pub role: Role,
    /// How many working hours it should take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub norm_hours: Option<u32>,
    /// What to check here, a line each: the officer's checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<Text>,
    /// What may be done here; the first is the usual one.
    #[serde(rename = "act", default)]
    pub acts: Vec<ActDef>,
}

/// Steps, and acts that any step offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Its name.
    pub id: String,
    /// Where a submitted dossier waits to be accepted.
    pub submitted: StepId,
    /// Where a received dossier begins.
    pub entry: StepId,
    /// The steps in their usual order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// Acts that every step offers.
    #[serde(rename = "anytime", default)]
    pub anytime: Vec<ActDef>,
}

impl Process {
    /// Reads a process from TOML and checks it.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let process: Self = toml::from_str(text).map_err(|e| vec![e.to_string()])?;
        let faults = process.faults();
        if faults.is_empty() { Ok(process) } else { Err(faults) }
    }

    /// The step of that name.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == *id)
    }

    /// The acts offered at a step: its own, then those that every step offers.
    pub fn acts_at(&self, step: &StepId) -> impl Iterator<Item = &ActDef> {
        let here = self.step(step);
        let anytime = here.map(|_| &self.anytime).into_iter().flatten();
        here.map(|s| &s.acts).into_iter().flatten().chain(anytime)
    }

    /// The act of that name at a step.
    pub fn act_at(&self, step: &StepId, act: &str) -> Option<&ActDef> {
        self.acts_at(step).find(|a| a.id.as_str() == act)
    }

    /// The roles that may do an act at a step: those that it names, else the step's; who leads may always
    /// say whose turn it is.
    pub fn roles_of<'a>(&'a self, step: &StepId, act: &'a ActDef) -> Vec<Role> {
        if act.roles.is_empty() {
            let leads = (act.kind == ActKind::Assign).then_some(Role::Leader);
            self.step(step).map(|s| s.role).into_iter().chain(leads).collect()
        } else {
            act.roles.clone()
        }
    }

    /// What is wrong with the process: unknown names, steps that can't be reached, steps from which the end
    /// can't be.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let known: BTreeSet<&str> = self.steps.iter().map(|s| s.id.as_str()).chain([END]).collect();
        if known.len() != self.steps.len() + 1 {
            faults.push("two steps have the same id, or one is called `end`".to_owned());
        }
        for start in [&self.submitted, &self.entry] {
            if !known.contains(start.as_str()) {
                faults.push(format!("unknown step `{start}`"));
            }
        }
        let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for step in &self.steps {
            for act in self.acts_at(&step.id) {
                self.check_act(step, act, &known, &mut faults);
                if let Some(to) = self.target(act) {
                    next.entry(step.id.as_str()).or_default().insert(to);
                }
            }
        }
        let reached = closure(&next, [self.submitted.as_str(), self.entry.as_str()]);
        for step in &self.steps {
            let id = step.id.as_str();
            if !reached.contains(id) {
                faults.push(format!("step `{id}` can't be reached"));
            }
            if !closure(&next, [id]).contains(END) {
                faults.push(format!("the end can't be reached from step `{id}`"));
            }
        }
        faults
    }

    /// Where an act leads; refusing, withdrawing and delivering end the dossier.
    fn target<'a>(&'a self, act: &'a ActDef) -> Option<&'a str> {
        match act.kind {
            ActKind::Accept => Some(self.entry.as_str()),
            ActKind::Refuse | ActKind::Withdraw | ActKind::Deliver => Some(END),
            ActKind::Move | ActKind::Approve => act.to.as_ref().map(StepId::as_str),
            _ => None,
        }
    }

    fn check_act(&self, step: &Step, act: &ActDef, known: &BTreeSet<&str>, faults: &mut Vec<String>) {
        let name = format!("step `{}`, act `{}`", step.id, act.id);
        let leads = matches!(act.kind, ActKind::Move | ActKind::Approve);
        match &act.to {
            None if leads => faults.push(format!("{name}: `to` is missing")),
            Some(to) if !known.contains(to.as_str()) => faults.push(format!("{name}: unknown step `{to}`")),
            Some(to) if leads && to.as_str() == END => {
                faults.push(format!("{name}: only refusing, withdrawing and delivering end a dossier"));
            }
            _ => {}
        }
        if self.acts_at(&step.id).filter(|a| a.id == act.id).count() > 1 {
            faults.push(format!("{name}: the name stands twice"));
        }
    }
}

fn closure<'a, const N: usize>(
    next: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    from: [&'a str; N],
) -> BTreeSet<&'a str> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut todo: Vec<&str> = from.to_vec();
    while let Some(at) = todo.pop() {
        if seen.insert(at) {
            todo.extend(next.get(at).into_iter().flatten());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::Process;

    const SMALL: &str = r#"
id = "small"
submitted = "accept"
entry = "sign"
[[step]]
id = "accept"
role = "reception"
title = { vi = "Tiếp nhận", en = "Accept", fr = "Accepter" }
act = [{ id = "accept", kind = "accept", title = { vi = "Nhận", en = "Accept", fr = "Accepter" } }]
[[step]]
id = "sign"
role = "leader"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
act = [{ id = "back", kind = "move", to = "accept", title = { vi = "Trả", en = "Back", fr = "Retour" } }]
"#;

    #[test]
    fn a_dead_end_and_a_wrong_name_are_found() {
        let faults = Process::parse(SMALL).unwrap_err();
        assert!(faults.iter().any(|f| f.contains("end can't be reached")), "{faults:?}");
        let faults = Process::parse(&SMALL.replace("to = \"accept\"", "to = \"nowhere\"")).unwrap_err();
        assert!(faults.iter().any(|f| f.contains("unknown step `nowhere`")), "{faults:?}");
    }

    #[test]
    fn a_whole_process_passes() {
        let whole = SMALL.replace("kind = \"move\", to = \"accept\"", "kind = \"refuse\"");
        assert!(Process::parse(&whole).is_ok());
    }
}
