//! Sessions, tokens, attempts, uploads, and notices that wait.

use super::Reader;
use crate::db::{Param, params};
use crate::draft;
use crate::error::StoreError;
use crate::project::account;
use crate::work::{Draft, Factor, Session, Step, Upload};
use domain::identity::{Account, Delegation};
use domain::ledger::Digest;
use domain::notify::Notice;
use domain::records::Body as _;
use domain::words::{BlobId, Moment, PersonId, UnitId};

/// A token for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// Digest of the token.
    pub digest: Digest,
    /// Whose.
    pub person: PersonId,
    /// What it is for.
    pub label: String,
    /// Since when.
    pub created: Moment,
    /// When it was taken back.
    pub revoked: Option<Moment>,
}

/// A notice that waits to be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its id, for [`crate::Beside::NoticeDone`].
    pub id: String,
    /// Whose notice.
    pub unit: UnitId,
    /// The notice.
    pub notice: Notice,
    /// Since when.
    pub at: Moment,
    /// How often it was tried in vain.
    pub attempts: u32,
}

fn bearer(r: &crate::db::Row<'_>) -> Result<Bearer, StoreError> {
    Ok(Bearer {
        digest: r.digest(0)?,
        person: r.word(1)?,
        label: r.string(2)?,
        created: r.moment(3)?,
        revoked: r.moment_or_null(4)?,
    })
}

/// The columns of a step.
pub(crate) const STEP: &str = "digest, unit, kind, body, ends_at";

/// Reads those columns.
pub(crate) fn step(r: &crate::db::Row<'_>) -> Result<Step, StoreError> {
    Ok(Step {
        digest: r.digest(0)?,
        unit: r.word(1)?,
        kind: r.string(2)?,
        body: r.string(3)?,
        ends: r.moment(4)?,
    })
}

/// The columns of second factors.
pub(crate) const FACTOR: &str = "person, body, last_code, changed_at";

/// Reads those columns.
pub(crate) fn factor(r: &crate::db::Row<'_>) -> Result<Factor, StoreError> {
    Ok(Factor { person: r.word(0)?, body: r.string(1)?, last_code: r.count(2)?, changed: r.moment(3)? })
}

/// Who stands behind a secret that is carried with each request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// The account as it is now.
    pub account: Account,
    /// What forms must carry; empty for tokens.
    pub csrf: String,
    /// Whether anybody ever let the person act for them.
    pub substitute: bool,
}

impl Reader<'_> {
    /// Who a session stands for, unless it expired. Asked at every request, so it is one trip to the server.
    pub fn by_session(&self, digest: &Digest, now: Moment) -> Result<Option<Bearing>, StoreError> {
        self.bearing("csrf", "session where digest = $1 and expires_at > $3", &[now.into()], digest)
    }

    /// Who a token stands for, unless it was taken back.
    pub fn by_bearer(&self, digest: &Digest) -> Result<Option<Bearing>, StoreError> {
        self.bearing("''", "bearer where digest = $1 and revoked_at is null", &[], digest)
    }

    fn bearing(
        &self,
        csrf: &str,
        secret: &str,
        more: &[Param<'_>],
        digest: &Digest,
    ) -> Result<Option<Bearing>, StoreError> {
        // A substitute's records begin with the person and a point; the next sign after it is a stroke.
        let sql = format!(
            "select {}, (select {csrf} from {secret}), (select count(*) from record r \
             where r.unit = account.unit and r.kind = $2 \
             and r.key >= account.person || '.' and r.key < account.person || '/') \
             from account where person = (select person from {secret})",
            account::COLUMNS
        );
        let mut params = vec![Param::from(digest), Param::from(Delegation::KIND.as_str())];
        params.extend_from_slice(more);
        self.db.first(&sql, &params, |r| {
            let substitute = r.count(account::WIDTH + 1)? > 0;
            Ok(Bearing { account: account::read(r)?, csrf: r.string(account::WIDTH)?, substitute })
        })
    }

    /// A session by the digest of its cookie, unless it expired.
    pub fn session(&self, digest: &Digest, now: Moment) -> Result<Option<Session>, StoreError> {
        let sql = "select person, csrf, created_at, seen_at, expires_at from session \
                   where digest = $1 and expires_at > $2";
        self.db.first(sql, params![digest, now], |r| {
            Ok(Session {
                digest: *digest,
                person: r.word(0)?,
                csrf: r.string(1)?,
                created: r.moment(2)?,
                seen: r.moment(3)?,
                expires: r.moment(4)?,
            })
        })
    }

    /// A step by the digest of its secret, unless it ended.
    pub fn step(&self, digest: &Digest, now: Moment) -> Result<Option<Step>, StoreError> {
        let sql = format!("select {STEP} from step where digest = $1 and ends_at > $2");
        self.db.first(&sql, params![digest, now], step)
    }

    /// A person's second factors.
    pub fn factor(&self, person: PersonId) -> Result<Option<Factor>, StoreError> {
        let sql = format!("select {FACTOR} from factor where person = $1");
        self.db.first(&sql, params![person], factor)
    }

    /// A token by its digest, also when it was taken back.
    pub fn bearer(&self, digest: &Digest) -> Result<Option<Bearer>, StoreError> {
        let sql = "select digest, person, label, created_at, revoked_at from bearer where digest = $1";
        self.db.first(sql, params![digest], bearer)
    }

    /// A person's tokens, the newest first.
    pub fn bearers(&self, person: PersonId) -> Result<Vec<Bearer>, StoreError> {
        let sql = "select digest, person, label, created_at, revoked_at from bearer where person = $1 \
                   order by created_at desc, digest";
        self.db.all(sql, params![person], bearer)
    }

    /// How often something was tried since `since`.
    pub fn attempts(&self, scope: &str, key: &str, since: Moment) -> Result<u64, StoreError> {
        let sql = "select count(*) from attempt where scope = $1 and key = $2 and at >= $3";
        let n = self.db.number(sql, params![scope, key, since])?;
        u64::try_from(n).map_err(StoreError::unreadable("a count"))
    }

    /// Who brought a file to a unit, and as what; the newest first.
    pub fn uploads(&self, unit: &UnitId, blob: &BlobId) -> Result<Vec<Upload>, StoreError> {
        let sql = "select person, name, media, size_bytes, at from upload where unit = $1 and blob = $2 \
                   order by at desc";
        self.db.all(sql, params![unit, blob.as_str()], |r| {
            Ok(Upload {
                blob: blob.clone(),
                person: r.word(0)?,
                name: r.string(1)?,
                media: r.string(2)?,
                size_bytes: r.count(3)?,
                at: r.moment(4)?,
            })
        })
    }

    /// A draft that is still kept.
    pub fn draft(&self, unit: &UnitId, id: &str, now: Moment) -> Result<Option<Draft>, StoreError> {
        Ok(draft::get(self.db, unit, id)?.filter(|draft| draft.expires > now))
    }

    /// Somebody's drafts that are still kept, the newest first.
    pub fn drafts(&self, unit: &UnitId, owner: &str, now: Moment) -> Result<Vec<Draft>, StoreError> {
        let sql = format!(
            "select {} from draft where unit = $1 and owner = $2 and expires_at > $3 \
             order by updated_at desc, id",
            draft::COLUMNS
        );
        self.db.all(&sql, params![unit, owner, now], draft::read)
    }

    /// Notices that are due for delivery, the oldest first.
    pub fn outbox_due(&self, now: Moment, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        self.due("next_at <= $1", now, limit)
    }

    /// The same of one-time codes alone.
    pub fn outbox_codes_due(&self, now: Moment, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        self.due("kind = 'code' and next_at <= $1", now, limit)
    }

    fn due(&self, which: &str, now: Moment, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        let sql = format!(
            "select id, unit, body, at, attempts from outbox where {which} order by next_at, id limit $2"
        );
        self.db.all(&sql, params![now, limit], |r| {
            let notice = serde_json::from_str(r.text(2)?).map_err(StoreError::unreadable("a notice"))?;
            Ok(Waiting {
                id: r.string(0)?,
                unit: r.word(1)?,
                notice,
                at: r.moment(3)?,
                attempts: r.small(4)?,
            })
        })
    }
}
