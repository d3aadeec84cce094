//! What only shows when a pack is read whole: names across files, conditions, norms against limits.

use super::fault::{Fault, FaultCode, Wrong, nearest};
use super::procedure::PackProcedure;
use super::read::{Files, Known};
use super::source::Source;
use super::{Pack, Register, Validity};
use super::{fields, form_check};
use crate::calendar::Limit;
use crate::identity::{Right, Role};
use crate::packs::condition::{ANSWERS, Condition, ConditionFault, DOSSIER_NAMES, EACH, FILING_NAMES};
use crate::packs::process::{process_wrongs, shortest_hours};
use crate::packs::{ActDef, Change, Definition, HOURS_A_DAY, Open, Process, Units};
use crate::words::{Channel, PartName, ProcedureCode};
use serde_json::Value;
use std::collections::BTreeMap;

/// All that is wrong between the files of a pack.
pub fn faults(pack: &Pack, files: &Files, known: Known<'_>) -> Vec<Fault> {
    let processes = known.processes();
    let mut faults = Vec::new();
    let mut add = |file: &str, wrongs: Vec<Wrong>| {
        let text = files.get(file).map(String::as_str).unwrap_or_default();
        let source = Source::new(file, text);
        let json = file.starts_with("forms/");
        faults.extend(if json { source.json_faults(wrongs) } else { source.faults(wrongs) });
    };
    let check = Check { pack, known, processes: &processes };
    add("pack.toml", check.manifest());
    if let Some(process) = &pack.process {
        let mut wrongs = process_wrongs(process);
        check.process(process, None, &mut wrongs);
        add("process.toml", wrongs);
    }
    for (code, said) in &pack.procedures {
        add(&format!("procedures/{code}.toml"), check.procedure(said));
    }
    for (name, form) in &pack.forms {
        add(&format!("forms/{name}.schema.json"), form_check::wrongs(form, pack));
    }
    for (name, register) in &pack.registers {
        add(&format!("registers/{name}.toml"), check.register(register));
    }
    for guide in &pack.guides {
        add(&format!("guide/{}.md", guide.name), check.guide(guide));
    }
    for overlay in &pack.overlays {
        let file = format!("overlays/{}/{}.toml", overlay.unit, overlay.procedure);
        add(&file, check.overlay(overlay));
    }
    faults
}

struct Check<'a> {
    pack: &'a Pack,
    known: Known<'a>,
    processes: &'a BTreeMap<PartName, Process>,
}

impl Check<'_> {
    fn manifest(&self) -> Vec<Wrong> {
        let known: Vec<&str> = self.known.packs.iter().map(|p| p.manifest.id.as_str()).collect();
        let depends = self.pack.manifest.depends.iter().enumerate();
        depends
            .filter(|(_, d)| !known.contains(&d.as_str()))
            .map(|(n, d)| {
                let wrong = Wrong::new(format!("depends.{n}"), FaultCode::UnknownPack).with("name", d);
                wrong.near(nearest(d.as_str(), known.iter().copied()))
            })
            .collect()
    }

    fn procedure(&self, said: &PackProcedure) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        let row = (self.known.catalogue)(&said.code);
        if said.facts(row.clone(), &self.pack.manifest.title).is_none() {
            let missing = [
                (said.title.is_none(), "title"),
                (said.tier.is_none(), "tier"),
                (said.territory.is_none(), "territory"),
                (said.channels.is_empty(), "[[channel]]"),
            ];
            let missing: Vec<&str> = missing.into_iter().filter(|(m, _)| *m).map(|(_, name)| name).collect();
            let wrong = Wrong::new("code", FaultCode::ProcedureIncomplete).with("name", &said.code);
            wrongs.push(wrong.propose(missing.join(", ")));
        }
        if let Some(name) =
            said.process.as_ref().filter(|_| self.pack.process_of(said, self.processes).is_none())
        {
            let known = self.processes.keys().map(PartName::as_str);
            let wrong = Wrong::new("process", FaultCode::UnknownProcess).with("name", name);
            wrongs.push(wrong.near(nearest(name.as_str(), known)));
        }
        let form = said.form.as_ref();
        part(&mut wrongs, "form".to_owned(), form, &self.pack.forms, FaultCode::UnknownForm);
        // Without a form there is no field at all; of a form that isn't there nothing can be said.
        let data = form.map_or(Some(&Value::Null), |name| self.pack.forms.get(name));
        for (n, document) in said.documents.iter().enumerate() {
            filing(document.when.as_ref(), &format!("document.{n}.when"), data, &mut wrongs);
        }
        for (n, fee) in said.fees.iter().enumerate() {
            filing(fee.when.as_ref(), &format!("fee.{n}.when"), data, &mut wrongs);
        }
        for (n, with) in said.with.iter().enumerate() {
            filing(with.when.as_ref(), &format!("with.{n}.when"), data, &mut wrongs);
            self.open(&with.open, &format!("with.{n}.open"), &FILING_NAMES, data, &mut wrongs);
        }
        if let Some(result) = &said.result {
            let may = Right::DossierAct.roles();
            if let Some(role) = result.signed_by.filter(|role| !may.contains(role)) {
                let may: Vec<&str> = may.into_iter().map(Role::as_str).collect();
                let wrong = Wrong::new("result.signed_by", FaultCode::RoleUnheld).with("name", role.as_str());
                wrongs.push(wrong.propose(may.join(", ")));
            }
            let paper = result.paper.as_ref();
            part(&mut wrongs, "result.paper".into(), paper, &self.pack.papers, FaultCode::UnknownPaper);
            let register = result.register.as_ref();
            let registers = &self.pack.registers;
            part(&mut wrongs, "result.register".into(), register, registers, FaultCode::UnknownRegister);
        }
        if let Some(process) = self.pack.process_of(said, self.processes).filter(|_| !said.steps.is_empty()) {
            wrongs.extend(process_wrongs(&process));
            self.process(&process, data, &mut wrongs);
        }
        wrongs.extend(self.norms(said, row));
        wrongs
    }

    /// The shortest way through a process of its own, against the shortest limit.
    fn norms(&self, said: &PackProcedure, row: Option<crate::packs::catalogue::Procedure>) -> Option<Wrong> {
        let definition =
            self.pack.define(&said.code, row, self.processes).filter(|_| !said.steps.is_empty())?;
        let spent = shortest_hours(&definition.process)?;
        let limits = Channel::ALL.into_iter().flat_map(|c| limits(&definition, c));
        let least = limits.min_by_key(|limit| hours(*limit))?;
        let wrong = Wrong::new("step.0.id", FaultCode::NormsOverLimit).with("norms", spent);
        (spent > hours(least)).then(|| wrong.with("limit", least).with("hours", hours(least)))
    }

    /// Names and conditions of a process. Without a form, conditions about `data` are not checked by field:
    /// a common process serves every form.
    fn process(&self, process: &Process, data: Option<&Value>, wrongs: &mut Vec<Wrong>) {
        for (s, step) in process.steps.iter().enumerate() {
            let form = step.form.as_ref();
            part(wrongs, format!("step.{s}.form"), form, &self.pack.forms, FaultCode::UnknownForm);
            for (n, act) in step.acts.iter().enumerate() {
                self.act(act, &format!("step.{s}.act.{n}"), data, wrongs);
            }
        }
        for (n, act) in process.anytime.iter().enumerate() {
            self.act(act, &format!("anytime.{n}"), data, wrongs);
        }
    }

    fn act(&self, act: &ActDef, path: &str, data: Option<&Value>, wrongs: &mut Vec<Wrong>) {
        let (forms, papers) = (&self.pack.forms, &self.pack.papers);
        part(wrongs, format!("{path}.form"), act.form.as_ref(), forms, FaultCode::UnknownForm);
        part(wrongs, format!("{path}.paper"), act.paper.as_ref(), papers, FaultCode::UnknownPaper);
        let guards: Vec<&str> = FILING_NAMES.into_iter().chain(DOSSIER_NAMES).collect();
        if let Some(when) = &act.when {
            condition(when, &format!("{path}.when"), &guards, data, wrongs);
        } else if act.unmet.is_some() {
            wrongs.push(Wrong::new(format!("{path}.unmet"), FaultCode::MissingKey).with("name", "when"));
        }
        let effects: Vec<&str> = guards.iter().copied().chain([ANSWERS]).collect();
        for (n, effect) in act.records.iter().enumerate() {
            let path = format!("{path}.record.{n}");
            let registers = &self.pack.registers;
            let name = Some(&effect.register);
            part(wrongs, format!("{path}.register"), name, registers, FaultCode::UnknownRegister);
            if effect.change != Change::Create && effect.number.is_none() {
                wrongs
                    .push(Wrong::new(path.clone(), FaultCode::NumberMissing).with("name", &effect.register));
            }
            let asked = effect.number.iter().map(|c| ("number".to_owned(), c));
            let asked = asked.chain(effect.when.iter().map(|c| ("when".to_owned(), c)));
            let fields = effect.fields.iter().map(|(name, c)| (format!("fields.{name}"), c));
            for (key, one) in asked.chain(fields) {
                let path = format!("{path}.{key}");
                condition(one, &path, &effects, data, wrongs);
                let form = act.form.as_ref().and_then(|name| forms.get(name));
                one.paths(ANSWERS).iter().for_each(|asked| field(form, asked, &path, wrongs));
            }
            let form = registers.get(&effect.register).and_then(|r| forms.get(&r.form));
            for name in effect.fields.keys() {
                field(form, name, &format!("{path}.fields.{name}"), wrongs);
            }
        }
        if let Some(open) = &act.open {
            self.open(open, &format!("{path}.open"), &effects, data, wrongs);
        }
    }

    fn open(&self, open: &Open, path: &str, names: &[&str], data: Option<&Value>, wrongs: &mut Vec<Wrong>) {
        let code = &open.procedure;
        let theirs = self.known.packs.iter().find_map(|p| Some((p, p.procedures.get(code)?)));
        let given = self.pack.procedures.get(code).map(|said| (self.pack, said)).or(theirs);
        if given.is_none() && (self.known.catalogue)(code).is_none() {
            let near = self.pack.procedures.keys().map(ProcedureCode::as_str);
            let wrong =
                Wrong::new(format!("{path}.procedure"), FaultCode::UnknownProcedure).with("name", code);
            wrongs.push(wrong.near(nearest(code.as_str(), near)));
        }
        if let Some(each) = &open.each {
            condition(each, &format!("{path}.each"), names, data, wrongs);
        }
        let names: Vec<&str> = names.iter().copied().chain(open.each.as_ref().map(|_| EACH)).collect();
        let names = names.as_slice();
        if let Units::Given(units) = &open.units {
            condition(units, &format!("{path}.units"), names, data, wrongs);
        }
        for (key, said) in [("by", &open.by), ("applicant", &open.applicant)] {
            if let Some(said) = said {
                condition(said, &format!("{path}.{key}"), names, data, wrongs);
            }
        }
        let form = given.and_then(|(pack, said)| pack.forms.get(said.form.as_ref()?));
        for (name, value) in &open.data {
            condition(value, &format!("{path}.data.{name}"), names, data, wrongs);
            field(form, name, &format!("{path}.data.{name}"), wrongs);
        }
    }

    fn register(&self, register: &Register) -> Vec<Wrong> {
        let mut wrongs = register.wrongs();
        let name = Some(&register.form);
        part(&mut wrongs, "form".to_owned(), name, &self.pack.forms, FaultCode::UnknownForm);
        let form = self.pack.forms.get(&register.form);
        for (n, name) in register.public.iter().enumerate() {
            field(form, name, &format!("public.{n}"), &mut wrongs);
        }
        for (n, name) in
            register.listed.iter().enumerate().filter(|(_, name)| !register.public.contains(name))
        {
            let public = register.public.iter().map(String::as_str);
            let wrong = Wrong::new(format!("listed.{n}"), FaultCode::UnknownField).with("name", name);
            wrongs.push(wrong.near(nearest(name, public)));
        }
        if let Some(Validity::Until(until)) = &register.validity {
            let names: Vec<&str> =
                form.map(|f| fields::names(f, f).into_iter().map(|(n, _)| n).collect()).unwrap_or_default();
            condition(until, "validity.until", &names, None, &mut wrongs);
        }
        wrongs
    }

    fn guide(&self, guide: &super::Guide) -> Vec<Wrong> {
        let place = |name: &str, known: Vec<&str>| {
            let wrong = Wrong::new("", FaultCode::GuidePlace).with("name", name);
            vec![wrong.near(nearest(name, known))]
        };
        let codes = || self.pack.procedures.keys().map(ProcedureCode::as_str).collect::<Vec<_>>();
        if let Some(code) = guide.head.procedure.as_ref().filter(|c| !self.pack.procedures.contains_key(c)) {
            return place(code.as_str(), codes());
        }
        let Some(step) = &guide.head.step else { return Vec::new() };
        let of = self.pack.procedures.values().filter(|p| guide.of(&p.code));
        let processes: Vec<Process> = of.filter_map(|p| self.pack.process_of(p, self.processes)).collect();
        if processes.iter().chain(&self.pack.process).any(|p| p.step(step).is_some()) {
            return Vec::new();
        }
        place(step.as_str(), processes.iter().flat_map(|p| &p.steps).map(|s| s.id.as_str()).collect())
    }

    fn overlay(&self, overlay: &super::Overlay) -> Vec<Wrong> {
        let Some(said) = self.pack.procedures.get(&overlay.procedure) else {
            let near =
                nearest(overlay.procedure.as_str(), self.pack.procedures.keys().map(ProcedureCode::as_str));
            let wrong = Wrong::new("", FaultCode::UnknownProcedure).with("name", &overlay.procedure);
            return vec![wrong.near(near)];
        };
        let process = self.pack.process_of(said, self.processes);
        process.and_then(|p| overlay.said.lay(&p).err()).unwrap_or_default()
    }
}

/// Whether a named part is there.
fn part<T>(
    wrongs: &mut Vec<Wrong>,
    path: String,
    name: Option<&PartName>,
    parts: &BTreeMap<PartName, T>,
    code: FaultCode,
) {
    if let Some(name) = name.filter(|name| !parts.contains_key(*name)) {
        let known = parts.keys().map(PartName::as_str);
        wrongs.push(Wrong::new(path, code).with("name", name).near(nearest(name.as_str(), known)));
    }
}

fn filing(when: Option<&Condition>, path: &str, data: Option<&Value>, wrongs: &mut Vec<Wrong>) {
    if let Some(when) = when {
        condition(when, path, &FILING_NAMES, data, wrongs);
    }
}

/// What is wrong with a condition where only these names are known, and `data` has the fields of a form.
pub(super) fn condition(
    c: &Condition,
    path: &str,
    names: &[&str],
    data: Option<&Value>,
    wrongs: &mut Vec<Wrong>,
) {
    match c.fault() {
        Some(ConditionFault::Syntax { at, what }) => {
            let wrong = Wrong::new(path, FaultCode::ConditionBroken).with("said", what);
            wrongs.push(wrong.into_value(*at));
            return;
        }
        Some(other) => wrongs.push(Wrong::new(path, FaultCode::ConditionBroken).with("said", other)),
        None => {}
    }
    for name in c.names().into_iter().filter(|n| !names.contains(n)) {
        let wrong = Wrong::new(path, FaultCode::ConditionName).with("name", name);
        wrongs.push(wrong.near(nearest(name, names.iter().copied()).or_else(|| Some(names.join(", ")))));
    }
    let Some(form) = data else { return };
    for asked in c.paths("data") {
        if form.is_null() {
            wrongs.push(Wrong::new(path, FaultCode::UnknownField).with("name", &asked));
        } else {
            field(Some(form), &asked, path, wrongs);
        }
    }
}

pub(super) fn field(form: Option<&Value>, name: &str, path: &str, wrongs: &mut Vec<Wrong>) {
    if let Some((part, there)) = form.and_then(|form| fields::missing(form, name)) {
        let near = nearest(&part, there.iter().copied()).or_else(|| Some(there.join(", ")));
        wrongs.push(Wrong::new(path, FaultCode::UnknownField).with("name", part).near(near));
    }
}

fn limits(definition: &Definition, channel: Channel) -> Vec<Limit> {
    let cases = definition.cases();
    let of_cases = cases.iter().filter_map(|c| definition.limit(channel, Some(&c.code)));
    let named = definition.facts.channel(channel).and_then(|_| definition.limit(channel, None));
    if cases.is_empty() { named.into_iter().collect() } else { of_cases.collect() }
}

/// A limit in office hours, generously: what is over it is over it on any calendar.
fn hours(limit: Limit) -> u32 {
    match limit {
        Limit::SameDay => HOURS_A_DAY,
        Limit::WorkingHours(n) => n,
        Limit::WorkingDays(n) | Limit::CalendarDays(n) => n.saturating_mul(HOURS_A_DAY),
        Limit::Months(n) => n.saturating_mul(31 * HOURS_A_DAY),
    }
}
