//! What is wrong with a process: unknown names, steps that can't be reached, steps from which the end can't
//! be, roles that nobody who may act holds.

use super::{ActDef, ActKind, END, Process, Step};
use crate::identity::{Right, Role};
use crate::packs::pack::{FaultCode, Wrong, nearest};
use crate::words::StepId;
use std::collections::{BTreeMap, BTreeSet};

/// All that is wrong, with where in the file.
pub fn process_wrongs(process: &Process) -> Vec<Wrong> {
    let mut check = Check { process, known: Vec::new(), wrongs: Vec::new() };
    check.names();
    check.acts();
    // A wrong name makes steps unreachable too: that would be told twice.
    if check.wrongs.iter().all(|w| w.code != FaultCode::UnknownStep) {
        check.reach();
    }
    check.wrongs
}

/// The fewest hours of norms on the way from where a dossier begins to where it is decided; none while that
/// can't be reached.
pub fn shortest_hours(process: &Process) -> Option<u32> {
    let hours = |id: &str| process.steps.iter().find(|s| s.id.as_str() == id).and_then(|s| s.norm_hours);
    let mut best: BTreeMap<&str, u32> = BTreeMap::new();
    let mut todo = vec![(process.entry.as_str(), hours(process.entry.as_str()).unwrap_or(0))];
    let mut least: Option<u32> = None;
    while let Some((at, spent)) = todo.pop() {
        if best.get(at).is_some_and(|seen| *seen <= spent) {
            continue;
        }
        best.insert(at, spent);
        let Some(step) = process.steps.iter().find(|s| s.id.as_str() == at) else { continue };
        for act in &step.acts {
            match (act.kind, process.target(act)) {
                (ActKind::Approve, _) => least = Some(least.map_or(spent, |l| l.min(spent))),
                (ActKind::Move | ActKind::Open, Some(to)) => {
                    todo.push((to, spent.saturating_add(hours(to).unwrap_or(0))));
                }
                _ => {}
            }
        }
    }
    least
}

struct Check<'a> {
    process: &'a Process,
    known: Vec<&'a str>,
    wrongs: Vec<Wrong>,
}

impl Check<'_> {
    fn names(&mut self) {
        for (n, step) in self.process.steps.iter().enumerate() {
            let id = step.id.as_str();
            if self.known.contains(&id) || id == END {
                self.wrongs.push(Wrong::new(format!("step.{n}.id"), FaultCode::StepTwice).with("name", id));
            }
            self.known.push(id);
            if !Right::DossierAct.roles().contains(&step.role) {
                self.role(format!("step.{n}.role"), step.role);
            }
        }
        self.known.push(END);
        for (path, start) in [("submitted", &self.process.submitted), ("entry", &self.process.entry)] {
            self.step(path.to_owned(), start);
        }
    }

    fn role(&mut self, path: String, role: Role) {
        let may: Vec<&str> = Right::DossierAct.roles().into_iter().map(Role::as_str).collect();
        let wrong = Wrong::new(path, FaultCode::RoleUnheld).with("name", role.as_str());
        self.wrongs.push(wrong.propose(may.join(", ")));
    }

    /// Whether a step is known; if not, the nearest is proposed.
    fn step(&mut self, path: String, id: &StepId) -> bool {
        let known = self.known.contains(&id.as_str());
        if !known {
            let wrong = Wrong::new(path, FaultCode::UnknownStep).with("name", id);
            self.wrongs.push(wrong.near(nearest(id.as_str(), self.known.iter().copied())));
        }
        known
    }

    fn acts(&mut self) {
        let process = self.process;
        for (n, act) in process.anytime.iter().enumerate() {
            let twice = process.anytime.iter().filter(|a| a.id == act.id).count() > 1;
            self.act(&format!("anytime.{n}"), act, twice);
        }
        for (s, step) in process.steps.iter().enumerate() {
            for (n, act) in step.acts.iter().enumerate() {
                let twice = process.acts_at(&step.id).filter(|a| a.id == act.id).count() > 1;
                self.act(&format!("step.{s}.act.{n}"), act, twice);
            }
        }
    }

    fn act(&mut self, path: &str, act: &ActDef, twice: bool) {
        let needs = matches!(act.kind, ActKind::Move | ActKind::Approve);
        let leads = needs || act.kind == ActKind::Open;
        match &act.to {
            None if needs => {
                self.wrongs.push(Wrong::new(path.to_owned(), FaultCode::ToMissing).with("name", &act.id));
            }
            Some(to) => {
                let known = self.step(format!("{path}.to"), to);
                if known && leads && to.as_str() == END {
                    self.wrongs.push(Wrong::new(format!("{path}.to"), FaultCode::EndsHere));
                }
            }
            None => {}
        }
        if twice {
            self.wrongs.push(Wrong::new(format!("{path}.id"), FaultCode::ActTwice).with("name", &act.id));
        }
        for (n, role) in act.roles.iter().enumerate() {
            if !Right::DossierAct.roles().contains(role) {
                self.role(format!("{path}.roles.{n}"), *role);
            }
        }
        match (act.kind == ActKind::Open, &act.open) {
            (true, None) => {
                self.wrongs.push(Wrong::new(path.to_owned(), FaultCode::OpenMissing).with("name", &act.id));
            }
            (false, Some(_)) => {
                self.wrongs.push(Wrong::new(format!("{path}.open"), FaultCode::OpenElsewhere));
            }
            _ => {}
        }
    }

    fn reach(&mut self) {
        let process = self.process;
        let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for step in &process.steps {
            let targets = process.acts_at(&step.id).filter_map(|act| process.target(act));
            next.entry(step.id.as_str()).or_default().extend(targets);
        }
        let reached = closure(&next, [process.submitted.as_str(), process.entry.as_str()]);
        let dead = |step: &Step| !closure(&next, [step.id.as_str()]).contains(END);
        for (n, step) in process.steps.iter().enumerate() {
            let id = step.id.as_str();
            if !reached.contains(id) {
                self.wrongs.push(Wrong::new(format!("step.{n}.id"), FaultCode::Unreachable).with("name", id));
            }
            if dead(step) {
                self.wrongs.push(Wrong::new(format!("step.{n}.id"), FaultCode::DeadEnd).with("name", id));
            }
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
