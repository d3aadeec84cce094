//! What is filled in, read: the steps that a procedure has, the request that it gives, and what is wrong with
//! it, step by step.

use super::{Here, merge};
use crate::brought::Kept;
use crate::components::Problem;
use crate::desk::reception::typed::{self, Typed};
use crate::forms::DATA;
use crate::frame::Fields;
use crate::show;
use app::Problem as Wrong;
use app::apply::{Body, Draft};
use app::catalogue::Running;
use domain::packs::{Form, FormGroup, FormPart, What, form_part_at};
use domain::words::Channel;
use serde_json::Value;

/// A step of applying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Who asks, and which unit is competent.
    Who,
    /// Which case it is.
    Case,
    /// A group of the procedure's form.
    Form(usize),
    /// The papers.
    Papers,
    /// Everything once more.
    Review,
}

impl Step {
    /// The name in paths.
    pub(super) fn name(self) -> String {
        match self {
            Self::Who => "who".to_owned(),
            Self::Case => "case".to_owned(),
            Self::Form(at) => format!("form-{}", at + 1),
            Self::Papers => "papers".to_owned(),
            Self::Review => "review".to_owned(),
        }
    }

    /// The step of a name.
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "who" => Some(Self::Who),
            "case" => Some(Self::Case),
            "papers" => Some(Self::Papers),
            "review" => Some(Self::Review),
            _ => {
                let number: usize = name.strip_prefix("form-")?.parse().ok()?;
                number.checked_sub(1).map(Self::Form)
            }
        }
    }
}

/// What is filled in for a procedure.
pub(super) struct Filling<'a> {
    pub(super) here: &'a Here<'a>,
    pub(super) running: &'a Running,
    pub(super) draft: &'a Draft,
}

impl Filling<'_> {
    /// What is filled in.
    pub(super) const fn body(&self) -> &Body {
        &self.draft.body
    }

    /// The same as fields.
    pub(super) fn fields(&self) -> Fields {
        Fields::of(self.body().fields.clone())
    }

    /// The files, by field.
    pub(super) const fn kept(&self) -> &Kept {
        &self.draft.body.files
    }

    /// The procedure's form; an empty one where it has none.
    pub(super) fn form(&self) -> Form {
        self.running.form.as_ref().map(|form| form.form().clone()).unwrap_or_default()
    }

    /// Whether it is in the name of a business.
    pub(super) fn business(&self) -> bool {
        self.body().get("as") == "business"
    }

    /// The request that it gives. Online, a paper is handed in as its picture.
    pub(super) fn typed(&self) -> Typed {
        let mut fields = self.fields();
        fields.set("channel", "online");
        fields.set("fee_vnd", "");
        for (name, files) in self.kept().iter().filter(|(name, files)| is_paper(name) && !files.is_empty()) {
            fields.set(name, "1");
            fields.set(&format!("{name}-copies"), &files.len().min(99).to_string());
        }
        Typed::read(self.here.web, self.here.visit.words, &fields, self.running, self.kept())
    }

    /// The steps of this application, in order: groups of which nothing is asked now are left out.
    pub(super) fn steps(&self) -> Vec<Step> {
        let data = Value::Object(self.typed().intake.data);
        let asked = |group: &FormGroup| {
            group.parts.iter().any(|part| part.is_asked(&data, &part.pointer).unwrap_or(true))
        };
        let mut steps = vec![Step::Who];
        // Cases between which nothing that is promised differs are the office's to tell apart.
        if self.running.definition.case_needed(Channel::Online) {
            steps.push(Step::Case);
        }
        let form = self.form();
        let groups = form.groups.iter().enumerate().filter(|(_, group)| asked(group));
        steps.extend(groups.map(|(at, _)| Step::Form(at)));
        steps.extend([Step::Papers, Step::Review]);
        steps
    }

    /// What a step is called.
    pub(super) fn title(&self, step: Step) -> String {
        let words = self.here.visit.words;
        match step {
            Step::Who => words.say("apply-step-who"),
            Step::Case => words.say("desk-case"),
            Step::Form(at) => {
                let title = self.form().groups.get(at).and_then(|group| group.title.clone());
                title.map_or_else(|| words.say("apply-step-form"), |t| show::text(words, &t).to_owned())
            }
            Step::Papers => words.say("desk-part-documents"),
            Step::Review => words.say("apply-step-review"),
        }
    }

    /// The step in which a field stands.
    pub(super) fn step_of(&self, field: &str) -> Step {
        step_of(&self.form(), field)
    }

    /// The fields of the pages around the form, in their order, and what each is called.
    fn names(&self) -> Vec<(String, String)> {
        let words = self.here.visit.words;
        let said = |(name, key): (&str, &str)| (name.to_owned(), words.say(key));
        let mut names: Vec<_> = merge::WHO.into_iter().chain([("case", "desk-case")]).map(said).collect();
        let listed = self.running.definition.facts.documents.iter().enumerate();
        names.extend(listed.map(|(at, asked)| (typed::paper(at), asked.name.clone())));
        for at in 0..extras(&self.fields()) {
            let (name, number) = (typed::extra(at), at + 1);
            names.push((format!("{name}-name"), words.say_one("desk-extra", "number", number)));
            names.push((name, words.say_one("apply-extra-file", "number", number)));
        }
        names.extend([("content", "desk-content"), ("code", "apply-code")].map(said));
        names
    }

    /// Says of each problem whose it is, and puts all in the order of the pages: what is about the whole
    /// comes first.
    pub(super) fn name(&self, problems: &mut [(Step, Problem)]) {
        let (names, form, steps) = (self.names(), self.form(), self.steps());
        let named = |field: &str| names.iter().position(|(name, _)| name == field);
        let asked = |field: &str| form.parts().position(|part| in_part(part, field));
        problems.sort_by_cached_key(|(step, problem)| {
            let field = problem.field.as_str();
            let step = steps.iter().position(|s| s == step).unwrap_or(steps.len());
            (!field.is_empty()).then(|| (step, named(field).or_else(|| asked(field))))
        });
        for (_, problem) in problems {
            let field = problem.field.as_str();
            let label = names.iter().find(|(name, _)| name == field).map(|(_, label)| label.clone());
            if let Some(label) = label.or_else(|| self.label(&form, field)) {
                problem.message = format!("{label}: {}", problem.message);
            }
        }
    }

    /// What a field of the form is called.
    fn label(&self, form: &Form, field: &str) -> Option<String> {
        let pointer = field.strip_prefix(DATA)?;
        let part = form_part_at(form, pointer).or_else(|| form.parts().find(|p| p.pointer == pointer))?;
        Some(show::text(self.here.visit.words, &part.label).to_owned())
    }

    /// Everything that is wrong, with the step where it is put right.
    pub(super) fn problems(&self) -> Vec<(Step, Problem)> {
        let typed = self.typed();
        let found = self.here.web.app.apply_check(&typed.intake, self.business());
        self.told(&typed, &found)
    }

    /// Problems that a use case named, with the step where each is put right.
    pub(super) fn told(&self, typed: &Typed, found: &[Wrong]) -> Vec<(Step, Problem)> {
        let words = self.here.visit.words;
        let mut problems = typed.filled.problems(words, DATA);
        for problem in show::problems(words, found, |name| typed.field(name)) {
            // What is no value is told as such, and not once more as a value that doesn't fit.
            if !problems.iter().any(|p| p.field == problem.field) {
                problems.push(problem);
            }
        }
        let form = self.form();
        problems.into_iter().map(|problem| (step_of(&form, &problem.field), problem)).collect()
    }
}

/// Whether a field is a paper's.
pub(super) fn is_paper(name: &str) -> bool {
    name.starts_with("document-") || name.starts_with("extra-")
}

/// How many lines for other papers there are.
pub(super) fn extras(fields: &Fields) -> usize {
    typed::extras(fields)
}

/// Whether a field of a form belongs to a group: its pointer lies at or below one of its parts.
pub(super) fn in_group(group: &FormGroup, name: &str) -> bool {
    group.parts.iter().any(|part| in_part(part, name))
}

fn in_part(part: &FormPart, name: &str) -> bool {
    let Some(pointer) = name.strip_prefix(DATA) else { return false };
    let below = |part: &str| pointer.strip_prefix(part).is_some_and(|r| r.is_empty() || r.starts_with('/'));
    match &part.what {
        // A group's pointer is its own; what is inside names it too.
        What::Group(parts) => below(&part.pointer) || parts.iter().any(|p| below(&p.pointer)),
        _ => below(&part.pointer),
    }
}

/// The step in which a field stands.
fn step_of(form: &Form, field: &str) -> Step {
    if field == "case" {
        return Step::Case;
    }
    if is_paper(field) || field.starts_with("documents") || field == "content" {
        return Step::Papers;
    }
    if field.starts_with("data/") {
        let at = form.groups.iter().position(|group| in_group(group, field));
        return at.map_or(Step::Review, Step::Form);
    }
    if merge::WHO.iter().any(|(name, _)| *name == field) { Step::Who } else { Step::Review }
}
