//! What is filled in, read: the steps that a procedure has, the request that it gives, and what is wrong with
//! it, step by step.

use super::{Here, merge};
use crate::components::Problem;
use crate::desk::Kept;
use crate::desk::reception::typed::{self, Typed};
use crate::forms::DATA;
use crate::frame::Fields;
use crate::show;
use app::Problem as Wrong;
use app::apply::{Body, Draft};
use app::catalogue::Running;
use domain::packs::{Form, FormGroup};
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
    let Some(pointer) = name.strip_prefix(DATA) else { return false };
    let below = |part: &str| pointer.strip_prefix(part).is_some_and(|r| r.is_empty() || r.starts_with('/'));
    group.parts.iter().any(|part| match &part.what {
        // A group's pointer is its own; what is inside names it too.
        domain::packs::What::Group(parts) => below(&part.pointer) || parts.iter().any(|p| below(&p.pointer)),
        _ => below(&part.pointer),
    })
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
    if merge::WHO.contains(&field) { Step::Who } else { Step::Review }
}
