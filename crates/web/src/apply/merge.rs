//! A step that was sent, put into what is filled in: its own fields are what was sent, everything else stays.

use super::filling::{Step, in_group, is_paper};
use crate::brought::{self, Brought, Kept};
use crate::forms::{DATA, Filled};
use crate::frame::{Fields, Web};
use app::apply::Body;
use app::{AppError, Problem};
use domain::packs::{Form, FormGroup, Kind, What, form_part_at};

/// What the first step asks, in its order, and the words for it.
pub(super) const WHO: [(&str, &str); 7] = [
    ("as", "apply-as"),
    ("name", "apply-name"),
    ("personal_number", "desk-personal-number"),
    ("tax_code", "desk-tax-code"),
    ("phone", "desk-phone"),
    ("address", "desk-address"),
    ("competent", "apply-unit"),
];

/// A step as it was sent.
#[derive(Clone)]
pub(super) struct Put {
    pub(super) web: Web,
    pub(super) step: Step,
    pub(super) form: Form,
    pub(super) sent: Fields,
    /// The files that came with it and are kept, by field.
    pub(super) files: Kept,
}

impl Put {
    /// Keeps the bytes of those files that are named once the step is laid down, and of no other: what isn't
    /// kept is no part of the step any more.
    pub(super) async fn keep(
        &mut self,
        brought: Vec<Brought>,
        laid: &Body,
    ) -> Result<Vec<Problem>, AppError> {
        let came: Vec<_> = brought.iter().map(|b| b.file.blob.clone()).collect();
        let named = |b: &Brought| laid.file(b.file.blob.as_str()).is_some();
        let (named, mut kept) = (brought.into_iter().filter(named).collect(), Kept::new());
        let wrong = brought::keep(&self.web, None, named, &mut kept).await?;
        for files in self.files.values_mut() {
            files.retain(|file| {
                let is_kept = kept.values().flatten().any(|known| known.blob == file.blob);
                is_kept || !came.contains(&file.blob)
            });
        }
        self.files.retain(|_, files| !files.is_empty());
        Ok(wrong)
    }

    /// Puts it in. Where it doesn't fit any more only the files are added: nobody wants to choose them again.
    pub(super) fn lay(&self, body: &mut Body, fits: bool) {
        match self.step {
            Step::Who if fits => self.names(body, &WHO.map(|(name, _)| name)),
            Step::Case if fits => self.names(body, &["case"]),
            Step::Form(at) => {
                let nothing = FormGroup::default();
                self.group(body, self.form.groups.get(at).unwrap_or(&nothing), fits);
            }
            Step::Papers => self.papers(body, fits),
            Step::Who | Step::Case | Step::Review => {}
        }
    }

    fn names(&self, body: &mut Body, names: &[&str]) {
        for name in names {
            body.set(name, self.sent.get(name));
        }
    }

    /// The fields of a group, and its files: those that are still ticked, then those that came.
    fn group(&self, body: &mut Body, group: &FormGroup, fits: bool) {
        if fits {
            let of_files = |name: &str| name.ends_with("-kept") || name.ends_with("-file");
            body.fields.retain(|(name, _)| !in_group(group, name));
            let typed = self.sent.pairs().iter().filter(|(n, _)| in_group(group, n) && !of_files(n));
            body.fields.extend(typed.cloned());
            for (name, files) in body.files.iter_mut().filter(|(name, _)| in_group(group, name)) {
                let kept = format!("{name}-kept");
                files.retain(|file| self.sent.all(&kept).any(|digest| digest == file.blob.as_str()));
            }
            let proposed: Vec<&str> = self.sent.all("proposed").collect();
            for name in proposed {
                let known = body.fields.iter().any(|(n, v)| n == "proposed" && v == name);
                if !known && in_group(group, name) {
                    body.fields.push(("proposed".to_owned(), name.to_owned()));
                }
            }
        }
        for (name, files) in self.files.iter().filter(|(name, _)| in_group(group, name)) {
            // One field, one file: the one that came last.
            body.files.insert(name.clone(), files.last().cloned().into_iter().collect());
        }
        if fits {
            self.tidy(body);
        }
    }

    /// Rows come and go, and what is left counts from the first; files go along with their rows.
    fn tidy(&self, body: &mut Body) {
        let mut fields = Fields::of(body.fields.clone());
        for name in ["add", "remove"] {
            fields.set(name, self.sent.get(name));
        }
        let filled = Filled::read(&self.web, &self.form, DATA, &fields, &body.files);
        let files: Vec<_> = body.files.values().flatten().cloned().collect();
        let of_form = |name: &str| name.strip_prefix(DATA).is_some_and(|rest| rest.starts_with('/'));
        body.fields.retain(|(name, _)| !of_form(name));
        body.files.retain(|name, _| !of_form(name));
        for (pointer, text) in filled.typed {
            let name = format!("{DATA}{pointer}");
            let part = form_part_at(&self.form, &pointer);
            let attached = part.is_some_and(|part| part.what == What::Field(Kind::Attachment));
            match files.iter().find(|file| attached && file.blob.as_str() == text) {
                Some(file) => {
                    body.files.insert(name, vec![file.clone()]);
                }
                None if attached => {}
                None => body.fields.push((name, text)),
            }
        }
    }

    /// What is said beside the papers, other papers' names, files that came and files that are taken away.
    fn papers(&self, body: &mut Body, fits: bool) {
        if fits {
            let names: Vec<String> = self.sent.pairs().iter().map(|(name, _)| name.clone()).collect();
            for name in names.iter().filter(|name| name.starts_with("extra-") && name.ends_with("-name")) {
                body.set(name, self.sent.get(name));
            }
            let more = usize::from(self.sent.get("do") == "more");
            let extras = super::filling::extras(&self.sent).saturating_add(more);
            body.set("extras", &extras.to_string());
            body.set("content", self.sent.get("content"));
        }
        for (name, files) in self.files.iter().filter(|(name, _)| is_paper(name)) {
            let kept = body.files.entry(name.clone()).or_default();
            for file in files {
                if !kept.iter().any(|known| known.blob == file.blob) {
                    kept.push(file.clone());
                }
            }
        }
        if let Some((name, digest)) = self.sent.get("drop").split_once(' ')
            && let Some(files) = body.files.get_mut(name).filter(|_| is_paper(name))
        {
            files.retain(|file| file.blob.as_str() != digest);
        }
    }
}
