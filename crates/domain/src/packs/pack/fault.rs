//! What is wrong with a pack: the place, a stable code, the facts, and what was probably meant.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $key:literal),* $(,)?) => {
        /// What is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FaultCode { $($(#[$doc])* $name),* }

        impl FaultCode {
            /// Every code, so that tests can look for its words.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The message key.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => concat!("pack-fault-", $key)),* }
            }
        }
    };
}

codes! {
    /// The file can't be read as TOML or JSON.
    Syntax = "syntax",
    /// A key that means nothing there.
    UnknownKey = "unknown-key",
    /// A key that must be there.
    MissingKey = "missing-key",
    /// A value that isn't what the key asks for.
    BadValue = "bad-value",
    /// A word lacks a language.
    LanguageMissing = "language-missing",
    /// A file where no file of that name belongs.
    UnknownFile = "unknown-file",
    /// A file, or the whole pack, is too large.
    TooLarge = "too-large",
    /// There is no `pack.toml`.
    ManifestMissing = "manifest-missing",
    /// A pack that it depends on isn't there.
    UnknownPack = "unknown-pack",
    /// A process that nothing gives.
    UnknownProcess = "unknown-process",
    /// A step that the process doesn't have.
    UnknownStep = "unknown-step",
    /// Two steps of one name, or one called `end`.
    StepTwice = "step-twice",
    /// Two acts of one name at a step.
    ActTwice = "act-twice",
    /// An act that must say where it leads.
    ToMissing = "to-missing",
    /// Only refusing, withdrawing and delivering end a dossier.
    EndsHere = "ends-here",
    /// A step that no act leads to.
    Unreachable = "unreachable",
    /// A step from which the end can't be reached.
    DeadEnd = "dead-end",
    /// A role whose holders may not act on dossiers.
    RoleUnheld = "role-unheld",
    /// An act of the kind `open` that doesn't say what it opens.
    OpenMissing = "open-missing",
    /// An act of another kind that says what it opens.
    OpenElsewhere = "open-elsewhere",
    /// The norms of the steps take longer than the law allows.
    NormsOverLimit = "norms-over-limit",
    /// A procedure that stands in two files.
    ProcedureTwice = "procedure-twice",
    /// A register of which two packs speak.
    RegisterTwice = "register-twice",
    /// A procedure that the catalogue doesn't have, and that doesn't say all about itself.
    ProcedureIncomplete = "procedure-incomplete",
    /// A procedure that isn't known.
    UnknownProcedure = "unknown-procedure",
    /// A file name that isn't the code inside.
    FileName = "file-name",
    /// A form that the pack doesn't have.
    UnknownForm = "unknown-form",
    /// A form that isn't a valid schema, or says a hint wrongly.
    FormBroken = "form-broken",
    /// A field that the form doesn't have.
    UnknownField = "unknown-field",
    /// A paper that the pack doesn't have.
    UnknownPaper = "unknown-paper",
    /// A paper that can't be printed.
    PaperBroken = "paper-broken",
    /// A paper that nothing prints.
    PaperUnused = "paper-unused",
    /// A register that the pack doesn't have.
    UnknownRegister = "unknown-register",
    /// A guide for a procedure or step that isn't there.
    GuidePlace = "guide-place",
    /// A guide without its head, or with another one.
    GuideHead = "guide-head",
    /// HTML inside a guide.
    RawHtml = "raw-html",
    /// A condition that can't be read.
    ConditionBroken = "condition-broken",
    /// A name that conditions don't know there.
    ConditionName = "condition-name",
    /// Changing or ending a record needs its number.
    NumberMissing = "number-missing",
    /// A unit's overlay that changes what is the law's.
    OverlayLaw = "overlay-law",
    /// A story that can't be played.
    StoryBroken = "story-broken",
    /// A story that doesn't go as it says.
    StoryFailed = "story-failed",
}

/// Something wrong, by where in its file it stands: `step.2.act.0.to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Keys and numbers from the root of the file.
    pub path: String,
    /// How many bytes into the value.
    pub offset: usize,
    /// What is wrong.
    pub code: FaultCode,
    /// Facts for the message, by argument name.
    pub facts: Vec<(&'static str, String)>,
    /// What was probably meant, or what can stand there.
    pub proposal: Option<String>,
}

impl Wrong {
    /// Something wrong at a place.
    pub fn new(path: impl Into<String>, code: FaultCode) -> Self {
        Self { path: path.into(), offset: 0, code, facts: Vec::new(), proposal: None }
    }

    /// With a fact for the message.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }

    /// So many bytes into the value.
    pub const fn into_value(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// With what can stand there.
    pub fn propose(mut self, proposal: impl Into<String>) -> Self {
        self.proposal = Some(proposal.into());
        self
    }

    /// With the nearest known name, where there is one.
    pub fn near(mut self, nearest: Option<String>) -> Self {
        self.proposal = nearest;
        self
    }
}

/// Something wrong in a file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, by its path in the pack.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong.
    pub code: FaultCode,
    /// Facts for the message, by argument name.
    pub facts: Vec<(&'static str, String)>,
    /// What was probably meant.
    pub proposal: Option<String>,
}

/// For logs; people read the message of the code.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.code.key())?;
        for (name, value) in &self.facts {
            write!(f, " {name}={value}")?;
        }
        self.proposal.as_ref().map_or(Ok(()), |p| write!(f, " → {p}"))
    }
}

/// The known name that looks most like `name`, where one does.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let most = (name.chars().count() / 3).max(2);
    let scored = known.into_iter().map(|k| (letters_apart(name, k), k)).filter(|(d, _)| *d <= most);
    scored.min().map(|(_, k)| k.to_owned())
}

/// How many letters must change (Levenshtein).
fn letters_apart(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (y, pair) in b.iter().zip(row.windows(2)) {
            let (above_left, above) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
            let left = next.last().copied().unwrap_or(0);
            next.push((above_left + usize::from(x != *y)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{letters_apart, nearest};

    #[test]
    fn the_nearest_name_is_the_one_that_was_meant() {
        assert_eq!(letters_apart("sgin", "sign"), 2);
        assert_eq!(nearest("acept", ["check", "accept", "sign"]), Some("accept".into()));
        assert_eq!(nearest("completely-else", ["check", "sign"]), None);
    }
}
