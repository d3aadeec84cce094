//! A unit of work: what it reads, the pure decision, and what it writes. One unit's rows, one transaction.

use crate::telling::{Answered, Asked, Telling};
use domain::dossier::{Dossier, Event};
use domain::identity::Account;
use domain::ledger::{Digest, Entry};
use domain::nodes::{Home, for_everybody};
use domain::ratings::Waiting;
use domain::records::{Body, Record, RecordKind};
use domain::words::{BlobId, Day, DossierId, Moment, PersonId, ProcedureCode, UnitId};
use std::fmt;

/// What a decision needs to see, and whose request it is.
#[derive(Clone, Debug)]
pub struct Reads {
    /// The unit whose rows are read and whose ledger is written.
    pub unit: UnitId,
    /// The dossier to load; it must belong to the unit.
    pub dossier: Option<DossierId>,
    /// The unit from which the dossier is to be taken over: it is loaded as that unit left
    /// it, or, once it was taken over, as it is here.
    pub taking_over: Option<UnitId>,
    /// The day for which a dossier number is wanted.
    pub number_on: Option<Day>,
    /// Units that gave numbers under the same agency identifier before this one.
    pub numbers_of: Vec<UnitId>,
    /// The account to load; it must belong to the unit.
    pub account: Option<PersonId>,
    /// A sign-in name to look up.
    pub login: Option<String>,
    /// Records of the unit to load, by kind and key.
    pub records: Vec<(RecordKind, String)>,
    /// Kinds of which all records of the unit are loaded.
    pub record_kinds: Vec<RecordKind>,
    /// Series of registers of the unit, of which the last number is wanted.
    pub series: Vec<String>,
    /// Whether all accounts of the unit are loaded.
    pub people: bool,
    /// The person whose open dossiers in the unit are loaded, all of them.
    pub assigned_to: Option<PersonId>,
    /// Accounts to load wherever they are.
    pub persons: Vec<PersonId>,
    /// The unit whose node may have been served this ledger: how far is wanted.
    pub served: Option<UnitId>,
    /// What of codes and notices that wait is wanted.
    pub telling: Option<Box<Asked>>,
    /// A setting of the unit that is wanted, by its name.
    pub setting: Option<String>,
    /// The step to load, by its digest; it must stand beside the unit.
    pub step: Option<Digest>,
    /// The person whose second factors are loaded.
    pub factor: Option<PersonId>,
    /// Attempts that are counted: what kind, whose, since when. They stand beside the unit.
    pub attempts: Vec<(String, String, Moment)>,
    /// The draft to load.
    pub draft: Option<String>,
    /// The key under which a repeated request gets the first one's answer.
    pub idempotency: Option<IdempotencyKey>,
}

impl Reads {
    /// Nothing yet, for work in `unit`.
    pub const fn of(unit: UnitId) -> Self {
        Self {
            unit,
            dossier: None,
            taking_over: None,
            number_on: None,
            numbers_of: Vec::new(),
            account: None,
            login: None,
            records: Vec::new(),
            record_kinds: Vec::new(),
            series: Vec::new(),
            people: false,
            assigned_to: None,
            persons: Vec::new(),
            served: None,
            telling: None,
            setting: None,
            step: None,
            factor: None,
            attempts: Vec::new(),
            draft: None,
            idempotency: None,
        }
    }
}

/// Names a request so that repeating it does nothing twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Whose keys these are: a person's id.
    pub scope: String,
    /// The key.
    pub key: String,
    /// Digest of the request; another request under the same key is an error.
    pub digest: Digest,
    /// When it came; answers are kept for a while from here.
    pub at: Moment,
}

/// What was found, at the moment of the decision.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The dossier, if the unit has it; one that is to be taken over, as it stands wherever it is.
    pub dossier: Option<Dossier>,
    /// The next free number of the wanted day, from 1; 0 when none was wanted. It is taken as soon as a
    /// dossier is written whose code carries it.
    pub next_number: u32,
    /// The account, if the unit has it.
    pub account: Option<Account>,
    /// Whether somebody other than the wanted account signs in with the name.
    pub login_taken: bool,
    /// The wanted records that the unit has.
    pub records: Vec<Record>,
    /// The last number of each series that was wanted, 0 before the first.
    pub last: Vec<(String, u32)>,
    /// The unit's accounts, if they were wanted.
    pub people: Vec<Account>,
    /// The wanted person's open dossiers.
    pub dossiers: Vec<Dossier>,
    /// Number and hash of the ledger's last entry; 0 before the first.
    pub head: (u64, Digest),
    /// The node that writes the ledger, where one is on record.
    pub home: Option<Home>,
    /// Whether this node writes the ledger.
    pub here: bool,
    /// The wanted accounts that are known.
    pub persons: Vec<Account>,
    /// Up to which entry the wanted unit's node was served this ledger.
    pub served: u64,
    /// What was wanted of codes and notices.
    pub telling: Answered,
    /// The wanted setting, where the unit has it.
    pub setting: Option<String>,
    /// The number of the loaded dossier's last entry in this ledger; 0 unless serving was asked about.
    pub dossier_seq: u64,
    /// The wanted step, if nobody took it.
    pub step: Option<Step>,
    /// The wanted person's second factors.
    pub factor: Option<Factor>,
    /// How many of the wanted attempts there were, in the order of the questions.
    pub attempts: Vec<u64>,
    /// The wanted draft, if it is there.
    pub draft: Option<Draft>,
}

impl Loaded {
    /// A record that was wanted.
    pub fn record(&self, kind: RecordKind, key: &str) -> Option<&Record> {
        self.records.iter().find(|r| r.kind == kind && r.key == key)
    }

    /// The records of a kind, by key and in their shape.
    pub fn records_as<T: Body>(&self) -> Result<Vec<(String, T)>, serde_json::Error> {
        let of_kind = self.records.iter().filter(|r| r.kind == T::KIND);
        of_kind.map(|r| Ok((r.key.clone(), r.read()?))).collect()
    }
}

/// What a decision writes. Rows, counts, numbers and notices follow from the entries.
#[derive(Clone, Debug, Default)]
pub struct Writes {
    /// What happened to the dossiers that were loaded, in order. The first may file one or take it over.
    pub acts: Vec<Act>,
    /// Accounts as they are from now on.
    pub accounts: Vec<AccountChange>,
    /// Procedures as they run from now on.
    pub procedures: Vec<Publication>,
    /// Records as they are from now on.
    pub records: Vec<RecordChange>,
    /// What another node wrote, as it is taken.
    pub copy: Option<Copy>,
    /// What is kept beside the ledger.
    pub beside: Vec<Beside>,
    /// What a repeated request is answered with.
    pub answer: String,
}

impl Writes {
    /// Whether this changes what every process of the database holds in memory: what every office works by.
    /// Who reads others with each request isn't told of them.
    pub(crate) fn change_what_is_held(&self) -> bool {
        let held = |e: &Entry| {
            let kind = e.head.subject.kind.as_str();
            kind == crate::project::procedure::SUBJECT || RecordKind::parse(kind).is_some_and(for_everybody)
        };
        !self.procedures.is_empty()
            || self.records.iter().any(|r| for_everybody(r.kind))
            || self.copy.as_ref().is_some_and(|copy| copy.entries.iter().any(held))
    }

    /// Whether it adds entries of this node's own to the ledger.
    pub(crate) fn append(&self) -> bool {
        let plain = self.acts.is_empty() && self.accounts.is_empty() && self.procedures.is_empty();
        !plain || !self.records.is_empty()
    }

    /// Whether it does nothing but name the ledger's home.
    pub(crate) fn only_move_home(&self) -> bool {
        let plain = self.acts.is_empty() && self.accounts.is_empty() && self.procedures.is_empty();
        plain && self.records.iter().all(|r| r.kind == RecordKind::Home)
    }
}

/// Entries of the unit's ledger that another node wrote. Whether they are to be trusted was asked before
/// ([`domain::nodes::admit`]); whether they follow from what is here is looked at while they are taken.
#[derive(Clone, Debug, Default)]
pub struct Copy {
    /// The entries, by rising number.
    pub entries: Vec<Entry>,
    /// Whether they continue the whole ledger; else they are those that concern somebody here.
    pub whole: bool,
    /// Whether what is here of the ledger is dropped first.
    pub anew: bool,
    /// Of an excerpt: up to which entry the other side has looked.
    pub upto: u64,
    /// When.
    pub at: Moment,
    /// What the other side signed, as it came.
    pub proof: String,
    /// Passwords of persons who come along.
    pub secrets: Vec<Secret>,
}

/// A person's password, on its way to another node, with the second factors that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Whose.
    pub person: PersonId,
    /// Its Argon2 hash.
    pub password_hash: String,
    /// When it was set.
    pub changed: Moment,
    /// The second factors, where the person ever had some.
    pub factor: Option<Factor>,
}

/// The second factors of a person, as the use cases write them down. `Debug` doesn't show them.
#[derive(Clone, PartialEq, Eq)]
pub struct Factor {
    /// Whose.
    pub person: PersonId,
    /// What they are.
    pub body: String,
    /// The step of the last code that was used; 0 before the first.
    pub last_code: u64,
    /// When they changed last: were set up, taken away or used up. What changed later wins.
    pub changed: Moment,
}

impl fmt::Debug for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Factor").field("person", &self.person).finish_non_exhaustive()
    }
}

/// What lasts from one request to another: found by the digest of a secret that only a browser has, opened
/// once. `Debug` doesn't show what is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Step {
    /// Beside whose ledger.
    pub unit: UnitId,
    /// Digest of the secret.
    pub digest: Digest,
    /// What it is a step of.
    pub kind: String,
    /// What is in it.
    pub body: String,
    /// When it is of no use any more.
    pub ends: Moment,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Who did something when, and the salt of its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it happened.
    pub at: Moment,
    /// A person's id, or `system:<what>`.
    pub actor: String,
    /// Sixteen random bytes; a salt of its own for each entry.
    pub salt: [u8; 16],
}

/// Something that happened to a dossier.
#[derive(Clone, Debug)]
pub struct Act {
    /// Who and when.
    pub stamp: Stamp,
    /// The dossier.
    pub dossier: DossierId,
    /// What happened.
    pub event: Event,
    /// The officer's note; may be empty.
    pub note: String,
}

/// An account that is opened, changed or closed.
#[derive(Clone, Debug)]
pub struct AccountChange {
    /// Who and when.
    pub stamp: Stamp,
    /// The account as it is from now on, with its next version.
    pub after: Account,
}

/// A procedure that is published by the unit.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Who and when.
    pub stamp: Stamp,
    /// Which procedure.
    pub code: ProcedureCode,
    /// [`domain::packs::Definition::body`] as it was published; its digest is the revision.
    pub body: String,
}

/// A record that is set, whole.
#[derive(Clone, Debug)]
pub struct RecordChange {
    /// Who and when.
    pub stamp: Stamp,
    /// What it is.
    pub kind: RecordKind,
    /// Which one, within unit and kind.
    pub key: String,
    /// [`domain::records::Body::text`] as it is from now on.
    pub body: String,
}

/// Secrets, files and deliveries: what no ledger keeps.
#[derive(Clone, Debug)]
pub enum Beside {
    /// Sets a password.
    Credential {
        /// Whose.
        person: PersonId,
        /// Its Argon2 hash.
        password_hash: String,
        /// When.
        at: Moment,
    },
    /// Gives out a token for programs.
    Bearer {
        /// Digest of the token.
        digest: Digest,
        /// Whose.
        person: PersonId,
        /// What it is for.
        label: String,
        /// When.
        at: Moment,
    },
    /// Takes a token back.
    BearerRevoked {
        /// Digest of the token.
        digest: Digest,
        /// When.
        at: Moment,
    },
    /// Sets a person's second factors; empty ones are none.
    FactorSet(Factor),
    /// Keeps a step; one that is there already is replaced.
    StepKept(Step),
    /// A step was taken: it opens nothing any more.
    StepTaken(Digest),
    /// Opens a session.
    SessionOpened(Session),
    /// Notes that a session is used and prolongs it.
    SessionSeen {
        /// Digest of the cookie.
        digest: Digest,
        /// When.
        at: Moment,
        /// Until when it lasts now.
        expires: Moment,
    },
    /// Ends one session.
    SessionEnded(Digest),
    /// Ends every session of a person.
    SessionsEnded(PersonId),
    /// Counts an attempt, for limits on signing in.
    Attempt {
        /// What kind: `login`, `address`.
        scope: String,
        /// Whose.
        key: String,
        /// When.
        at: Moment,
    },
    /// Forgets somebody's attempts.
    AttemptsForgotten {
        /// What kind.
        scope: String,
        /// Whose.
        key: String,
    },
    /// Brings a person's password and tokens along to the unit.
    SecretsTaken(PersonId),
    /// Notes who brought a file.
    Uploaded(Upload),
    /// Keeps a draft as it is from now on.
    DraftKept(Draft),
    /// A draft was sent, or is not wanted any more.
    DraftGone(String),
    /// What one owner began is another's from now on.
    DraftTaken {
        /// Which draft.
        id: String,
        /// Whose it was.
        from: String,
        /// Whose it is.
        to: String,
    },
    /// A notice is delivered.
    NoticeDone {
        /// The notice's id.
        id: String,
        /// When.
        at: Moment,
    },
    /// Every notice of the unit that still waits counts as delivered: of invented people.
    NoticesDone {
        /// When.
        at: Moment,
    },
    /// A notice must be tried again.
    NoticeRetry {
        /// The notice's id.
        id: String,
        /// Not before.
        next: Moment,
    },
    /// How notices leave the house.
    Telling(Box<Telling>),
    /// The other side has our ledger up to here, and signed that.
    Sent {
        /// Number of the last entry it has.
        seq: u64,
        /// Its hash.
        hash: Digest,
        /// When.
        at: Moment,
        /// What it signed.
        proof: String,
    },
    /// The node of a unit is served this ledger up to here: what it was served can't be taken back.
    Served {
        /// Which unit's node.
        reader: UnitId,
        /// Up to which entry.
        upto: u64,
    },
    /// A file is wanted that isn't here.
    Wanted {
        /// Which.
        blob: BlobId,
        /// Its size.
        size_bytes: u64,
        /// Its media type.
        media: String,
        /// Since when.
        at: Moment,
    },
    /// A file came, or nobody has it any more: it isn't wanted.
    Arrived(BlobId),
    /// Keeps a rating until its batch; the first of a dossier counts.
    Rated(Waiting),
    /// Ratings that stand in the ledger by now, by their marks.
    RatingsDone(Vec<String>),
    /// Keeps a setting of the unit; those of the node stand with the province that it was set up for.
    Meta {
        /// Its name.
        key: String,
        /// Its value.
        value: String,
    },
    /// Drops answers, attempts, ended sessions, expired drafts and what tablets showed before; of old tries
    /// to deliver notices a page, as long as [`crate::read::Reader::deliveries_to_prune`] says that some are
    /// left.
    Prune {
        /// Answers and attempts older than this.
        before: Moment,
        /// Sessions and drafts that had expired by now.
        now: Moment,
    },
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Digest of the cookie; the cookie itself is nowhere.
    pub digest: Digest,
    /// Who.
    pub person: PersonId,
    /// What forms must carry.
    pub csrf: String,
    /// When it began.
    pub created: Moment,
    /// When it was last used.
    pub seen: Moment,
    /// When it ends.
    pub expires: Moment,
}

/// What somebody is filling in.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub id: String,
    /// Whose it is.
    pub owner: String,
    /// What is asked for.
    pub procedure: ProcedureCode,
    /// Counted from 1 with each change.
    pub version: u32,
    /// What is filled in.
    pub body: String,
    /// When it was changed last.
    pub updated: Moment,
    /// When it is dropped.
    pub expires: Moment,
}

impl fmt::Debug for Draft {
    /// Without what people typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("id", &self.id).field("version", &self.version).finish_non_exhaustive()
    }
}

/// A file that somebody brought, before an act refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The file.
    pub blob: BlobId,
    /// Who brought it.
    pub person: PersonId,
    /// Its name, cleaned.
    pub name: String,
    /// Its media type, found from the content.
    pub media: String,
    /// Its size.
    pub size_bytes: u64,
    /// When.
    pub at: Moment,
}

/// How a unit of work ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<R> {
    /// It is on disk.
    Done {
        /// The answer.
        answer: String,
        /// Whether this is the answer to an earlier, equal request.
        replayed: bool,
    },
    /// The rules refused it; nothing was written.
    Refused(R),
}
